"""From what two sides found to the marks that the compare view paints."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from gui.canvas.mark_lines import Line
from gui.canvas.marks import Mark
from gui.class_colors import ClassStyle, class_style
from gui.sides import Compared, Difference, Side
from gui.verdict_styles import MISSED, verdict_style


def compared_marks(
    compared: Compared, *, by_truth: bool
) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The marks of A and of B; their rows are those of ``compared.differences``.

    by_truth: colours and marks tell verdicts and missed objects, not classes.
    """
    a, b, differences = compared.a, compared.b, compared.differences
    rows_a = {found.a: k for k, found in enumerate(differences) if found.a >= 0}
    rows_b = {found.b: k for k, found in enumerate(differences) if found.b >= 0}
    translate = QCoreApplication.translate
    only_a, only_b = translate("CompareMarks", "only A"), translate("CompareMarks", "only B")
    marks_a = _found(a, rows_a, differences, Line.DASHED, only_a, by_truth=by_truth)
    marks_b = _found(b, rows_b, differences, Line.DOTTED, only_b, by_truth=by_truth)
    if by_truth:
        words_a = translate("CompareMarks", "missed by A")
        words_b = translate("CompareMarks", "missed by B")
        marks_a += missed_marks(a, words_a, _rows_of_objects(b, rows_b))
        marks_b += missed_marks(b, words_b, _rows_of_objects(a, rows_a))
    return marks_a, marks_b


def plain_marks(side: Side) -> tuple[Mark, ...]:
    """The detections of a side that is not compared yet, by class."""
    return tuple(
        Mark(_box(side, row), _style(side, row, by_truth=False), _text(side, row))
        for row in range(len(side.detections))
    )


def missed_marks(side: Side, words: str, rows: dict[int, int] | None = None) -> tuple[Mark, ...]:
    """Marks of the objects that ``side`` missed; ``words`` stand in each tag.

    rows: annotated object → row of a table that tells of it.
    """
    marks = []
    for row, wanted in side.missed_objects():
        name = side.classes[int(side.truth.labels[row]) - 1]
        xmin, ymin, xmax, ymax = side.truth.boxes[row].tolist()
        text = f"{MISSED.mark} {name} · {words}"
        number = (rows or {}).get(wanted, -1)
        marks.append(Mark((xmin, ymin, xmax, ymax), MISSED, text, row=number, hatched=True))
    return tuple(marks)


def _found(
    side: Side,
    rows: dict[int, int],
    differences: Sequence[Difference],
    alone: Line,
    alone_words: str,
    *,
    by_truth: bool,
) -> tuple[Mark, ...]:
    marks = []
    for row in range(len(side.detections)):
        number = rows[row]
        style, text = _style(side, row, by_truth=by_truth), _text(side, row)
        text = f"{style.mark} {text}" if style.mark else text
        line = Line.SOLID
        if not differences[number].paired:
            line, text = alone, f"{text} · {alone_words}"
        marks.append(Mark(_box(side, row), style, text, line, number))
    return tuple(marks)


def _rows_of_objects(side: Side, rows: dict[int, int]) -> dict[int, int]:
    """The row of every annotated object that ``side`` found."""
    return {wanted: rows[row] for row, wanted in side.objects_found().items()}


def _style(side: Side, row: int, *, by_truth: bool) -> ClassStyle:
    verdict = side.verdict(row)
    if by_truth and verdict is not None:
        return verdict_style(verdict)
    return class_style(int(side.detections.labels[row]), side.classes)


def _text(side: Side, row: int) -> str:
    return f"{side.name(row)} {side.detections.scores[row]:.2f}"


def _box(side: Side, row: int) -> tuple[float, float, float, float]:
    xmin, ymin, xmax, ymax = side.detections.boxes[row].tolist()
    return xmin, ymin, xmax, ymax
