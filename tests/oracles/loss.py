"""MultiBox loss picture by picture and DBox by DBox, float64 (equations 1 to 3, section 2.2)."""

from __future__ import annotations

import torch


def smooth_l1(x):
    return torch.where(x.abs() < 1, 0.5 * x * x, x.abs() - 0.5)


def multibox_loss(loc, conf, target_loc, labels, ratio=3, worth=None):
    """(localisation, confidence), both divided by the positives of the batch.

    worth: function of offsets [4], predicted and wanted, the share of the class in a label.
    """
    loc_sum = torch.zeros((), dtype=loc.dtype)
    conf_sum = torch.zeros((), dtype=loc.dtype)
    positives = 0
    for b in range(len(loc)):
        losses = [-torch.log_softmax(conf[b, n], 0)[labels[b, n]] for n in range(loc.shape[1])]
        positive = [n for n in range(loc.shape[1]) if labels[b, n] > 0]
        negative = [n for n in range(loc.shape[1]) if labels[b, n] == 0]
        negative.sort(key=lambda n: (-losses[n].item(), n))
        for n in positive:
            loc_sum = loc_sum + smooth_l1(loc[b, n] - target_loc[b, n]).sum()
            if worth is not None:
                share = worth(loc[b, n].tolist(), target_loc[b, n].tolist())
                log = torch.log_softmax(conf[b, n], 0)
                losses[n] = -share * log[labels[b, n]] - (1 - share) * log[0]
        for n in positive + negative[: ratio * len(positive)]:
            conf_sum = conf_sum + losses[n]
        positives += len(positive)
    return loc_sum / max(positives, 1), conf_sum / max(positives, 1)
