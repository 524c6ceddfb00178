"""CameraSource: a webcam through OpenCV, and the list of those that are there."""

from __future__ import annotations

import platform
import re
import time
from pathlib import Path

import numpy as np

from ssd_core.errors import printable
from ssd_core.frames.source import MAX_SIDE, CameraInfo, Frame, SourceError, Unplugged
from ssd_core.opencv import cv2
from ssd_core.sentence import Sentence, say

_PROBED = 4
"""Indices that are tried where the system lists no cameras."""
_LINUX_DEVICES = Path("/sys/class/video4linux")


def cameras(devices: Path = _LINUX_DEVICES) -> tuple[CameraInfo, ...]:
    """The cameras that are there, by index. Off Linux each is opened for a moment: it takes time.

    devices: the folder in which Linux describes them.
    """
    if platform.system() == "Linux":
        found = (_described(folder) for folder in devices.glob("video*"))
        return tuple(sorted((c for c in found if c is not None), key=lambda c: c.index))
    return tuple(CameraInfo(i, f"Camera {i + 1}") for i in range(_PROBED) if _answers(i))


class CameraSource:
    """A webcam as a ``FrameSource``.

    Raises SourceError at construction if it cannot be started. The device decides what it makes of
    ``size`` and ``fps``; ``size`` then says what it delivers.
    """

    seekable = False
    duration = None

    def __init__(
        self,
        index: int,
        *,
        name: str = "",
        size: tuple[int, int] | None = None,
        fps: float | None = None,
        mirror: bool = False,
    ) -> None:
        self.name = name or f"Camera {index + 1}"
        self._mirror = mirror
        self._next = 0
        self._started = time.perf_counter()
        # An integer: OpenCV would take a string for a file or an address.
        self._capture = cv2.VideoCapture(int(index))
        if not self._capture.isOpened():
            self._fail(
                say("{name} could not be started.", name=self.name),
                say("Another program may be using it."),
            )
        self._ask_for(size, fps)
        self.size = tuple(
            int(self._capture.get(side))
            for side in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT)
        )
        told = self._capture.get(cv2.CAP_PROP_FPS)
        self.fps = told if 0 < told <= 1000 else None

    def read(self) -> Frame | None:
        try:
            arrived, bgr = self._capture.read()
        except cv2.error as error:
            raise self._unplugged() from error
        if not arrived or bgr is None:
            raise self._unplugged()
        if max(bgr.shape) > MAX_SIDE:
            self._fail(
                say("{name} was stopped.", name=self.name),
                say("Its pictures have more than {most:,} pixels a side.", most=MAX_SIDE),
            )
        rgb = np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)
        if self._mirror:
            rgb = np.asarray(cv2.flip(rgb, 1), np.uint8)
        index, self._next = self._next, self._next + 1
        return Frame(rgb, index, time.perf_counter() - self._started)

    def seek(self, seconds: float) -> None:
        self._fail(say("{name} cannot be wound back.", name=self.name), say("What it saw is over."))

    def close(self) -> None:
        self._capture.release()

    def _ask_for(self, size: tuple[int, int] | None, fps: float | None) -> None:
        ask = self._capture.set
        if platform.system() == "Linux":
            # Uncompressed, USB 2 carries no more than 640 × 480 at 30 frames a second. Other
            # systems choose by themselves.
            ask(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        if size is not None:
            ask(cv2.CAP_PROP_FRAME_WIDTH, size[0])
            ask(cv2.CAP_PROP_FRAME_HEIGHT, size[1])
        if fps is not None:
            ask(cv2.CAP_PROP_FPS, fps)
        ask(cv2.CAP_PROP_BUFFERSIZE, 1)  # what waits in the driver is late on the screen

    def _unplugged(self) -> Unplugged:
        return Unplugged(
            say("{name} sends no more pictures.", name=self.name),
            say("It was unplugged, or another program took it."),
            details={"file": self.name, "try": say("plug it in again and start it anew")},
        )

    def _fail(self, headline: Sentence, reason: Sentence) -> None:
        self.close()
        advice = say(
            "close other programs that use it, allow this one to use cameras, plug it in again"
        )
        details = {"file": self.name, "reason": reason, "try": advice}
        raise SourceError(headline, reason, details=details)


def _described(folder: Path) -> CameraInfo | None:
    number = re.fullmatch(r"video(\d+)", folder.name)
    if number is None:
        return None
    try:
        name = (folder / "name").read_text("utf-8", "replace").strip()
        # A camera's further devices carry measurements, not pictures.
        main = (folder / "index").read_text("ascii").strip() == "0"
    except (OSError, ValueError):
        return None
    index = int(number.group(1))
    return CameraInfo(index, printable(name), f"/dev/video{index}") if main else None


def _answers(index: int) -> bool:
    capture = cv2.VideoCapture(index)
    try:
        return bool(capture.isOpened())
    finally:
        capture.release()
