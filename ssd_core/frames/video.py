"""VideoSource: the frames of a video file, each with the time it is shown at.

PyAV reads from a file that Python opened, so no path and no address reaches the C libraries. What
a container says about its length is never trusted: cut-off downloads and edited files lie.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

import av
import numpy as np
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Discard
from av.video.frame import VideoFrame

from ssd_core.errors import FilePath, Refusal, shown_name
from ssd_core.files import open_regular_file
from ssd_core.frames.numbering import Numbering
from ssd_core.frames.source import MAX_SIDE, Frame, SourceError
from ssd_core.sentence import Sentence, say
from ssd_core.types import ByteArray

_CONTAINERS = "mov,mp4,matroska,webm,avi,mpeg,mpegts,mpegvideo,h264,hevc,flv,asf,ogg"
"""Formats that hold their data themselves. Playlists (HLS, DASH, concat) would open addresses."""
_MAX_ERRORS = 200
"""Packets in a row that may be damaged before the rest is given up."""
_MAX_TAIL = 20_000
"""Packets that are looked through, undecoded, to find out where a video ends."""
_SAME_TIME = 1e-6
"""Seconds; finer than any time base in use (1/90,000), coarser than the rounding of a float."""


class VideoSource:
    """A video file as a ``FrameSource``.

    Raises SourceError at construction for what is not a video that can be decoded.
    damaged: packets that had to be left out so far.
    """

    seekable = True

    def __init__(self, path: FilePath) -> None:
        self._path = path
        self.name = shown_name(path)
        self.damaged = 0
        try:
            self._file = open_regular_file(path)
        except Refusal as refusal:
            self._fail(refusal)
        try:
            self._open()
        except BaseException:
            self._file.close()
            raise

    def _open(self) -> None:
        with self._telling(say("It is not a video of a kind that can be opened.")):
            self._container: InputContainer = av.open(
                self._file,
                "r",
                io_open=_refuse_to_open,
                container_options={"format_whitelist": _CONTAINERS},
            )
        if not self._container.streams.video:
            self._refuse(say("There are no pictures in it, only sound."))
        self._stream = self._container.streams.video[0]
        self._stream.thread_type = "AUTO"
        for stream in self._container.streams:
            if stream is not self._stream:
                stream.discard = Discard.all
        codec = self._stream.codec_context
        self._check_size(codec.width, codec.height)
        codec.options = {"max_pixels": str(MAX_SIDE**2)}  # should it grow on the way
        rate = self._stream.average_rate or self._stream.guessed_rate
        self.fps = float(rate) if rate and 0 < rate <= 1000 else None
        self._numbering = Numbering(self.fps)
        self._ahead: deque[VideoFrame] = deque()
        self._decoded = self._decode()
        self._measure()

    def _measure(self) -> None:
        """Learn start, size and end from the first frame and the last packets."""
        first = self._next()
        if first is None:
            self._refuse(say("Not one picture in it can be decoded."))
        self._start = first.time or 0.0
        height, width = self._rgb(first).shape[:2]
        self.size = (width, height)
        self.duration = self._measured_duration()
        self._rewind()

    def read(self) -> Frame | None:
        frame = self._ahead.popleft() if self._ahead else self._next()
        if frame is None:
            return None
        seconds = self._seconds(frame)
        return Frame(self._rgb(frame), self._numbering.number(seconds), seconds)

    def seek(self, seconds: float) -> None:
        self._numbering.jumped()
        if seconds <= _SAME_TIME:
            self._rewind()
            return
        self._go_to_keyframe(seconds)
        first = self._next()
        if first is None or self._seconds(first) > seconds + _SAME_TIME:
            # The index is wrong or there is nothing behind it: decode from the start instead.
            self._rewind()
            first = self._next()
        self._ahead.extend(self._around(first, seconds))

    def close(self) -> None:
        self._container.close()
        self._file.close()

    def _around(self, frame: VideoFrame | None, seconds: float) -> list[VideoFrame]:
        """Decode on from ``frame``: the last frame that is not later than ``seconds``, the next."""
        while frame is not None:
            following = self._next()
            if following is None:
                return [frame]
            if self._seconds(following) > seconds + _SAME_TIME:
                return [frame, following]
            frame = following
        return []

    def _rewind(self) -> None:
        self._go_to_keyframe(0.0)
        self._numbering.jumped()

    def _go_to_keyframe(self, seconds: float) -> None:
        base = self._stream.time_base
        with self._telling(say("It cannot be wound to that place.")):
            stamp = int((seconds + self._start) / base) if base else 0
            self._container.seek(stamp, stream=self._stream, backward=True)
        self._ahead.clear()
        self._decoded = self._decode()

    def _next(self) -> VideoFrame | None:
        return next(self._decoded, None)

    def _decode(self) -> Iterator[VideoFrame]:
        """Frames from here to the end; damaged packets are left out and counted."""
        errors = 0
        packets = self._container.demux(self._stream)
        while errors < _MAX_ERRORS:
            try:
                packet = next(packets)
                frames = packet.decode()
            except (StopIteration, EOFError):
                return
            except FFmpegError as error:
                if _is_of_the_system(error):
                    self._refuse(say("Its disk is gone."), error)
                self.damaged += 1
                errors += 1
                continue
            for frame in frames:
                if isinstance(frame, VideoFrame) and frame.pts is not None:
                    errors = 0
                    yield frame

    def _seconds(self, frame: VideoFrame) -> float:
        return max(0.0, (frame.time or 0.0) - self._start)

    def _rgb(self, frame: VideoFrame) -> ByteArray:
        """Upright RGB with square pixels."""
        self._check_size(frame.width, frame.height)
        aspect = self._stream.sample_aspect_ratio or 1
        width = min(MAX_SIDE, max(1, round(frame.width * aspect)))
        with self._telling(say("A picture in it cannot be shown.")):
            rgb = np.asarray(frame.reformat(width=width, format="rgb24").to_ndarray(), np.uint8)
        turns = round(frame.rotation / 90) % 4
        return np.ascontiguousarray(np.rot90(rgb, turns)) if turns else rgb

    def _measured_duration(self) -> float | None:
        """When the last frame is over, found by looking at the last packets; None if unclear."""
        claimed = self._container.duration
        if claimed is not None:
            end = self._last_packet_end(claimed / av.time_base)
            if end is not None:
                return end
        return self._last_packet_end(0.0)

    def _last_packet_end(self, seconds: float) -> float | None:
        self._go_to_keyframe(seconds)
        end, base = 0.0, float(self._stream.time_base or 0)
        with suppress(FFmpegError):
            for count, packet in enumerate(self._container.demux(self._stream)):
                if count == _MAX_TAIL:
                    return None
                if packet.pts is not None:
                    length = (packet.duration or 0) * base or 1 / (self.fps or 25)
                    end = max(end, packet.pts * base - self._start + length)
        return end or None

    def _check_size(self, width: int, height: int) -> None:
        if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
            self._refuse(
                say(
                    "Its pictures are {width:,} × {height:,} pixels; {limit:,} a side is the "
                    "limit.",
                    width=width,
                    height=height,
                    limit=MAX_SIDE,
                )
            )

    @contextmanager
    def _telling(self, reason: Sentence) -> Iterator[None]:
        try:
            yield
        except (FFmpegError, ValueError) as error:
            self._refuse(say("Its disk is gone.") if _is_of_the_system(error) else reason, error)

    def _refuse(self, reason: Sentence, error: Exception | None = None) -> NoReturn:
        advice = say("play it elsewhere to see whether it is whole, or save it as MP4")
        technical = say("{reason} ({error})", reason=reason, error=str(error)) if error else reason
        self._fail(Refusal(reason, advice=advice, kind=say("video"), technical=technical))

    def _fail(self, refusal: Refusal) -> NoReturn:
        raise SourceError(
            say("{name} cannot be played.", name=self.name),
            refusal.reason,
            details=refusal.details(self._path),
        ) from refusal


def _refuse_to_open(url: str, flags: int, options: dict[str, str]) -> NoReturn:
    raise PermissionError(f"a video may not open another file: {os.path.basename(url)}")


def _is_of_the_system(error: Exception) -> bool:
    """Whether reading itself failed, rather than what was read."""
    return (
        isinstance(error, OSError)
        and not isinstance(error, EOFError)
        and bool(error.errno and 0 < error.errno < 1000)
    )
