"""Both sides against the ground truth: what was true, false and missed, and the ratios."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from gui import fonts
from gui.controls.badges import VerdictBadge
from gui.controls.labels import breakable, label
from gui.controls.section import Section
from gui.panels.compare.figures import signed
from gui.verdict_styles import FALSE_POSITIVE, MISSED, TRUE_POSITIVE
from ssd_core.verdicts import Verdicts

_WIDTHS = 41, 41, 50
"""Of the figures of A, of B, and of a change with its sign."""


class AgainstSection(Section):
    """A table of six figures for A, for B, and B − A."""

    def __init__(self) -> None:
        super().__init__()
        self._sides: tuple[Verdicts, Verdicts] | None = None
        self._source, self._overlap, self._objects = "", 0.5, 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(3)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._names = [label(fonts.SMALL) for _ in range(6)]
        self._figures = [[self._figure(row, column) for column in range(3)] for row in range(7)]
        for column, words in enumerate(("A", "B", "B − A")):
            self._figures[0][column].setText(words)
            self._figures[0][column].setProperty("tone", "muted")
        self._caption = label(fonts.SMALL, tone="muted")
        self._caption.setWordWrap(True)
        self._lay_out()
        self.render_texts()

    def _figure(self, row: int, column: int) -> QLabel:
        tone = "muted" if column == 2 else ""
        weight = fonts.REGULAR if column == 2 or row == 0 else fonts.MEDIUM
        figure = label(fonts.SMALL, weight, tone=tone)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        fonts.fix(figure, width=_WIDTHS[column])
        self._grid.addWidget(figure, row, 2 + column)
        return figure

    def _lay_out(self) -> None:
        self.header.removeWidget(self.title)
        self._grid.addWidget(self.title, 0, 0, 1, 2)
        for row, style in enumerate((TRUE_POSITIVE, FALSE_POSITIVE, MISSED), 1):
            self._grid.addWidget(VerdictBadge(style), row, 0)
            self._names[row - 1].setContentsMargins(5, 0, 0, 0)
            self._grid.addWidget(self._names[row - 1], row, 1)
        for row in range(4, 7):
            self._grid.addWidget(self._names[row - 1], row, 0, 1, 2)
        self.body.addLayout(self._grid)
        self.body.addWidget(self._caption)

    def set_source(self, name: str, *, objects: int, overlap: float) -> None:
        """The annotation's file name, what it holds, and the overlap from which one is found."""
        self._source, self._objects, self._overlap = name, objects, overlap

    def set_verdicts(self, a: Verdicts, b: Verdicts) -> None:
        """Show the figures of both sides."""
        self._sides = (a, b)
        self.retranslate()

    def retranslate(self) -> None:
        self.set_title(self.tr("Against ground truth"))
        words = (
            self.tr("TP · true"),
            self.tr("FP · false"),
            self.tr("FN · missed"),
            self.tr("precision"),
            self.tr("recall"),
            self.tr("F1"),
        )
        for name, text in zip(self._names, words, strict=True):
            name.setText(text)
        caption = self.tr("%n object(s) in {file} · overlap ≥ {overlap}", "", self._objects)
        self._caption.setText(
            breakable(caption.format(file=self._source, overlap=f"{self._overlap:.2f}"))
        )
        if self._sides is not None:
            for row, (a, b) in enumerate(zip(*map(_values, self._sides), strict=True), 1):
                texts = (_shown(a), _shown(b), _change(a, b))
                for figure, text in zip(self._figures[row], texts, strict=True):
                    figure.setText(text)


def _values(verdicts: Verdicts) -> tuple[float, ...]:
    return (
        verdicts.true_positives,
        verdicts.false_positives,
        verdicts.false_negatives,
        verdicts.precision,
        verdicts.recall,
        verdicts.f1,
    )


def _shown(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    return "–" if math.isnan(value) else f"{value:.3f}"


def _change(a: float, b: float) -> str:
    if isinstance(a, int) and isinstance(b, int):
        return signed(b - a, digits=0)
    return "–" if math.isnan(b - a) else signed(b - a, digits=3)
