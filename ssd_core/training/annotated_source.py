"""Annotated pictures as a picture source: augmented for training, plain for evaluation."""

from __future__ import annotations

import numpy as np

from ssd_core.config import AUGMENTATIONS
from ssd_core.data.annotation import Size
from ssd_core.data.augment import Augmentation
from ssd_core.data.picture_set import PictureSet, load
from ssd_core.encoded_image import EncodedImage
from ssd_core.errors import shown_name
from ssd_core.types import ByteArray, GroundTruth

_REMEMBERED = 1 << 14
"""Annotations that are kept, some ten megabytes of them in each loader process."""


class AnnotatedSource:
    """A set to learn from and one that is held out, of VOC folders or COCO files."""

    def __init__(
        self,
        training: PictureSet,
        held_out: PictureSet,
        *,
        size: int,
        seed: int,
        augment: tuple[str, ...] = AUGMENTATIONS,
    ) -> None:
        """size: side of the training pictures in pixels. seed: of the augmentation, and ``augment``
        what it does.

        Raises ValueError for sets of different classes.
        """
        if training.classes != held_out.classes:
            raise ValueError("both sets need the same classes")
        self._training = training
        self._held_out = held_out
        self._seed, self._augment = seed, augment
        self._input_size = size
        self._truths: dict[int, GroundTruth] = {}

    @property
    def classes(self) -> tuple[str, ...]:
        """Names, label 1 first."""
        return self._training.classes

    @property
    def size(self) -> int:
        return len(self._training)

    @property
    def held_out_size(self) -> int:
        return len(self._held_out)

    def training(self, index: int, draw: int) -> tuple[ByteArray, GroundTruth]:
        """Picture ``index``, augmented anew at each ``draw``."""
        picture = EncodedImage.read(self._training.picture(index))
        truth = self._truth(index, picture.size)
        rng = np.random.default_rng((self._seed, draw, index))
        drawn = Augmentation.draw(truth, rng, self._augment)
        return drawn.read_example(picture, truth, self._input_size)

    def _truth(self, index: int, size: Size) -> GroundTruth:
        """Of a training picture of ``size``; parsed once, as every pass comes by again."""
        known = self._truths.get(index)
        if known is None:
            known = self._training.annotation(index, size).truth
            if len(self._truths) < _REMEMBERED:
                self._truths[index] = known
        return known

    def held_out(self, index: int) -> tuple[ByteArray, GroundTruth]:
        image, truth = load(self._held_out, index)
        return image.rgb, truth

    def name(self, index: int) -> str:
        return shown_name(self._training.picture(index))

    def held_out_name(self, index: int) -> str:
        return shown_name(self._held_out.picture(index))
