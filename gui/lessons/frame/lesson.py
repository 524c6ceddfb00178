"""What a lesson is to the frame around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from gui.lessons.frame.turns import InTurns, Piece
from gui.lessons.frame.words import Words
from ssd_core.errors import UserError
from ssd_core.lessons.code import CodeSample
from ssd_core.lessons.lab import Job
from ssd_core.lessons.question import Question
from ssd_core.lessons.scene import LessonScene

State = Mapping[str, Any]
"""Plain JSON values by name."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the transport. label: under its tick, "" for a bare tick.

    mark: a block instead of a tick, where something is decided.
    """

    label: str = ""
    mark: bool = False


class Lesson(QObject):
    """Base of all lessons.

    A subclass sets in ``__init__``:
        centre: the widget in the middle. panel: the widget at the right, 344 wide; it may be higher
        than the window, the frame scrolls it. tools: what stands at the right of the head, or None.
        footer: what stands at the bottom where it has no steps, or None.
        aside: what stands under the list of lessons, or None.

    and overrides what it has: steps and ``go_to``, ``questions``, ``code``, ``state`` … Words are
    set in ``retranslate``, which the frame calls once after ``__init__`` and on every new language.
    What stands beside the picture is shown by ``beside``; see ``follow_beside``.
    Stepping back is free: ``go_to`` shows any step at once from a list of frozen values.
    """

    changed = Signal()
    """What is shown is another: question, figures of the code and steps are read again.

    Emit it after a drag or slider moved as well; the frame reads them when a drag rests.
    """
    step_changed = Signal()
    """``step`` is another, and it was not the frame that asked for it."""
    asked = Signal(object)
    """A Job for the lessons' thread: ``take`` gets its answers, unless a newer one replaces it."""

    centre: QWidget
    panel: QWidget
    tools: QWidget | None = None
    footer: QWidget | None = None
    aside: QWidget | None = None

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.step = 0
        self._turns: InTurns | None = None

    # Scene and answers

    def set_scene(self, scene: LessonScene) -> None:
        """Tell the lesson on ``scene``; it comes once without the network's output, then with."""

    def take(self, job: Job, answer: Any) -> None:
        """An answer to the job that was asked last."""

    def fail(self, job: Job, error: UserError) -> None:
        """The job that was asked last gave up."""

    def set_active(self, active: bool) -> None:
        """It is looked at from now on, or not any more: stop what moves by itself."""

    # What is shown

    def beside(self) -> tuple[Piece, ...]:
        """What shows the figures, tables and plots around the picture as they are now, in pieces.

        Bound methods, each of which is short and takes the newest state by itself.
        """
        return ()

    def show_beside(self) -> None:
        """Show all of it at once."""
        if self._turns is not None:
            self._turns.forget()
        for piece in self.beside():
            piece()

    @property
    def following(self) -> bool:
        """Whether something beside the picture is yet to follow it."""
        return self._turns is not None and self._turns.pending

    def follow_beside(self) -> None:
        """The picture shows something else: have what is ``beside`` it follow.

        While a button is held it follows piece by piece, one a turn of the event loop, for the
        newest change alone: a drag moves the picture first, where the eye is, and is never kept
        waiting for all the rest.
        """
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.show_beside()
            return
        if self._turns is None:
            self._turns = InTurns(self.panel)  # which may be gone before the lesson is
        self._turns.ask(self.beside())

    # Steps

    def steps(self) -> tuple[Step, ...]:
        """The stages of the transport; none: there is no transport."""
        return ()

    def go_to(self, step: int) -> None:
        """Show stage ``step``. Overrides call this first."""
        self.step = step

    # Questions

    def questions(self) -> tuple[Question, ...]:
        """Two or three, computed from what is shown, in the language in use."""
        return ()

    def hide_answer(self, key: str) -> None:
        """Question ``key`` is open: show "?" for what is asked; "": show all again."""

    # Code, files, looks

    def code(self) -> tuple[CodeSample, ...]:
        """The functions behind it, with the values they work on now."""
        return ()

    def state(self) -> State:
        """What a teacher prepared, as plain JSON values."""
        return {}

    def restore(self, state: State) -> None:
        """Show what ``state`` gave. It comes from a file: raise ValueError for what makes no sense.

        KeyError and TypeError are understood, too.
        """

    def retranslate(self) -> None:
        """Set every word that it shows."""

    def set_presenting(self, presenting: bool) -> None:
        """Draw lines for a projector, or for a desk; letters grow by themselves."""
