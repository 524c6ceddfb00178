"""What the window and the inference thread tell each other: numbered requests, frozen answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from ssd_core.data.annotation import Annotation
from ssd_core.detection import Selector
from ssd_core.digest import Digest
from ssd_core.errors import UserError
from ssd_core.types import ByteArray, Candidates, Image, RawOutput

if TYPE_CHECKING:
    from ssd_core.config import SSDConfig
    from ssd_core.inference import Detector, Timings


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
    """Weights to load onto a device; ``device`` is a key of ``ssd_core.device`` or "auto".

    ready: what another thread loaded of the same file; it is not read again for the same device.
    """

    id: int
    path: Path
    device: str
    ready: WeightsInfo | None = None


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
    moment: Moment | None = None
    """Which frame of what it is, None for a picture that does not move."""
    annotation: Annotation | None = None
    """Its ground truth, where it came with that."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A frame's place in its source.

    stream: numbers what was started; another one, another source. index, seconds: as in
    ``ssd_core.frames.source.Frame``. captured: ``time.perf_counter`` when it was there.
    """

    stream: int
    index: int
    seconds: float
    captured: float


@dataclass(frozen=True, slots=True, eq=False)
class FrameRequest:
    """A frame to look at and then to show.

    taken: called once, in the inference thread, when the mailbox is free for the next one.
    """

    id: int
    name: str
    rgb: ByteArray
    moment: Moment
    taken: Callable[[], None]


@dataclass(frozen=True, slots=True, eq=False)
class FrameLooked:
    """A frame together with what the network says of it; without, while there are no weights.

    digest: for counting its detections anew at other thresholds.
    """

    picture: Picture
    looked: Looked | None
    digest: Digest | None


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
    automatic: tuple[str, str]
    """Name of the device that "auto" means, and the precision in which that trains fastest."""
    missing_device: str
    """The device that was asked for and is not there, "" if all is well."""
    seconds: float
    asked_device: str = "auto"
    detector: Detector | None = None
    """What looks with them: it keeps nothing of a picture, so any thread may take it over."""


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
class RecordedRequest:
    """A picture together with what some network said of it earlier.

    weights: of that network, whether or not they are still there.
    """

    id: int
    name: str
    rgb: ByteArray
    raw: RawOutput
    candidates: Candidates
    weights: WeightsInfo
    annotation: Annotation | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """The answer to a RecordedRequest, all three of the same id."""

    picture: Picture
    weights: WeightsInfo
    looked: Looked


@dataclass(frozen=True, slots=True, eq=False)
class Failure:
    """A request that came to nothing, and why, for people. ``path`` is None for pasted pixels."""

    id: int
    path: str | None
    error: UserError
