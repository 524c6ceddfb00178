"""The life of one candidate over the picture: DBox, its cell, arrows, BBox and suppressor."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from gui.canvas.life_legend import paint_legend
from gui.canvas.life_strokes import (
    DARK_TAG,
    LIGHT_TAG,
    WHITE,
    TagPlacer,
    around,
    corners_of,
    paint_arrow,
    paint_dot,
    paint_hatch,
    paint_rect,
    paint_scrim,
    point_to_device,
    tag_images,
    to_device,
)
from gui.canvas.tags import Side
from gui.canvas.viewport import Viewport
from gui.class_colors import ClassStyle
from ssd_core.explain.biography import Birth, Box, Shift

_DASH = (7.0, 5.0)
_DOT = 4.0
_LEAST_ARROW = 3.0
"""Device pixels a corner must move to get an arrow."""


@dataclass(frozen=True, slots=True)
class LifeTags:
    """Every word on the picture; those of the suppressor are "" where there is none."""

    dbox: str
    cell: str
    moved: str
    box: str
    suppressor: str
    overlap: str
    legend: tuple[str, str, str]
    """DBox, BBox, its suppressor."""


@dataclass(frozen=True, eq=False)
class BiographyLayer:
    """An extra of the canvas.

    suppressor: xyxy in 0..1 of the box it fell to. by_style: that one's class.
    """

    birth: Birth
    shift: Shift
    style: ClassStyle
    tags: LifeTags
    suppressor: Box | None = None
    by_style: ClassStyle | None = None

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        ratio = viewport.pixel_ratio
        dbox, box = to_device(self.birth.box, viewport), to_device(self.shift.box, viewport)
        rival = None if self.suppressor is None else to_device(self.suppressor, viewport)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_scrim(painter, viewport, dbox, box)
        if rival is not None and self.by_style is not None:
            paint_hatch(painter, rival.intersected(box), viewport)
            paint_rect(painter, rival, self.by_style.color, width=1.5 * ratio, casing=2.5 * ratio)
        cell = to_device(self.birth.cell_box, viewport)
        fill = WHITE.toRgb()
        fill.setAlphaF(0.16)
        painter.fillRect(cell, fill)
        paint_rect(painter, cell, WHITE, width=1.5 * ratio, casing=1.5 * ratio)
        dashes = (_DASH[0] * ratio, _DASH[1] * ratio)
        paint_rect(painter, dbox, WHITE, width=2 * ratio, casing=2 * ratio, dashes=dashes)
        paint_rect(painter, box, WHITE, width=5.5 * ratio, casing=2 * ratio)
        paint_rect(painter, box, self.style.color, width=3 * ratio, casing=0.0)
        self._paint_arrows(painter, viewport, dbox, box)
        self._paint_tags(painter, viewport)
        paint_legend(painter, viewport, self.tags.legend, self.style, self.by_style)

    def _paint_arrows(
        self, painter: QPainter, viewport: Viewport, dbox: QRectF, box: QRectF
    ) -> None:
        ratio = viewport.pixel_ratio
        for start, end in zip(corners_of(dbox), corners_of(box), strict=True):
            if (end - start).manhattanLength() >= _LEAST_ARROW * ratio:
                paint_arrow(
                    painter, start, end, width=1.25 * ratio, head=6.5 * ratio, casing=1.5 * ratio
                )
        centre, moved = dbox.center(), point_to_device(self.shift.centre, viewport)
        paint_arrow(painter, centre, moved, width=2.5 * ratio, head=9 * ratio, casing=2.5 * ratio)
        paint_dot(painter, centre, _DOT * ratio, ratio)

    def _paint_tags(self, painter: QPainter, viewport: Viewport) -> None:
        ratio = viewport.pixel_ratio
        placer = TagPlacer(painter, tag_images(ratio), viewport)
        stroke = 3 * ratio
        box, dbox = to_device(self.shift.box, viewport), to_device(self.birth.box, viewport)
        placer.paint(self.tags.box, self.style, around(box, stroke))
        if self.suppressor is not None and self.by_style is not None:
            rival = to_device(self.suppressor, viewport)
            places = around(rival, ratio)
            placer.paint(self.tags.suppressor, self.by_style, places[1:] + places[:1])
            shared = rival.intersected(box)
            inset = QPointF(6 * ratio, -6 * ratio)
            if not shared.isEmpty():
                lower = [(shared.bottomLeft() + inset, Side.ABOVE)]
                upper = [(shared.topLeft() - QPointF(-inset.x(), inset.y()), Side.BELOW)]
                placer.paint(self.tags.overlap, DARK_TAG, lower + upper)
        placer.paint(self.tags.dbox, LIGHT_TAG, around(dbox, 2 * ratio))
        beside = point_to_device(self.shift.centre, viewport) + QPointF(12 * ratio, -4 * ratio)
        places = [(beside, Side.BELOW), (beside + QPointF(0, 24 * ratio), Side.BELOW)]
        placer.paint(self.tags.moved, DARK_TAG, places)
        placer.paint(
            self.tags.cell, DARK_TAG, around(to_device(self.birth.cell_box, viewport), ratio)[:2]
        )
