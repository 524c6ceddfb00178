"""The way into Learn, in the inspector until there is a picture."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from gui import fonts
from gui.controls.buttons import Button
from gui.controls.labels import label
from gui.controls.section import Section


class NewcomerPanel(Section):
    """Says what the lessons are, and asks for the first one."""

    lesson_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = label(fonts.BODY, tone="muted")
        self._words.setWordWrap(True)
        self._button = Button("learn")
        self._button.clicked.connect(self.lesson_requested)
        self.body.addWidget(self._words)
        self.body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self.render_texts()

    def retranslate(self) -> None:
        self.set_title(self.tr("New to SSD?"))
        self._words.setText(
            self.tr(
                "Short lessons follow one picture through the detector, "
                "from default boxes to training."
            )
        )
        self._button.setText(self.tr("Start lesson 1"))
