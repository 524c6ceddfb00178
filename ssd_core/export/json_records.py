"""Plain JSON: what ``ssd-core detect --json`` prints, a list of pictures with their detections."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ssd_core.export.values import Record


def to_plain(record: Record, classes: tuple[str, ...]) -> dict[str, Any]:
    """One picture as plain values; boxes [xmin, ymin, xmax, ymax] in its pixels, from 0."""
    rows = zip(
        record.names(classes), record.scores, record.pixel_boxes.round(2).tolist(), strict=True
    )
    return {
        "image": record.source,
        "width": record.width,
        "height": record.height,
        "detections": [{"label": label, "score": score, "box": box} for label, score, box in rows],
    }


def write_json(records: Sequence[Record], classes: tuple[str, ...]) -> bytes:
    """Every picture, in the order it was looked at."""
    plain = [to_plain(record, classes) for record in records]
    return (json.dumps(plain, indent=1) + "\n").encode()
