"""What a frame costs while something in a lesson is dragged: with 40 objects and 8,732 DBoxes.

Every slider of every lesson is moved, and an object wherever one can be dragged; a lesson with
drags of another kind adds a function to ``DRAGS``. Timed, as the processor's time of the window's
thread: the move with the picture's repaint, and the longest turn of the event loop among it and
those in which the rest follows, piece by piece; between turns the next move would be seen. What all
turns take together is told beside it.

The same moves are made in several rounds, and of each the least counts: on a machine that is busy
with something else a thread loses its caches dozens of times a frame, which says nothing of it.
What is slow the first time alone is not seen then: one round (``_ROUNDS``) shows that.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import thread_time

import numpy as np
from bench.measure import Figure
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QApplication, QScrollBar, QWidget

from gui.lessons.augmentation.lesson import AugmentationLesson
from gui.lessons.bugs.lesson import BugsLesson
from gui.lessons.canvas.editable_canvas import EditableCanvas
from gui.lessons.default_boxes.lesson import DefaultBoxesLesson
from gui.lessons.features.lesson import FeaturesLesson
from gui.lessons.frame.lesson import Lesson
from gui.lessons.frame.scrubber import Scrubber
from gui.lessons.funnel.lesson import FunnelLesson
from gui.lessons.matching.lesson import MatchingLesson
from gui.lessons.mining.lesson import MiningLesson
from gui.lessons.offsets.lesson import OffsetsLesson
from gui.lessons.suppression.lesson import SuppressionLesson
from gui.process import make_responsive
from gui.workspaces.learn import LearnWorkspace
from ssd_core.lessons.bugs.exhibits import EXHIBITS
from ssd_core.lessons.lab import BuiltInScene, Lab
from ssd_core.lessons.scene import LessonScene
from ssd_core.types import GroundTruth

_FRAMES = 120
_ROUNDS = 3
_LIMIT = 16.0
_TRUTHS = 40

Move = Callable[[int], object]
"""Does move number k of a drag."""


def run() -> Iterator[Figure]:
    """Two rows a drag, of 99th percentiles: its frames to the picture, and the longest turns."""
    app = QApplication.instance() or QApplication([])
    page = LearnWorkspace()
    page.resize(1368, 900)
    page.show()
    make_responsive()
    scene = crowded_scene()
    for key in page.entries:
        page.show_lesson(key)
        page.set_scene(scene)
        page.quiz.close()
        PREPARE.get(key, lambda _lesson: None)(page.lesson)
        app.processEvents()
        for name, move in drags(page.lesson):
            with held(page):
                rounds = [frames(app, move, page.lesson) for _ in range(_ROUNDS)]
            (half, near), (half_turn, near_turn), whole = np.percentile(
                np.min(rounds, axis=0), (50, 99), axis=0
            ).T
            yield Figure(f"{key}: {name} → picture (median {half:.1f}), p99", near, "ms", _LIMIT)
            told = f"median {half_turn:.1f}, all turns {whole[0]:.1f}, p99 of all {whole[1]:.1f}"
            yield Figure(f"{key}: {name}, longest turn ({told}), p99", near_turn, "ms", _LIMIT)
    page.close()


@contextmanager
def held(page: LearnWorkspace) -> Iterator[None]:
    """With the left button down in the window, as it is during a drag."""
    window, left = page.windowHandle(), Qt.MouseButton.LeftButton
    nowhere, plain = QPoint(page.head.x() + 4, 4), Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window, left, plain, nowhere)
    yield
    QTest.mouseRelease(window, left, plain, nowhere)


def crowded_scene() -> LessonScene:
    """A built-in scene with as many objects as one can have."""
    *_, scene = BuiltInScene(42).run(Lab())
    rng = np.random.default_rng(4)
    size = rng.uniform(0.06, 0.7, (_TRUTHS, 2))
    low = rng.random((_TRUTHS, 2)) * (1 - size)
    boxes = np.concatenate([low, low + size], axis=1).astype(np.float32)
    labels = rng.integers(1, 9, _TRUTHS)
    return replace(scene, truth=GroundTruth(boxes, labels, np.zeros(_TRUTHS, np.bool_)))


def drags(lesson: Lesson) -> Iterator[tuple[str, Move]]:
    """Everything that can be dragged in ``lesson``."""
    parts = (lesson.centre, lesson.panel, lesson.tools, lesson.footer)
    for slider in (s for part in parts if part is not None for s in sliders(part)):
        yield slider.accessibleName() or type(slider).__name__, slide(slider)
    for canvas in canvases(lesson.centre):
        yield "an object", drag_object(canvas)
    for name, make in DRAGS.get(lesson.objectName(), {}).items():
        yield name, make(lesson)


def sliders(part: QWidget) -> list[QAbstractSlider]:
    found = part.findChildren(QAbstractSlider)
    return [w for w in found if not isinstance(w, (QScrollBar, Scrubber)) and w.isEnabled()]


def canvases(centre: QWidget) -> list[EditableCanvas]:
    own = [centre] if isinstance(centre, EditableCanvas) else []
    return own + centre.findChildren(EditableCanvas)


def slide(slider: QAbstractSlider) -> Move:
    """Back and forth over the whole range."""
    low, span = slider.minimum(), slider.maximum() - slider.minimum()
    return lambda k: slider.setValue(low + round(span * abs((k / 40) % 2 - 1)))


def drag_object(canvas: EditableCanvas) -> Move:
    """The first object, by real mouse events, round and round."""

    def move(k: int) -> None:
        left, top, right, _ = canvas.box_of(0)
        if k == 0:
            _send(canvas, QEvent.Type.MouseButtonPress, (left + right) / 2, top)
        angle = k / 15
        x, y = 0.5 + 0.2 * np.cos(angle), 0.5 + 0.2 * np.sin(angle)
        _send(canvas, QEvent.Type.MouseMove, float(x), float(y))

    return move


def _send(canvas: EditableCanvas, kind: QEvent.Type, x: float, y: float) -> None:
    at, left = QPointF(canvas.area.point(x, y)), Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, at, canvas.mapToGlobal(at), left, left, Qt.KeyboardModifier(0))
    QApplication.sendEvent(canvas, event)


def frames(app: QApplication, move: Move, lesson: Lesson) -> np.ndarray:
    """Milliseconds of each frame to the picture, of its longest turn, and of all, [frames, 3]."""
    return 1e3 * np.array([_frame(app, lesson, move, k) for k in range(_FRAMES)])


def _frame(app: QApplication, lesson: Lesson, move: Move, k: int) -> tuple[float, float, float]:
    start = thread_time()
    move(k)
    app.sendPostedEvents()  # as the event loop does: repaints first, then timers
    turns = [thread_time() - start]
    while True:
        last, start = not lesson.following, thread_time()
        app.processEvents()
        if last:
            app.sendPostedEvents()
        turns.append(thread_time() - start)
        if last:
            return turns[0], max(turns), sum(turns)


def _all_boxes(lesson: Lesson) -> Move:
    """The smallest scale, with all 8,732 boxes on the picture."""
    assert isinstance(lesson, DefaultBoxesLesson)
    lesson.show_view("all")
    (slider, *_) = sliders(lesson.panel)
    return slide(slider)


def _hung(lesson: Lesson) -> BugsLesson:
    """The museum with the exhibit that paints most boxes, its figures there."""
    assert isinstance(lesson, BugsLesson)
    lab = Lab()
    lesson.asked.connect(lambda job: lesson.take(job, job.run(lab)))
    lesson.go_to([exhibit.key for exhibit in EXHIBITS].index("permute"))
    return lesson


def _threshold(lesson: Lesson) -> Move:
    """The confidence threshold in the chart of scores."""
    chart = _hung(lesson).chart
    return lambda k: chart.threshold_moved.emit(round(0.05 + 0.9 * abs((k / 40) % 2 - 1), 2))


def _curtain(lesson: Lesson) -> Move:
    """The curtain over the picture."""
    pictures = _hung(lesson).pictures
    pictures.set_curtain(True)
    return lambda k: pictures.set_split(abs((k / 40) % 2 - 1))


def _cut(lesson: Lesson) -> Move:
    """The threshold's line, dragged through its histogram from the lowest score up."""
    assert isinstance(lesson, FunnelLesson)
    return lambda k: lesson.board.plots[2].cut_moved.emit(0.01 + 0.5 * abs((k / 60) % 2 - 1))


