"""The program: its parts, made once, and its subjects, which wire them to each other."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from gui import fonts
from gui.commands import Commands, Words
from gui.controls.focus import FocusRing
from gui.controls.sheet import OVER_SHEETS
from gui.language import LanguageManager
from gui.main_window import MainWindow
from gui.opened_files import WEIGHTS_SUFFIXES
from gui.presenter import Presenter
from gui.runs import Runs
from gui.session import Session
from gui.state import Settings
from gui.theme import ThemeManager
from gui.wiring.detecting import Detecting
from gui.wiring.folder import Folders
from gui.wiring.opening import Opening
from gui.wiring.parts import Parts, Subject
from gui.wiring.viewing import Viewing
from gui.workers.inference import InferenceThread

SUBJECTS = (
    ("gui.wiring.habits", "Habits"),
    ("gui.wiring.browsing", "Browsing"),
    ("gui.wiring.layers", "Layers"),
    ("gui.wiring.moving", "Moving"),
    ("gui.wiring.compare", "Comparing"),
    ("gui.wiring.exporting", "Exporting"),
    ("gui.wiring.nms", "Nms"),
    ("gui.wiring.biography", "Biographies"),
    ("gui.wiring.learning", "Learning"),
    ("gui.wiring.training", "Training"),
    ("gui.wiring.following", "Following"),
)
"""What the program does beyond showing detections of one picture: modules and classes.

They are imported and made one by one once the window is on the screen, so that it is there sooner:
importing them takes as long as all the rest.
"""
_UNSEEN_MS = 500
"""A window that nobody sees, minimised from the start, is never painted."""


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
            self.window,
            self.session,
            self.presenter,
            self.settings,
            self.commands,
            self.themes,
            Runs(self.window),
        )
        self._folders = Folders(self._parts)
        self._opening = Opening(self._parts, self._folders.open_paths)
        self._detecting = Detecting(self._parts)
        viewing = Viewing(self._parts)
        self._subjects: list[Subject] = [self._folders, self._opening, self._detecting, viewing]
        self._waiting = list(SUBJECTS)
        self._files: Sequence[str] = ()
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_on)
        self._prepare()

    def start(self, files: Sequence[str] = (), *, device: str | None = None) -> None:
        """Load the bundled weights and open ``files``; returns at once.

        The window is to be shown already: what it does not show yet is made when it is painted.
        """
        self.session.device = device or self.settings.device
        self._files = files
        self.session.start()
        if self._waiting:
            self._next.start(_UNSEEN_MS)
            self.window.installEventFilter(self)
        else:
            self._open()

    def complete(self) -> None:
        """Make all that is not there yet, now."""
        while self._waiting:
            self._make_next()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.window.removeEventFilter(self)
            self._next.start(0)
        return False

    def _go_on(self) -> None:
        """Make one subject a turn of the event loop, then open what was asked for."""
        if self._waiting:
            self._make_next()
            self._next.start(0)
        else:
            self._open()

    def _make_next(self) -> None:
        module, name = self._waiting.pop(0)
        made = getattr(import_module(module), name)(self._parts)
        self._subjects.append(made)
        if name == "Habits":
            self._restoring = made.restoring
        if not self._waiting:
            self.commands.exclude("by-level", "ground-truth")  # colours tell one thing
            self.window.setAcceptDrops(True)  # before, nobody would take what was dropped

    def _open(self) -> None:
        files = self._files
        if files:
            self._folders.open_paths([str(Path(name).absolute()) for name in files])
        else:
            self._restoring.restore(self._detecting.load_bundled)
        if files and not any(name.lower().endswith(WEIGHTS_SUFFIXES) for name in files):
            self._detecting.load_bundled()
        self._opening.start()

    def close(self) -> None:
        """End every thread; the window is closed by then."""
        self._next.stop()
        self.window.removeEventFilter(self)
        for subject in self._subjects:
            subject.close()
        self.session.close()
        self.presenter.close()
        self.languages.close()
        for helper in (self._focus_ring, self.themes):  # the application's, which may go on
            helper.deleteLater()
        # Nobody is left to read it; what Python has let go of must not be asked to.
        QCoreApplication.removePostedEvents(None, QEvent.Type.LanguageChange.value)

    def _prepare(self) -> None:
        quitting = self.commands.add(
            "quit", "file", self.window.close, words=self._quit_words, shortcuts=["Ctrl+Q"]
        )
        quitting.setProperty(OVER_SHEETS, True)
        self.window.closing.connect(self._remember_geometry)
        if self.settings.geometry is not None:
            self.window.restoreGeometry(self.settings.geometry)
        self.window.inspect.set_picture_shown(False)
        self.presenter.show_title()

    def _quit_words(self) -> Words:
        return Words(self.tr("Quit"))

    def _remember_geometry(self) -> None:
        self.settings.set_geometry(self.window.saveGeometry())
