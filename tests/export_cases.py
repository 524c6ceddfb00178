"""Detections to export: random ones, those at the borders, and class names that mean harm."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ssd_core.export.values import Record
from ssd_core.types import Detections, Image

CLASSES = (
    "사람",
    "dog",
    "</name><name>cat & <![CDATA[x]]>",
    "=cmd|' /C calc'!A0",
    "two\nlines, \"quoted\"; 'too'",
    "tab\tbed \\u0041",
    "@SUM(1)",
    "- bullet: {yaml: [1]} # comment",
    "bell\x07 \ud800 \u202etxt",
    " 'padded' ",
    "😀 ＝1+1",
)
TAME = 2
"""How many of them any reader gives back as they were."""


def detections(*rows: tuple[int, float, tuple[float, float, float, float]]) -> Detections:
    """(label, score, box in 0..1) of each, best first."""
    if not rows:
        return Detections.none()
    labels, scores, boxes = zip(*rows, strict=True)
    return Detections(
        np.float32(boxes), np.float32(scores), np.array(labels), np.arange(len(labels))
    )


@st.composite
def records(draw: DrawFn, *, longest: int = 100_000, most: int = 12) -> Record:
    """A picture of any size with boxes at least a pixel wide and high, many at its borders."""
    width, height = draw(st.integers(1, longest)), draw(st.integers(1, longest))
    rows = []
    for _ in range(draw(st.integers(0, most))):
        xmin, xmax = draw(spans(width))
        ymin, ymax = draw(spans(height))
        score = draw(st.floats(1 / 128, 1.0, width=32))
        box = (xmin / width, ymin / height, xmax / width, ymax / height)
        rows.append((draw(st.integers(1, len(CLASSES))), score, box))
    rows.sort(key=lambda row: -row[1])
    return Record("pictures/그림 1.png", width, height, detections(*rows))


@st.composite
def spans(draw: DrawFn, side: int) -> tuple[float, float]:
    """Two edges in 0..side, at least one apart: at the borders, one apart, or anywhere."""
    low = draw(st.one_of(st.just(0.0), st.just(side - 1.0), st.floats(0, side - 1)))
    high = draw(st.one_of(st.just(low + 1), st.just(float(side)), st.floats(low + 1, side)))
    return low, high


def gray(record: Record) -> Image:
    """Pixels for a record, all of one gray."""
    return Image(np.full((record.height, record.width, 3), 128, np.uint8), record.source)
