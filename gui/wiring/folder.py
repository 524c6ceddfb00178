"""Opening whatever paths a person names: folders among them are listed first, in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QFileDialog

from gui.commands import Words
from gui.opened_files import apart
from gui.state import RECENT_FILES
from gui.wiring.parts import Parts
from gui.workers.listing import Listed, ListingRequest, ListingThread
from gui.workers.messages import Picture
from ssd_core.bundled import sample_paths


class Folders(QObject):
    """Hands the session files, and in place of each folder the pictures in it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._inspect = parts.window.inspect
        self._session = parts.session
        self._settings = parts.settings
        self._ids = count(1)
        self._wanted = 0  # the request that is still to be answered, 0 for none
        self._opened: tuple[tuple[str, ...], tuple[str, ...]] = (), ()  # files, and how named
        self._samples = frozenset(map(str, sample_paths()))
        self._listing = ListingThread()
        self._listing.listed.connect(self._on_listed)
        # What is opened meanwhile in another way is the later wish.
        self._session.place_changed.connect(self._give_up)
        self._session.video_requested.connect(self._give_up)
        self._session.picture_changed.connect(self._remember)
        parts.commands.add(
            "folder",
            "file",
            self.ask_for_folder,
            words=self._folder_words,
            shortcuts=["Ctrl+Shift+O"],
            icon="open",
        )

    def close(self) -> None:
        self._listing.stop()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    def open_paths(self, paths: Sequence[str]) -> None:
        """Open files and folders in any mix, in place of what was asked for and is not listed yet.

        Weights are not waited for by pictures, nor do they replace any.
        """
        weights, others = apart(paths)
        if weights:
            self._session.open_files(weights)
        if others:
            self._wanted = next(self._ids)
            self._listing.post(ListingRequest(self._wanted, tuple(others)))

    def ask_for_folder(self) -> None:
        """Let a person choose a folder."""
        dialog = QFileDialog(self._window, self.tr("Open a folder of pictures"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        recent = self._settings.recent_files
        if recent:
            dialog.setDirectory(str(Path(recent[0]).parent))
        dialog.filesSelected.connect(self.open_paths)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _folder_words(self) -> Words:
        return Words(
            self.tr("Open folder…"),
            self.tr("All pictures of a folder"),
            (self.tr("directory"), self.tr("filmstrip")),
        )

    def _give_up(self, _what: object) -> None:
        self._wanted = 0

    def _on_listed(self, listed: Listed) -> None:
        if listed.id != self._wanted:
            return
        self._wanted = 0
        if listed.paths:
            before = self._session.place
            self._session.open_files(listed.paths)
            if self._session.place is not before:  # no video
                self._opened = self._session.place.paths, listed.named
        self._say_what_is_missing(listed)

    def _remember(self, picture: Picture) -> None:
        """What was named is a recent file once a picture of it is seen, and not each step in it."""
        paths, named = self._opened
        if named and picture.place.paths == paths:
            self._opened = (), ()
            for path in reversed(named[:RECENT_FILES]):
                if path not in self._samples:
                    self._settings.remember_file(path)

    def _say_what_is_missing(self, listed: Listed) -> None:
        if listed.errors and listed.paths:  # a banner would go with the picture that comes now
            self._inspect.toast.show_message(listed.errors[0].sentences, kind="warning")
        elif listed.errors:
            error = listed.errors[0]
            self._inspect.banner.show_error(error.headline, error.reason, error.details)
        elif not listed.paths and listed.folders:
            sentence = self.tr("There are no pictures in {folder}.")
            words = sentence.format(folder=", ".join(listed.folders))
            self._inspect.toast.show_message(words, kind="warning")
