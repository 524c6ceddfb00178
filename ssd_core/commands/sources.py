"""The pictures that a job learns from or is measured on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ssd_core.commands.preflight import watched
from ssd_core.config import SHAPE_CLASSES, DBoxConfig
from ssd_core.errors import UserError
from ssd_core.sentence import say

if TYPE_CHECKING:
    from ssd_core.data.preflight import Preflight
    from ssd_core.training.data import PictureSource

SHAPES = "shapes"
"""What stands for a folder where scenes are generated."""


def open_source(
    data: Sequence[str], seed: int, *, dboxes: DBoxConfig, classes: tuple[str, ...] | None = None
) -> tuple[PictureSource, tuple[str, ...]]:
    """The pictures to learn from and the classes in them (``classes``, where they are given).

    data: "shapes" alone, or paths of VOC folders and COCO files. Pictures that cannot be read are
    left out; that and what else is wrong is told on stderr, a line a kind. Raises UserError.
    """
    if list(data) == [SHAPES]:
        return _shapes(seed, classes), SHAPE_CLASSES
    from ssd_core.data.opening import open_splits
    from ssd_core.data.preflight import preflight
    from ssd_core.training.annotated_source import AnnotatedSource
    from ssd_core.training.distributed import is_leader

    sets = open_splits(data, classes=classes, seed=seed)
    report = watched(preflight(sets, dboxes=dboxes))
    if is_leader():
        _tell(report)
    usable = {split.name: sets[split.name].without(set(split.unusable)) for split in report.splits}
    if not all(map(len, usable.values())):
        raise UserError(
            say("None of the pictures can be read."), say("ssd-core preflight tells why.")
        )
    source = AnnotatedSource(usable["train"], usable["val"], size=dboxes.input_size, seed=seed)
    return source, source.classes


def _tell(report: Preflight) -> None:
    """What is wrong, a line a kind with its first case."""
    for kind, count in report.counts.items():
        first = next(finding for finding in report.findings if finding.kind == kind)
        print(f"ssd-core: {kind} ({count:,}): {first.summary}", file=sys.stderr)


def _shapes(seed: int, classes: tuple[str, ...] | None) -> PictureSource:
    from ssd_core.training.data import ShapesSource

    if classes is not None and classes != SHAPE_CLASSES:
        raise UserError(
            say("These weights do not look for the shapes in generated scenes."),
            say("Name a folder with their classes."),
            details={"classes": ", ".join(classes)},
        )
    return ShapesSource(seed)
