"""Asks a lesson's questions one after the other, and follows what the lesson shows meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.lessons.frame.lesson import Lesson
from gui.lessons.frame.question_card import QuestionCard


class Quiz(QObject):
    """The way through the questions of the lesson in sight."""

    open_changed = Signal(bool)
    finished = Signal()
    """All questions of the lesson were looked at."""
    passed = Signal()
    """A person is through, and goes on."""

    def __init__(self, card: QuestionCard) -> None:
        super().__init__(card)
        self._card = card
        self._lesson: Lesson | None = None
        self._index = 0
        self._places: dict[Lesson, int] = {}
        self.is_open = False
        card.looked.connect(self._on_looked)
        card.next_wanted.connect(self._on_next)

    def set_lesson(self, lesson: Lesson) -> None:
        """Ask the questions of ``lesson`` from now on; it goes on where it was."""
        self.close()
        if self._lesson is not None:
            self._places[self._lesson] = self._index
        self._lesson = lesson
        self._index = self._places.get(lesson, 0)

    @property
    def has_questions(self) -> bool:
        return self._lesson is not None and bool(self._lesson.questions())

    def open(self) -> None:
        """Ask; there must be a question."""
        if not self.is_open and self.has_questions:
            self.is_open = True
            self._ask(again=True)
            self.open_changed.emit(True)

    def close(self) -> None:
        """Ask no more."""
        if self.is_open:
            self.is_open = False
            if self._lesson is not None:
                self._lesson.hide_answer("")
            self.open_changed.emit(False)

    def refresh(self) -> None:
        """What the lesson shows is another, or the language: the answers may be others."""
        if self.is_open and not self._card.is_looked:
            self._ask(again=False)

    def _ask(self, *, again: bool) -> None:
        assert self._lesson is not None
        questions = self._lesson.questions()
        if not questions:
            self.close()
            return
        self._index = min(self._index, len(questions) - 1)
        question = questions[self._index]
        self._card.set_place(self._index, len(questions))
        before = self._card.question
        (self._card.ask_again if again else self._card.ask)(question)
        if again or before is None or before.key != question.key:
            self._lesson.hide_answer(question.key)  # not at each refresh: a drag may be going on

    def _on_looked(self) -> None:
        assert self._lesson is not None
        self._lesson.hide_answer("")
        if self._index + 1 >= len(self._lesson.questions()):
            self.finished.emit()

    def _on_next(self) -> None:
        assert self._lesson is not None
        if self._index + 1 < len(self._lesson.questions()):
            self._index += 1
            self._ask(again=True)
            self._card.focus_answers()  # or the keyboard would be left with nobody
        else:
            self._index = 0
            self.passed.emit()
