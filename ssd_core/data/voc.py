"""A folder of annotated pictures in the layout of PASCAL VOC 2007 and 2012.

``Annotations/*.xml``, ``JPEGImages/*`` and, if there are any, ``ImageSets/Main/<split>.txt``.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ssd_core.data.annotation import Annotation, DataError, Size, naming
from ssd_core.data.findings import Finding, Kind, Repair
from ssd_core.data.picture_set import load
from ssd_core.data.splits import names_of_split
from ssd_core.data.voc_annotation import (
    MAX_BYTES,
    class_names,
    read_annotation,
    write_annotation,
)
from ssd_core.data.voc_layout import files_in, voc_folder
from ssd_core.errors import FilePath, Refusal, printable
from ssd_core.files import read_regular_file
from ssd_core.sentence import Sentence, joined, say
from ssd_core.types import GroundTruth, Image

__all__ = ["Annotation", "DataError", "VocFolder", "VocRoot", "read_annotation", "write_annotation"]

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif")
_MAX_LIST_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    annotation: Path
    picture: Path


@dataclass(frozen=True, slots=True)
class VocRoot:
    """A VOC folder of which every annotation was read once.

    folder: where Annotations lies. Made by ``open``.
    """

    folder: Path
    _annotations: Mapping[str, Path]
    _pictures: Mapping[str, Path]
    _classes_of: Mapping[str, frozenset[str]]
    _unreadable: Mapping[str, Sentence]

    @classmethod
    def open(cls, root: FilePath) -> VocRoot:
        """The folder at ``root``, or the one VOC folder inside it.

        A link that leads out of the folder counts as missing. Raises DataError if the layout is
        another.
        """
        with naming(root):
            folder = voc_folder(Path(os.fsdecode(root)))
            annotations = files_in(folder, "Annotations", (".xml",))
            known, unreadable = _known_classes(annotations)
            pictures = files_in(folder, "JPEGImages", _PICTURES)
        return cls(folder, annotations, pictures, known, unreadable)

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of all annotated objects, of every split, sorted."""
        return tuple(sorted(frozenset().union(*self._classes_of.values())))

    def split(
        self, split: str | None, *, classes: Sequence[str] | None = None, seed: int = 0
    ) -> VocFolder:
        """As ``VocFolder.open``."""
        with naming(self.folder):
            names = names_of_split(split, sorted(self._annotations), self._listed, seed)
            usable = [name for name in names if name in self._classes_of and name in self._pictures]
            chosen = self.classes if classes is None else tuple(classes)
            findings = self._findings(names)
            if split is None or (split == "train" and self._listed(split) is None):
                findings += self._findings(sorted(self._pictures.keys() - self._annotations.keys()))
            if not usable or not chosen:
                raise _nothing_in(split, has_pictures=bool(usable), findings=findings)
        entries = tuple(
            _Entry(name, self._annotations[name], self._pictures[name]) for name in usable
        )
        return VocFolder(self.folder, chosen, tuple(findings), entries)

    def _findings(self, names: Sequence[str]) -> list[Finding]:
        """What is missing of each of ``names``, or cannot be read."""
        return [finding for name in names if (finding := self._finding(name)) is not None]

    def _finding(self, name: str) -> Finding | None:
        item = printable(name)
        if name not in self._annotations:
            said = say("{name} has no annotation.", name=item)
            return Finding(Kind.MISSING_ANNOTATION, item, Repair.DROPPED, said)
        if name in self._unreadable:
            return Finding(Kind.UNREADABLE, item, Repair.DROPPED, self._unreadable[name])
        if name not in self._pictures:
            said = say("{name} has no picture.", name=item)
            return Finding(Kind.MISSING_PICTURE, item, Repair.DROPPED, said)
        return None

    def _listed(self, split: str) -> list[str] | None:
        """The names in a split's list, each once; None if there is no such list."""
        folder = self.folder / "ImageSets" / "Main"
        path = folder / f"{split}.txt"
        inside = path.parent == folder and path.resolve().is_relative_to(self.folder.resolve())
        if not inside or not path.is_file():
            return None
        data = _read(path, limit=_MAX_LIST_BYTES)
        lines = data.decode("utf-8-sig", "surrogateescape").splitlines()
        return list(dict.fromkeys(name for line in lines if (name := line.strip())))


@dataclass(frozen=True, slots=True)
class VocFolder:
    """The annotated pictures of one split. Small, and may be sent to another process.

    classes: names, label 1 first. findings: every picture that was left out.
    """

    root: Path
    classes: tuple[str, ...]
    findings: tuple[Finding, ...]
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
            exist in any folder, see ``names_of_split``.
        classes: names, label 1 first; None takes those of all annotations, of every split, sorted.

        An annotation that cannot be read, or without a picture, is left out and told of in
        ``findings``. A link that leads out of the folder counts as missing. Raises DataError if
        nothing is left, the layout is another, or there is no such split.
        """
        return VocRoot.open(root).split(split, classes=classes, seed=seed)

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def names(self) -> tuple[str, ...]:
        """The pictures' names without suffix, in the order of their indices."""
        return tuple(entry.name for entry in self._entries)

    @property
    def problems(self) -> tuple[Sentence, ...]:
        """A sentence for every picture that was left out."""
        return tuple(finding.detail for finding in self.findings)

    def picture(self, index: int) -> Path:
        """The file of picture ``index``."""
        return self._entries[index].picture

    def annotation(self, index: int, size: Size | None = None) -> Annotation:
        """Annotation ``index``, with what is wrong with it. Raises DataError.

        size: (width, height) of the picture in pixels, for an annotation that does not tell it.
        """
        path = self._entries[index].annotation
        return read_annotation(_read(path), classes=self.classes, source=path, size=size)

    def load(self, index: int) -> tuple[Image, GroundTruth]:
        """Picture ``index`` and its objects. Raises DataError, ImageError or IndexError."""
        return load(self, index)

    def without(self, indices: Collection[int]) -> VocFolder:
        """The other pictures, in the same order."""
        left = tuple(entry for k, entry in enumerate(self._entries) if k not in indices)
        return replace(self, _entries=left)


def _nothing_in(split: str | None, *, has_pictures: bool, findings: Sequence[Finding]) -> Refusal:
    if has_pictures:
        reason = say("It has no annotated object.")
    elif split:
        reason = say("It has no annotated picture in its split {split}.", split=split)
    else:
        reason = say("It has no annotated picture.")
    return Refusal(
        reason,
        advice=say("check the folder, or choose another split"),
        technical=joined([finding.detail for finding in findings[:20]]),
    )


def _known_classes(
    paths: Mapping[str, Path],
) -> tuple[dict[str, frozenset[str]], dict[str, Sentence]]:
    """Class names in every annotation that can be read; what is wrong with every other."""
    known: dict[str, frozenset[str]] = {}
    unreadable: dict[str, Sentence] = {}
    for name, path in paths.items():
        try:
            known[name] = class_names(_read(path), source=path)
        except DataError as error:
            unreadable[name] = error.sentences
    return known, unreadable


def _read(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    with naming(path):
        return read_regular_file(path, limit=limit)
