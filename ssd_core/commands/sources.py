"""The pictures that a job learns from or is measured on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ssd_core.commands.preflight import watched
from ssd_core.config import AUGMENTATIONS, SHAPE_CLASSES, SHAPES, DBoxConfig
from ssd_core.errors import UserError
from ssd_core.sentence import say

if TYPE_CHECKING:
    from ssd_core.data.preflight import Preflight
    from ssd_core.training.data import PictureSource


def open_source(
    data: Sequence[str],
    seed: int,
    *,
    dboxes: DBoxConfig,
    classes: tuple[str, ...] | None = None,
    augment: tuple[str, ...] = AUGMENTATIONS,
) -> tuple[PictureSource, tuple[str, ...]]:
    """The pictures to learn from and the classes in them (``classes``, where they are given).

    augment: what chance may do to the pictures that are learnt from.
    data: "shapes" alone, or paths of VOC folders and COCO files. Pictures that cannot be read are
    left out; that and what else is wrong is told on stderr, a line a kind. Raises UserError.
    """
    from ssd_core.training.sources import annotated_source, shapes_source

    if list(data) == [SHAPES]:
        return shapes_source(seed, classes), SHAPE_CLASSES
    if SHAPES in data:
        raise UserError(
            say("Generated shapes are learnt from alone."), say("Name either them or folders.")
        )
    from ssd_core.data.opening import open_splits
    from ssd_core.data.preflight import preflight
    from ssd_core.training.distributed import is_leader

    sets = open_splits(data, classes=classes, seed=seed)
    report = watched(preflight(sets, dboxes=dboxes))
    if is_leader():
        _tell(report)
    source = annotated_source(
        sets, report, input_size=dboxes.input_size, seed=seed, augment=augment
    )
    return source, source.classes


def _tell(report: Preflight) -> None:
    """What is wrong, a line a kind with its first case."""
    for kind, count in report.counts.items():
        first = next(finding for finding in report.findings if finding.kind == kind)
        print(f"ssd-core: {kind} ({count:,}): {first.summary}", file=sys.stderr)
