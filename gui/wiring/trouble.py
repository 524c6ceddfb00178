"""A sentence for what went wrong: an error nobody caught, or a last run that ended badly."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from gui.controls.details import without_home
from gui.crash import CrashLog
from gui.main_window import MainWindow


class Trouble(QObject):
    """Tells of what ``log`` hears of, with details to copy."""

    def __init__(self, window: MainWindow, log: CrashLog) -> None:
        super().__init__(window)
        self._toast = window.inspect.toast
        self._bad_end = log.bad_end
        log.failed.connect(self._on_failed)

    def tell_of_bad_end(self) -> None:
        """Say it if the last run did not end as it should."""
        if self._bad_end:
            self._tell(self.tr("SSD Viewer ended unexpectedly last time."), self._bad_end)

    def _on_failed(self, line: str, details: str) -> None:
        sentence = self.tr("Something went wrong inside the program: {error}")
        self._tell(sentence.format(error=without_home(line)), details)

    def _tell(self, sentence: str, details: str) -> None:
        self._toast.show_message(
            sentence,
            kind="error",
            action=self.tr("Copy details"),
            run=partial(_copy, details),
        )


def _copy(details: str) -> None:
    QGuiApplication.clipboard().setText(without_home(details))
