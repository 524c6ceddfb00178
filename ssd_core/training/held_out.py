"""Looking at held-out pictures with a network, to measure it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from ssd_core.detection import select
from ssd_core.evaluation import evaluate
from ssd_core.inference import Detector, Inference
from ssd_core.loss import multibox_loss
from ssd_core.matching import learning_targets
from ssd_core.training.data import PictureSource
from ssd_core.training.loop import Stop
from ssd_core.training.unread import Unread, held_out_examples
from ssd_core.types import Detections, GroundTruth, Thresholds

EVALUATION_THRESHOLDS = Thresholds(confidence=0.01, overlap=0.45, top_k=200, max_detections=200)
"""mAP wants the whole precision-recall curve, so nearly everything is let through."""


def never() -> bool:
    """The answer of who does not want to stop anything."""
    return False


@dataclass(frozen=True, slots=True)
class Measured:
    """How well held-out pictures are seen.

    map50: mean of ``ap`` over the classes that have objects; NaN if none has. ap: by class, label 1
    first; NaN for one without objects. loss_loc, loss_conf: as of one batch with all pictures.
    """

    pictures: int
    map50: float
    ap: tuple[float, ...]
    loss_loc: float
    loss_conf: float


def measure_held_out(
    detector: Detector,
    source: PictureSource,
    count: int,
    *,
    stop: Stop = never,
    unread: Unread | None = None,
) -> Measured | None:
    """Look at the first ``count`` held-out pictures; None where ``stop()`` says so meanwhile.

    unread: is told of those that cannot be read, which count for nothing. Raises UserError where
    that seems to be all of them.
    """
    found, truths, losses = [], [], _Losses(detector)
    for rgb, truth in held_out_examples(source, count, unread or Unread()):
        if stop():
            return None
        inference = detector(rgb)
        found.append(_detections(inference))
        truths.append(truth)
        losses.add(inference, truth)
    result = evaluate(found, truths, num_classes=detector.config.num_classes)
    # Label 0 is the background. One NaN for all, so that equal events are equal.
    ap = tuple(math.nan if value != value else value for value in result.ap[1:].tolist())
    return Measured(len(truths), result.map, ap, *losses.means())


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """What was found on held-out pictures, and what is there; one entry a picture.

    sizes: (width, height) in pixels.
    """

    detections: tuple[Detections, ...]
    truths: tuple[GroundTruth, ...]
    sizes: tuple[tuple[int, int], ...]


def detect_held_out(detector: Detector, source: PictureSource, count: int) -> HeldOut:
    """What the detector finds on the first ``count`` held-out pictures."""
    seen = []
    for index in range(min(count, source.held_out_size)):
        rgb, truth = source.held_out(index)
        # One at a time: what a network says of a thousand pictures takes a gigabyte.
        seen.append((_detections(detector(rgb)), truth, (rgb.shape[1], rgb.shape[0])))
    detections, truths, sizes = zip(*seen, strict=True) if seen else ((), (), ())
    return HeldOut(detections, truths, sizes)


def _detections(inference: Inference) -> Detections:
    return select(inference.candidates, EVALUATION_THRESHOLDS).detections


class _Losses:
    """Both losses summed over pictures, which come one by one, and the positives to divide by."""

    def __init__(self, detector: Detector) -> None:
        self._dboxes = detector.dboxes
        self._variances = detector.config.variances
        self._sums = torch.zeros(2, dtype=torch.float64)
        self._positives = 0

    def add(self, inference: Inference, truth: GroundTruth) -> None:
        targets = learning_targets(truth, self._dboxes, variances=self._variances)
        outputs = inference.raw.loc, inference.raw.conf
        loss = multibox_loss(*(torch.tensor(part)[None] for part in (*outputs, *targets)))
        positives = int(loss.positives)
        self._sums += positives * torch.stack([loss.localisation, loss.confidence]).double()
        self._positives += positives

    def means(self) -> tuple[float, float]:
        localisation, confidence = (self._sums / max(self._positives, 1)).tolist()
        return localisation, confidence
