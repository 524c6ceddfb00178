"""The buttons of Train: what can be done with a run now, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.controls.details import without_home
from gui.panels.train.closing_sheet import ClosingSheet
from gui.wiring.own_run import OwnRun, Phase
from gui.wiring.parts import Parts
from gui.wiring.train_form import TrainFormWiring
from gui.wiring.train_shown import TrainShown
from gui.workers.run_seen import Followed
from gui.workers.starting import RunEnd
from gui.workspaces.train import TrainWorkspace
from ssd_core.errors import UserError, shown_name
from ssd_core.training.follow import RunState

_RUNNING = ("pause", "stop", "keep")
_RESUMABLE = (RunState.STOPPED, RunState.STALE)
_BUTTONS: dict[Phase, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Phase.PREPARING: (_RUNNING, ("stop",)),
    Phase.LEARNING: (_RUNNING, _RUNNING),
    Phase.PAUSING: (_RUNNING, ()),
    Phase.STOPPING: (_RUNNING, ()),
    Phase.MEASURING: (_RUNNING, ("stop",)),
    Phase.PAUSED: (("resume", "stop", "keep"), ("resume", "stop", "keep")),
}
"""Which buttons are shown in a phase, and which of them can be pressed."""


class TrainControl(QObject):
    """``changed`` tells that something else can be done now, see ``possible``."""

    changed = Signal()

    def __init__(
        self,
        parts: Parts,
        page: TrainWorkspace,
        own: OwnRun,
        form: TrainFormWiring,
        shown: TrainShown,
        load_best: Callable[[], None],
    ) -> None:
        """load_best: detects with the best weights of the run that is looked at."""
        super().__init__(page)
        self._window, self._runs, self._page = parts.window, parts.runs, page
        self._own, self._form, self._shown = own, form, shown
        self._load_best = load_best
        self._keeps = False
        self._closing = ClosingSheet(parts.window)
        self._closes = False
        self.possible: frozenset[str] = frozenset()
        """Which of the buttons can be pressed."""
        self._acts = {
            "start": self.start,
            "resume": self.resume,
            "pause": own.pause,
            "stop": self._stop,
            "keep": self._keep,
            "back": self._go_back,
        }
        page.head.asked.connect(self.do)
        own.changed.connect(self._refresh)
        own.began.connect(self._runs.watch)
        own.ended.connect(self._on_ended)
        form.changed.connect(self._refresh)
        parts.runs.watched_changed.connect(self._refresh)
        parts.runs.followed.connect(self._on_followed)
        parts.window.add_close_guard(self._may_close)
        self._closing.stop_requested.connect(self._stop_and_close)
        self._refresh()

    def close(self) -> None:
        """Nothing runs here."""

    def do(self, key: str) -> None:
        """What the button ``key`` says, if it can be done now."""
        if key in self.possible:
            self._acts[key]()

    def start(self) -> None:
        """Begin a run with the choices of the form."""
        self._page.form.clear_error()
        self._runs.watch(None)
        self._own.begin(self._form.request())

    def resume(self) -> None:
        """Go on with the run that is looked at."""
        self._page.form.clear_error()
        if self._own.phase is Phase.NONE:
            assert self._runs.watched is not None
            self._own.adopt(self._runs.watched)
        self._own.resume(self._form.choices.device)

    def _keep(self) -> None:
        self._keeps = True
        self._own.stop_and_keep(self._form.choices.device)

    def _stop(self) -> None:
        self._keeps = False  # what is being measured is given up
        self._own.stop()

    def _go_back(self) -> None:
        self._runs.watch(self._own.folder)

    # What can be done

    def _on_followed(self, followed: Followed) -> None:
        seen = followed.watched
        if seen is not None and seen.folder == self._own.folder:
            self._own.hear(seen.state, written=seen.written)
        self._refresh()

    def _refresh(self, _what: object = None) -> None:
        shown, enabled = self._buttons()
        self._page.head.set_buttons(shown, enabled)
        self._page.form.set_locked(self._own.phase is not Phase.NONE)
        if frozenset(enabled) != self.possible:
            self.possible = frozenset(enabled)
            self.changed.emit()

    def _buttons(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        phase, watched = self._own.phase, self._runs.watched
        if phase in _BUTTONS:
            is_own = watched is None or watched == self._own.folder
            return _BUTTONS[phase] if is_own else (("back",), ("back",))
        startable = ("start",) if self._form.data.error is None else ()
        if watched is not None and self._shown.run_state in _RESUMABLE:
            return ("resume", "start"), ("resume", *startable)
        return ("start",), startable

    # The end of a run

    def _on_ended(self, end: RunEnd) -> None:
        kept, self._keeps = self._keeps, False
        if self._closes:
            self._window.close()
        elif end.error is not None:
            self._tell(end.error, end.folder)
        elif end.folder is not None and (end.finished or kept):
            self._offer_weights(end.folder, finished=end.finished)

    def _offer_weights(self, folder: Path, *, finished: bool) -> None:
        said = self.tr("{name} is finished.") if finished else self.tr("{name} was measured.")
        self._page.toast.show_message(
            said.format(name=shown_name(folder)),
            action=self.tr("Load into Inspect"),
            run=self._load_best,
        )

    def _tell(self, error: UserError, folder: Path | None) -> None:
        sentences = [error.reason] if error.reason else []
        if folder is not None and (folder / "state.safetensors").exists():
            kept = self.tr("What was saved in {folder} stays.")
            sentences.append(kept.format(folder=without_home(str(folder))))
        self._page.form.show_error(error.headline, tuple(sentences), dict(error.details))

    # Closing the window

    def _may_close(self) -> bool:
        if not self._own.is_busy:
            return True
        self._closing.open()
        return False

    def _stop_and_close(self) -> None:
        self._closes = True
        if self._own.is_busy:
            self._own.pause()
        else:
            self._window.close()
