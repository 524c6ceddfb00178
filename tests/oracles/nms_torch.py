"""Detections the plain way of SSD implementations in torch: the baseline of the benchmark."""

from __future__ import annotations

import torch
from torch import Tensor

from ssd_core.types import Thresholds


def nm_suppression(boxes: Tensor, scores: Tensor, *, overlap: float, top_k: int) -> Tensor:
    """Greedy NMS with one Python turn for each box that is kept; rows, best first."""
    kept = []
    x1, y1, x2, y2 = boxes.unbind(dim=1)
    area = (x2 - x1) * (y2 - y1)
    order = scores.sort(dim=0).indices[-top_k:]
    while order.numel():
        best = order[-1]
        kept.append(best)
        order = order[:-1]
        if order.numel() == 0:
            break
        left = torch.index_select(x1, 0, order).clamp(min=x1[best])
        top = torch.index_select(y1, 0, order).clamp(min=y1[best])
        right = torch.index_select(x2, 0, order).clamp(max=x2[best])
        bottom = torch.index_select(y2, 0, order).clamp(max=y2[best])
        shared = (right - left).clamp(min=0.0) * (bottom - top).clamp(min=0.0)
        union = torch.index_select(area, 0, order) - shared + area[best]
        order = order[(shared / union).le(overlap)]
    return torch.stack(kept) if kept else order


def plain_detections(boxes: Tensor, scores: Tensor, thresholds: Thresholds) -> Tensor:
    """Rows (score, label, xmin, ymin, xmax, ymax) of the detections of one picture, best first.

    boxes: float32 [N, 4]. scores: float32 [N, C].
    """
    found = []
    for label in range(1, scores.shape[1]):
        over = scores[:, label] > thresholds.confidence
        class_scores, class_boxes = scores[over, label], boxes[over]
        if class_scores.numel() == 0:
            continue
        rows = nm_suppression(
            class_boxes, class_scores, overlap=thresholds.overlap, top_k=thresholds.top_k
        )
        labels = torch.full((len(rows), 1), float(label))
        found.append(torch.cat([class_scores[rows, None], labels, class_boxes[rows]], dim=1))
    if not found:
        return torch.zeros(0, 6)
    table = torch.cat(found)
    order = table[:, 0].sort(dim=0, descending=True).indices
    return table[order[: thresholds.max_detections]]
