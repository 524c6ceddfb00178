"""The files of the probes, and how what they hold is written and read.

``probes/pictures.safetensors`` in the run folder holds the pictures with their ground truth, and
``probes/<step>.safetensors`` the raw outputs for all of them after that many steps, as float16.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ssd_core.config import PRESETS, SSDConfig
from ssd_core.errors import Refusal, printable
from ssd_core.sentence import say
from ssd_core.training.array_file import Arrays, decode, encode
from ssd_core.training.config import MAX_PROBES
from ssd_core.types import GroundTruth, Image, RawOutput

FOLDER = "probes"
PICTURES = "pictures.safetensors"
_PICTURES_FORM = "ssd-viewer probes 1"
_OUTPUTS_FORM = "ssd-viewer probe 1"
_OUTPUTS_NAME = re.compile(r"(0|[1-9]\d{0,11})\.safetensors", re.ASCII)
MAX_BYTES = 2**28
_MOST_CLASSES = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class ProbePicture:
    """One probe. image: as it was looked at; its ``source`` is its name. truth: may be empty."""

    image: Image
    truth: GroundTruth


def outputs_name(step: int) -> str:
    """The file of a step, in the folder of the probes."""
    return f"{step}.safetensors"


def steps_in(folder: Path) -> tuple[int, ...]:
    """The steps with outputs in a folder of probes, rising; none if there is no such folder."""
    try:
        names = os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    return tuple(sorted(int(m[1]) for name in names if (m := _OUTPUTS_NAME.fullmatch(name))))


def encode_pictures(pictures: Sequence[ProbePicture], config: SSDConfig) -> bytes:
    """The file of the probes. config: of the network that will look at them."""
    arrays: Arrays = {}
    for number, picture in enumerate(pictures):
        arrays[f"{number}.rgb"] = picture.image.rgb
        arrays[f"{number}.boxes"] = picture.truth.boxes
        arrays[f"{number}.labels"] = picture.truth.labels
        arrays[f"{number}.difficult"] = picture.truth.difficult
    facts = {
        "names": [picture.image.source for picture in pictures],
        "preset": config.preset,
        "classes": config.classes,
    }
    return encode(arrays, facts, form=_PICTURES_FORM)


def decode_pictures(data: bytes) -> tuple[tuple[ProbePicture, ...], SSDConfig]:
    """The reverse of ``encode_pictures``, of which nothing is believed. Raises Refusal."""
    arrays, facts = decode(data, form=_PICTURES_FORM)
    try:
        config = PRESETS[facts["preset"]].with_classes(_names(facts, "classes", _MOST_CLASSES))
        names = _names(facts, "names", MAX_PROBES)
        pictures = tuple(_picture(arrays, n, name, config) for n, name in enumerate(names))
    except (LookupError, TypeError, ValueError) as error:
        raise damaged(error) from error
    return pictures, config


def encode_outputs(outputs: Sequence[RawOutput], step: int) -> bytes:
    """The file of a step: loc [P, N, 4] and conf [P, N, C] of P pictures, as float16."""
    loc = np.stack([_half(output.loc) for output in outputs])
    conf = np.stack([_half(output.conf) for output in outputs])
    return encode({"loc": loc, "conf": conf}, {"step": step}, form=_OUTPUTS_FORM)


def decode_outputs(data: bytes, *, pictures: int, config: SSDConfig) -> Arrays:
    """The arrays "loc" and "conf" of a step's file, still float16. Raises Refusal."""
    arrays, _ = decode(data, form=_OUTPUTS_FORM)
    rows = (pictures, config.dboxes.total)
    wanted = {"loc": (*rows, 4), "conf": (*rows, config.num_classes)}
    found = {name: array.shape for name, array in arrays.items()}
    if found != wanted or any(array.dtype != np.float16 for array in arrays.values()):
        raise damaged(ValueError(f"{found} instead of {wanted}"))
    return arrays


def _half(values: NDArray[np.float32]) -> NDArray[np.float16]:
    """float16 without infinities: beyond ±65,504 a logit or an offset says the same."""
    limit = float(np.finfo(np.float16).max)
    half: NDArray[np.float16] = values.clip(-limit, limit).astype(np.float16)
    return half


def _names(facts: Mapping[str, Any], part: str, most: int) -> tuple[str, ...]:
    found = facts[part]
    if not isinstance(found, list) or not 1 <= len(found) <= most:
        raise ValueError(f"{part} are not 1 to {most} names")
    if not all(isinstance(name, str) for name in found):
        raise TypeError(f"{part} are not texts")
    return tuple(printable(name[:256]) for name in found)


def _picture(arrays: Arrays, number: int, name: str, config: SSDConfig) -> ProbePicture:
    rgb, boxes, labels, difficult = (
        arrays[f"{number}.{part}"] for part in ("rgb", "boxes", "labels", "difficult")
    )
    if [a.dtype.str for a in (rgb, boxes, labels, difficult)] != ["|u1", "<f4", "<i8", "|b1"]:
        raise TypeError("arrays of other types")
    truth = GroundTruth(boxes, labels, difficult)
    if len(truth) and (labels.max() >= config.num_classes or not np.isfinite(boxes).all()):
        raise ValueError("objects of no class or without a place")
    return ProbePicture(Image(rgb, name), truth)


def damaged(error: Exception) -> Refusal:
    return Refusal(
        say("Its contents are damaged."),
        advice=say("copy the run's folder again"),
        technical=printable(f"{type(error).__name__}: {error}"[:200]),
    )
