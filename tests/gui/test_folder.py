"""Folders in the whole program: opened, gone through, counted, detected in one go."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import drop, files, run_events, wait_until
from one_program import OneProgram, on_screen, one_program, wait_for_look
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from gui.app import App
from gui.panels.batch_bar import BatchBar
from gui.panels.filmstrip import Filmstrip
from gui.workers.batch import BatchEnd, BatchRequest, BatchThread, seconds_left
from gui.workers.listing import Listed, ListingRequest, ListingThread
from gui.workers.thumbnails import Thumbnails, ThumbnailThread
from ssd_core.bundled import sample_paths, weights_path
from ssd_core.types import Thresholds

SAMPLES = sample_paths()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pictures that sort by number, a broken one, and what is no picture."""
    place = tmp_path / "pictures"
    place.mkdir()
    for number, sample in ((10, SAMPLES[0]), (2, SAMPLES[1]), (1, SAMPLES[2])):
        shutil.copy(sample, place / f"img{number}.jpg")
    (place / "img3.jpg").write_bytes(SAMPLES[0].read_bytes()[:4_000])
    (place / "notes.txt").write_text("not a picture")
    return place


@pytest.fixture(scope="module")
def one(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OneProgram]:
    with one_program(app, tmp_path_factory.mktemp("folder"), SAMPLES[-1]) as one:
        yield one


@pytest.fixture
def viewer(one: OneProgram) -> App:
    """The program with its weights loaded and one sample open."""
    return one.set_back()


@pytest.fixture
def alone(app: QApplication, tmp_path: Path) -> Iterator[App]:
    """A program of a test's own, with its weights loaded and no picture."""
    with on_screen(app, tmp_path) as program:
        program.start()
        wait_until(lambda: program.session.weights is not None)
        yield program


def strip_of(viewer: App) -> Filmstrip:
    return viewer.window.findChild(Filmstrip)


def bar_of(viewer: App) -> BatchBar:
    return viewer.window.findChild(BatchBar)


def names(viewer: App) -> list[str]:
    return [os.path.basename(path) for path in viewer.session.place.paths]


def open_folder(viewer: App, folder: Path) -> None:
    drop(viewer.window, files([folder]))
    wait_for_look(viewer, folder / "img1.jpg")


def press(viewer: App, key: Qt.Key) -> None:
    viewer.window.setFocus()
    QTest.keyClick(viewer.window, key)


def test_a_dropped_folder_opens_its_pictures_in_natural_order(viewer: App, folder: Path) -> None:
    open_folder(viewer, folder)
    assert names(viewer) == ["img1.jpg", "img2.jpg", "img3.jpg", "img10.jpg"]
    assert viewer.session.picture.name == "img1.jpg"
    assert strip_of(viewer).isVisible()


def test_a_folder_on_the_command_line(app: QApplication, tmp_path: Path, folder: Path) -> None:
    with on_screen(app, tmp_path) as viewer:
        viewer.start([str(folder)])
        wait_for_look(viewer, folder / "img1.jpg")
        assert len(names(viewer)) == 4


def test_a_drop_may_mix_folders_files_and_weights(viewer: App, folder: Path) -> None:
    before = viewer.session.weights
    drop(viewer.window, files([SAMPLES[3], folder, folder / "img2.jpg", weights_path()]))
    wait_until(lambda: viewer.session.weights is not before)
    wait_for_look(viewer, SAMPLES[3])
    assert names(viewer) == [SAMPLES[3].name, "img1.jpg", "img2.jpg", "img3.jpg", "img10.jpg"]


def test_one_picture_has_no_filmstrip_and_the_samples_have_one(viewer: App) -> None:
    drop(viewer.window, files([SAMPLES[0]]))
    wait_for_look(viewer, SAMPLES[0])
    assert viewer.window.inspect.bottom is None
    viewer.commands["samples"].action.trigger()
    assert strip_of(viewer).isVisible()
    viewer.session.open_pixels(viewer.session.picture.image.rgb, "pasted")
    assert viewer.window.inspect.bottom is None
    assert not strip_of(viewer).isVisible()


@pytest.mark.window
def test_keys_go_to_the_ends_and_on(viewer: App, folder: Path) -> None:
    open_folder(viewer, folder)
    for key, name in (
        (Qt.Key.Key_End, "img10.jpg"),
        (Qt.Key.Key_Home, "img1.jpg"),
        (Qt.Key.Key_Space, "img2.jpg"),
        (Qt.Key.Key_Left, "img1.jpg"),
        (Qt.Key.Key_Right, "img2.jpg"),
    ):
        press(viewer, key)
        wait_until(lambda name=name: viewer.session.picture.name == name, seconds=10)
        assert strip_of(viewer).accessibleDescription().startswith(name)


@pytest.mark.window
def test_keys_that_a_focused_part_uses_stay_with_it(viewer: App, folder: Path) -> None:
    open_folder(viewer, folder)
    overlap = viewer.window.inspect.inspector.thresholds._overlap
    overlap.setFocus()
    before = viewer.session.thresholds.overlap
    QTest.keyClick(overlap, Qt.Key.Key_Right)
    assert viewer.session.thresholds.overlap > before
    assert viewer.session.place.index == 0


