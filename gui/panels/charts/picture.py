"""The chart of the losses as a picture of its own: title, legend, axes and lines."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator

from gui import fonts, theme
from gui.panels.charts.charts import Charts
from gui.panels.charts.lines import VALIDATION
from gui.panels.charts.ticks import figure

_SCALE = 2
"""Pixels of a saved picture for one on the screen."""
_MARGIN, _HEAD, _FOOT = 16, 32, 24
_SAMPLE, _GAP = 16, 6


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
    return QSize(plot.width() + 2 * _MARGIN, plot.height() + _HEAD + _FOOT + _MARGIN)


def _paint(painter: QPainter, charts: Charts) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plot = charts.losses.plot
    size = plot.viewport().size()
    _paint_head(painter, charts)
    plot.render_for_file(painter, QRectF(_MARGIN, _HEAD + 4, size.width(), size.height()))
    painter.setFont(fonts.font(fonts.LABEL))
    painter.setPen(theme.current().color("muted"))
    foot = QRectF(_MARGIN, _HEAD + 4 + size.height(), size.width(), _FOOT)
    painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, charts.losses.step_words)


def _paint_head(painter: QPainter, charts: Charts) -> None:
    """The run's name, then every line that is shown with its newest value."""
    place = QRectF(_MARGIN, 4, 10_000, _HEAD)
    place.setLeft(_paint_words(painter, place, charts.title, strong=True) + _SAMPLE)
    for line in charts.lines:
        middle = QPointF(place.left() + _SAMPLE / 2, place.center().y())
        painter.setPen(QPen(line.color(), 2))
        if line.key == VALIDATION:
            painter.drawEllipse(middle, 4, 4)
        else:
            painter.drawLine(middle - QPointF(7, 0), middle + QPointF(7, 0))
        place.setLeft(place.left() + _SAMPLE + _GAP)
        place.setLeft(_paint_words(painter, place, line.name, strong=False) + _GAP)
        place.setLeft(_paint_words(painter, place, figure(line.now), strong=True) + _SAMPLE)


def _paint_words(painter: QPainter, place: QRectF, words: str, *, strong: bool) -> float:
    """Write ``words`` and say where they end."""
    painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD if strong else fonts.REGULAR))
    painter.setPen(theme.current().color("text"))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
    return place.left() + painter.fontMetrics().horizontalAdvance(words)
