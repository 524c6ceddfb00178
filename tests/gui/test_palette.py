"""The palette finds commands by a few letters, tries values on the picture, and never lies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import end, make_app, wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.app import App
from gui.panels.palette.entries import Entry, Figure, find
from gui.panels.palette.match import match
from gui.panels.palette.palette import Palette
from gui.panels.shortcut_sheet import ShortcutSheet
from ssd_core.bundled import sample_paths

pytestmark = pytest.mark.window

LEFT, RIGHT, ENTER, ESC = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.mark.parametrize(
    ("query", "title", "letters"),
    [
        ("nms", "NMS overlap", {0, 1, 2}),
        ("over", "NMS overlap", {4, 5, 6, 7}),
        ("over nms", "NMS overlap", {0, 1, 2, 4, 5, 6, 7}),
        ("cmdp", "Command palette", {0, 2, 6, 8}),
        ("겹침", "NMS 겹침", {4, 5}),
    ],
)
def test_the_letters_that_matched_are_told(query: str, title: str, letters: set[int]) -> None:
    found = match(query, title)
    assert found is not None
    if query == "cmdp":  # scattered: which of several equal letters does not matter
        assert "".join(title[i].lower() for i in sorted(found.title)) == query
    else:
        assert found.title == letters


def test_every_word_must_be_met_somewhere() -> None:
    assert match("zoom picture", "Zoom in", "the picture") is not None
    assert match("zoom camera", "Zoom in", "the picture") is None
    assert match("directory", "Open folder…", others=("directory",)) is not None


def test_a_better_match_comes_first_whatever_its_section() -> None:
    entries = [
        Entry("a", "here", "Reset the thresholds", "standard NMS"),
        Entry("b", "files", "NMS table"),
        Entry("c", "go", "Nothing"),
    ]
    keys = [row.entry.key for row in find(entries, "nms") if row.entry is not None]
    assert keys == ["b", "a"]
    assert [row.section for row in find(entries, "") if row.entry is None] == [
        "here",
        "go",
        "files",
    ]


def test_a_figure_stays_in_its_range() -> None:
    figure = Figure(0.98, 0.0, 1.0, 0.01, 2)
    assert figure.moved(1).value == 0.99
    assert figure.moved(10).value == 1.0
    assert str(figure.moved(-100)) == "0.00"


@pytest.fixture
def program(app: QApplication, tmp_path: Path) -> Iterator[App]:
    program = make_app(app, tmp_path)
    program.window.show()
    program.window.activateWindow()
    wait_until(program.window.isActiveWindow)
    yield program
    end(program)


def open_palette(program: App) -> Palette:
    palette = program.window.findChild(Palette)
    assert palette is not None
    QTest.keyClick(program.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not palette.isHidden()
    return palette


def type_in(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def test_arrows_try_a_value_and_escape_puts_it_back(program: App) -> None:
    open_palette(program)
    type_in("nms overlap")
    press(RIGHT)
    press(RIGHT)
    assert program.session.thresholds.overlap == pytest.approx(0.47)
    press(ESC)
    assert program.session.thresholds.overlap == pytest.approx(0.45)
    assert not program.commands["undo"].action.isEnabled(), "nothing was changed"


def test_enter_keeps_a_value_as_one_step(program: App) -> None:
    palette = open_palette(program)
    type_in("confidence")
    for _ in range(3):
        press(LEFT)
    press(ENTER)
    assert palette.isHidden()
    assert program.session.thresholds.confidence == pytest.approx(0.27)
    program.commands["undo"].action.trigger()
    assert program.session.thresholds.confidence == pytest.approx(0.30)


def test_leaving_the_row_puts_a_value_back(program: App) -> None:
    open_palette(program)
    type_in("confidence")
    press(RIGHT)
    press(Qt.Key.Key_Down)
    assert program.session.thresholds.confidence == pytest.approx(0.30)


def test_enter_runs_a_command_after_the_palette_closed(program: App) -> None:
    palette = open_palette(program)
    type_in("keyboard")
    press(ENTER)
    sheet = program.window.findChild(ShortcutSheet)
    assert palette.isHidden()
    assert sheet is not None
    assert not sheet.isHidden()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_words_of_the_other_language_find_too(program: App, language: str) -> None:
    program.settings.set_language(language)
    palette = open_palette(program)
    for letters in ("overlap", "겹침"):
        found = {row.entry.key for row in find(palette.entries, letters) if row.entry is not None}
        assert "value:overlap" in found
    program.settings.set_language("en")


def test_recent_files_are_found_and_opened(program: App) -> None:
    path = sample_paths()[0]
    program.settings.remember_file(str(path))
    program.start()
    open_palette(program)
    type_in(path.stem)
    press(ENTER)
    wait_until(lambda: program.session.picture is not None)
    assert program.session.picture.path == str(path)


def test_what_cannot_be_done_is_not_listed(program: App) -> None:
    palette = open_palette(program)
    titles = {entry.title for entry in palette.entries}
    assert "Undo" not in titles
    assert {"Settings", "Open…", "NMS overlap"} <= titles


def test_the_sheet_shows_every_shortcut_there_is(program: App) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_F1)
    sheet = program.window.findChild(ShortcutSheet)
    shown = {s.title for group in sheet.groups for s in group.shortcuts}
    wanted = {c.words().title for c in program.commands if c.action.shortcuts()}
    assert shown == wanted
    type_in("palette")
    assert [s.title for group in sheet.shown_groups() for s in group.shortcuts] == [
        "Command palette"
    ]
