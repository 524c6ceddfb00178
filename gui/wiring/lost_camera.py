"""A camera that was unplugged: the card that says so, and the looking for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTime, QTimer, Signal

from gui.canvas.dim_layer import DimLayer
from gui.panels.live_chip import LiveChip
from gui.panels.lost_card import LostCard
from gui.wiring.cameras import Cameras
from gui.wiring.parts import Parts
from ssd_core.errors import UserError

_EVERY_MS = 2000
"""How often it is tried; each try opens the device."""


class LostCamera(QObject):
    """From the loss of a camera until it is there again, or nobody wants it any more."""

    try_wanted = Signal()
    """Time to try whether it is there again; ``failed_again`` if it is not."""
    given_up = Signal()

    def __init__(self, parts: Parts, cameras: Cameras, chip: LiveChip) -> None:
        super().__init__(parts.window)
        self._canvas = parts.window.inspect.canvas
        self._cameras, self._chip = cameras, chip
        self.card = LostCard(self._canvas)
        self.is_looking = False
        self.is_held = False
        """Whether a person looks closely at the last frame: it is to stay where it is."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.try_wanted)
        self.card.stop_requested.connect(self.given_up)
        self.card.other_requested.connect(cameras.start_other)

    def begin(self, error: UserError, *, held: bool) -> None:
        """Say that it is gone, over its last frame, and look for it from now on."""
        self.is_looking, self.is_held = True, held
        other = self._cameras.other
        self.card.show_lost(error.headline, error.reason, other=other.name if other else "")
        self._chip.set_lost(QTime.currentTime().toString("HH:mm:ss"))
        self._chip.show()
        self._canvas.set_under("lost", DimLayer())
        self._timer.start()

    def failed_again(self) -> None:
        """It is still not there."""
        self._timer.start()

    def end(self) -> None:
        """It is there again, or something else is shown."""
        if not self.is_looking:
            return
        self.is_looking = False
        self._timer.stop()
        self.card.hide()
        self._chip.set_lost(None)
        self._chip.hide()
        self._canvas.set_under("lost", None)
