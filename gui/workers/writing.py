"""The thread that writes files which are made in the window: encoding and disk take their time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal
from PySide6.QtGui import QImage

from gui.workers.in_order import InOrderThread
from ssd_core.errors import UserError, said_by_system, shown_name, shown_path
from ssd_core.files import write_atomically
from ssd_core.sentence import say


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
            write(work.path, data)
        except UserError as error:
            self.write_failed.emit(error)
        else:
            self.written.emit(work.path)


def write(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``, whole or not at all. Raises UserError."""
    try:
        write_atomically(path, data)
    except OSError as error:
        raise UserError(
            say("{name} could not be written.", name=shown_name(path)),
            said_by_system(error),
            details={"file": shown_path(path), "try": say("another folder or another disk")},
        ) from error


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())
