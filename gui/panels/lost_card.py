"""The card over the last frame of a camera that is gone: why, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import fonts, icons, theme
from gui.controls.busy import BusyRing
from gui.controls.buttons import Button
from gui.controls.card import Card
from gui.controls.labels import breakable, label
from gui.sentences import translated

_WIDTH, _PADDING, _MARGIN = 420, 20, 16
_GLYPH, _NAME_ROOM = 28, 130


class LostCard(Card):
    """A child of the canvas, in its middle. Beside it the frame can still be explored."""

    other_requested = Signal()
    stop_requested = Signal()

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._said = ("", "")
        self._other_name = ""
        self._glyph = label()
        self._title = label(fonts.TITLE, fonts.SEMIBOLD)
        self._words = label(fonts.BODY, tone="muted")
        for words in (self._title, self._words):
            words.setWordWrap(True)
        self._other = Button("camera")
        self._other.clicked.connect(self.other_requested)
        self._stop = Button(kind="flat")
        self._stop.clicked.connect(self.stop_requested)
        self._looking = label(fonts.SMALL, tone="muted")
        self._lay_out()
        canvas.installEventFilter(self)
        self.hide()
        self.render_texts()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._other)
        buttons.addWidget(self._stop)
        buttons.addStretch(1)
        buttons.addWidget(BusyRing())
        buttons.addWidget(self._looking)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(8)
        column.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        row.setSpacing(14)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def show_lost(self, headline: str, reason: str, *, other: str = "") -> None:
        """Say what happened, and that it is looked for. other: another camera that is there."""
        self._said, self._other_name = (headline, reason), other
        self._other.setVisible(bool(other))
        self._render_words()
        self.show()
        self._place()

    def retranslate(self) -> None:
        self._stop.setText(self.tr("Stop"))
        self._looking.setText(self.tr("looking"))
        self._render_words()

    def restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        color = theme.current().warning
        self._glyph.setPixmap(icons.pixmap("unplug", color, _GLYPH, ratio))
        if self.isVisible():
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _render_words(self) -> None:
        headline, reason = map(translated, self._said)
        goes_on = self.tr(
            "Plug it in and it goes on by itself. The last frame can still be explored."
        )
        self._title.setText(breakable(headline))
        self._words.setText(f"{breakable(reason)} {goes_on}".strip())
        room, end = fonts.scaled(_NAME_ROOM), Qt.TextElideMode.ElideRight
        name = self._other.fontMetrics().elidedText(self._other_name, end, room)
        self._other.setText(self.tr("Use {camera}").format(camera=name.replace("&", "&&")))
        self.setAccessibleName(f"{headline} {reason} {goes_on}")
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        canvas = self.parentWidget()
        width = min(fonts.scaled(_WIDTH), canvas.width() - 2 * _MARGIN)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        left, top = (canvas.width() - width) // 2, (canvas.height() - height) // 2
        self.setGeometry(left, max(top, _MARGIN), width, height)
        self.raise_()
