"""The strip over the compare view: what lines and colours mean, and which side is whose."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui import fonts, theme
from gui.canvas.compare_view import Show
from gui.canvas.mark_lines import Line, line_pen
from gui.canvas.split_view import paint_line
from gui.class_colors import ClassStyle
from gui.controls.badges import LETTER_SIDE, VERDICT_SIDE, paint_letter, paint_verdict
from gui.controls.painting import fill_rounded
from gui.verdict_styles import FALSE_POSITIVE, MISSED, TRUE_POSITIVE

HEIGHT = 48
_LEGEND_HEIGHT, _PILL_HEIGHT = 28, 32
_MARGIN, _PADDING, _GAP = 16.0, 12.0, 8.0
_SAMPLE = 26.0
_LONGEST_NAME = 200.0


@dataclass(frozen=True, slots=True)
class SideWords:
    """The name of a side's detector, and what is to say of it."""

    name: str = ""
    detail: str = ""


class CompareHead(QWidget):
    """Paints two legends at the edges and a pill on either side of the line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self._words = {"A": SideWords(), "B": SideWords()}
        self._split, self._show, self._by_truth = 0.5, "split", False

    def sizeHint(self) -> QSize:
        return QSize(400, HEIGHT)

    def set_words(self, a: SideWords, b: SideWords) -> None:
        """Name both sides."""
        self._words = {"A": a, "B": b}
        self._describe()
        self.update()

    def set_split(self, split: float) -> None:
        """Follow the line, 0..1 of the width."""
        self._split = split
        self.update()

    def set_show(self, show: Show) -> None:
        """Follow what is shown."""
        self._show = show
        self.update()

    def set_by_truth(self, by_truth: bool) -> None:
        """Explain the colours of verdicts, or none."""
        self._by_truth = by_truth
        self.update()

    def _describe(self) -> None:
        a, b = self._words["A"], self._words["B"]
        self.setAccessibleName(f"A: {a.name}, {a.detail}. B: {b.name}, {b.detail}.")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("canvas"))
        ratio = self.devicePixelRatioF()
        if self._show == "split":
            painter.save()
            painter.scale(1 / ratio, 1 / ratio)
            size = (round(self.width() * ratio), round(HEIGHT * ratio))
            paint_line(painter, self._split, size, ratio)
            painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pills = self._pill_rects()
        for key, rect in pills.items():
            self._paint_pill(painter, key, rect)
        lines, verdicts = self._line_entries(), self._verdict_entries()
        left = QRectF(_MARGIN, 10, _legend_width(list(lines)), _LEGEND_HEIGHT)
        right = QRectF(0, 10, _legend_width(list(verdicts)), _LEGEND_HEIGHT)
        right.moveRight(self.width() - _MARGIN)
        if not _hits(left, pills):
            _paint_legend(painter, left, lines)
        if self._by_truth and not _hits(right, pills) and not right.intersects(left):
            _paint_legend(painter, right, verdicts)
        painter.end()

    def _line_entries(self) -> dict[str, Line | ClassStyle]:
        return {
            self.tr("both"): Line.SOLID,
            self.tr("only A"): Line.DASHED,
            self.tr("only B"): Line.DOTTED,
        }

    def _verdict_entries(self) -> dict[str, Line | ClassStyle]:
        return {
            self.tr("TP"): TRUE_POSITIVE,
            self.tr("FP"): FALSE_POSITIVE,
            self.tr("FN"): MISSED,
        }

    def _pill_rects(self) -> dict[str, QRectF]:
        """Where the pills of the sides that are seen go; one whose side is too narrow does not."""
        top = (HEIGHT - _PILL_HEIGHT) / 2
        widths = {key: _pill_width(words) for key, words in self._words.items()}
        if self._show in ("a", "b"):
            key = self._show.upper()
            middle = (self.width() - widths[key]) / 2
            return {key: QRectF(middle, top, widths[key], _PILL_HEIGHT)}
        line = self.width() * (self._split if self._show == "split" else 0.5)
        lefts = {"A": line - _PADDING - widths["A"], "B": line + _PADDING}
        return {
            key: QRectF(left, top, widths[key], _PILL_HEIGHT)
            for key, left in lefts.items()
            if left >= 0 and left + widths[key] <= self.width()
        }

    def _paint_pill(self, painter: QPainter, key: str, rect: QRectF) -> None:
        words = self._words[key]
        fill_rounded(painter, rect, _PILL_HEIGHT / 2, theme.current().color("tooltip"))
        badge = QPointF(rect.left() + 6 + LETTER_SIDE / 2, rect.center().y())
        ink = theme.current().color("tooltip_text")
        paint_letter(painter, badge, key, fill=ink, ink=theme.current().color("tooltip"))
        text = rect.adjusted(6 + LETTER_SIDE + _GAP, 0, -_PADDING, 0)
        painter.setPen(ink)
        painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
        name = _elided(words.name)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, name)
        softer = QColor(ink)
        softer.setAlphaF(0.7)
        painter.setPen(softer)
        painter.setFont(fonts.font(fonts.SMALL))
        text.adjust(_name_width(name) + _GAP, 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, words.detail)


def _paint_legend(painter: QPainter, rect: QRectF, entries: dict[str, Line | ClassStyle]) -> None:
    ink = theme.current().color("tooltip_text")
    fill_rounded(painter, rect, 6, theme.current().color("tooltip"))
    x = rect.left() + _PADDING
    for words, sign in entries.items():
        middle = rect.center().y()
        if isinstance(sign, Line):
            painter.setPen(line_pen(sign, ink))
            painter.drawLine(QPointF(x, middle), QPointF(x + _SAMPLE, middle))
        else:
            paint_verdict(painter, QPointF(x + _SAMPLE - VERDICT_SIDE / 2, middle), sign)
        x += _SAMPLE + _GAP
        painter.setPen(ink)
        painter.setFont(fonts.font(fonts.SMALL))
        width = _text_width(words)
        text = QRectF(x, rect.top(), width + 1, rect.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, words)
        x += width + _PADDING


def _hits(rect: QRectF, pills: dict[str, QRectF]) -> bool:
    return any(rect.adjusted(-_GAP, 0, _GAP, 0).intersects(pill) for pill in pills.values())


def _legend_width(entries: list[str]) -> float:
    words = sum(_text_width(text) for text in entries)
    return _PADDING + len(entries) * (_SAMPLE + _GAP + _PADDING) + words


def _pill_width(words: SideWords) -> float:
    name = _name_width(_elided(words.name))
    return 6 + LETTER_SIDE + _GAP + name + _GAP + _text_width(words.detail) + _PADDING + 1


def _elided(name: str) -> str:
    metrics = QFontMetricsF(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
    return metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, _LONGEST_NAME)


def _name_width(name: str) -> float:
    return QFontMetricsF(fonts.font(fonts.SMALL, fonts.SEMIBOLD)).horizontalAdvance(name)


def _text_width(words: str) -> float:
    return QFontMetricsF(fonts.font(fonts.SMALL)).horizontalAdvance(words)
