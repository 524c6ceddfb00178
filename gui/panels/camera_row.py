"""A camera in the picker's list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent

from gui import fonts, icons, theme
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.controls.radio import RadioPart
from ssd_core.frames.source import CameraInfo

HEIGHT = 60
_TILE = QRectF(8, 8, 72, 44)
_WORDS_LEFT, _TICK = 90, 16


class CameraRow(RadioPart):
    """Name and second line; ticked while it is the chosen one."""

    def __init__(self, camera: CameraInfo, line: str) -> None:
        super().__init__()
        self.camera = camera
        self._line = line
        self.setText(camera.name)
        self.setAccessibleName(camera.name)
        self.setAccessibleDescription(line)
        fonts.fix(self, height=HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            fill_rounded(painter, rect, 6, active.color("sel" if self.isChecked() else "hover"))
        tile = QRectF(_TILE)
        tile.moveTop((self.height() - tile.height()) / 2)
        fill_rounded(painter, tile, 4, active.color("raised"))
        stroke_rounded(painter, tile, 4, active.color("border"))
        icon = QRectF(0, 0, icons.RAIL, icons.RAIL)
        icon.moveCenter(tile.center())
        icons.paint(painter, "camera", active.color("muted"), icon)
        self._paint_line(painter, 13, self.text(), fonts.font(fonts.BODY, fonts.SEMIBOLD), "text")
        self._paint_line(painter, 30, self._line, fonts.font(fonts.SMALL), "muted")
        if self.isChecked():
            tick = QRectF(self.width() - 25, (self.height() - _TICK) / 2, _TICK, _TICK)
            icons.paint(painter, "check", active.color("accent"), tick)
        painter.end()

    def _paint_line(self, painter: QPainter, top: int, words: str, font: QFont, token: str) -> None:
        painter.setFont(font)
        painter.setPen(theme.current().color(token))
        room = self.width() - _WORDS_LEFT - 34
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        line = QRectF(_WORDS_LEFT, fonts.scaled(top), room, fonts.scaled(18))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
