"""A thread that looks for cameras: off Linux each is opened for a moment, which takes seconds."""

from __future__ import annotations

from PySide6.QtCore import QThread, Signal


class CamerasThread(QThread):
    """Looks once and ends."""

    found = Signal(object)
    """tuple of CameraInfo."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cameras")

    def run(self) -> None:
        from ssd_core.frames.camera import cameras

        self.found.emit(cameras())
