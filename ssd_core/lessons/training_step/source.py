"""The toy set of the lesson: its quiet scenes, without end."""

from __future__ import annotations

from ssd_core.lessons.still_life import still_life
from ssd_core.sentence import say
from ssd_core.training.data import FIRST_TRAINING_SEED
from ssd_core.types import ByteArray, GroundTruth

_SIZE = 300


class QuietScenes:
    """A ``PictureSource`` of ``still_life``: pale shapes, on which what is drawn can be seen."""

    size = 1 << 40
    held_out_size = FIRST_TRAINING_SEED

    def training(self, index: int, draw: int) -> tuple[ByteArray, GroundTruth]:
        scene = still_life(FIRST_TRAINING_SEED + index, size=_SIZE)
        return scene.rgb, scene.truth

    def held_out(self, index: int) -> tuple[ByteArray, GroundTruth]:
        scene = still_life(index, size=_SIZE)
        return scene.rgb, scene.truth

    def name(self, index: int) -> str:
        return say("scene {number}", number=FIRST_TRAINING_SEED + index)

    def held_out_name(self, index: int) -> str:
        return say("scene {number}", number=index)
