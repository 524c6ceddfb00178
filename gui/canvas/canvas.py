"""Canvas: the picture with its detections, painted from cached layers by one widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.canvas.extras import Extra, Extras
from gui.canvas.hit import REACH, hit
from gui.canvas.overlay import (
    Layers,
    OverlayContext,
    Restyle,
    paint_hovered,
    paint_selected,
)
from gui.canvas.picture import PictureLayer
from gui.canvas.readout import paint_readout
from gui.canvas.rectangle import RectangleTool
from gui.canvas.scene import Scene
from gui.canvas.view import PictureView
from ssd_core.types import Detections, FloatArray

Readout = Callable[[int], tuple[str, ...]]

_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class Canvas(PictureView):
    """Shows one picture and its detections.

    The picture with everything at rest is kept as one image of the view, the scene; what the
    pointer raises is painted over it, so that hovering repaints neither picture nor boxes.
    """

    hovered = Signal(int)
    """Index of the detection the pointer is on, or -1. Not emitted by ``set_hovered``."""
    clicked = Signal(int)
    """Index of the detection that was clicked, -1 beside all of them or at Escape."""
    clicked_at = Signal(float, float)
    """Where the picture was clicked, on a box or not: x and y in 0..1. Follows ``clicked``."""
    restyled = Signal()
    """Colours tell something else now."""
    rectangle_drawn = Signal(float, float, float, float)
    """xmin, ymin, xmax, ymax in 0..1, after ``ask_for_rectangle``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # It fills its place to the edges, so its ring lies inside.
        self.setProperty("ownFocusRing", True)
        self._scene = Scene()
        self._hovered = self._selected = -1
        self._pointer: QPointF | None = None
        self._readout: Readout | None = None
        self._keyboard_focus = False
        self._over = Extras()
        self.rectangle = RectangleTool(self)
        self.rectangle.drawn.connect(self.rectangle_drawn)
        self._over.put("rectangle", self.rectangle)
        self._describe()

    def set_picture(
        self,
        picture: QImage | None,
        *,
        copies: Sequence[QImage] = (),
        keep_view: bool = False,
    ) -> None:
        """Show another picture without detections, fitted; None empties the canvas.

        copies: its halved copies, largest first; those that are missing are made when needed.
        keep_view: stay where the view is if the new picture has the size of the old one.
        """
        layer = None if picture is None or picture.isNull() else PictureLayer(picture, copies)
        self._scene.picture = layer
        self.set_detections(Detections.none(), self._scene.classes, None)
        self.place_picture(layer.size if layer else None, keep_view=keep_view)

    def set_detections(
        self,
        detections: Detections,
        classes: tuple[str, ...],
        dboxes_cxcywh: FloatArray | None,
    ) -> None:
        """Show other detections; none of them is hovered or selected then.

        classes: names without the background. dboxes_cxcywh: float32 [N, 4] of the detector, or
        None where they are not known.
        """
        scene = self._scene
        scene.detections, scene.classes, scene.dboxes = detections, classes, dboxes_cxcywh
        self._hovered = self._selected = -1
        self._forget_scene()
        self._describe()

    def set_hovered(self, index: int) -> None:
        """Raise one detection; -1 for none."""
        self._hovered = self._checked(index)
        self.update()

    def set_selected(self, index: int) -> None:
        """Raise one detection and its DBox and darken the rest; -1 for none."""
        self._selected = self._checked(index)
        self.update()

    def set_layers(self, *, boxes: bool, labels: bool, dboxes: bool) -> None:
        """Choose what is painted over the picture."""
        self._scene.layers = Layers(boxes=boxes, labels=labels, dboxes=dboxes)
        self._forget_scene()

    def set_stroke_scale(self, scale: float) -> None:
        """How much thicker than usual lines are, to be seen from afar."""
        self._scene.stroke_scale = scale
        self._forget_scene()

    def set_styles(self, key: str, restyle: Restyle | None) -> None:
        """Colour the detections by something other than their class; None: no longer.

        Of several keys the one that came last is seen.
        """
        before = self._scene.restyles.get(key)
        if restyle is None:
            self._scene.restyles.pop(key, None)
        else:
            self._scene.restyles[key] = restyle
        if before is not None or restyle is not None:
            self._forget_scene()
        if (before is None) != (restyle is None):
            self.restyled.emit()

    @property
    def is_restyled(self) -> bool:
        """Whether colours tell something other than the class."""
        return bool(self._scene.restyles)

    def set_boxes_shown(self, shown: bool) -> None:
        """Leave the detections away while something else is told about the picture."""
        if shown != self._scene.boxes_shown:
            self._scene.boxes_shown, self._hovered = shown, -1
            self._forget_scene()

    def shows_styles(self, key: str) -> bool:
        """Whether detections are painted, and in the colours that were set as ``key``."""
        scene = self._scene
        return (
            scene.boxes_shown and scene.layers.boxes and next(reversed(scene.restyles), "") == key
        )

    def set_under(self, key: str, extra: Extra | None) -> None:
        """Paint ``extra`` between picture and boxes; None: no longer. Kept with them as they are
        painted, until ``repaint_extras``."""
        if self._scene.under.put(key, extra):
            self._forget_scene()

    def set_over(self, key: str, extra: Extra | None) -> None:
        """Paint ``extra`` over everything, at each repaint; None: no longer."""
        if self._over.put(key, extra):
            self.update()

    def repaint_extras(self) -> None:
        """Extras that were set paint something else now."""
        self._forget_scene()

    def ask_for_rectangle(self) -> None:
        """Let a person draw a rectangle: one drag; Escape gives up."""
        if self._scene.picture is not None:
            self.rectangle.start()

    def set_readout(self, provider: Readout | None) -> None:
        """Let ``provider(index)`` say what stands beside the pointer on a detection.

        Its strings are the title, what stands beside the title, and further lines.
        """
        self._readout = provider
        self.update()

    def _checked(self, index: int) -> int:
        if not -1 <= index < len(self._scene.detections):
            raise IndexError(f"no detection {index} among {len(self._scene.detections)}")
        return index

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("Picture"))
        if self._scene.picture is None:
            self.setAccessibleDescription(self.tr("No picture"))
            return
        width, height = self._scene.picture.size
        self.setAccessibleDescription(
            self.tr("{width} × {height} pixels, {count} detections").format(
                width=width, height=height, count=len(self._scene.detections)
            )
        )

    def viewport_moved(self) -> None:
        self._forget_scene()

    def point_moved(self, position: QPointF | None) -> None:
        self._pointer = position
        index = -1 if position is None else self._detection_at(position)
        if index != self._hovered:
            self._hovered = index
            self.hovered.emit(index)
        self.update()

    def point_clicked(self, position: QPointF) -> None:
        if self._scene.picture is not None:
            self.clicked.emit(self._detection_at(position))
            self._tell_place(position)

    def _tell_place(self, position: QPointF) -> None:
        viewport = self.viewport
        if viewport is not None and self.picture_pixel(position) is not None:
            width, height = viewport.picture
            x, y = viewport.to_picture(*position.toTuple())
            self.clicked_at.emit(x / width, y / height)

    def _detection_at(self, position: QPointF) -> int:
        context = self._overlay()
        if context is None or not context.layers.boxes:
            return -1
        ratio = context.viewport.pixel_ratio
        point = position.x() * ratio, position.y() * ratio
        return hit(context.boxes, point, reach=REACH * ratio)

    def _overlay(self) -> OverlayContext | None:
        """The context of what is shown now; None without a picture."""
        return None if self.viewport is None else self._scene.context(self.viewport)

    def _forget_scene(self) -> None:
        self._scene.forget()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        context = self._overlay()
        if context is None:
            painter.fillRect(self.rect(), theme.current().color("canvas"))
        else:
            painter.drawPixmap(0, 0, self._scene.image(context.viewport))
            self._paint_raised(painter, context)
            self._paint_readout(painter, context)
        if self._keyboard_focus:
            painter.setPen(QPen(theme.current().color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_raised(self, painter: QPainter, context: OverlayContext) -> None:
        painter.save()
        inverse = 1 / context.viewport.pixel_ratio
        painter.scale(inverse, inverse)
        if self._selected >= 0 and self._scene.boxes_shown:
            paint_selected(painter, context, self._selected)
        if self._hovered >= 0 and self._scene.boxes_shown:
            paint_hovered(painter, context, self._hovered)
        self._over.paint(painter, context.viewport)
        painter.restore()

    def _paint_readout(self, painter: QPainter, context: OverlayContext) -> None:
        if self._readout is None or self._pointer is None or self._hovered < 0:
            return
        lines = self._readout(self._hovered)
        color = context.styles[self._hovered].color
        view = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        painter.save()
        paint_readout(painter, lines, color, pointer=self._pointer, view=view)
        painter.restore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kind = event.type()
        if kind == QEvent.Type.LanguageChange:
            self._describe()
        elif kind in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._scene.forget_tags()
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keyboard_focus = event.reason() in _KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._keyboard_focus = False
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._selected >= 0:
            self.clicked.emit(-1)
        else:
            super().keyPressEvent(event)
