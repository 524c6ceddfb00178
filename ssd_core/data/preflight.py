"""What a run will find in its pictures, before it starts: what there is, and what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ssd_core.config import MAX_CLASSES, DBoxConfig
from ssd_core.data.annotation import Annotation, Size
from ssd_core.data.census import COCO_BANDS, INPUT_BANDS, ClassCount, Objects, SizeCount
from ssd_core.data.findings import Finding, Kind, Repair
from ssd_core.data.picture_set import PictureSet
from ssd_core.dboxes import make_dboxes
from ssd_core.encoded_image import EncodedImage
from ssd_core.errors import UserError, printable, shown_name
from ssd_core.image import read_image
from ssd_core.sentence import Sentence, say
from ssd_core.types import GroundTruth

_MOST_NAMES, _LONGEST_NAME = 8, 40


@dataclass(frozen=True, slots=True)
class Checked:
    """``done`` of ``total`` pictures were looked at."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class SplitCount:
    """Pictures of a split that can be used, and the objects in them.

    unusable: indices, in the set that was looked at, of the pictures that cannot be read.
    """

    name: str
    pictures: int
    objects: int
    unusable: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Preflight:
    """What there is to learn from, over all splits, and what is wrong with it.

    coco_sizes: by √area in pixels of the picture. input_sizes: in pixels of the network's input.
    """

    splits: tuple[SplitCount, ...]
    classes: tuple[ClassCount, ...]
    coco_sizes: tuple[SizeCount, ...]
    input_sizes: tuple[SizeCount, ...]
    findings: tuple[Finding, ...]

    @property
    def pictures(self) -> int:
        return sum(split.pictures for split in self.splits)

    @property
    def objects(self) -> int:
        return sum(split.objects for split in self.splits)

    @property
    def matched(self) -> int:
        """Objects that some DBox overlaps enough without being forced: the recall ceiling."""
        return sum(row.matched for row in self.coco_sizes)

    @property
    def matched_by_force(self) -> int:
        """Objects that get a DBox when each may claim its best."""
        return sum(row.matched_by_force for row in self.coco_sizes)

    @property
    def counts(self) -> dict[Kind, int]:
        """How many findings there are of each kind that occurs, in the order of ``Kind``."""
        counted = Counter(finding.kind for finding in self.findings)
        return {kind: counted[kind] for kind in Kind if kind in counted}

    @property
    def nothing(self) -> UserError | None:
        """Why there is nothing to learn from or to be measured on; None if there is."""
        if not all(split.pictures for split in self.splits):
            return UserError(
                say("None of the pictures can be read."), say("ssd-core preflight tells why.")
            )
        if len(self.classes) > MAX_CLASSES:
            return UserError(
                say("There are {count:,} classes.", count=len(self.classes)),
                say("A detector can have {most:,}: choose some of them.", most=MAX_CLASSES),
            )
        if not self.objects:
            names = ", ".join(row.name[:_LONGEST_NAME] for row in self.classes[:_MOST_NAMES])
            return UserError(
                say("There is no object to be found."),
                say("None in the pictures is of these classes: {names}.", names=names),
            )
        return None

    @property
    def summary(self) -> Sentence:
        """One line."""
        return say(
            "{pictures:,} pictures with {objects:,} objects of {classes} classes; {matched:,} "
            "objects have a DBox that fits, {forced:,} with forcing; {findings:,} findings.",
            pictures=self.pictures,
            objects=self.objects,
            classes=len(self.classes),
            matched=self.matched,
            forced=self.matched_by_force,
            findings=len(self.findings),
        )


