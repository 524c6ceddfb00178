"""PictureLayer: paints the visible part of a picture, from a halved copy when it shrinks."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPixmap

from gui import theme
from gui.canvas.viewport import Viewport
from gui.qimage import half

_CORNER_RADIUS = 4


class PictureLayer:
    """A picture and its halved copies, each made when it is first needed."""

    def __init__(self, picture: QImage, copies: Sequence[QImage] = ()) -> None:
        """copies: the halved ones that are there already, largest first."""
        self._halved = [picture, *copies]

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in picture pixels."""
        return self._halved[0].width(), self._halved[0].height()

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Paint what ``viewport`` shows. ``painter`` is in device pixels of the view."""
        visible = _visible(viewport)
        if visible.isEmpty():
            return
        copy = self._copy_for(viewport.zoom)
        across, down = copy.width() / self.size[0], copy.height() / self.size[1]
        source = QRectF(
            visible.x() * across, visible.y() * down,
            visible.width() * across, visible.height() * down,
        )  # fmt: skip
        smooth = QPainter.RenderHint.SmoothPixmapTransform
        painter.setRenderHint(smooth, viewport.zoom != 1 and not viewport.shows_pixels)
        painter.drawImage(_on_device(visible, viewport), copy, source)
        # Left on, it would make each of the hundreds of later blits seven times as slow.
        painter.setRenderHint(smooth, False)

    def _copy_for(self, zoom: float) -> QImage:
        """The smallest copy that is not enlarged at ``zoom``, so that it shrinks 2x at most."""
        halvings = max(0, math.floor(-math.log2(zoom)))
        while len(self._halved) <= halvings:
            self._halved.append(half(self._halved[-1]))
        return self._halved[halvings]


def at_rest(picture: PictureLayer | None, viewport: Viewport) -> QPixmap:
    """The whole view in device pixels: the picture, and the canvas around it."""
    image = QPixmap(*viewport.device_size)
    backdrop = theme.current().color("canvas")
    image.fill(backdrop)
    painter = QPainter(image)
    if picture is not None:
        picture.paint(painter, viewport)
    if viewport.whole_in_view:
        _paint_corners(painter, viewport, backdrop)
    painter.end()
    return image


def _paint_corners(painter: QPainter, viewport: Viewport, color: QColor) -> None:
    """Round the picture's corners by painting over them in the colour that lies behind it."""
    radius = _CORNER_RADIUS * viewport.pixel_ratio
    whole = _on_device(QRectF(0, 0, *viewport.picture), viewport)
    corner = QPainterPath()
    corner.lineTo(radius, 0)
    corner.arcTo(0, 0, 2 * radius, 2 * radius, 90, 90)
    corner.closeSubpath()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for quarter, point in enumerate(
        (whole.topLeft(), whole.topRight(), whole.bottomRight(), whole.bottomLeft())
    ):
        painter.save()
        painter.translate(point)
        painter.rotate(90 * quarter)
        painter.fillPath(corner, color)
        painter.restore()
    painter.restore()


def _visible(viewport: Viewport) -> QRectF:
    """Whole picture pixels that the view shows any part of, in picture pixels."""
    sides = []
    for start, size, room in zip(
        viewport.origin, viewport.picture, viewport.device_size, strict=True
    ):
        first = max(0, math.floor(-start / viewport.zoom))
        last = min(size, math.ceil((room - start) / viewport.zoom))
        sides.append((first, last - first))
    (x, width), (y, height) = sides
    return QRectF(x, y, width, height)


def _on_device(rect: QRectF, viewport: Viewport) -> QRectF:
    x, y = viewport.origin
    zoom = viewport.zoom
    return QRectF(
        x + rect.x() * zoom, y + rect.y() * zoom, rect.width() * zoom, rect.height() * zoom
    )
