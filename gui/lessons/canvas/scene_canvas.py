"""The base of every picture in a lesson: the scene in a square, and room to paint over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.lessons.canvas.area import Area
from gui.qimage import to_qimage
from ssd_core.types import ByteArray

STROKES = 1.8
"""How much thicker lines are on a projector."""
MARGINS = (28.0, 24.0, 28.0, 28.0)


class SceneCanvas(QWidget):
    """Subclasses override ``paint_scene``, and what they need of the pointer.

    The picture is scaled once a size and kept as a pixmap; ``paint_under`` is painted into the same
    pixmap, for what is dear and does not follow the pointer (``invalidate`` paints it anew).
    """

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        # Its layer covers all of it: the panes behind would be painted for nothing at every move.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(280, 240)
        self.strokes = 1.0
        """What widths of lines are multiplied by."""
        self._margins = MARGINS
        self._image: QImage | None = None
        self._scaled: QImage | None = None
        self._layer: QPixmap | None = None
        self._area: Area | None = None

    # What is shown

    def set_picture(self, rgb: ByteArray | None) -> None:
        """uint8 [H, W, 3], squeezed into the square as the network gets it; None: no picture."""
        self._image = None if rgb is None else to_qimage(rgb)
        self._scaled = None
        self.invalidate()

    def set_margins(self, left: float, top: float, right: float, bottom: float) -> None:
        """Room around the picture, in logical pixels."""
        self._margins = (left, top, right, bottom)
        self._area = None
        self.invalidate()

    def set_presenting(self, presenting: bool) -> None:
        """Thick lines for the last row, or usual ones."""
        self.strokes = STROKES if presenting else 1.0
        self.invalidate()

    def invalidate(self) -> None:
        """The picture or what ``paint_under`` paints is another."""
        self._layer = None
        self.update()

    @property
    def area(self) -> Area:
        """Where the picture lies now."""
        if self._area is None:
            left, top, right, bottom = self._margins
            room = QRectF(self.rect()).adjusted(left, top, -right, -bottom)
            self._area = Area.fitted(room, self.devicePixelRatioF())
        return self._area

    def paint_under(self, painter: QPainter, area: Area) -> None:
        """What lies on the picture and is kept. The painter is in logical pixels."""

    def paint_scene(self, painter: QPainter, area: Area) -> None:
        """All the rest, on every repaint."""

    # The pointer, in 0..1 of the picture

    def pointed(self, place: tuple[float, float] | None) -> None:
        """The pointer is at ``place``, which may lie beside the picture; None: it left."""

    def pressed(self, place: tuple[float, float]) -> None:
        """The left button went down."""

    def dragged(self, place: tuple[float, float], *, shift: bool) -> None:
        """The pointer moved with the left button down."""

    def released(self) -> None:
        """The left button went up."""

    def double_clicked(self, place: tuple[float, float]) -> None:
        """The left button was pressed twice."""

    # Events

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.area
        painter.drawPixmap(0, 0, self._kept_layer(area))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_scene(painter, area)
        painter.end()

    def _kept_layer(self, area: Area) -> QPixmap:
        if self._layer is None:
            layer = QPixmap(self.size() * area.ratio)
            layer.setDevicePixelRatio(area.ratio)
            layer.fill(theme.current().color("canvas"))
            painter = QPainter(layer)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._image is not None:
                painter.drawImage(area.rect, self._scaled_image(area, self._image))
            self.paint_under(painter, area)
            painter.end()
            self._layer = layer
        return self._layer

    def _scaled_image(self, area: Area, image: QImage) -> QImage:
        """The picture in device pixels; scaling it anew takes longer than all that lies on it."""
        side = round(area.side * area.ratio)
        if self._scaled is None or self._scaled.width() != side:
            ignore, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
            scaled = image.scaled(side, side, ignore, smooth.SmoothTransformation)
            self._scaled = scaled.convertToFormat(QImage.Format.Format_RGB32)
        return self._scaled

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._area = None
        self.invalidate()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._area = None
            self.invalidate()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self.invalidate()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.area.place(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.dragged(place, shift=shift)
        else:
            self.pointed(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed(self.area.place(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.released()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.double_clicked(self.area.place(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed(None)

    def corner(self, x: float, y: float) -> QPointF:
        """The logical pixel of (x, y) in 0..1 of the picture."""
        return self.area.point(x, y)
