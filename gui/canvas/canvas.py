"""Canvas: the picture with its detections, painted from cached layers by one widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.canvas.extras import Extra, Extras
from gui.canvas.hit import REACH, hit
from gui.canvas.overlay import (
    Layers,
    OverlayContext,
    Restyle,
    paint_detections,
    paint_hovered,
    paint_selected,
)
from gui.canvas.picture import PictureLayer, paint_corners
from gui.canvas.readout import paint_readout
from gui.canvas.rectangle import RectangleTool
from gui.canvas.tags import TagImages
from gui.canvas.view import PictureView
from ssd_core.types import Detections, FloatArray

Readout = Callable[[int], tuple[str, ...]]

_CORNER_RADIUS = 4
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
        self._picture: PictureLayer | None = None
        self._detections = Detections.none()
        self._classes: tuple[str, ...] = ()
        self._dboxes: FloatArray | None = None
        self._layers = Layers()
        self._tags: TagImages | None = None
        self._context: OverlayContext | None = None
        self._scene: QPixmap | None = None
        self._hovered = self._selected = -1
        self._pointer: QPointF | None = None
        self._readout: Readout | None = None
        self._keyboard_focus = False
        self._boxes_shown = True
        self._stroke_scale = 1.0
        self._restyles: dict[str, Restyle] = {}
        self._under, self._over = Extras(), Extras()
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
        self._picture = (
            None if picture is None or picture.isNull() else PictureLayer(picture, copies)
        )
        self.set_detections(Detections.none(), self._classes, None)
        self.place_picture(self._picture.size if self._picture else None, keep_view=keep_view)

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
        self._detections, self._classes, self._dboxes = detections, classes, dboxes_cxcywh
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
        self._layers = Layers(boxes=boxes, labels=labels, dboxes=dboxes)
        self._forget_scene()

    def set_stroke_scale(self, scale: float) -> None:
        """How much thicker than usual lines are, to be seen from afar."""
        self._stroke_scale = scale
        self._forget_scene()

    def set_styles(self, key: str, restyle: Restyle | None) -> None:
        """Colour the detections by something other than their class; None: no longer.

        Of several keys the one that came last is seen.
        """
        before = self._restyles.get(key)
        if restyle is None:
            self._restyles.pop(key, None)
        else:
            self._restyles[key] = restyle
        if before is not None or restyle is not None:
            self._forget_scene()
        if (before is None) != (restyle is None):
            self.restyled.emit()

    @property
    def is_restyled(self) -> bool:
        """Whether colours tell something other than the class."""
        return bool(self._restyles)

    def set_boxes_shown(self, shown: bool) -> None:
        """Leave the detections away while something else is told about the picture."""
        if shown != self._boxes_shown:
            self._boxes_shown, self._hovered = shown, -1
            self._forget_scene()

    def set_under(self, key: str, extra: Extra | None) -> None:
        """Paint ``extra`` between picture and boxes; None: no longer. Kept with them as they are
        painted, until ``repaint_extras``."""
        if self._under.put(key, extra):
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
        if self._picture is not None:
            self.rectangle.start()

    def set_readout(self, provider: Readout | None) -> None:
        """Let ``provider(index)`` say what stands beside the pointer on a detection.

        Its strings are the title, what stands beside the title, and further lines.
        """
        self._readout = provider
        self.update()

    def _checked(self, index: int) -> int:
        if not -1 <= index < len(self._detections):
            raise IndexError(f"no detection {index} among {len(self._detections)}")
        return index

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("Picture"))
        if self._picture is None:
            self.setAccessibleDescription(self.tr("No picture"))
            return
        width, height = self._picture.size
        self.setAccessibleDescription(
            self.tr("{width} × {height} pixels, {count} detections").format(
                width=width, height=height, count=len(self._detections)
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
        if self._picture is not None:
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
        """The context of what is shown now, made when it is first asked for."""
        viewport = self.viewport
        if viewport is None:
            return None
        if self._tags is None or self._tags.pixel_ratio != viewport.pixel_ratio:
            self._tags = TagImages(viewport.pixel_ratio)
        if self._context is None:
            self._context = OverlayContext(
                viewport,
                self._detections,
                self._classes,
                self._tags,
                self._dboxes,
                self._layers if self._boxes_shown else Layers(boxes=False, labels=False),
                next(reversed(self._restyles.values()), None),
                self._stroke_scale,
            )
        return self._context

    def _forget_scene(self) -> None:
        self._context = None
        self._scene = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        context = self._overlay()
        if context is None:
            painter.fillRect(self.rect(), theme.current().color("canvas"))
        else:
            if self._scene is None:
                self._scene = self._paint_scene(context)
            painter.drawPixmap(0, 0, self._scene)
            self._paint_raised(painter, context)
            self._paint_readout(painter, context)
        if self._keyboard_focus:
            painter.setPen(QPen(theme.current().color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_scene(self, context: OverlayContext) -> QPixmap:
        viewport = context.viewport
        scene = QPixmap(*viewport.device_size)
        backdrop = theme.current().color("canvas")
        scene.fill(backdrop)
        painter = QPainter(scene)
        if self._picture is not None:
            self._picture.paint(painter, viewport)
        if viewport.whole_in_view:
            radius = _CORNER_RADIUS * viewport.pixel_ratio
            paint_corners(painter, viewport, radius=radius, color=backdrop)
        self._under.paint(painter, viewport)
        paint_detections(painter, context)
        painter.end()
        scene.setDevicePixelRatio(viewport.pixel_ratio)
        return scene

    def _paint_raised(self, painter: QPainter, context: OverlayContext) -> None:
        painter.save()
        inverse = 1 / context.viewport.pixel_ratio
        painter.scale(inverse, inverse)
        if self._selected >= 0 and self._boxes_shown:
            paint_selected(painter, context, self._selected)
        if self._hovered >= 0 and self._boxes_shown:
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
            self._tags = None
            self._forget_scene()

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
