"""Entries of a legend: a piece of the line, its name and its newest value; a press hides it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gui import fonts, theme

_SAMPLE, _GAP = 16, 6
_HEIGHT = 28
_LONGEST = 150


class LegendEntry(QAbstractButton):
    """Checked while its line is shown. ``ring``: it stands for circles."""

    def __init__(self, key: str, *, ring: bool = False) -> None:
        super().__init__()
        self.key = key
        self._ring = ring
        self._color = QColor()
        self._figure = ""
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_entry(self, name: str, figure: str, color: QColor, hint: str) -> None:
        """Show ``name`` and ``figure``. hint: what a press does."""
        wider = len(figure) != len(self._figure) or name != self.text()
        self._figure, self._color = figure, color
        self.setText(name)
        self.setAccessibleName(f"{name} {figure}".strip())
        self.setToolTip(hint)
        if wider:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        names, figures = QFontMetrics(_font(False)), QFontMetrics(_font(True))
        words = min(names.horizontalAdvance(self.text()), fonts.scaled(_LONGEST)) + 1
        figure = figures.horizontalAdvance(self._figure) + 1
        return QSize(_SAMPLE + _GAP + words + _GAP + figure, fonts.scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isChecked():
            painter.setOpacity(0.45)
        self._paint_sample(painter)
        rect = QRectF(self.rect()).adjusted(_SAMPLE + _GAP, 0, 0, 0)
        painter.setPen(theme.current().color("text"))
        figures = QFontMetrics(_font(True)).horizontalAdvance(self._figure)
        painter.setFont(_font(False))
        room = int(rect.width() - figures - _GAP)
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(_font(True))
        both = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect, both, self._figure)
        painter.end()

    def _paint_sample(self, painter: QPainter) -> None:
        middle = self.height() / 2
        if self._ring:
            painter.setPen(QPen(self._color, 2))
            painter.drawEllipse(QPointF(_SAMPLE / 2 + 3, middle), 4, 4)
        else:
            pen = QPen(self._color, 3)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(2, middle), QPointF(_SAMPLE - 2, middle))


def _font(strong: bool) -> QFont:
    return fonts.font(fonts.SMALL, fonts.SEMIBOLD if strong else fonts.REGULAR)
