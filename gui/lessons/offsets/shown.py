"""What the lesson on offsets shows at one moment: a frozen value that every part reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ssd_core.boxes import cxcywh_to_xyxy, overlaps
from ssd_core.coding import VARIANCES
from ssd_core.dboxes import ASPECT_NAMES
from ssd_core.lessons.offsets import Encoded, Four, Stage, encode_one, growth, stages
from ssd_core.lessons.scene import LessonScene
from ssd_core.types import FloatArray

FREE = 5
"""The last stage: the target is dragged."""
NAMES = ("Δcx", "Δcy", "Δw", "Δh")


@dataclass(frozen=True, eq=False)
class Shown:
    """A DBox, a target, and the stage of the walk from one to the other.

    target: xyxy in 0..1, sides may be 0 or less. label: what it shows, 0 for nothing of the scene.
    """

    scene: LessonScene
    dbox: int
    target: Four
    label: int
    variances: tuple[float, float] = VARIANCES
    step: int = FREE

    @cached_property
    def dbox_cxcywh(self) -> FloatArray:
        return self.scene.dboxes.cxcywh[self.dbox]

    @cached_property
    def dbox_box(self) -> Four:
        """The DBox, xyxy."""
        return _four(cxcywh_to_xyxy(self.dbox_cxcywh))

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        return stages(np.array(self.target, np.float32), self.dbox_cxcywh)

    @property
    def box(self) -> Four:
        """Where the target stands at this stage, xyxy."""
        return self.target if self.step >= FREE else self.stages[self.step].box

    @property
    def ghosts(self) -> tuple[Four, ...]:
        """Where it stood at the two stages before; none once it is dragged."""
        if self.step >= FREE:
            return ()
        return tuple(stage.box for stage in self.stages[max(self.step - 2, 1) : self.step])

    @cached_property
    def encoded(self) -> Encoded:
        """The offsets at this stage, and back."""
        box = np.array(self.box, np.float32)
        return encode_one(box, self.dbox_cxcywh, variances=self.variances)

    @cached_property
    def overlap(self) -> float:
        """Of target and DBox."""
        pair = np.array([self.box, self.dbox_box], np.float32)
        return float(overlaps(pair[:1], pair[1:])[0, 0])

    @property
    def growths(self) -> tuple[float, float]:
        """How many times as wide and as high as the DBox."""
        _, _, dw, dh = self.encoded.offsets
        return growth(dw, variance=self.variances[1]), growth(dh, variance=self.variances[1])

    @property
    def level(self) -> int:
        return int(self.scene.dboxes.level[self.dbox])

    @property
    def aspect(self) -> str:
        """The shape of the DBox: 1:1, 1′, 2:1, 1:2 …"""
        return ratio_name(int(self.scene.dboxes.aspect[self.dbox]))


def ratio_name(aspect: int) -> str:
    """A shape as a ratio, width first."""
    name = ASPECT_NAMES[aspect]
    if "/" in name:
        return name.replace("/", ":")
    return "1:1′" if name == "1′" else f"{name}:1"


def _four(row: FloatArray) -> Four:
    a, b, c, d = row.tolist()
    return a, b, c, d
