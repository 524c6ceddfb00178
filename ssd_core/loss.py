"""MultiBox loss: where the boxes are and what they show (paper section 2.2, equations 1 to 3)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from ssd_core.mining import NEG_POS_RATIO

Worth = Callable[[Tensor, Tensor], Tensor]
"""From offsets of P positives, predicted and wanted, the share of its class that each is taught."""


@dataclass(frozen=True, slots=True)
class LossParts:
    """The two terms of equation 1, each already divided by the positives N of the batch.

    localisation, confidence: scalar tensors with gradients. positives: N, 0-d int64.
    """

    localisation: Tensor
    confidence: Tensor
    positives: Tensor

    @property
    def total(self) -> Tensor:
        """L = (L_conf + α L_loc) / N with α = 1."""
        return self.localisation + self.confidence

    def weighed(self, factor: float) -> LossParts:
        """Both terms times ``factor``."""
        return LossParts(self.localisation * factor, self.confidence * factor, self.positives)


def hardest_negatives(confidence_loss: Tensor, positive: Tensor, *, neg_pos_ratio: int) -> Tensor:
    """``mining.mine`` for a batch: bool [B, N], the negatives that are kept in each picture.

    confidence_loss: [B, N] without gradient. positive: bool [B, N].

    Only the loss at the last place that is kept has to be known, not the order of all: what is
    larger is kept, and of those that equal it the first ones. NaN is kept first: it shall be seen.
    """
    loss = confidence_loss.nan_to_num(nan=math.inf, posinf=math.inf).masked_fill(positive, 0.0)
    count = positive.sum(1, keepdim=True)
    wanted = torch.minimum(neg_pos_ratio * count, loss.shape[1] - count)
    most = int(wanted.max())
    if most == 0:
        return torch.zeros_like(positive)
    largest = loss.topk(most, dim=1).values
    last = largest.gather(1, (wanted - 1).clamp(min=0))
    above, equal = loss > last, loss == last
    left = wanted - above.sum(1, keepdim=True)
    chosen = above | (equal & (equal.cumsum(1) <= left))
    return chosen & ~positive & (wanted > 0)


def multibox_loss(
    loc: Tensor,
    conf: Tensor,
    target_loc: Tensor,
    target_labels: Tensor,
    *,
    neg_pos_ratio: int = NEG_POS_RATIO,
    worth: Worth | None = None,
) -> LossParts:
    """Smooth L1 over the positives' offsets, cross entropy over positives and mined negatives.

    loc [B, N, 4], conf [B, N, C]: what the network says. target_loc [B, N, 4] and
    target_labels int64 [B, N] (0 = background): what it should say (``matching``).
    worth: what of a positive's label is its class, the rest being background; all of it without.
    A batch without positives gives 0 and zero gradients: there is nothing to divide by.
    """
    loc, conf = loc.float(), conf.float()  # sums over 8,732 boxes want float32 under autocast
    positive = target_labels > 0
    localisation = functional.smooth_l1_loss(loc[positive], target_loc[positive], reduction="sum")
    with torch.no_grad():  # one box in eighty is kept: only those need a gradient
        every = functional.cross_entropy(
            conf.flatten(0, 1), target_labels.flatten(), reduction="none"
        ).view_as(target_labels)
        kept = positive | hardest_negatives(every, positive, neg_pos_ratio=neg_pos_ratio)
    confidence = functional.cross_entropy(conf[kept], target_labels[kept], reduction="sum")
    if worth is not None:
        with torch.no_grad():
            doubt = 1 - worth(loc[positive], target_loc[positive])
        confidence = confidence + _turned(conf[positive], target_labels[positive], doubt)
    positives = positive.sum()
    divisor = positives.clamp(min=1)
    return LossParts(localisation / divisor, confidence / divisor, positives)


def _turned(conf: Tensor, labels: Tensor, doubt: Tensor) -> Tensor:
    """What cross entropy grows by, in sum, where ``doubt`` of each label is background instead.

    conf [P, C], labels int64 [P], doubt [P] in 0..1: ln p_label - ln p_background, each so often.
    The softmax's denominator is in both and falls out.
    """
    meant = conf.gather(1, labels[:, None])[:, 0]
    return (doubt * (meant - conf[:, 0])).sum()
