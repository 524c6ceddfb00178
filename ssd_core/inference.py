"""A picture in, candidates out: preprocessing, network and decoding with the time each took."""

from __future__ import annotations

import time
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ssd_core.coding import to_candidates
from ssd_core.config import SSDConfig
from ssd_core.dboxes import make_dboxes
from ssd_core.device import Device, choose
from ssd_core.image import preprocess
from ssd_core.network import SSD, build_network
from ssd_core.network.winograd import use_winograd
from ssd_core.types import ByteArray, Candidates, FloatArray, RawOutput
from ssd_core.weights import WeightsFile, read_weights


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds of each stage of one picture."""

    preprocess: float
    network: float
    decode: float


@dataclass(frozen=True, slots=True, eq=False)
class Inference:
    """Everything that the network side knows of one picture; plain numpy."""

    candidates: Candidates
    raw: RawOutput
    timings: Timings


class Detector:
    """A network ready to look at pictures: folded, on its device, in its precision.

    The network that is handed over is copied, never changed.
    """

    def __init__(self, network: SSD, device: Device | None = None) -> None:
        self.device = device or choose()
        self.config: SSDConfig = network.config
        self.dboxes = make_dboxes(self.config.dboxes)
        folded = deepcopy(network).fold().requires_grad_(False)
        if self.device.key == "cpu" and self.device.dtype is torch.float32:
            use_winograd(folded)
        folded = folded.to(device=self.device.torch, dtype=self.device.dtype)
        self._network = folded.to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    @classmethod
    def from_weights(cls, weights: WeightsFile, device: Device | None = None) -> Detector:
        """A detector with the parameters of ``weights``."""
        with torch.device("meta"):
            network = build_network(weights.config)
        network.load_state_dict(dict(weights.state), assign=True)
        return cls(network, device)

    @classmethod
    def load(cls, path: str | Path, device: Device | None = None) -> Detector:
        """Read a weights file and be ready. Raises WeightsError."""
        return cls.from_weights(read_weights(path), device)

    def __call__(self, rgb: ByteArray) -> Inference:
        """Look at one picture, uint8 RGB [H, W, 3]."""
        start = time.perf_counter()
        x = preprocess(rgb, self.config.preprocessing)
        prepared = time.perf_counter()
        raw = self.raw_outputs(x)[0]
        computed = time.perf_counter()
        candidates = to_candidates(raw, self.dboxes, variances=self.config.variances)
        decoded = time.perf_counter()
        timings = Timings(
            preprocess=1e3 * (prepared - start),
            network=1e3 * (computed - prepared),
            decode=1e3 * (decoded - computed),
        )
        return Inference(candidates, raw, timings)

    def raw_outputs(self, x: NDArray[np.float32]) -> list[RawOutput]:
        """The raw outputs of preprocessed pictures [B, 3, 300, 300]."""
        with torch.inference_mode():
            batch = torch.from_numpy(x).to(self.device.torch, self.device.dtype)
            loc, conf = self._network(batch.contiguous(memory_format=torch.channels_last))
            locs, confs = _to_numpy(loc), _to_numpy(conf)
        return [RawOutput(one_loc, one_conf) for one_loc, one_conf in zip(locs, confs, strict=True)]

    def features(self, rgb: ByteArray) -> tuple[FloatArray, ...]:
        """The six feature maps of one picture, float32 [C_k, f_k, f_k], the finest before L2Norm.

        rgb: uint8 [H, W, 3].
        """
        x = preprocess(rgb, self.config.preprocessing)
        with torch.inference_mode():
            batch = torch.from_numpy(x).to(self.device.torch, self.device.dtype)
            maps = self._network.features(batch.contiguous(memory_format=torch.channels_last))
            return tuple(np.ascontiguousarray(_to_numpy(one[0])) for one in maps)

    @property
    def norm_scale(self) -> FloatArray:
        """What L2Norm multiplies each channel of the finest map by, float32 [C]; it is learnt."""
        return np.asarray(_to_numpy(self._network.norm.weight.detach()), np.float32)

    def head_maps(self, x: NDArray[np.float32]) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
        """Offsets [B, n·4, f, f] and logits [B, n·C, f, f] by level, float32 on the CPU.

        ``network.ssd.rows`` makes raw outputs of them.
        """
        with torch.inference_mode():
            batch = torch.from_numpy(x).to(self.device.torch, self.device.dtype)
            channels_last = batch.contiguous(memory_format=torch.channels_last)
            loc, conf = self._network.head_maps(self._network.sources(channels_last))
        return [m.float().cpu() for m in loc], [m.float().cpu() for m in conf]


def _to_numpy(tensor: torch.Tensor) -> NDArray[Any]:
    array: NDArray[Any] = tensor.float().cpu().numpy()
    return array
