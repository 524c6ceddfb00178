"""The centre of a lesson that is no canvas: parts on a wall, one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

Margins = tuple[int, int, int, int]


def wall(
    head: QWidget, large: QWidget, small: QWidget, *, margins: Margins, spacing: int, gap: int
) -> QWidget:
    """``head`` as high as it is; ``large`` and ``small``, further apart by ``gap``, share the rest.

    margins: left, top, right, bottom.
    """
    result = QWidget()
    result.setObjectName("lessonWall")
    result.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(result)
    column.setContentsMargins(*margins)
    column.setSpacing(spacing)
    column.addWidget(head)
    column.addWidget(large, 8)
    column.addSpacing(gap)
    column.addWidget(small, 5)
    return result
