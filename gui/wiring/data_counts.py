"""How many objects a look at the pictures counted, as rows to show."""

from __future__ import annotations

import math
from operator import attrgetter

from gui.panels.train.object_counts import MOST_CLASSES, CountRow
from ssd_core.data.census import INPUT_BANDS, ClassCount, SizeCount
from ssd_core.data.preflight import Preflight
from ssd_core.errors import printable
from ssd_core.sentence import say


def class_rows(report: Preflight) -> list[CountRow]:
    """The most frequent classes, the first one first."""
    rows = []
    for label, row in enumerate(report.classes, 1):
        counted = _in_pictures(row)
        rows.append(CountRow(printable(row.name), counted, row.objects, row.objects, label))
    return sorted(rows, key=attrgetter("total"), reverse=True)[:MOST_CLASSES]


def size_rows(report: Preflight) -> list[CountRow]:
    """A row for each band of sizes in the network's input, with those that a DBox fits."""
    return [
        CountRow(_band(low, high), _fitting(row), row.objects, row.matched)
        for (_, low, high), row in zip(INPUT_BANDS, report.input_sizes, strict=True)
    ]


def _in_pictures(row: ClassCount) -> str:
    if row.pictures == 1:
        return say("{objects:,} in one picture", objects=row.objects)
    return say("{objects:,} in {pictures:,} pictures", objects=row.objects, pictures=row.pictures)


def _band(low: float, high: float) -> str:
    if low == 0:
        return say("under {high:g} px", high=high)
    if high == math.inf:
        return say("{low:g} px and more", low=low)
    return f"{low:g}-{high:g} px"


def _fitting(row: SizeCount) -> str:
    if row.matched == row.objects:
        return f"{row.objects:,}"
    return say("{objects:,}, a DBox fits {matched:,}", objects=row.objects, matched=row.matched)