def _dots(lesson: Lesson) -> Move:
    """The pointer on one cell's dot after the other."""
    assert isinstance(lesson, MiningLesson)
    return lambda k: lesson.canvas.dbox_pointed.emit(70 * k)


def _curve(lesson: Lesson) -> Move:
    """The dot of a width on its curve."""
    assert isinstance(lesson, OffsetsLesson)
    return lambda k: lesson.parts.plot.dragged.emit(2, 5 * np.sin(k / 15))


def _drag_score(lesson: Lesson) -> Move:
    """The score of the best candidate, so that it changes its place in the line."""
    assert isinstance(lesson, SuppressionLesson)
    return lambda k: lesson.panel.candidates.scored.emit(0, 0.5 + 0.4 * abs((k / 20) % 2 - 1))


def _hover_cells(lesson: Lesson) -> Move:
    """Cells of the finest map, once there is one."""
    assert isinstance(lesson, FeaturesLesson)
    assert lesson.job is not None
    lesson.take(lesson.job, lesson.job.run(Lab()))
    return lambda k: lesson.canvas.pointed(((k * 7 % 100) / 100, (k * 13 % 100) / 100))


def _drag_crop(lesson: Lesson) -> Move:
    """The crop, round and round."""
    assert isinstance(lesson, AugmentationLesson)
    assert lesson.job is not None
    lesson.take(lesson.job, lesson.job.run(Lab()))
    lesson.go_to(3)

    def move(k: int) -> None:
        x, y = 0.2 + 0.15 * np.cos(k / 9), 0.2 + 0.15 * np.sin(k / 9)
        lesson.canvas.crop_changed.emit((float(x), float(y), float(x) + 0.5, float(y) + 0.5))

    return move


def _all_objects(lesson: Lesson) -> None:
    assert isinstance(lesson, MatchingLesson)
    lesson.show_all()


PREPARE: dict[str, Callable[[Lesson], None]] = {"matching": _all_objects}
"""Lesson → what to do first, so that it has as much to paint as it can have."""
DRAGS: dict[str, dict[str, Callable[[Lesson], Move]]] = {
    "default-boxes": {"min scale, all boxes shown": _all_boxes},
    "bugs": {"threshold": _threshold, "curtain": _curtain},
    "offsets": {"a dot on the curve": _curve},
    "mining": {"pointer over dots": _dots},
    "funnel": {"threshold in its histogram": _cut},
    "suppression": {"a score": _drag_score},
    "features": {"cells pointed at": _hover_cells},
    "augmentation": {"the crop": _drag_crop},
}
"""Lesson → name → how to make its moves, for drags that are neither sliders nor objects."""
