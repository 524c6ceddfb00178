"""What was seen on each picture, kept small enough to be counted again when a threshold moves."""

from __future__ import annotations

from gui.lru import Bounded
from ssd_core.digest import Digest
from ssd_core.types import Candidates, Thresholds

MOST_BYTES = 128 * 2**20
"""Pictures with ordinary scenes take about 10 kB each."""


class Seen:
    """Digests of pictures by path, all of one network: ``clear`` it when the weights change."""

    def __init__(self, *, most_bytes: int = MOST_BYTES) -> None:
        self._digests: Bounded[str, Digest] = Bounded(most_bytes, lambda digest: digest.nbytes)
        self._counts: dict[str, int] = {}
        self._counted_at: Thresholds | None = None

    @property
    def nbytes(self) -> int:
        """What the digests take."""
        return self._digests.nbytes

    def __contains__(self, path: str) -> bool:
        return path in self._digests

    def remember(self, path: str, candidates: Candidates) -> None:
        """Keep what the network said of the picture at ``path``."""
        self.keep(path, Digest.of(candidates))

    def keep(self, path: str, digest: Digest) -> None:
        """As ``remember``, for a digest that another thread has made."""
        self._digests.put(path, digest)
        self._counts.pop(path, None)

    def count(self, path: str, thresholds: Thresholds) -> int | None:
        """How many detections the picture has at ``thresholds``; None if it was not looked at."""
        if thresholds != self._counted_at:
            self._counts, self._counted_at = {}, thresholds
        if path not in self._counts:
            digest = self._digests.get(path)
            if digest is None:
                return None
            self._counts[path] = sum(digest.count(thresholds).values())
        return self._counts[path]

    def clear(self) -> None:
        """Forget everything."""
        self._digests.clear()
        self._counts.clear()
