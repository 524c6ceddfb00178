"""What the transport row is made of: the disc, the loop toggle, Freeze, and its figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui import fonts, icons, theme
from gui.controls.buttons import IconButton
from gui.controls.painting import fill_rounded, stroke_rounded

_DISC = 36
_FREEZE_HEIGHT, _PADDING, _GAP = 28, 11, 8
_CAP = 20


class PlayDisc(QAbstractButton):
    """The accent disc: shows what a press would do."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = "play"
        self.setFixedSize(_DISC, _DISC)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_icon(self, name: str) -> None:
        """Show the icon ``name``."""
        self._icon = name
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = active.color("accent" if self.isEnabled() else "border2")
        if self.isDown():
            accent = accent.darker(115)
        elif self.underMouse() and self.isEnabled():
            accent = accent.lighter(108)
        rect = QRectF(self.rect())
        fill_rounded(painter, rect, _DISC / 2, accent)
        inner = QRectF(0, 0, icons.RAIL, icons.RAIL)
        inner.moveCenter(rect.center())
        icons.paint(painter, self._icon, active.color("on_accent"), inner)
        painter.end()


class ToggleIcon(IconButton):
    """An icon button that stays on, in the accent colour while it is."""

    def __init__(self, icon: str) -> None:
        super().__init__(icon, size=icons.RAIL)
        self.setCheckable(True)
        self.toggled.connect(self._tint)

    def _tint(self, on: bool) -> None:
        self._token = "accent" if on else "text"
        self.set_icon(self._icon)


class FreezeButton(QAbstractButton):
    """Freeze with its key beside it; checked, it stands out in the accent colour.

    It folds to its icon alone where there is little room.
    """

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self._folded = False
        self.setCheckable(True)
        self.setFont(fonts.font(fonts.BODY, fonts.MEDIUM))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_folded(self, folded: bool) -> None:
        """Show the icon alone, or the words and the key too."""
        self._folded = folded
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._folded:
            return QSize(2 * _PADDING + icons.BUTTON, _FREEZE_HEIGHT)
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(2 * _PADDING + icons.BUTTON + words + _CAP + 2 * _GAP, _FREEZE_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        fill_rounded(painter, rect, 6, active.color(self._fill()))
        edge = "accent" if self.isChecked() else "border2"
        stroke_rounded(painter, rect, 6, active.color(edge if self.isEnabled() else "border"))
        ink = active.color(self._ink())
        icon = QRectF(_PADDING, 0, icons.BUTTON, self.height())
        icons.paint(painter, "freeze", ink, icon)
        if not self._folded:
            painter.setPen(ink)
            words = rect.adjusted(_PADDING + icons.BUTTON + _GAP, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
            self._paint_cap(painter)
        painter.end()

    def _fill(self) -> str:
        if self.isChecked():
            return "accent_soft"
        if self.isDown():
            return "sel"
        return "hover" if self.underMouse() and self.isEnabled() else "raised"

    def _ink(self) -> str:
        if not self.isEnabled():
            return "faint"
        return "accent" if self.isChecked() else "text"

    def _paint_cap(self, painter: QPainter) -> None:
        active = theme.current()
        cap = QRectF(self.width() - _PADDING - _CAP, (self.height() - _CAP) / 2, _CAP, _CAP)
        fill_rounded(painter, cap, 4, active.color("raised"))
        stroke_rounded(painter, cap, 4, active.color("border2"))
        painter.setFont(fonts.font(fonts.LABEL, fonts.MEDIUM))
        painter.setPen(active.color("text" if self.isEnabled() else "faint"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)

    def enterEvent(self, event: QEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


class Figures(QWidget):
    """One line of quiet words with strong figures among them.

    It never becomes narrower while its source plays, so that nothing beside it jumps.
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[str, bool], ...] = ()
        self._widest = fonts.scale(), 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: Sequence[tuple[str, bool]]) -> None:
        """Show ``parts``, each (words, whether they are strong)."""
        if tuple(parts) == self._parts:
            return
        self._parts = tuple(parts)
        self.setAccessibleName("".join(words for words, _ in parts))
        self._measure()
        self.update()

    def _measure(self) -> None:
        """The widest so far, in letters of the size in use."""
        scale, widest = self._widest
        needed = sum(_advance(words, strong) for words, strong in self._parts)
        kept = widest if scale == fonts.scale() else 0
        self._widest = fonts.scale(), max(needed, kept)
        if self._widest != (scale, widest):
            self.updateGeometry()

    def forget_width(self) -> None:
        """Other words are coming: take only the room they need."""
        self._widest = fonts.scale(), 0
        self.set_parts(())

    def sizeHint(self) -> QSize:
        if self._widest[0] != fonts.scale():
            self._measure()
        return QSize(self._widest[1], fonts.scaled(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        for words, strong in self._parts:
            painter.setFont(_font(strong))
            painter.setPen(theme.current().color("text" if strong else "muted"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
            rect.adjust(_advance(words, strong), 0, 0, 0)
        painter.end()


def _font(strong: bool) -> QFont:
    return fonts.font(fonts.BODY, fonts.SEMIBOLD if strong else fonts.REGULAR)


def _advance(words: str, strong: bool) -> int:
    return QFontMetrics(_font(strong)).horizontalAdvance(words)
