"""Scored: the strongest classes of a DBox, and the threshold they had to pass."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui import fonts, theme
from gui.class_colors import class_style
from gui.controls.painting import fill_rounded
from gui.panels.biography.step import Step
from gui.panels.biography.words import class_name
from ssd_core.explain.biography import Biography
from ssd_core.types import BACKGROUND

BACKGROUND_COLOR = QColor("#8B909A")
_ROW, _BAR, _RADIUS = 22, 8, 2
_NAME, _FIGURE = 92, 40
_FOOT = 18


class Scored(Step):
    """The softmax of one DBox, best classes first."""

    def __init__(self) -> None:
        super().__init__(3)
        self._life: Biography | None = None
        self._classes: tuple[str, ...] = ()
        self._threshold = 0.0
        self._bars = ScoreBars()
        self.body.addWidget(self._bars)
        self.render_texts()

    def show_scores(self, life: Biography, classes: tuple[str, ...], threshold: float) -> None:
        """Show the scores of ``life`` and the confidence threshold of its class."""
        self._life, self._classes, self._threshold = life, classes, threshold
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Scored"))
        if self._life is None:
            return
        self.note.setText(
            self.tr("top {count} of {all} classes").format(
                count=len(self._life.scores), all=len(self._classes) + 1
            )
        )
        rows = [
            (class_name(label, self._classes), score, self._color(label), label)
            for label, score in self._life.scores
        ]
        own = self._life.verdict.label
        threshold = self.tr("{value} threshold").format(value=f"{self._threshold:.2f}")
        self._bars.set_rows(rows, own, self._threshold, threshold)
        told = ", ".join(f"{name} {score:.2f}" for name, score, *_ in rows)
        self._bars.setAccessibleName(f"{told}; {threshold}")

    def _color(self, label: int) -> QColor:
        if label == BACKGROUND:
            return BACKGROUND_COLOR
        return class_style(label, self._classes).color


class ScoreBars(QWidget):
    """A bar for each class, and the threshold as a dashed line across them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[str, float, QColor, int]] = []
        self._own = -1
        self._threshold, self._words = 0.0, ""

    def set_rows(
        self,
        rows: list[tuple[str, float, QColor, int]],
        own: int,
        threshold: float,
        words: str,
    ) -> None:
        """Rows (name, score, colour, label); ``own`` is the label the biography is of."""
        self._rows, self._own = rows, own
        self._threshold, self._words = threshold, words
        fonts.fix(self, height=len(rows) * _ROW + _FOOT)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, height = fonts.scaled(_NAME), fonts.scaled(_ROW)
        track = QRectF(left, 0, self.width() - left - fonts.scaled(_FIGURE), _BAR)
        for row, entry in enumerate(self._rows):
            self._paint_row(painter, QRectF(0, row * height, self.width(), height), track, *entry)
        if self._rows:
            self._paint_threshold(painter, track)
        painter.end()

    def _paint_row(
        self,
        painter: QPainter,
        line: QRectF,
        track: QRectF,
        name: str,
        score: float,
        color: QColor,
        label: int,
    ) -> None:
        active, own = theme.current(), label == self._own
        bar = track.translated(0, line.center().y() - _BAR / 2)
        fill_rounded(painter, bar, _RADIUS, active.color("sel"))
        share = min(max(score, 0.0), 1.0) if score == score else 0.0
        if share * bar.width() >= 1:
            filled = QRectF(bar.left(), bar.top(), share * bar.width(), bar.height())
            fill_rounded(painter, filled, min(_RADIUS, filled.width() / 2), color)
        painter.setFont(fonts.font(fonts.BODY, fonts.MEDIUM if own else fonts.REGULAR))
        painter.setPen(active.color("muted" if label == BACKGROUND else "text"))
        words = painter.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, int(track.left()) - 8
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(active.color("text"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(line, right, f"{score:.2f}")

    def _paint_threshold(self, painter: QPainter, track: QRectF) -> None:
        accent = theme.current().color("accent")
        x = round(track.left() + self._threshold * track.width()) + 0.5
        pen = QPen(accent, 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        bottom = len(self._rows) * fonts.scaled(_ROW)
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom))
        painter.setPen(accent)
        painter.setFont(fonts.font(fonts.LABEL))
        width = painter.fontMetrics().horizontalAdvance(self._words)
        left = min(max(x - width / 2, 0.0), self.width() - width)
        words = QRectF(left, bottom + 2, width + 1, fonts.scaled(_FOOT) - 2)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words)
