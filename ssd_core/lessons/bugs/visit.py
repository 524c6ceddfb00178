"""What the museum asks of the lessons' thread: one mistake, beside the right way, on a picture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ssd_core.lessons.bugs.comparison import Comparison, reference
from ssd_core.lessons.bugs.seen import Seen
from ssd_core.lessons.lab import Lab
from ssd_core.types import ByteArray, GroundTruth

if TYPE_CHECKING:
    from ssd_core.inference import Detector

SEED = 97
"""A scene of seven objects of which detection misses none, and where most mistakes show."""
CONFIDENCE = 0.3
"""Where the threshold stands at first, and from which the right side's boxes stand for the objects
of a picture that nobody annotated."""
_KEPT = "bugs.right"


@dataclass(frozen=True, slots=True, eq=False)
class Hung:
    """An exhibit with its figures. rgb: the picture, uint8 [H, W, 3].

    seen: uint8 [S, S, 3], the picture as the wrong side's network sees it, its input shown as usual
    ones are; None where the mistake comes after the network.
    """

    key: str
    rgb: ByteArray
    seen: ByteArray | None
    comparison: Comparison
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _RightSide:
    """What is the same for all exhibits of a picture."""

    asked: tuple[object, ...]
    rgb: ByteArray
    seen: Seen
    truth: GroundTruth


@dataclass(frozen=True, slots=True, eq=False)
class Visit:
    """Look at exhibit ``key``, on the museum's picture ``seed`` or on ``rgb``.

    rgb: a picture of one's own, uint8 [H, W, 3]; what the right side shows stands for its objects.
    weights: of which network; None: the bundled one.
    """

    key: str
    seed: int
    rgb: ByteArray | None = None
    weights: Path | None = None
    device: str = "auto"

    def is_beside(self, other: Visit) -> bool:
        """Whether both look at one picture with one network, at whichever exhibits."""
        same_network = (self.weights, self.device) == (other.weights, other.device)
        return self.seed == other.seed and self.rgb is other.rgb and same_network

    def run(self, lab: Lab) -> Hung:
        from ssd_core.lessons.bugs.patches import wrong_pipeline
        from ssd_core.lessons.bugs.pipeline import REAL, look

        detector = lab.detector(self.weights, self.device)
        right = self._right(lab, detector)
        wrong = wrong_pipeline(self.key)
        changed = wrong.preprocess is not REAL.preprocess
        preprocessing = detector.config.preprocessing
        return Hung(
            key=self.key,
            rgb=right.rgb,
            seen=_as_seen(wrong.preprocess(right.rgb, preprocessing)[0], preprocessing.mean)
            if changed
            else None,
            comparison=Comparison(right.seen, look(detector, right.rgb, wrong), right.truth),
            classes=detector.config.classes,
        )

    def _right(self, lab: Lab, detector: Detector) -> _RightSide:
        """The right side, from the visit before if its picture and network were the same."""
        from ssd_core.lessons.bugs.picture import museum_picture
        from ssd_core.lessons.bugs.pipeline import look

        asked = (self.seed if self.rgb is None else id(self.rgb), self.weights, self.device)
        kept = lab.notes.get(_KEPT)
        if isinstance(kept, _RightSide) and kept.asked == asked:
            return kept
        if self.rgb is None:
            scene = museum_picture(self.seed)
            seen = look(detector, scene.rgb)
            made = _RightSide(asked, scene.rgb, seen, scene.truth)
        else:
            seen = look(detector, self.rgb)
            made = _RightSide(asked, self.rgb, seen, reference(seen, CONFIDENCE))
        lab.notes[_KEPT] = made
        return made


def _as_seen(x: np.ndarray, mean: tuple[float, float, float]) -> ByteArray:
    """A network's input [3, S, S] as a picture: the mean is put back, what is outside is cut."""
    shown = x + np.array(mean, np.float32)[:, None, None]
    return np.ascontiguousarray(shown.clip(0, 255).astype(np.uint8).transpose(1, 2, 0))
