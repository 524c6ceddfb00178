"""A folder of annotated pictures in the layout of PASCAL VOC 2007 and 2012.

``Annotations/*.xml``, ``JPEGImages/*`` and, if there are any, ``ImageSets/Main/<split>.txt``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ssd_core.data.voc_annotation import (
    MAX_BYTES,
    Annotation,
    DataError,
    Size,
    class_names,
    naming,
    read_annotation,
    write_annotation,
)
from ssd_core.errors import FilePath, Refusal, shown_name
from ssd_core.files import read_regular_file
from ssd_core.image import read_image
from ssd_core.types import GroundTruth, Image

__all__ = ["Annotation", "DataError", "VocFolder", "read_annotation", "write_annotation"]

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif")
_SPLITS = ("train", "val", "test")
_HELD_OUT = 0.2
"""Share of "val" where the folder does not say which pictures those are."""
_MAX_LIST_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    annotation: Path
    picture: Path


@dataclass(frozen=True, slots=True)
class VocFolder:
    """The annotated pictures of one split. Small, and may be sent to another process.

    classes: names, label 1 first. problems: a sentence for every picture that was left out.
    """

    root: Path
    classes: tuple[str, ...]
    problems: tuple[str, ...]
    _entries: tuple[_Entry, ...]

    @classmethod
    def open(
        cls,
        root: FilePath,
        split: str | None = None,
        *,
        classes: Sequence[str] | None = None,
        seed: int = 0,
    ) -> VocFolder:
        """The pictures of ``split`` in the folder at ``root``, or in the one VOC folder inside it.

        split: the list in ImageSets/Main of that name; None is every annotation. "train" and "val"
            exist in any folder: without a list, they share out what the other lists leave, four
            fifths to one, by ``seed``.
        classes: names, label 1 first; None takes those of all annotations, of every split, sorted.

        An annotation that cannot be read, or without a picture, is left out and told of in
        ``problems``. A link that leads out of the folder counts as missing. Raises DataError if
        nothing is left, the layout is another, or there is no such split.
        """
        with naming(root):
            folder = _voc_folder(Path(os.fsdecode(root)))
            found = _files(folder, "Annotations", (".xml",))
            names = _names_of_split(folder, split, sorted(found), seed)
            known, problems = _known_classes(found)
            pictures = _files(folder, "JPEGImages", _PICTURES)
            usable = [name for name in names if name in known and name in pictures]
            named = sorted(frozenset().union(*known.values()))
            chosen = tuple(named if classes is None else classes)
            if not usable or not chosen:
                raise _nothing_in(split, has_pictures=bool(usable), problems=problems)
        for name in names:
            if name not in pictures or name not in found:
                missing = "picture" if name in found else "annotation"
                problems.setdefault(name, f"{name} has no {missing}.")
        entries = tuple(_Entry(name, found[name], pictures[name]) for name in usable)
        told = tuple(problems[name] for name in names if name in problems)
        return cls(folder, chosen, told, entries)

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def names(self) -> tuple[str, ...]:
        """The pictures' names without suffix, in the order of their indices."""
        return tuple(entry.name for entry in self._entries)

    def annotation(self, index: int, size: Size | None = None) -> Annotation:
        """Annotation ``index``, with what is wrong with it. Raises DataError.

        size: (width, height) of the picture in pixels, for an annotation that does not tell it.
        """
        path = self._entries[index].annotation
        return read_annotation(_read(path), classes=self.classes, source=path, size=size)

    def load(self, index: int) -> tuple[Image, GroundTruth]:
        """Picture ``index`` and its objects. Raises DataError, ImageError or IndexError."""
        image = read_image(self._entries[index].picture)
        return image, self.annotation(index, (image.width, image.height)).truth


