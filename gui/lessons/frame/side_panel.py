"""The panel at the right of a lesson: what it explains, its code, and what learners ask."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.buttons import Button
from gui.controls.choice import Choice
from gui.controls.live import LiveWidget
from gui.controls.scrolling import OverlayScrollBar
from gui.lessons.frame.code_tab import CodeTab
from gui.lessons.frame.lesson_head import HEIGHT
from gui.lessons.frame.words import Words
from gui.lessons.parts.prose import Prose

WIDTH, NARROW, PRESENTED = 344, 300, 284
_TABS = ("lesson", "code", "learners")


class SidePanel(LiveWidget):
    """``tab_shown`` tells which of its tabs is in front."""

    tab_shown = Signal(str)
    quiz_toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fonts.fix(self, width=WIDTH)
        self._asking = False
        self._others = QWidget(self)  # holds the panels of lessons that are not in sight
        self._others.hide()
        self.tabs = Choice(_TABS)
        self.tabs.chosen.connect(self.show_tab)
        head = QWidget()
        head.setObjectName("toolbar")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fonts.fix(head, height=HEIGHT)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        self._quiz = Button("help")
        self._quiz.clicked.connect(self.quiz_toggled)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self._quiz)
        self._lesson, self.code, self.learners = _scrolled(), CodeTab(), LearnersTab()
        self._learners = _scrolled()
        self._learners.setWidget(self.learners)
        self.learners.setAutoFillBackground(False)
        self._stack = QStackedWidget()
        for page in (self._lesson, self.code, self._learners):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = head
        column.addWidget(head)
        column.addWidget(self._stack, 1)
        self.render_texts()

    def set_panel(self, panel: QWidget) -> None:
        """Show the panel of the lesson in sight; the one before is given back, hidden."""
        before = self._lesson.takeWidget()
        if before is not None:
            before.hide()
            before.setParent(self._others)  # or it would outlive the window it belongs to
        self._lesson.setWidget(panel)
        panel.setAutoFillBackground(False)  # the area switches that on
        # It grows at its end with what a drag shows; what stands above is not painted for that.
        panel.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        panel.show()
        self._lesson.verticalScrollBar().setValue(0)

    def set_presenting(self, presenting: bool) -> None:
        """Leave the lesson's own sections alone, without the tabs over them."""
        self.head.setHidden(presenting)
        if presenting:
            self.show_tab("lesson")

    def show_tab(self, key: str) -> None:
        self.tabs.set_key(key)
        self._stack.setCurrentIndex(_TABS.index(key))
        self.tab_shown.emit(key)

    @property
    def tab(self) -> str:
        return self.tabs.key

    @property
    def offers_quiz(self) -> bool:
        return not self._quiz.isHidden()

    def set_quiz(self, is_open: bool, *, offered: bool) -> None:
        """Whether questions are asked now, and whether that can be chosen at all."""
        self._asking = is_open
        self._quiz.setVisible(offered)
        self.retranslate()

    def retranslate(self) -> None:
        words = self.tr("Stop asking") if self._asking else self.tr("Predict")
        self._quiz.setText(words)
        self._quiz.setAccessibleName(words)
        self._quiz.updateGeometry()
        self.tabs.set_words("lesson", self.tr("Lesson"))
        self.tabs.set_words("code", self.tr("Code"), self.tr("Show the code"))
        self.tabs.set_words("learners", self.tr("Questions"), self.tr("What learners ask"))


class LearnersTab(LiveWidget):
    """What learners ask and what they are told, and where paper and book tell it."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 16)
        self._column.setSpacing(6)
        self._shown: list[QWidget] = []

    def set_words(self, words: Words) -> None:
        for part in self._shown:
            self._column.removeWidget(part)
            part.deleteLater()
        self._shown = []
        while self._column.count():
            self._column.takeAt(0)
        for number in range(len(_learners(words))):
            self._say(f"**{words(f'learners.{number}.ask')}**", gap=8 if number else 0)
            self._say(words(f"learners.{number}.answer"))
        self._say(self.tr("Paper: {place}").format(place=words("paper")), tone="muted", gap=12)
        self._say(self.tr("Book: {place}").format(place=words("book")), tone="muted")
        self._column.addStretch(1)

    def _say(self, text: str, *, tone: str = "", gap: int = 0) -> None:
        part = Prose(fonts.SMALL if tone else fonts.BODY, tone=tone)
        part.set_text(text)
        self._column.addSpacing(gap)
        self._column.addWidget(part)
        self._shown.append(part)


def _learners(words: Words) -> Sequence[int]:
    count = 0
    while f"learners.{count}.ask" in words:
        count += 1
    return range(count)


def _scrolled() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    OverlayScrollBar(area)
    return area
