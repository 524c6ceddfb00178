"""What was open when the window closed is there again at the next start."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from driving import end, make_app, wait_until
from moving_pictures import write_video
from PySide6.QtWidgets import QApplication

from gui.app import App
from ssd_core.bundled import sample_paths, weights_path


@pytest.fixture
def start(app: QApplication, tmp_path: Path) -> Iterator[Callable[..., App]]:
    """Starts the program anew, ending the one before."""
    running: list[App] = []

    def end_all() -> None:
        while running:
            end(running.pop())

    def begin(*files: str) -> App:
        end_all()
        running.append(make_app(app, tmp_path))
        running[0].window.show()
        running[0].start(files)
        return running[0]

    yield begin
    end_all()


@pytest.fixture
def pictures(tmp_path: Path) -> list[str]:
    folder = tmp_path / "pictures"
    folder.mkdir()
    return [str(shutil.copy(path, folder)) for path in sample_paths()[:3]]


def selected(program: App) -> bool:
    return program.session.selection is not None


def test_files_place_thresholds_classes_and_layers_come_back(
    start: Callable[..., App], pictures: list[str]
) -> None:
    first = start(*pictures)
    wait_until(lambda: selected(first))
    first.session.step(1)
    wait_until(lambda: first.session.picture.path == pictures[1] and selected(first))
    wanted = replace(first.session.thresholds, confidence=0.41, classes=frozenset({1, 2}))
    first.session.set_thresholds(wanted)
    first.commands["dboxes"].action.trigger()
    second = start()
    wait_until(lambda: selected(second))
    assert second.session.picture.path == pictures[1]
    assert second.session.place.paths == tuple(pictures)
    assert second.session.thresholds == wanted
    assert second.settings.overlays["dboxes"]
    assert not second.commands["undo"].action.isEnabled(), "nothing was changed yet"


def test_missing_files_are_left_out_with_a_word(
    start: Callable[..., App], pictures: list[str]
) -> None:
    first = start(*pictures)
    wait_until(lambda: selected(first))
    Path(pictures[0]).unlink()
    second = start()
    wait_until(lambda: selected(second))
    assert second.session.place.paths == tuple(pictures[1:])
    assert second.session.picture.path == pictures[1]
    assert second.window.inspect.toast.isVisible()
    assert not second.window.inspect.banner.isVisible()


def test_own_weights_come_back_and_missing_ones_give_way(
    start: Callable[..., App], tmp_path: Path
) -> None:
    own = Path(shutil.copy(weights_path(), tmp_path / "own.safetensors"))
    first = start(str(own))
    wait_until(lambda: first.session.weights is not None)
    second = start()
    wait_until(lambda: second.session.weights is not None)
    assert second.session.weights.path == own
    own.unlink()
    third = start()
    wait_until(lambda: third.session.weights is not None)
    assert third.session.weights.bundled
    assert third.window.inspect.toast.isVisible()


def test_files_on_the_command_line_come_instead(
    start: Callable[..., App], pictures: list[str]
) -> None:
    first = start(*pictures)
    wait_until(lambda: selected(first))
    second = start(pictures[2])
    wait_until(lambda: selected(second))
    assert second.session.place.paths == (pictures[2],)


def test_nothing_comes_back_where_that_is_not_wanted(
    start: Callable[..., App], pictures: list[str]
) -> None:
    first = start(*pictures)
    wait_until(lambda: selected(first))
    first.settings.set_restores(False)
    second = start()
    wait_until(lambda: second.session.weights is not None)
    assert second.session.place.paths == ()
    assert second.session.picture is None


def test_what_is_opened_meanwhile_is_the_later_wish(
    start: Callable[..., App], pictures: list[str]
) -> None:
    first = start(*pictures[:2])
    wait_until(lambda: selected(first))
    second = start()
    second.session.open_files([pictures[2]])
    wait_until(lambda: selected(second))
    assert second.session.picture.path == pictures[2]
    assert second.session.place.paths == (pictures[2],)


def test_a_video_comes_back_and_what_is_opened_meanwhile_stays(
    start: Callable[..., App], tmp_path: Path, pictures: list[str]
) -> None:
    clip = write_video(tmp_path / "clip.mp4", range(4))
    first = start(str(clip))
    wait_until(lambda: first.session.picture is not None)
    second = start()
    wait_until(lambda: second.session.picture is not None)
    assert second.session.picture.name == "clip.mp4"
    second.session.open_files(pictures)
    wait_until(lambda: second.session.picture.path is not None)
    third = start()
    third.session.open_files([str(clip)])
    wait_until(lambda: third.session.picture is not None)
    assert third.session.picture.name == "clip.mp4"
