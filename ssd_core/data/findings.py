"""What can be wrong with annotated pictures, and what is done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ssd_core.sentence import Sentence, say


class Kind(StrEnum):
    """What is wrong, by the name that people and JSON readers see."""

    UNREADABLE = "unreadable"
    MISSING_PICTURE = "missing picture"
    MISSING_ANNOTATION = "missing annotation"
    OTHER_SIZE = "other size"
    INVERTED = "inverted"
    OUT_OF_RANGE = "out of range"
    DEGENERATE = "degenerate"
    NO_BOX = "no box"
    NO_CLASS = "no class"
    UNKNOWN_CLASS = "unknown class"
    DUPLICATE = "duplicate"
    ALL_DIFFICULT = "all difficult"
    NO_OBJECTS = "no objects"
    IN_TWO_SPLITS = "in two splits"


class Repair(StrEnum):
    """What is done about it, in training and in evaluation alike."""

    NONE = ""
    SWAPPED = "swapped"
    CLIPPED = "clipped"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with one item.

    item: name of the picture or the file. repaired: what is done about it. detail: a sentence.
    """

    kind: Kind
    item: str
    repaired: Repair
    detail: Sentence

    @property
    def summary(self) -> Sentence:
        """One line: which item, what is wrong, what is done."""
        said = self.detail
        if not said.startswith(self.item):
            said = say("{item}: {detail}", item=self.item, detail=said)
        match self.repaired:
            case Repair.NONE:
                return said
            case Repair.SWAPPED:
                return say("{finding} They are put right.", finding=said)
            case Repair.CLIPPED:
                return say("{finding} It is clipped.", finding=said)
            case Repair.DROPPED:
                return say("{finding} It is left out.", finding=said)
