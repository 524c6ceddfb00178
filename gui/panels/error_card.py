"""The card that says in a panel why something was not done, and that nothing was lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gui import fonts, icons, theme
from gui.controls.buttons import Button, IconButton
from gui.controls.details import Details, without_home
from gui.controls.labels import breakable, label
from gui.controls.live import LiveWidget
from gui.sentences import translated
from ssd_core.sentence import joined

_HEAD = 22


class ErrorCard(LiveWidget):
    """A title, a few sentences, and details that unfold. ``closed`` when a person closes it."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("errorCard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._said: tuple[str, Sequence[str]] = ("", ())
        self._alert = label()
        self._title = label(fonts.BODY, fonts.SEMIBOLD)
        self._title.setWordWrap(True)
        self._close = IconButton("close", size=icons.INLINE, side=_HEAD, token="muted")
        self._close.clicked.connect(self.closed)
        self._sentences = label(fonts.SMALL)
        self._sentences.setWordWrap(True)
        self._toggle = Button(trailing="chevron-down")
        self._toggle.clicked.connect(self._on_toggle)
        self._details = Details(stacked=True)
        self._details.hide()
        self._lay_out()
        self.render_texts()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        for widget in (self._alert, self._title):
            widget.setMinimumHeight(_HEAD)
        head.addWidget(self._alert, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 10, 10, 13)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._sentences)
        column.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._details)

    def retranslate(self) -> None:
        self._toggle.setText(self.tr("Details"))
        self._close.set_words(self.tr("Close"))
        self._render_words()

    def restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        danger = theme.current().danger
        self._alert.setPixmap(icons.pixmap("alert", danger, icons.BUTTON, ratio))

    def set_error(self, title: str, sentences: Sequence[str], details: Mapping[str, str]) -> None:
        """Show what happened; without ``details`` there is nothing to unfold."""
        self._said = title, sentences
        self._sentences.setVisible(bool(sentences))
        self._details.set_rows(joined((title, *sentences)), details)
        self._toggle.setVisible(bool(details))
        self._unfold(False)
        self._render_words()

    def _render_words(self) -> None:
        title, sentences = self._said
        headline = translated(title).rstrip(".")
        self._title.setText(breakable(headline))
        self.setAccessibleName(headline)
        paragraphs = "\n\n".join(map(translated, sentences))
        self._sentences.setText(breakable(without_home(paragraphs)))

    def _on_toggle(self) -> None:
        self._unfold(self._details.isHidden())

    def _unfold(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self._toggle.set_trailing("chevron-up" if shown else "chevron-down")
