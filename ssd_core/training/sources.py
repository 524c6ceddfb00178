"""The pictures a run learns from, out of what was found in the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ssd_core.config import AUGMENTATIONS, SHAPE_CLASSES
from ssd_core.data.picture_set import PictureSet
from ssd_core.data.preflight import Preflight
from ssd_core.errors import UserError
from ssd_core.sentence import say
from ssd_core.training.annotated_source import AnnotatedSource
from ssd_core.training.data import ShapesSource


def shapes_source(seed: int, classes: Sequence[str] | None = None) -> ShapesSource:
    """Generated scenes. Raises UserError where other ``classes`` are asked for than they have."""
    if classes is not None and tuple(classes) != SHAPE_CLASSES:
        raise UserError(
            say("These weights do not look for the shapes in generated scenes."),
            say("Name a folder with their classes."),
            details={"classes": ", ".join(classes)},
        )
    return ShapesSource(seed)


def annotated_source(
    sets: Mapping[str, PictureSet],
    report: Preflight,
    *,
    input_size: int,
    seed: int,
    augment: tuple[str, ...] = AUGMENTATIONS,
) -> AnnotatedSource:
    """The pictures of "train" and "val" that ``report`` found usable. augment: how those of
    "train" are changed.

    Raises UserError where there is nothing to learn from them.
    """
    if report.nothing is not None:
        raise report.nothing
    usable = {split.name: sets[split.name].without(set(split.unusable)) for split in report.splits}
    return AnnotatedSource(
        usable["train"], usable["val"], size=input_size, seed=seed, augment=augment
    )
