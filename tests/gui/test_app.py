"""The whole program, driven by drops, keys and the mouse, with its real thread and weights."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from driving import drop, files, run_events, wait_until
from one_program import OneProgram, on_screen, one_program, wait_for_look
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.app import App
from gui.panels.detections_table import DetectionsTable
from gui.workers.messages import Looked
from ssd_core.bundled import sample_paths, weights_path
from ssd_core.types import Thresholds

CIRCLES = next(p for p in sample_paths() if p.stem == "crowd-of-circles")
SAMPLE = sample_paths()[-1]


@pytest.fixture
def starting(app: QApplication, tmp_path: Path) -> Iterator[App]:
    """The program on the screen, not started."""
    with on_screen(app, tmp_path) as program:
        yield program


@pytest.fixture(scope="module")
def one(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OneProgram]:
    with one_program(app, tmp_path_factory.mktemp("app"), SAMPLE) as one:
        yield one


@pytest.fixture
def viewer(one: OneProgram) -> App:
    """The program with its weights loaded and a sample that no test looks at."""
    return one.set_back()


@pytest.fixture
def looking(viewer: App) -> App:
    """The program with the crowd of circles on its canvas and boxes around them."""
    drop(viewer.window, files([CIRCLES]))
    wait_for_look(viewer, CIRCLES)
    return viewer


def table(viewer: App) -> DetectionsTable:
    return viewer.window.inspect.inspector.detections.findChild(DetectionsTable)


def banner_text(viewer: App) -> str:
    return viewer.window.inspect.banner.accessibleName()


def test_a_dropped_picture_is_shown_with_boxes_and_rows(looking: App) -> None:
    shown = looking.session.selection.detections
    assert len(shown) >= 3
    assert looking.window.inspect.canvas.isVisible()
    assert table(looking).model().rowCount() == len(shown)
    assert looking.window.windowTitle().startswith("crowd-of-circles.jpg")


@pytest.mark.window
def test_moving_confidence_selects_anew_without_the_network(looking: App) -> None:
    looks: list[Looked] = []
    looking.session.looked.connect(looks.append)
    looking.session.set_thresholds(Thresholds(confidence=0.02))
    before = len(looking.session.selection.detections)
    panel = looking.window.inspect.inspector.thresholds
    panel._confidence.setFocus()
    for _ in range(6):
        QTest.keyClick(panel._confidence, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    run_events(100)
    after = looking.session.selection
    assert looking.session.thresholds.confidence == pytest.approx(0.62)
    assert len(after.detections) < before
    assert (after.detections.scores > 0.62).all()
    assert after.funnel.shown == len(after.detections) == table(looking).model().rowCount()
    assert not looks


@pytest.mark.window
def test_raising_the_overlap_keeps_more_boxes(looking: App) -> None:
    before = len(looking.session.selection.detections)
    panel = looking.window.inspect.inspector.thresholds
    panel.set_thresholds(Thresholds(overlap=0.95))
    panel._overlap.setFocus()
    QTest.keyClick(panel._overlap, Qt.Key.Key_Right)
    assert len(looking.session.selection.detections) > before


@pytest.mark.window
def test_row_and_box_are_linked_both_ways(looking: App) -> None:
    canvas, rows = looking.window.inspect.canvas, table(looking)
    heard: list[int] = []
    canvas.hovered.connect(heard.append)
    box = looking.session.selection.detections.boxes[0]
    image = looking.session.picture.image
    x, y = canvas.viewport.to_view(box[0] * image.width, (box[1] + box[3]) / 2 * image.height)
    QTest.mouseMove(canvas, QPoint(2, 2))
    QTest.mouseMove(canvas, QPoint(round(x), round(y)))
    wait_until(lambda: heard and heard[-1] >= 0, seconds=5)
    assert rows.hovered == rows.model().row_of(heard[-1])
    second = rows.visualRect(rows.model().index(1, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert canvas._selected == rows.model().index_of(1)


def test_an_unreadable_file_says_so_and_the_picture_stays(looking: App, tmp_path: Path) -> None:
    broken = tmp_path / "harbour.jpg"
    broken.write_bytes(CIRCLES.read_bytes()[:5_000])
    before = looking.session.picture
    drop(looking.window, files([broken]))
    wait_until(looking.window.inspect.banner.isVisible)
    assert "harbour.jpg" in banner_text(looking)
    assert "crowd-of-circles.jpg stays" in banner_text(looking)
    assert looking.session.picture is before
    assert len(looking.session.selection.detections) >= 3


def test_refused_weights_leave_the_old_ones_in_use(looking: App, tmp_path: Path) -> None:
    wrong = tmp_path / "yolo_best.pt"
    wrong.write_bytes(b"not weights at all")
    before = looking.session.weights
    drop(looking.window, files([wrong]))
    card = looking.window.inspect.inspector.weights._card
    wait_until(card.isVisible)
    assert looking.session.weights is before
    drop(looking.window, files([weights_path()]))
    wait_until(lambda: looking.session.weights is not before)
    assert not card.isVisible()


def test_an_empty_clipboard_is_said_to_be_empty(viewer: App) -> None:
    QGuiApplication.clipboard().clear()
    viewer.commands["paste"].action.trigger()
    toast = viewer.window.inspect.toast
    assert toast.isVisible()
    assert toast._words.text() == "The clipboard is empty."
    toast.hide()
    toast._timer.stop()


@pytest.mark.window
def test_a_picture_from_the_clipboard(viewer: App) -> None:
    picture = QImage(320, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    QGuiApplication.clipboard().setImage(picture)
    QTest.keyClick(viewer.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: viewer.session.picture.image.rgb.shape == (200, 320, 3))
    wait_until(lambda: viewer.session.selection is not None)


def test_a_link_is_refused_in_one_sentence(viewer: App) -> None:
    before = viewer.session.picture
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/cat.jpg")])
    drop(viewer.window, mime)
    toast = viewer.window.inspect.toast
    assert toast.isVisible()
    assert not viewer.session.due.any
    assert viewer.session.picture is before
    mime.setImageData(QImage(str(sample_paths()[0])))  # the same link, and the picture with it
    drop(viewer.window, mime)
    assert not toast.isVisible(), "what was said of the link is not about this picture"
    wait_until(lambda: viewer.session.picture is not before)
    wait_until(lambda: not viewer.session.due.any)
    toast._timer.stop()


@pytest.mark.window
def test_several_pictures_are_stepped_through_by_keys(viewer: App) -> None:
    first, second = sample_paths()[:2]
    drop(viewer.window, files([first, second]))
    wait_for_look(viewer, first)
    viewer.window.setFocus()
    QTest.keyClick(viewer.window, Qt.Key.Key_Right)
    wait_until(lambda: viewer.session.picture.name == second.name)
    QTest.keyClick(viewer.window, Qt.Key.Key_Right)  # stays at the end
    QTest.keyClick(viewer.window, Qt.Key.Key_Left)
    wait_until(lambda: viewer.session.picture.name == first.name)


def test_a_class_can_be_left_out(looking: App) -> None:
    labels = set(looking.session.selection.detections.labels.tolist())
    chips = looking.window.inspect.inspector.classes._chips
    circle = next(chip for chip in chips if chip.label == 1)
    assert 1 in labels
    QTest.mouseClick(circle, Qt.MouseButton.LeftButton)
    assert 1 not in looking.session.selection.detections.labels
    QTest.mouseClick(circle, Qt.MouseButton.LeftButton)
    assert 1 in looking.session.selection.detections.labels


@pytest.mark.window
def test_zoom_shortcuts_work_wherever_the_focus_is(looking: App) -> None:
    canvas = looking.window.inspect.canvas
    fitted = canvas.viewport.zoom
    looking.window.inspect.inspector.thresholds._top_k_spin.setFocus()
    for key, zoom in ((Qt.Key.Key_1, 1 / canvas.devicePixelRatioF()), (Qt.Key.Key_0, fitted)):
        QTest.keyClick(looking.window, key, Qt.KeyboardModifier.ControlModifier)
        assert canvas.viewport.zoom == pytest.approx(zoom)
    assert looking.session.thresholds.top_k == 200


def test_only_the_last_of_many_requests_is_answered(viewer: App) -> None:
    seen: list[str] = []
    viewer.session.picture_changed.connect(lambda picture: seen.append(picture.name))
    paths = [str(p) for p in sample_paths()]
    for path in paths:
        viewer.session.open_files([path])
    wait_until(lambda: seen and seen[-1] == Path(paths[-1]).name)
    wait_for_look(viewer, paths[-1])
    assert len(seen) < len(paths)


def test_opened_files_are_remembered_and_samples_are_not(viewer: App, tmp_path: Path) -> None:
    copy = tmp_path / "별.jpg"
    copy.write_bytes(CIRCLES.read_bytes())
    drop(viewer.window, files([CIRCLES]))
    wait_for_look(viewer, CIRCLES)
    drop(viewer.window, files([copy]))
    wait_for_look(viewer, copy)
    assert viewer.settings.recent_files == (str(copy),)


def test_refused_weights_while_the_first_ones_load(starting: App, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.pth"
    wrong.write_bytes(b"nothing")
    busy: list[bool] = []
    starting.session.busy_changed.connect(busy.append)
    starting.start([str(CIRCLES)])
    drop(starting.window, files([wrong]))
    wait_until(starting.window.inspect.inspector.weights._card.isVisible)
    wait_until(lambda: starting.session.selection is not None)
    assert starting.session.weights.bundled
    assert busy[0]
    assert not busy[-1]


def test_refused_weights_on_the_command_line_give_way_to_the_bundled_ones(
    starting: App, tmp_path: Path
) -> None:
    wrong = tmp_path / "v1. final.pth"
    wrong.write_bytes(b"nothing")
    starting.start([str(wrong), str(CIRCLES)])
    wait_until(lambda: starting.session.selection is not None)
    assert starting.session.weights.bundled
    assert "v1. final.pth" in starting.window.inspect.inspector.weights._card.accessibleName()


def test_a_device_that_is_gone_is_told_of(starting: App) -> None:
    starting.start(device="cuda:7")
    toast = starting.window.inspect.toast
    wait_until(toast.isVisible)
    assert starting.session.weights.device_name == "CPU"
    toast.hide()
    toast._timer.stop()


def test_a_broken_file_right_after_a_good_one(starting: App, tmp_path: Path) -> None:
    viewer = starting
    viewer.start()
    wait_until(lambda: viewer.session.weights is not None)
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG")
    viewer.session.open_files([str(CIRCLES)])
    viewer.session.open_files([str(broken)])
    wait_until(viewer.window.inspect.banner.isVisible)
    viewer.session.load_weights(weights_path())
    wait_until(lambda: not viewer.session.due.any)
    assert (viewer.session.picture is None) == (viewer.session.selection is None)


def test_the_opened_set_survives_a_broken_drop(viewer: App, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"")
    first, second = sample_paths()[:2]
    drop(viewer.window, files([first, second]))
    wait_for_look(viewer, first)
    drop(viewer.window, files([broken]))
    wait_until(viewer.window.inspect.banner.isVisible)
    viewer.session.step(1)
    wait_until(lambda: viewer.session.picture.name == second.name)


def test_a_broken_picture_in_a_set_can_be_stepped_over(viewer: App, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"")
    first, last = sample_paths()[:2]
    drop(viewer.window, files([first, broken, last]))
    wait_for_look(viewer, first)
    viewer.session.step(1)
    wait_until(viewer.window.inspect.banner.isVisible)
    viewer.session.step(1)
    wait_until(lambda: viewer.session.picture.name == last.name)
    assert not viewer.window.inspect.banner.isVisible()


def test_the_class_filter_survives_a_change_of_device(looking: App) -> None:
    chips = looking.window.inspect.inspector.classes._chips
    QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    before = looking.session.weights
    looking.window.inspect.inspector.weights.device_chosen.emit("cpu")
    wait_until(lambda: looking.session.weights is not before)
    chips = looking.window.inspect.inspector.classes._chips
    assert [chip.isChecked() for chip in chips] == [False] + [True] * 7
    assert looking.session.thresholds.classes == frozenset(range(2, 9))


def test_the_selected_box_stays_selected_while_sliders_move(looking: App) -> None:
    looking.presenter.select(1)
    chosen = looking.session.selection.detections.dbox[1]
    looking.session.set_thresholds(Thresholds(confidence=0.05, overlap=0.6, top_k=200))
    run_events(50)
    row = looking.window.inspect.canvas._selected
    assert looking.session.selection.detections.dbox[row] == chosen


@pytest.mark.skipif(sys.platform != "linux", reason="file systems elsewhere keep names in Unicode")
def test_a_name_that_is_not_utf8_can_be_dropped(viewer: App, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\xfe.jpg"
    Path(os.fsdecode(path)).write_bytes(CIRCLES.read_bytes())
    mime = QMimeData()
    mime.setUrls([QUrl.fromEncoded(b"file://" + quote_from_bytes(path).encode())])
    drop(viewer.window, mime)
    wait_for_look(viewer, os.fsdecode(path))
    assert "\\udcff" in viewer.window.windowTitle()
    assert viewer.settings.recent_files == ()


def test_the_theme_follows_its_switch(looking: App) -> None:
    before = looking.window.grab().toImage().pixelColor(3, 3)
    looking.window.rail._theme.click()
    after = looking.window.grab().toImage().pixelColor(3, 3)
    assert looking.settings.theme == "dark"
    assert after.lightness() < before.lightness() - 100
    looking.window.rail._theme.click()


def test_the_window_comes_up_without_torch_and_opencv() -> None:
    code = "import gui.app, sys; print([m for m in ('torch', 'cv2') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux runs without a display")
def test_without_a_display_the_program_says_so() -> None:
    environment = {
        k: v
        for k, v in os.environ.items()
        if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "-m", "gui"],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "no display" in done.stderr
