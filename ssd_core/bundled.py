"""Where the files that ship with the program lie: weights, samples, icons.

An installed wheel carries them inside this package (``ssd_core/_bundled``); a checkout has them in
the top-level folders ``weights`` and ``resources``. Nobody else needs to know which it is.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_bundled", _PACKAGE.parent)

DEFAULT_WEIGHTS = "ssd300-shapes.safetensors"


def _find(*parts: str) -> Path:
    for root in _ROOTS:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"{'/'.join(parts)} is missing from this installation")


def weights_path(name: str = DEFAULT_WEIGHTS) -> Path:
    """The bundled weights file ``name``. Raises FileNotFoundError if it was not installed."""
    return _find("weights", name)


def resource_path(name: str) -> Path:
    """A file or folder below ``resources``, e.g. ``icons/open.svg``. Raises FileNotFoundError."""
    return _find("resources", *name.split("/"))


def sample_paths() -> list[Path]:
    """The sample pictures, in name order; empty if none were installed."""
    try:
        folder = resource_path("samples")
    except FileNotFoundError:
        return []
    return sorted(p for p in folder.iterdir() if p.suffix in {".jpg", ".png"})
