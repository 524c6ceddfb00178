"""The log of errors that nobody caught, and the mark by which the next start knows of a bad end.

Python's errors go to a rotating log, faults of native code to a file of the run by faulthandler.
A run holds a lock file while it lasts: one without a living owner is a run that ended badly.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, QUuid, Signal

_LOG_BYTES, _OLD_LOGS = 512 * 1024, 3
_TOLD = 100
"""Different errors told in one run; after that something is so wrong that more do not help."""
_TAIL = 40
"""Lines of the log that help to understand a bad end."""


def log_folder() -> Path:
    """Where this system wants the state of a program; needs the application's name."""
    place = QStandardPaths.StandardLocation.StateLocation
    return Path(QStandardPaths.writableLocation(place))


class CrashLog(QObject):
    """Keeps what went wrong. ``start`` once, ``stop`` when the program ends as it should."""

    failed = Signal(str, str)
    """An error that nobody caught, in one line, and its traceback; from whichever thread."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.path = folder / "ssd-viewer.log"
        self.bad_end = ""
        """What is known of the last run's end; "" if it ended as it should."""
        self._folder = folder
        self._run = QUuid.createUuid().toString(QUuid.StringFormat.Id128)
        self._lock = QLockFile(str(folder / f"{self._run}.running"))
        self._faults: IO[str] | None = None
        self._logger = logging.Logger("ssd-viewer")
        self._told: set[str] = set()
        self._hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)

    def start(self) -> None:
        """Look back at the last run, and catch from now on what nobody else does.

        Raises OSError if the folder cannot be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            self.path, maxBytes=_LOG_BYTES, backupCount=_OLD_LOGS, encoding="utf-8", delay=True
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self._logger.addHandler(handler)
        self._look_back()
        self._lock.setStaleLockTime(0)
        self._lock.tryLock(0)
        self._faults = self._fault_path(self._run).open("w", encoding="utf-8")
        faulthandler.enable(self._faults)
        self._logger.info("start of run %s", self._run)
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error
        sys.unraisablehook = self._on_unraisable

    def stop(self) -> None:
        """The program ends as it should."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._fault_path(self._run).unlink(missing_ok=True)
        self._logger.info("end of run %s", self._run)
        for handler in list(self._logger.handlers):
            self._logger.removeHandler(handler)
            handler.close()
        self._lock.unlock()

    # Looking back

    def _look_back(self) -> None:
        for mark in sorted(self._folder.glob("*.running"), key=lambda path: path.stat().st_mtime):
            lock = QLockFile(str(mark))
            lock.setStaleLockTime(0)
            if lock.tryLock(0):  # its owner is not there any more
                self.bad_end = self._what_is_known(mark.stem)
                self._logger.error("run %s did not end as it should", mark.stem)
                self._fault_path(mark.stem).unlink(missing_ok=True)
                lock.unlock()

    def _what_is_known(self, run: str) -> str:
        """The faults of ``run`` and the end of its log."""
        faults, log = _read(self._fault_path(run)), _read(self.path).splitlines()
        starts = [i for i, line in enumerate(log) if line.endswith(f"start of run {run}")]
        since = log[starts[-1] :] if starts else []
        return "\n".join(filter(None, [*since[-_TAIL:], faults.strip()])) or run

    def _fault_path(self, run: str) -> Path:
        return self._folder / f"{run}.fault"

    # Hooks: each lets the one before it speak too, so that nothing is missing on stderr.

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self._hooks[0](kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            self._record(kind, error, trace)

    def _on_thread_error(self, args: Any) -> None:
        self._hooks[1](args)
        if not issubclass(args.exc_type, SystemExit):
            self._record(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_unraisable(self, args: Any) -> None:
        self._hooks[2](args)
        self._record(args.exc_type, args.exc_value, args.exc_traceback)

    def _record(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Log and tell an error once, however often it happens."""
        details = "".join(traceback.format_exception(kind, error, trace))
        if details in self._told or len(self._told) >= _TOLD:
            return
        self._told.add(details)
        self._logger.error("nobody caught\n%s", details.rstrip())
        line = traceback.format_exception_only(kind, error)[-1].strip()
        self.failed.emit(line, details)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