def _nothing_in(split: str | None, *, has_pictures: bool, problems: Mapping[str, str]) -> Refusal:
    what = "object" if has_pictures else "picture"
    where = f" in its split {split}" if split else ""
    return Refusal(
        f"It has no annotated {what}{where}.",
        advice="check the folder, or choose another split",
        technical=" ".join(list(problems.values())[:20]),
    )


def _voc_folder(root: Path) -> Path:
    """``root``, or the only folder in VOC layout where the VOC archives put theirs below it."""
    if not os.path.isdir(root):
        raise Refusal("There is no such folder.", advice="check whether it was moved or renamed")
    inside = [path for pattern in ("VOC*", "VOCdevkit/VOC*") for path in sorted(root.glob(pattern))]
    found = [path for path in (root, *inside) if (path / "Annotations").is_dir()]
    if not found:
        raise Refusal(
            "It is not a folder in VOC layout: it has no folder Annotations.",
            advice="choose the folder that holds Annotations and JPEGImages",
        )
    if found[0] != root and len(found) > 1:
        several = ", ".join(shown_name(path) for path in found)
        raise Refusal(f"It holds several VOC folders: {several}.", advice="choose one of them")
    return found[0]


def _files(root: Path, folder: str, suffixes: tuple[str, ...]) -> dict[str, Path]:
    """Files with one of ``suffixes`` in a folder of ``root``, by name without suffix.

    Later names are only looked up here, so that no list can lead to a file elsewhere.
    """
    home = root.resolve()
    if not (root / folder).resolve().is_relative_to(home):
        raise Refusal(
            f"Its {folder} is a link that leads out of it.", advice="copy the files into the folder"
        )
    try:
        with os.scandir(root / folder) as entries:
            paths = sorted(
                Path(entry.path)
                for entry in entries
                if entry.is_file()
                and (not entry.is_symlink() or Path(entry.path).resolve().is_relative_to(home))
            )
    except OSError as error:
        raise Refusal(
            f"Its {folder} could not be listed: {error.strerror or error}.",
            advice="choose the folder that holds Annotations and JPEGImages",
        ) from error
    # Reversed: of 1.jpg and 1.png the first in the alphabet is taken.
    return {path.stem: path for path in reversed(paths) if path.suffix.lower() in suffixes}


def _names_of_split(root: Path, split: str | None, every: list[str], seed: int) -> list[str]:
    if split is None:
        return every
    names = _listed(root, split)
    if names is not None:
        return names
    if split not in ("train", "val"):
        raise Refusal(
            f"It has no split called {split}.", advice='choose another split, "train" or "val"'
        )
    lists = {other: _listed(root, other) for other in _SPLITS if other != split}
    taken = {name for names in lists.values() for name in names or ()}
    rest = [name for name in every if name not in taken]
    if lists["val" if split == "train" else "train"] is not None:
        return rest
    order = np.random.default_rng(seed).permutation(len(rest))
    held_out = set(order[: max(round(_HELD_OUT * len(rest)), 1)].tolist())
    return [name for k, name in enumerate(rest) if (k in held_out) == (split == "val")]


def _listed(root: Path, split: str) -> list[str] | None:
    """The names in a split's list, each once; None if there is no such list."""
    folder = root / "ImageSets" / "Main"
    path = folder / f"{split}.txt"
    inside = path.parent == folder and path.resolve().is_relative_to(root.resolve())
    if not inside or not path.is_file():
        return None
    lines = _read(path, limit=_MAX_LIST_BYTES).decode("utf-8-sig", "surrogateescape").splitlines()
    return list(dict.fromkeys(name for line in lines if (name := line.strip())))


def _known_classes(paths: dict[str, Path]) -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """Class names in every annotation that can be read; what is wrong with every other."""
    known, problems = {}, {}
    for name, path in paths.items():
        try:
            known[name] = class_names(_read(path), source=path)
        except DataError as error:
            problems[name] = str(error)
    return known, problems


def _read(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    with naming(path):
        return read_regular_file(path, limit=limit)
