"""The export thread: writes one picture that is at hand, or looks at many and writes each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gui.workers.answering import load_weights
from gui.workers.batch import BatchRequest
from gui.workers.job import JobThread
from gui.workers.messages import WeightsRequest
from ssd_core.errors import UserError
from ssd_core.export.values import Options, Record
from ssd_core.sentence import say
from ssd_core.types import Image

if TYPE_CHECKING:
    from ssd_core.export.exporter import Exporter


@dataclass(frozen=True, slots=True, eq=False)
class ExportRequest:
    """What to write, and where.

    formats: keys of ``ssd_core.export.formats``. replace: whether files that are there already
    may be replaced. what: a picture with its detections, or pictures to look at.
    sources: files that must not be touched.
    """

    folder: str
    formats: tuple[str, ...]
    options: Options
    replace: bool
    classes: tuple[str, ...]
    what: tuple[Record, Image] | BatchRequest
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ExportStep:
    """``done`` of ``total`` pictures are behind us. error: why the last one was left out."""

    done: int
    total: int
    error: UserError | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ExportEnd:
    """There are no more steps.

    pictures, files: how many were written. error: why it ended early, None if it did not.
    """

    request: ExportRequest
    pictures: int
    files: int
    cancelled: bool
    error: UserError | None = None


class ExportThread(JobThread):
    """Runs one export and ends; ``ended`` tells an ``ExportEnd``."""

    stepped = Signal(object)  # ExportStep

    def __init__(self, request: ExportRequest) -> None:
        super().__init__("export", say("Not everything was exported."))
        self._request = request
        self._pictures = self._files = 0

    def end(self, error: UserError | None) -> ExportEnd:
        return ExportEnd(self._request, self._pictures, self._files, self.is_cancelled(), error)

    def work(self) -> None:
        from ssd_core.export.exporter import Exporter
        from ssd_core.export.formats import FORMATS

        request = self._request
        exporter = Exporter(
            request.folder,
            [FORMATS[key] for key in request.formats],
            request.classes,
            options=request.options,
            sources=request.sources,
            replace=request.replace,
        )
        if isinstance(request.what, BatchRequest):
            self._look_at_all(request.what, exporter)
        else:
            self._add(exporter, *request.what)
        if self._pictures:
            self._files += len(exporter.finish())

    def _look_at_all(self, batch: BatchRequest, exporter: Exporter) -> None:
        """Write every picture that can be read; what is wrong with one does not end the others."""
        from ssd_core.batch import Refused, detect_all

        detector, _ = load_weights(WeightsRequest(0, batch.weights, batch.device))
        for event in detect_all(detector, batch.paths, batch.thresholds, stop=self.is_cancelled):
            error: UserError | None = None
            try:
                if isinstance(event, Refused):
                    raise event.error
                record = Record(event.path, event.width, event.height, event.detections)
                self._add(exporter, record, event.image)
            except UserError as refusal:
                error = refusal
            self.stepped.emit(ExportStep(event.index + 1, len(batch.paths), error))

    def _add(self, exporter: Exporter, record: Record, image: Image) -> None:
        self._files += len(exporter.add(record, image))
        self._pictures += 1
