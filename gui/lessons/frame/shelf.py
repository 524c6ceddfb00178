"""The lessons that were looked at so far, and the scene that they are told on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.lessons.frame.lesson import Lesson
from gui.lessons.registry import Entry
from ssd_core.errors import UserError
from ssd_core.lessons.lab import Job
from ssd_core.lessons.scene import LessonScene


class Shelf(QObject):
    """Makes a lesson when it is first asked for; it gets the scene when it is shown."""

    asked = Signal(str, object)  # key of the lesson, Job
    changed = Signal()
    """The lesson in sight shows something else."""
    step_changed = Signal()

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        super().__init__()
        self.entries = {entry.key: entry for entry in entries}
        self.scene: LessonScene | None = None
        self._made: dict[str, Lesson] = {}
        self._told: dict[str, LessonScene] = {}
        self.presenting = False

    def __iter__(self) -> Iterator[Lesson]:
        return iter(self._made.values())

    def lesson(self, key: str) -> Lesson:
        """The lesson ``key``. Raises KeyError if there is none."""
        if key not in self._made:
            self._made[key] = self._make(self.entries[key])
        return self._made[key]

    def set_scene(self, scene: LessonScene) -> None:
        """Tell lessons on ``scene`` from now on; ``tell`` passes it to the one in sight."""
        self.scene = scene

    def tell(self, key: str) -> None:
        """Give lesson ``key`` the scene, unless it has it."""
        if self.scene is not None and self._told.get(key) is not self.scene:
            self._told[key] = self.scene
            self.lesson(key).set_scene(self.scene)

    def take(self, key: str, job: Job, answer: Any) -> None:
        """An answer to what lesson ``key`` asked."""
        if key in self._made:
            self._made[key].take(job, answer)

    def fail(self, key: str, job: Job, error: UserError) -> None:
        """What lesson ``key`` asked could not be answered."""
        if key in self._made:
            self._made[key].fail(job, error)

    def set_presenting(self, presenting: bool) -> None:
        """Draw all lessons for a projector, or for a desk."""
        self.presenting = presenting
        for lesson in self:
            lesson.set_presenting(presenting)

    def retranslate(self) -> None:
        for lesson in self:
            lesson.retranslate()

    def _make(self, entry: Entry) -> Lesson:
        lesson = entry.make()
        lesson.setParent(self)
        lesson.setObjectName(entry.key)
        lesson.changed.connect(self.changed)
        lesson.step_changed.connect(self.step_changed)
        lesson.asked.connect(self._on_asked)
        lesson.retranslate()
        lesson.set_presenting(self.presenting)
        return lesson

    def _on_asked(self, job: Job) -> None:
        self.asked.emit(self.sender().objectName(), job)
