"""The wrong stages. Each has the shape of the right one and differs from it in one thought."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from ssd_core.boxes import Corners, cxcywh_to_xyxy, xyxy_to_cxcywh
from ssd_core.coding import softmax
from ssd_core.config import DBoxConfig, Preprocessing
from ssd_core.dboxes import make_dboxes
from ssd_core.image import preprocess
from ssd_core.lessons.bugs.pipeline import REAL, Chosen, Pipeline, chosen, decoded
from ssd_core.lessons.default_boxes import TORCHVISION_SCALES, unclamped, with_scales
from ssd_core.nms import survivors
from ssd_core.ranking import over_confidence, rank
from ssd_core.suppression import count_meetings
from ssd_core.types import (
    ByteArray,
    Candidates,
    DBoxes,
    Detections,
    FloatArray,
    IntArray,
    Thresholds,
)


def blue_first(rgb: ByteArray, preprocessing: Preprocessing) -> FloatArray:
    """The channels as OpenCV reads them, with the mean of the others."""
    return preprocess(rgb[..., ::-1], preprocessing)


def mean_left_in(rgb: ByteArray, preprocessing: Preprocessing) -> FloatArray:
    """0..255 instead of about -120..150."""
    return preprocess(rgb, replace(preprocessing, mean=(0.0, 0.0, 0.0)))


def divided(rgb: ByteArray, preprocessing: Preprocessing) -> FloatArray:
    """Contrast of half a unit where the network knows hundreds."""
    return preprocess(rgb, preprocessing) / np.float32(256)


def never_permuted(outputs: list[Tensor], width: int) -> Tensor:
    """[B, n·width, f, f] read as if the numbers of a DBox lay side by side. They lie f·f apart."""
    flat = torch.cat([output.flatten(1) for output in outputs], dim=1)
    return flat.view(len(flat), -1, width)


def logits_as_scores(conf: FloatArray) -> FloatArray:
    return conf


def softmax_over_dboxes(conf: FloatArray) -> FloatArray:
    """Columns sum to 1: the DBoxes compete for a class, not the classes for a DBox."""
    return softmax(conf.T).T


def softmax_twice(conf: FloatArray) -> FloatArray:
    """Numbers in 0..1 as logits differ by 1 at most: e times more is as sure as it can be."""
    return softmax(softmax(conf))


def no_variances(
    loc: FloatArray, dboxes_cxcywh: FloatArray, variances: tuple[float, float]
) -> FloatArray:
    """Moves ten times and grows five times (in the exponent) too far."""
    return decoded(loc, dboxes_cxcywh, (1.0, 1.0))


def torchvision_sizes(config: DBoxConfig) -> DBoxes:
    """As many boxes as the network has, in the sizes of another one."""
    return make_dboxes(with_scales(config, TORCHVISION_SCALES))


def tall_for_wide(config: DBoxConfig) -> DBoxes:
    """Width and height of every DBox exchanged: 2 stands where 1/2 belongs."""
    real = make_dboxes(config)
    return replace(real, cxcywh=real.cxcywh[:, [0, 1, 3, 2]])


def clipped_corners(config: DBoxConfig) -> DBoxes:
    """Cut at the edge of the picture, which moves centres and shrinks sides."""
    corners = np.clip(cxcywh_to_xyxy(unclamped(config)), 0.0, 1.0)
    return replace(make_dboxes(config), cxcywh=xyxy_to_cxcywh(corners))


def background_too(candidates: Candidates, thresholds: Thresholds) -> Chosen:
    """The background as one more class: the strongest of all, and everywhere."""
    nothing = np.zeros((len(candidates.scores), 1), np.float32)
    moved = Candidates(candidates.boxes, np.concatenate([nothing, candidates.scores], axis=1))
    found, pairs = chosen(moved, thresholds)
    return replace(found, labels=found.labels - 1), pairs


def across_classes(candidates: Candidates, thresholds: Thresholds) -> Chosen:
    return chosen(candidates, replace(thresholds, class_agnostic=True))


def nms_first(candidates: Candidates, thresholds: Thresholds) -> Chosen:
    """NMS of everything, then the threshold. The same boxes: only better ones can suppress."""
    everyone = len(candidates.boxes)
    found, pairs = chosen(candidates, replace(thresholds, confidence=0.0, top_k=everyone))
    return found.take(found.scores > np.float32(thresholds.confidence)), pairs


def overlap_of_centres(candidates: Candidates, thresholds: Thresholds) -> Chosen:
    """(cx, cy, w, h) taken for corners: most have no area then and overlap nothing."""
    misread = Candidates(xyxy_to_cxcywh(candidates.boxes), candidates.scores)
    found, pairs = chosen(misread, thresholds)
    return replace(found, boxes=candidates.boxes[found.dbox]), pairs


def drop_the_distant(candidates: Candidates, thresholds: Thresholds) -> Chosen:
    """overlap < threshold goes: rivals stay, and the other objects of the class fall."""

    def negative(a: Corners, b: Corners) -> FloatArray:
        return -a.overlaps(b)  # -overlap > -threshold is overlap < threshold

    over = over_confidence(candidates, thresholds.confidence, thresholds.classes)
    ranking = rank(candidates, over, top_k=thresholds.top_k)
    kept = survivors(ranking.boxes, ranking.labels, overlap=-thresholds.overlap, measure=negative)
    found: Detections = ranking.take(kept).best(thresholds.max_detections)
    return found, count_meetings(ranking, thresholds)


def label_as_place(labels: IntArray) -> IntArray:
    """Label 1 is the first class; as a place in the list it names the second one."""
    return labels


def sides_exchanged(boxes: FloatArray, width: int, height: int) -> FloatArray:
    """x by the height and y by the width, as ``shape`` lists them."""
    scaled: FloatArray = (boxes * ([height, width] * 2)).astype(np.float32)
    return scaled


_PATCHES: dict[str, dict[str, Callable[..., object]]] = {
    "bgr": {"preprocess": blue_first},
    "mean": {"preprocess": mean_left_in},
    "divided": {"preprocess": divided},
    "permute": {"rows": never_permuted},
    "no-softmax": {"scores": logits_as_scores},
    "softmax-axis": {"scores": softmax_over_dboxes},
    "softmax-twice": {"scores": softmax_twice},
    "dbox-sizes": {"dboxes": torchvision_sizes},
    "aspects": {"dboxes": tall_for_wide},
    "clip": {"dboxes": clipped_corners},
    "variances": {"decode": no_variances},
    "background": {"choose": background_too},
    "labels": {"place": label_as_place},
    "nms-classless": {"choose": across_classes},
    "nms-first": {"choose": nms_first},
    "nms-centres": {"choose": overlap_of_centres},
    "nms-less": {"choose": drop_the_distant},
    "scale": {"scale": sides_exchanged},
}


def wrong_pipeline(key: str) -> Pipeline:
    """The real stages but one. Raises KeyError for a bug that is not in the museum."""
    return replace(REAL, **_PATCHES[key])  # type: ignore[arg-type]
