"""How sure each side is of each object: a dot for right, a ring for wrong, one row an object."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui import fonts, motion, theme
from gui.controls.painting import fill_rounded, paint_swatch, stroke_rounded
from gui.lessons.bugs.chart_places import PADDING, Places
from gui.lessons.bugs.chart_values import ChartWords, Row

_MS = 320
_REACH = 6
"""Pixels beside the threshold's line within which it can be taken."""
_NOTHING = 0.005
"""A change that is smaller is none to two decimals."""
_KEYS = {Qt.Key.Key_Left: -0.01, Qt.Key.Key_Right: 0.01}


class ScoreChart(QWidget):
    """``threshold_moved`` tells where the confidence threshold was dragged to, 0..1."""

    threshold_moved = Signal(float)
    pointed = Signal(object)
    """The number of the object of the row under the pointer, or None."""

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(130)
        self._rows: tuple[Row, ...] = ()
        self._placed: tuple[object, Places] | None = None
        self._words = ChartWords("", "", "", "", "{count}", "")
        self._threshold, self._hot = 0.3, None
        self._veiled = self._taken = False
        self._share = 1.0
        """How far the rings are on their way from the dots to their places."""
        self._slide = QVariantAnimation(self)
        self._slide.setDuration(_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._on_slide)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """The objects whose score fell most come first, unless that is what is asked."""
        ordered = tuple(
            sorted(rows, key=lambda row: row.number if self._veiled else row.wrong - row.right)
        )
        if ordered != self._rows:
            self._rows = ordered
            self.update()

    def set_words(self, words: ChartWords) -> None:
        if words != self._words:
            self._words = words
            self.update()

    def set_threshold(self, threshold: float) -> None:
        self._threshold = threshold
        self.setAccessibleDescription(f"{threshold:.2f}")
        self.update()

    def set_on(self, on: bool, *, slide: bool) -> None:
        """Whether the mistake is on: off, the rings slide onto the dots."""
        target = 1.0 if on else 0.0
        self._slide.stop()
        if not slide or motion.reduced():
            self._on_slide(target)
            return
        self._slide.setStartValue(self._share)
        self._slide.setEndValue(target)
        self._slide.start()

    def set_veiled(self, veiled: bool) -> None:
        """Whether the wrong side is still to be predicted."""
        self._veiled = veiled
        self.set_rows(self._rows)
        self.update()

    def set_hot(self, number: int | None) -> None:
        if number != self._hot:
            self._hot = number
            self.update()

    def stop(self) -> None:
        """Let nothing move any more."""
        self._slide.stop()

    def _on_slide(self, share: float) -> None:
        self._share = share
        self.update()

    # Where things lie

    @property
    def places(self) -> Places:
        """Found anew only when the rows, the room or the letters are others."""
        key = (self._rows, self.size(), fonts.scale())
        if self._placed is None or self._placed[0] != key:
            self._placed = key, Places.of(self.size(), self._rows)
        return self._placed[1]

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect())
        fill_rounded(painter, card, 8, active.color("raised"))
        stroke_rounded(painter, card, 8, active.color("border"))
        self._paint_head(painter)
        self._paint_axis(painter)
        rows = self.places.rows
        for place, row in enumerate(rows):
            self._paint_row(painter, place, row)
        if not rows:
            painter.setFont(fonts.font(fonts.SMALL))
            painter.setPen(active.color("muted"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.places.plot, flags, self._words.empty)
        if len(rows) < len(self._rows):
            painter.setFont(fonts.font(fonts.SMALL))
            painter.setPen(active.color("muted"))
            words = self._words.more.format(count=len(self._rows) - len(rows))
            self._text(painter, PADDING, self.places.y(len(rows)), words)
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        active, middle = theme.current(), self.places.head / 2 + 2
        right = self.width() - PADDING
        legend = [(self._words.wrong, "danger")] if not self._veiled else []
        for words, kind in [*legend, (self._words.right, "text")]:
            painter.setFont(fonts.font(fonts.SMALL))
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.setPen(active.color("text"))
            self._text(painter, right - width, middle, words)
            spot = QPointF(right - width - 10, middle)
            self._dot(painter, spot, ring=kind == "danger", radius=3.5)
            right -= width + 32
        painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
        painter.setPen(active.color("text"))
        metrics, elide = painter.fontMetrics(), Qt.TextElideMode.ElideRight
        title = metrics.elidedText(self._words.title, elide, int(right - PADDING))
        self._text(painter, PADDING, middle, title)
        left = PADDING + metrics.horizontalAdvance(title) + 8
        painter.setFont(fonts.font(fonts.SMALL))
        if left + painter.fontMetrics().horizontalAdvance(self._words.note) < right - 8:
            painter.setPen(active.color("muted"))
            self._text(painter, left, middle, self._words.note)

    def _paint_axis(self, painter: QPainter) -> None:
        active, plot, top = theme.current(), self.places.plot, self.places.top
        painter.setFont(fonts.font(fonts.TICK))
        threshold = self.places.x(self._threshold)
        for quarter in range(5):
            score = top * quarter / 4
            x = self.places.x(score)
            painter.setPen(QPen(active.color("border"), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            if abs(x - threshold) > fonts.scaled(26):
                painter.setPen(active.color("muted"))
                self._tick(painter, x, f"{score:g}")
        pen = QPen(active.color("accent"), 1.5 if self.hasFocus() else 1.25)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(threshold, plot.top()), QPointF(threshold, plot.bottom()))
        painter.setFont(fonts.font(fonts.TICK, fonts.SEMIBOLD))
        painter.setPen(active.color("accent"))
        self._tick(painter, threshold, f"{self._threshold:.2f}")

    def _tick(self, painter: QPainter, x: float, words: str) -> None:
        bottom = self.places.plot.bottom()
        place = QRectF(x - 30, bottom + 3, 60, fonts.scaled(18))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(place, flags, words)

    def _paint_row(self, painter: QPainter, place: int, row: Row) -> None:
        active, y = theme.current(), self.places.y(place)
        if row.number == self._hot:
            band = QRectF(8, y - self.places.step / 2, self.width() - 16, self.places.step)
            fill_rounded(painter, band, 4, active.color("hover"))
        paint_swatch(painter, PADDING, y, row.color)
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(active.color("text"))
        room = self.places.plot.left() - PADDING - 24
        elide = Qt.TextElideMode.ElideRight
        name = painter.fontMetrics().elidedText(row.name, elide, int(room))
        self._text(painter, PADDING + 16, y, name)
        right = QPointF(self.places.x(row.right), y)
        shown = row.right + (row.wrong - row.right) * self._share
        wrong = QPointF(self.places.x(shown), y)
        if not self._veiled:
            line = QColor(row.color)
            line.setAlphaF(0.6)
            painter.setPen(QPen(line, 3))
            painter.drawLine(right, wrong)
            self._dot(painter, wrong, ring=True, radius=4.5)
            self._paint_change(painter, y, row)
        self._dot(painter, right, ring=False, radius=4)

    def _paint_change(self, painter: QPainter, y: float, row: Row) -> None:
        change = (row.wrong - row.right) * self._share
        active, same = theme.current(), abs(change) < _NOTHING
        token = "muted" if same else "danger" if change < 0 else "text"
        painter.setFont(fonts.font(fonts.SMALL, fonts.MEDIUM))
        painter.setPen(active.color(token))
        words = "0.00" if same else f"{change:+.2f}".replace("-", "−")
        width = painter.fontMetrics().horizontalAdvance(words)
        self._text(painter, self.width() - PADDING - width, y, words)

    def _dot(self, painter: QPainter, at: QPointF, *, ring: bool, radius: float) -> None:
        active = theme.current()
        if ring:
            painter.setPen(QPen(active.color("danger"), 1.75))
            painter.setBrush(active.color("raised"))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(active.color("text"))
        painter.drawEllipse(at, radius, radius)

    @staticmethod
    def _text(painter: QPainter, left: float, middle: float, words: str) -> None:
        place = QRectF(left, middle - 20, 2000, 40)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)

    # The pointer and the keys

    def _near_line(self, event: QMouseEvent) -> bool:
        return abs(event.position().x() - self.places.x(self._threshold)) <= _REACH

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._near_line(event):
            self._taken = True

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._taken = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._taken:
            self._move_to(self.places.score_at(event.position().x()))
            return
        near = self._near_line(event)
        self.setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor)
        self.pointed.emit(self.places.number_at(event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _KEYS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._move_to(self._threshold + step * (10 if shifted else 1))

    def _move_to(self, threshold: float) -> None:
        threshold = round(min(max(threshold, 0.01), 0.99), 2)
        if threshold != self._threshold:
            self.set_threshold(threshold)
            self.threshold_moved.emit(threshold)
