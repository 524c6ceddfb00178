"""What a repaint of the canvas costs, against painting the plain way; no display is needed."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from itertools import cycle

import numpy as np
from bench.measure import Row, in_turn
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from gui import fonts
from gui.canvas.density import DensityLayer
from gui.canvas.overlay import Layers, OverlayContext, paint_detections
from gui.canvas.picture import PictureLayer
from gui.canvas.tags import TagImages
from gui.canvas.viewport import Viewport
from gui.class_colors import class_style
from gui.qimage import to_qimage
from ssd_core.boxes import cxcywh_to_xyxy
from ssd_core.config import VOC_CLASSES
from ssd_core.dboxes import make_dboxes
from ssd_core.types import ByteArray, Detections, FloatArray

_FULL_HD, _FOUR_K = (1920, 1080), (3840, 2160)
_COUNT, _FRAMES = 200, 12


def run() -> list[Row]:
    """One row a situation."""
    app = QApplication.instance() or QApplication([])
    app.processEvents()
    return [
        _new_frame(moved=False),
        _new_frame(moved=True),
        _dbox_layer(),
        _pan(zoom=0.4),
        _pan(zoom=1.5),
        _crowd_pan(cxcywh_to_xyxy(make_dboxes().cxcywh), "8,732 DBoxes"),
        _crowd_pan(_random_boxes(20_000), "20,000 candidates"),
    ]


def _new_frame(*, moved: bool) -> Row:
    """A 1080p array to a painted view: the layout is kept, or all detections are new, as in a
    film that has been running for a while."""
    frame, detections, _ = _scene(_FULL_HD)
    view = QImage(*_FULL_HD, QImage.Format.Format_RGB32)
    tags = TagImages(1.0)
    viewport = Viewport(_FULL_HD, _FULL_HD)
    kept = OverlayContext(viewport, detections, VOC_CLASSES, tags)
    film = cycle([_scene((1, 1), seed)[1] for seed in range(_FRAMES)])

    def ours() -> None:
        context = OverlayContext(viewport, next(film), VOC_CLASSES, tags) if moved else kept
        painter = QPainter(view)
        PictureLayer(to_qimage(frame)).paint(painter, viewport)
        paint_detections(painter, context)
        painter.end()

    def plain() -> None:
        painter = QPainter(view)
        painter.drawImage(0, 0, _plain_image(frame))
        _plain_detections(painter, detections)
        painter.end()

    for _ in range(_FRAMES if moved else 0):
        ours()
    situation = "all new" if moved else "same boxes"
    return Row(f"1080p frame + {_COUNT} boxes, {situation}", *in_turn(plain, ours), note="≤ 3 ms")


def _dbox_layer() -> Row:
    """What a hover costs with the DBox layer on: the scene is blitted, not painted again."""
    frame, detections, dboxes = _scene(_FULL_HD)
    view = QImage(*_FULL_HD, QImage.Format.Format_RGB32)
    scene = QImage(view)
    viewport = Viewport(_FULL_HD, _FULL_HD)
    layers = Layers(dboxes=True)
    context = OverlayContext(viewport, detections, VOC_CLASSES, TagImages(1.0), dboxes, layers)
    painter = QPainter(scene)
    PictureLayer(to_qimage(frame)).paint(painter, viewport)
    paint_detections(painter, context)
    painter.end()
    corners = viewport.boxes_to_device(detections.boxes).tolist()

    def ours() -> None:
        target = QPainter(view)
        target.drawImage(0, 0, scene)
        target.end()

    def plain() -> None:
        target = QPainter(view)
        pen = QPen(QColor("white"), 2)
        pen.setDashPattern([3.5, 2.5])
        target.setPen(pen)
        target.drawRects([QRectF(x, y, r - x, b - y) for x, y, r, b in corners])
        target.end()

    return Row(f"{_COUNT} DBoxes, cached layer", *in_turn(plain, ours), note="≤ 0.5 ms")


def _pan(*, zoom: float) -> Row:
    """A 4K picture dragged by a few pixels in a 1080p view."""
    frame, detections, _ = _scene(_FOUR_K)
    view = QImage(*_FULL_HD, QImage.Format.Format_RGB32)
    layer = PictureLayer(to_qimage(frame))
    image = _plain_image(frame).copy()
    tags = TagImages(1.0)
    start = Viewport(_FOUR_K, _FULL_HD).zoomed((0, 0), zoom)

    def ours() -> None:
        viewport = start.panned(-3, -2)
        painter = QPainter(view)
        layer.paint(painter, viewport)
        paint_detections(painter, OverlayContext(viewport, detections, VOC_CLASSES, tags))
        painter.end()

    def plain() -> None:
        painter = QPainter(view)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-3, -2)
        painter.scale(zoom, zoom)
        painter.drawImage(0, 0, image)
        _plain_detections(painter, detections)
        painter.end()

    return Row(f"4K pan at {zoom:.0%}, {_COUNT} boxes", *in_turn(plain, ours), note="≤ 8 ms")


def _crowd_pan(boxes: FloatArray, name: str) -> Row:
    """Thousands of outlines over a picture that is dragged by a few pixels."""
    view = QImage(1120, 740, QImage.Format.Format_RGB32)
    layer = DensityLayer(boxes)
    start = Viewport((900, 600), view.size().toTuple()).fitted()
    places = cycle([start, start.panned(-3, -2)])  # never the place that was painted last

    def ours() -> None:
        painter = QPainter(view)
        layer.paint(painter, next(places))
        painter.end()

    def plain() -> None:
        painter = QPainter(view)
        painter.setPen(QColor(255, 255, 255, 77))
        corners = start.boxes_to_device(boxes).tolist()
        painter.drawRects([QRectF(x, y, r - x, b - y) for x, y, r, b in corners])
        painter.end()

    return Row(f"pan under {name}", *in_turn(plain, ours), note="≤ 33 ms")


def _random_boxes(count: int) -> FloatArray:
    rng = np.random.default_rng(11)
    corner = rng.uniform(0, 0.8, (count, 2))
    boxes = np.concatenate([corner, corner + rng.uniform(0.02, 0.2, (count, 2))], 1)
    return boxes.astype(np.float32)


def _scene(size: tuple[int, int], seed: int = 7) -> tuple[ByteArray, Detections, FloatArray]:
    rng = np.random.default_rng(seed)
    width, height = size
    frame = rng.integers(0, 256, (height, width, 3), dtype=np.uint8)
    corner = rng.uniform(0, 0.85, (_COUNT, 2))
    boxes = np.concatenate([corner, corner + rng.uniform(0.02, 0.15, (_COUNT, 2))], 1)
    detections = Detections(
        boxes,
        np.sort(rng.uniform(0.3, 1, _COUNT))[::-1],
        rng.integers(1, len(VOC_CLASSES) + 1, _COUNT),
        np.arange(_COUNT),
    )
    dboxes = np.concatenate([(boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]], 1)
    return frame, detections, dboxes.astype(np.float32)


def _plain_image(frame: ByteArray) -> QImage:
    height, width, _ = frame.shape
    bgr = np.ascontiguousarray(frame[..., ::-1])
    return QImage(bgr.data, width, height, 3 * width, QImage.Format.Format_BGR888).copy()


def _plain_detections(painter: QPainter, detections: Detections) -> None:
    """A pen and a text a detection, nothing kept: how a first version would be written."""
    painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
    width, height = _FULL_HD
    rows = zip(detections.boxes, detections.labels, detections.scores, strict=True)
    for (left, top, right, bottom), label, score in rows:
        style = class_style(int(label), VOC_CLASSES)
        box = QRectF(left * width, top * height, (right - left) * width, (bottom - top) * height)
        text = f"{VOC_CLASSES[label - 1]} {score:.2f}"
        advance = painter.fontMetrics().horizontalAdvance(text) + 12
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(QColor(0, 0, 0, 102), 4), QPen(style.color, 2)):
            painter.setPen(pen)
            painter.drawRect(box)
        tag = QRectF(box.x(), box.y() - 20, advance, 20)
        painter.fillRect(tag, style.color)
        painter.setPen(style.ink)
        painter.drawText(tag.topLeft().toPoint() + QPoint(6, 14), text)
