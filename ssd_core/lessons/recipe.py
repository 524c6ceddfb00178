"""Lesson 1, what can be changed: the rule that sizes follow from, its ends, and the ratios."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from ssd_core.boxes import cxcywh_to_xyxy
from ssd_core.config import DBoxConfig
from ssd_core.dboxes import make_dboxes
from ssd_core.lessons.default_boxes import (
    AUTHORS,
    TORCHVISION_SCALES,
    Coverage,
    code_scales,
    coverage,
    paper_scales,
    unclamped,
    with_scales,
)
from ssd_core.lessons.lab import Lab

Rule = Literal["authors", "paper", "torchvision"]
RULES: tuple[Rule, ...] = get_args(Rule)
RATIOS = (2, 3, 4)
"""Aspect ratios beside 1 that a level can have."""
LOWEST, HIGHEST = 0.05, 1.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """Where the DBoxes come from. smallest, largest: scales of the second and the last level.

    torchvision's sizes are a list of its own; they do not follow from two ends.
    """

    rule: Rule = "authors"
    smallest: float = 0.2
    largest: float = 0.9
    ratios: tuple[tuple[int, ...], ...] = AUTHORS.aspect_ratios

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise ValueError(f"there is no rule {self.rule!r}")
        if not LOWEST <= self.smallest <= self.largest <= HIGHEST:
            raise ValueError(f"scales {self.smallest} to {self.largest} make no sense")
        known = all(ratio in RATIOS for level in self.ratios for ratio in level)
        if len(self.ratios) != len(AUTHORS.feature_maps) or not known:
            raise ValueError(f"ratios {self.ratios} make no sense")

    @property
    def scales(self) -> tuple[float, ...]:
        """s of each level, and the one beyond."""
        if self.rule == "torchvision":
            return TORCHVISION_SCALES
        rule = code_scales if self.rule == "authors" else paper_scales
        return tuple(rule(smallest=self.smallest, largest=self.largest))

    @property
    def config(self) -> DBoxConfig:
        return with_scales(replace(AUTHORS, aspect_ratios=self.ratios), self.scales)

    def with_ratio(self, level: int, ratio: int, *, on: bool) -> Recipe:
        """The same with or without ``ratio`` (and its inverse) in ``level``."""
        kept = {*self.ratios[level], ratio} if on else {*self.ratios[level]} - {ratio}
        ratios = list(self.ratios)
        ratios[level] = tuple(sorted(kept))
        return replace(self, ratios=tuple(ratios))

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "smallest": self.smallest,
            "largest": self.largest,
            "ratios": [list(level) for level in self.ratios],
        }

    @classmethod
    def from_json(cls, read: dict[str, Any]) -> Recipe:
        """What ``as_json`` gave. Raises ValueError, KeyError or TypeError if it makes no sense."""
        ratios = tuple(tuple(int(ratio) for ratio in level) for level in read["ratios"])
        return cls(read["rule"], float(read["smallest"]), float(read["largest"]), ratios)


@dataclass(frozen=True, slots=True)
class Clamping:
    """What clamping (cx, cy, w, h) to 0..1 does. changed: DBoxes it changes.

    outside: DBoxes that still reach out of the picture afterwards.
    """

    changed: int
    outside: int


def clamping(config: DBoxConfig) -> Clamping:
    """Counted over all DBoxes of ``config``."""
    before, after = unclamped(config), make_dboxes(config).cxcywh
    corners = cxcywh_to_xyxy(after)
    outside = ((corners < -1e-6) | (corners > 1 + 1e-6)).any(axis=1)
    changed = (abs(before - after) > 1e-6).any(axis=1)
    return Clamping(int(changed.sum()), int(outside.sum()))


@dataclass(frozen=True, slots=True)
class CoverageJob:
    """How well the DBoxes of ``config`` cover objects of many sizes: slower than a drag may be."""

    config: DBoxConfig

    def run(self, _lab: Lab) -> Coverage:
        return coverage(self.config)
