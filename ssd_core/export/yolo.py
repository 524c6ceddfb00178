"""YOLO: a text file a picture, and the class names once.

A line is ``class cx cy width height``, classes from 0 and the box in 0..1 of the picture; with
scores a sixth number follows, as detectors write it. The files belong beside their pictures.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np

from ssd_core.errors import printable
from ssd_core.export.values import Options, Record


def write_labels(record: Record, options: Options) -> bytes:
    """The lines of one picture, best score first; no lines where nothing was detected."""
    low, high = np.split(record.unit_boxes, 2, axis=1)
    rows = np.hstack([(low + high) / 2, high - low]).tolist()
    lines = []
    for label, row, score in zip(
        record.detections.labels.tolist(), rows, record.scores, strict=True
    ):
        # Eight decimals: a millionth is a tenth of a pixel in the largest pictures.
        numbers = [f"{value:.8f}" for value in row]
        lines.append(" ".join([str(label - 1), *numbers, *([f"{score:.6f}"] * options.scores)]))
    return "".join(f"{line}\n" for line in lines).encode()


def write_classes(_records: Sequence[Record], classes: tuple[str, ...]) -> bytes:
    """``classes.txt``: a name a line, class 0 first."""
    return "".join(f"{printable(name)}\n" for name in classes).encode()


def write_data_yaml(_records: Sequence[Record], classes: tuple[str, ...]) -> bytes:
    """``data.yaml``: the names again, and where trainers look for pictures: beside the labels."""
    # A JSON string is a double-quoted YAML scalar: no name can leave it.
    names = [
        f"  {number}: {json.dumps(printable(name), ensure_ascii=False)}\n"
        for number, name in enumerate(classes)
    ]
    return f"path: .\ntrain: .\nval: .\nnames:\n{''.join(names)}".encode()
