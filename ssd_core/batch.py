"""Many pictures one after the other: the loop behind a folder's detection, as plain events."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssd_core.detection import select
from ssd_core.errors import ImageError, UserError, shown_name
from ssd_core.sentence import say
from ssd_core.types import ByteArray, Candidates, Detections, Image, Selection, Thresholds

if TYPE_CHECKING:
    from ssd_core.inference import Inference

AHEAD = 2
"""Pictures that are read while the network is busy; each waits decoded, in memory."""

Look = Callable[[ByteArray], "Inference"]
"""What looks at a picture, uint8 RGB [H, W, 3]: usually a ``Detector``."""


@dataclass(frozen=True, slots=True, eq=False)
class Detected:
    """The picture at ``paths[index]`` was looked at.

    Holds pixels and candidates, a few megabytes or more: take what is needed and let go of it.
    """

    index: int
    path: str
    image: Image
    candidates: Candidates
    selection: Selection

    @property
    def width(self) -> int:
        """Of the picture, in pixels."""
        return self.image.width

    @property
    def height(self) -> int:
        """Of the picture, in pixels."""
        return self.image.height

    @property
    def detections(self) -> Detections:
        """What is shown at the thresholds of the batch."""
        return self.selection.detections


@dataclass(frozen=True, slots=True, eq=False)
class Refused:
    """The picture at ``paths[index]`` could not be read or looked at, and why."""

    index: int
    path: str
    error: UserError


def detect_all(
    detector: Look,
    paths: Sequence[str],
    thresholds: Thresholds,
    *,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Detected | Refused]:
    """Look at every picture, in order, one event each; a bad file does not end the batch.

    The next pictures are read in a thread while the network looks at one. ``stop`` is asked before
    each picture; once it is true there are no more events. What is wrong with the network or its
    device, and not with one picture, is raised as it is.
    """
    for index, read in enumerate(_read_ahead(paths, stop)):
        path = paths[index]
        try:
            image = read.result()
            candidates = detector(image.rgb).candidates
        except UserError as error:
            yield Refused(index, path, error)
        except MemoryError:
            yield Refused(index, path, _too_large(path))
        else:
            yield Detected(index, path, image, candidates, select(candidates, thresholds))


def _read_ahead(paths: Sequence[str], stop: Callable[[], bool]) -> Iterator[Future[Image]]:
    """What becomes of reading each path; at most ``AHEAD`` pictures wait."""
    from ssd_core.image import read_image

    coming: deque[Future[Image]] = deque()
    rest = iter(paths)
    with ThreadPoolExecutor(1, thread_name_prefix="batch reader") as reader:
        try:
            while not stop():
                while len(coming) < AHEAD and (path := next(rest, None)) is not None:
                    coming.append(reader.submit(read_image, path))
                if not coming:
                    return
                yield coming.popleft()
        finally:
            for future in coming:
                future.cancel()


def _too_large(path: str) -> ImageError:
    return ImageError(
        say("{name} could not be looked at.", name=shown_name(path)),
        say("It needs more memory than there is."),
        details={"try": say("a smaller copy of the picture")},
    )