def test_a_click_on_a_thumbnail_shows_it(viewer: App, folder: Path) -> None:
    open_folder(viewer, folder)
    strip = strip_of(viewer)
    at = strip.rect_of(1).center().toPoint()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=at)
    wait_until(lambda: viewer.session.picture.name == "img2.jpg")


@pytest.mark.window
def test_counts_stay_and_follow_the_thresholds(viewer: App, folder: Path) -> None:
    open_folder(viewer, folder)
    strip, first = strip_of(viewer), len(viewer.session.selection.detections)
    press(viewer, Qt.Key.Key_Right)
    wait_until(lambda: viewer.session.picture.name == "img2.jpg")
    wait_until(lambda: viewer.session.selection is not None)
    assert strip._source.count(0) == first
    viewer.session.set_thresholds(Thresholds(confidence=0.95))
    wait_until(lambda: strip._source.count(0) < first, seconds=5)
    press(viewer, Qt.Key.Key_Left)
    wait_until(lambda: viewer.session.picture.name == "img1.jpg")
    wait_until(lambda: viewer.session.selection is not None)
    assert viewer.session.thresholds.confidence == 0.95  # survives going on
    assert strip._source.count(0) == len(viewer.session.selection.detections)


@pytest.mark.window
def test_other_weights_forget_the_counts(viewer: App, folder: Path) -> None:
    open_folder(viewer, folder)
    press(viewer, Qt.Key.Key_End)
    wait_until(lambda: viewer.session.picture.name == "img10.jpg")
    wait_until(lambda: viewer.session.selection is not None)
    assert strip_of(viewer)._source.count(0) is not None
    before = viewer.session.weights
    viewer.session.load_weights(weights_path())
    wait_until(lambda: viewer.session.weights is not before)
    assert strip_of(viewer)._source.count(0) is None


def test_an_empty_folder_is_one_sentence(viewer: App, tmp_path: Path) -> None:
    empty = tmp_path / "holiday"
    empty.mkdir()
    before = viewer.session.picture
    drop(viewer.window, files([empty]))
    toast = viewer.window.inspect.toast
    wait_until(toast.isVisible)
    assert toast._words.text() == "There are no pictures in holiday."
    assert viewer.session.picture is before
    toast.hide()
    toast._timer.stop()


def test_a_folder_that_is_gone_is_told_of(viewer: App, tmp_path: Path) -> None:
    drop(viewer.window, files([tmp_path / "gone"]))
    wait_until(viewer.window.inspect.banner.isVisible)
    assert "gone could not be read" in viewer.window.inspect.banner.accessibleName()


def test_what_is_opened_later_wins_over_a_folder_still_listed(viewer: App, folder: Path) -> None:
    drop(viewer.window, files([folder]))
    viewer.session.open_files([str(SAMPLES[4])])
    wait_for_look(viewer, SAMPLES[4])
    run_events(100)
    assert names(viewer) == [SAMPLES[4].name]


