"""The inspector: the column at the right that stacks the panels of Inspect."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.scrolling import OverlayScrollBar
from gui.panels.classes_panel import ClassesPanel
from gui.panels.detections_panel import DetectionsPanel
from gui.panels.funnel_panel import FunnelPanel
from gui.panels.thresholds_panel import ThresholdsPanel
from gui.panels.weights_panel import WeightsPanel

WIDTH = 320
_EDGE = 1
"""Left of the panels runs the line that parts the column from the canvas."""


class Inspector(QScrollArea):
    """Holds ``weights``, ``thresholds``, ``funnel``, ``classes`` and ``detections``."""

    def __init__(self) -> None:
        super().__init__()
        fonts.fix(self, width=WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.weights = WeightsPanel()
        self.thresholds = ThresholdsPanel()
        self.funnel = FunnelPanel()
        self.classes = ClassesPanel()
        self.detections = DetectionsPanel()
        column = QWidget()
        column.setObjectName("inspector")
        stack = QVBoxLayout(column)
        stack.setContentsMargins(_EDGE, 0, 0, 0)
        stack.setSpacing(0)
        for panel in (self.weights, self.thresholds, self.funnel, self.classes):
            stack.addWidget(panel)
        stack.addWidget(self.detections, 1)
        # Takes the room that the table leaves while there is no picture.
        self._rest = QWidget()
        stack.addWidget(self._rest, 1)
        self.setWidget(column)
        self._bar = OverlayScrollBar(self)
        self.set_picture_shown(False)

    def add_section(self, panel: QWidget) -> None:
        """Put a panel above the detections."""
        stack = self.widget().layout()
        assert isinstance(stack, QVBoxLayout)
        stack.insertWidget(stack.indexOf(self.detections), panel)

    def set_picture_shown(self, shown: bool) -> None:
        """Without a picture there are no classes found and no detections to list."""
        self.classes.setVisible(shown)
        self.detections.setVisible(shown)
        self._rest.setVisible(not shown)
