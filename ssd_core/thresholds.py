"""What a person can move while looking at a picture: thresholds, and the kind of NMS."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

BACKGROUND = 0
"""The column of ``conf`` (and the label) that means 'no object'."""


class NmsMethod(StrEnum):
    """What becomes of a candidate that overlaps a better one."""

    STANDARD = "standard"
    """It is dropped if their IoU is above the threshold (SSD paper, section 3.7)."""
    SOFT_LINEAR = "soft-linear"
    """Its score is multiplied by 1 - IoU if their IoU is above the threshold (Soft-NMS)."""
    SOFT_GAUSSIAN = "soft-gaussian"
    """Its score is multiplied by exp(-IoU² / sigma), whatever the threshold (Soft-NMS)."""
    DIOU = "diou"
    """It is dropped if IoU - d²/c² is above the threshold: far centres spare it (DIoU-NMS)."""

    @property
    def soft(self) -> bool:
        """Whether it lowers scores instead of dropping candidates."""
        return self in (NmsMethod.SOFT_LINEAR, NmsMethod.SOFT_GAUSSIAN)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a person can move while looking at a picture.

    confidence: a candidate needs a score strictly above it, 0..1. With soft-NMS its score must be
        above it before and after the decay.
    overlap: NMS acts on a candidate whose overlap with a kept one is strictly above it, 0..1.
        Raising it keeps MORE boxes. Unused by Gaussian soft-NMS.
    top_k: candidates a class that enter NMS, best first, ≥ 1.
    max_detections: detections shown a picture, best first, ≥ 1.
    classes: labels to look for; None means all. Background is never looked for.
    method: the kind of NMS.
    class_agnostic: NMS lets candidates of different classes act on one another.
    class_confidence: pairs (label, confidence), each in place of ``confidence`` for its label. Also
        taken as a mapping or in any order; kept as a tuple by rising label.
    sigma: width of Gaussian soft-NMS, > 0; a larger one decays less. 0.5 in its paper.
    """

    confidence: float = 0.30
    overlap: float = 0.45
    top_k: int = 200
    max_detections: int = 200
    classes: frozenset[int] | None = None
    method: NmsMethod = NmsMethod.STANDARD
    class_agnostic: bool = False
    class_confidence: tuple[tuple[int, float], ...] = ()
    sigma: float = 0.5

    def __post_init__(self) -> None:
        object.__setattr__(self, "method", NmsMethod(self.method))
        object.__setattr__(self, "class_confidence", _pairs(self.class_confidence))
        for name in ("confidence", "overlap"):
            value = getattr(self, name)
            if not 0.0 <= value <= 1.0:
                raise ValueError(f"{name} must lie between 0 and 1, not {value}")
        for name in ("top_k", "max_detections"):
            value = getattr(self, name)
            if value < 1:
                raise ValueError(f"{name} must be at least 1, not {value}")
        if not 0.0 < self.sigma < math.inf:
            raise ValueError(f"sigma must be above 0, not {self.sigma}")
        if self.classes is not None and BACKGROUND in self.classes:
            raise ValueError("the background is not a class to look for")

    @property
    def lowest_confidence(self) -> float:
        """No candidate at or below it is over the confidence threshold of its class."""
        return min([self.confidence, *(value for _, value in self.class_confidence)])

    def confidence_of(self, label: int) -> float:
        """The confidence that candidates of ``label`` need."""
        return dict(self.class_confidence).get(label, self.confidence)

    def with_class_confidence(self, label: int, confidence: float | None) -> Thresholds:
        """These with an own ``confidence`` for ``label``; None: the same as all others."""
        own = dict(self.class_confidence)
        own.pop(label, None)
        if confidence is not None:
            own[label] = confidence
        return replace(self, class_confidence=tuple(own.items()))


def _pairs(own: Mapping[int, float] | Iterable[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    """``own`` by rising label. Raises ValueError for what is no label or no confidence."""
    items = own.items() if isinstance(own, Mapping) else own
    pairs = tuple(sorted((int(label), float(confidence)) for label, confidence in items))
    if len({label for label, _ in pairs}) < len(pairs):
        raise ValueError("class_confidence names a label twice")
    for label, confidence in pairs:
        if label <= BACKGROUND:
            raise ValueError(f"class_confidence is for classes; {label} is none")
        if not 0.0 <= confidence <= 1.0:
            raise ValueError(f"confidence must lie between 0 and 1, not {confidence}")
    return pairs
