"""The preflight thread: looks at the pictures a run would learn from, before it starts."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gui.workers.answering import unexpected
from gui.workers.latest import LatestThread
from ssd_core.config import DBoxConfig, preset
from ssd_core.errors import UserError
from ssd_core.sentence import say

if TYPE_CHECKING:
    from ssd_core.data.picture_set import PictureSet
    from ssd_core.data.preflight import Preflight

_TELL_SECONDS = 0.1
"""Progress is told no more often than this."""


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """What there is to learn from. sets: "train" and "val", also what cannot be read of them."""

    sets: Mapping[str, PictureSet]
    report: Preflight


def look(
    data: Sequence[str],
    classes: Sequence[str],
    dboxes: DBoxConfig,
    *,
    seed: int,
    stop: Callable[[], bool],
    tell: Callable[[int, int], None],
) -> Pictures | None:
    """Look at all pictures of VOC folders and COCO files; None where ``stop()`` was heard.

    classes: none for those in the data. tell: is told now and then how many of how many are done.
    Raises UserError.
    """
    from ssd_core.data.opening import open_splits
    from ssd_core.data.preflight import Checked, preflight

    sets = open_splits(data, classes=classes or None, seed=seed)
    told = 0.0
    for step in preflight(sets, dboxes=dboxes):
        if stop():
            return None
        if not isinstance(step, Checked):
            return Pictures(sets, step)
        if time.monotonic() - told >= _TELL_SECONDS:
            told = time.monotonic()
            tell(step.done, step.total)
    return None


@dataclass(frozen=True, slots=True)
class PreflightRequest:
    """Which data to look at, for a network of ``preset``. classes: none for those in the data."""

    data: tuple[str, ...]
    classes: tuple[str, ...]
    preset: str
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Looking:
    """``done`` of ``total`` pictures were looked at."""

    request: PreflightRequest
    done: int
    total: int


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """All were looked at."""

    request: PreflightRequest
    pictures: Pictures


@dataclass(frozen=True, slots=True, eq=False)
class Refused:
    """Nothing can be learnt from what was named, and why."""

    request: PreflightRequest
    error: UserError


class PreflightThread(LatestThread):
    """Answers the latest request with ``told``: ``Looking`` …, then ``Looked`` or ``Refused``."""

    told = Signal(object)

    def __init__(self) -> None:
        super().__init__("preflight")

    def post(self, request: PreflightRequest) -> None:
        """Look at this next; what is being looked at is given up."""
        super().post(request)
        if not self.isRunning():
            self.start()

    def answer(self, request: PreflightRequest) -> None:
        def tell(done: int, total: int) -> None:
            self.told.emit(Looking(request, done, total))

        try:
            dboxes = preset(request.preset).dboxes
            pictures = look(
                request.data, request.classes, dboxes,
                seed=request.seed, stop=self.is_called, tell=tell,
            )  # fmt: skip
            answer = None if pictures is None else Looked(request, pictures)
        except UserError as error:
            answer = Refused(request, error)
        except Exception as error:  # noqa: BLE001  strange data end the look, not the program
            answer = Refused(request, unexpected(say("The pictures could not be checked."), error))
        if answer is not None and not self.is_called():
            self.told.emit(answer)
