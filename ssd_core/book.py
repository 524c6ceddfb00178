"""The source text's own entry points, in tensors, on top of this package.

For readers who come with the book open: the same names, arguments and outputs. Each one is a thin
adapter; the idea itself lives in the module that bears its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from ssd_core import coding, matching
from ssd_core import nms as suppression
from ssd_core.annotate import annotate
from ssd_core.config import VOC_CLASSES, DBoxConfig, SSDConfig, preset
from ssd_core.dboxes import make_dboxes
from ssd_core.detection import select
from ssd_core.image import preprocess, read_image
from ssd_core.loss import multibox_loss
from ssd_core.mining import NEG_POS_RATIO
from ssd_core.network import build_network
from ssd_core.types import (
    ByteArray,
    Candidates,
    DBoxes,
    Detections,
    FloatArray,
    GroundTruth,
    Thresholds,
)


def decode(loc: Tensor, dbox_list: Tensor) -> Tensor:
    """BBoxes [8732, 4] as (xmin, ymin, xmax, ymax) from offsets and DBoxes (cx, cy, w, h)."""
    return torch.from_numpy(coding.decode(_array(loc), _array(dbox_list)))


def nm_suppression(
    boxes: Tensor, scores: Tensor, overlap: float = 0.45, top_k: int = 200
) -> tuple[Tensor, int]:
    """The rows of ``boxes`` that NMS keeps, and how many; the rows are padded with 0 to [N].

    Only the ``top_k`` best scores take part.
    """
    best = torch.argsort(scores, descending=True, stable=True)[:top_k]
    rows = suppression.nms(_array(boxes[best]), _array(scores[best]), overlap=overlap)
    keep = torch.zeros(len(scores), dtype=torch.int64)
    keep[: len(rows)] = best[torch.from_numpy(rows)]
    return keep, len(rows)


class Detect:
    """From the network's output to [B, C, top_k, 5]: (score, xmin, ymin, xmax, ymax) a class.

    Class 0, the background, stays empty; so do the rows behind a class's last detection.
    """

    def __init__(
        self, conf_thresh: float = 0.01, top_k: int = 200, nms_thresh: float = 0.45
    ) -> None:
        self._thresholds = Thresholds(
            confidence=conf_thresh, overlap=nms_thresh, top_k=top_k, max_detections=10**9
        )

    def __call__(self, loc_data: Tensor, conf_data: Tensor, dbox_list: Tensor) -> Tensor:
        """loc_data [B, 8732, 4], conf_data [B, 8732, C] logits, dbox_list [8732, 4]."""
        classes, top_k = conf_data.shape[2], self._thresholds.top_k
        output = torch.zeros(len(loc_data), classes, top_k, 5)
        scores = _array(conf_data.softmax(dim=2))
        for picture, loc in enumerate(loc_data):
            boxes = coding.decode(_array(loc), _array(dbox_list))
            found = select(Candidates(boxes, scores[picture]), self._thresholds).detections
            for label in range(1, classes):
                rows = found.take(found.labels == label)
                output[picture, label, : len(rows), 0] = torch.from_numpy(rows.scores.copy())
                output[picture, label, : len(rows), 1:] = torch.from_numpy(rows.boxes.copy())
        return output


class SSD(nn.Module):
    """``SSD(phase, cfg)``: the book's network, which answers differently in its two phases.

    "train": (loc [B, 8732, 4], conf [B, 8732, C], DBoxes [8732, 4]).
    "inference": ``Detect``'s [B, C, 200, 5].

    Its parts and the keys of its state dict are ``build_network``'s, so that ``net.vgg`` is there
    and ``net.load_state_dict`` takes what weights files hold.

    cfg: a preset, or the book's dictionary.
    """

    dbox_list: Tensor

    def __init__(self, phase: str, cfg: SSDConfig | Mapping[str, Any]) -> None:
        super().__init__()
        cfg = _config(cfg)
        if phase not in ("train", "inference"):
            raise ValueError(f"phase must be train or inference, not {phase!r}")
        self.phase = phase
        network = build_network(cfg)
        for name, part in network.named_children():
            self.add_module(name, part)
        self._raw_outputs = network.forward
        self._size = cfg.dboxes.input_size
        # A buffer, so that `.to(device)` takes the DBoxes along; a weights file does not hold them.
        dboxes = torch.from_numpy(make_dboxes(cfg.dboxes).cxcywh.copy())
        self.register_buffer("dbox_list", dboxes, persistent=False)
        self.detect = Detect()

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor] | Tensor:
        """x: preprocessed pictures, float [B, 3, 300, 300]."""
        if list(x.shape[1:]) != [3, self._size, self._size] or not x.is_floating_point():
            wanted = f"[B, 3, {self._size}, {self._size}]"
            raise ValueError(f"expected float {wanted}, not {x.dtype} {list(x.shape)}")
        loc, conf = self._raw_outputs(x)
        if self.phase == "train":
            return loc, conf, self.dbox_list
        return self.detect(loc, conf, self.dbox_list)


class MultiBoxLoss(nn.Module):
    """Matching and loss of a batch: (localisation, confidence), each divided by all positives.

    device: as in the source; it has no meaning here, for the loss is computed where the network's
    output is.
    """

    def __init__(
        self,
        jaccard_thresh: float = matching.OVERLAP,
        neg_pos: int = NEG_POS_RATIO,
        device: object = None,
    ) -> None:
        super().__init__()
        self._jaccard_thresh = jaccard_thresh
        self._neg_pos = neg_pos

    def forward(
        self, predictions: tuple[Tensor, Tensor, Tensor], targets: Sequence[Tensor]
    ) -> tuple[Tensor, Tensor]:
        """predictions: the training output. targets: [G, 5] a picture, (box, class from 0)."""
        loc, conf, dbox_list = predictions
        if len(targets) != len(loc):
            raise ValueError(f"{len(targets)} targets for {len(loc)} pictures")
        offsets, labels = [], []
        for target in targets:
            one_loc, one_labels = match(self._jaccard_thresh, target, dbox_list)
            offsets.append(one_loc)
            labels.append(one_labels)
            if one_labels.max() >= conf.shape[2]:
                classes = conf.shape[2] - 1
                label = int(one_labels.max()) - 1
                raise ValueError(f"there is no class {label} among {classes}, counted from 0")
        loss = multibox_loss(
            loc,
            conf,
            torch.stack(offsets).to(loc.device),
            torch.stack(labels).to(loc.device),
            neg_pos_ratio=self._neg_pos,
        )
        return loss.localisation, loss.confidence


def match(jaccard_thresh: float, target: Tensor, dbox_list: Tensor) -> tuple[Tensor, Tensor]:
    """Offsets [8732, 4] and labels [8732] (class + 1, 0 = background) to learn for one picture."""
    rows = _array(target).reshape(-1, 5)
    labels_from_one = rows[:, 4].astype(np.int64) + 1
    truth = GroundTruth(rows[:, :4], labels_from_one, np.zeros(len(rows), np.bool_))
    nowhere = np.zeros(len(dbox_list), np.int64)
    dboxes = DBoxes(_array(dbox_list), nowhere, np.stack([nowhere, nowhere], axis=1), nowhere)
    offsets, labels = matching.learning_targets(truth, dboxes, overlap=jaccard_thresh)
    return torch.from_numpy(offsets), torch.from_numpy(labels)


def ssd_predict_show(
    image_file_path: str,
    network: nn.Module,
    cfg: SSDConfig | Mapping[str, Any],
    data_confidence_level: float = 0.6,
) -> tuple[ByteArray, Detections]:
    """SSDPredictShow's job: the picture with its boxes, uint8 RGB [H, W, 3], and the detections.

    network: this module's ``SSD`` in phase "inference". Raises ImageError for an unreadable file.
    """
    cfg = _config(cfg)
    image = read_image(image_file_path)
    x = torch.from_numpy(preprocess(image.rgb, cfg.preprocessing))
    with torch.inference_mode():
        output = network.eval()(x.to(next(network.parameters()).device))[0]
    scores = output[..., 0]  # 0 where a row is empty
    label, row = ((scores > 0) & (scores >= data_confidence_level)).nonzero(as_tuple=True)
    order = scores[label, row].argsort(descending=True)
    label, chosen = label[order], output[label, row][order]
    # The output does not say which DBox a box came from.
    detections = Detections(
        _array(chosen[:, 1:]),
        _array(chosen[:, 0]),
        label.numpy(),
        np.full(len(label), -1),
    )
    return annotate(image, detections, cfg.classes), detections


def _config(cfg: SSDConfig | Mapping[str, Any]) -> SSDConfig:
    """The config that the book's dictionary describes; classes other than VOC's are numbered."""
    if isinstance(cfg, SSDConfig):
        return cfg
    geometry = {field.name: _tuples(cfg[field.name]) for field in fields(DBoxConfig)}
    count = cfg["num_classes"] - 1
    classes = VOC_CLASSES if count == len(VOC_CLASSES) else tuple(map(str, range(count)))
    return replace(preset("ssd300_voc"), classes=classes, dboxes=DBoxConfig(**geometry))


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list | tuple) else value


def _array(tensor: Tensor) -> FloatArray:
    array: FloatArray = tensor.detach().float().cpu().numpy()
    return array
