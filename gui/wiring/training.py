"""The Train workspace: made when it is first shown, with everything that belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gui.commands import Words
from gui.wiring.parts import Parts, Subject

if TYPE_CHECKING:
    from gui.wiring.train_control import TrainControl
    from gui.wiring.train_runs import TrainRuns

_KEYS = ("start", "resume", "pause", "stop", "keep")
_SHORTCUTS = {"start": "Ctrl+Return", "resume": "R", "pause": "P", "stop": "Ctrl+."}
_ICONS = {"start": "play", "resume": "play", "pause": "pause", "stop": "stop", "keep": "save"}


class Training(QObject):
    """Offers the workspace and its commands; what it is made of is imported with it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._subjects: tuple[Subject, ...] = ()
        self._control: TrainControl | None = None
        self._runs: TrainRuns | None = None
        self._actions: dict[str, QAction] = {}
        parts.window.add_workspace("train", "train", self._title, self._make)
        self._add_commands()

    def close(self) -> None:
        for subject in self._subjects:
            subject.close()

    def _title(self) -> str:
        return self.tr("Train")

    def _make(self) -> QWidget:
        from gui.wiring.own_run import OwnRun
        from gui.wiring.train_control import TrainControl
        from gui.wiring.train_form import TrainFormWiring, is_run
        from gui.wiring.train_memory import TrainMemory
        from gui.wiring.train_runs import TrainRuns
        from gui.wiring.train_shown import TrainShown
        from gui.workspaces.train import TrainWorkspace

        parts, page = self._parts, TrainWorkspace()
        own = OwnRun(parts.settings, page)
        form = TrainFormWiring(parts, page)
        shown = TrainShown(parts, page, own)
        self._runs = TrainRuns(parts, page)
        self._control = TrainControl(parts, page, own, form, shown, self._runs.load_best)
        form.run_dropped.connect(self._runs.look_at)
        memory = TrainMemory(parts, page)
        self._subjects = (own, form, shown, self._control, self._runs, memory)
        self._control.changed.connect(self._refresh)
        self._refresh()
        paused, broken_off = parts.settings.paused_run, parts.settings.running_run
        if paused and is_run(Path(paused)):
            own.adopt(Path(paused))
            parts.runs.watch(Path(paused))
        elif broken_off and is_run(Path(broken_off)):
            parts.runs.watch(Path(broken_off))
        parts.commands.set_page("train", page)
        return page

    # Commands

    def _add_commands(self) -> None:
        words: dict[str, Callable[[], Words]] = {
            "start": self._start_words,
            "resume": self._resume_words,
            "pause": self._pause_words,
            "stop": self._stop_words,
            "keep": self._keep_words,
        }
        for key in _KEYS:
            self._actions[key] = self._add(key, partial(self._do, key), words[key])
        self._refresh()
        self._add("open-run", self._open_run, self._open_words, shortcut="O")
        self._add("load-best", self._load_best, self._best_words, shortcut="B")

    def _add(
        self,
        key: str,
        run: Callable[[], object],
        words: Callable[[], Words],
        *,
        shortcut: str = "",
    ) -> QAction:
        shortcut = shortcut or _SHORTCUTS.get(key, "")
        return self._parts.commands.add(
            f"train-{key}",
            "train",
            run,
            words=words,
            shortcuts=[shortcut] if shortcut else [],
            icon=_ICONS.get(key, ""),
        )

    def _refresh(self) -> None:
        possible = {"start"} if self._control is None else self._control.possible
        for key, action in self._actions.items():
            action.setEnabled(key in possible)

    def _do(self, key: str, _checked: bool = False) -> None:
        self._parts.window.show_workspace("train")
        assert self._control is not None
        self._control.do(key)

    def _open_run(self) -> None:
        self._parts.window.show_workspace("train")
        assert self._runs is not None
        self._runs.ask_for_run()

    def _load_best(self) -> None:
        if self._runs is not None:
            self._runs.load_best()

    def _start_words(self) -> Words:
        return Words(
            self.tr("Start training"), self.tr("A run of its own, with the choices of the form")
        )

    def _resume_words(self) -> Words:
        return Words(self.tr("Resume training"), self.tr("Goes on where the run was left"))

    def _pause_words(self) -> Words:
        return Words(self.tr("Pause training"), self.tr("Saves everything, frees the machine"))

    def _stop_words(self) -> Words:
        return Words(self.tr("Stop training"), self.tr("Ends the run; it can be resumed"))

    def _keep_words(self) -> Words:
        return Words(
            self.tr("Stop training and keep the weights"),
            self.tr("Measures them first; the best ones are kept"),
        )

    def _open_words(self) -> Words:
        return Words(
            self.tr("Open run folder…"), self.tr("Follows any run, also one of another program")
        )

    def _best_words(self) -> Words:
        return Words(
            self.tr("Load best weights into Inspect"), self.tr("The run goes on meanwhile")
        )
