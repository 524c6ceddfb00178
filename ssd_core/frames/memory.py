"""FrameMemory: what was found in the frames that were seen, within a few megabytes."""

from __future__ import annotations

from ssd_core.digest import Digest

LIMIT = 64 * 2**20
"""Bytes: about an hour of a video with a few objects in each frame."""


class FrameMemory:
    """A digest for each moment of a video; the one that was added first is forgotten first."""

    def __init__(self, limit: int = LIMIT) -> None:
        """limit: bytes that all digests together may take."""
        self._limit = limit
        self._digests: dict[float, Digest] = {}
        self.nbytes = 0

    def __len__(self) -> int:
        return len(self._digests)

    def add(self, seconds: float, digest: Digest) -> None:
        """Remember the frame that is shown at ``seconds``, in place of an older look at it."""
        self._forget(seconds)
        self._digests[seconds] = digest
        self.nbytes += digest.nbytes
        while self.nbytes > self._limit and len(self._digests) > 1:
            self._forget(next(iter(self._digests)))

    def clear(self) -> None:
        """Forget everything."""
        self._digests.clear()
        self.nbytes = 0

    def snapshot(self) -> tuple[tuple[float, Digest], ...]:
        """(seconds, digest) of every frame that is remembered, by time; for another thread."""
        return tuple(sorted(self._digests.items(), key=lambda item: item[0]))

    def _forget(self, seconds: float) -> None:
        digest = self._digests.pop(seconds, None)
        if digest is not None:
            self.nbytes -= digest.nbytes
