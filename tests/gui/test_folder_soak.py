"""A folder of 5,000 pictures: opened, scrolled from end to end, with bounded memory."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import drop, end, files, make_app, run_events, wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.app import App
from gui.panels.filmstrip import Filmstrip
from gui.workers.thumbnails import MOST_BYTES
from ssd_core.bundled import sample_paths

COUNT = 5_000
STEPS = 400
MOST_GROWTH = 256 * 2**20
"""Thumbnails at their bound, twice over for what allocators keep, and the pictures looked at."""

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "many"
    place.mkdir()
    samples = [path.read_bytes() for path in sample_paths()]
    for number in range(COUNT):
        (place / f"img{number}.jpg").write_bytes(samples[number % len(samples)])
    return place


@pytest.fixture
def viewer(app: QApplication, tmp_path: Path, folder: Path) -> Iterator[App]:
    viewer = make_app(app, tmp_path)
    viewer.window.show()
    viewer.start()
    drop(viewer.window, files([folder]))
    wait_until(lambda: viewer.session.selection is not None)
    yield viewer
    end(viewer)


def peak_memory() -> int:
    """Bytes that this process has had resident at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory otherwise")
def test_scrolling_from_end_to_end_stays_in_order_and_in_bounds(viewer: App) -> None:
    strip = viewer.window.findChild(Filmstrip)
    source, bar = strip._source, strip.horizontalScrollBar()
    assert [os.path.basename(path) for path in source.paths] == [
        f"img{number}.jpg" for number in range(COUNT)
    ]
    before = peak_memory()
    for step in range(STEPS + 1):
        bar.setValue(bar.maximum() * step // STEPS)
        run_events(10)
    assert strip.shown.stop == COUNT
    wait_until(lambda: all(source.picture(index) is not None for index in strip.shown))
    assert source._thumbnails.nbytes <= MOST_BYTES
    assert peak_memory() - before < MOST_GROWTH


def test_every_thumbnail_once_stays_within_the_bound(viewer: App) -> None:
    strip = viewer.window.findChild(Filmstrip)
    source = strip._source
    made: list[int] = []
    source._thumbnails.changed.connect(lambda: made.append(source._thumbnails.nbytes))
    source._thumbnails.want(list(source.paths), strip.thumbnail_size)
    wait_until(lambda: len(made) >= COUNT - 40, seconds=120)
    assert max(made) <= MOST_BYTES


def test_the_ends_are_one_key_away(viewer: App) -> None:
    viewer.window.activateWindow()
    viewer.window.setFocus()
    QTest.keyClick(viewer.window, Qt.Key.Key_End)
    wait_until(lambda: viewer.session.picture.name == f"img{COUNT - 1}.jpg")
    QTest.keyClick(viewer.window, Qt.Key.Key_Home)
    wait_until(lambda: viewer.session.picture.name == "img0.jpg")
