"""A thread for selections that would hold the window up: very many candidates, or soft-NMS."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import Signal

from gui.workers.latest import LatestThread
from gui.workers.messages import Looked
from ssd_core.detection import Selector
from ssd_core.histograms import overlap_histogram
from ssd_core.types import Selection, Thresholds


@dataclass(frozen=True, slots=True, eq=False)
class SelectRequest:
    """What to select from, and at which thresholds."""

    looked: Looked
    thresholds: Thresholds


@dataclass(frozen=True, slots=True, eq=False)
class Selected:
    """The answer to ``request``.

    selector: a new one that knows this run; whoever asked may take it into use. seconds: it took.
    """

    request: SelectRequest
    selector: Selector
    selection: Selection
    seconds: float


class SelectThread(LatestThread):
    """The newest request replaces a waiting one; one that was begun is answered all the same."""

    selected = Signal(object)  # Selected

    def __init__(self) -> None:
        super().__init__("select")

    def answer(self, request: SelectRequest) -> None:
        start = perf_counter()
        # One of its own: the window goes on asking the one in use.
        selector = Selector(request.looked.candidates)
        selection = selector.select(request.thresholds)
        overlap_histogram(selector, request.thresholds)  # it is looked at next
        self.selected.emit(Selected(request, selector, selection, perf_counter() - start))
