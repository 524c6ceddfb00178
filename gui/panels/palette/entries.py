"""What the palette lists, and how a query orders it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from PySide6.QtGui import QKeySequence

from gui.panels.palette.match import Match, match

Section = Literal["here", "go", "files"]
SECTIONS: tuple[Section, ...] = ("here", "go", "files")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that can be tried on the picture."""

    value: float
    minimum: float
    maximum: float
    step: float
    decimals: int

    def moved(self, steps: int) -> Figure:
        """``steps`` up or down, within its range."""
        wanted = round(self.value + steps * self.step, self.decimals)
        return replace(self, value=min(max(wanted, self.minimum), self.maximum))

    def __str__(self) -> str:
        return f"{self.value:.{self.decimals}f}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a command, a value, or a recent file.

    others: further names it is found by. keys: any of these does the same. state: whether it is on.
    figure: the value a row holds, None for a command.
    """

    key: str
    section: Section
    title: str
    hint: str = ""
    icon: str = ""
    others: tuple[str, ...] = ()
    keys: tuple[QKeySequence, ...] = ()
    state: str = ""
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: an entry with what matched of it, or the heading of a section."""

    section: Section
    entry: Entry | None = None
    match: Match = field(default_factory=Match)


def find(entries: Sequence[Entry], query: str) -> list[Row]:
    """The rows for ``query``, best first in each section, the section of the best one first.

    Without a query, all entries in their own order: here, go to, files.
    """
    met = [(entry, match(query, entry.title, entry.hint, entry.others)) for entry in entries]
    found = [Row(entry.section, entry, fit) for entry, fit in met if fit is not None]
    by_section = {
        section: sorted((row for row in found if row.section == section), key=_rank)
        for section in SECTIONS
    }
    filled = [section for section in SECTIONS if by_section[section]]
    filled.sort(key=lambda section: by_section[section][0].match.rank[0])
    rows: list[Row] = []
    for section in filled:
        rows += [Row(section), *by_section[section]]
    return rows


def _rank(row: Row) -> tuple[int, int]:
    return row.match.rank
