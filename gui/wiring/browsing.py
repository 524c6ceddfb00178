"""Going through the pictures at hand: the filmstrip, what it counts, first, last and next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.commands import Words
from gui.panels.batch_bar import BatchBar
from gui.panels.filmstrip import Filmstrip
from gui.panels.filmstrip_layout import nearest_first
from gui.seen import Seen
from gui.wiring.batch import Batch
from gui.wiring.parts import Parts
from gui.workers.messages import Looked, Place
from gui.workers.thumbnails import Thumbnails
from ssd_core.errors import shown_name
from ssd_core.types import Thresholds

_RECOUNT_MS = 60
"""Counting the pictures in view again takes a few milliseconds: not at each step of a slider."""


class Browsing(QObject):
    """Shows the filmstrip while more than one picture is at hand, and follows it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._inspect = parts.window.inspect
        self._session = parts.session
        self._seen = Seen()
        self._strip, self._bar = Filmstrip(), BatchBar()
        self._bottom = _stacked(self._bar, self._strip)
        self._thumbnails = Thumbnails(self._strip.thumbnail_size)
        self._pictures = PicturesAtHand((), self._thumbnails, self._seen, parts.session.thresholds)
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(_RECOUNT_MS)
        self._batch = Batch(parts, self._bar, self._seen)
        self._connect()
        self._add_commands(parts)

    def close(self) -> None:
        self._recount.stop()
        self._batch.close()
        self._thumbnails.close()

    def _connect(self) -> None:
        session = self._session
        session.place_changed.connect(self._show_place)
        session.looked.connect(self._remember)
        session.selection_changed.connect(self._recount_soon)
        session.weights_changed.connect(self._forget)
        self._recount.timeout.connect(self._count_again)
        self._strip.picked.connect(self._go_to)
        self._strip.range_shown.connect(self._wish)
        self._thumbnails.changed.connect(self._strip.refresh)
        self._batch.counted.connect(self._strip.refresh)
        self._window.jumped.connect(self._jump)

    def _add_commands(self, parts: Parts) -> None:
        wanted = (
            ("next-picture", self._next, self._next_words, ["Right"]),
            ("previous-picture", self._previous, self._previous_words, ["Left"]),
            ("first-picture", self._first, self._first_words, ["Home"]),
            ("last-picture", self._last, self._last_words, ["End"]),
        )
        for key, run, words, shortcuts in wanted:
            action = parts.commands.add(key, "go", run, words=words, shortcuts=shortcuts)
            # A focused slider or table keeps these keys; the window takes what nobody wanted.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    # What is shown

    def _show_place(self, place: Place) -> None:
        several = len(place.paths) > 1
        if several and place.paths != self._pictures.paths:
            self._thumbnails.try_again()
            self._pictures = PicturesAtHand(
                place.paths, self._thumbnails, self._seen, self._session.thresholds
            )
            self._strip.set_source(self._pictures)
        if several:
            self._inspect.set_bottom(self._bottom)
            self._strip.set_current(place.index)
        elif self._inspect.bottom is self._bottom:
            self._inspect.set_bottom(None)

    def _wish(self, shown: range) -> None:
        """Thumbnails in view first, then as many on either side."""
        paths = self._pictures.paths
        order = nearest_first(shown, len(paths), margin=len(shown))
        self._thumbnails.want([paths[index] for index in order], self._strip.thumbnail_size)

    def _remember(self, looked: Looked) -> None:
        picture = self._session.picture
        if picture is not None and picture.path is not None:
            self._seen.remember(picture.path, looked.candidates)

    def _forget(self) -> None:
        self._seen.clear()
        self._strip.refresh()

    def _recount_soon(self) -> None:
        self._recount.start()

    def _count_again(self) -> None:
        self._pictures.thresholds = self._session.thresholds
        self._strip.refresh()

    # Going

    def _go_to(self, index: int) -> None:
        self._session.step(index - self._session.place.index)

    def _jump(self, end: int) -> None:
        self._go_to(0 if end < 0 else len(self._session.place.paths) - 1)

    def _next(self) -> None:
        self._session.step(1)

    def _previous(self) -> None:
        self._session.step(-1)

    def _first(self) -> None:
        self._jump(-1)

    def _last(self) -> None:
        self._jump(1)

    def _next_words(self) -> Words:
        return Words(self.tr("Next picture"), self.tr("Space does it too"))

    def _previous_words(self) -> Words:
        return Words(self.tr("Previous picture"))

    def _first_words(self) -> Words:
        return Words(self.tr("First picture"))

    def _last_words(self) -> Words:
        return Words(self.tr("Last picture"))


class PicturesAtHand:
    """The opened files as the filmstrip asks for them."""

    def __init__(
        self, paths: tuple[str, ...], thumbnails: Thumbnails, seen: Seen, thresholds: Thresholds
    ) -> None:
        self.paths = paths
        self.thresholds = thresholds
        """What detections are counted at."""
        self._thumbnails = thumbnails
        self._seen = seen

    def __len__(self) -> int:
        return len(self.paths)

    def name(self, index: int) -> str:
        return shown_name(self.paths[index])

    def picture(self, index: int) -> QImage | None:
        return self._thumbnails.picture(self.paths[index])

    def is_refused(self, index: int) -> bool:
        return self._thumbnails.is_refused(self.paths[index])

    def count(self, index: int) -> int | None:
        return self._seen.count(self.paths[index], self.thresholds)


def _stacked(*parts: QWidget) -> QWidget:
    """Widgets one above the other without a gap."""
    result = QWidget()
    column = QVBoxLayout(result)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return result
