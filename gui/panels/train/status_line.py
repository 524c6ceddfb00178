"""The line at the foot of Train: how far, how fast, where it is saved, how good it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from gui import fonts
from gui.controls.labels import ElidedLabel, label
from gui.controls.live import LiveWidget

_HEIGHT = 28


class StatusLine(LiveWidget):
    """Every part is words in the language in use, "" for nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fonts.fix(self, height=_HEIGHT)
        self._steps, self._pace = (label(fonts.SMALL, tone="muted") for _ in range(2))
        self._place = ElidedLabel(fonts.SMALL)
        self._place.setProperty("tone", "muted")
        self._best = label(fonts.SMALL, fonts.SEMIBOLD)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(self._steps)
        row.addWidget(self._pace)
        row.addStretch(1)
        row.addWidget(self._place)
        row.addWidget(self._best)
        self.render_texts()

    def set_run(self, *, steps: str, pace: str, place: str, best: str) -> None:
        self._steps.setText(steps)
        self._pace.setText(pace)
        self._place.set_full_text(place)
        self._best.setText(best)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Status"))
