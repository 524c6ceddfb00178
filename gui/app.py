"""The program: its parts, made once, and its subjects, which wire them to each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from gui.commands import Commands, Words
from gui.controls.focus import FocusRing
from gui.main_window import MainWindow
from gui.presenter import Presenter
from gui.session import WEIGHTS_SUFFIXES, Session
from gui.state import Settings
from gui.theme import ThemeManager
from gui.wiring.detecting import Detecting
from gui.wiring.opening import Opening
from gui.wiring.parts import Parts, Subject
from gui.wiring.viewing import Viewing
from gui.workers.inference import InferenceThread

SUBJECTS: tuple[Callable[[Parts], Subject], ...] = ()
"""What the program does beyond showing detections of one picture."""


class App(QObject):
    """Makes every part, starts them, and ends them."""

    def __init__(self, qt: QApplication, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.themes = ThemeManager(qt, self.settings.theme)
        self._focus_ring = FocusRing(qt)
        self.window = MainWindow()
        self.session = Session(InferenceThread())
        self.presenter = Presenter(self.window, self.session)
        self.commands = Commands(self.window)
        self._parts = Parts(
            self.window, self.session, self.presenter, self.settings, self.commands, self.themes
        )
        self._opening = Opening(self._parts)
        self._detecting = Detecting(self._parts)
        self._subjects: list[Subject] = [self._opening, self._detecting, Viewing(self._parts)]
        self._subjects += [subject(self._parts) for subject in SUBJECTS]
        self._prepare()

    def start(self, files: Sequence[str] = (), *, device: str | None = None) -> None:
        """Load the bundled weights and open ``files``; returns at once."""
        self.session.device = device or self.settings.device
        if files:
            self.session.open_files([str(Path(name).absolute()) for name in files])
        if not any(name.lower().endswith(WEIGHTS_SUFFIXES) for name in files):
            self._detecting.load_bundled()
        self.session.start()
        self._opening.start()

    def close(self) -> None:
        """End every thread; the window is closed by then."""
        for subject in self._subjects:
            subject.close()
        self.session.close()
        self.presenter.close()

    def _prepare(self) -> None:
        self.commands.add(
            "quit", "file", self.window.close, words=self._quit_words, shortcuts=["Ctrl+Q"]
        )
        self.window.closing.connect(self._remember_geometry)
        if self.settings.geometry is not None:
            self.window.restoreGeometry(self.settings.geometry)
        self.window.inspect.set_picture_shown(False)
        self.presenter.show_title()

    def _quit_words(self) -> Words:
        return Words(self.tr("Quit"))

    def _remember_geometry(self) -> None:
        self.settings.set_geometry(self.window.saveGeometry())
