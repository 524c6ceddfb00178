"""One program for the tests of a module, and nothing of one test left in it for the next."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from driving import end, make_app, run_events, wait_until
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog

from gui.app import App
from gui.controls.sheet import Sheet
from gui.wiring.biography import Biographies
from gui.wiring.moving import Moving
from ssd_core.bundled import weights_path
from ssd_core.types import Thresholds

Kind = TypeVar("Kind", bound=QObject)
freeze = gc.freeze  # ``app`` puts another in its place


@contextmanager
def on_screen(qt: QApplication, folder: Path) -> Iterator[App]:
    """The program with settings of its own in the active window, not started."""
    program = make_app(qt, folder)
    program.window.show()
    activate(program)
    yield program
    end(program)


def activate(program: App) -> None:
    """Shortcuts are for the active window."""
    program.window.activateWindow()
    wait_until(program.window.isActiveWindow)


def subject(program: App, kind: type[Kind]) -> Kind:
    return next(s for s in program._subjects if isinstance(s, kind))


def wait_for_look(program: App, path: Path | str) -> None:
    """Until the picture of the file at ``path`` is shown and was looked at.

    That there is a selection says nothing where it may be that of the picture before.
    """
    session = program.session
    wait_until(lambda: session.picture is not None and session.picture.path == str(path))
    wait_until(lambda: session.selection is not None and not session.due.any)
    run_events(50)  # the panels, a turn later


@contextmanager
def one_program(qt: QApplication, folder: Path, *home: Path) -> Iterator[OneProgram]:
    """For a fixture of a module. home: the pictures that are open between its tests.

    Its many objects are no garbage for so long: they are not looked through after every test.
    """
    with on_screen(qt, folder) as program:
        one = OneProgram(program, home)
        freeze()
        yield one
        gc.unfreeze()


class OneProgram:
    """A started program that stands before each test as it stood before the first.

    It is set back by its own ways, and held to that.
    """

    def __init__(self, program: App, home: Sequence[Path]) -> None:
        self.program, self._home = program, tuple(map(str, home))
        program.start(self._home)
        wait_for_look(program, home[0])
        self._size = program.window.size()
        self._bottom = program.window.inspect.bottom
        self._on = self._switches()

    def set_back(self) -> App:
        """End what the test before began, and undo what it changed."""
        program, session = self.program, self.program.session
        self._close_what_is_open()
        if session.loaded.path != weights_path() or program.settings.device != "auto":
            program.settings.set_device("auto")
            session.device = "auto"
            session.load_weights(weights_path())
        self._go_home()
        for key, on in self._on.items():
            if self._switches()[key] is not on:
                program.commands[key].action.trigger()
        session.set_thresholds(Thresholds())
        program.settings.forget_files()
        program.window.resize(self._size)
        wait_until(lambda: program.window.size() == self._size)
        program.window.inspect.canvas.fit()
        activate(program)
        program.window.setFocus()
        run_events(50)
        self._assert_nothing_is_left()
        return program

    def _close_what_is_open(self) -> None:
        program, inspect = self.program, self.program.window.inspect
        for dialog in program.window.findChildren(QFileDialog):
            dialog.reject()
        for sheet in program.window.findChildren(Sheet):
            sheet.close()
        program.window.show_workspace("inspect")
        lives = subject(program, Biographies)
        lives.leave()
        lives.why_not.leave()
        moving = program.window.findChild(Moving)
        moving.choices.set_loop(False)
        moving.choices.set_mode("live")
        moving.leave()
        wait_until(lambda: moving._thread is None)
        inspect.toast.hide()
        inspect.toast._timer.stop()

    def _go_home(self) -> None:
        """Which makes room of what was said of another file."""
        session, banner = self.program.session, self.program.window.inspect.banner
        picture, first = session.picture, self._home[0]
        if session.place.paths != self._home or picture.path != first or banner.isVisible():
            session.open_files(self._home)
            wait_until(lambda: session.picture is not picture)
        wait_for_look(self.program, first)

    def _switches(self) -> dict[str, bool]:
        actions = {command.key: command.action for command in self.program.commands}
        checked = {key: a.isChecked() for key, a in actions.items() if a.isCheckable()}
        return checked | self.program.settings.overlays

    def _assert_nothing_is_left(self) -> None:
        program, inspect = self.program, self.program.window.inspect
        assert self._switches() == self._on
        assert program.session.thresholds == Thresholds()
        assert program.session.weights is program.session.loaded
        assert program.session.loaded.bundled
        assert inspect.side is None
        assert inspect.bottom is self._bottom
        assert not inspect.banner.isVisible()
        assert not inspect.toast.isVisible()
        assert program.window.size() == self._size
        assert program.settings.recent_files == ()
