"""What can be done in Learn, and the way there, as commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.commands import Words
from gui.lessons.registry import LESSONS, Entry
from gui.wiring.lesson_files import LessonFiles
from gui.wiring.parts import Parts

if TYPE_CHECKING:
    from gui.wiring.learning import Learning


class LessonCommands(QObject):
    """Keys of lessons work while Learn is in front; the way to a lesson works from anywhere."""

    def __init__(self, parts: Parts, learning: Learning, files: LessonFiles) -> None:
        super().__init__(parts.window)
        self._learning = learning
        self._ways = [_Way(parts, learning, entry) for entry in LESSONS]
        add = parts.commands.add
        add("learn", "view", self._show, words=self._show_words, shortcuts=["Alt+2"], icon="learn")
        add("next-lesson", "learn", self._next, words=self._next_words, shortcuts=["Ctrl+PgDown"])
        add("last-lesson", "learn", self._back, words=self._back_words, shortcuts=["Ctrl+PgUp"])
        add("predict", "learn", self._predict, words=self._predict_words, shortcuts=["Q"])
        add("lesson-code", "learn", self._code, words=self._code_words, shortcuts=["C"])
        add("play-lesson", "learn", self._play, words=self._play_words, shortcuts=["P"])
        add("next-scene", "learn", self._next_scene, words=self._scene_words, shortcuts=["N"])
        add("own-scene", "learn", self._own, words=self._own_words, shortcuts=["Y"])
        add("save-lesson", "learn", files.ask_where_to_save, words=self._save_words,
            shortcuts=["Ctrl+Shift+S"])  # fmt: skip
        add("open-lesson", "view", files.ask_for_file, words=self._open_words)

    def _show(self) -> None:
        self._learning.parts.window.show_workspace("learn")

    def _next(self) -> None:
        self._learning.page.step_lesson(1)

    def _back(self) -> None:
        self._learning.page.step_lesson(-1)

    def _predict(self) -> None:
        self._learning.page.toggle_quiz()

    def _code(self) -> None:
        self._learning.page.toggle_code()

    def _play(self) -> None:
        self._learning.page.play()

    def _next_scene(self) -> None:
        self._show()
        self._learning.next_seed()

    def _own(self) -> None:
        self._show()
        self._learning.choose_source("yours" if self._learning.source == "shapes" else "shapes")

    # Words

    def _show_words(self) -> Words:
        return Words(self.tr("Learn"), self.tr("The paper, made touchable"), (self.tr("lessons"),))

    def _next_words(self) -> Words:
        return Words(self.tr("Next lesson"))

    def _back_words(self) -> Words:
        return Words(self.tr("Previous lesson"))

    def _predict_words(self) -> Words:
        return Words(self.tr("Predict, then look"), self.tr("Ask or stop asking"))

    def _code_words(self) -> Words:
        hint = self.tr("The function itself, with the values of this moment")
        return Words(self.tr("Show the code"), hint, (self.tr("source"),))

    def _play_words(self) -> Words:
        return Words(self.tr("Play the steps"), self.tr("Space, arrows, Home and End work too"))

    def _scene_words(self) -> Words:
        return Words(self.tr("Another scene"))

    def _own_words(self) -> Words:
        hint = self.tr("Tell lessons on the picture in Inspect, or on the shapes again")
        return Words(self.tr("Lessons on my picture"), hint)

    def _save_words(self) -> Words:
        return Words(self.tr("Save lesson as…"), self.tr("As it is now, for a class"))

    def _open_words(self) -> Words:
        return Words(self.tr("Open lesson…"))


class _Way(QObject):
    """The command that leads to one lesson."""

    def __init__(self, parts: Parts, learning: Learning, entry: Entry) -> None:
        super().__init__(parts.window)
        self._learning, self._entry = learning, entry
        parts.commands.add(f"lesson-{entry.key}", "view", self._show, words=self._words)

    def _show(self) -> None:
        self._learning.page.show_lesson(self._entry.key)

    def _words(self) -> Words:
        title = self._entry.words()("title")
        number = self._entry.number
        words = self.tr("Lesson {number}: {title}").format(number=number, title=title)
        return Words(words, self._entry.words()("subtitle"))
