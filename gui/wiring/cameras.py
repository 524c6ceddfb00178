"""Cameras: which there are, which one a person picks, and how it is to be started."""

from __future__ import annotations

import platform
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from gui.commands import Words
from gui.panels.camera_picker import CameraPicker
from gui.wiring.parts import Parts
from gui.workers.cameras import CamerasThread
from ssd_core.frames.source import CameraInfo, FrameSource

_EVERY_MS = 2000
_WATCHES = platform.system() == "Linux"
"""Elsewhere looking opens every camera for a moment, and its light goes on."""


class Cameras(QObject):
    """Opens the picker below the toolbar's button and looks for cameras meanwhile."""

    chosen = Signal(object)
    """What opens the camera, to be called in the thread that reads it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._button = parts.window.inspect.toolbar.camera_button
        self._picker = CameraPicker()
        self._picker.setParent(parts.window)
        self._found: tuple[CameraInfo, ...] = ()
        self._started: tuple[int, int, int, int, bool] | None = None
        self._watch = QTimer(self)
        self._watch.setInterval(_EVERY_MS)
        self._watch.timeout.connect(self._look_again)
        self._thread = CamerasThread()
        self._thread.found.connect(self._on_found)
        parts.window.inspect.toolbar.camera_requested.connect(self.open_picker)
        parts.window.inspect.empty.camera_requested.connect(self.open_picker)
        self._picker.refresh_requested.connect(self._look)
        self._picker.start_requested.connect(self._start)
        parts.commands.add(
            "camera",
            "video",
            self.open_picker,
            words=self._words,
            shortcuts=["Ctrl+Shift+W"],
            icon="camera",
        )

    def close(self) -> None:
        """Wait until no camera is looked at any more."""
        self._watch.stop()
        self._thread.wait()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    def open_picker(self) -> None:
        """Let a person choose a camera."""
        self._picker.open_below(self._button)
        self._look()
        if _WATCHES:
            self._watch.start()

    @property
    def other(self) -> CameraInfo | None:
        """A camera that was there beside the one that was started last."""
        if self._started is None:
            return None
        return next((camera for camera in self._found if camera.index != self._started[0]), None)

    def start_other(self) -> None:
        """Start it as the last one was started."""
        if self._started is not None and self.other is not None:
            self._start(self.other.index, *self._started[1:])

    def _look(self) -> None:
        if not self._thread.isRunning():
            self._thread.start()

    def _look_again(self) -> None:
        """One may be plugged in, or out, while the picker is open."""
        if self._picker.isVisible():
            self._look()
        else:
            self._watch.stop()

    def _on_found(self, cameras: tuple[CameraInfo, ...]) -> None:
        if cameras != self._found:  # rows that are made anew cannot be pressed meanwhile
            self._found = cameras
            self._picker.set_cameras(cameras)

    def _start(self, index: int, width: int, height: int, fps: int, mirror: bool) -> None:
        name = next((camera.name for camera in self._found if camera.index == index), "")
        self._started = (index, width, height, fps, mirror)
        size = (width, height)
        self.chosen.emit(
            partial(open_camera, index, name=name, size=size, fps=float(fps), mirror=mirror)
        )

    def _words(self) -> Words:
        return Words(self.tr("Webcam…"), aliases=(self.tr("camera"), self.tr("live")))


def open_camera(
    index: int, *, name: str, size: tuple[int, int], fps: float, mirror: bool
) -> FrameSource:
    """The camera at ``index``. Raises UserError."""
    from ssd_core.frames.camera import CameraSource

    return CameraSource(index, name=name, size=size, fps=fps, mirror=mirror)
