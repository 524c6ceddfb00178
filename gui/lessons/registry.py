"""The lessons there are, in order; each is imported when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from gui.lessons.frame.lesson import Lesson
from gui.lessons.frame.words import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """One lesson. number: its place in the book of lessons. icon: shown instead of the number."""

    number: int
    key: str
    module: str
    name: str
    icon: str = ""

    @property
    def stem(self) -> str:
        """Of the files of its texts."""
        return f"{self.number:02}-{self.key}"

    def words(self) -> Words:
        return Words(self.stem)

    def make(self) -> Lesson:
        """The lesson itself."""
        made: Lesson = getattr(import_module(self.module), self.name)(self.words())
        return made


LESSONS = (
    Entry(1, "default-boxes", "gui.lessons.default_boxes.lesson", "DefaultBoxesLesson"),
    Entry(2, "matching", "gui.lessons.matching.lesson", "MatchingLesson"),
    Entry(3, "offsets", "gui.lessons.offsets.lesson", "OffsetsLesson"),
    Entry(4, "mining", "gui.lessons.mining.lesson", "MiningLesson"),
    Entry(5, "funnel", "gui.lessons.funnel.lesson", "FunnelLesson"),
    Entry(6, "suppression", "gui.lessons.suppression.lesson", "SuppressionLesson"),
    Entry(7, "features", "gui.lessons.features.lesson", "FeaturesLesson"),
    Entry(8, "augmentation", "gui.lessons.augmentation.lesson", "AugmentationLesson"),
    Entry(9, "bugs", "gui.lessons.bugs.lesson", "BugsLesson"),
    Entry(10, "training", "gui.lessons.training_step.lesson", "TrainingStepLesson"),
)  # fmt: skip
