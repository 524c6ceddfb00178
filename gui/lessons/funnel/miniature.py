"""A small picture with the boxes that leave one station alive; a click follows a box."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.class_colors import class_style
from gui.lessons.canvas.strokes import Line, black, paint_box, paint_boxes, white
from gui.lessons.funnel.pointing import OfBar
from gui.lessons.funnel.walked import STATIONS, Pair, Walked
from ssd_core.boxes import cxcywh_to_xyxy
from ssd_core.explain.biography import candidates_at
from ssd_core.types import BACKGROUND, Candidates, FloatArray, IntArray

_DOT = QColor(0, 0, 0, 150)
_FAINTEST, _LINE = 0.01, 1.0
_MOST_LINES = 800
"""More boxes are not told apart in so small a picture: the best are shown."""
_MOST_OF_BAR = 400
"""Of a bar the best so many: they come with every move of the pointer."""


class Miniature(QWidget):
    """``picked`` tells the (DBox, label) that a person wants to follow."""

    picked = Signal(int, int)

    def __init__(self, column: int) -> None:
        super().__init__()
        self.column = column
        self._walked: Walked | None = None
        self._image: QImage | None = None
        self._grounds: dict[bool, tuple[tuple[object, ...], QPixmap]] = {}
        self._hidden = False
        self._of_bar: OfBar | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_picture(self, image: QImage | None) -> None:
        """The scene's picture, of any size; it is squeezed into a square as the network sees it."""
        self._image = image
        self.update()

    def show_walk(self, walked: Walked | None) -> None:
        before, self._walked = self._walked, walked
        if before is None or walked is None or self._looks(before) != self._looks(walked):
            self.update()

    def _looks(self, walked: Walked) -> tuple[object, ...]:
        """What a repaint would show: most sliders leave the first pictures as they are."""
        reached = self.column <= walked.last_column, walked.ended_in(self.column)
        alive = walked.funnel.stations[self.column].alive.tobytes()
        return id(walked.scene.raw), walked.thread.dbox, alive, reached

    def set_hidden(self, hidden: bool) -> None:
        """Show no boxes: the walk is not there yet, or a question asks for them."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.update()

    def show_only(self, of_bar: OfBar | None) -> None:
        """Show the boxes that a bar counts and no others; None: all that are alive."""
        if of_bar is not self._of_bar:
            self._of_bar = of_bar
            self.update()

    def thread_box(self) -> QRectF | None:
        """Where the thread's box lies in the widget: its DBox at first, then what became of it."""
        if self._walked is None:
            return None
        scene, dbox = self._walked.scene, self._walked.thread.dbox
        if STATIONS[self.column] == "logits":
            cx, cy, w, h = scene.dboxes.cxcywh[dbox].tolist()
            box = QRectF(cx - w / 2, cy - h / 2, w, h).intersected(QRectF(0, 0, 1, 1))
        else:
            x1, y1, x2, y2 = self._walked.funnel.candidates.boxes[dbox].tolist()
            box = QRectF(x1, y1, x2 - x1, y2 - y1)
        side = self.width()
        return QRectF(box.x() * side, box.y() * side, box.width() * side, box.height() * side)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # or the release would go to whoever takes the press

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pair = self._pair_at(event.position())
        if pair is not None and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(*pair)

    def _pair_at(self, at: QPointF) -> Pair | None:
        """The best of those alive here whose box holds the point; the best of all before."""
        if self._walked is None:
            return None
        side = max(self.width(), 1)
        candidates = self._walked.funnel.candidates
        x, y = at.x() / side, at.y() / side
        alive = self._walked.funnel.stations[self.column].alive
        if self.column < 2:
            found = candidates_at(candidates, x, y, most=1)
        else:
            found = _alive_at(candidates, alive, x, y)
        return (int(found[0, 0]), int(found[0, 1])) if len(found) else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._of_bar is not None and self._walked is not None and not self._hidden:
            painter.drawPixmap(0, 0, self._cached_ground(boxes=False))
            self._paint_of_bar(painter, self._walked, self._of_bar)
            painter.end()
            return
        painter.drawPixmap(0, 0, self._cached_ground())
        if self._walked is not None and not self._hidden:
            if self.column >= 2:
                self._paint_alive(painter, self._walked)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_thread(painter, self._walked)
        painter.end()

    def _paint_alive(self, painter: QPainter, walked: Walked) -> None:
        alive = _best(walked.funnel.candidates, walked.funnel.stations[self.column].alive)
        boxes = walked.funnel.candidates.boxes[alive[:, 0]]
        _paint_boxes(painter, boxes, alive[:, 1], walked.scene.classes, self.width(), alpha=255)

    def _paint_of_bar(self, painter: QPainter, walked: Walked, of_bar: OfBar) -> None:
        """Its DBoxes at first, then what the network makes of them, then the pairs alive."""
        side, classes, candidates = self.width(), walked.scene.classes, walked.funnel.candidates
        rows = of_bar.dboxes[:_MOST_OF_BAR]
        if self.column == 0:
            corners = cxcywh_to_xyxy(walked.scene.dboxes.cxcywh[rows]) * side
            rects = [QRectF(a, b, c - a, d - b) for a, b, c, d in corners.tolist()]
            paint_boxes(painter, rects, Line(black(0.6), _LINE))
        elif self.column == 1:
            labels = np.nan_to_num(candidates.scores[rows, BACKGROUND + 1 :]).argmax(axis=1)
            boxes, labels = candidates.boxes[rows], labels + BACKGROUND + 1
            _paint_boxes(painter, boxes, labels, classes, side, alpha=255)
        else:
            alive = of_bar.among(walked.funnel.stations[self.column].alive)[:_MOST_OF_BAR]
            boxes = candidates.boxes[alive[:, 0]]
            _paint_boxes(painter, boxes, alive[:, 1], classes, side, alpha=255)

    def _paint_thread(self, painter: QPainter, walked: Walked) -> None:
        box = self.thread_box()
        if box is None or self.column > walked.last_column:
            return
        ended = walked.ended_in(self.column)
        red = theme.current().color("suppress")
        paint_box(painter, box, Line(red, 2, white(0.7), 1, (4, 3) if ended else None))

    def _cached_ground(self, *, boxes: bool = True) -> QPixmap:
        """The picture, and the thousands of boxes that no slider changes, or without them."""
        raw = self._walked.scene.raw if self._walked is not None else None
        key = (self._image.cacheKey() if self._image else 0, id(raw), self._hidden, self.width(),
               self.devicePixelRatioF(), theme.current().name)  # fmt: skip
        kept = self._grounds.get(boxes)
        if kept is None or kept[0] != key:
            kept = self._grounds[boxes] = (key, self._paint_ground(boxes=boxes))
        return kept[1]

    def _paint_ground(self, *, boxes: bool) -> QPixmap:
        ratio, side = self.devicePixelRatioF(), self.width()
        ground = QPixmap(round(side * ratio), round(side * ratio))
        ground.setDevicePixelRatio(ratio)
        ground.fill(theme.current().color("sel"))
        painter = QPainter(ground)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image is not None:
            small = self._image.scaled(
                ground.size(), mode=Qt.TransformationMode.SmoothTransformation
            )
            painter.drawImage(QRectF(0, 0, side, side), small)
        if boxes and self._walked is not None and not self._hidden:
            if self.column == 0:
                _paint_centres(painter, self._walked.scene.dboxes.cxcywh, side)
            elif self.column == 1:
                _paint_crowd(painter, self._walked, side)
        painter.end()
        return ground


