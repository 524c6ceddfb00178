"""Where a lesson's slow questions are answered: a job is run in a thread that has a network.

A job is a frozen value with one method, ``run(lab)``. It returns an answer, or yields several that
are told one by one as they come. Jobs import torch and OpenCV inside ``run``, never above it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ssd_core.bundled import weights_path

if TYPE_CHECKING:
    from ssd_core.inference import Detector

_KEPT = 2
"""Networks that stay loaded: the bundled one, and one's own."""


class Job(Protocol):
    """Something slow that a lesson wants to know."""

    def run(self, lab: Lab) -> Any:
        """The answer, an immutable value; or a generator of answers. Raises UserError."""


class Lab:
    """Keeps the networks that jobs ask for. Used by one thread."""

    def __init__(self) -> None:
        self.notes: dict[str, Any] = {}
        """What the jobs of a lesson leave for its next ones, by their own names."""
        self._detectors: dict[tuple[Path, str], Detector] = {}

    def detector(self, weights: Path | None = None, device: str = "auto") -> Detector:
        """The detector of the file ``weights``; None: the bundled one. Raises UserError."""
        from ssd_core.device import choose
        from ssd_core.inference import Detector

        key = (weights or weights_path(), device)
        if key not in self._detectors:
            while len(self._detectors) >= _KEPT:
                self._detectors.pop(next(iter(self._detectors)))
            self._detectors[key] = Detector.load(key[0], choose(device))
        return self._detectors[key]


@dataclass(frozen=True, slots=True)
class BuiltInScene:
    """The scene of ``seed``: first its picture and objects, then with what the network says."""

    seed: int
    size: int = 600

    def run(self, lab: Lab) -> Any:
        from dataclasses import replace

        from ssd_core.lessons.scene import LessonScene
        from ssd_core.lessons.still_life import still_life

        made = still_life(self.seed, size=self.size)
        scene = LessonScene(made.rgb, made.truth, source="shapes", seed=self.seed)
        yield scene
        seen = lab.detector()(scene.rgb)
        yield replace(scene, raw=seen.raw, candidates=seen.candidates)
