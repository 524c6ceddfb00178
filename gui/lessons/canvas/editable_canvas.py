"""A scene whose ground truths can be dragged, resized, added and deleted."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen

from gui import theme
from gui.lessons.canvas.area import Area, Box
from gui.lessons.canvas.handles import BODY, Grip, dragged, grip_at, handle_points, resized
from gui.lessons.canvas.scene_canvas import SceneCanvas
from gui.lessons.canvas.strokes import INK, PAPER, Line, paint_boxes
from ssd_core.types import GroundTruth

_PIXEL = 1 / 300
_NEW_SIDE = 60 / 300
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_CURSORS = (
    Qt.CursorShape.SizeFDiagCursor, Qt.CursorShape.SizeVerCursor,
    Qt.CursorShape.SizeBDiagCursor, Qt.CursorShape.SizeHorCursor,
)  # fmt: skip
MOST = 40
"""Ground truths that a scene can have."""


class EditableCanvas(SceneCanvas):
    """``truth_changed`` tells the new GroundTruth at each move; ``selected_changed`` its row.

    With the keyboard: Return selects the next one, arrows move it by 1 px of the network's input,
    with Alt resize it, Delete removes it, Insert adds one. A double click beside all adds one, too.
    """

    truth_changed = Signal(object)  # GroundTruth
    selected_changed = Signal(int)
    hovered_truth = Signal(int)
    """The ground truth under the pointer, -1 for none."""

    def __init__(self) -> None:
        super().__init__()
        self.truth = GroundTruth.none()
        self.selected = -1
        self.over = -1
        self._grip: Grip | None = None
        self._grabbed_at, self._grabbed = (0.0, 0.0), (0.0, 0.0, 0.0, 0.0)

    def set_truth(self, truth: GroundTruth, *, selected: int | None = None) -> None:
        """Show ``truth`` without telling anybody."""
        self.truth = truth
        self._grip = None
        wanted = self.selected if selected is None else selected
        self._select(wanted if wanted < len(truth) else -1)
        self.update()

    def box_of(self, index: int) -> Box:
        """Ground truth ``index`` as four floats."""
        left, top, right, bottom = self.truth.boxes[index].tolist()
        return left, top, right, bottom

    # The pointer

    def grip(self, place: tuple[float, float]) -> Grip | None:
        """What a press at ``place`` would grab."""
        unit = 1 / self.area.side
        return grip_at(self.truth.boxes, place, selected=self.selected, unit=unit)

    def pointed(self, place: tuple[float, float] | None) -> None:
        grip = None if place is None else self.grip(place)
        if grip is None:
            self.unsetCursor()
        elif grip.handle == BODY:
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            self.setCursor(_CURSORS[grip.handle % 4])
        over = -1 if grip is None else grip.index
        if over != self.over:
            self.over = over
            self.hovered_truth.emit(over)
            self.update()

    def pressed(self, place: tuple[float, float]) -> None:
        self._grip = self.grip(place)
        self._select(-1 if self._grip is None else self._grip.index)
        if self._grip is not None:
            self._grabbed_at, self._grabbed = place, self.box_of(self._grip.index)

    def dragged(self, place: tuple[float, float], *, shift: bool) -> None:
        if self._grip is not None:
            by = (place[0] - self._grabbed_at[0], place[1] - self._grabbed_at[1])
            self._replace(
                self._grip.index, dragged(self._grabbed, self._grip, by, keep_shape=shift)
            )

    def released(self) -> None:
        self._grip = None

    def double_clicked(self, place: tuple[float, float]) -> None:
        if self.grip(place) is None and 0 <= place[0] <= 1 and 0 <= place[1] <= 1:
            self._add(place)

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        )  # fmt: skip
        if key in _ARROWS and self.selected >= 0 and (plain or alt):
            x, y = _ARROWS[Qt.Key(key)]
            box, by = self.box_of(self.selected), (x * _PIXEL, y * _PIXEL)
            moved = resized(box, by) if alt else dragged(box, Grip(self.selected), by)
            self._replace(self.selected, moved)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(self.truth):
            self._select((self.selected + 1) % len(self.truth))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.selected >= 0:
            self._delete(self.selected)
        elif key == Qt.Key.Key_Insert:
            self._add((0.5, 0.5))
        elif key == Qt.Key.Key_Escape and self.selected >= 0:
            self._select(-1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if (
            event.reason() == Qt.FocusReason.TabFocusReason
            and self.selected < 0
            and len(self.truth)
        ):
            self._select(0)

    # Changes

    def _select(self, index: int) -> None:
        if index != self.selected:
            self.selected = index
            self.selected_changed.emit(index)
            self.update()

    def _replace(self, index: int, box: Box) -> None:
        boxes = self.truth.boxes.copy()
        boxes[index] = box
        self._tell(GroundTruth(boxes, self.truth.labels, self.truth.difficult))

    def _add(self, place: tuple[float, float]) -> None:
        """A square around ``place``, of the class of the selected one, else of the first class."""
        if len(self.truth) >= MOST:
            return
        left, top = (min(max(at - _NEW_SIDE / 2, 0), 1 - _NEW_SIDE) for at in place)
        label = int(self.truth.labels[self.selected]) if self.selected >= 0 else 1
        row = np.array([[left, top, left + _NEW_SIDE, top + _NEW_SIDE]], np.float32)
        self._tell(
            GroundTruth(
                np.concatenate([self.truth.boxes, row]),
                np.append(self.truth.labels, label),
                np.append(self.truth.difficult, False),
            )
        )
        self._select(len(self.truth) - 1)

    def _delete(self, index: int) -> None:
        kept = np.arange(len(self.truth)) != index
        truth = self.truth
        self._tell(GroundTruth(truth.boxes[kept], truth.labels[kept], truth.difficult[kept]))
        self._select(min(index, len(self.truth) - 1))

    def _tell(self, truth: GroundTruth) -> None:
        self.truth = truth
        if self.selected >= len(truth):
            self._select(-1)
        self.truth_changed.emit(truth)
        self.update()

    # Painting

    def paint_truths(
        self, painter: QPainter, area: Area, *, faint: frozenset[int] = frozenset()
    ) -> None:
        """Ink on white, 2.5 px; the selected one with its handles. faint: those at 25 %."""
        line = Line(INK, 2.5, PAPER, 1.75).scaled(self.strokes)
        rows = range(len(self.truth))
        raised = {self.over} - {self.selected}
        groups = (
            (0.25, line, [row for row in rows if row in faint]),
            (1.0, line, [row for row in rows if row not in faint | raised]),
            (1.0, line.hovered(), [row for row in rows if row in raised - faint]),
        )
        placed = area.boxes(self.truth.boxes).tolist()
        rects = [QRectF(a, b, c - a, d - b) for a, b, c, d in placed]
        for opacity, look, members in groups:
            painter.setOpacity(opacity)
            paint_boxes(painter, [rects[row] for row in members], look)
        painter.setOpacity(1.0)
        if 0 <= self.selected < len(self.truth):
            self.paint_handles(painter, area, self.box_of(self.selected))

    def paint_handles(self, painter: QPainter, area: Area, box: Box) -> None:
        """Squares at the corners, dots at the sides."""
        painter.setPen(QPen(theme.LIGHT.color("accent"), 1.75))
        painter.setBrush(PAPER)
        for number, (x, y) in enumerate(handle_points(box)):
            middle = area.point(x, y)
            if number % 2:
                painter.drawEllipse(middle, 3.5, 3.5)
            else:
                corner = QPointF(middle.x() - 4, middle.y() - 4)
                painter.drawRoundedRect(QRectF(corner.x(), corner.y(), 8, 8), 1, 1)
