"""GeneratedSource: moving shapes on demand, so that tests need no camera."""

from __future__ import annotations

import time

import numpy as np

from ssd_core.frames.source import Frame, Unplugged
from ssd_core.sentence import say
from ssd_core.types import ByteArray

_COLOURS = ((214, 69, 65), (65, 131, 215), (245, 171, 53))
_BACKDROP = 96


class GeneratedSource:
    """Discs that move over grey, as a camera (frames come in their own time) or as a video.

    live: ``read`` waits until the next frame is due, what was not read in time is lost, and there
        is no seeking.
    count: frames until the end, None for no end. unplug_after: frames until it is 'unplugged'.
    """

    def __init__(
        self,
        *,
        size: tuple[int, int] = (640, 480),
        fps: float = 60.0,
        live: bool = True,
        count: int | None = None,
        unplug_after: int | None = None,
    ) -> None:
        self.name = "generated"
        self.size = size
        self.fps = fps
        self.seekable = not live
        self.duration = None if live or count is None else count / fps
        self._count = count
        self._unplug_after = unplug_after
        self._next = 0
        self._started: float | None = None
        self._radius = min(size) // 6
        rows, columns = np.mgrid[-self._radius : self._radius, -self._radius : self._radius]
        self._disc = rows**2 + columns**2 < self._radius**2

    def read(self) -> Frame | None:
        if not self.seekable:
            self._wait()
        index = self._next
        if self._unplug_after is not None and index >= self._unplug_after:
            raise Unplugged(say("The camera is gone."), say("It was unplugged."))
        if self._count is not None and index >= self._count:
            return None
        self._next += 1
        return Frame(self._draw(index), index, index / self.fps)

    def seek(self, seconds: float) -> None:
        last = (self._count or 1) - 1
        # A hair is added so that a frame's own time, rounded down, still finds that frame.
        self._next = max(0, min(int(seconds * self.fps + 1e-9), last))

    def close(self) -> None:
        """There is nothing to let go of."""

    def _wait(self) -> None:
        now = time.perf_counter()
        if self._started is None:
            self._started = now
        due = self._started + self._next / self.fps
        if due > now:
            time.sleep(due - now)
        else:
            self._next = int((now - self._started) * self.fps)

    def _draw(self, index: int) -> ByteArray:
        width, height = self.size
        rgb = np.full((height, width, 3), _BACKDROP, np.uint8)
        radius = self._radius
        for number, colour in enumerate(_COLOURS):
            x = (index * (3 + number) + number * width // 3) % max(1, width - 2 * radius)
            y = (number * height // 4) % max(1, height - 2 * radius)
            rgb[y : y + 2 * radius, x : x + 2 * radius][self._disc] = colour
        return rgb