@pytest.mark.window
def test_detecting_in_all_fills_the_counts_and_lists_the_errors(viewer: App, folder: Path) -> None:
    open_folder(viewer, folder)
    strip, bar = strip_of(viewer), bar_of(viewer)
    viewer.window.activateWindow()
    QTest.keyClick(viewer.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert bar.isVisible()
    wait_until(lambda: not bar._running)
    counts = [strip._source.count(index) for index in range(4)]
    assert counts[2] is None  # img3.jpg is broken
    assert all(count is not None for count in (counts[0], counts[1], counts[3]))
    assert bar._words.text().startswith("2 of 3 pictures looked at in")
    assert bar._toggle.isVisible()
    bar._toggle.click()
    bar._list._copy.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == 2
    assert "img3.jpg: It ends after 4,000 bytes." in copied[1]
    press(viewer, Qt.Key.Key_End)
    wait_until(lambda: viewer.session.picture.name == "img10.jpg")
    wait_until(lambda: viewer.session.selection is not None)
    assert len(viewer.session.selection.detections) == counts[3]


def test_a_batch_can_be_cancelled_and_taken_up_again(
    viewer: App, tmp_path: Path, folder: Path
) -> None:
    for number in range(40):
        shutil.copy(SAMPLES[0], folder / f"more{number}.jpg")
    open_folder(viewer, folder)
    bar, batch = bar_of(viewer), viewer.commands["detect-all"].action
    batch.trigger()
    wait_until(lambda: bar._done >= 2)
    bar._cancel.click()
    wait_until(lambda: not bar._running)
    assert bar._words.text().startswith("Cancelled.")
    assert bar._done < 43
    batch.trigger()
    assert bar._total < 43  # what was looked at is not looked at again
    viewer.session.open_files([str(SAMPLES[0])])  # another place ends it
    wait_until(lambda: not bar.isVisible())


def test_closing_in_the_middle_of_a_batch_ends_its_thread(alone: App, folder: Path) -> None:
    open_folder(alone, folder)
    alone.commands["detect-all"].action.trigger()
    run_events(20)  # the fixture closes; what is left behind fails the test


def test_weights_that_are_gone_end_a_batch_with_a_sentence(app: QApplication, folder: Path) -> None:
    ends: list[BatchEnd] = []
    missing = folder / "gone.safetensors"
    thread = BatchThread(BatchRequest((str(SAMPLES[0]),), missing, "cpu", Thresholds()))
    thread.ended.connect(ends.append)
    thread.start()
    wait_until(lambda: ends)
    thread.stop()
    assert "gone.safetensors" in str(ends[0].error)
    assert not ends[0].cancelled


def test_the_command_asks_for_a_folder(viewer: App, folder: Path) -> None:
    viewer.commands["folder"].action.trigger()
    dialog = viewer.window.findChild(QFileDialog)
    dialog.filesSelected.emit([str(folder)])
    dialog.reject()
    wait_for_look(viewer, folder / "img1.jpg")
    assert len(names(viewer)) == 4


def test_nothing_to_detect_in_is_no_command(alone: App) -> None:
    assert not alone.commands["detect-all"].action.isEnabled()


def test_the_time_left_is_told_once_it_can_be_known() -> None:
    assert seconds_left(0, 100, 5.0) is None
    assert seconds_left(10, 100, 1.0) is None
    assert seconds_left(25, 100, 10.0) == pytest.approx(30.0)
    assert seconds_left(100, 100, 10.0) == 0.0


def test_progress_is_said_in_words(app: QApplication) -> None:
    bar = BatchBar()
    bar.start(5_000)
    for left, words in (
        (None, "312 of 5,000"),
        (0.2, "312 of 5,000 · 1 s left"),
        (61.0, "312 of 5,000 · 2 min left"),
        (7_200.0, "312 of 5,000 · 2.0 h left"),
    ):
        bar.set_progress(312, left)
        assert bar._state.text() == words
    bar.close()
    bar.deleteLater()


def test_the_newest_wish_is_made_first_and_old_ones_lapse(app: QApplication) -> None:
    thread, made = ThumbnailThread((20, 20)), []
    thread.made.connect(lambda path, _picture: made.append(path))
    old = [str(path) for path in SAMPLES] * 200
    thread.want(old)
    thread.want([str(SAMPLES[5]), str(SAMPLES[6])])
    wait_until(lambda: len(made) >= 2)
    run_events(50)
    thread.stop()
    assert made[-2:] == [str(SAMPLES[5]), str(SAMPLES[6])]
    assert len(made) <= 3  # one old wish may have been begun


def test_thumbnails_are_bounded_and_of_one_size(app: QApplication, tmp_path: Path) -> None:
    size = (20, 10)
    thumbnails = Thumbnails(size, most_bytes=3 * 4 * 20 * 10)
    paths = [str(path) for path in SAMPLES[:5]]
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no")
    thumbnails.want([*paths, str(broken)], size)
    wait_until(lambda: thumbnails.is_refused(str(broken)))
    kept = [path for path in paths if thumbnails.picture(path) is not None]
    assert kept == paths[2:]
    assert thumbnails.nbytes == 3 * 4 * 20 * 10
    thumbnails.want(paths[:1], (40, 20))
    wait_until(lambda: thumbnails.picture(paths[0]) is not None)
    picture = thumbnails.picture(paths[0])
    assert isinstance(picture, QImage)
    assert (picture.width(), picture.height()) == (40, 20)
    assert thumbnails.picture(paths[4]) is None
    thumbnails.close()


def test_only_the_latest_listing_is_answered(app: QApplication, folder: Path) -> None:
    answers: list[Listed] = []
    listing = ListingThread()
    listing.listed.connect(answers.append)
    listing.post(ListingRequest(1, (str(folder),) * 500))
    listing.post(ListingRequest(2, (str(folder / "img1.jpg"), str(folder))))
    wait_until(lambda: answers and answers[-1].id == 2)
    listing.stop()
    assert [os.path.basename(path) for path in answers[-1].paths] == [
        "img1.jpg",
        "img2.jpg",
        "img3.jpg",
        "img10.jpg",
    ]
    assert answers[-1].folders == ("pictures",)


@pytest.mark.window
def test_what_was_opened_is_a_recent_file_and_not_each_step(viewer: App, folder: Path) -> None:
    open_folder(viewer, folder)
    press(viewer, Qt.Key.Key_End)
    wait_until(lambda: viewer.session.picture.name == "img10.jpg")
    assert viewer.settings.recent_files == (str(folder),)
    alone = str(folder / "img2.jpg")
    drop(viewer.window, files([folder / "img2.jpg"]))
    wait_until(lambda: viewer.session.picture.name == "img2.jpg")
    assert viewer.settings.recent_files == (alone, str(folder))
    viewer.window.inspect.toolbar.recent_chosen.emit(str(folder))
    wait_until(lambda: len(names(viewer)) == 4)
