"""The filmstrip: all pictures at hand in one row, painted as far as they are in view."""

from __future__ import annotations

import math
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QToolTip

from gui import theme
from gui.controls.painting import stroke_rounded
from gui.controls.scrolling import OverlayScrollBar
from gui.panels.filmstrip_layout import (
    HEIGHT,
    PITCH,
    THUMB_HEIGHT,
    THUMB_WIDTH,
    TOP,
    FilmstripLayout,
)
from gui.panels.filmstrip_paint import paint_badge, paint_ring, paint_thumbnail

_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class FilmstripSource(Protocol):
    """What the strip shows, asked for as it comes into view."""

    def __len__(self) -> int: ...

    def name(self, index: int) -> str:
        """What the picture is called."""

    def picture(self, index: int) -> QImage | None:
        """Its thumbnail in device pixels, None until it is there."""

    def is_refused(self, index: int) -> bool:
        """Whether there will be none."""

    def count(self, index: int) -> int | None:
        """How many detections it has, None if nobody looked yet."""


class Filmstrip(QAbstractScrollArea):
    """One row of thumbnails that scrolls by wheel, drag, keys and its scroll bar."""

    picked = Signal(int)
    """Index of the picture a person wants to see."""
    range_shown = Signal(object)
    """The indices in view, as a range, when they or the size of a device pixel change."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ownFocusRing", True)  # it fills its place to the edges
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._source: FilmstripSource | None = None
        self._layout = FilmstripLayout(0)
        self._current = self._hovered = -1
        self._pressed_at: QPointF | None = None
        self._dragged_from: int | None = None
        self._told: tuple[range, float] | None = None  # range in view and device pixel ratio
        self._keyboard_focus = False
        self._bar = OverlayScrollBar(self, Qt.Orientation.Horizontal)
        self._describe()

    # What it shows

    def set_source(self, source: FilmstripSource) -> None:
        """Show other pictures, from the first; none is current then."""
        self._source = source
        self._layout = FilmstripLayout(len(source))
        self._current = self._hovered = -1
        self._fit_bar()
        self.horizontalScrollBar().setValue(0)
        self._told = None
        self._tell_range()
        self._describe()
        self.viewport().update()

    def set_current(self, index: int) -> None:
        """Ring the picture at ``index`` and bring it into view; -1 for none."""
        self._current = index
        if index >= 0:
            self._bring_into_view(index)
        self._describe()
        self.viewport().update()

    def refresh(self) -> None:
        """Something that the source tells has changed."""
        self._describe()
        self.viewport().update()

    @property
    def thumbnail_size(self) -> tuple[int, int]:
        """Width and height that its thumbnails have now, in device pixels."""
        ratio = self.devicePixelRatioF()
        return math.ceil(THUMB_WIDTH * ratio), math.ceil(THUMB_HEIGHT * ratio)

    @property
    def shown(self) -> range:
        """The indices in view."""
        left = self.horizontalScrollBar().value()
        return self._layout.between(left, left + self.viewport().width())

    def rect_of(self, index: int) -> QRectF:
        """Where a thumbnail lies in the viewport."""
        left = self._layout.left(index) - self.horizontalScrollBar().value()
        return QRectF(left, TOP, THUMB_WIDTH, THUMB_HEIGHT)

    def _bring_into_view(self, index: int) -> None:
        """Scroll no further than needed, but so that a neighbour shows too."""
        bar, left = self.horizontalScrollBar(), self._layout.left(index)
        highest = left - PITCH
        lowest = left + THUMB_WIDTH + PITCH - self.viewport().width()
        bar.setValue(max(min(bar.value(), highest), lowest))

    def _fit_bar(self) -> None:
        bar, width = self.horizontalScrollBar(), self.viewport().width()
        bar.setPageStep(width)
        bar.setSingleStep(PITCH)
        bar.setRange(0, max(0, self._layout.width - width))

    def _tell_range(self) -> None:
        telling = self.shown, self.devicePixelRatioF()
        if self.isVisible() and telling != self._told:
            self._told = telling
            self.range_shown.emit(telling[0])

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("Pictures"))
        words = self._current_words()
        if words != self.accessibleDescription():  # each setting of it is spoken
            self.setAccessibleDescription(words)

    def _current_words(self) -> str:
        if self._source is None or self._current < 0:
            return ""
        name, found = self._source.name(self._current), self._source.count(self._current)
        words = self.tr("{name}, picture {number} of {total}").format(
            name=name, number=self._current + 1, total=self._layout.count
        )
        if found is None:
            return words
        counted = self.tr("%n detection(s)", "", found)
        return f"{words}, {counted}"

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.viewport().rect()
        painter.fillRect(area, active.color("surface"))
        painter.fillRect(0, 0, area.width(), 1, active.color("border"))
        if self._source is not None:
            for index in self.shown:
                self._paint(painter, self._source, index)
        if self._keyboard_focus:
            stroke_rounded(painter, QRectF(area), 0, active.color("accent"), width=2)
        painter.end()

    def _paint(self, painter: QPainter, source: FilmstripSource, index: int) -> None:
        rect = self.rect_of(index)
        paint_thumbnail(painter, rect, source.picture(index), refused=source.is_refused(index))
        if index in (self._current, self._hovered):
            paint_ring(painter, rect, "accent" if index == self._current else "border2")
        count = source.count(index)
        if count is not None:
            paint_badge(painter, count, rect)

    # Pointer

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta()
        moved = pixels if not pixels.isNull() else event.angleDelta()
        by = moved.x() if abs(moved.x()) > abs(moved.y()) else moved.y()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - by)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pressed = self._pressed_at
        if pressed is None:
            self._hover(self._index_at(event.position()))
            return
        moved = event.position().x() - pressed.x()
        if self._dragged_from is None and abs(moved) >= QApplication.startDragDistance():
            self._dragged_from = self.horizontalScrollBar().value()
            self._hover(-1)
        if self._dragged_from is not None:
            self.horizontalScrollBar().setValue(round(self._dragged_from - moved))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_at is None:
            return
        index = self._index_at(event.position())
        if self._dragged_from is None and index >= 0:
            self.picked.emit(index)
        self._pressed_at = self._dragged_from = None

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_name(event.pos(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def _show_name(self, position: QPoint, on_screen: QPoint) -> None:
        index = self._index_at(QPointF(position))
        if self._source is None or index < 0:
            QToolTip.hideText()
        else:
            rect = self.rect_of(index).toRect()
            QToolTip.showText(on_screen, self._source.name(index), self.viewport(), rect)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            cursor = Qt.CursorShape.PointingHandCursor if index >= 0 else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(cursor)
            self.viewport().update()

    def _index_at(self, position: QPointF) -> int:
        if not TOP <= position.y() < TOP + THUMB_HEIGHT:
            return -1
        return self._layout.at(position.x() + self.horizontalScrollBar().value())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(1, self.viewport().width() // PITCH - 1)
        last = self._layout.count - 1
        targets = {
            Qt.Key.Key_Left: self._current - 1,
            Qt.Key.Key_Right: self._current + 1,
            Qt.Key.Key_PageUp: self._current - page,
            Qt.Key.Key_PageDown: self._current + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None or last < 0:
            event.ignore()
        elif (target := max(0, min(target, last))) != self._current:
            self.picked.emit(target)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keyboard_focus = event.reason() in _KEYBOARD
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._keyboard_focus = False
        self.viewport().update()

    # Geometry

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._tell_range()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_bar()
        self._tell_range()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Show, QEvent.Type.DevicePixelRatioChange):
            self._tell_range()
        return done

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._describe()
