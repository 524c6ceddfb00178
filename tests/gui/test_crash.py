"""Errors that nobody caught are logged and told, and a bad end is known at the next start."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import end, make_app, wait_until
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from gui.crash import CrashLog
from gui.wiring.trouble import Trouble

DIES = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from gui.crash import CrashLog
app = QCoreApplication([])
log = CrashLog(Path(sys.argv[1]))
log.start()
{what}
"""


@pytest.fixture
def log(app: QApplication, tmp_path: Path) -> Iterator[CrashLog]:
    log = CrashLog(tmp_path)
    log.start()
    yield log
    log.stop()


def run(folder: Path, what: str) -> subprocess.CompletedProcess[str]:
    code = DIES.format(what=what)
    return subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def looked_back(folder: Path) -> str:
    log = CrashLog(folder)
    log.start()
    log.stop()
    return log.bad_end


def test_a_good_end_leaves_nothing_to_tell(app: QApplication, tmp_path: Path) -> None:
    assert run(tmp_path, "log.stop()").returncode == 0
    assert looked_back(tmp_path) == ""
    assert [p.name for p in tmp_path.iterdir()] == ["ssd-viewer.log"]


def test_a_fault_of_native_code_is_told_at_the_next_start(
    app: QApplication, tmp_path: Path
) -> None:
    assert run(tmp_path, "import ctypes; ctypes.string_at(0)").returncode != 0
    assert "Segmentation fault" in looked_back(tmp_path) or sys.platform == "win32"
    assert looked_back(tmp_path) == "", "it is told once"


def test_a_process_that_was_killed_is_told_too(app: QApplication, tmp_path: Path) -> None:
    run(tmp_path, "os._exit(3)")
    assert "start of run" in looked_back(tmp_path)


def test_a_second_window_is_no_bad_end(log: CrashLog, tmp_path: Path) -> None:
    assert looked_back(tmp_path) == ""


def test_an_error_is_logged_told_once_and_still_on_stderr(
    app: QApplication, tmp_path: Path
) -> None:
    what = """
told = []
log.failed.connect(lambda line, details: told.append(line))
def fail(): raise ValueError("näh")
for _ in range(3):
    try: fail()
    except ValueError: sys.excepthook(*sys.exc_info())
assert told == ["ValueError: näh"], told
log.stop()
"""
    ended = run(tmp_path, what)
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr.count("ValueError: näh") == 3
    text = (tmp_path / "ssd-viewer.log").read_text(encoding="utf-8")
    assert text.count("ValueError: näh") == 1
    assert "in fail" in text


def test_a_slot_a_thread_and_a_finalizer_are_heard(
    log: CrashLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What stood there before the log speaks too, and would fail this test.
    monkeypatch.setattr(log, "_hooks", (lambda *_: None,) * 3)
    told: list[str] = []
    log.failed.connect(lambda line, _details: told.append(line))

    def fail(what: str) -> None:
        raise RuntimeError(what)

    class Bad:
        def __del__(self) -> None:
            fail("finalizer")

    QTimer.singleShot(0, lambda: fail("slot"))
    wait_until(lambda: told)
    thread = threading.Thread(target=fail, args=("thread",))
    thread.start()
    thread.join()
    Bad()  # and gone
    wait_until(lambda: len(told) == 3)
    assert sorted(told) == [f"RuntimeError: {what}" for what in ("finalizer", "slot", "thread")]


@pytest.mark.window
def test_a_sentence_with_details_to_copy(app: QApplication, tmp_path: Path) -> None:
    program = make_app(app, tmp_path)
    program.window.show()
    log = CrashLog(tmp_path / "log")
    log.bad_end = f"fault in {Path.home()}/x.py"
    trouble = Trouble(program.window, log)
    toast = program.window.inspect.toast
    trouble.tell_of_bad_end()
    assert toast.isVisible()
    link = next(b for b in toast.findChildren(QToolButton) if b.text() == "Copy details")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "fault in ~/x.py"
    log.failed.emit("ValueError: x", "Traceback")
    assert toast.isVisible()
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "Traceback"
    end(program)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_signal_ends_the_program_as_it_should(app: QApplication, tmp_path: Path) -> None:
    what = """
import signal
from PySide6.QtCore import QTimer
from gui.quit_signals import QuitSignals
signals = QuitSignals()
signals.asked.connect(app.quit)
QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.SIGTERM))
app.exec()
signals.stop()
log.stop()
"""
    ended = run(tmp_path, what)
    assert ended.returncode == 0, ended.stderr
    assert ended.returncode != -signal.SIGTERM
    assert looked_back(tmp_path) == ""


def test_a_picture_that_comes_does_not_cover_the_sentence(
    app: QApplication, tmp_path: Path
) -> None:
    program = make_app(app, tmp_path)
    program.window.show()
    log = CrashLog(tmp_path / "log")
    log.bad_end = "a fault"
    trouble = Trouble(program.window, log)
    trouble.tell_of_bad_end()
    program.window.inspect.set_picture_shown(True)
    toast = program.window.inspect.toast
    at = toast.mapTo(program.window, toast.rect().center())
    seen = program.window.childAt(at)
    assert seen is toast or toast.isAncestorOf(seen)
    end(program)
