"""Learn: the list of lessons, the lesson in sight, and what stands below it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.live import LiveWidget
from gui.lessons.frame.lesson import Lesson
from gui.lessons.frame.lesson_head import LessonHead
from gui.lessons.frame.lesson_list import NARROW_WIDTH, LessonList
from gui.lessons.frame.lesson_list import WIDTH as LIST_WIDTH
from gui.lessons.frame.question_card import QuestionCard
from gui.lessons.frame.quiz import Quiz
from gui.lessons.frame.scene_footer import SceneFooter
from gui.lessons.frame.side_panel import NARROW as PANEL_NARROW
from gui.lessons.frame.side_panel import WIDTH as PANEL_WIDTH
from gui.lessons.frame.side_panel import SidePanel
from gui.lessons.frame.transport import LessonTransport
from gui.lessons.registry import LESSONS, Entry
from gui.panels.toast import Toast
from ssd_core.errors import UserError
from ssd_core.lessons.lab import Job
from ssd_core.lessons.scene import LessonScene

_REFRESH_MS = 80
_LOW = 680
"""A window lower than this has no room for the note under the scene."""
_NARROW = 1060
"""A page narrower than this shows the numbers of the lessons alone, and a narrower panel."""


class LearnWorkspace(LiveWidget):
    """Holds its parts as ``lessons``, ``head``, ``side``, ``transport``, ``card`` …

    A lesson is made when it is first shown, and gets the scene then.
    """

    lesson_shown = Signal(str)
    asked = Signal(str, object)  # key of the lesson, Job
    left = Signal(str)
    """The lesson of this key is not looked at any more."""
    done = Signal(str)
    """All questions of this lesson were looked at, or its last step if it asks none."""

    def __init__(self, entries: tuple[Entry, ...] = LESSONS) -> None:
        super().__init__()
        self.entries = {entry.key: entry for entry in entries}
        self.lessons, self.scene_footer = LessonList(entries), SceneFooter()
        self.head, self.side = LessonHead(), SidePanel()
        self.transport, self.card = LessonTransport(), QuestionCard()
        self.quiz = Quiz(self.card)
        self._stage, self._footers = QStackedWidget(), QStackedWidget()
        self._asides = QStackedWidget()
        self._made: dict[str, Lesson] = {}
        self._told: dict[str, LessonScene] = {}
        self._scene: LessonScene | None = None
        self.current = ""
        self._narrow = False
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(self._on_refresh)
        self._lay_out()
        self.toast = Toast(self._stage)
        self._connect()
        self.render_texts()

    @property
    def lesson(self) -> Lesson:
        """The one in sight."""
        return self._made[self.current]

    def show_lesson(self, key: str) -> None:
        """Show the lesson ``key``. Raises KeyError if there is none."""
        entry = self.entries[key]
        if key == self.current:
            return
        if self.current:
            self.lesson.set_active(False)
            self.left.emit(self.current)
        lesson = self._made.get(key) or self._make(entry)
        self.current = key
        self.quiz.set_lesson(lesson)
        self.lessons.set_current(key)
        words = entry.words()
        self.head.set_words(words("title"), words("subtitle"))
        self.head.set_tools(lesson.tools)
        self.side.set_panel(lesson.panel)
        self.side.learners.set_words(words)
        self._stage.setCurrentWidget(lesson.centre)
        self._show_aside(lesson.aside)
        if self._scene is not None and self._told.get(key) is not self._scene:
            self._told[key] = self._scene
            lesson.set_scene(self._scene)
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
        self._scene = scene
        self.scene_footer.set_scene(scene)
        if self.current:
            self._told[self.current] = scene
            self.lesson.set_scene(scene)
            self._show_bottom()  # some lessons have no steps before they have a scene
            self._on_changed()

    @property
    def scene(self) -> LessonScene | None:
        return self._scene

    def take(self, key: str, job: Job, answer: Any) -> None:
        """An answer to what the lesson ``key`` asked."""
        if key in self._made:
            self._made[key].take(job, answer)

    def fail(self, key: str, job: Job, error: UserError) -> None:
        """What the lesson ``key`` asked could not be answered."""
        if key in self._made:
            self._made[key].fail(job, error)

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

    # Layout

    def _lay_out(self) -> None:
        left = QWidget()
        left.setObjectName("lessons")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fonts.fix(left, width=LIST_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.lessons, 1)
        column.addWidget(self._asides, 1)
        column.addWidget(self.scene_footer)
        self._left, self._bottom = left, QStackedWidget()
        for part in (self.transport, self.card):
            self._bottom.addWidget(part)
        self._bottom.setObjectName("status")
        self._footers.setObjectName("status")
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.head)
        middle.addWidget(self._stage, 1)
        middle.addWidget(self._footers)
        grid = QGridLayout()
        grid.setSpacing(0)
        grid.addLayout(middle, 0, 0)
        grid.addWidget(self.side, 0, 1)
        grid.addWidget(self._bottom, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(0, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addLayout(grid, 1)

    def _connect(self) -> None:
        self.lessons.chosen.connect(self.show_lesson)
        self.transport.went.connect(self._on_went)
        self.side.tab_shown.connect(self._on_refresh)
        self.side.quiz_toggled.connect(self.toggle_quiz)
        self.quiz.open_changed.connect(self._on_quiz)
        self.quiz.finished.connect(self._on_finished)
        self.quiz.passed.connect(self._on_passed)

    def _make(self, entry: Entry) -> Lesson:
        lesson = entry.make()
        lesson.setParent(self)
        lesson.setObjectName(entry.key)
        lesson.changed.connect(self._on_changed)
        lesson.step_changed.connect(self._on_step_changed)
        lesson.asked.connect(self._on_asked)
        self._made[entry.key] = lesson
        self._stage.addWidget(lesson.centre)
        if lesson.footer is not None:
            self._footers.addWidget(lesson.footer)
        if lesson.aside is not None:
            self._asides.addWidget(lesson.aside)
        lesson.retranslate()
        return lesson

    def _show_aside(self, aside: QWidget | None) -> None:
        """Below the list, which then is no higher than its rows."""
        self._asides.setVisible(aside is not None)
        if aside is not None:
            self._asides.setCurrentWidget(aside)
        layout = self._left.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretchFactor(self.lessons, 0 if aside is not None else 1)

    def _show_bottom(self) -> None:
        """The card while something is asked; else transport or footer; else the card again."""
        lesson = self.lesson
        steps = bool(lesson.steps())
        if not (steps or lesson.footer is not None or self.quiz.is_open):
            self.quiz.open()
        asking, footer = self.quiz.is_open, lesson.footer is not None
        self._bottom.setVisible(asking or (steps and not footer))
        shown = self.card if asking else self.transport
        self._bottom.setCurrentWidget(shown)
        self._bottom.setFixedHeight(shown.height())
        self._footers.setVisible(footer and not asking)
        if lesson.footer is not None:
            self._footers.setCurrentWidget(lesson.footer)
            self._footers.setFixedHeight(lesson.footer.sizeHint().height())
        offered = (steps or footer) and self.quiz.has_questions
        self.side.set_quiz(asking, offered=offered)

    # What happens

    def _on_went(self, step: int) -> None:
        self.lesson.go_to(step)
        if step + 1 == len(self.lesson.steps()) and not self.quiz.has_questions:
            self.done.emit(self.current)
        self._on_changed()

    def _on_changed(self) -> None:
        if not self._refresh.isActive():
            self._refresh.start()

    def _on_step_changed(self) -> None:
        self.transport.set_steps(self.lesson.steps(), self.lesson.step)
        self._on_changed()

    def _on_asked(self, job: Job) -> None:
        self.asked.emit(self.sender().objectName(), job)

    def _on_refresh(self) -> None:
        self.transport.set_steps(self.lesson.steps(), self.lesson.step)
        self.quiz.refresh()
        if not (self.quiz.is_open or self.side.offers_quiz):
            self._show_bottom()  # there may be something to ask by now
        if self.side.tab == "code":
            self.side.code.set_samples(self.lesson.code())

    def _on_quiz(self) -> None:
        self._show_bottom()

    def _on_finished(self) -> None:
        self.done.emit(self.current)

    def _on_passed(self) -> None:
        self.quiz.close()
        self.step_lesson(1)

    def retranslate(self) -> None:
        if not self.current:
            return
        for lesson in self._made.values():
            lesson.retranslate()
        words = self.entries[self.current].words()
        self.head.set_words(words("title"), words("subtitle"))
        self.side.learners.set_words(words)
        self._on_refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Only keys that no focused part wanted arrive here.
        keys = {
            Qt.Key.Key_Space: self.transport.toggle,
            Qt.Key.Key_Right: self.transport.forward,
            Qt.Key.Key_PageDown: self.transport.forward,
            Qt.Key.Key_Left: self.transport.back,
            Qt.Key.Key_PageUp: self.transport.back,
            Qt.Key.Key_Home: self.transport.to_start,
            Qt.Key.Key_End: self.transport.to_end,
        }
        act = keys.get(Qt.Key(event.key()))
        if act is not None and self.lesson.steps() and not event.modifiers():
            act()
        elif event.key() == Qt.Key.Key_Escape and self.quiz.is_open:
            self.quiz.close()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scene_footer.set_folded(self.height() < _LOW)
        self._fold(self.width() < fonts.scaled(_NARROW))

    def _fold(self, narrow: bool) -> None:
        if narrow != self._narrow:
            self._narrow = narrow
            self.lessons.set_narrow(narrow)
            self.scene_footer.setHidden(narrow)
            fonts.fix(self._left, width=NARROW_WIDTH if narrow else LIST_WIDTH)
            fonts.fix(self.side, width=PANEL_NARROW if narrow else PANEL_WIDTH)
