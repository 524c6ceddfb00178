"""The chart of the losses as a picture of its own: title, legend, axes and lines."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator

from gui import fonts, theme
from gui.panels.charts.charts import Charts
from gui.panels.charts.lines import VALIDATION, ShownLine
from gui.panels.charts.ticks import figure

_SCALE = 2
"""Pixels of a saved picture for one on the screen."""
_MARGIN, _HEAD, _FOOT = 16, 32, 24
_ROW = 22
_SAMPLE, _GAP = 16, 6
_LONGEST = 150
"""Pixels of a name."""


def to_image(charts: Charts) -> QImage:
    """The chart in pixels, twice as fine as on the screen."""
    size = _size(charts)
    image = QImage(size * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    image.fill(theme.current().color("raised"))
    painter = QPainter(image)
    _paint(painter, charts)
    painter.end()
    return image


def to_svg(charts: Charts) -> bytes:
    """The chart in strokes."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    size = _size(charts)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(charts.title)
    # The axes are recordings, which are played to the scale of the device.
    generator.setResolution(charts.logicalDpiX())
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme.current().color("raised"))
    _paint(painter, charts)
    painter.end()
    buffer.close()
    return bytes(data.data())


def _size(charts: Charts) -> QSize:
    plot = charts.losses.plot.viewport().size()
    height = plot.height() + _head_height(charts) + _FOOT + _MARGIN
    return QSize(plot.width() + 2 * _MARGIN, height)


def _paint(painter: QPainter, charts: Charts) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plot = charts.losses.plot
    size = plot.viewport().size()
    _paint_head(painter, charts)
    top = _head_height(charts) + 4
    plot.render_for_file(painter, QRectF(_MARGIN, top, size.width(), size.height()))
    painter.setFont(fonts.font(fonts.LABEL))
    painter.setPen(theme.current().color("muted"))
    foot = QRectF(_MARGIN, top + size.height(), size.width(), _FOOT)
    painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, charts.losses.step_words)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the head, where it stands: ``left``, in row ``row``."""

    line: ShownLine
    name: str
    left: float
    row: int


def _entries(charts: Charts) -> list[_Entry]:
    """Every line that is shown, in as many rows as it takes."""
    right = charts.losses.plot.viewport().width() + _MARGIN
    left, row = _MARGIN + _width(_title(charts), strong=True) + _SAMPLE, 0
    found = []
    for line in charts.lines:
        name = _elided(line.name, fonts.scaled(_LONGEST))
        words = _width(name, strong=False) + _GAP + _width(figure(line.now), strong=True)
        if left + _SAMPLE + _GAP + words > right and left > _MARGIN:
            left, row = float(_MARGIN), row + 1
        found.append(_Entry(line, name, left, row))
        left += _SAMPLE + _GAP + words + _SAMPLE
    return found


def _head_height(charts: Charts) -> int:
    rows = max((entry.row for entry in _entries(charts)), default=0)
    return fonts.scaled(_HEAD) + fonts.scaled(_ROW) * rows


def _paint_head(painter: QPainter, charts: Charts) -> None:
    """The run's name, then every line that is shown with its newest value."""
    _paint_words(painter, QPointF(_MARGIN, 4), _title(charts), strong=True)
    for entry in _entries(charts):
        at, line = QPointF(entry.left, 4 + fonts.scaled(_ROW) * entry.row), entry.line
        middle = at + QPointF(_SAMPLE / 2, fonts.scaled(_HEAD) / 2)
        painter.setPen(QPen(line.color(), 2))
        if line.key == VALIDATION:
            painter.drawEllipse(middle, 4, 4)
        else:
            painter.drawLine(middle - QPointF(7, 0), middle + QPointF(7, 0))
        at += QPointF(_SAMPLE + _GAP, 0)
        _paint_words(painter, at, entry.name, strong=False)
        at += QPointF(_width(entry.name, strong=False) + _GAP, 0)
        _paint_words(painter, at, figure(line.now), strong=True)


def _title(charts: Charts) -> str:
    return _elided(charts.title, charts.losses.plot.viewport().width() // 2)


def _font(*, strong: bool) -> QFont:
    return fonts.font(fonts.SMALL, fonts.SEMIBOLD if strong else fonts.REGULAR)


def _width(words: str, *, strong: bool) -> float:
    return QFontMetricsF(_font(strong=strong)).horizontalAdvance(words)


def _elided(words: str, most: int) -> str:
    metrics = QFontMetricsF(_font(strong=True))
    return metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, most)


def _paint_words(painter: QPainter, at: QPointF, words: str, *, strong: bool) -> None:
    painter.setFont(_font(strong=strong))
    painter.setPen(theme.current().color("text"))
    place = QRectF(at.x(), at.y(), _width(words, strong=strong) + 1, fonts.scaled(_HEAD))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
