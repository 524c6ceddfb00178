"""Driving the real program with real events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMimeData, QPointF, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.app import App
from gui.state import Settings

TURN_MS = 5


def run_events(milliseconds: int) -> None:
    """Run the event loop for a while, and for a turn at least for every 5 ms of it.

    What is put off by a turn, and puts off the next, gets there on a busy machine as well, where
    one turn may take longer than all of the while. (``QTest.qWait`` keeps Python's lock from the
    workers.)
    """
    for _ in range(max(1, milliseconds // TURN_MS)):
        loop = QEventLoop()
        QTimer.singleShot(min(TURN_MS, milliseconds), loop.quit)
        loop.exec()


def wait_until(condition: Callable[[], object], *, seconds: float = 60.0) -> None:
    """Run the event loop until ``condition()`` holds; fail if it never does.

    Counted in turns of the loop: on a machine that is busy they take longer, as all else does.
    """
    turns = round(1000 * seconds / TURN_MS)
    while not condition():
        assert turns > 0, f"waited {seconds} s in vain"
        turns -= 1
        run_events(TURN_MS)


def make_app(qt: QApplication, folder: Path) -> App:
    """The whole program with settings of its own, not started."""
    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    store.setValue("theme", "light")
    made = App(qt, Settings(store))
    made.complete()
    return made


def end(program: App) -> None:
    """Close the window and all behind it. What stays would be styled anew with every theme."""
    program.window.close()
    program.close()
    program.window.deleteLater()


def drop(widget: QWidget, mime: QMimeData) -> None:
    """Drag ``mime`` over the middle of ``widget`` and let go."""
    at = QPointF(widget.rect().center())
    arguments = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
    modifiers = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), *arguments, modifiers)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(at, *arguments, modifiers))


def files(paths: Sequence[Path]) -> QMimeData:
    """What a file manager lets go of."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime
