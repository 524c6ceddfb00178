"""A thread that makes small pictures of files, those that are wished for now first."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, Signal
from PySide6.QtGui import QImage

from gui.lru import Bounded
from gui.qimage import to_qimage
from ssd_core.errors import UserError

MOST_BYTES = 64 * 2**20
"""About 2,000 thumbnails at 100 % scaling, 500 at 200 %."""


class ThumbnailThread(QThread):
    """Makes the thumbnails of the latest wish; what was wished for before and is not begun, lapses.

    Every picture is cut to ``size``, (width, height) in device pixels.
    """

    made = Signal(object, QImage)
    """The path, and its picture."""
    refused = Signal(object)
    """A path that cannot be read as a picture. It is told where the picture is opened."""

    def __init__(self, size: tuple[int, int]) -> None:
        super().__init__()
        self.setObjectName("thumbnails")
        self._wake = threading.Condition()
        self._size = size
        self._wishes: list[str] = []  # the next one last
        self._ending = False

    def want(self, paths: Iterable[str], size: tuple[int, int] | None = None) -> None:
        """Make these next, in this order, and nothing else; of another ``size`` from now on."""
        with self._wake:
            self._wishes = list(paths)[::-1]
            self._size = size or self._size
            self._wake.notify()
        if not self.isRunning():
            self.start()

    def stop(self) -> None:
        """End after the file that is being read."""
        with self._wake:
            self._ending = True
            self._wake.notify()
        self.wait()

    def run(self) -> None:
        from ssd_core.thumbnails import read_thumbnail

        while True:
            with self._wake:
                self._wake.wait_for(self._has_work)
                if self._ending:
                    return
                path, (width, height) = self._wishes.pop(), self._size
            try:
                rgb = read_thumbnail(path, width=width, height=height)
            except (UserError, MemoryError):
                self.refused.emit(path)
            else:
                self.made.emit(path, to_qimage(rgb))

    def _has_work(self) -> bool:
        return self._ending or bool(self._wishes)


class Thumbnails(QObject):
    """Thumbnails by path, made when they are wished for and kept while there is room."""

    changed = Signal()
    """Another one is there, or will not be."""

    def __init__(self, size: tuple[int, int], *, most_bytes: int = MOST_BYTES) -> None:
        super().__init__()
        self._thread = ThumbnailThread(size)
        self._size = size
        self._pictures: Bounded[str, QImage] = Bounded(most_bytes, QImage.sizeInBytes)
        self._refused: set[str] = set()
        self._thread.made.connect(self._keep)
        self._thread.refused.connect(self._note_refusal)

    @property
    def nbytes(self) -> int:
        """What the pictures take."""
        return self._pictures.nbytes

    def picture(self, path: str) -> QImage | None:
        """The thumbnail of ``path``, if it is there."""
        return self._pictures.get(path)

    def is_refused(self, path: str) -> bool:
        """Whether there will be none."""
        return path in self._refused

    def want(self, paths: Sequence[str], size: tuple[int, int]) -> None:
        """Make those of ``paths`` that are not there, in this order; older wishes lapse.

        size: (width, height) in device pixels; thumbnails of another size are forgotten.
        """
        if size != self._size:
            self._size = size
            self._pictures.clear()
        missing = [p for p in paths if p not in self._pictures and p not in self._refused]
        self._thread.want(missing, size)

    def try_again(self) -> None:
        """Forget which files could not be read: they may have changed since."""
        self._refused.clear()

    def close(self) -> None:
        """End the thread; what is still on its way changes nothing any more."""
        self._thread.stop()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    def _keep(self, path: str, picture: QImage) -> None:
        if (picture.width(), picture.height()) == self._size:
            self._pictures.put(path, picture)
            self.changed.emit()

    def _note_refusal(self, path: str) -> None:
        self._refused.add(path)
        self.changed.emit()
