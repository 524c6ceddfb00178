"""MS COCO: a data set of pictures and annotations, and the list that its evaluation reads.

Format: https://cocodataset.org/#format-data and #format-results. A box is [x, y, width, height] in
pixels from 0. Category and image ids count from 1; a category's id is its label.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ssd_core.export.names import relative_names
from ssd_core.export.values import Record


def write_dataset(records: Sequence[Record], classes: tuple[str, ...]) -> bytes:
    """The data set; each annotation also has its ``score``, which COCO's own do not.

    ``file_name`` is relative to the folder that holds all pictures.
    """
    names = relative_names([record.source for record in records])
    images = (
        {"id": number, "file_name": name, "width": record.width, "height": record.height}
        for number, (name, record) in enumerate(zip(names, records, strict=True), 1)
    )
    annotations = (
        {"id": number, **result, "area": _area(result["bbox"]), "iscrowd": 0}
        for number, result in enumerate(_results(records), 1)
    )
    categories = ({"id": label, "name": name} for label, name in enumerate(classes, 1))
    parts = {
        "info": json.dumps({"description": "Detections of SSD Viewer"}),
        "licenses": _listed(()),
        "images": _listed(images),
        "annotations": _listed(annotations),
        "categories": _listed(categories),
    }
    members = ",\n".join(f"{json.dumps(name)}: {text}" for name, text in parts.items())
    return f"{{\n{members}\n}}\n".encode()


def write_results(records: Sequence[Record], _classes: tuple[str, ...]) -> bytes:
    """The results list; its ids are those of the data set of the same pictures."""
    return f"{_listed(_results(records))}\n".encode()


def _results(records: Sequence[Record]) -> Iterator[dict[str, Any]]:
    for number, record in enumerate(records, 1):
        labels = record.detections.labels.tolist()
        boxes = record.pixel_boxes.round(3)
        boxes[:, 2:] -= boxes[:, :2]
        rows = zip(labels, boxes.round(3).tolist(), record.scores, strict=True)
        for label, box, score in rows:
            yield {"image_id": number, "category_id": label, "bbox": box, "score": score}


def _area(box: list[float]) -> float:
    return round(box[2] * box[3], 3)


def _listed(values: Iterable[Mapping[str, Any]]) -> str:
    """A JSON list, a line a value.

    Written value by value: the encoder lets no other thread run before it is done.
    """
    return "[" + ",\n".join(map(json.dumps, values)) + "]"
