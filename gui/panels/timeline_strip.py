"""The strip of the timeline: detections per frame over time, with a playhead that scrubs."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from gui.class_colors import class_style
from gui.controls.live import LiveWidget
from gui.panels import timeline_paint as paint
from gui.panels.count_bars import CountBars
from gui.panels.frame_counts import LIVE_WINDOW, Counts, FrameCounts
from gui.panels.time_axis import PITCH, TimeAxis

_USUAL_FPS = 25.0
_PAGE_SECONDS = 5.0
_LIVE_MS = 66
"""Between two paints of a live source's last minute, of which a column lasts longer."""
_GRIP_TOP = 22
_KEYS = {
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
}  # fmt: skip
_NAMED = 4
"""Classes that a bubble names; the others are counted."""


class TimelineStrip(LiveWidget):
    """``seeked`` tells a time in seconds, at the start of a frame; ``stepped`` -1 or 1 frames."""

    seeked = Signal(float)
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(paint.HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._classes: tuple[str, ...] = ()
        self._kept: int | None = None
        self._bars = CountBars()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LIVE_MS)
        self._later.timeout.connect(self.update)
        self.set_source(None, None)
        self.render_texts()

    def set_source(self, duration: float | None, fps: float | None) -> None:
        """Begin anew with nothing seen. An unknown ``duration`` shows the last minute."""
        self._duration = duration
        self._fps = fps or _USUAL_FPS
        self._counts = FrameCounts(duration=duration, fps=fps)
        self._position = 0.0
        self._pointer: float | None = None
        self._dragging = False
        self._marks: tuple[float, ...] = ()
        self._show_counts()

    def set_position(self, seconds: float) -> None:
        """Move the playhead. While a person drags it, it stays under the pointer."""
        if self._dragging or seconds == self._position:
            return
        self._position = seconds
        self._update_soon()

    def set_counts(self, frames: Sequence[tuple[float, Counts]]) -> None:
        """Show ``frames``, each (seconds, counts), in place of all that was shown."""
        self._counts.replace(frames)
        self._show_counts()

    def add_counts(self, seconds: float, counts: Counts) -> None:
        """Show one more frame."""
        self._counts.add(seconds, counts)
        self._bars.refresh(self._counts.columns_of(seconds, columns=self._axis().columns))
        self._update_soon()

    def set_classes(self, classes: tuple[str, ...]) -> None:
        """Name and colour labels by ``classes``. Counts of other classes mean nothing: they go."""
        if classes != self._classes:
            self._classes = classes
            self.set_counts(())

    def set_kept(self, frames: int) -> None:
        """Tell at the right of the header of how many frames what was found is kept."""
        self._kept = frames
        self._update_soon()

    @property
    def marks(self) -> tuple[float, ...]:
        """Marked times in seconds, ascending."""
        return self._marks

    def toggle_mark(self) -> None:
        """Mark the moment at the playhead, or take its mark away."""
        near = 0.5 / self._fps
        kept = tuple(m for m in self._marks if abs(m - self._position) > near)
        if len(kept) == len(self._marks):
            kept = tuple(sorted((*kept, self._position)))
        self._marks = kept
        self.update()

    def _update_soon(self) -> None:
        """Called with every frame: at once for a video, several in one for a live source."""
        if self._duration is not None:
            self.update()
        elif not self._later.isActive():
            self._later.start()

    def _show_counts(self) -> None:
        self._bars.show(self._counts, self._classes)
        self.update()

    def _axis(self) -> TimeAxis:
        """Ends at the right margin; what does not fill a column is left free at the left."""
        right = self.width() - paint.MARGIN
        columns = max((right - paint.MARGIN - paint.GUTTER) // PITCH, 1)
        left = right - PITCH * columns
        if self._duration is not None:
            return TimeAxis(left, columns, 0, self._duration)
        latest = max(self._counts.latest, self._position)
        newest = math.floor(latest * columns / LIVE_WINDOW + 1e-6)
        return TimeAxis(left, columns, max(newest - columns + 1, 0), LIVE_WINDOW)

    # Words

    def retranslate(self) -> None:
        self._title = self.tr("Detections per frame")
        self._unseen = self.tr("not seen yet")
        self.setAccessibleName(self.tr("Timeline"))
        self.update()

    def _bubble_words(self, seconds: float) -> tuple[str, str]:
        """Total and its parts at ``seconds``."""
        axis = self._axis()
        counts = self._counts.column(axis.column_at(seconds), columns=axis.columns)
        if counts is None:
            return "", self._unseen
        # In the order of the legend: names that changed places could not be read in motion.
        found = [(label, n) for label in self._counts.order if (n := counts.get(label, 0))]
        parts = [f"{self._name(label)} {n:,}" for label, n in found[:_NAMED]]
        if len(found) > _NAMED:
            parts.append(f"+{len(found) - _NAMED}")
        return f"{sum(n for _, n in found):,}", f" {' · '.join(parts)}" if parts else ""

    def _name(self, label: int) -> str:
        return self._classes[label - 1] if label <= len(self._classes) else str(label)

    # Scrubbing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and event.position().y() >= _GRIP_TOP:
            self._dragging = True
            self._scrub(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position().x() if event.position().y() >= _GRIP_TOP else None
        if self._dragging:
            self._scrub(event.position().x())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = False

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointer = None
        self.update()

    def _scrub(self, x: float) -> None:
        self._seek(self._axis().time_at(x))

    def _seek(self, seconds: float) -> None:
        """Move to the frame that is shown at ``seconds``, and tell it where that is another."""
        end = max(self._end() - 1 / self._fps, 0.0)
        inside = min(max(seconds, 0.0), end)
        start = math.floor(inside * self._fps + 1e-6) / self._fps
        if start != self._position:
            self._position = start
            self.update()
            self.seeked.emit(start)

    def _end(self) -> float:
        if self._duration is not None:
            return self._duration
        return max(self._counts.latest, self._position) + 1 / self._fps

    def event(self, event: QEvent) -> bool:
        # While it has the focus its keys are its own, not the window's commands.
        if event.type() == QEvent.Type.ShortcutOverride and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        page = min(_PAGE_SECONDS, self._end() / 10)
        targets = {
            Qt.Key.Key_Home: self._axis().start,
            Qt.Key.Key_End: self._end(),
            Qt.Key.Key_PageUp: self._position - page,
            Qt.Key.Key_PageDown: self._position + page,
        }
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key in targets:
            self._seek(targets[key])
        else:
            super().keyPressEvent(event)

    # Painting

    def sizeHint(self) -> QSize:
        return QSize(640, paint.HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        axis = self._axis()
        self._bars.update(axis, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        free = paint.paint_header(painter, self.width(), self._header())
        paint.paint_axis(painter, axis, self._bars.full)
        paint.paint_unseen(painter, axis, self._bars.unseen())
        self._bars.draw(painter, paint.BARS_TOP, split=axis.column_at(self._position))
        paint.paint_marks(painter, axis, self._marks)
        playhead = min(max(axis.x(self._position), axis.left), axis.right)
        if self._pointer is not None and not self._dragging:
            paint.paint_hair(painter, min(max(self._pointer, axis.left), axis.right - 1))
        paint.paint_playhead(painter, playhead)
        self._paint_bubble(painter, axis, playhead, free)
        painter.end()

    def _header(self) -> paint.Header:
        legend = tuple(
            (self._name(label), class_style(label, self._classes).color)
            for label in self._counts.order
        )
        # Asked for at each painting, as words: the language may be another one by then.
        kept = "" if self._kept is None else self.tr("%n frame(s) in memory", "", self._kept)
        return paint.Header(self._title, legend, self._unseen, kept)

    def _paint_bubble(
        self, painter: QPainter, axis: TimeAxis, playhead: float, free: tuple[float, float]
    ) -> None:
        """At the pointer, else at the playhead if it hides no words of the header."""
        x = playhead if self._pointer is None or self._dragging else self._pointer
        total, words = self._bubble_words(axis.time_at(x))
        rect = paint.bubble_rect(x, self.width(), total, words)
        if self._pointer is None and not self._dragging:
            begin, end = free
            if not total or rect.left() < begin - 8 or rect.right() > end:
                return
        paint.paint_bubble(painter, rect, total, words)


def _is_own(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain == Qt.KeyboardModifier.NoModifier and event.key() in _KEYS
