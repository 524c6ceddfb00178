"""A plot over steps: pyqtgraph's items in the looks of this program, painted once and kept."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent

from gui import fonts, theme
from gui.panels.charts.axes import BEHIND, StepAxis, ValueAxis
from ssd_core.training.curves import Curve

_DOT = 8
_VALUES_WIDTH = 40
_TOP = 7
"""Pixels for half of the topmost figure."""
_LEAST_LOG = 1e-12


class _Line(pg.PlotCurveItem):
    """Painted whenever its plot is: what it covers is not looked for in all its points."""

    def boundingRect(self) -> QRectF:
        return self.viewRect() or QRectF()


class Plot(pg.PlotWidget):
    """Curves over steps. What moves with the pointer is painted over them: see ``paint_over``.

    The curves are kept as one pixmap, so that a crosshair costs no stroke of theirs.
    """

    def __init__(self, *, most: int) -> None:
        """most: parts that the ticks of the value axis divide it into."""
        self.values = ValueAxis(most=most)
        self.steps = StepAxis()
        super().__init__(axisItems={"left": self.values, "bottom": self.steps})
        self.log = False
        self._kept: QPixmap | None = None
        self._stale = True  # the curves have changed since
        self._lines: dict[str, pg.PlotCurveItem] = {}
        self._dots: dict[str, pg.ScatterPlotItem] = {}
        item = self.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.getViewBox().setMouseEnabled(x=False, y=False)
        item.getViewBox().setDefaultPadding(0)
        for axis in (self.values, self.steps):
            axis.setZValue(BEHIND)
        item.layout.setContentsMargins(0, _TOP, 0, 0)
        self.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self.setProperty("ownFocusRing", True)
        self.restyle()

    # What is shown

    def set_line(self, key: str, curve: Curve, pen: QPen, *, fill: QColor | None = None) -> None:
        """Show ``curve`` under the name ``key``, over those that are there already."""
        line = self._lines.get(key)
        if line is None:
            line = _Line(connect="finite", antialias=True, skipFiniteCheck=False)
            line.setZValue(len(self._lines))
            self.addItem(line)
            self._lines[key] = line
        line.setPen(pen)
        # Segment by segment a thick line is painted four times as fast; where they meet, one that
        # is not opaque would show dots.
        line.setSegmentedLineMode("on" if pen.color().alpha() == 255 else "off")
        line.setBrush(fill)
        line.setFillLevel(None if fill is None else 0.0)
        line.setData(curve.steps, self.placed(curve.values))
        self.refresh()

    def set_dots(self, key: str, curve: Curve, pen: QPen, fill: QColor) -> None:
        """Show a circle at each point of ``curve``."""
        dots = self._dots.get(key)
        if dots is None:
            dots = pg.ScatterPlotItem(size=_DOT, pxMode=True, antialias=True)
            dots.setZValue(1_000)
            self.addItem(dots)
            self._dots[key] = dots
        placed = self.placed(curve.values)
        known = np.isfinite(placed)
        dots.setData(curve.steps[known], placed[known], pen=pen, brush=fill)
        self.refresh()

    def keep_only(self, keys: set[str]) -> None:
        """Take away every line and every circle that is not called one of ``keys``."""
        for items in (self._lines, self._dots):
            for key in items.keys() - keys:
                self.removeItem(items.pop(key))
        self.refresh()

    def set_range(self, first: float, last: float, low: float, high: float) -> None:
        """Show steps from ``first`` to ``last`` and values from ``low`` to ``high``, as placed."""
        self.getViewBox().setRange(xRange=(first, last), yRange=(low, high), padding=0)
        self.refresh()

    def set_log(self, log: bool) -> None:
        """Whether values are shown by their logarithm. Set the lines anew after that."""
        self.log = log
        self.values.set_log(log)

    def placed(self, values: np.ndarray) -> np.ndarray:
        """``values`` as they are placed on the axis; on a log scale those of no size are gaps."""
        if not self.log:
            return values
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(values > _LEAST_LOG, np.log10(values), np.nan)

    # Where things are

    @property
    def area(self) -> QRectF:
        """The plot between its axes, in pixels of the widget."""
        self.scene().prepareForPaint()
        return self.mapFromScene(self.getViewBox().sceneBoundingRect()).boundingRect().toRectF()

    def pixel(self, step: float, value: float) -> QPointF:
        """Where a point lies; ``value`` as it was measured."""
        (first, last), (low, high) = self.getViewBox().viewRange()
        area, placed = self.area, float(self.placed(np.float64(value)))
        x = area.left() + (step - first) / (last - first) * area.width()
        return QPointF(x, area.bottom() - (placed - low) / (high - low) * area.height())

    def step_at(self, x: float) -> float:
        """The step at a pixel of the widget."""
        first, last = self.getViewBox().viewRange()[0]
        area = self.area
        return first + (x - area.left()) / max(area.width(), 1) * (last - first)

    # Painting

    def paint_over(self, painter: QPainter) -> None:
        """What moves. For subclasses."""

    def refresh(self) -> None:
        """Paint the curves anew when the plot is painted next."""
        self._stale = True
        self.viewport().update()

    def render_curves(self, painter: QPainter, target: QRectF) -> None:
        """Paint axes and curves into ``target``."""
        self.render(painter, target, self.viewport().rect())

    def render_for_file(self, painter: QPainter, target: QRectF) -> None:
        """As ``render_curves``, with circles as strokes: on the screen they are small pictures."""
        for exporting in (True, False):
            for dots in self._dots.values():
                dots.setExportMode(exporting)
            if exporting:
                self.render_curves(painter, target)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.drawPixmap(0, 0, self._painted())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_over(painter)
        painter.end()

    def _painted(self) -> QPixmap:
        """The curves, painted anew only where they have changed."""
        viewport = self.viewport()
        ratio = viewport.devicePixelRatioF()
        kept = self._kept
        if kept is None or kept.size() != viewport.size() * ratio:
            kept = QPixmap(viewport.size() * ratio)
            self._stale = True
        if self._stale:
            kept.setDevicePixelRatio(ratio)
            kept.fill(theme.current().color("raised"))
            painter = QPainter(kept)
            self.render_curves(painter, QRectF(viewport.rect()))
            painter.end()
            self._kept, self._stale = kept, False
        return kept

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_kept"):  # pyqtgraph asks for a size while it is being made
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange)
        if event.type() in kinds and hasattr(self, "_kept"):
            self.restyle()

    def restyle(self) -> None:
        """Take on the theme and the text size in use."""
        self.setBackground(theme.current().color("raised"))
        line = fonts.scaled(fonts.TICK) + 4
        for axis in (self.values, self.steps):
            axis.restyle()
        self.steps.setHeight(line + 8)
        self.values.setWidth(fonts.scaled(_VALUES_WIDTH))
        self.refresh()


def pen(color: QColor, width: float, *, alpha: float = 1.0, dashed: bool = False) -> QPen:
    """A pen of ``width`` pixels at any zoom."""
    shade = QColor(color)
    shade.setAlphaF(alpha)
    made = QPen(shade, width)
    made.setCosmetic(True)
    made.setJoinStyle(Qt.PenJoinStyle.BevelJoin)  # round ones cost more than all the rest
    if dashed:
        made.setDashPattern([4 / width, 3 / width])
    return made
