"""The annotating thread: paints detections on a picture in its own resolution, off the window."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QThread, Signal
from PySide6.QtGui import QImage

from gui.qimage import to_qimage
from gui.workers.answering import unexpected
from ssd_core.annotate import annotate
from ssd_core.errors import UserError
from ssd_core.export.values import Options
from ssd_core.sentence import say
from ssd_core.types import Detections, Image


@dataclass(frozen=True, slots=True, eq=False)
class AnnotateRequest:
    """A picture to paint on. path: where to write it as well, "" for nowhere."""

    id: int
    image: Image
    detections: Detections
    classes: tuple[str, ...]
    options: Options
    path: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Annotated:
    """The painted picture, and written if a path was given; ``error`` says why it is neither."""

    request: AnnotateRequest
    pixels: QImage
    error: UserError | None = None


class AnnotatingThread(QThread):
    """Answers every request, in order."""

    answered = Signal(object)  # Annotated

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("annotating")
        self._wake = threading.Condition()
        self._requests: deque[AnnotateRequest] = deque()
        self._ending = False

    def post(self, request: AnnotateRequest) -> None:
        """Paint this after what was asked for before."""
        with self._wake:
            self._requests.append(request)
            self._wake.notify()
        if not self.isRunning():
            self.start()

    def stop(self) -> None:
        """End after the picture that is being painted, and wait."""
        with self._wake:
            self._ending = True
            self._wake.notify()
        self.wait()

    def run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(self._has_request)
                if self._ending:
                    return
                request = self._requests.popleft()
            self.answered.emit(answer(request))

    def _has_request(self) -> bool:
        return self._ending or bool(self._requests)


def answer(request: AnnotateRequest) -> Annotated:
    """Paint, and write where asked."""
    try:
        return Annotated(request, _paint(request))
    except UserError as error:
        return Annotated(request, QImage(), error)
    except Exception as error:  # noqa: BLE001  the thread outlives a lack of memory
        return Annotated(request, QImage(), unexpected(say("The picture was not painted."), error))


def _paint(request: AnnotateRequest) -> QImage:
    painted = annotate(
        request.image,
        request.detections,
        request.classes,
        labels=request.options.labels,
        scores=request.options.scores,
    )
    if request.path:
        from ssd_core.image import save_image

        save_image(request.path, painted)
    return to_qimage(painted)
