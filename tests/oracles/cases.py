"""Random candidates and thresholds with many ties, duplicates, empty and non-finite boxes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ssd_core.types import Candidates, NmsMethod, Thresholds


def random_boxes(rng: np.random.Generator, count: int) -> np.ndarray:
    """float32 [count, 4] xyxy: half on a coarse grid, so that overlaps hit thresholds exactly."""
    low = rng.uniform(-0.2, 1, (count, 2))
    size = rng.choice([0.1, 0.3, 0.6], (count, 1)) * rng.uniform(0.5, 1.5, (count, 2))
    boxes = np.concatenate([low, low + size], axis=1)
    if rng.random() < 0.5:
        boxes = np.round(boxes * 8) / 8  # many become equal, and some lose their width
    if count and rng.random() < 0.3:
        boxes = boxes[rng.integers(0, max(1, count // 3), count)]
    inside_out = rng.random(count) < 0.05
    boxes[inside_out] = boxes[inside_out][:, [2, 3, 0, 1]]
    return boxes.astype(np.float32)


def random_candidates(rng: np.random.Generator, *, most: int = 40) -> Candidates:
    """Up to ``most`` DBoxes and up to four classes beside the background."""
    count, columns = int(rng.integers(0, most + 1)), int(rng.integers(1, 6))
    scores = rng.random((count, columns)).astype(np.float32)
    if rng.random() < 0.6:
        steps = rng.choice([4, 16, 100])
        scores = (np.round(scores * steps) / steps).astype(np.float32)
    boxes = random_boxes(rng, count)
    if rng.random() < 0.4:
        spoils = np.float32([np.nan, np.inf, -np.inf])
        spoilt = rng.random(scores.shape) < 0.1
        scores[spoilt] = rng.choice(spoils, int(spoilt.sum()))
        spoilt = rng.random(boxes.shape) < 0.02
        boxes[spoilt] = rng.choice(spoils, int(spoilt.sum()))
    return Candidates(boxes, scores)


def random_thresholds(rng: np.random.Generator, num_classes: int) -> Thresholds:
    """Thresholds at the ends of their ranges, on the grid of the scores, and between."""
    labels = np.arange(1, num_classes)
    some = frozenset(labels[rng.random(len(labels)) < 0.5].tolist())
    return Thresholds(
        confidence=float(rng.choice([0.0, 0.005, 0.01, 0.25, 0.3, 0.5, 1.0, rng.random()])),
        overlap=float(rng.choice([0.0, 0.25, 1 / 3, 0.45, 0.5, 1.0, rng.random()])),
        top_k=int(rng.choice([1, 2, 5, 20, 200])),
        max_detections=int(rng.choice([1, 3, 10, 200])),
        classes=some if rng.random() < 0.3 else None,
    )


def random_variant(rng: np.random.Generator, num_classes: int) -> Thresholds:
    """As ``random_thresholds``, with any method, across classes or not, some with an own bar."""
    own = {
        label: float(rng.choice([0.0, 0.25, 0.5, 1.0, rng.random()]))
        for label in range(1, num_classes + 2)
        if rng.random() < 0.3
    }
    return replace(
        random_thresholds(rng, num_classes),
        method=NmsMethod(str(rng.choice(list(NmsMethod)))),
        class_agnostic=bool(rng.random() < 0.5),
        class_confidence=tuple(own.items()) if rng.random() < 0.5 else (),
        sigma=float(rng.choice([0.1, 0.5, 2.0])),
    )
