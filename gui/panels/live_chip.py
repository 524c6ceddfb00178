"""The dark pill over the canvas: how live the picture is, or which frame it stands still at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from gui import fonts, icons, theme
from gui.controls.live import LiveWidget
from gui.controls.painting import fill_rounded, stroke_rounded

_HEIGHT, _MARGIN = 28, 16
_PADDING, _GAP = 12, 10
_DOT = 8
_SLOW_FPS, _LATE_MS = 15.0, 100.0


class LiveChip(LiveWidget):
    """A child of the canvas at its top right. Clicks go through it."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._figures = (0.0, 0.0, 0)
        self._frozen: int | None = None
        self._lost: str | None = None
        self._words: tuple[str, ...] = ()
        self._look: QPixmap | None = None  # it is painted with every frame under it
        canvas.installEventFilter(self)
        self.hide()
        self.render_texts()

    def set_figures(self, fps: float, latency_ms: float, dropped: int) -> None:
        """Frames a second on the screen, capture to screen, and frames that were left out."""
        self._figures = (fps, latency_ms, dropped)
        self.retranslate()

    def set_frozen(self, frame: int | None) -> None:
        """Show the number of the frame that stands still, None while they move."""
        self._frozen = frame
        self.retranslate()

    def set_lost(self, when: str | None) -> None:
        """Show when the last frame of a camera that is gone was taken, None if it is there."""
        self._lost = when
        self.retranslate()

    @property
    def is_slow(self) -> bool:
        """Whether the dot is amber: under 15 frames a second, or over 100 ms late."""
        fps, latency, _ = self._figures
        return fps < _SLOW_FPS or latency > _LATE_MS

    def retranslate(self) -> None:
        if self._lost is not None:
            self._words = (self.tr("Last frame"), self._lost)
        elif self._frozen is not None:
            frame = self.tr("frame {frame}").format(frame=f"{self._frozen:,}")
            self._words = (self.tr("Frozen"), frame)
        else:
            fps, latency, dropped = self._figures
            self._words = (
                self.tr("{count} fps").format(count=f"{fps:.1f}"),
                self.tr("{time} ms to screen").format(time=f"{latency:.0f}"),
                self.tr("{count} dropped").format(count=f"{dropped:,}"),
            )
        self.setAccessibleName(", ".join(self._words))
        self._forget_look()
        self._place()

    def restyle(self) -> None:
        self._forget_look()
        self._place()

    def _forget_look(self) -> None:
        self._look = None
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def sizeHint(self) -> QSize:
        words = sum(_advance(text, i == 0) for i, text in enumerate(self._words))
        gaps = _GAP * len(self._words)
        return QSize(2 * _PADDING + self._glyph() + gaps + words, fonts.scaled(_HEIGHT))

    def _icon(self) -> str:
        if self._lost is not None:
            return "unplug"
        return "freeze" if self._frozen is not None else ""

    def _glyph(self) -> int:
        return icons.INLINE if self._icon() else _DOT

    def _place(self) -> None:
        size = self.sizeHint()
        left = self.parentWidget().width() - size.width() - _MARGIN
        self.setGeometry(max(left, 0), _MARGIN, *size.toTuple())

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._look is None or self._look.size() != size:
            self._look = QPixmap(size)
            self._look.setDevicePixelRatio(ratio)
            self._look.fill(Qt.GlobalColor.transparent)
            self._paint_look(QPainter(self._look))
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._look)
        painter.end()

    def _paint_look(self, painter: QPainter) -> None:
        # Dark in both themes, so the bright colours of the dark one serve.
        active, bright = theme.current(), theme.DARK
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        fill_rounded(painter, rect, radius, active.color("tooltip"))
        stroke_rounded(painter, rect, radius, active.color("tooltip_border"))
        left = rect.adjusted(_PADDING, 0, 0, 0)
        name = self._icon()
        if name:
            glyph = QRectF(left.left(), 0, icons.INLINE, rect.height())
            color = bright.color("warning") if name == "unplug" else active.color("tooltip_accent")
            icons.paint(painter, name, color, glyph)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(bright.color("warning" if self.is_slow else "success"))
            painter.drawEllipse(QPointF(left.left() + _DOT / 2, radius), _DOT / 2, _DOT / 2)
        left.adjust(self._glyph() + _GAP, 0, 0, 0)
        for i, words in enumerate(self._words):
            painter.setFont(_font(i == 0))
            painter.setPen(active.color("tooltip_text") if i == 0 else bright.color("muted"))
            painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, words)
            left.adjust(_advance(words, i == 0) + _GAP, 0, 0, 0)
        painter.end()


def _font(strong: bool) -> QFont:
    return fonts.font(fonts.SMALL, fonts.SEMIBOLD if strong else fonts.REGULAR)


def _advance(words: str, strong: bool) -> int:
    return QFontMetrics(_font(strong)).horizontalAdvance(words)
