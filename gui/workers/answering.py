"""What the inference thread does for a request: read, load, prepare an answer."""

from __future__ import annotations

import time
import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gui.qimage import halved, to_qimage
from gui.workers.messages import (
    FrameRequest,
    Looked,
    Picture,
    PictureRequest,
    Place,
    Recorded,
    RecordedRequest,
    WeightsInfo,
    WeightsRequest,
)
from ssd_core.bundled import weights_path
from ssd_core.detection import Selector
from ssd_core.errors import UserError
from ssd_core.histograms import overlap_histogram, score_histogram
from ssd_core.sentence import say
from ssd_core.types import Image, Thresholds

if TYPE_CHECKING:
    from ssd_core.config import SSDConfig
    from ssd_core.inference import Detector, Inference

_LARGE = 1920
"""Pixels. A moving picture is shrunk while it is painted; only larger ones get halved copies."""


def read_picture(request: PictureRequest) -> Picture:
    """Decode a request. Raises UserError."""
    if request.rgb is not None:
        image = Image(request.rgb, request.name)
    else:
        from ssd_core.image import read_image

        assert request.path is not None
        image = read_image(request.path)
    pixels = to_qimage(image.rgb)
    return Picture(
        id=request.id,
        name=request.name,
        path=request.path,
        place=request.place,
        image=image,
        pixels=pixels,
        copies=halved(pixels),
    )


def frame_picture(request: FrameRequest) -> Picture:
    """A frame as a picture without a file."""
    pixels = to_qimage(request.rgb)
    return Picture(
        id=request.id,
        name=request.name,
        path=None,
        place=Place(),
        image=Image(request.rgb, request.name),
        pixels=pixels,
        copies=halved(pixels, smallest=_LARGE),
        moment=request.moment,
    )


def prepare(picture: int, weights: int, inference: Inference, thresholds: Thresholds) -> Looked:
    """Rank and suppress once here, where it holds nobody up."""
    selector = Selector(inference.candidates)
    selector.select(thresholds)
    overlap_histogram(selector, thresholds)
    return Looked(
        picture,
        weights,
        inference.raw,
        inference.candidates,
        selector,
        tuple(score_histogram(inference.candidates).tolist()),
        inference.timings,
    )


def recorded(request: RecordedRequest, thresholds: Thresholds) -> Recorded:
    """What is known of a picture, in the form in which looks come; it took no time."""
    from ssd_core.inference import Inference, Timings

    read = read_picture(PictureRequest(request.id, request.name, rgb=request.rgb))
    picture = replace(read, annotation=request.annotation)
    known = Inference(
        candidates=request.candidates, raw=request.raw, timings=Timings(0.0, 0.0, 0.0)
    )
    return Recorded(picture, request.weights, prepare(request.id, request.id, known, thresholds))


def load_weights(request: WeightsRequest) -> tuple[Detector, WeightsInfo]:
    """A detector and what to say of it. Raises UserError."""
    start = time.perf_counter()
    ready = request.ready
    if ready is not None and ready.detector and ready.asked_device == request.device:
        return ready.detector, replace(ready, id=request.id)
    from ssd_core.device import available, choose
    from ssd_core.inference import Detector
    from ssd_core.training.precision import fastest

    automatic, missing = choose(), ""
    try:
        device = choose(request.device)
    except ValueError:  # a device that was chosen last time and is gone today
        device, missing = choose("auto"), request.device
    detector = Detector.load(request.path, device)
    info = WeightsInfo(
        id=request.id,
        path=request.path,
        bundled=request.path == weights_path(),
        config=detector.config,
        device_name=device.name,
        precision=device.precision,
        devices=tuple((d.key, d.name) for d in available()),
        automatic=(automatic.name, fastest(automatic)),
        missing_device=missing,
        seconds=time.perf_counter() - start,
        asked_device=request.device,
        detector=detector,
    )
    return detector, info


def recorded_info(
    number: int, name: str, config: SSDConfig, loaded: WeightsInfo | None
) -> WeightsInfo:
    """What there is to know of the weights of a recorded look; they are on no device."""
    return WeightsInfo(
        id=number,
        path=Path(name),
        bundled=False,
        config=config,
        device_name=say("Recorded"),
        precision="fp16",
        devices=() if loaded is None else loaded.devices,
        automatic=("", "") if loaded is None else loaded.automatic,
        missing_device="",
        seconds=0.0,
    )


def unexpected(headline: str, error: Exception) -> UserError:
    """``headline`` and a reason for something nobody foresaw; the details can be reported."""
    if isinstance(error, MemoryError):
        reason = say("It needs more memory than there is.")
    else:
        words = str(error).strip() or type(error).__name__
        reason = say("Something unexpected happened: {what}.", what=words.splitlines()[0])
    return UserError(
        headline,
        reason,
        details={
            "kind": type(error).__name__,
            "where": "".join(traceback.format_exception(error)[-3:]).strip(),
            "try": say("another file, or the CPU; copy this to report it"),
        },
    )
