"""Looking at held-out pictures with a network, to measure it."""

from __future__ import annotations

from ssd_core.detection import select
from ssd_core.inference import Detector
from ssd_core.training.data import PictureSource
from ssd_core.training.loop import Stop
from ssd_core.types import Detections, GroundTruth, Thresholds

EVALUATION_THRESHOLDS = Thresholds(confidence=0.01, overlap=0.45, top_k=200, max_detections=200)
"""mAP wants the whole precision-recall curve, so nearly everything is let through."""


def never() -> bool:
    """The answer of who does not want to stop anything."""
    return False


def detect_held_out(
    detector: Detector, source: PictureSource, count: int, *, stop: Stop = never
) -> tuple[list[Detections], list[GroundTruth]]:
    """What the detector finds on the first ``count`` held-out pictures, and what is there.

    Fewer pictures where ``stop()`` says so meanwhile.
    """
    found, truths = [], []
    for index in range(min(count, source.held_out_size)):
        if stop():
            break
        rgb, truth = source.held_out(index)
        found.append(select(detector(rgb).candidates, EVALUATION_THRESHOLDS).detections)
        truths.append(truth)
    return found, truths
