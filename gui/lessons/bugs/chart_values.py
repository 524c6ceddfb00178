"""What the chart of scores shows: its rows and its words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Row:
    """One object: its number in the picture, name, colour, and its score on either side."""

    number: int
    name: str
    color: QColor
    right: float
    wrong: float


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The words around the figures, in the language in use. more: holds {count}.

    empty: where there is no object.
    """

    title: str
    note: str
    right: str
    wrong: str
    more: str
    empty: str
