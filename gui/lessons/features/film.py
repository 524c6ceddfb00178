"""The six maps side by side; a click shows one of them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import stroke_rounded
from gui.lessons.features.ramp import heat_image
from gui.lessons.features.shown import Shown
from gui.lessons.frame.words import Words
from gui.qimage import to_qimage

_THUMB, _GAP, _HEAD = 112, 13, 26
_MARGIN = 22


class MapFilm(QWidget):
    """``chosen`` tells the level of a map that was clicked."""

    chosen = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._shown: Shown | None = None
        self._thumbs: list[QPixmap] = []
        self._made_of: object = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(400, fonts.scaled(_HEAD) + _THUMB + 22)

    def set_shown(self, shown: Shown | None) -> None:
        self._shown = shown
        if shown is None:
            self._thumbs = []
        else:
            setup = shown.setup
            made_of = (id(shown.maps), setup.show, setup.channel, setup.normalised, setup.view)
            if made_of != self._made_of or not self._thumbs:
                self._thumbs = [self._thumb(shown, level) for level in range(len(shown.table))]
                self._made_of = made_of
        self.update()

    def _thumb(self, shown: Shown, level: int) -> QPixmap:
        """The picture under the map, as large as it is shown."""
        ratio = self.devicePixelRatioF()
        side = round(_THUMB * ratio)
        ignore, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
        picture = to_qimage(shown.scene.rgb).scaled(side, side, ignore, smooth.SmoothTransformation)
        pixmap = QPixmap.fromImage(picture)
        if shown.setup.view != "picture":
            painter = QPainter(pixmap)
            facts = shown.table[level]
            reach = side * facts.cells * facts.step / shown.scene.config.dboxes.input_size
            alone = shown.setup.view == "map"
            painter.setOpacity(1.0 if alone else 0.8)
            painter.drawImage(QRectF(0, 0, reach, reach), heat_image(shown.heat_of(level)))
            painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def thumb_rect(self, level: int) -> QRectF:
        """Where a map lies, in logical pixels; they are smaller where there is little room."""
        room = self.width() - 2 * _MARGIN
        side = min(float(_THUMB), (room - 5 * _GAP) / 6)
        left = _MARGIN + level * (side + _GAP)
        if side == _THUMB:
            left = _MARGIN + level * (room - side) / 5
        return QRectF(left, fonts.scaled(_HEAD) + 12, side, side)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for level in range(len(self._thumbs)):
            if self.thumb_rect(level).contains(event.position()):
                self.chosen.emit(level)

    def paintEvent(self, _event: QPaintEvent) -> None:
        active, shown = theme.current(), self._shown
        painter = QPainter(self)
        painter.fillRect(self.rect(), active.color("canvas"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if shown is not None:
            for level, thumb in enumerate(self._thumbs):
                self._paint_thumb(painter, shown, level, thumb)
        painter.end()

    def _paint_thumb(self, painter: QPainter, shown: Shown, level: int, thumb: QPixmap) -> None:
        active, rect = theme.current(), self.thumb_rect(level)
        painter.drawPixmap(rect, thumb, QRectF(QPointF(0, 0), thumb.size().toSizeF()))
        if level == shown.setup.level:
            stroke_rounded(painter, rect.adjusted(-4, -4, 4, 4), 6, active.color("accent"), width=2)
        cells = shown.table[level].cells
        head = QRectF(rect.left(), 10, rect.width(), fonts.scaled(_HEAD) - 6)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
        painter.setPen(active.color("text"))
        name = f"{cells}×{cells}"
        painter.drawText(head, middle, name)
        left = painter.fontMetrics().horizontalAdvance(name)
        painter.setFont(fonts.font(fonts.SMALL))
        layer = shown.layers[level]
        if left + painter.fontMetrics().horizontalAdvance(layer) + 6 <= head.width():
            painter.setPen(active.color("muted"))
            painter.drawText(head, middle | Qt.AlignmentFlag.AlignRight, layer)
