"""The toast: a short word about an action, bottom centre of the canvas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import fonts, icons, theme
from gui.controls.buttons import IconButton, LinkButton
from gui.controls.labels import breakable, label
from gui.controls.live import LiveWidget
from gui.sentences import translated

Kind = Literal["success", "warning", "error"]

_STAYS_MS = {"success": 4_000, "warning": 10_000, "error": 0}
_MARGIN = 16


class Toast(LiveWidget):
    """A child of the canvas. A success leaves after 4 s, a warning after 10 s, an error stays."""

    action_triggered = Signal()

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._kind: Kind = "success"
        self._run: Callable[[], object] | None = None
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._icon = label()
        self._words = label(fonts.BODY)
        self._action = LinkButton()
        self._action.setProperty("link", "tooltip")
        self._action.clicked.connect(self._on_action)
        self._close = IconButton("close", size=icons.INLINE, side=22, token="tooltip_text")
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 5, 6, 5)
        row.setSpacing(12)
        for widget in (self._icon, self._words, self._action, self._close):
            row.addWidget(widget)
        canvas.installEventFilter(self)
        self.render_texts()
        self.hide()

    def show_message(
        self,
        text: str,
        *,
        kind: Kind = "success",
        action: str = "",
        run: Callable[[], object] | None = None,
    ) -> None:
        """Show ``text`` in place of what was there; ``action`` names a link that does ``run``."""
        self._kind = kind
        self._run = run
        self._text = text
        self._words.setText(breakable(translated(text)))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.restyle()
        self.show()
        self._place()
        self._timer.stop()
        if _STAYS_MS[kind]:
            self._timer.start(_STAYS_MS[kind])

    def withdraw_warning(self) -> None:
        """Something else is tried: what was warned of before is not about that."""
        if self._kind == "warning":
            self.hide()

    def retranslate(self) -> None:
        self._close.set_words(self.tr("Close"))
        self._words.setText(breakable(translated(self._text)))
        if self.isVisible():
            self._place()

    def restyle(self) -> None:
        # The fill is dark in both themes, so the bright colours of the dark one serve.
        name, color = {
            "success": ("check", theme.DARK.success),
            "warning": ("alert", theme.DARK.warning),
            "error": ("alert", theme.DARK.danger),
        }[self._kind]
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(name, color, icons.BUTTON, ratio))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        canvas = self.parentWidget()
        limit = canvas.width() - 2 * _MARGIN
        self._words.setWordWrap(False)
        size = self.sizeHint()
        if size.width() > limit:
            self._words.setWordWrap(True)
            size = QSize(limit, self.heightForWidth(limit))
        left = (canvas.width() - size.width()) // 2
        self.setGeometry(left, canvas.height() - size.height() - _MARGIN, *size.toTuple())
        self.raise_()

    def _on_action(self) -> None:
        self.hide()
        self.action_triggered.emit()
        if self._run is not None:
            self._run()
