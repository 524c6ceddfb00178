"""VOCevaldet.m and VOCap.m with plain loops, one class at a time.

A picture's objects: [(box, label, difficult)]; its detections: [(box, label, score)].
"""

from __future__ import annotations

import math
from fractions import Fraction


def size(box):
    return math.sqrt(max(box[2] - box[0], 0) * max(box[3] - box[1], 0))


def walk(found, objects, label, overlap, iou, within):
    """([True correct | False wrong] best score first, number of objects to find)."""
    ignored = [[o[2] or not within(size(o[0])) for o in picture] for picture in objects]
    claimed = [[False] * len(picture) for picture in objects]
    entries = [
        (-detection[2], i, j)
        for i, picture in enumerate(found)
        for j, detection in enumerate(picture)
        if detection[1] == label
    ]
    verdicts = []
    for _, i, j in sorted(entries):
        box = found[i][j][0]
        best, most = None, -1.0
        for g, (other, other_label, _) in enumerate(objects[i]):
            if other_label == label and overlap(box, other) > most:
                best, most = g, overlap(box, other)
        if best is not None and most >= iou:
            if ignored[i][best]:
                continue
            if not claimed[i][best]:
                claimed[i][best] = True
                verdicts.append(True)
                continue
        if within(size(box)):
            verdicts.append(False)
    count = sum(
        not skip and o[1] == label
        for picture, skips in zip(objects, ignored, strict=True)
        for o, skip in zip(picture, skips, strict=True)
    )
    return verdicts, count


def average_precision(verdicts, count, *, eleven_point):
    """Exact, as a fraction; None without objects."""
    if not count:
        return None
    recall, precision, correct = [], [], 0
    for k, verdict in enumerate(verdicts, 1):
        correct += verdict
        recall.append(Fraction(correct, count))
        precision.append(Fraction(correct, k))
    if eleven_point:
        best = [
            max(
                (p for p, r in zip(precision, recall, strict=True) if r >= Fraction(t, 10)),
                default=0,
            )
            for t in range(11)
        ]
        return Fraction(sum(best), 11)
    recall, precision = [Fraction(0), *recall, Fraction(1)], [Fraction(0), *precision, Fraction(0)]
    for k in range(len(precision) - 2, -1, -1):
        precision[k] = max(precision[k], precision[k + 1])
    return sum((recall[k] - recall[k - 1]) * precision[k] for k in range(1, len(recall)))
