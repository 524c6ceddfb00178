"""The selection from the candidates at hand, as the thresholds move."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from gui.workers.messages import Looked
from gui.workers.selecting import Selected, SelectRequest, SelectThread
from ssd_core.detection import Selector
from ssd_core.types import Selection, Thresholds


class Selecting(QObject):
    """Selects at once where that is quick; else the selection follows from a thread, and the old
    one stays until then."""

    selected = Signal(object)  # Selection; the attributes are those of it already
    due_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._thread: SelectThread | None = None
        self._thresholds = Thresholds()
        self.looked: Looked | None = None
        """What is selected from."""
        self.selector: Selector | None = None
        self.selection: Selection | None = None
        self.seconds = 0.0
        """How long the last selection took."""
        self.due = False
        """Whether a selection is on its way."""

    def close(self) -> None:
        """End the thread. An answer that is still on its way changes nothing any more."""
        if self._thread is not None:
            self._thread.stop()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    def forget(self) -> None:
        """There is nothing to select from."""
        self.looked = self.selector = self.selection = None
        if self.due:
            self.due = False
            self.due_changed.emit()

    def take(self, looked: Looked) -> None:
        """Select from these candidates from now on; the last selection stays until the next."""
        self.looked, self.selector = looked, looked.selector

    def select(self, thresholds: Thresholds) -> None:
        """Select anew, if there is anything to select from."""
        if self.selector is None or self.looked is None:
            return
        self._thresholds = thresholds
        if self.selector.is_quick(thresholds):
            start = perf_counter()
            selection = self.selector.select(thresholds)
            self._use(selection, perf_counter() - start)
        else:
            self._post(SelectRequest(self.looked, thresholds))

    def _post(self, request: SelectRequest) -> None:
        if self._thread is None:
            self._thread = SelectThread()
            self._thread.selected.connect(self._on_selected)
            self._thread.start()
        self._thread.post(request)
        self.due = True
        self.due_changed.emit()

    def _on_selected(self, answer: Selected) -> None:
        if answer.request.looked is not self.looked or not self.due:
            return
        self.selector = answer.selector
        if answer.request.thresholds == self._thresholds:
            self._use(answer.selection, answer.seconds)
        else:
            # A slider moved on meanwhile; the run may tell of its new place too.
            self.select(self._thresholds)

    def _use(self, selection: Selection, seconds: float) -> None:
        self.selection, self.seconds = selection, seconds
        self.due = False
        self.due_changed.emit()
        self.selected.emit(selection)
