"""The training pipeline of the SSD paper: distort, zoom out, crop, mirror (sections 2.2 and 3.6).

The order of work differs from the authors' for speed: geometry is decided first, pixels are resized
once, in 8 bits, and light and colour change on the small patch only. What comes out is the same up
to rounding; ``data/stages.py`` goes through it in the authors' order, picture by picture.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from ssd_core.config import AUGMENTATIONS, Preprocessing
from ssd_core.data.annotation import Size
from ssd_core.data.photometric import Distortion, photometric_distort
from ssd_core.data.placement import Placement
from ssd_core.data.window import WHOLE, Crop, Expansion, Window, expand, random_crop
from ssd_core.encoded_image import EncodedImage
from ssd_core.opencv import cv2
from ssd_core.types import ByteArray, GroundTruth

__all__ = ["Augmentation", "augment", "expand", "mirror", "photometric_distort", "random_crop"]

_CHANCE = 0.5
MEAN = Preprocessing().mean
"""What fills the space around a picture, so that the network sees 0 there."""

Example = tuple[ByteArray, GroundTruth]
"""uint8 [S, S, 3] and its objects, whose boxes lie in 0..1 and have an area."""


@dataclass(frozen=True, slots=True)
class Augmentation:
    """All that is left to chance of one training example.

    expansion: None where the picture is not zoomed out. crop: a part of the picture or of the
    canvas that it is on. mirrored: left becomes right.
    """

    distortion: Distortion
    expansion: Expansion | None
    crop: Crop
    mirrored: bool

    @classmethod
    def draw(
        cls,
        truth: GroundTruth,
        rng: np.random.Generator,
        only: Collection[str] = AUGMENTATIONS,
    ) -> Augmentation:
        """A random one for a picture with the objects ``truth``; the same ``rng`` state, the same.

        Zooming out and mirroring have a chance of 1/2 each. only: what may happen at all.
        """
        distortion = Distortion.draw(rng)
        expansion = Expansion.draw(rng) if rng.random() < _CHANCE else None
        if "zoom" not in only:
            expansion = None
        canvas = WHOLE if expansion is None else expansion.window
        shown = truth if "crop" in only else GroundTruth.none()  # without objects all of it stays
        crop = Crop.draw(canvas, shown, rng)
        mirrored = rng.random() < _CHANCE and "mirror" in only
        return cls(distortion if "colour" in only else Distortion(), expansion, crop, mirrored)

    @property
    def canvas(self) -> Window:
        """What the crop is a part of."""
        return WHOLE if self.expansion is None else self.expansion.window

    def placement(self, picture: Size, size: int, *, reduction: int = 1) -> Placement:
        """Where a picture of (width, height) pixels comes to lie on a patch of ``size``².

        reduction: as ``Placement.of``.
        """
        return Placement.of(self.crop.window, picture, (size, size), reduction=reduction)

    def read_example(self, picture: EncodedImage, truth: GroundTruth, size: int) -> Example:
        """As ``example``, of ``size``², decoding no more of a file than the patch can show.

        Raises ImageError.
        """
        placement = self.placement(picture.size, size)
        reduction = placement.reduction if picture.reducible else 1
        if reduction > 1:
            placement = self.placement(picture.size, size, reduction=reduction)
        return self.example(picture.decode(reduction), truth, placement)

    def example(
        self,
        rgb: ByteArray,
        truth: GroundTruth,
        placement: Placement,
        *,
        fill: tuple[float, float, float] = MEAN,
    ) -> Example:
        """The training example that becomes of a picture, uint8 [H, W, 3], and its objects.

        placement: of this augmentation, for the size of ``rgb``.
        """
        visible = self.distortion.applied(placement.visible(rgb))
        example = placement.patch(visible, fill), placement.truth(truth)
        return mirror(*example) if self.mirrored else example


def augment(
    rgb: ByteArray,
    truth: GroundTruth,
    rng: np.random.Generator,
    size: int,
    *,
    fill: tuple[float, float, float] = MEAN,
) -> Example:
    """One training example of ``size``² pixels; the same ``rng`` state, the same example.

    rgb: uint8 [H, W, 3] of any size. fill: RGB around a picture that is zoomed out.
    """
    height, width = rgb.shape[:2]
    augmentation = Augmentation.draw(truth, rng)
    placement = augmentation.placement((width, height), size)
    return augmentation.example(rgb, truth, placement, fill=fill)


def mirror(rgb: ByteArray, truth: GroundTruth) -> Example:
    """Left becomes right, in the picture and in the boxes."""
    boxes = truth.boxes.copy()
    boxes[:, ::2] = 1 - truth.boxes[:, 2::-2]
    return np.asarray(cv2.flip(rgb, 1)), GroundTruth(boxes, truth.labels, truth.difficult)
