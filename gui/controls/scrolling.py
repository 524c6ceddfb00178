"""A scroll bar that lies over the content, so that nothing moves aside when it appears."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar
from shiboken6 import isValid

_WIDTH = 10


class OverlayScrollBar(QScrollBar):
    """A scroll bar of ``area``, drawn over its right or lower edge; hidden while all fits."""

    def __init__(
        self,
        area: QAbstractScrollArea,
        orientation: Qt.Orientation = Qt.Orientation.Vertical,
    ) -> None:
        super().__init__(orientation, area)
        hidden = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._area = area
        if orientation == Qt.Orientation.Vertical:
            area.setVerticalScrollBarPolicy(hidden)
            self._own = area.verticalScrollBar()
        else:
            area.setHorizontalScrollBarPolicy(hidden)
            self._own = area.horizontalScrollBar()
        self._own.rangeChanged.connect(self._follow)
        self._own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._own.setValue)
        area.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return False

    def _follow(self) -> None:
        own, area = self._own, self._area
        if not isValid(own):  # an area that is being destroyed may still change its size or range
            return
        self.setRange(own.minimum(), own.maximum())
        self.setPageStep(own.pageStep())
        self.setSingleStep(own.singleStep())
        self.setValue(own.value())
        if self.orientation() == Qt.Orientation.Vertical:
            self.setGeometry(area.width() - _WIDTH, 0, _WIDTH, area.height())
        else:
            self.setGeometry(0, area.height() - _WIDTH, area.width(), _WIDTH)
        self.setVisible(own.maximum() > own.minimum())
        self.raise_()
