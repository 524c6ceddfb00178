"""The inspector: the column at the right that stacks the panels of Inspect."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.panels.classes_panel import ClassesPanel
from gui.panels.detections_panel import DetectionsPanel
from gui.panels.funnel_panel import FunnelPanel
from gui.panels.newcomer_panel import NewcomerPanel
from gui.panels.side_column import SideColumn
from gui.panels.thresholds_panel import ThresholdsPanel
from gui.panels.weights_panel import WeightsPanel


class Inspector(SideColumn):
    """Holds ``weights``, ``thresholds``, ``funnel``, ``classes``, ``detections``, ``newcomer``."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = WeightsPanel()
        self.thresholds = ThresholdsPanel()
        self.funnel = FunnelPanel()
        self.classes = ClassesPanel()
        self.detections = DetectionsPanel()
        for panel in (self.weights, self.thresholds, self.funnel, self.classes):
            self.stack.addWidget(panel)
        self.stack.addWidget(self.detections, 1)
        self.newcomer = NewcomerPanel()
        self.stack.addWidget(self.newcomer)
        # Takes the room that the table leaves while there is no picture.
        self._rest = QWidget()
        self.stack.addWidget(self._rest, 1)
        self.set_picture_shown(False)

    def add_section(self, panel: QWidget) -> None:
        """Put a panel above the detections."""
        self.stack.insertWidget(self.stack.indexOf(self.detections), panel)

    def set_picture_shown(self, shown: bool) -> None:
        """Without a picture there are no classes found and no detections to list, but lessons."""
        self.classes.setVisible(shown)
        self.detections.setVisible(shown)
        self.newcomer.setHidden(shown)
        self._rest.setVisible(not shown)
