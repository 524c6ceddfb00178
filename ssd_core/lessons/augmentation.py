"""Lesson 8: what becomes of a picture before the network learns from it (paper sections 2.2, 3.6).

Every number is that of ``ssd_core.data``, which training runs; here a person may change one draw
and keep the others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from ssd_core.boxes import overlaps
from ssd_core.data.annotation import Size
from ssd_core.data.augment import Augmentation
from ssd_core.data.photometric import BRIGHTNESS, CONTRAST, HUE, SATURATION
from ssd_core.data.placement import Placement
from ssd_core.data.stages import Stage, stages
from ssd_core.data.window import (
    LARGEST_CANVAS,
    SMALLEST_CROP,
    WHOLE,
    WIDEST_CROP,
    Crop,
    Expansion,
    Window,
    centred_in,
    crops_that_show,
)
from ssd_core.types import ByteArray, FloatArray, GroundTruth, IntArray

if TYPE_CHECKING:
    from ssd_core.lessons.lab import Lab

LEAST_SIDE = 0.02
"""Of the canvas: a crop that is dragged smaller is held here."""
_NO_CROPS = np.zeros((0, 4))


@dataclass(frozen=True, slots=True)
class Dial:
    """One number that chance draws. low, high: its range. still: the value that changes nothing."""

    name: str
    low: float
    high: float
    still: float
    value: float


def distortion_dials(augmentation: Augmentation) -> tuple[Dial, ...]:
    """Brightness, contrast, saturation and hue, as they were drawn."""
    drawn = augmentation.distortion
    return (
        Dial("brightness", -BRIGHTNESS, BRIGHTNESS, 0.0, drawn.brightness),
        Dial("contrast", *CONTRAST, 1.0, drawn.contrast),
        Dial("saturation", *SATURATION, 1.0, drawn.saturation),
        Dial("hue", -HUE, HUE, 0.0, drawn.hue),
    )


def expansion_dials(augmentation: Augmentation) -> tuple[Dial, ...]:
    """How far the picture is zoomed out, and where it lies; left and top in pictures."""
    drawn = augmentation.expansion or Expansion(1.0, 0.0, 0.0)
    room = drawn.ratio - 1
    return (
        Dial("ratio", 1.0, LARGEST_CANVAS, 1.0, drawn.ratio),
        Dial("left", 0.0, room, 0.0, drawn.left),
        Dial("top", 0.0, room, 0.0, drawn.top),
    )


def draw(truth: GroundTruth, seed: int) -> Augmentation:
    """What chance makes of a picture with the objects ``truth``; equal seeds draw the same."""
    return Augmentation.draw(truth, np.random.default_rng(seed))


def with_dial(augmentation: Augmentation, name: str, value: float) -> Augmentation:
    """``augmentation`` with one drawn number changed; it is held within its range.

    The crop stays where it lies on the canvas. Raises KeyError for a name that no dial has.
    """
    dials = (*distortion_dials(augmentation), *expansion_dials(augmentation))
    dial = {dial.name: dial for dial in dials}[name]
    value = min(max(value, dial.low), dial.high)
    if name in ("brightness", "contrast", "saturation", "hue"):
        changed: dict[str, Any] = {name: value}
        return replace(augmentation, distortion=replace(augmentation.distortion, **changed))
    before = augmentation.expansion or Expansion(1.0, 0.0, 0.0)
    if name == "ratio":
        room = value - 1
        after = Expansion(value, min(before.left, room), min(before.top, room))
    else:
        after = replace(before, **{name: value})
    expanded = replace(augmentation, expansion=after if after.ratio > 1 else None)
    return with_crop(expanded, _moved(augmentation.crop.window, before.window, after.window))


def _moved(window: Window, before: Window, after: Window) -> Window:
    """The same part of another canvas."""
    low, size = np.array(before[:2] * 2), np.subtract(before[2:], before[:2])
    parts = (np.array(window) - low) / np.tile(size, 2)
    extent = np.tile(np.subtract(after[2:], after[:2]), 2)
    xmin, ymin, xmax, ymax = (np.array(after[:2] * 2) + parts * extent).tolist()
    return (xmin, ymin, xmax, ymax)


def with_crop(augmentation: Augmentation, window: Window) -> Augmentation:
    """``augmentation`` with a crop that a person drew; it is held on the canvas."""
    left, top, right, bottom = augmentation.canvas
    wide, high = (right - left) * LEAST_SIDE, (bottom - top) * LEAST_SIDE
    xmin = min(max(min(window[0], window[2]), left), right - wide)
    ymin = min(max(min(window[1], window[3]), top), bottom - high)
    xmax = min(max(window[0], window[2], xmin + wide), right)
    ymax = min(max(window[1], window[3], ymin + high), bottom)
    crop = Crop((xmin, ymin, xmax, ymax), augmentation.crop.least_overlap, (), _NO_CROPS)
    return replace(augmentation, crop=crop)


def with_demand(
    augmentation: Augmentation, truth: GroundTruth, least_overlap: float | None, seed: int
) -> Augmentation | None:
    """``augmentation`` with a crop drawn for another demand; None if fifty tries fail.

    least_overlap: one of ``data.window.LEAST_OVERLAPS``; None keeps the whole canvas.
    """
    if least_overlap is None:
        return replace(augmentation, crop=Crop(augmentation.canvas, None, (), _NO_CROPS))
    rng = np.random.default_rng(seed)
    tried = crops_that_show(augmentation.canvas, truth, rng, least_overlap=least_overlap)
    if tried is None:
        return None
    xmin, ymin, xmax, ymax = tried[-1].tolist()
    return replace(augmentation, crop=Crop((xmin, ymin, xmax, ymax), least_overlap, (), tried))


@dataclass(frozen=True, slots=True)
class CropTest:
    """One object before the crop. row: of the truth.

    overlap: IoU of object and crop. inside: whether its centre is; if not, it is dropped.
    outside_by: pixels of the picture from the centre to the nearest crop that would hold it.
    """

    row: int
    overlap: float
    inside: bool
    outside_by: float


def crop_tests(truth: GroundTruth, window: Window, picture: Size) -> tuple[CropTest, ...]:
    """Every object and the crop ``window``. picture: (width, height) in pixels."""
    if not len(truth):
        return ()
    edges = np.array(window)
    shares = overlaps(edges[None].astype(np.float32), truth.boxes)[0]
    inside = centred_in(truth, [window])[0]
    centres = (truth.boxes[:, :2].astype(np.float64) + truth.boxes[:, 2:]) / 2
    beyond = np.maximum(np.maximum(edges[:2] - centres, centres - edges[2:]), 0) * picture
    return tuple(
        CropTest(row, float(shares[row]), bool(inside[row]), float(beyond[row].max()))
        for row in range(len(truth))
    )


@dataclass(frozen=True, slots=True)
class CropShape:
    """A crop as chance would have to draw it, measured in canvases.

    scale: √area, SMALLEST_CROP to 1. ratio: width / height, 1/2 to 2. enough: whether some object
    with its centre inside overlaps it as much as is asked for.
    """

    scale: float
    ratio: float
    enough: bool

    @property
    def drawable(self) -> bool:
        """Whether training could draw it."""
        fits = SMALLEST_CROP <= self.scale <= 1 and 1 / WIDEST_CROP <= self.ratio <= WIDEST_CROP
        return self.enough and fits


def crop_shape(augmentation: Augmentation, tests: tuple[CropTest, ...]) -> CropShape:
    """The crop of ``augmentation``, and whether ``tests`` of its objects give what it asks for."""
    crop, canvas = augmentation.crop.window, augmentation.canvas
    wide = (crop[2] - crop[0]) / (canvas[2] - canvas[0])
    high = (crop[3] - crop[1]) / (canvas[3] - canvas[1])
    least = augmentation.crop.least_overlap
    return CropShape(
        scale=sqrt(wide * high),
        ratio=wide / high,
        enough=least is None or any(test.inside and test.overlap >= least for test in tests),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The objects after one stage, without its picture. name: of ``data.stages.STAGE_NAMES``.

    size: (width, height) of the picture in its own pixels. boxes: float32 [K, 4] in 0..1 of it.
    rows: int64 [K], which of the picture's objects these are.
    """

    name: str
    size: Size
    boxes: FloatArray
    rows: IntArray


