"""SVG: the picture inside, with boxes and names over it as shapes and text that can be edited."""

from __future__ import annotations

import base64
from unicodedata import east_asian_width
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ssd_core.annotate import nominal_scale, tag_text
from ssd_core.errors import printable
from ssd_core.export.values import Options, Record
from ssd_core.image import encode_image
from ssd_core.palette import ClassColor, class_color
from ssd_core.types import Image

_FONT = "Noto Sans, Noto Sans CJK KR, Malgun Gothic, Apple SD Gothic Neo, sans-serif"
_NARROW, _WIDE = 0.6, 1.0
"""How wide a letter is drawn, in its font size; ``textLength`` makes it true in every viewer."""


def write_svg(record: Record, image: Image, classes: tuple[str, ...], options: Options) -> bytes:
    """A drawing in the picture's pixels, in UTF-8; the picture is inside of it as PNG.

    Each detection is a group with a title; the best is drawn last and lies on top.
    """
    width, height = str(record.width), str(record.height)
    root = Element("svg", xmlns="http://www.w3.org/2000/svg", width=width, height=height)
    root.set("viewBox", f"0 0 {width} {height}")
    data = base64.b64encode(encode_image(image.rgb, ".png")).decode()
    href = f"data:image/png;base64,{data}"
    SubElement(root, "image", width=width, height=height, href=href)
    labels = record.detections.labels.tolist()
    rows = list(zip(labels, record.pixel_boxes.tolist(), record.scores, strict=True))
    for label, box, score in reversed(rows):
        group = SubElement(root, "g")
        color, name = class_color(label, classes), classes[label - 1]
        SubElement(group, "title").text = printable(f"{name} {score:.2f}")
        scale = nominal_scale(record.width, record.height)
        _add_box(group, box, color, scale)
        text = tag_text(name, score, labels=options.labels, scores=options.scores)
        if text:
            _add_tag(group, text, (box[0], box[1]), color, scale, width=record.width)
    document: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return document + b"\n"


def _add_box(group: Element, box: list[float], color: ClassColor, scale: float) -> None:
    xmin, ymin, xmax, ymax = box
    sides = _attributes(x=xmin, y=ymin, width=xmax - xmin, height=ymax - ymin)
    stroke = _attributes(**{"stroke-width": 2.5 * scale})
    SubElement(group, "rect", {**sides, **stroke, "fill": "none", "stroke": color.fill})


def _add_tag(
    group: Element,
    text: str,
    corner: tuple[float, float],
    color: ClassColor,
    scale: float,
    *,
    width: int,
) -> None:
    """The name above the box's corner, kept inside the upper and right edge of the picture."""
    size = 14 * scale
    pad = 0.35 * size
    wide = sum(east_asian_width(letter) in "WF" for letter in text)
    length = size * (_WIDE * wide + _NARROW * (len(text) - wide))
    x = max(min(corner[0], width - length - 2 * pad), 0.0)
    height = size + 2 * pad
    y = corner[1] - height if corner[1] >= height else corner[1]
    plate = _attributes(x=x, y=y, width=length + 2 * pad, height=height)
    SubElement(group, "rect", {**plate, "fill": color.fill})
    place = _attributes(x=x + pad, y=y + pad + 0.8 * size, textLength=length)
    style = {"font-family": _FONT, "font-size": f"{size:.2f}", "fill": color.ink}
    fitted = {"lengthAdjust": "spacingAndGlyphs"}
    SubElement(group, "text", {**place, **style, **fitted}).text = text


def _attributes(**numbers: float) -> dict[str, str]:
    return {name: f"{number:.3f}".rstrip("0").rstrip(".") for name, number in numbers.items()}
