"""What stands below a lesson: its transport, its own footer, or a question."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.lessons.frame.fading import Fading
from gui.lessons.frame.question_card import QuestionCard
from gui.lessons.frame.transport import LessonTransport


class Bottom(QStackedWidget):
    """Transport or card, over the whole width; ``footers`` stand under the picture alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.transport, self.card = LessonTransport(), QuestionCard()
        self.addWidget(self.transport)
        self.addWidget(self.card)
        self.footers = QStackedWidget()
        self.footers.setObjectName("status")
        self.fading = Fading(self)

    def show_for(self, footer: QWidget | None, *, steps: bool, asking: bool) -> None:
        """The card while something is asked; else the footer, else the transport, if any."""
        shown = self.card if asking else self.transport
        self.setCurrentWidget(shown)
        self._fit()
        self.setVisible(asking or (steps and footer is None))
        self.footers.setVisible(footer is not None and not asking)
        if footer is not None:
            if self.footers.indexOf(footer) < 0:
                self.footers.addWidget(footer)
            self.footers.setCurrentWidget(footer)
            self._fit()

    def event(self, event: QEvent) -> bool:
        """What is shown grew or shrank, as it does with the text size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        self.setFixedHeight(self.currentWidget().height())
        footer = self.footers.currentWidget()
        if footer is not None:
            self.footers.setFixedHeight(footer.sizeHint().height())
