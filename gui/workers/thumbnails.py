"""A thread that makes small pictures of files, those that are wished for now first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QImage

from gui.lru import Bounded
from gui.qimage import to_qimage
from gui.workers.waiting import WaitingThread
from ssd_core.errors import UserError

MOST_BYTES = 64 * 2**20
"""About 2,000 thumbnails at 100 % scaling, 500 at 200 %."""


class ThumbnailThread(WaitingThread):
    """Makes the thumbnails of the latest wish; what was wished for before and is not begun, lapses.

    Every picture is cut to ``size``, (width, height) in device pixels.
    """

    made = Signal(object, QImage)
    """The path, and its picture."""
    refused = Signal(object)
    """A path that cannot be read as a picture. It is told where the picture is opened."""

    def __init__(self, size: tuple[int, int]) -> None:
        super().__init__("thumbnails")
        self._size = size
        self._wishes: list[str] = []  # the next one last

    def want(self, paths: Iterable[str], size: tuple[int, int] | None = None) -> None:
        """Make these next, in this order, and nothing else; of another ``size`` from now on."""
        with self.posting():
            self._wishes = list(paths)[::-1]
            self._size = size or self._size
        if not self.isRunning():
            self.start()

    def is_due(self) -> bool:
        return bool(self._wishes)

    def take(self) -> tuple[str, tuple[int, int]]:
        return self._wishes.pop(), self._size

    def do(self, work: tuple[str, tuple[int, int]]) -> None:
        from ssd_core.thumbnails import read_thumbnail

        path, (width, height) = work
        try:
            rgb = read_thumbnail(path, width=width, height=height)
        except (UserError, MemoryError):
            self.refused.emit(path)
        else:
            self.made.emit(path, to_qimage(rgb))


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
