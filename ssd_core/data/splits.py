"""Which pictures are trained on and which are held out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from ssd_core.errors import Refusal
from ssd_core.sentence import say

HELD_OUT = 0.2
"""Share of "val" where the data do not say which pictures those are."""

_SPLITS = ("train", "val", "test")

Listed = Callable[[str], Sequence[str] | None]
"""The names that the data list for a split; None if there is no such list."""


def names_of_split(split: str | None, every: Sequence[str], listed: Listed, seed: int) -> list[str]:
    """The names of ``split`` among ``every``; None is all of them.

    "train" and "val" exist in any data: without a list, they share out what the other lists leave
    (or "trainval", if there is that one), four fifths to one, by ``seed``. Raises Refusal for
    another split without a list.
    """
    if split is None:
        return list(every)
    names = listed(split)
    if names is not None:
        return list(names)
    if split not in ("train", "val"):
        raise Refusal(
            say("It has no split called {split}.", split=split),
            advice=say('choose another split, "train" or "val"'),
        )
    lists = {other: listed(other) for other in _SPLITS if other != split}
    taken = {name for names in lists.values() for name in names or ()}
    both = listed("trainval")
    rest = [name for name in (every if both is None else both) if name not in taken]
    if lists["val" if split == "train" else "train"] is not None:
        return rest
    held_out = _drawn(rest, seed)
    return [name for name in rest if (name in held_out) == (split == "val")]


def _drawn(names: Sequence[str], seed: int) -> frozenset[str]:
    """A fifth of ``names``, at least one.

    Each name is ranked by a hash of its own, so neither the order of a listing nor a picture that
    is added later moves the others from one side to the other.
    """

    def rank(name: str) -> bytes:
        return hashlib.blake2b(f"{seed}/{name}".encode("utf-8", "surrogatepass")).digest()

    return frozenset(sorted(names, key=rank)[: max(round(HELD_OUT * len(names)), 1)])
