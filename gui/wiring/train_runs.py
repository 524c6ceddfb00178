"""The menu of runs: which one is looked at, which are laid over it, and using its weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from gui.controls.details import without_home
from gui.wiring.file_manager import show_folder
from gui.wiring.parts import Parts
from gui.workspaces.train import TrainWorkspace
from ssd_core.errors import shown_name

_MOST_SHOWN = 8


class TrainRuns(QObject):
    """Fills the menu behind the name of the run each time it opens."""

    def __init__(self, parts: Parts, page: TrainWorkspace) -> None:
        super().__init__(page)
        self._window, self._session = parts.window, parts.session
        self._settings, self._runs = parts.settings, parts.runs
        self._page = page
        self._actions: list[QAction] = []
        page.head.menu.aboutToShow.connect(self._fill)
        page.log.folder_requested.connect(self.show_folder)
        parts.runs.watched_changed.connect(self._on_watched)
        self._on_watched(parts.runs.watched)

    def close(self) -> None:
        """Nothing runs here."""

    def ask_for_run(self) -> None:
        """Let a person choose the folder of any run."""
        self._ask(self.tr("Folder of a run"), self._open)

    def look_at(self, folder: str) -> None:
        """Show the run in ``folder``."""
        self._open([folder])

    def show_folder(self) -> None:
        """Show the files of the run that is looked at."""
        if self._runs.watched is not None:
            show_folder(self._runs.watched, self._page.toast)

    def load_best(self) -> None:
        """Detect with the best weights of the run that is looked at; the run goes on."""
        self._load("best")

    def load_last(self) -> None:
        """Detect with its newest weights."""
        self._load("last")

    def _load(self, name: str) -> None:
        folder = self._runs.watched
        if folder is None:
            return
        path = folder / f"{name}.safetensors"
        if not path.is_file():
            none = self.tr("This run has not saved weights yet.")
            self._page.toast.show_message(none, kind="warning")
            return
        self._session.load_weights(path)
        self._window.show_workspace("inspect")

    # The menu

    def _fill(self) -> None:
        for action in self._actions:
            action.deleteLater()
        self._actions = []
        use = [
            self._action(self.tr("Load best weights into Inspect"), self.load_best),
            self._action(self.tr("Load last weights into Inspect"), self.load_last),
        ]
        for action in use:
            action.setEnabled(self._runs.watched is not None)
        other = [self._action(self.tr("Open run folder…"), self.ask_for_run)]
        compare = [self._action(self.tr("Compare with another run…"), self._ask_for_other)]
        compare[0].setEnabled(self._runs.watched is not None)
        self._page.head.set_actions((use, self._recent(), other, compare + self._compared()))

    def _recent(self) -> list[QAction]:
        found = []
        for path in self._settings.recent_runs[:_MOST_SHOWN]:
            action = self._run_action(path, self._choose)
            action.setChecked(path == str(self._runs.watched))
            found.append(action)
        return found

    def _compared(self) -> list[QAction]:
        """The other recent runs, each to be laid over the one that is looked at or not."""
        if self._runs.watched is None:
            return []
        paths = [str(path) for path in self._runs.overlaid]
        paths += [path for path in self._settings.recent_runs if path not in paths]
        found = []
        for path in paths[:_MOST_SHOWN]:
            if path == str(self._runs.watched):
                continue
            action = self._run_action(path, self._flip)
            name = action.text()
            action.setText(self.tr("Compare with {name}").format(name=name))
            action.setChecked(Path(path) in self._runs.overlaid)
            found.append(action)
        return found

    def _run_action(self, path: str, run: Callable[[], None]) -> QAction:
        action = self._action(shown_name(path).replace("&", "&&"), run)
        action.setData(path)
        action.setCheckable(True)
        action.setToolTip(without_home(path))
        return action

    def _action(self, text: str, run: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(run)
        self._actions.append(action)
        return action

    def _choose(self) -> None:
        self._open([self.sender().data()])

    def _flip(self) -> None:
        path = Path(self.sender().data())
        others = [run for run in self._runs.overlaid if run != path]
        wanted = others if path in self._runs.overlaid else [*others, path]
        self._runs.overlay(wanted)

    # Asking

    def _ask_for_other(self) -> None:
        self._ask(self.tr("Folder of a run to compare with"), self._overlay)

    def _ask(self, title: str, take: Callable[[Sequence[str]], None]) -> None:
        dialog = QFileDialog(self._window, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        if self._settings.recent_runs:
            dialog.setDirectory(str(Path(self._settings.recent_runs[0]).parent))
        dialog.filesSelected.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open(self, paths: Sequence[str]) -> None:
        self._settings.remember_run(paths[0])
        self._runs.watch(Path(paths[0]))

    def _overlay(self, paths: Sequence[str]) -> None:
        self._settings.remember_run(paths[0])
        self._runs.overlay((*self._runs.overlaid, Path(paths[0])))

    def _on_watched(self, folder: Path | None) -> None:
        self._page.head.set_run("" if folder is None else shown_name(folder))
        self._page.log.set_folder_shown(folder is not None)
