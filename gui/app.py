"""The program: its parts, made once, and its subjects, which wire them to each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from gui import fonts
from gui.commands import Commands, Words
from gui.controls.focus import FocusRing
from gui.controls.sheet import OVER_SHEETS
from gui.language import LanguageManager
from gui.main_window import MainWindow
from gui.presenter import Presenter
from gui.session import WEIGHTS_SUFFIXES, Session
from gui.state import Settings
from gui.theme import ThemeManager
from gui.wiring.biography import Biographies
from gui.wiring.browsing import Browsing
from gui.wiring.compare import Comparing
from gui.wiring.detecting import Detecting
from gui.wiring.exporting import Exporting
from gui.wiring.folder import Folders
from gui.wiring.habits import Habits
from gui.wiring.layers import Layers
from gui.wiring.moving import Moving
from gui.wiring.nms import Nms
from gui.wiring.opening import Opening
from gui.wiring.parts import Parts, Subject
from gui.wiring.viewing import Viewing
from gui.workers.inference import InferenceThread

SUBJECTS: tuple[Callable[[Parts], Subject], ...] = (
    Browsing,
    Layers,
    Moving,
    Comparing,
    Exporting,
    Nms,
    Biographies,
)
"""What the program does beyond showing detections of one picture."""


class App(QObject):
    """Makes every part, starts them, and ends them."""

    def __init__(self, qt: QApplication, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        fonts.set_scale(self.settings.text_size)
        self.languages = LanguageManager(qt, self.settings.language)
        self.settings.language_changed.connect(self.languages.set_choice)
        self.themes = ThemeManager(qt, self.settings.theme)
        self._focus_ring = FocusRing(qt)
        self.window = MainWindow()
        self.session = Session(InferenceThread())
        self.presenter = Presenter(self.window, self.session)
        self.commands = Commands(self.window)
        self.commands.set_page("inspect", self.window.inspect)
        self._parts = Parts(
            self.window, self.session, self.presenter, self.settings, self.commands, self.themes
        )
        self._folders = Folders(self._parts)
        self._opening = Opening(self._parts, self._folders.open_paths)
        self._detecting = Detecting(self._parts)
        self._subjects: list[Subject] = [self._folders, self._opening, self._detecting]
        self._habits = Habits(self._parts)
        self._subjects += [Viewing(self._parts), self._habits]
        self._subjects += [subject(self._parts) for subject in SUBJECTS]
        self._prepare()

    def start(self, files: Sequence[str] = (), *, device: str | None = None) -> None:
        """Load the bundled weights and open ``files``; returns at once."""
        self.session.device = device or self.settings.device
        if files:
            self._folders.open_paths([str(Path(name).absolute()) for name in files])
        else:
            self._habits.restoring.restore(self._detecting.load_bundled)
        if files and not any(name.lower().endswith(WEIGHTS_SUFFIXES) for name in files):
            self._detecting.load_bundled()
        self.session.start()
        self._opening.start()

    def close(self) -> None:
        """End every thread; the window is closed by then."""
        for subject in self._subjects:
            subject.close()
        self.session.close()
        self.presenter.close()
        self.languages.close()
        # Nobody is left to read it; what Python has let go of must not be asked to.
        QCoreApplication.removePostedEvents(None, QEvent.Type.LanguageChange.value)

    def _prepare(self) -> None:
        quitting = self.commands.add(
            "quit", "file", self.window.close, words=self._quit_words, shortcuts=["Ctrl+Q"]
        )
        quitting.setProperty(OVER_SHEETS, True)
        self.commands.exclude("by-level", "ground-truth")  # colours tell one thing
        self.window.closing.connect(self._remember_geometry)
        if self.settings.geometry is not None:
            self.window.restoreGeometry(self.settings.geometry)
        self.window.inspect.set_picture_shown(False)
        self.presenter.show_title()

    def _quit_words(self) -> Words:
        return Words(self.tr("Quit"))

    def _remember_geometry(self) -> None:
        self.settings.set_geometry(self.window.saveGeometry())
