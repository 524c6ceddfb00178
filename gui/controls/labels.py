"""Text labels in the roles of the type scale."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from gui import fonts


def label(
    pixels: int = fonts.BODY, weight: QFont.Weight = fonts.REGULAR, *, tone: str = ""
) -> QLabel:
    """An empty label. ``tone``: "" text colour, or "muted", "danger", "success"."""
    result = QLabel()
    result.setFont(fonts.font(pixels, weight))
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setProperty("tone", tone)
    return result


def breakable(text: str, run: int = 16) -> str:
    """``text`` with a chance to wrap after every ``run`` characters without a space.

    Qt wraps at spaces only, so one long file name would widen the whole column. For showing alone:
    what is copied must not hold these invisible characters.
    """
    return re.sub(rf"(\S{{{run}}})(?=\S)", "\\1\u200b", text)


class ElidedLabel(QLabel):
    """One line that gives way: what does not fit is left out in the middle, tooltip tells all."""

    def __init__(self, pixels: int = fonts.BODY, weight: QFont.Weight = fonts.REGULAR) -> None:
        super().__init__()
        self.setFont(fonts.font(pixels, weight))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def set_full_text(self, text: str) -> None:
        """Show as much of ``text`` as fits."""
        self.setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(24, self.sizeHint().width()), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        # One pixel more than the text: rounding must not elide what fits.
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 1, hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, self.width()
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
