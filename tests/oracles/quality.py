"""Worth of a positive: decode two offsets of any DBox, and see how much the boxes overlap."""

from __future__ import annotations

import math


def iou(a, b):
    width = max(min(a[2], b[2]) - max(a[0], b[0]), 0.0)
    height = max(min(a[3], b[3]) - max(a[1], b[1]), 0.0)
    both = width * height
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def decoded(offsets, dbox, variances=(0.1, 0.2)):
    cx, cy, w, h = dbox
    x, y = cx + offsets[0] * variances[0] * w, cy + offsets[1] * variances[0] * h
    w, h = w * math.exp(offsets[2] * variances[1]), h * math.exp(offsets[3] * variances[1])
    return [x - w / 2, y - h / 2, x + w / 2, y + h / 2]


def worth(loc, target, dbox=(0.4, 0.3, 0.2, 0.1)):
    overlap = iou(decoded(loc, dbox), decoded(target, dbox))
    return min(max((overlap - 0.4) / 0.2, 0.0), 1.0)
