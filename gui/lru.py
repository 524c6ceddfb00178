"""A memory of bounded size that forgets what was not used for longest."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Bounded(Generic[K, V]):
    """A mapping whose values take at most ``most_bytes`` together, as ``nbytes_of`` counts them."""

    def __init__(self, most_bytes: int, nbytes_of: Callable[[V], int]) -> None:
        self._most = most_bytes
        self._nbytes_of = nbytes_of
        self._values: OrderedDict[K, V] = OrderedDict()  # the longest unused first
        self._nbytes = 0

    @property
    def nbytes(self) -> int:
        """What the values take now."""
        return self._nbytes

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, key: K) -> bool:
        return key in self._values

    def get(self, key: K) -> V | None:
        """The value of ``key``, which counts as used now; None if it is not known."""
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> None:
        """Remember ``value`` and forget what no longer fits; it alone may be over the bound."""
        self.forget(key)
        self._values[key] = value
        self._nbytes += self._nbytes_of(value)
        while self._nbytes > self._most and len(self._values) > 1:
            self.forget(next(iter(self._values)))

    def forget(self, key: K) -> None:
        """Drop ``key``, if it is known."""
        value = self._values.pop(key, None)
        if value is not None:
            self._nbytes -= self._nbytes_of(value)

    def clear(self) -> None:
        """Forget everything."""
        self._values.clear()
        self._nbytes = 0
