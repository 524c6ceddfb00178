"""What is left at the end: class, level and shape of its DBox, score; a click follows it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.class_colors import ClassStyle, class_style
from gui.controls.painting import SWATCH, paint_swatch
from gui.controls.section import MARGIN
from gui.lessons.frame.words import Words
from gui.lessons.funnel.walked import Pair, Walked
from ssd_core.dboxes import ASPECT_NAMES

_ROW, _NAME = 22, 78
_MOST = 8


class LeftRows(QWidget):
    """``picked`` tells the (DBox, label) that a person wants to follow."""

    picked = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows = [LeftRow() for _ in range(_MOST)]
        for row in self._rows:
            row.clicked.connect(self._on_clicked)
            column.addWidget(row)

    def show_walk(self, walked: Walked, words: Words) -> None:
        """The best of what is left, best score first."""
        alive = walked.funnel.stations[-1].alive
        scores = walked.funnel.candidates.scores
        order = sorted(alive.tolist(), key=lambda pair: -float(scores[pair[0], pair[1]]))
        dboxes = walked.scene.dboxes
        sides = walked.scene.config.dboxes.feature_maps
        for index, row in enumerate(self._rows):
            row.setHidden(index >= len(order))
            if index < len(order):
                dbox, label = order[index]
                level = words(
                    "panel.level",
                    cells=sides[int(dboxes.level[dbox])],
                    aspect=ASPECT_NAMES[int(dboxes.aspect[dbox])],
                )
                row.show_pair(
                    (dbox, label),
                    class_style(label, walked.scene.classes),
                    (walked.scene.class_name(label), level, f"{scores[dbox, label]:.2f}"),
                )

    def _on_clicked(self) -> None:
        self.picked.emit(*self.sender().pair)


class LeftRow(QAbstractButton):
    """One detection."""

    def __init__(self) -> None:
        super().__init__()
        self.pair: Pair = (-1, -1)
        self._style: ClassStyle | None = None
        self._words = ("", "", "")
        fonts.fix(self, height=_ROW)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, fonts.scaled(_ROW))

    def show_pair(self, pair: Pair, style: ClassStyle, words: tuple[str, str, str]) -> None:
        """words: class, level and score."""
        if (pair, style, words) != (self.pair, self._style, self._words):
            self.pair, self._style, self._words = pair, style, words
            self.setAccessibleName(", ".join(words))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(rect, active.color("hover"))
        if self._style is not None:
            paint_swatch(painter, MARGIN, rect.center().y(), self._style.color)
        name, level, score = self._words
        middle = Qt.AlignmentFlag.AlignVCenter
        words = rect.adjusted(MARGIN + SWATCH + 8, 0, -MARGIN, 0)
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(active.color("text"))
        painter.drawText(words, middle, name)
        painter.setPen(active.color("muted"))
        painter.drawText(words.adjusted(fonts.scaled(_NAME), 0, 0, 0), middle, level)
        painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
        painter.setPen(active.color("text"))
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignRight, score)
        painter.end()
