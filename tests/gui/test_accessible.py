"""The keyboard reaches every control, and each has a name that can be spoken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import end, make_app, wait_until
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollBar, QTableView, QWidget

from gui.app import App
from gui.controls.chip import ClassChip
from gui.controls.tab_order import takes_tab
from gui.panels.filmstrip import Filmstrip
from ssd_core.bundled import sample_paths

pytestmark = pytest.mark.window


@pytest.fixture
def program(app: QApplication, tmp_path: Path) -> Iterator[App]:
    program = make_app(app, tmp_path)
    program.window.show()
    program.window.activateWindow()
    wait_until(program.window.isActiveWindow)
    yield program
    end(program)


def open_pictures(program: App) -> None:
    program.start([str(path) for path in sample_paths()[:2]])
    wait_until(lambda: program.session.selection is not None)


def nameless(window: QWidget) -> list[str]:
    """Visible parts that take the focus and have nothing a screen reader could say."""
    found = []
    for widget in window.findChildren(QWidget):
        takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.focusProxy()
        if not takes or not widget.isVisible() or isinstance(widget, QScrollBar):
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        if not spoken.text(QAccessible.Text.Name).strip():
            inside = widget.parentWidget()
            found.append(f"{type(widget).__name__} in {type(inside).__name__}")
    return found


def tabbed(program: App) -> list[QWidget]:
    """What Tab stops at, from the first part round to it."""
    stops: list[QWidget] = []
    for _ in range(300):
        QTest.keyClick(QApplication.focusWidget() or program.window, Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        if widget in stops:
            return stops
        stops.append(widget)
    raise AssertionError("Tab never comes round")


def test_every_control_of_the_empty_window_has_a_name(program: App) -> None:
    program.start()
    wait_until(lambda: program.session.weights is not None)
    assert nameless(program.window) == []


def test_every_control_beside_a_picture_has_a_name(program: App) -> None:
    open_pictures(program)
    assert nameless(program.window) == []


@pytest.mark.parametrize("command", ["palette", "shortcuts", "settings"])
def test_every_control_of_a_sheet_has_a_name(program: App, command: str) -> None:
    program.commands[command].action.trigger()
    assert nameless(program.window) == []


def test_tab_reaches_every_control(program: App) -> None:
    open_pictures(program)
    reached = set(tabbed(program))
    wanted = {
        widget
        for widget in program.window.findChildren(QWidget)
        if takes_tab(widget) and not isinstance(widget, QScrollBar)
    }
    missed = [f"{type(w).__name__} {w.accessibleName()!r}" for w in wanted - reached]
    assert missed == []


def test_tab_goes_left_to_right(program: App) -> None:
    open_pictures(program)
    stops = tabbed(program)
    rail, inspect = program.window.rail, program.window.inspect
    order = [
        next(i for i, w in enumerate(stops) if part.isAncestorOf(w) or w is part)
        for part in (rail, inspect.toolbar, inspect.canvas, inspect.inspector)
    ]
    first = order.index(min(order))
    assert order[first:] + order[:first] == sorted(order)


def test_lists_say_what_they_hold(program: App) -> None:
    open_pictures(program)
    views = program.window.findChildren(QAbstractScrollArea)
    silent = [
        type(view).__name__
        for view in views
        if view.isVisible()
        and view.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not view.accessibleName()
    ]
    assert silent == []


def test_tab_goes_as_parts_are_laid_out_and_not_as_they_were_made(program: App) -> None:
    open_pictures(program)
    panels = program.window.inspect.inspector
    wait_until(lambda: panels.classes.findChildren(ClassChip))
    stops = tabbed(program)
    chips = [stops.index(chip) for chip in panels.classes.findChildren(ClassChip)]
    assert max(chips) < stops.index(panels.detections.findChild(QTableView))
    canvas = stops.index(program.window.inspect.canvas)
    assert isinstance(stops[(canvas + 1) % len(stops)], Filmstrip)
