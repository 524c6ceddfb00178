"""The annotating thread: paints detections on a picture in its own resolution, off the window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from gui.qimage import to_qimage
from gui.workers.answering import unexpected
from gui.workers.in_order import InOrderThread
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


class AnnotatingThread(InOrderThread):
    """Paints every picture that is posted."""

    answered = Signal(object)  # Annotated

    def __init__(self) -> None:
        super().__init__("annotating")

    def do(self, work: AnnotateRequest) -> None:
        self.answered.emit(answer(work))


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
