"""Where a run computes and is saved: device, memory in use, folder."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from gui import theme
from gui.controls.buttons import LinkButton, MenuLink
from gui.controls.painting import fill_bar
from gui.controls.section import Section
from gui.panels.train.fields import FieldRow, fact
from gui.sentences import translated

_BAR = 4
_GIGABYTE = 1e9
_PLACE_WIDTH = 150


class MemoryBar(QWidget):
    """How much of the memory is in use."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(_BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """0..1."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_bar(painter, QRectF(self.rect()), self._share, active.color("d2"), active.color("sel"))
        painter.end()


class MachineSection(Section):
    """``device_chosen`` tells a key; ``place_requested``: another folder for runs is wanted."""

    device_chosen = Signal(str)
    place_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._place = ""
        self._device = MenuLink()
        self._menu = QMenu(self)
        self._choices = QActionGroup(self)
        self._choices.triggered.connect(self._on_device)
        self._memory, self._bar = fact(), MemoryBar()
        self._folder = LinkButton()
        self._folder.clicked.connect(self.place_requested)
        self._rows = {
            "device": FieldRow(self._device),
            "memory": FieldRow(self._memory),
            "folder": FieldRow(self._folder),
        }
        self.body.setSpacing(4)
        for key in ("device", "memory"):
            self.body.addWidget(self._rows[key])
        self.body.addWidget(self._bar)
        self.body.addSpacing(2)
        self.body.addWidget(self._rows["folder"])
        self.set_memory(None, None)
        self.render_texts()

    def set_devices(self, devices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer (key, name) of every device; ``chosen`` is the key of the one for the next run."""
        self._menu.clear()
        for action in self._choices.actions():
            self._choices.removeAction(action)
        for key, name in devices:
            action = QAction(translated(name), self._menu)
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(key == chosen)
            self._choices.addAction(action)
            self._menu.addAction(action)
        self._device.set_menu(self._menu if len(devices) > 1 else None)
        names = {key: translated(name) for key, name in devices}
        self._device.set_words("", names.get(chosen, chosen))

    def set_memory(self, used: float | None, total: float | None) -> None:
        """Bytes that training takes, of how many; None if that is not known."""
        self._rows["memory"].setVisible(used is not None)
        self._bar.setVisible(used is not None and total is not None)
        if used is not None:
            of = "" if total is None else f" / {total / _GIGABYTE:.0f}"
            self._memory.setText(f"{used / _GIGABYTE:.1f}{of} GB")
            self._bar.set_share(used / total if total else 0.0)

    def set_place(self, folder: str) -> None:
        """The folder in which each run gets one of its own."""
        self._place = folder
        metrics = self._folder.fontMetrics()
        self._folder.setText(metrics.elidedText(folder, Qt.TextElideMode.ElideLeft, _PLACE_WIDTH))
        self._folder.updateGeometry()
        self._rows["folder"].setToolTip(folder)

    def set_locked(self, locked: bool) -> None:
        """Whether a run computes there now."""
        for key in ("device", "folder"):
            self._rows[key].control.setEnabled(not locked)

    def retranslate(self) -> None:
        self.set_title(self.tr("Machine"))
        self._rows["device"].set_words(self.tr("Device"), self.tr("Where the next run computes."))
        self._rows["memory"].set_words(
            self.tr("Memory"), self.tr("What this program takes, without the loading of pictures.")
        )
        self._rows["folder"].set_words(
            self.tr("Saved in"), self.tr("Each run gets a folder of its own in there.")
        )
        self.set_place(self._place)

    def _on_device(self, action: QAction) -> None:
        self.device_chosen.emit(action.data())
