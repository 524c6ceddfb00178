"""A thread that makes small pictures of files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QThread, Signal
from PySide6.QtGui import QImage, QImageReader

LONGEST = QSize(480, 320)


class ThumbnailThread(QThread):
    """Reads files one by one and ends; a file that cannot be read is left out."""

    made = Signal(int, QImage)
    """Position in the list, and the picture."""

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__()
        self.setObjectName("thumbnails")
        self._paths = tuple(paths)

    def run(self) -> None:
        for index, path in enumerate(self._paths):
            if self.isInterruptionRequested():
                return
            image = QImageReader(str(path)).read()
            if not image.isNull():
                self.made.emit(index, _shrunk(image))

    def stop(self) -> None:
        """End after the file that is being read."""
        self.requestInterruption()
        self.wait()


def _shrunk(image: QImage) -> QImage:
    if image.width() <= LONGEST.width() and image.height() <= LONGEST.height():
        return image
    return image.scaled(
        LONGEST, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
