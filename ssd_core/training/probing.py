"""Looking at the probes while a run learns, and keeping what its network says of them."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from ssd_core.device import Device
from ssd_core.errors import Refusal, UserError, shown_name
from ssd_core.files import write_atomically, writing
from ssd_core.image import preprocess, read_image
from ssd_core.inference import Detector
from ssd_core.network import SSD
from ssd_core.opencv import cv2
from ssd_core.sentence import say
from ssd_core.training.config import TrainConfig
from ssd_core.training.data import PictureSource
from ssd_core.training.inside import status_inside
from ssd_core.training.probe_files import (
    FOLDER,
    PICTURES,
    ProbePicture,
    encode_outputs,
    encode_pictures,
    outputs_name,
    steps_in,
)
from ssd_core.training.probes import ProbeHistory
from ssd_core.training.thinning import surplus
from ssd_core.types import ByteArray, GroundTruth, Image

MAX_BYTES = 2**28
"""Of all outputs together, about: four pictures of eight classes at 300 steps."""
_FEWEST = 16
"""Steps that are kept however large their files are."""
_LONGEST_SIDE = 1024
_TRIES = 20
_TEMPORARY = re.compile(r"\.[0-9a-f]{16}\.tmp")


class Prober:
    """Writes the folder of the probes, as ``probe_files`` describes it."""

    def __init__(
        self, run: Path, config: TrainConfig, source: PictureSource, network: SSD, device: Device
    ) -> None:
        """Take the probes that the run folder ``run`` has, or choose some and write them there.

        Raises UserError where they cannot be read or written.
        """
        self._folder = run / FOLDER
        self._every = config.probe_every
        self._device = device
        _refuse_link(run)
        with writing(self._folder):
            self._folder.mkdir(exist_ok=True)
        pictures = ProbeHistory(run).pictures
        if not pictures:
            pictures = choose(config, source)
            with writing(self._folder / PICTURES):
                data = encode_pictures(pictures, network.config)
                write_atomically(self._folder / PICTURES, data)
        preprocessing = network.config.preprocessing
        self._input = np.concatenate([preprocess(p.image.rgb, preprocessing) for p in pictures])

    def is_due(self, step: int) -> bool:
        return step % self._every == 0

    def has(self, step: int) -> bool:
        """Whether the probes were looked at after ``step`` steps."""
        return (self._folder / outputs_name(step)).exists()

    def look(self, network: SSD, step: int) -> Path:
        """Ask ``network`` about the probes and keep the answer. Returns its file.

        Where there are more than ``MAX_BYTES`` hold, others give way. Raises UserError.
        """
        outputs = Detector(network, self._device).raw_outputs(self._input)
        path = self._folder / outputs_name(step)
        data = encode_outputs(outputs, step)
        with writing(path):
            write_atomically(path, data)
            self._thin(max(MAX_BYTES // len(data), _FEWEST))
        return path

    def forget_after(self, step: int) -> None:
        """Drop the answers of later steps, which are taken anew. Raises UserError."""
        with writing(self._folder):
            for later in steps_in(self._folder):
                if later > step:
                    (self._folder / outputs_name(later)).unlink()
            for entry in self._folder.iterdir():
                if _TEMPORARY.fullmatch(entry.name):  # of a write that a power cut ended
                    entry.unlink()

    def _thin(self, most: int) -> None:
        steps = steps_in(self._folder)
        regular = {step // self._every: step for step in steps if self.is_due(step)}
        irregular = [step for step in steps[:-1] if not self.is_due(step)]
        for step in irregular + [regular[number] for number in surplus(regular, most=most)]:
            (self._folder / outputs_name(step)).unlink()


def make_prober(
    run: Path, config: TrainConfig, source: PictureSource, network: SSD, device: Device
) -> Prober | None:
    """The prober of a run; None if it wants none or has nothing to look at."""
    if config.probe_every and (config.probes or source.held_out_size):
        return Prober(run, config, source, network, device)
    return None


def choose(config: TrainConfig, source: PictureSource) -> tuple[ProbePicture, ...]:
    """The probes of a run: the pictures it names, or held-out ones, spread over all there are.

    Raises UserError for a named picture that cannot be read, or where no held-out one can.
    """
    if config.probes:
        images = map(read_image, config.probes)
        return tuple(
            ProbePicture(Image(_reduced(image.rgb), shown_name(image.source)), GroundTruth.none())
            for image in images
        )
    count = min(config.probe_pictures, source.held_out_size)
    starts = [number * source.held_out_size // count for number in range(count)]
    ends = [*starts[1:], source.held_out_size]
    found = [_with_objects(source, *span) for span in zip(starts, ends, strict=True)]
    probes = tuple(probe for probe in found if isinstance(probe, ProbePicture))
    if not probes:
        raise next(error for error in found if isinstance(error, UserError))
    return probes


def _with_objects(source: PictureSource, start: int, end: int) -> ProbePicture | UserError:
    """The first held-out picture from ``start`` on with something to find; the first that can be
    read where that has none, or else why one cannot be.
    """
    found: ProbePicture | UserError | None = None
    for index in range(start, min(end, start + _TRIES)):
        try:
            rgb, truth = source.held_out(index)
        except UserError as error:  # whoever measures with them names them
            found = found or error
            continue
        probe = ProbePicture(Image(_reduced(rgb), source.held_out_name(index)), truth)
        if len(truth):
            return probe
        if not isinstance(found, ProbePicture):
            found = probe
    assert found is not None  # a span has a picture
    return found


def _reduced(rgb: ByteArray) -> ByteArray:
    """The picture with no side longer than a screen shows."""
    scale = _LONGEST_SIDE / max(rgb.shape[:2])
    if scale >= 1:
        return rgb
    height, width = (max(round(side * scale), 1) for side in rgb.shape[:2])
    return np.asarray(cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA))


def _refuse_link(run: Path) -> None:
    """A link would lead the writing, and the thinning, out of the run folder."""
    try:
        status_inside(run, FOLDER)
    except Refusal as refusal:
        path = run / FOLDER
        headline = say("{name} could not be written.", name=shown_name(path))
        raise UserError(headline, refusal.reason, details=refusal.details(path)) from refusal
