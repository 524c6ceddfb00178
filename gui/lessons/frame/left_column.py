"""What stands at the left of a lesson: the list, what the lesson puts under it, and the scene."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui import fonts
from gui.lessons.frame.lesson_list import NARROW_WIDTH, WIDTH, LessonList
from gui.lessons.frame.scene_footer import SceneFooter
from gui.lessons.registry import Entry


class LeftColumn(QWidget):
    """Holds ``lessons`` and ``footer``."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        super().__init__()
        self.setObjectName("lessons")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.lessons, self.footer = LessonList(entries), SceneFooter()
        self._asides = QStackedWidget()
        self._asides.hide()
        self._has_aside = self._narrow = False
        fonts.fix(self, width=WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.lessons, 1)
        self._column.addWidget(self._asides, 1)
        self._column.addWidget(self.footer)

    def show_aside(self, aside: QWidget | None) -> None:
        """Show ``aside`` below the list, which then is no higher than its rows."""
        self._has_aside = aside is not None
        if aside is not None:
            if self._asides.indexOf(aside) < 0:
                self._asides.addWidget(aside)
            self._asides.setCurrentWidget(aside)
        self._asides.setVisible(self._has_aside and not self._narrow)
        self._column.setStretchFactor(self.lessons, 0 if self._has_aside else 1)

    def set_narrow(self, narrow: bool) -> None:
        """Show the numbers of the lessons alone, or everything."""
        self._narrow = narrow
        self.lessons.set_narrow(narrow)
        self.footer.setHidden(narrow)
        self._asides.setVisible(self._has_aside and not narrow)
        fonts.fix(self, width=NARROW_WIDTH if narrow else WIDTH)
