"""Moving pictures in the whole program: real small videos, a generated camera, real threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from driving import drop, files, run_events, wait_until
from moving_pictures import CIRCLES, FPS, STEP, write_video
from one_program import OneProgram, on_screen, one_program, wait_for_look
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.app import App
from gui.panels.biography.panel import BiographyPanel
from gui.panels.camera_picker import CameraPicker
from gui.panels.live_chip import LiveChip
from gui.panels.timeline import Timeline
from gui.panels.why_not_panel import WhyNotPanel
from gui.wiring.lost_camera import LostCamera
from gui.wiring.moving import Moving
from gui.wiring.picture_out import source_of
from gui.workers import answering
from gui.workers.messages import FrameLooked, Picture, PictureRequest
from ssd_core.bundled import sample_paths
from ssd_core.frames.generated import GeneratedSource
from ssd_core.frames.source import CameraInfo, Frame, SourceError

COUNT = 20


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_video(tmp_path_factory.mktemp("clip") / "circles.mp4", range(COUNT))


@pytest.fixture(scope="module")
def one(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OneProgram]:
    with one_program(app, tmp_path_factory.mktemp("moving"), sample_paths()[-1]) as one:
        yield one


@pytest.fixture
def viewer(one: OneProgram) -> App:
    """The program with its weights loaded and nothing that moves."""
    return one.set_back()


def moving(viewer: App) -> Moving:
    return viewer.window.findChild(Moving)


def timeline(viewer: App) -> Timeline:
    return viewer.window.findChild(Timeline)


def number(picture: Picture) -> int:
    return round(float(np.median(picture.image.rgb[4:28, 4:28])) / STEP)


def listen(viewer: App) -> list[FrameLooked]:
    heard: list[FrameLooked] = []
    viewer.session.frame_changed.connect(heard.append)
    return heard


def pause_at(viewer: App, clip: Path, index: int) -> list[FrameLooked]:
    """Drop the clip, pause it, and wind it to a frame."""
    heard = listen(viewer)
    drop(viewer.window, files([clip]))
    wait_until(lambda: heard)
    QTest.keyClick(viewer.window, Qt.Key.Key_Space)
    assert not moving(viewer)._playing
    timeline(viewer).seeked.emit(index / FPS)
    wait_until(lambda: viewer.session.picture.moment.index == index)
    return heard


def set_confidence(viewer: App, confidence: float) -> None:
    viewer.session.set_thresholds(replace(viewer.session.thresholds, confidence=confidence))


def test_a_dropped_video_plays_to_its_end_with_its_timeline(viewer: App, clip: Path) -> None:
    heard = listen(viewer)
    drop(viewer.window, files([clip]))
    wait_until(lambda: heard and heard[-1].picture.moment.index == COUNT - 1)
    assert viewer.window.inspect.bottom is timeline(viewer)
    assert viewer.window.inspect.canvas.findChild(LiveChip).isVisible()
    assert viewer.window.windowTitle().startswith("circles.mp4")
    assert viewer.settings.recent_files[0] == str(clip)
    indices = [f.picture.moment.index for f in heard]
    assert indices == sorted(set(indices))


def test_a_video_on_the_command_line_begins_at_its_first_frame(
    app: QApplication, tmp_path: Path, clip: Path
) -> None:
    with on_screen(app, tmp_path) as viewer:
        heard = listen(viewer)
        viewer.start([str(clip)])
        wait_until(lambda: len(heard) > 1)
        assert heard[0].picture.moment.index == 0
        assert all(f.looked.picture == f.picture.id for f in heard)


def test_in_every_frame_mode_none_is_left_out_and_detections_belong_to_their_frame(
    viewer: App, clip: Path
) -> None:
    moving(viewer).choices.set_mode("every")
    heard = listen(viewer)
    viewer.session.open_files([str(clip)])
    wait_until(lambda: heard and heard[-1].picture.moment.index == COUNT - 1)
    assert [number(f.picture) for f in heard] == list(range(COUNT))
    assert all(f.looked.picture == f.picture.id for f in heard)
    assert viewer.session.looked_at is heard[-1].looked
    assert len(viewer.session.selection.detections) >= 3


@pytest.mark.window
def test_stepping_forward_and_back_shows_exactly_the_neighbours(viewer: App, clip: Path) -> None:
    pause_at(viewer, clip, 9)
    for key, wanted in ((".", 10), (".", 11), (",", 10), (",", 9), (",", 8), (",", 7)):
        QTest.keyClick(viewer.window, key)
        wait_until(lambda wanted=wanted: viewer.session.picture.moment.index == wanted)
        assert number(viewer.session.picture) == wanted


def test_a_paused_frame_follows_sliders_and_other_weights_like_a_picture(
    viewer: App, clip: Path
) -> None:
    heard = pause_at(viewer, clip, 5)
    set_confidence(viewer, 0.02)
    seen, before = len(heard), len(viewer.session.selection.detections)
    set_confidence(viewer, 0.95)
    assert len(viewer.session.selection.detections) < before
    looked = viewer.session.looked_at
    viewer.session.load_weights(viewer.session.weights.path)
    wait_until(lambda: viewer.session.looked_at not in (None, looked))
    assert viewer.session.looked_at.picture == viewer.session.picture.id
    assert (len(heard), number(viewer.session.picture)) == (seen, 5)


def test_the_strip_counts_seen_frames_anew_when_a_threshold_moves(viewer: App, clip: Path) -> None:
    pause_at(viewer, clip, 3)
    timeline(viewer).stepped.emit(1)
    wait_until(lambda: viewer.session.picture.moment.index == 4)
    counts = timeline(viewer)._strip._counts
    assert counts.most >= 3
    set_confidence(viewer, 0.999)
    wait_until(lambda: counts.most == len(viewer.session.selection.detections), seconds=5)


@pytest.mark.window
def test_zoom_stays_while_frames_change(viewer: App, clip: Path) -> None:
    pause_at(viewer, clip, 2)
    canvas = viewer.window.inspect.canvas
    canvas.zoom_in()
    view = canvas.viewport
    QTest.keyClick(viewer.window, ".")
    wait_until(lambda: viewer.session.picture.moment.index == 3)
    assert canvas.viewport == view


def test_looping_begins_anew_at_the_end(viewer: App, clip: Path) -> None:
    heard = listen(viewer)
    moving(viewer).choices.toggle_loop()
    viewer.session.open_files([str(clip)])

    def began_anew() -> bool:
        indices = [f.picture.moment.index for f in heard]
        return any(b < a for a, b in pairwise(indices))

    wait_until(began_anew)


@pytest.mark.window
def test_playing_at_the_end_starts_from_the_beginning(viewer: App, clip: Path) -> None:
    heard = listen(viewer)
    pause_at(viewer, clip, COUNT - 1)
    QTest.keyClick(viewer.window, Qt.Key.Key_Space)
    wait_until(lambda: not moving(viewer)._playing)
    QTest.keyClick(viewer.window, Qt.Key.Key_Space)
    wait_until(lambda: heard[-1].picture.moment.index < COUNT - 1)


@pytest.mark.window
def test_opening_a_picture_ends_the_video(viewer: App, clip: Path) -> None:
    heard = pause_at(viewer, clip, 4)
    QTest.keyClick(viewer.window, Qt.Key.Key_Space)
    drop(viewer.window, files([CIRCLES]))
    wait_until(lambda: viewer.session.picture.moment is None and viewer.session.selection)
    wait_until(lambda: moving(viewer)._thread is None)
    seen = len(heard)
    run_events(150)
    assert len(heard) == seen
    assert viewer.window.inspect.bottom is None
    assert viewer.window.windowTitle().startswith("crowd-of-circles.jpg")


def test_another_video_replaces_the_one_that_plays(viewer: App, clip: Path, tmp_path: Path) -> None:
    other = write_video(tmp_path / "other.mp4", range(5))
    pause_at(viewer, clip, 4)
    drop(viewer.window, files([other]))
    wait_until(lambda: viewer.session.picture.name == "other.mp4")
    assert timeline(viewer).accessibleName() == "other.mp4"


def test_a_broken_video_says_so_and_what_was_shown_stays(viewer: App, tmp_path: Path) -> None:
    viewer.session.open_files([str(CIRCLES)])
    wait_for_look(viewer, CIRCLES)
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no video" * 100)
    drop(viewer.window, files([broken]))
    wait_until(viewer.window.inspect.banner.isVisible)
    assert "broken.mp4" in viewer.window.inspect.banner.accessibleName()
    assert viewer.window.inspect.bottom is None
    assert viewer.session.picture.name == CIRCLES.name
    viewer.session.open_files([str(CIRCLES)])
    wait_until(lambda: not viewer.window.inspect.banner.isVisible())


@pytest.mark.parametrize("name", ["broken.mp4", "broken.png"])
def test_what_plays_goes_on_when_what_is_dropped_on_it_cannot_be_shown(
    viewer: App, tmp_path: Path, name: str
) -> None:
    heard = listen(viewer)
    moving(viewer).play(camera(fps=50))
    wait_until(lambda: len(heard) > 2)
    broken = tmp_path / name
    broken.write_bytes(b"nothing of the kind" * 100)
    drop(viewer.window, files([broken]))
    wait_until(viewer.window.inspect.banner.isVisible)
    assert name in viewer.window.inspect.banner.accessibleName()
    seen = len(heard)
    wait_until(lambda: len(heard) > seen + 2)
    assert viewer.window.inspect.banner.isVisible()
    assert viewer.window.inspect.bottom is timeline(viewer)
    assert not viewer.session.due.waits("picture")


def test_a_picture_that_is_still_read_is_not_pushed_aside_by_an_earlier_source(
    viewer: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, read = threading.Event(), answering.read_picture

    def slowly(request: PictureRequest) -> Picture:
        go.wait()
        return read(request)

    monkeypatch.setattr("gui.workers.inference.read_picture", slowly)
    moving(viewer).play(camera(fps=50))
    viewer.session.open_files([str(CIRCLES)])
    wait_until(lambda: moving(viewer)._thread is None)
    go.set()
    wait_for_look(viewer, CIRCLES)
    assert viewer.window.inspect.bottom is not timeline(viewer)


def camera(**options: object) -> partial[GeneratedSource]:
    return partial(GeneratedSource, size=(320, 240), **options)


def test_of_frames_that_come_too_fast_the_newest_is_shown(viewer: App) -> None:
    heard = listen(viewer)
    moving(viewer).play(camera(fps=500))
    wait_until(lambda: len(heard) > 8)
    indices = [f.picture.moment.index for f in heard]
    assert indices == sorted(set(indices))
    assert moving(viewer)._thread.dropped > 0
    assert indices[-1] > 2 * len(indices)
    assert viewer.session.picture is heard[-1].picture


def until_still(heard: list[FrameLooked]) -> int:
    """Until what was on its way has come, however slow the machine is; how much that is."""
    seen = -1
    while seen != len(heard):
        seen = len(heard)
        run_events(300)
    return seen


@pytest.mark.window
def test_a_frozen_camera_goes_on_unseen(viewer: App) -> None:
    heard = listen(viewer)
    moving(viewer).play(camera(fps=100))
    wait_until(lambda: len(heard) > 2)
    QTest.keyClick(viewer.window, Qt.Key.Key_F)
    seen = until_still(heard)
    chip = viewer.window.inspect.canvas.findChild(LiveChip)
    assert f"{heard[-1].picture.moment.index + 1}" in chip.accessibleName()
    run_events(200)
    assert len(heard) == seen
    QTest.keyClick(viewer.window, Qt.Key.Key_F)
    wait_until(lambda: len(heard) > seen)
    assert heard[seen].picture.moment.index > heard[seen - 1].picture.moment.index + 10


class Unpluggable(GeneratedSource):
    """A camera that is gone once its plug was pulled."""

    plugged = True

    def read(self) -> Frame | None:
        if not self.plugged:
            self._unplug_after = 0
        return super().read()


class Socket:
    """Opens cameras as long as something is plugged in, and counts the tries."""

    def __init__(self) -> None:
        self.tries = 0
        self.camera = Unpluggable(size=(320, 240), fps=50)

    def __call__(self) -> Unpluggable:
        self.tries += 1
        if not self.camera.plugged:
            raise SourceError("USB capture could not be started.")
        return self.camera

    def plug_in(self) -> None:
        self.camera = Unpluggable(size=(320, 240), fps=50)


def lost(viewer: App) -> LostCamera:
    return moving(viewer)._lost


def unplugged(viewer: App) -> tuple[Socket, list[FrameLooked]]:
    """A camera that played and was unplugged."""
    heard, socket = listen(viewer), Socket()
    lost(viewer)._timer.setInterval(20)
    moving(viewer).play(socket)
    wait_until(lambda: len(heard) > 2)
    socket.camera.plugged = False
    wait_until(lost(viewer).card.isVisible)
    until_still(heard)  # one may have been looked at all the while
    return socket, heard


def test_an_unplugged_camera_is_a_message_and_its_last_frame_stays(viewer: App) -> None:
    socket, heard = unplugged(viewer)
    assert "unplugged" in lost(viewer).card.accessibleName()
    assert not viewer.window.inspect.banner.isVisible()
    wait_until(lambda: socket.tries > 3)
    assert lost(viewer).card.isVisible(), "it is looked for, and nothing more is said"
    assert viewer.session.picture is heard[-1].picture
    button = lost(viewer).card._stop
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not lost(viewer).card.isVisible()
    wait_until(lambda: moving(viewer)._thread is None)
    tries = socket.tries
    run_events(100)
    assert socket.tries == tries
    assert viewer.session.picture is heard[-1].picture


def test_a_camera_that_is_plugged_in_again_goes_on_by_itself(viewer: App) -> None:
    socket, heard = unplugged(viewer)
    seen = len(heard)
    socket.plug_in()
    wait_until(lambda: len(heard) > seen + 2)
    assert not lost(viewer).card.isVisible()
    assert viewer.window.inspect.bottom is timeline(viewer)


def test_a_last_frame_that_is_looked_at_closely_stays_when_the_camera_is_back(viewer: App) -> None:
    socket, heard = unplugged(viewer)
    viewer.session.still_wanted.emit()
    seen = len(heard)
    socket.plug_in()
    wait_until(lambda: not lost(viewer).card.isVisible())
    run_events(100)
    assert len(heard) == seen
    assert moving(viewer)._frozen
    QTest.keyClick(viewer.window, Qt.Key.Key_F)
    wait_until(lambda: len(heard) > seen)


def test_another_camera_takes_the_place_of_a_lost_one(
    viewer: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []

    def open_camera(index: int, **wishes: object) -> GeneratedSource:
        opened.append((index, wishes))
        return GeneratedSource(size=(320, 240), fps=50)

    cameras = moving(viewer)._cameras
    found = (CameraInfo(0, "Integrated camera"), CameraInfo(2, "USB capture"))
    monkeypatch.setattr("gui.wiring.cameras.open_camera", open_camera)
    monkeypatch.setattr(cameras, "_found", found)
    monkeypatch.setattr(cameras, "_started", (2, 640, 480, 30, True))
    _, heard = unplugged(viewer)
    seen = len(heard)
    other = lost(viewer).card._other
    assert other.text() == "Use Integrated camera"
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    wait_until(lambda: len(heard) > seen)
    wishes = {"name": "Integrated camera", "size": (640, 480), "fps": 30.0, "mirror": True}
    assert opened == [(0, wishes)]
    assert not lost(viewer).card.isVisible()


def test_a_picture_ends_the_looking_for_a_lost_camera(viewer: App) -> None:
    socket, _ = unplugged(viewer)
    viewer.session.open_files([str(sample_paths()[0])])
    wait_for_look(viewer, sample_paths()[0])
    assert not lost(viewer).card.isVisible()
    socket.plug_in()
    run_events(100)
    assert viewer.session.picture.path == str(sample_paths()[0])


def test_a_source_that_opens_too_late_is_not_wanted_any_more(viewer: App) -> None:
    ready = threading.Event()

    def slow() -> GeneratedSource:
        ready.wait()
        return GeneratedSource(size=(320, 240), fps=50)

    moving(viewer).play(slow)
    viewer.session.open_files([str(sample_paths()[0])])
    wait_for_look(viewer, sample_paths()[0])
    ready.set()
    wait_until(lambda: moving(viewer)._thread is None)
    run_events(50)
    assert viewer.window.inspect.bottom is not timeline(viewer)
    assert viewer.session.picture.path == str(sample_paths()[0])


@pytest.mark.window
def test_space_presses_the_button_that_has_the_focus(viewer: App, clip: Path) -> None:
    pause_at(viewer, clip, 2)
    loop = timeline(viewer)._transport._loop
    loop.setFocus()
    QTest.keyClick(loop, Qt.Key.Key_Space)
    assert moving(viewer).choices.loop
    assert not moving(viewer)._playing


@pytest.mark.window
def test_the_picker_opens_from_the_keyboard_and_a_camera_that_is_gone_says_so(
    viewer: App,
) -> None:
    QTest.keyClick(
        viewer.window,
        Qt.Key.Key_W,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    picker = viewer.window.findChild(CameraPicker)
    assert picker.isVisible()
    wait_until(lambda: not moving(viewer)._cameras._thread.isRunning())
    run_events(20)  # what it found is shown
    picker.set_cameras([CameraInfo(77, "Front door")])
    picker._start.click()
    wait_until(viewer.window.inspect.banner.isVisible)
    assert "could not be started" in viewer.window.inspect.banner.accessibleName()


@pytest.mark.window
def test_an_open_picker_lists_a_camera_that_is_plugged_in(
    viewer: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugged = [CameraInfo(0, "Integrated camera")]
    monkeypatch.setattr("ssd_core.frames.camera.cameras", lambda: tuple(plugged))
    monkeypatch.setattr("gui.wiring.cameras._WATCHES", True)
    moving(viewer)._cameras._watch.setInterval(20)
    viewer.commands["camera"].action.trigger()
    picker = viewer.window.findChild(CameraPicker)
    wait_until(lambda: [row.camera for row in picker._rows] == plugged)
    kept = picker._rows[0]
    run_events(100)
    assert picker._rows[0] is kept
    plugged.append(CameraInfo(2, "USB capture"))
    wait_until(lambda: len(picker._rows) == 2)
    plugged.clear()
    wait_until(lambda: not picker._rows)
    picker.dismiss()
    wait_until(lambda: not moving(viewer)._cameras._watch.isActive())


def test_stopping_a_camera_leaves_its_last_frame(viewer: App) -> None:
    heard = listen(viewer)
    moving(viewer).play(camera(fps=50))
    wait_until(lambda: heard)
    QTest.keyClick(viewer.window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: moving(viewer)._thread is None)
    until_still(heard)
    assert viewer.session.picture is heard[-1].picture
    assert viewer.window.inspect.bottom is None
    assert not viewer.commands["play"].action.isEnabled()


def point(viewer: App, x: float, y: float) -> QPoint:
    """A point of the picture, in 0..1, on the canvas."""
    viewport = viewer.window.inspect.canvas.viewport
    width, height = viewport.picture
    return QPointF(*viewport.to_view(x * width, y * height)).toPoint()


@pytest.mark.window
def test_a_click_on_a_frame_keeps_it_and_tells_of_it(viewer: App, clip: Path) -> None:
    heard, inspect = listen(viewer), viewer.window.inspect
    moving(viewer).choices.toggle_loop()
    drop(viewer.window, files([clip]))
    wait_until(lambda: len(heard) > 2)
    QTest.mouseClick(inspect.canvas, Qt.MouseButton.LeftButton, pos=point(viewer, 0.5, 0.5))
    wait_until(lambda: isinstance(inspect.side, BiographyPanel))
    seen = until_still(heard)
    assert isinstance(inspect.side, BiographyPanel), "frames that were on their way do not close it"
    run_events(200)
    assert len(heard) == seen
    assert moving(viewer)._frozen
    QTest.keyClick(inspect.side, Qt.Key.Key_Escape)
    assert inspect.side is None
    picture = viewer.session.picture
    assert source_of(picture) == f"circles-frame-{number(picture) + 1}.png"


def test_a_rectangle_can_be_drawn_on_a_video_that_played(viewer: App, clip: Path) -> None:
    heard, inspect = listen(viewer), viewer.window.inspect
    moving(viewer).choices.toggle_loop()
    drop(viewer.window, files([clip]))
    wait_until(lambda: len(heard) > 2)
    viewer.commands["why-not"].action.trigger()
    run_events(300)
    assert isinstance(inspect.side, WhyNotPanel)
    assert inspect.canvas.rectangle.active
