"""The source's Detect as its text describes it: picture by picture, class by class."""

from __future__ import annotations

from math import exp

import numpy as np

from oracles.coding import decode
from oracles.nms import nms


def detect(loc, conf, dboxes, *, conf_thresh=0.01, top_k=200, nms_thresh=0.45) -> np.ndarray:
    """float32 [B, C, top_k, 5]: (score, xmin, ymin, xmax, ymax), best first, the rest 0."""
    batch, _, classes = conf.shape
    output = np.zeros((batch, classes, top_k, 5), np.float32)
    for b in range(batch):
        boxes = np.float32([decode(one, dbox) for one, dbox in zip(loc[b], dboxes, strict=True)])
        scores = np.float32([softmax(row) for row in conf[b]])
        for label in range(1, classes):
            column = scores[:, label]
            rows = [n for n in range(len(boxes)) if column[n] > np.float32(conf_thresh)]
            rows.sort(key=lambda n: (-column[n], n))
            rows = rows[:top_k]
            for place, row in enumerate(nms(boxes[rows], column[rows], threshold=nms_thresh)):
                output[b, label, place] = [column[rows[row]], *boxes[rows[row]]]
    return output


def softmax(logits):
    largest = max(logits)
    powers = [exp(float(v) - float(largest)) for v in logits]
    return [p / sum(powers) for p in powers]
