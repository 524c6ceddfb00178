"""An augmentation stage by stage, in the authors' order: what each changed, and what it cost.

Training does the same at once and resizes only once (``data/augment.py``); here every stage has a
picture of its own, to be looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from ssd_core.data.annotation import Size
from ssd_core.data.augment import MEAN, Augmentation, mirror
from ssd_core.data.photometric import Distortion
from ssd_core.data.placement import Placement
from ssd_core.data.window import WHOLE, Crop, Expansion, Window
from ssd_core.types import BoolArray, ByteArray, GroundTruth, IntArray

STAGE_NAMES = ("picture", "distort", "expand", "crop", "mirror", "resize")


class Reason(Enum):
    """Why an object is not learnt from."""

    CENTRE_OUTSIDE = "its centre is outside of the crop"
    TOO_SMALL = "it is less than a pixel wide or high in the network's input"


@dataclass(frozen=True, slots=True)
class Dropped:
    """An object that a stage left out. row: of the picture's ground truth."""

    row: int
    reason: Reason


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """One transform, and what there is after it.

    name: of ``STAGE_NAMES``. drawn: what was left to chance; None where there is nothing to draw,
    or where chance left this stage out (True and False: mirrored or not).
    rgb: uint8 [H, W, 3]. truth: the objects that are left, boxes in 0..1 of ``rgb``.
    rows: int64 [G], which of the picture's objects these are. dropped: what this stage left out.
    """

    name: str
    drawn: Distortion | Expansion | Crop | bool | None
    rgb: ByteArray
    truth: GroundTruth
    rows: IntArray
    dropped: tuple[Dropped, ...]


def stages(
    rgb: ByteArray,
    truth: GroundTruth,
    augmentation: Augmentation,
    size: int,
    *,
    longest: int = 1024,
    fill: tuple[float, float, float] = MEAN,
) -> tuple[Stage, ...]:
    """The picture, distorted, zoomed out, cropped, mirrored, and resized to ``size``².

    rgb: uint8 [H, W, 3]; truth: its objects. The last stage is the very example that training
    gets, ``augmentation.example``. Pictures before it are at most ``longest`` pixels a side, so
    that a photograph zoomed out fourfold does not need gigabytes.
    """
    height, width = rgb.shape[:2]
    placement = augmentation.placement((width, height), size)
    view = _View(rgb, truth, fill, longest)
    distorted = _View(augmentation.distortion.applied(rgb), truth, fill, longest)
    everything = np.ones(len(truth), np.bool_)
    shown = placement.centred(truth)
    large = placement.visibly_large(placement.moved(truth))
    cropped = distorted.stage("crop", augmentation.crop, augmentation.crop.window, shown)
    return (
        view.stage("picture", None, WHOLE, everything),
        distorted.stage("distort", augmentation.distortion, WHOLE, everything),
        distorted.stage("expand", augmentation.expansion, augmentation.canvas, everything),
        cropped,
        _mirrored(cropped, augmentation.mirrored),
        Stage(
            "resize",
            None,
            *augmentation.example(rgb, truth, placement, fill=fill),
            rows=np.flatnonzero(shown & large),
            dropped=_dropped(shown & ~large, Reason.TOO_SMALL),
        ),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """A picture with its objects, of which windows are looked at."""

    rgb: ByteArray
    truth: GroundTruth
    fill: tuple[float, float, float]
    longest: int

    def stage(
        self,
        name: str,
        drawn: Distortion | Expansion | Crop | None,
        window: Window,
        kept: BoolArray,
    ) -> Stage:
        height, width = self.rgb.shape[:2]
        placement = Placement.of(window, (width, height), self._patch(window))
        boxes = placement.moved(self.truth)[kept]
        return Stage(
            name,
            drawn,
            placement.patch(placement.visible(self.rgb), self.fill),
            GroundTruth(boxes, self.truth.labels[kept], self.truth.difficult[kept]),
            rows=np.flatnonzero(kept),
            dropped=_dropped(~kept, Reason.CENTRE_OUTSIDE),
        )

    def _patch(self, window: Window) -> Size:
        """Pixels of a picture of the window, in its own proportions."""
        height, width = self.rgb.shape[:2]
        xmin, ymin, xmax, ymax = window
        sides = (xmax - xmin) * width, (ymax - ymin) * height
        scale = min(1.0, self.longest / max(sides))
        return max(round(sides[0] * scale), 1), max(round(sides[1] * scale), 1)


def _mirrored(before: Stage, mirrored: bool) -> Stage:
    rgb, truth = mirror(before.rgb, before.truth) if mirrored else (before.rgb, before.truth)
    return Stage("mirror", mirrored, rgb, truth, before.rows, ())


def _dropped(rows: BoolArray, reason: Reason) -> tuple[Dropped, ...]:
    return tuple(Dropped(row, reason) for row in np.flatnonzero(rows).tolist())
