"""Tables: CSV for a file, tab-separated rows for the clipboard.

Spreadsheets run a cell that begins like a formula, and a class or file name may be anybody's: such
a cell gets an apostrophe in front, which spreadsheets take as "this is text".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from ssd_core.errors import printable
from ssd_core.export.values import Record

COLUMNS = ("image", "width", "height", "label", "score", "xmin", "ymin", "xmax", "ymax")
"""Corners are pixels from 0, to a hundredth."""

# The wide forms are what East Asian keyboards type; spreadsheets take them for the narrow ones.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def write_csv(records: Sequence[Record], classes: tuple[str, ...]) -> bytes:
    """CSV as in RFC 4180, in UTF-8, with a header; a row a detection.

    Names keep their line breaks, quoted. Bytes of a file name that are no text are spelt out.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for record in records:
        writer.writerows(_rows(record, classes))
    return text.getvalue().encode(errors="backslashreplace")


def to_tsv(record: Record, classes: tuple[str, ...]) -> str:
    """A header and a row a detection for pasting: no cell holds a tab or a line break."""
    rows = [COLUMNS, *_rows(record, classes)]
    return "".join("\t".join(printable(str(cell)) for cell in row) + "\n" for row in rows)


def _rows(record: Record, classes: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    found = zip(
        record.names(classes), record.scores, record.pixel_boxes.round(2).tolist(), strict=True
    )
    for name, score, box in found:
        yield _text(record.source), record.width, record.height, _text(name), score, *box


def _text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
