"""Trial: opens a video to learn whether it can be played, while something else still plays."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, Signal

from gui.workers.answering import unexpected
from ssd_core.errors import UserError, shown_name
from ssd_core.sentence import say


class Trial(QObject):
    """The newest trial counts; of others nothing is told."""

    passed = Signal(str)
    failed = Signal(str, object)  # path, UserError

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._threads: list[_TrialThread] = []

    def begin(self, path: str) -> None:
        """Try the video at ``path``."""
        self.forget()
        thread = _TrialThread(path)
        thread.finished.connect(self._on_finished)
        self._threads.append(thread)
        thread.start()

    def forget(self) -> None:
        """Nobody wants to know any more."""
        for thread in self._threads:
            thread.wanted = False

    def close(self) -> None:
        """Wait until no file is open any more."""
        for thread in self._threads:
            thread.wait()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    def _on_finished(self) -> None:
        for thread in [one for one in self._threads if one.isFinished()]:
            thread.wait()
            self._threads.remove(thread)
            if not thread.wanted:
                continue
            if thread.error is None:
                self.passed.emit(thread.path)
            else:
                self.failed.emit(thread.path, thread.error)


class _TrialThread(QThread):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.setObjectName("trial")
        self.path, self.wanted = path, True
        self.error: UserError | None = None

    def run(self) -> None:
        from ssd_core.frames.video import VideoSource

        try:
            VideoSource(self.path).close()
        except UserError as error:
            self.error = error
        except Exception as error:  # noqa: BLE001  decoders fail in ways of their own
            headline = say("{name} cannot be played.", name=shown_name(self.path))
            self.error = unexpected(headline, error)
