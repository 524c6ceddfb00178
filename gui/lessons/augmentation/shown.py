"""What the parts of the lesson show: one frozen value, made anew at every change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from gui.class_colors import ClassStyle, class_style
from ssd_core.data.augment import Augmentation
from ssd_core.data.window import LEAST_OVERLAPS
from ssd_core.lessons.augmentation import (
    CropShape,
    CropTest,
    Frame,
    crop_shape,
    crop_tests,
    distortion_dials,
    draw,
    expansion_dials,
    frames,
    with_crop,
    with_demand,
    with_dial,
)
from ssd_core.lessons.scene import SIDE, LessonScene

CROP = 3
"""The stage in which the crop can be dragged."""
MOST_SEEDS = 9999


@dataclass(frozen=True, eq=False)
class Shown:
    """A scene under an augmentation, at a stage.

    seed: what everything was drawn from. by_hand: a person changed something since. failed: the
    least overlap that no crop gave. hovered: a stage of the film. hidden: the key of a question
    that is open.
    """

    scene: LessonScene
    augmentation: Augmentation
    seed: int
    step: int = 0
    by_hand: bool = False
    failed: float | None = None
    hovered: int = -1
    hidden: str = ""

    @classmethod
    def of(cls, scene: LessonScene, seed: int, step: int = 0) -> Shown:
        """What ``seed`` draws."""
        return cls(scene, draw(scene.truth, seed), seed, step)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of the picture in its own pixels."""
        height, width = self.scene.rgb.shape[:2]
        return width, height

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The boxes after every stage."""
        return frames(self.scene.truth, self.augmentation, self.size, SIDE)

    @cached_property
    def tests(self) -> tuple[CropTest, ...]:
        """Every object and the crop."""
        return crop_tests(self.scene.truth, self.augmentation.crop.window, self.size)

    @cached_property
    def crop_shape(self) -> CropShape:
        return crop_shape(self.augmentation, self.tests)

    @property
    def left(self) -> int:
        """How many objects there are to learn from."""
        return len(self.frames[-1].rows)

    def style(self, row: int) -> ClassStyle:
        """The colours of the class of an object of the picture."""
        return class_style(int(self.scene.truth.labels[row]), self.scene.classes)

    def name(self, row: int) -> str:
        """The class of an object of the picture."""
        return self.scene.class_name(int(self.scene.truth.labels[row]))

    # Changes

    def with_augmentation(self, augmentation: Augmentation) -> Shown:
        """With something that a person changed."""
        return replace(self, augmentation=augmentation, by_hand=True, failed=None)

    def with_demand(self, least: float | None) -> Shown:
        """With a crop drawn for another demand; or the same, and which one could not be met."""
        made = with_demand(self.augmentation, self.scene.truth, least, self.seed)
        if made is None:
            return replace(self, failed=least)
        return self.with_augmentation(made)

    # Files

    def to_json(self) -> dict[str, Any]:
        """Plain values that ``from_json`` understands."""
        drawn = self.augmentation
        dials = (*distortion_dials(drawn), *expansion_dials(drawn))
        return {
            "seed": self.seed,
            "step": self.step,
            "by_hand": self.by_hand,
            "dials": {dial.name: round(dial.value, 5) for dial in dials},
            "least_overlap": drawn.crop.least_overlap,
            "crop": [round(value, 6) for value in drawn.crop.window],
            "mirrored": drawn.mirrored,
        }

    def from_json(self, told: Mapping[str, Any]) -> Shown:
        """What ``told`` gives, for the scene of this one.

        Raises ValueError, KeyError or TypeError for what makes no sense.
        """
        seed, step = int(told["seed"]), int(told["step"])
        if not 0 <= seed <= MOST_SEEDS or not 0 <= step < len(self.frames):
            raise ValueError(f"there is no seed {seed} or stage {step}")
        drawn = Shown.of(self.scene, seed, step)
        if not told["by_hand"]:
            return drawn
        augmentation = drawn.augmentation
        for name, value in dict(told["dials"]).items():
            augmentation = with_dial(augmentation, name, float(value))
        left, top, right, bottom = (float(value) for value in told["crop"])
        augmentation = with_crop(augmentation, (left, top, right, bottom))
        if told["least_overlap"] not in LEAST_OVERLAPS:
            raise ValueError(f"no crop is asked for an overlap of {told['least_overlap']}")
        crop = replace(augmentation.crop, least_overlap=told["least_overlap"])
        mirrored = bool(told["mirrored"])
        return drawn.with_augmentation(replace(augmentation, crop=crop, mirrored=mirrored))
