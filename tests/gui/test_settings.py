"""The settings sheet applies at once and is remembered; what makes no sense reads as usual."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import end, make_app, run_events, wait_until
from one_program import wait_for_look
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from gui import fonts, motion
from gui.app import App
from gui.controls.chip import ClassChip
from gui.panels.camera_picker import CameraPicker
from gui.panels.detections_model import CLASS
from gui.panels.detections_table import DetectionsTable
from gui.panels.funnel_panel import FunnelPanel
from gui.panels.settings_sheet import SettingsSheet
from gui.panels.timing_bar import TimingBar
from gui.state import LastSession, Settings
from ssd_core.bundled import sample_paths
from ssd_core.frames.source import CameraInfo
from ssd_core.types import NmsMethod, Thresholds


@pytest.fixture
def program(app: QApplication, tmp_path: Path) -> Iterator[App]:
    program = make_app(app, tmp_path)
    program.window.show()
    yield program
    end(program)
    program.themes.set_text_size(1.0)
    motion.set_reduced(False)


def open_sheet(program: App) -> SettingsSheet:
    program.commands["settings"].action.trigger()
    sheet = program.window.findChild(SettingsSheet)
    assert sheet is not None
    assert not sheet.isHidden()
    return sheet


def click(sheet: SettingsSheet, name: str) -> None:
    """Click the control that a screen reader calls ``name``."""
    found = [w for w in sheet.findChildren(object) if getattr(w, "accessibleName", str)() == name]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_a_choice_applies_at_once_and_is_remembered(program: App) -> None:
    sheet = open_sheet(program)
    click(sheet, "Dark")
    assert program.themes.theme.is_dark
    click(sheet, "한국어")
    click(sheet, "Reduce motion")
    click(sheet, "Open the last session at start")
    assert motion.reduced()
    assert program.settings.theme == "dark"
    assert program.settings.language == "ko"
    assert program.settings.reduce_motion
    assert not program.settings.restores
    click(sheet, "System")


def test_the_language_is_told_to_who_switches_it(program: App) -> None:
    told: list[str] = []
    program.settings.language_changed.connect(told.append)
    sheet = open_sheet(program)
    click(sheet, "한국어")
    click(sheet, "English")
    assert told == ["ko", "en"]


def test_text_grows_with_its_controls_and_shrinks_back(program: App) -> None:
    toolbar = program.window.inspect.toolbar
    button = toolbar.findChildren(QPushButton)[0]
    before = button.font().pixelSize(), toolbar.height(), button.sizeHint()
    sheet = open_sheet(program)
    sheet.text_size_chosen.emit(1.5)
    assert button.font().pixelSize() == round(before[0] * 1.5)
    assert toolbar.height() == round(before[1] * 1.5)
    assert button.sizeHint().width() > before[2].width()
    assert program.settings.text_size == 1.5
    program.themes.toggle()
    assert button.font().pixelSize() == round(before[0] * 1.5), "another theme changes no size"
    sheet.text_size_chosen.emit(1.0)
    assert (button.font().pixelSize(), toolbar.height(), button.sizeHint()) == before


def test_what_was_painted_before_has_room_for_larger_text(program: App) -> None:
    program.window.resize(1440, 900)
    program.start([str(sample_paths()[0])])
    wait_for_look(program, sample_paths()[0])
    table = program.window.findChild(DetectionsTable)
    chip = next(c for c in program.window.findChildren(ClassChip) if c.count)
    timing = program.window.findChild(TimingBar)
    before = chip.sizeHint().width(), table.rowHeight(0), table.columnWidth(CLASS)
    funnel = program.window.findChild(FunnelPanel)._chart
    kept = funnel.height()
    assert timing._legend.isVisible()
    open_sheet(program).text_size_chosen.emit(2.0)
    run_events(50)
    metrics = QFontMetrics(fonts.font(fonts.SMALL))
    assert chip.width() > before[0] + metrics.horizontalAdvance(chip.text()) / 2.5
    assert (table.rowHeight(0), table.columnWidth(CLASS)) == (2 * before[1], 2 * before[2])
    assert funnel.height() > kept + metrics.height() / 2
    assert not timing._legend.isVisible(), "its words would not fit"
    open_sheet(program).text_size_chosen.emit(1.0)
    run_events(50)
    assert (chip.width(), table.rowHeight(0), table.columnWidth(CLASS)) == before
    assert funnel.height() == kept


def test_the_recent_files_are_forgotten(program: App, tmp_path: Path) -> None:
    program.settings.remember_file(str(tmp_path / "a.png"))
    program.settings.set_last_session(LastSession(paths=("/a.png",)))
    sheet = open_sheet(program)
    click(sheet, "Clear the recent files")
    assert program.settings.recent_files == ()
    assert program.settings.last_session.paths == ()


@pytest.mark.window
def test_diagnostics_are_copied_without_the_user_name(program: App) -> None:
    program.start()
    wait_until(lambda: program.session.weights is not None)
    sheet = open_sheet(program)
    clipboard = QApplication.clipboard()
    clipboard.setText("")
    copy = next(b for b in sheet.findChildren(QPushButton) if b.text() == "Copy")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    text = clipboard.text()
    for name in ("app: SSD Viewer", "torch", "Qt 6", "device: ", "display: ", "log: "):
        assert name in text
    assert str(Path.home()) not in text
    assert f"/{getpass.getuser()}/" not in text


def store_at(path: Path) -> Settings:
    return Settings(QSettings(str(path), QSettings.Format.IniFormat))


def test_a_session_comes_back_as_it_was_kept(app: QApplication, tmp_path: Path) -> None:
    last = LastSession(
        paths=("/a b.png", "/그림.png"),
        index=1,
        weights="/w.pth",
        thresholds=Thresholds(
            confidence=0.5,
            classes=frozenset({1, 3}),
            method=NmsMethod.SOFT_GAUSSIAN,
            class_confidence=((2, 0.9),),
        ),
    )
    settings = store_at(tmp_path / "s.ini")
    settings.set_last_session(last)
    settings._store.sync()
    assert store_at(tmp_path / "s.ini").last_session == last


@pytest.mark.parametrize(
    "written",
    [
        "",
        "no json",
        "[]",
        "[" * 5000,
        '{"thresholds": {"confidence": 7}}',
        '{"thresholds": {"unknown": 1}}',
        '{"thresholds": 3}',
        '{"paths": 3}',
        '{"index": "x"}',
    ],
)
def test_what_makes_no_sense_reads_as_nothing(
    app: QApplication, tmp_path: Path, written: str
) -> None:
    settings = store_at(tmp_path / "s.ini")
    settings._store.setValue("session", written)
    settings._store.setValue("text_size", "big")
    settings._store.setValue("language", 3)
    assert settings.last_session == LastSession()
    assert settings.text_size == 1.0
    assert settings.language == "system"


def test_a_name_that_settings_would_change_is_not_kept(app: QApplication, tmp_path: Path) -> None:
    settings = store_at(tmp_path / "s.ini")
    settings.set_last_session(LastSession(paths=("/a\udcff.png",), weights="/w\udcff.pth"))
    assert settings.last_session == LastSession()


def test_the_camera_picker_has_room_for_larger_text(program: App) -> None:
    picker = program.window.findChild(CameraPicker)
    picker.set_cameras([CameraInfo(0, "Integrated camera", "/dev/video0")])
    row, width = picker._rows[0], picker.card.width()
    before = row.height(), picker._scroll.height()
    open_sheet(program).text_size_chosen.emit(2.0)
    assert (row.height(), picker._scroll.height()) == (2 * before[0], 2 * before[1])
    assert picker.card.width() > 1.5 * width
    open_sheet(program).text_size_chosen.emit(1.0)
    assert (row.height(), picker._scroll.height(), picker.card.width()) == (*before, width)
