"""Workspaces are made when they are first shown, and each has its own keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import drop, end, files, make_app, wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.app import App
from gui.commands import Words
from gui.intake import Intake
from ssd_core.bundled import sample_paths

pytestmark = pytest.mark.window


class Page(QWidget):
    """A page that remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed = 0
        self.dropped: list[Intake] = []
        self.wants_drops = True

    def press(self) -> None:
        self.pressed += 1

    def take_drop(self, intake: Intake) -> bool:
        if self.wants_drops:
            self.dropped.append(intake)
        return self.wants_drops


@pytest.fixture
def program(app: QApplication, tmp_path: Path) -> Iterator[App]:
    made = make_app(app, tmp_path)
    made.window.show()
    made.window.activateWindow()
    wait_until(made.window.isActiveWindow)  # shortcuts are for the active window
    yield made
    end(made)


@pytest.fixture
def page(program: App) -> Page:
    page = Page()
    program.window.add_workspace("learn-too", "image", lambda: "Learn too", lambda: page)
    return page


def test_a_page_is_made_when_it_is_first_shown_and_kept(program: App, page: Page) -> None:
    window, made = program.window, []
    window.workspace_made.connect(made.append)
    assert window.page("learn-too") is None
    for key in ("learn-too", "inspect", "learn-too"):
        window.show_workspace(key)
        assert window.workspace == key
    assert made == ["learn-too"]
    assert window.page("learn-too") is page
    assert page.isVisible()
    assert not window.inspect.isVisible()
    assert window.status.isHidden()


def test_the_rail_leads_to_a_page_and_back(program: App, page: Page) -> None:
    items = {item.workspace.key: item for item in program.window.rail.items()}
    QTest.mouseClick(items["learn-too"], Qt.MouseButton.LeftButton)
    assert page.isVisible()
    assert items["learn-too"].isChecked()
    QTest.mouseClick(items["inspect"], Qt.MouseButton.LeftButton)
    assert program.window.inspect.isVisible()
    assert program.window.status.isVisible()


def test_a_key_means_what_the_workspace_in_sight_says(program: App, page: Page) -> None:
    # B shows and hides boxes in Inspect; a page may use it for something else.
    boxes = program.settings.overlays["boxes"]
    program.commands.set_page("learn", page)
    program.commands.add(
        "blink", "learn", page.press, words=lambda: Words("Blink"), shortcuts=["B"]
    )
    program.window.show_workspace("learn-too")
    program.window.activateWindow()
    wait_until(program.window.isActiveWindow)  # shortcuts are for the active window
    QTest.keyClick(program.window, Qt.Key.Key_B)
    assert page.pressed == 1
    assert program.settings.overlays["boxes"] == boxes
    program.window.show_workspace("inspect")
    QTest.keyClick(program.window, Qt.Key.Key_B)
    assert page.pressed == 1
    assert program.settings.overlays["boxes"] != boxes


def test_two_commands_of_one_workspace_cannot_share_a_key(program: App, page: Page) -> None:
    for group in ("picture", "help"):
        with pytest.raises(ValueError, match="shortcut of 'boxes'"):
            program.commands.add(
                "other", group, page.press, words=lambda: Words("Other"), shortcuts=["B"]
            )


def test_what_a_page_does_not_want_is_dropped_on_inspect(program: App, page: Page) -> None:
    program.window.show_workspace("learn-too")
    drop(program.window, files(sample_paths()[:1]))
    assert len(page.dropped) == 1
    assert page.isVisible()
    page.wants_drops, asked = False, []
    program.window.dropped.connect(asked.append)
    drop(program.window, files(sample_paths()[:1]))
    assert program.window.workspace == "inspect"
    assert asked[0].paths == (str(sample_paths()[0]),)
