"""The rectangle a person asked about, and the DBox and BBox of one row of the answer."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPainter

from gui.canvas.life_strokes import (
    WHITE,
    TagPlacer,
    around,
    corners_of,
    paint_arrow,
    paint_rect,
    paint_scrim,
    tag_images,
    to_device,
)
from gui.canvas.viewport import Viewport
from gui.class_colors import ClassStyle
from ssd_core.explain.biography import Biography, Box


@dataclass(frozen=True, eq=False)
class WhyNotLayer:
    """An extra of the canvas.

    life: of the row that is pointed at, None for none. shown: the box that is in the way or there
    already, its style and its tag.
    """

    rectangle: Box
    style: ClassStyle
    life: Biography | None = None
    shown: tuple[Box, ClassStyle, str] | None = None

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        ratio = viewport.pixel_ratio
        asked = to_device(self.rectangle, viewport)
        clear, life = [asked], self.life
        if life is not None:
            clear += [to_device(life.birth.box, viewport), to_device(life.shift.box, viewport)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_scrim(painter, viewport, *clear)
        if life is not None:
            _, dbox, box = clear
            dashes = (7 * ratio, 5 * ratio)
            paint_rect(painter, dbox, WHITE, width=2 * ratio, casing=2 * ratio, dashes=dashes)
            paint_rect(painter, box, self.style.color, width=2 * ratio, casing=2 * ratio)
            for start, end in zip(corners_of(dbox), corners_of(box), strict=True):
                paint_arrow(
                    painter, start, end, width=1.25 * ratio, head=6.5 * ratio, casing=1.5 * ratio
                )
        paint_rect(painter, asked, WHITE, width=2 * ratio, casing=2 * ratio)
        self._paint_shown(painter, viewport)  # last, or its tag could not be read

    def _paint_shown(self, painter: QPainter, viewport: Viewport) -> None:
        if self.shown is None:
            return
        box, style, text = self.shown
        ratio, rect = viewport.pixel_ratio, to_device(box, viewport)
        paint_rect(painter, rect, style.color, width=1.5 * ratio, casing=2.5 * ratio)
        placer = TagPlacer(painter, tag_images(ratio), viewport)
        placer.paint(text, style, around(rect, ratio))
