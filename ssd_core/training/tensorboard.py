"""What TensorBoard shows of a run: its numbers, and the probes with their boxes."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from ssd_core.annotate import annotate
from ssd_core.detection import select
from ssd_core.files import writing
from ssd_core.image import encode_image
from ssd_core.training import event_file
from ssd_core.training.events import Evaluated, ProbeDone, Recovered, StepDone, TrainEvent
from ssd_core.training.lines import GrowingFile
from ssd_core.training.probes import ProbeHistory
from ssd_core.types import Thresholds

PREFIX = "events.out.tfevents."
"""TensorBoard looks for files whose names hold ``tfevents``, and reads them in their order."""
_UNSHOWN = ("step", "progress", "pictures", "seconds")
"""Of an event, what is an axis rather than a curve."""
_SPREAD = 1.2
"""TensorBoard shows ten pictures of a tag: each is so many times as far as the one before."""


class Board:
    """A new event file in a run folder; one for each time that a run is begun or resumed.

    Every method raises UserError where it cannot write, or read the probes that it shall show.
    """

    def __init__(self, run: Path, *, step: int) -> None:
        """step: where the run stands. What earlier files say of later steps is taken back."""
        self._run = run
        self._drawn = -1
        now = time.time()
        with writing(run):
            number = sum(path.name.startswith(PREFIX) for path in run.iterdir())
            self._path = run / f"{PREFIX}{now:010.0f}.{number:04}"
            self._file = GrowingFile(self._path)
        self._write(event_file.header(now))
        if number:
            self._take_back(step)

    def tell(self, event: TrainEvent) -> None:
        """Add what can be shown of the event."""
        if isinstance(event, Recovered):
            self._take_back(event.step)
        elif values := list(self._values(event)):
            self._write(event_file.summary(time.time(), event.step, values))

    def close(self) -> None:
        self._file.close()

    def _take_back(self, step: int) -> None:
        self._write(event_file.restart(time.time(), step + 1))

    def _write(self, data: bytes) -> None:
        with writing(self._path):
            self._file.write(data)

    def _values(self, event: TrainEvent) -> Iterator[bytes]:
        match event:
            case StepDone():
                yield from _scalars(event, "train")
                yield event_file.scalar("loss/total", event.loss_loc + event.loss_conf)
            case Evaluated():
                yield from _scalars(event, "validation")
                yield event_file.scalar("validation/loss", event.loss_loc + event.loss_conf)
                for name, ap in zip(event.classes, event.ap, strict=True):
                    if math.isfinite(ap):
                        yield event_file.scalar(f"AP/{name}", ap)
            case ProbeDone() if event.step == 0 or event.step >= _SPREAD * self._drawn:
                self._drawn = event.step
                yield from self._pictures(event.step)

    def _pictures(self, step: int) -> Iterator[bytes]:
        history = ProbeHistory(self._run)
        assert history.config is not None  # the event says that there are probes
        for number, probe in enumerate(history.pictures):
            found = select(history.candidates(step, number), Thresholds()).detections
            painted = annotate(probe.image, found, history.config.classes)
            height, width = painted.shape[:2]
            yield event_file.picture(
                f"probes/{probe.image.source}",
                encode_image(painted, ".jpg"),
                width=width,
                height=height,
            )


def _scalars(event: StepDone | Evaluated, group: str) -> Iterator[bytes]:
    """Every number of the event, "loss_loc" as "loss/loc" and others under ``group``."""
    for field in fields(event):
        value = getattr(event, field.name)
        if field.name not in _UNSHOWN and isinstance(value, int | float) and math.isfinite(value):
            loss = group == "train" and field.name.startswith("loss_")
            tag = field.name.replace("_", "/", 1) if loss else f"{group}/{field.name}"
            yield event_file.scalar(tag, value)
