"""The instances file of a data set in COCO's format. The JSON may come from anybody.

Format: https://cocodataset.org/#format-data. A box is [x, y, width, height] in pixels from 0.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ssd_core.config import is_class_name
from ssd_core.data.annotation import Corners, RawObject, Size, finite
from ssd_core.data.findings import Finding, Kind, Repair
from ssd_core.errors import Refusal, printable
from ssd_core.sentence import Sentence, say

MAX_BYTES = 2**29
"""The largest of COCO's own, instances_train2017.json, has 449 MB."""
_MAX_NODES = 10_000_000
"""Lists and objects that may open in one file: each takes 60 bytes and more of memory."""
_NO_CORNERS: Corners = (math.nan, math.nan, math.nan, math.nan)

_Id = int | str


@dataclass(frozen=True, slots=True)
class CocoImage:
    """A picture and its objects. file_name: as the file states it. size: None if it does not."""

    file_name: str
    size: Size | None
    objects: tuple[RawObject, ...]


@dataclass(frozen=True, slots=True)
class CocoInstances:
    """What is in an instances file.

    classes: the listed categories that have objects. findings: the records that make no sense.
    """

    images: tuple[CocoImage, ...]
    classes: frozenset[str]
    findings: tuple[Finding, ...]


def parse_instances(data: bytes, *, item: str) -> CocoInstances:
    """The pictures and objects in the bytes of an instances file.

    item: names the file in findings. A crowd (``iscrowd``) counts as difficult: neither rewarded
    nor punished. Records of wrong types, and annotations of pictures that are not listed, are left
    out and told of. Raises Refusal where the bytes are not such a file or too much of one.
    """
    document = _document(data)
    images, annotations, categories = (
        _member(document, name) for name in ("images", "annotations", "categories")
    )
    reader = _Reader(item)
    reader.read_categories(categories)
    reader.read_images(images)
    reader.read_annotations(annotations)
    return reader.instances()


class _Reader:
    """Collects records, and says of each that cannot be used why."""

    def __init__(self, item: str) -> None:
        self._item = item
        self._names: dict[_Id, str] = {}
        self._listed: frozenset[str] = frozenset()
        self._images: dict[_Id, tuple[str, Size | None, list[RawObject]]] = {}
        self._findings: list[Finding] = []

    def instances(self) -> CocoInstances:
        images = [CocoImage(name, size, tuple(them)) for name, size, them in self._images.values()]
        used = {entry.name for image in images for entry in image.objects}
        classes = frozenset(filter(is_class_name, self._listed & used))
        return CocoInstances(tuple(images), classes, tuple(self._findings))

    def read_categories(self, records: list[Any]) -> None:
        for number, record in enumerate(records, 1):
            key, name = _id(record, "id"), _text(record, "name").strip()
            if key is None or not name:
                said = say("Category {number} has no id or no name.", number=number)
                self._drop(Kind.NO_CLASS, said)
            else:
                self._names.setdefault(key, name)
        self._listed = frozenset(self._names.values())

    def read_images(self, records: list[Any]) -> None:
        for number, record in enumerate(records, 1):
            key, name = _id(record, "id"), _text(record, "file_name")
            if key is None or not name:
                said = say("Picture {number} has no id or no file_name.", number=number)
                self._drop(Kind.UNREADABLE, said)
            elif key in self._images:
                said = say(
                    "Picture {number} has the id {id} of another.",
                    number=number,
                    id=printable(str(key)[:40]),
                )
                self._drop(Kind.DUPLICATE, said)
            else:
                self._images[key] = name, _size(record), []

    def read_annotations(self, records: list[Any]) -> None:
        for number, record in enumerate(records, 1):
            image, category = _id(record, "image_id"), _id(record, "category_id")
            if image is None or image not in self._images:
                said = say("Annotation {number} is of a picture that is not listed.", number=number)
                self._drop(Kind.MISSING_PICTURE, said)
                continue
            crowd = record.get("iscrowd") in (1, True)
            entry = RawObject(self._class(category), _corners(record.get("bbox")), crowd)
            self._images[image][2].append(entry)

    def _class(self, category: _Id | None) -> str:
        """The name of a category; of one that is not listed, a name that no class has, or ""."""
        if category is None or category in self._names:
            return "" if category is None else self._names[category]
        unlisted = f"category {category}"
        return "" if unlisted in self._listed else unlisted

    def _drop(self, kind: Kind, detail: Sentence) -> None:
        self._findings.append(Finding(kind, self._item, Repair.DROPPED, detail))


def _document(data: bytes) -> Mapping[str, Any]:
    if data.count(b"{") + data.count(b"[") > _MAX_NODES:
        raise Refusal(
            say("It has more than {limit:,} lists and objects.", limit=_MAX_NODES),
            advice=say("split it into several files"),
        )
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:  # also bytes that are no text
        raise Refusal(
            say("It is not well-formed JSON."), advice=say("export it again"), technical=str(error)
        ) from error
    if not isinstance(document, dict):
        raise _not_coco("images")
    return document


def _member(document: Mapping[str, Any], name: str) -> list[Any]:
    member = document.get(name)
    if not isinstance(member, list):
        raise _not_coco(name)
    return member


def _not_coco(missing: str) -> Refusal:
    return Refusal(
        say(
            "It is JSON, but not a data set of COCO: it has no list of {missing}.", missing=missing
        ),
        advice=say("export the annotations as COCO instances"),
    )


def _id(record: Any, name: str) -> _Id | None:
    value = record.get(name) if isinstance(record, dict) else None
    return value if isinstance(value, int | str) and not isinstance(value, bool) else None


def _text(record: Any, name: str) -> str:
    value = record.get(name) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""


def _number(value: Any) -> float:
    """A finite number, or NaN."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return math.nan
    try:
        return finite(float(value))
    except OverflowError:  # a whole number of more than 308 digits
        return math.nan


def _size(record: Mapping[str, Any]) -> Size | None:
    width, height = _number(record.get("width")), _number(record.get("height"))
    return (int(width), int(height)) if width >= 1 and height >= 1 else None


def _corners(box: Any) -> Corners:
    if not isinstance(box, list) or len(box) != 4:
        return _NO_CORNERS
    x, y, width, height = map(_number, box)
    return x, y, finite(x + width), finite(y + height)