def _best(candidates: Candidates, pairs: IntArray) -> IntArray:
    """The best of ``pairs`` (DBox, label), int64 [K, 2], as many as are shown."""
    if len(pairs) <= _MOST_LINES:
        return pairs
    scores = candidates.scores[pairs[:, 0], pairs[:, 1]]
    return pairs[np.argpartition(-scores, _MOST_LINES)[:_MOST_LINES]]


def _alive_at(candidates: Candidates, alive: IntArray, x: float, y: float) -> IntArray:
    """Rows of ``alive`` [M, 2] whose box holds (x, y), the best score first."""
    left, top, right, bottom = candidates.boxes[alive[:, 0]].T
    inside = alive[(left <= x) & (x <= right) & (top <= y) & (y <= bottom)]
    return inside[np.argsort(-candidates.scores[inside[:, 0], inside[:, 1]], kind="stable")]


def _paint_centres(painter: QPainter, dboxes_cxcywh: FloatArray, side: float) -> None:
    centres = np.unique(dboxes_cxcywh[:, :2], axis=0) * side
    painter.setPen(QPen(_DOT, 1.2))
    painter.drawPoints([QPointF(x, y) for x, y in centres.tolist()])


def _paint_crowd(painter: QPainter, walked: Walked, side: float) -> None:
    """Every box in the colour of its best class, the fainter the lower its score.

    At 1 % of a score nothing could be told apart, so of those only every eighth is painted.
    """
    candidates = walked.funnel.candidates
    scores = np.nan_to_num(candidates.scores[:, BACKGROUND + 1 :])
    best, score = scores.argmax(axis=1) + BACKGROUND + 1, scores.max(axis=1)
    shares = ((0.0, _FAINTEST, 26), (_FAINTEST, 0.1, 60), (0.1, 0.5, 130), (0.5, np.inf, 255))
    for low, high, alpha in shares:
        rows = np.flatnonzero((score >= low) & (score < high))
        rows = rows[::8] if high == _FAINTEST else rows
        boxes, labels = candidates.boxes[rows], best[rows]
        _paint_boxes(painter, boxes, labels, walked.scene.classes, side, alpha=alpha)


def _paint_boxes(
    painter: QPainter,
    boxes: FloatArray,
    labels: IntArray,
    classes: tuple[str, ...],
    side: float,
    *,
    alpha: int,
) -> None:
    """Outlines, a colour a label; thin ones where they are translucent."""
    scaled = boxes * side
    for label in np.unique(labels).tolist():
        color = QColor(class_style(label, classes).color)
        color.setAlpha(alpha)
        rects = [QRectF(a, b, c - a, d - b) for a, b, c, d in scaled[labels == label].tolist()]
        paint_boxes(painter, rects, Line(color, _LINE if alpha == 255 else 1))
