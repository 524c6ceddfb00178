"""The legend over a lesson's picture: every line is explained, however large the letters are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui import fonts
from gui.lessons.canvas import legend
from gui.lessons.canvas.legend import HEIGHT, Entry, paint_legend
from gui.lessons.canvas.strokes import INK, Line

ENTRIES = [
    Entry("ground truth", "3", line=Line(INK, 2)),
    Entry("positive", "21", line=Line(INK, 1)),
    Entry("claimed", "3", line=Line(INK, 2.5)),
    Entry("centre", dot=INK),
    Entry("loss 0", "13.0", bar=lambda painter, rect: painter.fillRect(rect, INK)),
]


@pytest.fixture
def scale(app: QApplication) -> Iterator[None]:
    before = fonts.scale()
    yield
    fonts.set_scale(before)


def painted(
    monkeypatch: pytest.MonkeyPatch, width: int, aside: str = ""
) -> tuple[list[str], str, float]:
    """Entries that were painted, the words beside them, and where the last entry ends."""
    names: list[str] = []
    ends: list[float] = []
    asides: list[str] = []
    entry_of, aside_of = legend._paint_entry, legend._paint_aside

    def note_entry(painter, row, entry, fit) -> None:
        names.append(entry.words)
        ends.append(row.left() + fit.width(entry))
        entry_of(painter, row, entry, fit)

    def note_aside(painter, row, usual, words) -> float:
        asides.append(words)
        return aside_of(painter, row, usual, words)

    monkeypatch.setattr(legend, "_paint_entry", note_entry)
    monkeypatch.setattr(legend, "_paint_aside", note_aside)
    image = QImage(width, HEIGHT, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    paint_legend(painter, QRectF(0, 0, width, HEIGHT), ENTRIES, aside)
    painter.end()
    return names, asides[0], ends[-1]


def usual_width() -> int:
    return round(sum(legend._Fit.of(1.0).width(entry) + legend._NEXT for entry in ENTRIES))


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_nothing_is_left_out_where_usual_letters_fit(
    scale: None, monkeypatch: pytest.MonkeyPatch, factor: float
) -> None:
    width = usual_width()
    fonts.set_scale(factor)
    names, _, end = painted(monkeypatch, width)
    assert names == [entry.words for entry in ENTRIES]
    assert end <= width


def test_the_words_beside_go_before_an_entry_does(
    scale: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    width = usual_width()
    fonts.set_scale(2.0)
    assert painted(monkeypatch, 1600, "12,345 centres")[1] == "12,345 centres"
    monkeypatch.undo()
    names, aside, _ = painted(monkeypatch, width, "12,345 centres that nobody has room for")
    assert (len(names), aside) == (len(ENTRIES), "")
