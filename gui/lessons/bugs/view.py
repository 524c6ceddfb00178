"""How large the museum's two pictures are shown, and which of their points is in the middle."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize

from gui.lessons.bugs.side import Placing

MOST_ZOOM = 8.0


@dataclass(frozen=True, slots=True)
class View:
    """zoom: 1 fits the picture into its room. centre: 0..1 of the picture."""

    zoom: float = 1.0
    centre: tuple[float, float] = (0.5, 0.5)

    @classmethod
    def within(cls, zoom: float, x: float, y: float) -> View:
        """As far as it leaves no edge of the picture inside the room."""
        zoom = min(max(zoom, 1.0), MOST_ZOOM)
        reach = 0.5 / zoom
        return cls(zoom, (min(max(x, reach), 1 - reach), min(max(y, reach), 1 - reach)))

    def placing(self, picture: QSize, room: QRectF) -> Placing:
        """Where a picture of that size lies in its room."""
        scale = min(room.width() / picture.width(), room.height() / picture.height()) * self.zoom
        wide, high = picture.width() * scale, picture.height() * scale
        left = room.center().x() - self.centre[0] * wide
        top = room.center().y() - self.centre[1] * high
        return Placing(left, top, wide, high)

    def moved(self, by: QPointF, placing: Placing) -> View:
        """The picture taken along ``by`` logical pixels."""
        x, y = self.centre
        return View.within(self.zoom, x - by.x() / placing.width, y - by.y() / placing.height)

    def zoomed(self, factor: float, point: QPointF, room: QRectF, placing: Placing) -> View:
        """``factor`` times as large, with the same part of the picture under ``point``."""
        x, y = placing.share(point)
        zoom = min(max(self.zoom * factor, 1.0), MOST_ZOOM)
        grown, middle = zoom / self.zoom, room.center()
        return View.within(
            zoom,
            x - (point.x() - middle.x()) / (placing.width * grown),
            y - (point.y() - middle.y()) / (placing.height * grown),
        )
