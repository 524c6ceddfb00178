"""The thread that writes files which are made in the window: encoding and disk take their time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal
from PySide6.QtGui import QImage

from gui.workers.in_order import InOrderThread
from ssd_core.errors import UserError
from ssd_core.files import write_atomically, writing


@dataclass(frozen=True, slots=True, eq=False)
class WriteRequest:
    """What to write where; an image as PNG."""

    path: Path
    what: bytes | QImage


class WritingThread(InOrderThread):
    """Writes everything that is posted."""

    written = Signal(object)  # Path
    write_failed = Signal(object)  # UserError

    def __init__(self) -> None:
        super().__init__("writing")

    def do(self, work: WriteRequest) -> None:
        data = work.what if isinstance(work.what, bytes) else _png(work.what)
        try:
            with writing(work.path):
                write_atomically(work.path, data)
        except UserError as error:
            self.write_failed.emit(error)
        else:
            self.written.emit(work.path)


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())
