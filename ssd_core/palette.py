"""Class colours: twenty that stay apart in normal, deutan, protan and tritan vision.

Picked in OKLCH (lightness 0.53 to 0.83) to maximise the smallest distance under the four kinds of
vision (Machado 2009, severity 1). The first eight slots differ most; the name is always drawn too.
"""

from __future__ import annotations

from dataclasses import dataclass

from ssd_core.config import VOC_CLASSES


@dataclass(frozen=True, slots=True)
class ClassColor:
    """fill: "#RRGGBB". ink: black or white, whichever reads better on it (at least 4.9 : 1).

    dashed: the slot is used a second time, so the box is dashed.
    """

    fill: str
    ink: str
    dashed: bool = False


_BLACK, _WHITE = "#000000", "#FFFFFF"
_SLOTS = (
    ("#4987D9", _BLACK), ("#C52201", _WHITE), ("#FDBA2F", _BLACK), ("#14D3F7", _BLACK),
    ("#9BA003", _BLACK), ("#954A94", _WHITE), ("#DC7095", _BLACK), ("#6C4DD6", _WHITE),
    ("#3BABEF", _BLACK), ("#B265B0", _BLACK), ("#F04B64", _BLACK), ("#FB89BE", _BLACK),
    ("#94D275", _BLACK), ("#B34B71", _WHITE), ("#856AF5", _BLACK), ("#A57AFE", _BLACK),
    ("#198044", _WHITE), ("#78B559", _BLACK), ("#875CB6", _WHITE), ("#548F33", _BLACK),
)  # fmt: skip
_VOC_ORDER = (
    "car", "dog", "person", "bird", "cat", "sofa", "bicycle", "motorbike", "aeroplane", "chair",
    "bus", "boat", "sheep", "diningtable", "horse", "tvmonitor", "bottle", "pottedplant", "train",
    "cow",
)  # fmt: skip
_CUSTOM_ORDER = (2, 0, 1, 3, 4, 6, 7, 5, *range(8, 20))
"""Class lists of one's own start with the colours that read best on pictures."""


def class_color(label: int, classes: tuple[str, ...]) -> ClassColor:
    """The colour of ``label`` (1 is the first class) in a detector for ``classes``."""
    position = label - 1
    if classes == VOC_CLASSES:
        slot = _VOC_ORDER.index(classes[position])
    else:
        slot = _CUSTOM_ORDER[position % len(_SLOTS)]
    fill, ink = _SLOTS[slot]
    return ClassColor(fill, ink, dashed=position >= len(_SLOTS))
