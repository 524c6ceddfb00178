"""The inference thread: reads pictures, loads weights, looks. The latest request wins.

torch and OpenCV are imported here, in the thread, so that the window is there before them.
"""

from __future__ import annotations

import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QThread, Signal
from PySide6.QtGui import QImage

from gui.qimage import halved, to_qimage
from ssd_core.bundled import weights_path
from ssd_core.detection import Selector
from ssd_core.errors import UserError, shown_name
from ssd_core.histograms import overlap_histogram, score_histogram
from ssd_core.types import ByteArray, Candidates, Image, RawOutput, Thresholds

if TYPE_CHECKING:
    from ssd_core.config import SSDConfig
    from ssd_core.inference import Detector, Inference, Timings


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture stands among the files it was opened with; no files for pasted pixels."""

    paths: tuple[str, ...] = ()
    index: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class PictureRequest:
    """A picture to show and look at: a file, or pixels that came by clipboard or drop."""

    id: int
    name: str
    path: str | None = None
    rgb: ByteArray | None = None
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class WeightsRequest:
    """Weights to load onto a device; ``device`` is a key of ``ssd_core.device`` or "auto"."""

    id: int
    path: Path
    device: str


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture that was read, in both forms."""

    id: int
    name: str
    path: str | None
    place: Place
    image: Image
    pixels: QImage
    copies: tuple[QImage, ...]
    """``pixels`` at a half, a quarter … of its size."""


@dataclass(frozen=True, slots=True, eq=False)
class WeightsInfo:
    """What a person wants to know of the weights in use."""

    id: int
    path: Path
    bundled: bool
    config: SSDConfig
    device_name: str
    precision: str
    devices: tuple[tuple[str, str], ...]
    """(key, name) of every device there is."""
    missing_device: str
    """The device that was asked for and is not there, "" if all is well."""
    seconds: float


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What the network says of a picture, before (``raw``) and after decoding.

    selector: has already answered for the thresholds of the moment, so that its first answer to
    the window is quick. score_counts: ``score_histogram`` of the candidates.
    """

    picture: int
    weights: int
    raw: RawOutput
    candidates: Candidates
    selector: Selector
    score_counts: tuple[int, ...]
    timings: Timings


@dataclass(frozen=True, slots=True, eq=False)
class Failure:
    """A request that came to nothing, and why, for people. ``path`` is None for pasted pixels."""

    id: int
    path: str | None
    error: UserError


class InferenceThread(QThread):
    """One thread, two mailboxes of one request each: a newer request replaces a waiting one."""

    picture_read = Signal(object)  # Picture
    picture_failed = Signal(object)  # Failure
    weights_loaded = Signal(object)  # WeightsInfo
    weights_failed = Signal(object)  # Failure
    looked = Signal(object)  # Looked
    look_failed = Signal(object)  # Failure

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inference")
        self.thresholds = Thresholds()
        """Those in use; replaced from the window's thread, read here."""
        self._wake = threading.Condition()
        self._picture: PictureRequest | None = None
        self._weights: WeightsRequest | None = None
        self._ending = False
        self._unseen = False  # a picture or weights that no look has answered yet
        self._image: Picture | None = None
        self._detector: Detector | None = None
        self._detector_id = 0

    def post_picture(self, request: PictureRequest) -> None:
        """Read this picture next, then look at it."""
        with self._wake:
            self._picture = request
            self._wake.notify()

    def post_weights(self, request: WeightsRequest) -> None:
        """Load these weights next, then look at the picture again."""
        with self._wake:
            self._weights = request
            self._wake.notify()

    def stop(self) -> None:
        """Ask the thread to end and wait for it; at most one picture is still looked at."""
        with self._wake:
            self._ending = True
            self._wake.notify()
        self.wait()

    def run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(self._has_request)
                if self._ending:
                    return
                picture, self._picture = self._picture, None
                weights = None
                if picture is None:  # a picture is shown before anything slow is begun
                    weights, self._weights = self._weights, None
            if picture is not None:
                self._read(picture)
            elif weights is not None:
                self._load(weights)
            if self._unseen and not self._has_request():
                self._look()

    def _has_request(self) -> bool:
        return self._ending or self._picture is not None or self._weights is not None

    def _read(self, request: PictureRequest) -> None:
        try:
            picture = read_picture(request)
        except UserError as error:
            self.picture_failed.emit(Failure(request.id, request.path, error))
            return
        except Exception as error:  # noqa: BLE001  the thread outlives whatever a file does to it
            headline = f"{request.name} could not be read."
            failure = Failure(request.id, request.path, unexpected(headline, error))
            self.picture_failed.emit(failure)
            return
        if self._picture is not None:  # nobody would see it before the next one replaces it
            return
        self._image, self._unseen = picture, True
        self.picture_read.emit(picture)

    def _load(self, request: WeightsRequest) -> None:
        try:
            detector, info = load_weights(request)
        except UserError as error:
            self.weights_failed.emit(Failure(request.id, str(request.path), error))
        except Exception as error:  # noqa: BLE001  the weights in use stay, whatever happens
            headline = f"{shown_name(request.path)} was not loaded."
            failure = Failure(request.id, str(request.path), unexpected(headline, error))
            self.weights_failed.emit(failure)
        else:
            self._detector, self._detector_id, self._unseen = detector, request.id, True
            self.weights_loaded.emit(info)

    def _look(self) -> None:
        picture, detector = self._image, self._detector
        if picture is None or detector is None:
            return
        self._unseen = False
        try:
            inference = detector(picture.image.rgb)
            looked = prepare(picture.id, self._detector_id, inference, self.thresholds)
        except Exception as error:  # noqa: BLE001  out of memory and driver errors come here
            headline = f"The network could not look at {picture.name}."
            failure = Failure(picture.id, picture.path, unexpected(headline, error))
            self.look_failed.emit(failure)
            return
        self.looked.emit(looked)


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


def load_weights(request: WeightsRequest) -> tuple[Detector, WeightsInfo]:
    """A detector and what to say of it. Raises UserError."""
    start = time.perf_counter()
    from ssd_core.device import available, choose
    from ssd_core.inference import Detector

    missing = ""
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
        missing_device=missing,
        seconds=time.perf_counter() - start,
    )
    return detector, info


def unexpected(headline: str, error: Exception) -> UserError:
    """``headline`` and a reason for something nobody foresaw; the details can be reported."""
    if isinstance(error, MemoryError):
        reason = "It needs more memory than there is."
    else:
        words = str(error).strip() or type(error).__name__
        reason = f"Something unexpected happened: {words.splitlines()[0]}."
    return UserError(
        headline,
        reason,
        details={
            "kind": type(error).__name__,
            "where": "".join(traceback.format_exception(error)[-3:]).strip(),
            "try": "another file, or the CPU; copy this to report it",
        },
    )
