"""Which of the files that a person opened are weights, and which of the others is shown."""

from __future__ import annotations

from collections.abc import Sequence

from gui.workers.messages import Place
from ssd_core.frames.source import VIDEO_SUFFIXES

WEIGHTS_SUFFIXES = (".pth", ".pt", ".safetensors")


def apart(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """Weights, and what is to be looked at."""
    weights = [path for path in paths if path.lower().endswith(WEIGHTS_SUFFIXES)]
    return weights, [path for path in paths if path not in weights]


def is_video(path: str) -> bool:
    return path.lower().endswith(VIDEO_SUFFIXES)


def place_of(chosen: str, paths: Sequence[str]) -> Place:
    """Where the picture ``chosen`` stands among those of ``paths``; videos are played alone."""
    pictures = tuple(path for path in paths if not is_video(path))
    return Place(pictures, pictures.index(chosen))
