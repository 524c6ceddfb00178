"""What the window asks of the thread of the time machine, and its frozen answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from ssd_core.config import SSDConfig
from ssd_core.errors import UserError
from ssd_core.types import Candidates, Detections, GroundTruth, Image, RawOutput, Thresholds


@dataclass(frozen=True, slots=True)
class ProbeRequest:
    """Which probe to look at.

    step: the kept one nearest to it; None: the newest. thresholds: labelled in ``classes``.
    """

    folder: Path
    step: int | None
    picture: int
    thresholds: Thresholds
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ProbeLook:
    """What was said of a probe after ``step`` steps, at the thresholds that were asked for.

    found: of ``wanted`` objects, those that are not difficult. wrong: false positives.
    """

    step: int
    image: Image
    pixels: QImage
    truth: GroundTruth
    config: SSDConfig
    raw: RawOutput
    candidates: Candidates
    detections: Detections
    found: int
    wanted: int
    wrong: int


@dataclass(frozen=True, slots=True, eq=False)
class Probed:
    """The answer. steps: those that are kept. names: of the probes. look: None without any."""

    request: ProbeRequest
    steps: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    look: ProbeLook | None = None
    error: UserError | None = None
