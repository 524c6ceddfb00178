"""A data set in COCO's format: one instances file, or a folder that holds some, and pictures.

A folder is laid out as COCO's own (``annotations/instances_train2017.json``, ``train2017/*.jpg``)
or with a folder a split (``train/_annotations.coco.json`` beside its pictures).
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ssd_core.data.annotation import Annotation, Size, make_annotation, naming
from ssd_core.data.coco_json import MAX_BYTES, CocoImage, parse_instances
from ssd_core.data.findings import Finding, Kind, Repair
from ssd_core.data.picture_set import load
from ssd_core.data.splits import names_of_split
from ssd_core.errors import FilePath, Refusal, printable, shown_name
from ssd_core.files import read_regular_file
from ssd_core.sentence import joined, say
from ssd_core.types import GroundTruth, Image

_SPLIT = re.compile(r"(?:^|[^a-z])(train|val|test)")
_PLACES = ("*.json", "annotations/*.json", "*/_annotations.coco.json")
_TRIED = 50
"""Pictures that are looked for in each folder that may be theirs."""


@dataclass(frozen=True, slots=True)
class _Entry:
    image: CocoImage
    path: Path


@dataclass(frozen=True, slots=True)
class _Part:
    """One instances file. split: the one that its name tells, or None."""

    split: str | None
    entries: dict[str, _Entry]
    classes: frozenset[str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CocoRoot:
    """Instances files that were read once. Made by ``open``."""

    path: Path
    _parts: tuple[_Part, ...]

    @classmethod
    def open(cls, path: FilePath) -> CocoRoot:
        """The instances file at ``path``, or those in the folder there, a split each.

        Pictures are looked for beside the file and where COCO puts them; one that is missing, or
        lies outside of their folder, is left out and told of. Raises DataError.
        """
        root = Path(os.fsdecode(path))
        with naming(root):
            files = instances_files(root) if os.path.isdir(root) else [root]
            if not files:
                raise Refusal(
                    say("It holds no instances file of COCO."),
                    advice=say("choose the folder above annotations, or the JSON file itself"),
                )
        alone = len(files) == 1
        return cls(root, tuple(_read(file, None if alone else _split_of(file)) for file in files))

    @property
    def classes(self) -> tuple[str, ...]:
        """The categories that have objects, in any split, sorted."""
        return tuple(sorted(frozenset().union(*(part.classes for part in self._parts))))

    def split(
        self, split: str | None, *, classes: Sequence[str] | None = None, seed: int = 0
    ) -> CocoSet:
        """The pictures of ``split``; None is all, see ``names_of_split`` for one without a file.

        classes: names, label 1 first; None takes those of all splits. Raises DataError if nothing
        is left or there is no such split.
        """
        entries = {key: entry for part in self._parts for key, entry in part.entries.items()}
        chosen = self.classes if classes is None else tuple(classes)
        findings = tuple(
            finding
            for part in self._parts
            for finding in part.findings
            if split in (None, part.split) or (part.split is None and split == "train")
        )
        with naming(self.path):
            keys = names_of_split(split, sorted(entries), self._listed, seed)
            if not keys or not chosen:
                raise Refusal(
                    say("It has no annotated picture."),
                    advice=say("check that its pictures lie beside it or in the folder above"),
                    technical=joined([finding.detail for finding in findings[:20]]),
                )
        return CocoSet(chosen, findings, tuple(entries[key] for key in keys))

    def _listed(self, split: str) -> list[str] | None:
        parts = [part for part in self._parts if part.split == split]
        return [key for part in parts for key in part.entries] if parts else None


@dataclass(frozen=True, slots=True)
class CocoSet:
    """The annotated pictures of one split. May be sent to another process.

    classes: names, label 1 first. findings: what was left out.
    """

    classes: tuple[str, ...]
    findings: tuple[Finding, ...]
    _entries: tuple[_Entry, ...]

    def __len__(self) -> int:
        return len(self._entries)

    def picture(self, index: int) -> Path:
        """The file of picture ``index``."""
        return self._entries[index].path

    def annotation(self, index: int, size: Size | None = None) -> Annotation:
        """The objects of picture ``index``, with what is wrong with them. Raises DataError.

        size: (width, height) of the picture in pixels, where the file does not tell it.
        """
        entry = self._entries[index]
        with naming(entry.path):
            return make_annotation(
                entry.image.objects,
                classes=self.classes,
                stated=entry.image.size,
                size=size,
                item=printable(entry.image.file_name),
            )

    def load(self, index: int) -> tuple[Image, GroundTruth]:
        """Picture ``index`` and its objects. Raises DataError, ImageError or IndexError."""
        return load(self, index)

    def without(self, indices: Collection[int]) -> CocoSet:
        """The other pictures, in the same order."""
        left = tuple(entry for k, entry in enumerate(self._entries) if k not in indices)
        return replace(self, _entries=left)


def instances_files(folder: Path) -> list[Path]:
    """The files of ``folder`` that may hold instances, sorted.

    COCO's own archive has captions and key points beside them: with any that are called
    "instances", only those count.
    """
    home = folder.resolve()
    found = sorted(
        path
        for place in _PLACES
        for path in folder.glob(place)
        if os.path.isfile(path) and path.resolve().is_relative_to(home)
    )
    return [path for path in found if path.name.startswith("instances")] or found


def _split_of(file: Path) -> str | None:
    for name in (file.stem, file.parent.name):
        if told := _SPLIT.search(name.lower()):
            return told[1]
    return None


def _read(file: Path, split: str | None) -> _Part:
    with naming(file):
        item = shown_name(file)
        instances = parse_instances(read_regular_file(file, limit=MAX_BYTES), item=item)
    folder = _picture_folder(file, instances.images)
    entries: dict[str, _Entry] = {}
    findings = list(instances.findings)
    for image in instances.images:
        path = _inside(folder, image.file_name)
        if path is not None:
            entries[f"{item}/{image.file_name}"] = _Entry(image, path)
            continue
        name = printable(image.file_name)
        said = say("There is no picture {name} in {folder}.", name=name, folder=shown_name(folder))
        findings.append(Finding(Kind.MISSING_PICTURE, name, Repair.DROPPED, said))
    return _Part(split, entries, instances.classes, tuple(findings))


def _picture_folder(file: Path, images: Sequence[CocoImage]) -> Path:
    """The folder, of those that COCO's layouts have, that holds the most of the first pictures."""
    home, above = file.parent, file.parent.parent
    named = file.stem.rpartition("_")[2]
    places = [home, home / "images", above, above / "images"]
    places += [above / named, above / "images" / named] if named else []
    tried = [image.file_name for image in images[:_TRIED]]

    def held(place: Path) -> int:
        return sum(_inside(place, name) is not None for name in tried)

    return max(places, key=held)


def _inside(folder: Path, name: str) -> Path | None:
    """The file ``name`` in ``folder`` or below; None if there is none or it lies elsewhere."""
    path = folder / name
    try:
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            return path
    except (OSError, ValueError):  # too long, or with characters that no file name can have
        return None
    return None
