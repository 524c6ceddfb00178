"""The promise that nothing leaves the computer, where a person looks for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gui import fonts, icons, theme
from gui.controls.labels import label
from gui.controls.live import LiveWidget


class PrivacyCard(LiveWidget):
    """A shield, a sentence, and what it means."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("details")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shield = label()
        self._title = label(fonts.TITLE, fonts.SEMIBOLD)
        self._words = label(fonts.BODY)
        self._words.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 14)
        row.setSpacing(14)
        row.addWidget(self._shield, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.render_texts()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Nothing leaves this computer"))
        self._words.setText(
            self.tr(
                "No account, no telemetry, no update check. "
                "Pictures, camera frames and weights are read and used here only."
            )
        )

    def restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        self._shield.setPixmap(icons.pixmap("shield", theme.current().success, icons.RAIL, ratio))
