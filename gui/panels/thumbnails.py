"""Thumbnails of pictures that can be opened, in rows that fill the width."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import fill_rounded, stroke_rounded

GAP = 12
_RADIUS = 4
_CAPTION = 26
_NARROWEST, _WIDEST = 84, 200
_HEIGHT_TO_WIDTH = 0.65


class Thumbnail(QAbstractButton):
    """A picture above its name. It may be given its picture later."""

    def __init__(self, name: str, picture: QImage | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFont(fonts.font(fonts.SMALL))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._picture = picture
        self._scaled: QImage | None = None

    def set_picture(self, picture: QImage) -> None:
        """Show ``picture``, cut to the shape of the thumbnail."""
        self._picture = picture
        self._scaled = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_NARROWEST, height_for(_NARROWEST))

    def paintEvent(self, event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = fonts.scaled(_CAPTION)
        frame = QRectF(0, 0, self.width(), self.height() - line)
        if self._picture is None:
            fill_rounded(painter, frame, _RADIUS, active.color("sel"))
        else:
            outline = QPainterPath()
            outline.addRoundedRect(frame, _RADIUS, _RADIUS)
            painter.setClipPath(outline)
            painter.drawImage(QPointF(0, 0), self._scaled_picture(self._picture, frame))
            painter.setClipping(False)
        edge = active.color("accent" if self.underMouse() else "border2")
        stroke_rounded(painter, frame, _RADIUS, edge)
        painter.setPen(active.color("text" if self.underMouse() else "muted"))
        caption = QRect(0, self.height() - line + 6, self.width(), line - 6)
        text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, caption.width()
        )
        painter.drawText(caption, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def _scaled_picture(self, picture: QImage, frame: QRectF) -> QImage:
        """The middle of ``picture`` that fills ``frame``, kept for the next paint."""
        ratio = self.devicePixelRatioF()
        size = (frame.size() * ratio).toSize()
        if self._scaled is None or self._scaled.size() != size:
            whole = picture.scaled(
                size,
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            )
            corner = whole.rect().center() - QRect(0, 0, size.width(), size.height()).center()
            self._scaled = whole.copy(QRect(corner, size))
            self._scaled.setDevicePixelRatio(ratio)
        return self._scaled

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ThumbnailRows(QWidget):
    """Thumbnails side by side, in one row as long as they stay wide enough."""

    picked = Signal(int)
    """Index of the thumbnail that was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._thumbnails: list[Thumbnail] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.idClicked.connect(self.picked)

    def set_pictures(self, pictures: Sequence[tuple[str, QImage | None]]) -> None:
        """Show (name, picture or None) each."""
        for old in self._thumbnails:
            self._group.removeButton(old)
            old.hide()
            old.deleteLater()
        self._thumbnails = [Thumbnail(name, picture, self) for name, picture in pictures]
        for index, thumbnail in enumerate(self._thumbnails):
            self._group.addButton(thumbnail, index)
            thumbnail.show()
        self._arrange()

    def set_thumbnail(self, index: int, picture: QImage) -> None:
        """Deliver the picture of thumbnail ``index``; one that is gone is let go."""
        if index < len(self._thumbnails):
            self._thumbnails[index].set_picture(picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()

    def _arrange(self) -> None:
        count = len(self._thumbnails)
        columns = min(max(count, 1), max(1, (self.width() + GAP) // (_NARROWEST + GAP)))
        # Edges, not widths, are rounded: the last thumbnail ends flush with the row.
        pitch = min(_WIDEST + GAP, (self.width() + GAP) / columns)
        height = height_for(int(pitch - GAP))
        for index, thumbnail in enumerate(self._thumbnails):
            row, column = divmod(index, columns)
            left, right = round(column * pitch), round((column + 1) * pitch) - GAP
            thumbnail.setGeometry(left, row * (height + GAP), right - left, height)
        rows = -(-count // columns)
        self.setFixedHeight(max(0, rows * (height + GAP) - GAP))


def height_for(width: int) -> int:
    """Height of a thumbnail with its name, logical pixels."""
    return round(width * _HEIGHT_TO_WIDTH) + fonts.scaled(_CAPTION)
