"""A segment of toggles: parts side by side in one trough, each on or off by itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from gui import fonts, icons, theme
from gui.controls.painting import fill_rounded, stroke_rounded

_HEIGHT, _TROUGH = 28, 2
_RADIUS = 6
_PADDING, _GAP = 12, 8


class SegmentPart(QAbstractButton):
    """One checkable part: raised while it is on."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._folded = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(fonts.font(fonts.BODY, fonts.MEDIUM))
        fonts.fix(self, height=_HEIGHT - 2 * _TROUGH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_folded(self, folded: bool) -> None:
        """Show the icon alone, or the words too."""
        self._folded = folded
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._folded:
            return QSize(2 * _PADDING + icons.BUTTON, _HEIGHT - 2 * _TROUGH)
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(2 * _PADDING + icons.BUTTON + _GAP + words, _HEIGHT - 2 * _TROUGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.isChecked() and self.isEnabled():
            fill_rounded(painter, rect, _RADIUS - 1, active.color("checked"))
            stroke_rounded(painter, rect, _RADIUS - 1, active.color("checked_border"))
        elif self.underMouse() and self.isEnabled():
            fill_rounded(painter, rect, _RADIUS - 1, active.color("hover"))
        painter.setPen(active.color(self._token()))
        icon = QRectF(_PADDING, 0, icons.BUTTON, self.height())
        icons.paint(painter, self._icon, painter.pen().color(), icon)
        if not self._folded:
            words = rect.adjusted(_PADDING + icons.BUTTON + _GAP, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _token(self) -> str:
        if not self.isEnabled():
            return "faint"
        return "text" if self.isChecked() else "muted"


class MultiToggle(QWidget):
    """A trough of parts that go on and off independently.

    ``toggled`` tells the key of a part and whether it is on, when a person switched it.
    """

    toggled = Signal(str, bool)

    def __init__(self, parts: dict[str, str]) -> None:
        """``parts``: key → icon name, in order."""
        super().__init__()
        fonts.fix(self, height=_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(_TROUGH, _TROUGH, _TROUGH, _TROUGH)
        row.setSpacing(1)
        self._parts: dict[str, SegmentPart] = {}
        for key, icon in parts.items():
            part = SegmentPart(icon)
            part.setProperty("key", key)
            part.clicked.connect(self._on_clicked)
            row.addWidget(part)
            self._parts[key] = part

    def part(self, key: str) -> SegmentPart:
        """The button of ``key``, e.g. to give it a shortcut."""
        return self._parts[key]

    def set_words(self, key: str, text: str, tooltip: str) -> None:
        """Name the part ``key`` and say what it shows."""
        part = self._parts[key]
        part.setText(text)
        part.setToolTip(tooltip)
        part.setAccessibleName(text)
        part.updateGeometry()

    def set_folded(self, folded: bool) -> None:
        """Show the icons alone where there is little room."""
        for part in self._parts.values():
            part.set_folded(folded)
        self.updateGeometry()  # at once: whoever asks for the size next must not get the old one

    def set_on(self, key: str, on: bool) -> None:
        """Switch a part without telling anybody."""
        self._parts[key].setChecked(on)

    def _on_clicked(self, on: bool) -> None:
        self.toggled.emit(self.sender().property("key"), on)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_rounded(painter, QRectF(self.rect()), _RADIUS, theme.current().color("sel"))
        painter.end()
