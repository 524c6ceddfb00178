"""FrameSource: what a video, a camera and a generator have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ssd_core.errors import UserError
from ssd_core.types import ByteArray, freeze

VIDEO_SUFFIXES = (".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mpg", ".mpeg")

MAX_SIDE = 8192
"""Pixels. Larger frames than 8K do not exist outside of files that were made to do harm."""


class SourceError(UserError):
    """A source of frames cannot be opened, or is gone."""


class Unplugged(SourceError):
    """A camera sends no more pictures; it may come back."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a source.

    rgb: uint8 [H, W, 3], upright.
    index: its number from the start, 0 for the first. Exact as far as the source was read in one
        go; beyond that the number it has at the average rate.
    seconds: when it is shown, from the start of the source, ≥ 0.
    """

    rgb: ByteArray
    index: int
    seconds: float

    def __post_init__(self) -> None:
        freeze(self, "rgb", np.uint8, (None, None, 3))


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera that can be started.

    index: what ``CameraSource`` takes. name: how its maker calls it. path: its device file,
    "" where there is none. resolutions: (width, height) it can deliver, () where nobody knows.
    """

    index: int
    name: str
    path: str = ""
    resolutions: tuple[tuple[int, int], ...] = ()


class FrameSource(Protocol):
    """Frames in order. Made, used and closed in one thread; every method may take its time."""

    @property
    def name(self) -> str:
        """How it is called, for people."""

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of an upright frame in pixels."""

    @property
    def fps(self) -> float | None:
        """Frames a second on average, None if nobody knows."""

    @property
    def duration(self) -> float | None:
        """Seconds, None for what has no end or whose end is not known."""

    @property
    def seekable(self) -> bool:
        """False for what happens now and is over when it was not looked at."""

    def read(self) -> Frame | None:
        """The next frame, None at the end. Waits for it where frames come in their own time.

        Raises SourceError if the source is gone.
        """

    def seek(self, seconds: float) -> None:
        """Let ``read`` go on with the frame that is shown at ``seconds``.

        That is the last one that does not begin later; the first before the start, and the last
        one past the end. Raises SourceError if it cannot be reached.
        """

    def close(self) -> None:
        """Let go of the file or the device."""
