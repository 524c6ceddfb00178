"""Forward passes, and the whole way from a 1080p frame to boxes, against the plain way.

Floors: a direct SSD300-VGG16 forward is 62.7 GFLOP; the peak is this machine's own, measured by a
large matrix product in the same run.
"""

from __future__ import annotations

from copy import deepcopy

import cv2
import numpy as np
import torch
from bench.measure import Row, in_turn, milliseconds
from oracles.nms_torch import plain_detections
from torch import Tensor

from ssd_core.bundled import weights_path
from ssd_core.config import preset
from ssd_core.detection import select
from ssd_core.device import choose, cpu_has_bf16
from ssd_core.inference import Detector
from ssd_core.network import SSD, build_network
from ssd_core.types import Thresholds
from ssd_core.weights import read_weights

VGG_GFLOP = 62.7
MEAN = np.array([123, 117, 104], np.float32)


def peak_gflops(dtype: torch.dtype) -> float:
    """What a 3000×3000 matrix product reaches, the best of five."""
    a = torch.randn(3000, 3000).to(dtype)
    torch.mm(a, a)
    return 2 * 3000**3 / min(milliseconds(lambda: torch.mm(a, a)) for _ in range(5)) / 1e6


def plain_preprocess(rgb: np.ndarray) -> Tensor:
    """Float first, then resize, then subtract: how demos do it."""
    resized = cv2.resize(rgb.astype(np.float32), (300, 300)) - MEAN
    return torch.from_numpy(np.ascontiguousarray(resized.transpose(2, 0, 1)))[None]


def plain_path(network: SSD, rgb: np.ndarray, dboxes: Tensor, thresholds: Thresholds) -> Tensor:
    """Frame to boxes with eager float32, decoding in torch and a Python loop for NMS."""
    loc, conf = network(plain_preprocess(rgb))
    centre = dboxes[:, :2] + loc[0, :, :2] * 0.1 * dboxes[:, 2:]
    size = dboxes[:, 2:] * torch.exp(loc[0, :, 2:] * 0.2)
    boxes = torch.cat([centre - size / 2, centre + size / 2], dim=1)
    return plain_detections(boxes, conf[0].softmax(dim=1), thresholds)


def forward_row(name: str, network: SSD, *, target: float | None) -> Row:
    """One preprocessed picture through the plain network and through a Detector."""
    plain = deepcopy(network).eval()
    detector = Detector(network, choose("cpu"))
    x = torch.randn(1, 3, 300, 300)
    prepared = np.ascontiguousarray(x.permute(0, 2, 3, 1).numpy()).transpose(0, 3, 1, 2)
    times = in_turn(lambda: plain(x), lambda: detector.raw_outputs(prepared))
    return Row(name, *times, target)


def frame_row(name: str, network: SSD, *, target: float | None) -> Row:
    frame = np.random.default_rng(0).integers(0, 255, (1080, 1920, 3), np.uint8)
    plain, detector = deepcopy(network).eval(), Detector(network, choose("cpu"))
    dboxes = torch.from_numpy(detector.dboxes.cxcywh.copy())
    thresholds = Thresholds(confidence=0.05)
    times = in_turn(
        lambda: plain_path(plain, frame, dboxes, thresholds),
        lambda: select(detector(frame).candidates, thresholds),
    )
    return Row(name, *times, target)


def slim_network() -> SSD:
    weights = read_weights(weights_path())
    network = build_network(weights.config)
    network.load_state_dict(dict(weights.state))
    return network


@torch.inference_mode()
def run() -> list[Row]:
    torch.manual_seed(0)
    bf16 = cpu_has_bf16()
    peak = peak_gflops(torch.bfloat16 if bf16 else torch.float32)
    floor = VGG_GFLOP / peak * 1e3
    vgg, slim = build_network(preset("ssd300_voc")), slim_network()
    forward = forward_row("SSD300-VGG16, batch 1, CPU", vgg, target=2.9 if bf16 else 1.35)
    note = f"floor of a direct convolution {floor:.0f} ms: {floor / forward.ours:.0%} of it"
    return [
        Row(forward.name, forward.plain, forward.ours, forward.target, note),
        forward_row("slim, batch 1, CPU (≤ 20 ms)", slim, target=None),
        frame_row("1080p frame → boxes, SSD300-VGG16", vgg, target=2.8),
        frame_row("1080p frame → boxes, bundled slim", slim, target=None),
    ]