def preflight(
    sets: Mapping[str, PictureSet],
    *,
    dboxes: DBoxConfig = DBoxConfig(),  # noqa: B008  a frozen value
    decode: bool = False,
) -> Iterator[Checked | Preflight]:
    """Look at every picture of ``sets``: ``Checked`` after each, at the end the ``Preflight``.

    sets: by the name of the split, all with the same classes. dboxes: of the network to be trained.
    decode: decode every picture, which alone finds data that are damaged in the middle; without,
    the first bytes tell the size and the last whether it is whole.

    Nothing that is wrong with a picture ends it. Closing the generator does.
    """
    survey = _Survey(dboxes, decode=decode)
    total = sum(map(len, sets.values()))
    done = 0
    for name, pictures in sets.items():
        survey.begin(name, pictures)
        for index in range(len(pictures)):
            survey.look_at(pictures, index)
            done += 1
            yield Checked(done, total)
    classes = next((pictures.classes for pictures in sets.values()), ())
    yield survey.result(classes)


class _Survey:
    """Adds up what is seen, picture by picture."""

    def __init__(self, dboxes: DBoxConfig, *, decode: bool) -> None:
        self._input_size = dboxes.input_size
        self._dboxes = make_dboxes(dboxes)
        self._decode = decode
        self._split = ""
        self._split_of: dict[Path, str] = {}
        self._objects: dict[str, list[Objects]] = {}
        self._unusable: dict[str, list[int]] = {}
        self._findings: list[Finding] = []

    def begin(self, split: str, pictures: PictureSet) -> None:
        self._split = split
        self._objects[split], self._unusable[split] = [], []
        self._findings += pictures.findings

    def look_at(self, pictures: PictureSet, index: int) -> None:
        path = pictures.picture(index)
        self._findings += self._in_two_splits(path)
        try:
            size = self._measure(path)
            annotation = pictures.annotation(index, size)
        except UserError as error:
            item = shown_name(path)
            self._findings += [Finding(Kind.UNREADABLE, item, Repair.DROPPED, error.sentences)]
            self._unusable[self._split].append(index)
            return
        self._findings += annotation.findings
        self._findings += _doubts(annotation, shown_name(path))
        objects = Objects.of(annotation.truth, size, self._dboxes, input_size=self._input_size)
        self._objects[self._split].append(objects)

    def result(self, classes: tuple[str, ...]) -> Preflight:
        splits = tuple(
            SplitCount(name, len(parts), sum(map(len, parts)), tuple(self._unusable[name]))
            for name, parts in self._objects.items()
        )
        nothing = Objects.of(GroundTruth.none(), (1, 1), self._dboxes, input_size=self._input_size)
        seen = [part for parts in self._objects.values() for part in parts]
        whole = Objects.joined([nothing, *seen])
        return Preflight(
            splits,
            whole.by_class(classes),
            whole.by_size(COCO_BANDS, whole.side),
            whole.by_size(INPUT_BANDS, whole.input_side),
            tuple(self._findings),
        )

    def _measure(self, path: Path) -> Size:
        if not self._decode:
            return EncodedImage.read(path).size
        image = read_image(path)
        return image.width, image.height

    def _in_two_splits(self, path: Path) -> list[Finding]:
        other = self._split_of.setdefault(path, self._split)
        if other == self._split:
            return []
        item = shown_name(path)
        said = say("It is in {split} and in {other}.", split=printable(other), other=self._split)
        return [Finding(Kind.IN_TWO_SPLITS, item, Repair.NONE, said)]


def _doubts(annotation: Annotation, item: str) -> list[Finding]:
    """What is odd about the objects of a picture as a whole."""
    truth = annotation.truth
    if len(truth) == 0:
        said = say("It has no object that can be used.")
        return [Finding(Kind.NO_OBJECTS, item, Repair.NONE, said)]
    found = []
    if truth.difficult.all():
        said = say("All of its objects are difficult: none counts in evaluation.")
        found.append(Finding(Kind.ALL_DIFFICULT, item, Repair.NONE, said))
    twice = _repeated(truth)
    if twice:
        said = say("{count} of its objects are there twice: same class, same box.", count=twice)
        found.append(Finding(Kind.DUPLICATE, item, Repair.NONE, said))
    return found


def _repeated(truth: GroundTruth) -> int:
    """How many objects have class and box of one before them."""
    rows = np.concatenate([truth.labels[:, None], truth.boxes], axis=1)
    return len(rows) - len(np.unique(rows, axis=0))
