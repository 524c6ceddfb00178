"""The VOC annotation that lies with a picture: next to it, or in ``../Annotations``."""

from __future__ import annotations

import os
from pathlib import Path

from ssd_core.data.annotation import Annotation, Size, naming
from ssd_core.data.voc_annotation import MAX_BYTES, read_annotation
from ssd_core.errors import FilePath
from ssd_core.files import read_regular_file


def find_annotation(picture: FilePath) -> Path | None:
    """The XML file of a picture's name, beside it or in the folder Annotations beside its folder.

    A link that leads out of the folder it lies in counts as missing: whoever opens a picture did
    not open what a stranger's link points at.
    """
    path = Path(os.fsdecode(picture))
    home = path.parent.resolve()
    for folder in (home, home.parent / "Annotations"):
        candidate = folder / f"{path.stem}.xml"
        # Not Path.is_file: it raises where a folder may not be searched.
        if os.path.isfile(candidate) and candidate.resolve().is_relative_to(folder):
            return candidate
    return None


def read_annotation_of(picture: FilePath, size: Size) -> tuple[Path, Annotation] | None:
    """The annotation that lies with a picture of ``size`` (width, height), and its file.

    Classes are those of the annotation, sorted. None without one. Raises DataError if it is broken.
    """
    path = find_annotation(picture)
    if path is None:
        return None
    with naming(path):
        data = read_regular_file(path, limit=MAX_BYTES)
    return path, read_annotation(data, classes=None, source=path, size=size)