def frames(
    truth: GroundTruth, augmentation: Augmentation, picture: Size, size: int = 300
) -> tuple[Frame, ...]:
    """What ``data.stages.stages`` makes of the boxes, for a drag that cannot wait for the pixels.

    picture: (width, height) in pixels. size: of the network's input.
    """
    everything = np.arange(len(truth))
    final = augmentation.placement(picture, size)
    centred, large = final.centred(truth), final.visibly_large(final.moved(truth))
    shown, left = np.flatnonzero(centred), np.flatnonzero(centred & large)
    whole = _frame("picture", truth, WHOLE, picture, everything)
    cropped = _frame("crop", truth, augmentation.crop.window, picture, shown)
    boxes = final.moved(truth)[left]
    mirrored = augmentation.mirrored
    return (
        whole,
        replace(whole, name="distort"),
        _frame("expand", truth, augmentation.canvas, picture, everything),
        cropped,
        replace(cropped, name="mirror", boxes=_swapped(cropped.boxes, mirrored)),
        Frame("resize", (size, size), _swapped(boxes, mirrored), left),
    )


def _frame(name: str, truth: GroundTruth, window: Window, picture: Size, rows: IntArray) -> Frame:
    xmin, ymin, xmax, ymax = window
    patch = max(round((xmax - xmin) * picture[0]), 1), max(round((ymax - ymin) * picture[1]), 1)
    return Frame(name, patch, Placement.of(window, picture, patch).moved(truth)[rows], rows)


def _swapped(boxes: FloatArray, mirrored: bool) -> FloatArray:
    """Boxes xyxy with left and right exchanged, where ``mirrored``."""
    if not mirrored:
        return boxes
    return np.stack([1 - boxes[:, 2], boxes[:, 1], 1 - boxes[:, 0], boxes[:, 3]], axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class MakeFilm:
    """A job: the picture after every stage, for 8-bit ``rgb`` [H, W, 3] with its objects."""

    rgb: ByteArray
    truth: GroundTruth
    augmentation: Augmentation
    size: int = 300

    def run(self, _lab: Lab) -> tuple[Stage, ...]:
        return stages(self.rgb, self.truth, self.augmentation, self.size)
