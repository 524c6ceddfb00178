"""Each side of the museum's wall as pixels, painted again only where it would look another."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from gui import fonts, theme
from gui.lessons.bugs.side import Placing, SidePainter, SideView, TagWords

_KEPT = 4
"""Pictures that are kept in the size in which they are painted."""


class Layers:
    """strokes: what widths of lines are multiplied by."""

    def __init__(self) -> None:
        self.words = TagWords("", "", "", "")
        self.strokes = 1.0
        self._layers: dict[int, tuple[object, QPixmap]] = {}
        self._sizes: dict[object, QImage] = {}

    def clear(self) -> None:
        """All is to be painted again."""
        self._layers.clear()

    def layer(
        self,
        number: int,
        view: SideView,
        room: QRectF,
        placing: Placing,
        ratio: float,
        *,
        veiled: bool,
    ) -> QPixmap:
        """Side ``number`` as large as ``room``. placing: of its picture in there, from the room's
        corner. ratio: device pixels for a logical one. veiled: it is still to be predicted."""
        look = (view.image.cacheKey(), id(view.seen), view.outcome.shown, veiled)
        if number not in self._layers or self._layers[number][0] != look:
            made = QPixmap(room.size().toSize() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(theme.current().color("canvas"))
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if veiled:
                self._paint_veil(painter, placing.whole)
            else:
                self._paint(painter, view, room, placing, ratio)
            painter.end()
            self._layers[number] = (look, made)
        return self._layers[number][1]

    @staticmethod
    def _paint_veil(painter: QPainter, whole: QRectF) -> None:
        painter.setPen(theme.current().color("muted"))
        painter.setFont(fonts.font(48, fonts.SEMIBOLD))
        painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, "?")

    def _paint(
        self, painter: QPainter, view: SideView, room: QRectF, placing: Placing, ratio: float
    ) -> None:
        own = QRectF(0, 0, room.width(), room.height())
        room_for_tags = placing.whole.intersected(own)
        painter.setClipRect(room_for_tags.adjusted(-3, -3, 3, 3))
        side = SidePainter(painter, placing, room_for_tags, self.words, self.strokes)
        side.paint(view, self._sized(view.image, placing, ratio))

    def _sized(self, image: QImage, placing: Placing, ratio: float) -> QImage:
        """``image`` as large as it is painted; kept, because a threshold leaves it as it is."""
        size = (round(placing.width * ratio), round(placing.height * ratio))
        key = (image.cacheKey(), size)
        if key not in self._sizes:
            while len(self._sizes) >= _KEPT:
                self._sizes.pop(next(iter(self._sizes)))
            aspect = Qt.AspectRatioMode.IgnoreAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            made = image.scaled(*size, aspect, smooth)
            made.setDevicePixelRatio(ratio)
            self._sizes[key] = made
        return self._sizes[key]
