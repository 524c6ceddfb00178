"""Rows of a painted table: while something is dragged only a few of them become others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget


def update_changed(
    widget: QWidget,
    before: Sequence[object],
    now: Sequence[object],
    rect_of: Callable[[int], QRectF],
) -> None:
    """Have those rows painted that differ; all where there are more of them or fewer.

    before, now: all that a row is painted from, for each. rect_of: where a row lies.
    """
    if len(before) != len(now):
        widget.update()
        return
    for index, (old, new) in enumerate(zip(before, now, strict=True)):
        if old != new:
            widget.update(rect_of(index).toAlignedRect())


def is_asked(event: QPaintEvent, rect: QRectF) -> bool:
    """Whether any of ``rect`` is to be painted."""
    return event.region().intersects(rect.toAlignedRect())
