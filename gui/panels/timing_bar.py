"""The timing bar: what share of a picture's time each stage took, with figures."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui import fonts, theme
from gui.controls.labels import label
from gui.controls.live import LiveWidget
from gui.controls.painting import paint_swatch

_BAR = (140, 8)
_TOKENS = ("d4", "d2", "d3", "d1")


@dataclass(frozen=True, slots=True)
class StageTimes:
    """Milliseconds of each stage of one picture, in the order they run."""

    preprocess: float
    forward: float
    decode: float
    nms: float

    @property
    def total(self) -> float:
        return self.preprocess + self.forward + self.decode + self.nms


class TimingBar(LiveWidget):
    """A bar in four tones, its legend, and the total."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._bar = _Bar()
        row.addWidget(self._bar)
        self._legend = QWidget()
        legend = QHBoxLayout(self._legend)
        legend.setContentsMargins(0, 0, 0, 0)
        legend.setSpacing(16)
        row.addWidget(self._legend)
        self._names: list[QLabel] = []
        self._figures: list[QLabel] = []
        for token in _TOKENS:
            name = label(fonts.SMALL, tone="muted")
            figure = label(fonts.SMALL, fonts.MEDIUM)
            entry = QHBoxLayout()
            entry.setSpacing(6)
            for widget in (_Swatch(token), name, figure):
                entry.addWidget(widget)
            legend.addLayout(entry)
            self._names.append(name)
            self._figures.append(figure)
        self._total = label(fonts.SMALL, fonts.SEMIBOLD)
        row.addWidget(self._total)
        self.render_texts()

    def set_legend_shown(self, shown: bool) -> None:
        """Name the stages and their times, or show the bar and the total alone."""
        self._legend.setVisible(shown)

    def set_times(self, times: StageTimes) -> None:
        """Show what one picture took."""
        for figure, milliseconds in zip(self._figures, astuple(times), strict=True):
            figure.setText(f"{milliseconds:.1f}")
        self._total.setText(self.tr("{figure} ms").format(figure=f"{times.total:.1f}"))
        self._bar.set_times(times)

    def retranslate(self) -> None:
        words = (self.tr("preprocess"), self.tr("forward"), self.tr("decode"), self.tr("NMS"))
        for name, text in zip(self._names, words, strict=True):
            name.setText(text)
        self.setToolTip(self.tr("Milliseconds that each stage took for this picture"))


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._times = StageTimes(0, 0, 0, 0)
        self.setFixedSize(*_BAR)

    def set_times(self, times: StageTimes) -> None:
        self._times = times
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._times.total <= 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), 2, 2)
        painter.setClipPath(outline)
        room = self.width() - (len(_TOKENS) - 1)
        left = 0.0
        for token, milliseconds in zip(_TOKENS, astuple(self._times), strict=True):
            width = room * milliseconds / self._times.total
            part = QRectF(left, 0, width, self.height())
            painter.fillRect(part, theme.current().color(token))
            left += width + 1
        painter.end()


class _Swatch(QWidget):
    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self.setFixedSize(8, 16)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_swatch(painter, 0, self.height() / 2, theme.current().color(self._token))
        painter.end()
