"""The further layers: their pixels against plain loops, and their commands in the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from driving import run_events
from one_program import OneProgram, one_program
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.app import App
from gui.canvas.cells import HeatLayer
from gui.canvas.density import crossings
from gui.canvas.extras import Extra
from gui.canvas.viewport import Viewport
from gui.class_colors import ClassStyle, class_style
from gui.level_colors import level_style
from ssd_core.bundled import sample_paths
from ssd_core.config import DBoxConfig
from ssd_core.types import Detections

CIRCLES = next(p for p in sample_paths() if p.stem == "crowd-of-circles")


def plain_crossings(boxes: np.ndarray, width: int, height: int) -> np.ndarray:
    """One outline after the other, pixel by pixel."""
    counts = np.zeros((height, width), int)
    for left, top, right, bottom in boxes.tolist():
        around = [(x, y) for y in (top, bottom) for x in range(left, right + 1)]
        around += [(x, y) for x in (left, right) for y in range(top + 1, bottom)]
        for x, y in around:
            if 0 <= x < width and 0 <= y < height:
                counts[y, x] += 1
    return counts


@pytest.mark.parametrize("seed", range(8))
def test_crossings_count_every_outline(seed: int) -> None:
    random = np.random.default_rng(seed)
    corners = np.sort(random.integers(-12, 42, (random.integers(0, 30), 2, 2)), axis=1)
    boxes = corners.reshape(-1, 4)
    np.testing.assert_array_equal(
        crossings(boxes, width=30, height=24), plain_crossings(boxes, 30, 24)
    )


def painted(layer: Extra, viewport: Viewport) -> QImage:
    image = QImage(*viewport.device_size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    layer.paint(painter, viewport)
    painter.end()
    return image


def test_heat_lies_on_its_cell(app: QApplication) -> None:
    config = DBoxConfig()
    maps = [np.zeros((n, n), np.float32) for n in config.feature_maps]
    maps[3][1, 3] = 1.0  # of 5×5 cells, 64 pixels of 300 each
    viewport = Viewport((300, 300), (300, 300))
    image = painted(HeatLayer(config, maps, [3]), viewport)
    hot, cold = image.pixelColor(3 * 64 + 32, 64 + 32), image.pixelColor(32, 32)
    assert hot.alpha() > 3 * cold.alpha() > 0
    assert image.pixelColor(2 * 64 + 32, 64 + 32).alpha() == cold.alpha()


def test_levels_are_laid_over_one_another(app: QApplication) -> None:
    config = DBoxConfig()
    maps = [np.zeros((n, n), np.float32) for n in config.feature_maps]
    maps[0][0, 0], maps[5][0, 0] = 0.9, 0.2
    scores = HeatLayer(config, maps, range(6)).scores
    assert scores.shape == (38, 38)
    assert scores[0, 0] == pytest.approx(0.9)
    assert scores[37, 37] == pytest.approx(0.2)


@pytest.fixture(scope="module")
def one(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OneProgram]:
    with one_program(app, tmp_path_factory.mktemp("layers"), CIRCLES) as one:
        yield one


@pytest.fixture
def looking(one: OneProgram) -> App:
    """The program with the crowd of circles on its canvas."""
    return one.set_back()


@pytest.mark.window
@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_G, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_a_key_shows_a_layer_and_takes_it_away(
    looking: App, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    canvas = looking.window.inspect.canvas
    before = canvas.grab().toImage()
    QTest.keyClick(looking.window, key, modifier)
    assert canvas.grab().toImage() != before
    QTest.keyClick(looking.window, key, modifier)
    assert canvas.grab().toImage() == before


def test_boxes_take_the_colour_of_their_level(looking: App) -> None:
    canvas, weights = looking.window.inspect.canvas, looking.session.weights
    looking.commands["by-level"].action.trigger()
    levels = {38: 0, 19: 1, 10: 2, 5: 3, 3: 4, 1: 5}
    assert weights.config.dboxes.feature_maps == tuple(levels)
    image = canvas.grab().toImage()
    shown = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(400)}
    assert level_style(1).color.name() in shown


def test_the_legend_of_levels_goes_with_the_boxes(looking: App) -> None:
    canvas, by_level = looking.window.inspect.canvas, looking.commands["by-level"].action
    canvas.set_boxes_shown(False)
    hidden = canvas.grab().toImage()
    by_level.trigger()
    assert canvas.grab().toImage() == hidden, "another legend may stand there"
    canvas.set_boxes_shown(True)
    levels = canvas.grab().toImage()
    plain = looking.session.weights.config.classes

    def by_class(detections: Detections) -> list[ClassStyle]:
        return [class_style(int(label), plain) for label in detections.labels]

    canvas.set_styles("later", by_class)
    by_level.trigger()
    other = canvas.grab().toImage()
    by_level.trigger()
    canvas.set_styles("later", None)
    canvas.set_styles("later", by_class)  # colours of levels are on, and not seen
    assert canvas.grab().toImage() == other
    canvas.set_styles("later", None)
    assert canvas.grab().toImage() == levels


def test_layers_follow_the_sliders(looking: App) -> None:
    canvas = looking.window.inspect.canvas
    looking.commands["before-nms"].action.trigger()
    many = canvas.grab().toImage()
    looking.session.set_thresholds(replace(looking.session.thresholds, confidence=0.95))
    run_events(50)
    assert canvas.grab().toImage() != many
