"""The rail at the left: the workspaces there are; help, theme and settings at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLabel, QSizePolicy, QVBoxLayout

from gui import fonts, icons, theme
from gui.controls.buttons import IconButton
from gui.controls.live import LiveWidget
from gui.controls.painting import fill_rounded

WIDTH = 72
_ITEM = QSize(60, 52)
_LOGO = 26


@dataclass(frozen=True, slots=True)
class Workspace:
    """An entry of the rail: its key, the icon's name, and its title in the language in use."""

    key: str
    icon: str
    title: str


class Rail(LiveWidget):
    """``workspace_chosen`` tells a key; ``theme_toggled`` asks for the other theme."""

    workspace_chosen = Signal(str)
    help_requested = Signal()
    theme_toggled = Signal()
    settings_requested = Signal()

    def __init__(self, workspaces: Sequence[Workspace] = ()) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fonts.fix(self, width=WIDTH)
        self._logo = QLabel()
        self._items = QButtonGroup(self)
        self._items.buttonClicked.connect(self._on_clicked)
        self._help, self._theme, self._settings = (_foot(n) for n in ("help", "theme", "sliders"))
        self._help.clicked.connect(self.help_requested)
        self._theme.clicked.connect(self.theme_toggled)
        self._settings.clicked.connect(self.settings_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 12, 6, 10)
        column.setSpacing(4)
        column.addWidget(self._logo, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        self._places = QVBoxLayout()
        self._places.setSpacing(4)
        column.addLayout(self._places)
        for workspace in workspaces:
            self.add(workspace)
        column.addStretch(1)
        for button in (self._help, self._theme, self._settings):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.render_texts()

    def add(self, workspace: Workspace) -> None:
        """One more entry, below the others; the first is the current one."""
        item = RailItem(workspace)
        item.setChecked(not self._items.buttons())
        self._items.addButton(item)
        self._places.addWidget(item)

    def items(self) -> list[RailItem]:
        """The entries, from the top."""
        return [item for item in self._items.buttons() if isinstance(item, RailItem)]

    def set_current(self, key: str) -> None:
        """Mark the workspace ``key`` without telling anybody."""
        for item in self.items():
            item.setChecked(item.workspace.key == key)

    def set_titles(self, titles: dict[str, str]) -> None:
        """Rename workspaces, key → title, after the language changed."""
        for item in self.items():
            item.set_title(titles.get(item.workspace.key, item.text()))

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Workspaces"))
        self._help.set_words(self.tr("Keyboard shortcuts"))
        self._theme.set_words(self.tr("Light or dark"))
        self._settings.set_words(self.tr("Settings"))

    def restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        self._logo.setPixmap(icons.pixmap("logo", theme.current().text, _LOGO, ratio))

    def _on_clicked(self, item: QAbstractButton) -> None:
        self.workspace_chosen.emit(item.workspace.key)


def _foot(icon: str) -> IconButton:
    return IconButton(icon, size=icons.RAIL, side=36, token="muted")


class RailItem(QAbstractButton):
    """A workspace as an icon over its title."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        fonts.fix(self, height=_ITEM.height())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_title(workspace.title)

    def sizeHint(self) -> QSize:
        return _ITEM

    def set_title(self, title: str) -> None:
        self.setText(title)
        self.setAccessibleName(title)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        on = self.isChecked()
        if on or self.underMouse():
            fill_rounded(painter, rect, 8, active.color("sel" if on else "hover"))
        color = active.color("text" if on else "muted")
        icons.paint(painter, self.workspace.icon, color, QRectF(0, 8, rect.width(), icons.RAIL))
        painter.setPen(color)
        painter.setFont(fonts.font(fonts.LABEL, fonts.SEMIBOLD if on else fonts.MEDIUM))
        words = QRectF(0, 31, rect.width(), rect.height() - 38)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
