"""Scene: the picture with its detections at rest, kept as one image of the view."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPixmap

from gui.canvas.extras import Extras
from gui.canvas.overlay import Layers, OverlayContext, Restyle, paint_detections
from gui.canvas.picture import PictureLayer, at_rest
from gui.canvas.tags import TagImages
from gui.canvas.viewport import Viewport
from ssd_core.types import Detections, FloatArray


class Scene:
    """What is shown, and how. Whoever changes an attribute calls ``forget`` after it."""

    def __init__(self) -> None:
        self.picture: PictureLayer | None = None
        self.detections = Detections.none()
        self.classes: tuple[str, ...] = ()
        self.dboxes: FloatArray | None = None
        """float32 [N, 4], cxcywh, of the detector; None where they are not known."""
        self.layers = Layers()
        self.boxes_shown = True
        self.stroke_scale = 1.0
        self.restyles: dict[str, Restyle] = {}
        """By who asked for them; the one that came last is seen."""
        self.under = Extras()
        """Painted between picture and boxes."""
        self._tags: TagImages | None = None
        self._context: OverlayContext | None = None
        self._image: QPixmap | None = None

    def forget(self) -> None:
        """Something of it changed: what was prepared is of no use any more."""
        self._context = self._image = None

    def forget_tags(self) -> None:
        """Letters look another way now."""
        self._tags = None
        self.forget()

    def context(self, viewport: Viewport) -> OverlayContext:
        """The detections as they lie in this view, made when they are first asked for."""
        if self._tags is None or self._tags.pixel_ratio != viewport.pixel_ratio:
            self._tags = TagImages(viewport.pixel_ratio)
        if self._context is None:
            self._context = OverlayContext(
                viewport,
                self.detections,
                self.classes,
                self._tags,
                self.dboxes,
                self.layers if self.boxes_shown else Layers(boxes=False, labels=False),
                next(reversed(self.restyles.values()), None),
                self.stroke_scale,
            )
        return self._context

    def image(self, viewport: Viewport) -> QPixmap:
        """Everything at rest, as large as the view."""
        if self._image is None:
            self._image = self._paint(viewport)
        return self._image

    def _paint(self, viewport: Viewport) -> QPixmap:
        image = at_rest(self.picture, viewport)
        painter = QPainter(image)
        self.under.paint(painter, viewport)
        paint_detections(painter, self.context(viewport))
        painter.end()
        image.setDevicePixelRatio(viewport.pixel_ratio)
        return image
