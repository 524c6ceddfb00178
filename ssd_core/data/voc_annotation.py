"""One PASCAL VOC annotation: XML in, ground truth out, and back. The XML may come from anybody.

VOC counts pixels from 1 (VOC2007 devkit, section 4.2), so pixel x of a picture W wide lies at
(x - 1) / W.
"""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ssd_core.config import is_class_name
from ssd_core.data.annotation import (
    Annotation,
    RawObject,
    Size,
    finite,
    make_annotation,
    naming,
)
from ssd_core.errors import FilePath, Refusal, printable, shown_name
from ssd_core.sentence import say
from ssd_core.types import GroundTruth

MAX_BYTES = 2**20
"""An object takes about 300 bytes: some 3,000 objects fit."""

_SIDES = ("xmin", "ymin", "xmax", "ymax")
_SPELLINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENTITIES = re.compile(r"<!(DOCTYPE|ENTITY)")


def read_annotation(
    data: bytes, *, classes: Sequence[str] | None, source: FilePath, size: Size | None = None
) -> Annotation:
    """The ground truth in the bytes of an annotation.

    classes: names, label 1 first; None takes those of this annotation, sorted.
    source: names the annotation for people, a path or what stands for one.
    size: (width, height) of the picture, for an annotation that does not tell it.

    Corners that are swapped are put right, boxes are clipped to the picture; an object without
    area or name, or of a class not in ``classes``, is left out. ``findings`` tells each such case.
    Raises DataError where the bytes are not VOC XML, have a DOCTYPE (entities in it can grow to
    gigabytes or read other files), are more than ``MAX_BYTES``, or where no size is known.
    """
    with naming(source):
        root = _parse(data)
        objects = [_raw_object(element) for element in root.findall("object")]
        chosen = classes if classes is not None else sorted(_names(root))
        return make_annotation(
            objects,
            classes=chosen,
            stated=_stated_size(root),
            size=size,
            item=shown_name(source),
        )


def class_names(data: bytes, *, source: FilePath) -> frozenset[str]:
    """The classes of the objects in an annotation, without names that no class can have.

    Raises DataError as ``read_annotation`` does.
    """
    with naming(source):
        return _names(_parse(data))


def write_annotation(
    image_name: str, *, width: int, height: int, truth: GroundTruth, classes: Sequence[str]
) -> bytes:
    """VOC XML, in UTF-8, of the objects in a picture of ``width`` × ``height`` pixels.

    Corners are rounded to whole pixels inside the picture, at least one apart: other readers of
    VOC expect both. classes: names, label 1 first. Raises ValueError for a label without a name.
    """
    if len(truth) and truth.labels.max() > len(classes):
        raise ValueError(f"label {truth.labels.max()} has no name among {len(classes)} classes")
    root = Element("annotation")
    _add(root, {"folder": "VOC", "filename": image_name})
    _add(SubElement(root, "size"), {"width": width, "height": height, "depth": 3})
    _add(root, {"segmented": 0})
    for box, label, difficult in zip(truth.boxes, truth.labels, truth.difficult, strict=True):
        entry = SubElement(root, "object")
        _add(entry, {"name": classes[label - 1], "pose": "Unspecified", "truncated": 0})
        _add(entry, {"difficult": int(difficult)})
        xmin, xmax = _pixels(box[0], box[2], width)
        ymin, ymax = _pixels(box[1], box[3], height)
        corners = zip(_SIDES, (xmin, ymin, xmax, ymax), strict=True)
        _add(SubElement(entry, "bndbox"), dict(corners))
    ElementTree.indent(root, "\t")
    document: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return document + b"\n"


def _parse(data: bytes) -> Element:
    if len(data) > MAX_BYTES:
        raise Refusal(
            say("It has {size:,} bytes; {limit:,} is the limit.", size=len(data), limit=MAX_BYTES),
            advice=say("check that it is the annotation of one picture"),
        )
    text = _decode(data)
    if _ENTITIES.search(text):
        raise Refusal(
            say("It has a DOCTYPE, which an annotation needs not and which can do harm."),
            advice=say("delete the DOCTYPE if you trust the file"),
        )
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, UnicodeError) as error:
        raise Refusal(
            say("It is not well-formed XML."), advice=say("export it again"), technical=str(error)
        ) from error
    if root.tag != "annotation":
        raise Refusal(
            say("It is XML, but not a VOC annotation: it begins with <{tag}>.", tag=root.tag[:40]),
            advice=say("export the annotations as PASCAL VOC"),
        )
    return root


def _decode(data: bytes) -> str:
    """The text of an XML file, in the encoding that it declares (XML 1.0, appendix F).

    Python's parser alone reads no encoding of several bytes a character but UTF-8 and UTF-16, so
    none of those that Korean, Japanese and Chinese programs write.
    """
    declared = _DECLARED.match(data)
    seen = next((name for start, name in _SPELLINGS if data.startswith(start)), None)
    encoding = seen or (declared[1].decode() if declared else "utf-8")
    try:
        # The declaration was read as ASCII. Encodings that are not like it there cannot be meant,
        # and some, such as punycode, take hours to decode.
        if seen is None and "<?xml".encode(encoding) != b"<?xml":
            raise LookupError(f"{encoding} does not extend ASCII")
        return data.decode(encoding)
    except (LookupError, UnicodeError) as error:
        raise Refusal(
            say("It is not text in the encoding {encoding}.", encoding=encoding),
            advice=say("save it as UTF-8"),
            technical=str(error),
        ) from error


def _names(root: Element) -> frozenset[str]:
    names = ((entry.findtext("name") or "").strip() for entry in root.findall("object"))
    return frozenset(filter(is_class_name, names))


def _stated_size(root: Element) -> Size | None:
    """Width and height in <size>; None where they are missing or make no sense."""
    width, height = (_number(root.findtext(f"size/{side}")) for side in ("width", "height"))
    return (int(width), int(height)) if width >= 1 and height >= 1 else None


def _number(text: str | None) -> float:
    """A finite number, or NaN."""
    try:
        return finite(float(text or "nan"))
    except ValueError:
        return math.nan


def _raw_object(element: Element) -> RawObject:
    texts = _texts(element)
    name = (texts.get("name") or "").strip()
    # Not deeper: VOC has parts of persons, with boxes of their own, inside of the object.
    sides = _texts(element.find("bndbox"))
    xmin, ymin, xmax, ymax = (_number(sides.get(side)) - 1 for side in _SIDES)
    difficult = (texts.get("difficult") or "").strip().lower() in {"1", "true"}
    return RawObject(name, (xmin, ymin, xmax, ymax), difficult)


def _texts(element: Element | None) -> dict[str, str | None]:
    """The text of every child by its tag, the first of equal ones: ``findtext`` at a fifth of its
    time, which is a third of what reading a training picture takes."""
    return {} if element is None else {child.tag: child.text for child in reversed(element)}


def _pixels(low: float, high: float, side: int) -> tuple[int, int]:
    """1-based pixels of two normalised coordinates, at least one apart, in 1..side from side 2."""
    first = min(max(round(float(low) * side) + 1, 1), max(side - 1, 1))
    return first, max(min(round(float(high) * side) + 1, side), first + 1)


def _add(parent: Element, texts: Mapping[str, object]) -> None:
    for tag, text in texts.items():
        SubElement(parent, tag).text = printable(str(text))
