"""The best score of every cell of every level: where the network sees what, before any box."""

from __future__ import annotations

import numpy as np

from ssd_core.config import DBoxConfig
from ssd_core.ranking import looked_for
from ssd_core.types import Candidates, FloatArray


def level_scores(
    candidates: Candidates, config: DBoxConfig, classes: frozenset[int] | None = None
) -> tuple[FloatArray, ...]:
    """One map a level, float32 [f, f] of its cells: the best score of the cell's DBoxes.

    classes: labels to look for, None for all but the background. A score that is not finite
    counts as 0.
    """
    wanted = looked_for(candidates.num_classes, classes)
    scores = np.where(np.isfinite(candidates.scores), candidates.scores, 0)[:, wanted]
    best = scores.max(axis=1, initial=0)  # [N]
    maps, start = [], 0
    for cells, ratios in zip(config.feature_maps, config.aspect_ratios, strict=True):
        aspects = 2 + 2 * len(ratios)
        end = start + cells * cells * aspects
        maps.append(best[start:end].reshape(cells, cells, aspects).max(axis=2))
        start = end
    return tuple(maps)
