"""The status bar: how long the picture took, where the cursor is, how large it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui import fonts, theme
from gui.controls.busy import BusyRing
from gui.controls.labels import label
from gui.controls.live import LiveWidget
from gui.controls.painting import fill_rounded
from gui.panels.timing_bar import StageTimes, TimingBar
from gui.panels.zoom_menu import ZoomMenu
from gui.sentences import translated

HEIGHT = 28
_ROOM_FOR_LEGEND = 980


class StatusBar(LiveWidget):
    """Left: the state, then the timing once there is one. Right: cursor, size, zoom, device."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fonts.fix(self, height=HEIGHT)
        self._said = ("", "")
        self._ring = BusyRing()
        self._ring.hide()
        self._dot = _Dot()
        self._ready = label(fonts.SMALL)
        self._note = label(fonts.SMALL, tone="muted")
        self._timing = TimingBar()
        self._cursor = label(fonts.SMALL, tone="muted")
        self._size = label(fonts.SMALL, tone="muted")
        self._device = label(fonts.SMALL, tone="muted")
        self._zoom = ZoomMenu()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        for widget in (self._timing, self._ring, self._dot, self._ready, self._note):
            row.addWidget(widget)
        row.addStretch(1)
        right = QHBoxLayout()
        right.setSpacing(16)
        for widget in (self._cursor, self._size, self._zoom, self._device):
            right.addWidget(widget)
        row.addLayout(right)
        for clear in (self.set_cursor, self.set_picture_size, self.set_zoom):
            clear(None)
        self.set_device("")
        self.set_ready("", "")
        self.set_times(None)
        self.render_texts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._timing.set_legend_shown(self.width() >= fonts.scaled(_ROOM_FOR_LEGEND))

    def set_ready(self, sentence: str, note: str = "") -> None:
        """A green dot with a word such as "Ready" and a note beside it; "" shows neither."""
        self._said = sentence, note
        self._render_ready()
        self._dot.setVisible(bool(sentence))

    def set_busy(self, busy: bool) -> None:
        """Turn a ring while something is being worked on."""
        self._ring.setVisible(busy)

    def set_times(self, times: StageTimes | None) -> None:
        """Show how long each stage took; None shows no bar."""
        self._timing.setVisible(times is not None)
        if times is not None:
            self._timing.set_times(times)

    def set_cursor(self, position: tuple[int, int] | None) -> None:
        """The pixel of the picture under the cursor, None outside of it."""
        _show(self._cursor, "" if position is None else f"x {position[0]}  y {position[1]}")

    def set_picture_size(self, size: tuple[int, int] | None) -> None:
        """Width and height of the picture in pixels, None without a picture."""
        _show(self._size, "" if size is None else f"{size[0]} × {size[1]} px")

    def set_zoom_actions(self, actions: Sequence[QAction]) -> None:
        """What the menu behind the zoom offers."""
        self._zoom.set_actions(actions)

    def set_zoom(self, factor: float | None) -> None:
        """Screen pixels for one pixel of the picture, None without a picture."""
        self._zoom.setVisible(factor is not None)
        if factor is not None:
            self._zoom.set_zoom(factor)

    def set_device(self, text: str) -> None:
        """Where the network runs, e.g. "CUDA · NVIDIA H100"."""
        _show(self._device, text)

    def restyle(self) -> None:
        self._fit()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Status"))
        self._cursor.setToolTip(self.tr("Pixel under the cursor"))
        self._size.setToolTip(self.tr("Size of the picture"))
        self._render_ready()

    def _render_ready(self) -> None:
        for words, text in zip((self._ready, self._note), self._said, strict=True):
            _show(words, translated(text))


def _show(words: QLabel, text: str) -> None:
    words.setText(text)
    words.setVisible(bool(text))


class _Dot(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(8, 8)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_rounded(painter, QRectF(self.rect()), 4, theme.current().color("success"))
        painter.end()
