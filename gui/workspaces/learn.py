"""Learn: the list of lessons, the lesson in sight, and what stands below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout

from gui import fonts
from gui.controls.live import LiveWidget
from gui.intake import Intake
from gui.lessons.frame import side_panel
from gui.lessons.frame.bottom import Bottom
from gui.lessons.frame.left_column import LeftColumn
from gui.lessons.frame.lesson import Lesson, State
from gui.lessons.frame.lesson_head import LessonHead
from gui.lessons.frame.quiz import Quiz
from gui.lessons.frame.resting import WhenAtRest
from gui.lessons.frame.shelf import Shelf
from gui.lessons.frame.side_panel import SidePanel
from gui.lessons.registry import LESSONS, Entry
from gui.panels.toast import Toast
from ssd_core.errors import UserError
from ssd_core.lessons.lesson_file import SUFFIX
from ssd_core.lessons.scene import LessonScene
from ssd_core.sentence import say

_LOW = 680
"""A window lower than this has no room for the note under the scene."""
_NARROW = 1060
"""A page narrower than this shows the numbers of the lessons alone, and a narrower panel."""


class LearnWorkspace(LiveWidget):
    """Holds its parts as ``lessons``, ``head``, ``side``, ``bottom``, ``quiz``, ``shelf`` …"""

    lesson_shown = Signal(str)
    left = Signal(str)
    """The lesson of this key is not looked at any more."""
    lesson_dropped = Signal(str)
    """The path of a lesson file."""
    done = Signal(str)
    """All questions of this lesson were looked at, or its last step if it asks none."""

    def __init__(self, entries: tuple[Entry, ...] = LESSONS) -> None:
        super().__init__()
        self.shelf = Shelf(entries)
        self.shelf.setParent(self)
        self._left = LeftColumn(entries)
        self.lessons, self.scene_footer = self._left.lessons, self._left.footer
        self.head, self.side, self.bottom = LessonHead(), SidePanel(), Bottom()
        self.transport, self.card = self.bottom.transport, self.bottom.card
        self.quiz = Quiz(self.card)
        self._stage = QStackedWidget()
        self.current = ""
        self._narrow = False
        self._refresh = WhenAtRest(self)
        self._refresh.due.connect(self._on_refresh)
        self._lay_out()
        self.toast = Toast(self._stage)
        self._connect()
        self.render_texts()

    @property
    def entries(self) -> dict[str, Entry]:
        """The lessons there are, in order."""
        return self.shelf.entries

    @property
    def lesson(self) -> Lesson:
        """The one in sight."""
        return self.shelf.lesson(self.current)

    @property
    def scene(self) -> LessonScene | None:
        return self.shelf.scene

    # Lessons and scenes

    def show_lesson(self, key: str) -> None:
        """Show the lesson ``key``. Raises KeyError if there is none."""
        if key == self.current:
            return
        lesson = self.shelf.lesson(key)
        if self.current:
            self.lesson.set_active(False)
            self.left.emit(self.current)
        self.current = key
        self.quiz.set_lesson(lesson)
        self.lessons.set_current(key)
        self.head.set_tools(lesson.tools)
        self.side.set_panel(lesson.panel)
        self._render_words()
        if self._stage.indexOf(lesson.centre) < 0:
            self._stage.addWidget(lesson.centre)
        self._stage.setCurrentWidget(lesson.centre)
        self._left.show_aside(lesson.aside)
        self.shelf.tell(key)
        lesson.set_active(True)
        self._show_bottom()
        self._on_refresh()
        self.lesson_shown.emit(key)

    def step_lesson(self, by: int) -> None:
        """The next lesson (1) or the one before (-1); stays at the ends."""
        keys = list(self.entries)
        index = keys.index(self.current) + by
        if 0 <= index < len(keys):
            self.show_lesson(keys[index])

    def set_scene(self, scene: LessonScene) -> None:
        """Tell lessons on ``scene`` from now on."""
        self.shelf.set_scene(scene)
        self.scene_footer.set_scene(scene)
        if self.current:
            self.shelf.tell(self.current)
            self._on_changed()

    def prepared(self) -> tuple[str, int, State]:
        """Key, step and state of the lesson in sight, as they can be saved."""
        return self.current, self.lesson.step, self.lesson.state()

    def restore(self, key: str, step: int, state: State) -> None:
        """Show lesson ``key`` as it was saved. Raises UserError if ``state`` makes no sense."""
        self.show_lesson(key)
        try:
            self.lesson.restore(state)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UserError(say("The lesson file holds values that make no sense.")) from error
        if step < len(self.lesson.steps()):
            self.lesson.go_to(step)
        self._on_step_changed()

    def take_drop(self, intake: Intake) -> bool:
        """Whether ``intake`` holds a lesson, which is opened then."""
        paths = [path for path in intake.paths if path.lower().endswith(SUFFIX)]
        for path in paths[:1]:
            self.lesson_dropped.emit(path)
        return bool(paths)

    # What a person can do from anywhere in it

    def toggle_quiz(self) -> None:
        """Ask, or stop asking."""
        if self.quiz.is_open:
            self.quiz.close()
        else:
            self.quiz.open()
            self.card.focus_answers()

    def toggle_code(self) -> None:
        """Show the code, or the lesson again."""
        self.side.show_tab("lesson" if self.side.tab == "code" else "code")

    def play(self) -> None:
        """Play the steps, or stop; where there are none, do nothing."""
        if self.lesson.steps():
            self.transport.toggle()

    # Presentation

    def set_presenting(self, presenting: bool) -> None:
        """Leave the lesson alone, with its transport, in the large letters that are on by now."""
        self._left.setHidden(presenting)
        self.side.set_presenting(presenting)
        self.shelf.set_presenting(presenting)
        self._fit_side()
        self._show_bottom()
        self.bottom.fading.set_on(presenting)

    def step_presented(self, by: int) -> None:
        """The next step (1) or the one before (-1); at their ends, the next lesson."""
        step = self.lesson.step + by
        if 0 <= step < len(self.lesson.steps()):
            self.transport.jump(step)
        else:
            self.step_lesson(by)

    # Layout

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.head)
        middle.addWidget(self._stage, 1)
        middle.addWidget(self.bottom.footers)
        grid = QGridLayout()
        grid.setSpacing(0)
        grid.addLayout(middle, 0, 0)
        grid.addWidget(self.side, 0, 1)
        grid.addWidget(self.bottom, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(0, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addLayout(grid, 1)

    def _connect(self) -> None:
        self.shelf.changed.connect(self._on_changed)
        self.shelf.step_changed.connect(self._on_step_changed)
        self.lessons.chosen.connect(self.show_lesson)
        self.transport.went.connect(self._on_went)
        self.side.tab_shown.connect(self._on_refresh)
        self.side.quiz_toggled.connect(self.toggle_quiz)
        self.quiz.open_changed.connect(self._show_bottom)
        self.quiz.finished.connect(self._on_finished)
        self.quiz.passed.connect(self._on_passed)

    def _show_bottom(self) -> None:
        """A lesson without transport and footer is always asking."""
        lesson = self.lesson
        footer, steps = lesson.footer, bool(lesson.steps())
        if not (self._has_bottom() or self.quiz.is_open):
            self.quiz.open()
        self.bottom.show_for(footer, steps=steps, asking=self.quiz.is_open)
        offered = self._has_bottom() and self.quiz.has_questions
        self.side.set_quiz(self.quiz.is_open, offered=offered)

    def _has_bottom(self) -> bool:
        """Whether something else than a question can stand below the lesson."""
        return self.lesson.footer is not None or bool(self.lesson.steps())

    def _fold(self, narrow: bool) -> None:
        if narrow != self._narrow:
            self._narrow = narrow
            self._left.set_narrow(narrow)
            self._fit_side()

    def _fit_side(self) -> None:
        width = side_panel.NARROW if self._narrow else side_panel.WIDTH
        fonts.fix(self.side, width=side_panel.PRESENTED if self.shelf.presenting else width)

    # What happens

    def _on_went(self, step: int) -> None:
        self.lesson.go_to(step)
        self.bottom.fading.show_for_a_while()
        if step + 1 == len(self.lesson.steps()) and not self.quiz.has_questions:
            self.done.emit(self.current)
        self._on_changed()

    def _on_changed(self) -> None:
        self._refresh.touch()

    def _on_step_changed(self) -> None:
        self.transport.set_steps(self.lesson.steps(), self.lesson.step)
        self._on_changed()

    def _on_refresh(self) -> None:
        self.transport.set_steps(self.lesson.steps(), self.lesson.step)
        self.quiz.refresh()
        if not (self.quiz.is_open or self.side.offers_quiz):
            self._show_bottom()  # there may be something to ask by now
        if self.side.tab == "code":
            self.side.code.set_samples(self.lesson.code())

    def _on_finished(self) -> None:
        self.done.emit(self.current)

    def _on_passed(self) -> None:
        self.quiz.close()
        self.step_lesson(1)
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # or the keyboard would be left with nobody

    def retranslate(self) -> None:
        if self.current:
            self.shelf.retranslate()
            self._render_words()
            self._on_refresh()

    def _render_words(self) -> None:
        words = self.entries[self.current].words()
        self.head.set_words(words("title"), words("subtitle"))
        self.lesson.centre.setAccessibleName(words("title"))
        self.side.learners.set_words(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Only keys that no focused part wanted arrive here.
        keys = {
            Qt.Key.Key_Space: self.transport.toggle,
            Qt.Key.Key_Right: self.transport.forward,
            Qt.Key.Key_Left: self.transport.back,
            Qt.Key.Key_Home: self.transport.to_start,
            Qt.Key.Key_End: self.transport.to_end,
        }
        act = keys.get(Qt.Key(event.key()))
        if act is not None and self.lesson.steps() and not event.modifiers():
            act()
        elif event.key() == Qt.Key.Key_Escape and self.quiz.is_open and self._has_bottom():
            self.quiz.close()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scene_footer.set_folded(self.height() < _LOW)
        self._fold(self.width() < fonts.scaled(_NARROW))
