"""How far two sides agree: a bar of what only A, both and only B found."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui import fonts, theme
from gui.canvas.mark_lines import Line, line_pen
from gui.controls.labels import ElidedLabel
from gui.controls.section import Section
from ssd_core.compare import SAME_OBJECT

_HEIGHT = 62
_NARROWEST, _GAP = 52, 4.0
_BAR_TOP, _BAR_HEIGHT, _WORDS_TOP = 30, 6, 42
_FIGURE = 20


class AgreementSection(Section):
    """Counts of what only A, both and only B found, as figures over their share of a bar."""

    def __init__(self) -> None:
        super().__init__()
        self._rule = ElidedLabel(fonts.SMALL)
        self._rule.setProperty("tone", "muted")
        self.header.addWidget(self._rule)
        self._bar = _AgreementBar()
        self.body.addWidget(self._bar)
        self.render_texts()

    def set_counts(self, *, only_a: int, both: int, only_b: int) -> None:
        """Show these counts."""
        self._bar.counts = (only_a, both, only_b)
        self.retranslate()

    def retranslate(self) -> None:
        self.set_title(self.tr("Same object?"))
        rule = self.tr("same class, overlap ≥ {overlap}")
        self._rule.set_full_text(rule.format(overlap=f"{SAME_OBJECT:.2f}"))
        self._bar.words = (self.tr("only A"), self.tr("both"), self.tr("only B"))
        only_a, both, only_b = self._bar.counts
        self._bar.setAccessibleName(
            self.tr("Only A: {a}, both: {both}, only B: {b}").format(a=only_a, both=both, b=only_b)
        )
        self._bar.update()


class _AgreementBar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        fonts.fix(self, height=_HEIGHT)
        self.counts = (0, 0, 0)
        self.words = ("", "", "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        lines = (Line.DASHED, Line.SOLID, Line.DOTTED)
        parts = zip(self._widths(), lines, self.counts, self.words, strict=True)
        for width, line, count, words in parts:
            painter.setPen(active.color("text"))
            painter.setFont(fonts.font(_FIGURE, fonts.SEMIBOLD))
            flags = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(left, 0, width + _GAP, fonts.scaled(26)), flags, str(count))
            bar = QRectF(left, fonts.scaled(_BAR_TOP), width, _BAR_HEIGHT)
            painter.fillRect(bar, active.color("d4" if not active.is_dark else "d3"))
            painter.setPen(line_pen(line, active.color("text")))
            inset = 2.0
            middle = bar.center().y()
            painter.drawLine(
                QPointF(bar.left() + inset, middle), QPointF(bar.right() - inset, middle)
            )
            painter.setPen(active.color("muted"))
            painter.setFont(fonts.font(fonts.SMALL))
            painter.drawText(
                QRectF(left, fonts.scaled(_WORDS_TOP), width + _GAP, fonts.scaled(18)), flags, words
            )
            left += width + _GAP
        painter.end()

    def _widths(self) -> list[float]:
        """Shares of the counts, none so narrow that its words do not fit."""
        narrowest = fonts.scaled(_NARROWEST)
        room = self.width() - 2 * _GAP - 3 * narrowest
        total = sum(self.counts)
        shares = [count / total if total else 1 / 3 for count in self.counts]
        return [narrowest + room * share for share in shares]
