"""The head of a column that stands in the inspector's place: back, title, and a list's arrows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from gui import fonts
from gui.controls.buttons import IconButton
from gui.controls.labels import label
from gui.controls.live import LiveWidget

HEIGHT = 48


class Header(LiveWidget):
    """``back_requested``, and ``step_requested`` with -1 or 1."""

    back_requested = Signal()
    step_requested = Signal(int)

    def __init__(self, *, walks: bool) -> None:
        super().__init__()
        self.setObjectName("sheetHead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fonts.fix(self, height=HEIGHT)
        self._back = IconButton("chevron-left")
        self._previous, self._next = IconButton("chevron-left"), IconButton("chevron-right")
        self.title = label(fonts.BODY, fonts.SEMIBOLD)
        self.place = label(fonts.BODY, tone="muted")
        self._back.clicked.connect(self.back_requested)
        self._previous.clicked.connect(self._on_previous)
        self._next.clicked.connect(self._on_next)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(self._back)
        row.addWidget(self.title)
        row.addStretch(1)
        for part in (self._previous, self.place, self._next):
            row.addWidget(part)
            part.setVisible(walks)
        self.render_texts()

    def set_place(self, number: int, count: int) -> None:
        """Which of how many is shown."""
        self.place.setText(self.tr("#{number} of {count}").format(number=number, count=count))
        self._previous.setEnabled(number > 1)
        self._next.setEnabled(number < count)

    def retranslate(self) -> None:
        self._back.set_words(self.tr("Back to the inspector"))
        self._previous.set_words(self.tr("Stronger candidate"))
        self._next.set_words(self.tr("Weaker candidate"))

    def _on_previous(self) -> None:
        self.step_requested.emit(-1)

    def _on_next(self) -> None:
        self.step_requested.emit(1)
