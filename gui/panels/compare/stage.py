"""What stands in the canvas's place while two detectors are compared: the head over the view."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.canvas.compare_head import CompareHead
from gui.canvas.compare_view import CompareView, Show


class CompareStage(QWidget):
    """Holds ``head`` and ``view``; the head follows the view's line."""

    def __init__(self) -> None:
        super().__init__()
        self.head = CompareHead()
        self.view = CompareView()
        self.view.split_changed.connect(self.head.set_split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.view, 1)

    def set_show(self, show: Show) -> None:
        """Show both sides, one of them, or the differences."""
        self.view.set_show(show)
        self.head.set_show(show)
