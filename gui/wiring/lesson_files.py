"""Saving a lesson as a teacher prepared it, and opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from ssd_core.errors import UserError, shown_name
from ssd_core.lessons.lesson_file import (
    SUFFIX,
    Opened,
    OpenJob,
    Prepared,
    SaveJob,
    relative_to,
)
from ssd_core.lessons.scene import LessonScene
from ssd_core.sentence import say

if TYPE_CHECKING:
    from gui.wiring.learning import Learning


class LessonFiles(QObject):
    """The picture goes into the file, unless it lies beside it and a person wants that."""

    ASKER = "files"

    def __init__(self, learning: Learning) -> None:
        super().__init__(learning)
        self._learning = learning
        self._waiting: Prepared | None = None
        """What was opened, until the scene it is told on is there."""

    # Save

    def ask_where_to_save(self) -> None:
        """Let a person choose a file for the lesson in sight."""
        key, _, _ = self._learning.page.prepared()
        dialog = QFileDialog(self._learning.parts.window, self.tr("Save lesson as"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        inside = self.tr("Lesson with its picture ({pattern})").format(pattern=f"*{SUFFIX}")
        beside = self.tr("Lesson, picture beside it ({pattern})").format(pattern=f"*{SUFFIX}")
        dialog.setNameFilters([inside, beside])
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile(f"{key}{SUFFIX}")
        dialog.filterSelected.connect(self._on_filter)
        self._beside, self._beside_words = False, beside
        dialog.fileSelected.connect(self._on_save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_filter(self, words: str) -> None:
        self._beside = words == self._beside_words

    def _on_save(self, path: str) -> None:
        self.save(path, beside=self._beside)

    def save(self, path: str, *, beside: bool = False) -> None:
        """Write the lesson in sight to ``path``. beside: name its picture, if it lies there."""
        key, step, state = self._learning.page.prepared()
        scene = self._learning.page.scene
        if scene is None:
            return
        picture = self._learning.parts.session.picture
        if scene.source == "shapes" or picture is None:
            self._write(path, Prepared(key, step, state, seed=scene.seed))
            return
        named = relative_to(picture.path, path) if beside and picture.path else ""
        prepared = Prepared(key, step, state, name=scene.name, beside=named)
        self._learning.ask(self.ASKER, SaveJob(path, prepared, None if named else scene.rgb))

    def _write(self, path: str, prepared: Prepared) -> None:
        self._learning.ask(self.ASKER, SaveJob(path, prepared))

    # Open

    def ask_for_file(self) -> None:
        """Let a person choose a lesson file."""
        dialog = QFileDialog(self._learning.parts.window, self.tr("Open lesson"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Lessons ({pattern})").format(pattern=f"*{SUFFIX}"))
        dialog.fileSelected.connect(self.open)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open(self, path: str) -> None:
        """Show the lesson in the file at ``path``."""
        self._learning.parts.window.show_workspace("learn")  # there is a thread to read it now
        self._learning.ask(self.ASKER, OpenJob(path))

    def take(self, answer: object) -> None:
        """What the thread says: a name that was written, or a lesson that was read."""
        if isinstance(answer, Opened):
            self._use(answer)
        else:
            words = self.tr("{name} saved.").format(name=answer)
            self._learning.page.toast.show_message(words)

    def _use(self, opened: Opened) -> None:
        prepared, session = opened.prepared, self._learning.parts.session
        if prepared.lesson not in self._learning.page.entries:
            self._learning.tell(UserError(say("This program has no such lesson.")))
            return
        self._waiting = prepared
        if prepared.is_built_in:
            self._learning.choose_seed(prepared.seed)
            return
        if opened.rgb is not None:
            session.open_pixels(opened.rgb, prepared.name)
        else:
            session.open_files([opened.path])
        self._learning.expect_yours()

    def restore(self, scene: LessonScene, *, whole: bool) -> None:
        """A scene is there: show what was prepared on it. whole: nothing more comes of it."""
        prepared = self._waiting
        if prepared is None or not _is_of(prepared, scene):
            return
        if whole:
            self._waiting = None
        try:
            self._learning.page.restore(prepared.lesson, prepared.step, prepared.state)
        except UserError as error:
            self._waiting = None
            self._learning.tell(error)


def _is_of(prepared: Prepared, scene: LessonScene) -> bool:
    """Whether ``scene`` is the one that was saved."""
    if prepared.is_built_in or scene.source == "shapes":
        return prepared.is_built_in and scene.source == "shapes" and scene.seed == prepared.seed
    return scene.name == (shown_name(prepared.beside) if prepared.beside else prepared.name)
