"""The banner under the toolbar: one sentence on what failed, details that unfold, nothing lost."""

from __future__ import annotations

import html
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from gui import fonts, icons, theme
from gui.controls.buttons import Button, IconButton
from gui.controls.details import Details, without_home
from gui.controls.labels import breakable, label
from gui.controls.live import LiveWidget
from gui.sentences import translated
from ssd_core.sentence import joined

_RUN = 40
"""Characters of an unbroken word that fit beside the buttons in the smallest window."""


class Banner(LiveWidget):
    """Hidden until ``show_error``; pushes the content down, never covers it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._headline = self._reason = ""
        self._alert = label()
        self._words = label(fonts.BODY)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self._toggle = Button(kind="flat", trailing="chevron-down")
        self._toggle.clicked.connect(self._on_toggle)
        self._close = IconButton("close")
        self._close.clicked.connect(self.clear)
        self._details = Details()
        self._details.hide()
        self._lay_out()
        self.render_texts()
        self.hide()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self._toggle)
        buttons.addWidget(self._close)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 12, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._alert, 0, 0)
        grid.addWidget(self._words, 0, 1)
        grid.addLayout(buttons, 0, 2)
        grid.addWidget(self._details, 1, 1, 1, 2)

    def show_error(self, headline: str, reason: str, details: Mapping[str, str]) -> None:
        """Show ``headline`` in bold, ``reason`` after it, and ``details``, name → value."""
        self._headline, self._reason = headline, reason
        self._details.set_rows(joined(part for part in (headline, reason) if part), details)
        self._toggle.setVisible(bool(details))
        self._unfold(False)
        self._render_words()
        self.show()

    def clear(self) -> None:
        """Take the banner away."""
        self.hide()

    def retranslate(self) -> None:
        self._toggle.setText(self.tr("Details"))
        self._close.set_words(self.tr("Close"))
        self._render_words()

    def restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        self._alert.setPixmap(icons.pixmap("alert", theme.current().danger, icons.RAIL, ratio))

    def _render_words(self) -> None:
        headline, reason = translated(self._headline), translated(self._reason)
        # Escaped, because a file may be called "<b>.jpg".
        bold, plain = (
            html.escape(breakable(without_home(words), _RUN)) for words in (headline, reason)
        )
        self._words.setText(f"<b>{bold}</b> {plain}")
        self.setAccessibleName(f"{headline} {reason}".strip())

    def _on_toggle(self) -> None:
        self._unfold(self._details.isHidden())

    def _unfold(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self._toggle.set_trailing("chevron-up" if shown else "chevron-down")
