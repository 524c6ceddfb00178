"""The compare view: one picture, the boxes of A left of a line and those of B right of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.canvas.hit import REACH, hit
from gui.canvas.mark_lines import Line
from gui.canvas.marks import Mark, MarksContext, paint_boxes, paint_raised, paint_tags
from gui.canvas.picture import PictureLayer, at_rest
from gui.canvas.split_view import SplitView, paint_line
from gui.canvas.tags import TagImages

Show = Literal["split", "a", "b", "differences"]

_SWING_PAST = 16.0
"""Logical pixels that stay free between a box that is swung into view and the line."""


class CompareView(SplitView):
    """Each side is a picture of its own, clipped at the line; only tags are placed anew with it.

    Marks carry the row of a table that tells of them: hovering and clicking tell rows.
    """

    row_hovered = Signal(int)
    """Row of the mark the pointer is on, or -1. Not emitted by ``set_hovered``."""
    row_clicked = Signal(int)
    show_changed = Signal(str)
    """Another ``Show``, because what was asked for is not seen in the old one."""
    leave_requested = Signal()
    """Escape, while no row is selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setProperty("ownFocusRing", True)
        self._picture: PictureLayer | None = None
        self._marks: dict[str, tuple[Mark, ...]] = {"a": (), "b": (), "differences": ()}
        self._contexts: dict[str, MarksContext] = {}
        self._scenes: dict[str, QPixmap] = {}
        self._bare: QPixmap | None = None  # the scene of either side without its boxes
        self._tags: TagImages | None = None
        self._hovered = self._selected = -1
        self._show: Show = "split"
        self._describe()

    @property
    def show_mode(self) -> Show:
        """What is shown: both sides, one of them, or what only one of them has."""
        return self._show

    def set_picture(self, picture: QImage, copies: Sequence[QImage] = ()) -> None:
        """Show another picture without marks; a picture of the old size keeps the view."""
        self._picture, self._bare = PictureLayer(picture, copies), None
        self.set_marks((), ())
        self.place_picture(self._picture.size, keep_view=True)

    def set_marks(self, a: Sequence[Mark], b: Sequence[Mark]) -> None:
        """Show other marks, those of either side most important first."""
        alone = sorted(
            (mark for mark in (*a, *b) if mark.line is not Line.SOLID), key=lambda mark: mark.row
        )
        self._marks = {"a": tuple(a), "b": tuple(b), "differences": tuple(alone)}
        self._hovered = -1
        self._forget_scenes()

    def set_show(self, show: Show) -> None:
        """Show both sides, "a" or "b" alone, or the differences."""
        self._show = show
        self.set_line_shown(show == "split")

    def set_hovered(self, row: int) -> None:
        """Raise the marks of one row; -1 for none."""
        self._hovered = row
        self.update()

    def set_selected(self, row: int) -> None:
        """Keep the marks of one row raised; -1 for none."""
        self._selected = row
        self.update()

    def reveal(self, row: int) -> None:
        """Bring what only one side has of ``row`` into sight: another show, or a swing."""
        sides = [
            side for side in ("a", "b") for mark in self._marks[side] if self._tells(mark, row)
        ]
        if len(sides) != 1:
            return
        if self._show in ("a", "b") and self._show != sides[0]:
            self.set_show("split")
            self.show_changed.emit("split")
        if self._show == "split":
            self._swing_to(sides[0], row)

    @staticmethod
    def _tells(mark: Mark, row: int) -> bool:
        return mark.row == row and not mark.hatched

    def _swing_to(self, side: str, row: int) -> None:
        context = self._context(side)
        if context is None:
            return
        index = next(k for k, mark in enumerate(context.marks) if self._tells(mark, row))
        left, _, right, _ = (context.boxes[index] / context.viewport.pixel_ratio).tolist()
        line = self._split * self.width()
        past = max(line, right + _SWING_PAST) if side == "a" else min(line, left - _SWING_PAST)
        self.set_split(past / self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._selected >= 0:
            self.row_clicked.emit(-1)
        else:
            self.leave_requested.emit()

    # The pointer

    def point_moved(self, position: QPointF | None) -> None:
        if position is not None and self.on_line(position):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        else:
            self.unsetCursor()
        row = -1 if position is None else self._row_at(position)
        if row != self._hovered:
            self.set_hovered(row)
            self.row_hovered.emit(row)

    def point_clicked(self, position: QPointF) -> None:
        self.row_clicked.emit(self._row_at(position))

    def _row_at(self, position: QPointF) -> int:
        ratio = self.devicePixelRatioF()
        x, y = position.x() * ratio, position.y() * ratio
        for side, area in self._areas():
            context = self._context(side)
            if context is not None and area.contains(int(x), int(y)):
                index = hit(context.boxes, (x, y), reach=REACH * ratio)
                return -1 if index < 0 else context.marks[index].row
        return -1

    # Painting

    def viewport_moved(self) -> None:
        self._bare = None
        self._forget_scenes()

    def _forget_scenes(self) -> None:
        self._contexts, self._scenes = {}, {}
        self._describe()
        self.update()

    def _areas(self) -> list[tuple[str, QRect]]:
        """What is shown where, in device pixels."""
        viewport = self.viewport
        if viewport is None:
            return []
        width, height = viewport.device_size
        if self._show != "split":
            return [(self._show, QRect(0, 0, width, height))]
        line = round(self._split * width)
        return [("a", QRect(0, 0, line, height)), ("b", QRect(line, 0, width - line, height))]

    def _context(self, side: str) -> MarksContext | None:
        viewport = self.viewport
        if viewport is None:
            return None
        if self._tags is None or self._tags.pixel_ratio != viewport.pixel_ratio:
            self._tags = TagImages(viewport.pixel_ratio)
        if side not in self._contexts:
            self._contexts[side] = MarksContext(self._marks[side], viewport, self._tags)
        return self._contexts[side]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        viewport = self.viewport
        if viewport is None or self._picture is None:
            painter.fillRect(self.rect(), theme.current().color("canvas"))
        else:
            painter.scale(1 / viewport.pixel_ratio, 1 / viewport.pixel_ratio)
            for side, area in self._areas():
                self._paint_side(painter, side, area)
            if self._show == "split":
                painter.setClipping(False)
                paint_line(painter, self._split, viewport.device_size, viewport.pixel_ratio)
        painter.end()

    def _paint_side(self, painter: QPainter, side: str, area: QRect) -> None:
        context = self._context(side)
        if context is None or area.isEmpty():
            return
        painter.setClipRect(area)
        if side not in self._scenes:
            self._scenes[side] = self._paint_scene(context)
        painter.drawPixmap(0, 0, self._scenes[side])
        for index, mark in enumerate(context.marks):
            if mark.row >= 0 and mark.row in (self._hovered, self._selected):
                paint_raised(painter, context, index)
        paint_tags(painter, context, area)

    def _paint_scene(self, context: MarksContext) -> QPixmap:
        if self._bare is None:
            self._bare = at_rest(self._picture, context.viewport)
        scene = QPixmap(self._bare)
        painter = QPainter(scene)
        paint_boxes(painter, context)
        painter.end()
        return scene

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("Comparison"))
        self.setAccessibleDescription(
            self.tr("{a} boxes of A, {b} boxes of B").format(
                a=len(self._marks["a"]), b=len(self._marks["b"])
            )
        )
        self.handle.setAccessibleName(self.tr("Split between A and B"))
        self.handle.setToolTip(self.tr("Drag, or press ← and →; double click centres"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kind = event.type()
        if kind == QEvent.Type.LanguageChange:
            self._describe()
        elif kind in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._tags = self._bare = None
            self._forget_scenes()
