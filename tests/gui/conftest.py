"""What every test of the window needs, and what no test may leave behind."""

from __future__ import annotations

import gc
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from typing import TypeVar
from unittest import mock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    Qt,
    QThread,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from gui import fonts

T = TypeVar("T")
freeze = gc.freeze


HARMLESS = (
    "This plugin does not support",  # the offscreen platform, of window hints
    "propagateSizeHints",
)


@pytest.fixture(scope="session")
def app() -> Iterator[QApplication]:
    """The one application of this process.

    A program that has started tells the collector to leave alone what is alive then. Here more of
    them follow, and one that has ended would stay, to be styled anew at every change of the theme.
    """
    running = QApplication.instance()
    freeze()
    with mock.patch("gui.process.gc.freeze", return_value=None):
        yield running if isinstance(running, QApplication) else QApplication([])


def settle() -> None:
    """Deliver what waits in the event queue, deletions included, and collect garbage."""
    for _ in range(3):
        found = gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        if not found:
            break


@pytest.fixture(autouse=True)
def no_button_held(app: QApplication) -> None:
    """``QTest.mouseDClick`` leaves its button down, and drags are shown another way than clicks."""
    if app.mouseButtons() != Qt.MouseButton.NoButton:
        window = QWidget()
        window.show()
        QTest.mouseRelease(window, Qt.MouseButton.LeftButton)
        window.close()


@pytest.fixture(autouse=True)
def nothing_left_behind(app: QApplication) -> Iterator[None]:
    """Qt's warnings, errors in slots, and threads or windows that outlive a test, fail it."""
    warnings: list[str] = []
    errors: list[str] = []

    def note(kind: QtMsgType, _context: object, message: str) -> None:
        serious = kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if serious and not any(words in message for words in HARMLESS):
            warnings.append(message)

    def record(*error: object) -> None:
        errors.append("".join(traceback.format_exception(*error)))

    previous = qInstallMessageHandler(note)
    hook, sys.excepthook = sys.excepthook, record
    threads = set(threading.enumerate())
    windows = set(QApplication.topLevelWidgets())
    yield
    settle()
    qInstallMessageHandler(previous)
    sys.excepthook = hook
    left = [w for w in QApplication.topLevelWidgets() if w not in windows and w.isVisible()]
    alive = [t for t in threading.enumerate() if t not in threads and not t.daemon]
    assert not errors, "\n".join(errors)
    assert not warnings, f"Qt said: {warnings}"
    assert not left, f"windows left open: {left}"
    assert not alive, f"threads left running: {alive}"


@pytest.fixture(scope="module", autouse=True)
def no_timer_left_running(app: QApplication) -> Iterator[None]:
    """A timer, a Qt thread or a whole window that outlives a module's tests fails the last of them.

    What is alive before them stays, and looking through it after every test takes long. That is
    told here and not at the end of the module before, whose last test still held its program: a
    program that is not collected stays too, and every theme and size of text styles it anew.
    """
    settle()
    freeze()
    yield
    settle()
    assert fonts.scale() == 1.0, "text of another size was left behind"
    timers = [timer for timer in _living(QTimer) if timer.isActive()]
    threads = [thread for thread in _living(QThread) if thread.isRunning()]
    main = QCoreApplication.instance().thread()
    windows = [w for w in QApplication.topLevelWidgets() if type(w).__name__ == "MainWindow"]
    assert not windows, f"programs that were not ended: {windows}"
    assert not timers, f"timers left running: {[(t, t.parent()) for t in timers]}"
    assert not [t for t in threads if t is not main], f"threads left running: {threads}"


def _living(kind: type[T]) -> list[T]:
    """Objects of ``kind`` whose C++ side exists. By type: isinstance would wake lazy proxies."""
    return [o for o in gc.get_objects() if issubclass(type(o), kind) and isValid(o)]
