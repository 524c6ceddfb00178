"""Exporting, copying, saving and dragging out, in the real program with real files and threads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from driving import drop, files, run_events, wait_until
from file_managers import file_manager
from one_program import OneProgram, on_screen, one_program, wait_for_look
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QDrag, QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from gui.app import App
from gui.controls.buttons import LinkButton
from gui.controls.check_chip import CheckChip
from gui.panels.export_sheet import FILES, ExportSheet
from gui.qimage import from_qimage
from gui.wiring.picture_out import PictureOut
from ssd_core.bundled import sample_paths
from ssd_core.data.shapes import make_scene
from ssd_core.export.formats import FORMATS
from ssd_core.export.table import COLUMNS
from ssd_core.export.values import FORMAT_KEYS
from ssd_core.image import read_image, save_image

CIRCLES = next(p for p in sample_paths() if p.stem == "crowd-of-circles")
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def starting(app: QApplication, tmp_path: Path) -> Iterator[App]:
    """The program on the screen, without weights and pictures."""
    with on_screen(app, tmp_path) as program:
        yield program


@pytest.fixture(scope="module")
def one(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OneProgram]:
    with one_program(app, tmp_path_factory.mktemp("exporting"), CIRCLES) as one:
        yield one


@pytest.fixture
def looking(one: OneProgram, tmp_path: Path) -> App:
    """The program with three pictures open, boxes on the first."""
    program = one.set_back()
    sheet_of(program)._which.set_key("this")
    open_three(program, tmp_path)
    return program


def open_three(program: App, tmp_path: Path) -> None:
    pictures = [tmp_path / "in" / name for name in ("circles.jpg", "2.png", "10.png")]
    pictures[0].parent.mkdir()
    pictures[0].write_bytes(CIRCLES.read_bytes())
    for seed, path in enumerate(pictures[1:]):
        save_image(path, make_scene(seed).rgb)
    drop(program.window, files(pictures))
    wait_for_look(program, pictures[0])


def sheet_of(viewer: App) -> ExportSheet:
    return viewer.window.findChild(ExportSheet)


def opened_sheet(viewer: App, out: Path, *formats: str) -> ExportSheet:
    """The sheet, opened by its shortcut, with exactly ``formats`` chosen by clicks."""
    QTest.keyClick(viewer.window, Qt.Key.Key_E, CONTROL)
    sheet = sheet_of(viewer)
    assert sheet.isVisible()
    sheet.set_folder(str(out))
    chips = dict(zip(FORMAT_KEYS, sheet.findChildren(CheckChip), strict=True))
    for key, chip in chips.items():
        if chip.isChecked() is not (key in formats):
            QTest.mouseClick(chip, LEFT)
    return sheet


def toast_text(viewer: App) -> str:
    return viewer.window.inspect.toast._words.text().replace("\u200b", "")


@pytest.mark.window
def test_this_picture_in_every_format(looking: App, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    sheet = opened_sheet(looking, out, *FORMAT_KEYS)
    QTest.mouseClick(sheet._export, LEFT)
    wait_until(lambda: not sheet.isVisible())
    names = {p.name for p in out.iterdir()}
    assert {"circles-detections.png", "circles-detections.svg", "circles.xml"} < names
    assert {"circles.txt", "classes.txt", "data.yaml", "coco.json", "detections.csv"} < names
    (record,) = json.loads((out / "detections.json").read_text())
    assert len(record["detections"]) == len(looking.session.selection.detections)
    assert toast_text(looking) == f"{len(names)} files written into out."


@pytest.mark.window
def test_all_open_pictures(looking: App, tmp_path: Path) -> None:
    out = tmp_path / "out"
    sheet = opened_sheet(looking, out, "voc", "coco")
    QTest.mouseClick(sheet._which.part("all"), LEFT)
    QTest.mouseClick(sheet._export, LEFT)
    wait_until(lambda: not sheet.isVisible())
    names = {p.name for p in out.iterdir()}
    assert names == {"circles.xml", "2.xml", "10.xml", "coco.json", "coco-results.json"}
    images = json.loads((out / "coco.json").read_text())["images"]
    assert [i["file_name"] for i in images] == ["circles.jpg", "2.png", "10.png"]


@pytest.mark.window
def test_a_picture_that_cannot_be_read_is_named_and_the_others_are_written(
    looking: App, tmp_path: Path
) -> None:
    (tmp_path / "in" / "2.png").write_text("no picture any more")
    sheet = opened_sheet(looking, tmp_path / "out", "yolo")
    QTest.mouseClick(sheet._which.part("all"), LEFT)
    QTest.mouseClick(sheet._export, LEFT)
    wait_until(lambda: not sheet.isVisible())
    assert {p.name for p in (tmp_path / "out").glob("*.txt")} == {
        "circles.txt", "10.txt", "classes.txt"
    }  # fmt: skip
    assert "2.png could not be read." in toast_text(looking)


@pytest.mark.window
def test_show_folder_opens_the_folder(looking: App, tmp_path: Path) -> None:
    with file_manager() as opened:
        show_what_was_written(looking, tmp_path)
    assert opened == [str(tmp_path / "out")]


def test_where_nothing_shows_folders_its_path_is_told(
    looking: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    show_what_was_written(looking, tmp_path)
    assert toast_text(looking).endswith(f"This one is {tmp_path / 'out'}.")


def show_what_was_written(looking: App, tmp_path: Path) -> None:
    sheet = opened_sheet(looking, tmp_path / "out", "csv")
    QTest.mouseClick(sheet._export, LEFT)
    wait_until(lambda: not sheet.isVisible())
    (link,) = looking.window.inspect.toast.findChildren(LinkButton)
    QTest.mouseClick(link, LEFT)


@pytest.mark.window
def test_a_folder_that_cannot_be_written_is_said_and_the_sheet_can_be_used_again(
    looking: App, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    sheet = opened_sheet(looking, tmp_path / "file" / "out", "voc")
    QTest.mouseClick(sheet._export, LEFT)
    wait_until(lambda: not sheet.isVisible())
    assert toast_text(looking).startswith("The folder out could not be made.")
    sheet = opened_sheet(looking, tmp_path / "out", "voc")
    QTest.mouseClick(sheet._export, LEFT)
    wait_until(lambda: not sheet.isVisible())
    assert (tmp_path / "out" / "circles.xml").is_file()


@pytest.mark.window
def test_without_a_format_there_is_nothing_to_export(looking: App, tmp_path: Path) -> None:
    sheet = opened_sheet(looking, tmp_path / "out")
    assert not sheet._export.isEnabled()
    assert sheet._what_is_written.text() == "Choose at least one format."


def test_the_sheet_names_the_files_that_are_written() -> None:
    written = {
        key: (*(["*" + kind.suffix] if kind.per_picture else []), *kind.shared)
        for key, kind in FORMATS.items()
    }
    assert {key: files for key, (_, files) in FILES.items()} == written


@pytest.mark.window
def test_the_keyboard_alone_exports(looking: App, tmp_path: Path) -> None:
    sheet = opened_sheet(looking, tmp_path / "out", "csv")
    for _ in range(30):
        if looking.window.focusWidget() is sheet._export:
            break
        QTest.keyClick(looking.window.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(looking.window.focusWidget(), Qt.Key.Key_Space)
    wait_until((tmp_path / "out" / "detections.csv").exists)
    wait_until(lambda: not sheet.isVisible())


@pytest.mark.window
def test_the_program_can_be_closed_while_it_exports(starting: App, tmp_path: Path) -> None:
    starting.start()
    open_three(starting, tmp_path)
    sheet = opened_sheet(starting, tmp_path / "out", "png")
    QTest.mouseClick(sheet._which.part("all"), LEFT)
    QTest.mouseClick(sheet._export, LEFT)
    starting.window.close()


def test_before_a_picture_nothing_can_be_exported(starting: App) -> None:
    keys = ("export", "copy-picture", "copy-table", "save-picture")
    assert not any(starting.commands[key].action.isEnabled() for key in keys)


@pytest.mark.window
def test_copy_picture(looking: App) -> None:
    QGuiApplication.clipboard().clear()
    QTest.keyClick(looking.window, Qt.Key.Key_C, CONTROL)
    wait_until(lambda: not QGuiApplication.clipboard().image().isNull())
    copied = from_qimage(QGuiApplication.clipboard().image())
    original = looking.session.picture.image.rgb
    assert copied.shape == original.shape
    assert 0 < (copied != original).any(axis=2).mean() < 0.5
    assert toast_text(looking) == "Picture of 640 × 640 pixels copied."


@pytest.mark.window
def test_copy_table(looking: App) -> None:
    QTest.keyClick(looking.window, Qt.Key.Key_C, CONTROL | SHIFT)
    text = QGuiApplication.clipboard().text()
    head, *rows = csv.reader(io.StringIO(text), delimiter="\t")
    assert tuple(head) == COLUMNS
    found = looking.session.selection.detections
    assert [float(row[4]) for row in rows] == pytest.approx(found.scores.tolist(), abs=1e-5)
    corners = np.float64([row[5:] for row in rows])
    assert np.abs(corners - found.boxes * 640).max() < 0.5


@pytest.mark.window
def test_save_as(looking: App, tmp_path: Path) -> None:
    QTest.keyClick(looking.window, Qt.Key.Key_S, CONTROL)
    (dialog,) = looking.window.findChildren(QFileDialog)
    assert [Path(name).name for name in dialog.selectedFiles()] == ["circles-detections.png"]
    dialog.selectFile(str(tmp_path / "kept.png"))
    dialog.accept()
    wait_until((tmp_path / "kept.png").exists)
    wait_until(lambda: toast_text(looking) == "kept.png saved.")
    assert read_image(tmp_path / "kept.png").rgb.shape == (640, 640, 3)


def test_the_picture_itself_is_never_saved_over(looking: App, tmp_path: Path) -> None:
    out = looking.window.findChild(PictureOut)
    out.save(str(tmp_path / "in" / "circles.jpg"))
    run_events(100)
    assert (tmp_path / "in" / "circles.jpg").read_bytes() == CIRCLES.read_bytes()
    assert toast_text(looking) == "circles.jpg is the picture itself. Choose another name."


def test_a_kind_of_file_that_there_is_not_is_said(looking: App, tmp_path: Path) -> None:
    looking.window.findChild(PictureOut).save(str(tmp_path / "picture.doc"))
    wait_until(lambda: "cannot be written as .doc" in toast_text(looking))


@pytest.mark.window
@pytest.mark.parametrize("from_canvas", [False, True])
def test_the_annotated_picture_is_dragged_out(
    looking: App, from_canvas: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[tuple[str, QImage]] = []

    def let_go(drag: QDrag, _action: Qt.DropAction) -> None:
        """Without a screen the system begins no drag."""
        (url,) = drag.mimeData().urls()
        dragged.append((url.toLocalFile(), QImage(drag.mimeData().imageData())))

    monkeypatch.setattr(QDrag, "exec", let_go)
    parts = looking.window.inspect
    widget = parts.canvas if from_canvas else parts.toolbar.export_button
    held = CONTROL if from_canvas else Qt.KeyboardModifier.NoModifier
    start = widget.rect().center()
    QTest.mousePress(widget, LEFT, held, start)
    for step in (4, 12, 30):
        move(widget, start + QPoint(step, step), held)
    wait_until(lambda: dragged)
    ((path, pixels),) = dragged
    assert Path(path).name == "circles-detections.png"
    assert np.array_equal(read_image(path).rgb, from_qimage(pixels))
    assert (from_qimage(pixels) != looking.session.picture.image.rgb).any()
    assert not sheet_of(looking).isVisible()
    if not from_canvas:
        assert not widget.isDown()
        QTest.mouseClick(widget, LEFT)
        assert sheet_of(looking).isVisible(), "without a move it is a click"


@pytest.mark.window
def test_a_drag_that_ends_too_soon_is_neither_drag_nor_click(
    looking: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDrag, "exec", lambda *_: pytest.fail("nothing is held any more"))
    button = looking.window.inspect.toolbar.export_button
    QTest.mousePress(button, LEFT, pos=QPoint(2, 2))
    move(button, QPoint(26, 26), Qt.KeyboardModifier.NoModifier)
    QTest.mouseRelease(button, LEFT, pos=QPoint(26, 26))
    run_events(300)
    assert not sheet_of(looking).isVisible()
    assert not button.isDown()


def move(widget: QWidget, to: QPoint, held: Qt.KeyboardModifier) -> None:
    """A move of the pointer with the left button down, which QTest cannot make."""
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(to), QPointF(widget.mapToGlobal(to)),
        Qt.MouseButton.NoButton, LEFT, held,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


@pytest.mark.window
def test_a_folder_that_was_chosen_is_proposed_the_next_time(
    looking: App, app: QApplication, tmp_path: Path
) -> None:
    chosen = tmp_path / "chosen"
    chosen.mkdir()
    sheet = opened_sheet(looking, tmp_path / "out", "csv")
    QTest.mouseClick(sheet._choose, LEFT)
    (dialog,) = looking.window.findChildren(QFileDialog)
    dialog.selectFile(str(chosen))
    dialog.accept()
    wait_until(lambda: sheet.folder == str(chosen))
    assert looking.settings.export_folder == str(chosen)
    sheet.set_folder("")  # as it stands after the next start
    sheet.close()
    QTest.keyClick(looking.window, Qt.Key.Key_E, CONTROL)
    assert sheet.folder == str(chosen)
    looking.settings.forget_files()
    assert looking.settings.export_folder == ""
