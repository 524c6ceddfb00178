"""Annotated pictures from what a person names: VOC folders and COCO files, several at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from ssd_core.data.annotation import naming
from ssd_core.data.coco import CocoRoot, instances_files
from ssd_core.data.picture_set import DataRoot, Joined, PictureSet
from ssd_core.data.voc import VocRoot
from ssd_core.data.voc_layout import voc_folders
from ssd_core.errors import FilePath


def open_roots(paths: Sequence[FilePath]) -> tuple[DataRoot, ...]:
    """Every data set at ``paths``: a VOC folder, a folder of several (VOC2007 and VOC2012 in a
    VOCdevkit count as two), a COCO instances file or a folder with some. Raises DataError.
    """
    return tuple(root for path in paths for root in _open(Path(os.fsdecode(path))))


def discovered_classes(roots: Sequence[DataRoot]) -> tuple[str, ...]:
    """The classes of all annotated objects, sorted."""
    return tuple(sorted({name for root in roots for name in root.classes}))


def joined_split(
    roots: Sequence[DataRoot],
    split: str | None,
    *,
    classes: Sequence[str] | None = None,
    seed: int = 0,
) -> PictureSet:
    """The pictures of ``split`` of all ``roots``; None is every annotated picture.

    classes: names, label 1 first; None takes ``discovered_classes``. The same seed gives the same
    split, see ``names_of_split``. Raises DataError where a root has no picture in it.
    """
    chosen = discovered_classes(roots) if classes is None else tuple(classes)
    parts = tuple(root.split(split, classes=chosen, seed=seed) for root in roots)
    return parts[0] if len(parts) == 1 else Joined(parts)


def open_splits(
    paths: Sequence[FilePath],
    splits: Iterable[str] = ("train", "val"),
    *,
    classes: Sequence[str] | None = None,
    seed: int = 0,
) -> dict[str, PictureSet]:
    """Several splits of what is at ``paths``, by name, all with the same classes.

    As ``open_roots`` and ``joined_split`` do, which also raise the same errors.
    """
    roots = open_roots(paths)
    return {split: joined_split(roots, split, classes=classes, seed=seed) for split in splits}


def _open(path: Path) -> list[DataRoot]:
    if path.suffix.lower() == ".json":
        return [CocoRoot.open(path)]
    # A file system that knows no case finds COCO's annotations where VOC has Annotations.
    if not (path / "JPEGImages").is_dir() and instances_files(path):
        return [CocoRoot.open(path)]
    with naming(path):
        folders = voc_folders(path)
    return [VocRoot.open(folder) for folder in folders]
