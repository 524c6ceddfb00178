"""PASCAL VOC: an XML annotation a picture.

VOC counts pixels from 1, and a box includes its last pixel (VOC2007 devkit, sections 4.2 and 4.4:
the whole picture is 1, 1, width, height). So an edge at x pixels from the left of the picture is
written as xmin = x + 1 or xmax = x, rounded. VOC has no place for a score.
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ssd_core.errors import printable
from ssd_core.export.values import Record


def write_voc(record: Record, classes: tuple[str, ...]) -> bytes:
    """The annotation in UTF-8, an ``object`` a detection.

    A box less than a pixel wide or high is written as the pixel that holds its middle.
    """
    root = Element("annotation")
    folder, filename = os.path.split(record.source)
    _add(root, {"folder": os.path.basename(folder), "filename": filename})
    _add(SubElement(root, "source"), {"database": "SSD Viewer"})
    size = {"width": record.width, "height": record.height, "depth": 3}
    _add(SubElement(root, "size"), size)
    _add(root, {"segmented": 0})
    for name, box in zip(record.names(classes), record.pixel_boxes.tolist(), strict=True):
        entry = SubElement(root, "object")
        _add(entry, {"name": name, "pose": "Unspecified", "truncated": 0, "difficult": 0})
        xmin, xmax = _pixels(box[0], box[2], record.width)
        ymin, ymax = _pixels(box[1], box[3], record.height)
        corners = {"xmin": xmin, "ymin": ymin, "xmax": xmax, "ymax": ymax}
        _add(SubElement(entry, "bndbox"), corners)
    ElementTree.indent(root, "\t")
    document: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return document + b"\n"


def _pixels(low: float, high: float, side: int) -> tuple[int, int]:
    """First and last pixel, 1..side, of what lies between two edges in 0..side."""
    first, last = math.floor(low + 0.5) + 1, math.floor(high + 0.5)
    if first > last:
        first = last = min(math.floor((low + high) / 2) + 1, side)
    return first, last


def _add(parent: Element, texts: Mapping[str, object]) -> None:
    for tag, text in texts.items():
        SubElement(parent, tag).text = printable(str(text))
