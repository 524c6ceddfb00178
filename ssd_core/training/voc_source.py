"""VOC folders as a picture source: augmented for training, plain for evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ssd_core.data.augment import augment
from ssd_core.data.voc import VocFolder
from ssd_core.types import ByteArray, GroundTruth


class VocSource:
    """The training and the held-out split of one VOC folder."""

    def __init__(
        self, root: Path, *, size: int, seed: int, classes: Sequence[str] | None = None
    ) -> None:
        """size: side of the pictures in pixels. classes: names, or None for those in the folder.

        Raises DataError for a folder that is not in VOC layout.
        """
        self._train = VocFolder.open(root, "train", classes=classes, seed=seed)
        self._held_out = VocFolder.open(root, "val", classes=self._train.classes, seed=seed)
        self._seed = seed
        self._input_size = size

    @property
    def classes(self) -> tuple[str, ...]:
        return self._train.classes

    @property
    def problems(self) -> tuple[str, ...]:
        """A sentence for every picture that was left out."""
        return self._train.problems + self._held_out.problems

    @property
    def size(self) -> int:
        return len(self._train)

    @property
    def held_out_size(self) -> int:
        return len(self._held_out)

    def training(self, index: int, draw: int) -> tuple[ByteArray, GroundTruth]:
        """Picture ``index``, augmented anew at each ``draw``."""
        image, truth = self._train.load(index)
        rng = np.random.default_rng((self._seed, draw, index))
        return augment(image.rgb, truth, rng, self._input_size)

    def held_out(self, index: int) -> tuple[ByteArray, GroundTruth]:
        image, truth = self._held_out.load(index)
        return image.rgb, truth
