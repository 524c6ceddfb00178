"""The thread that looks for the annotation of the picture in use. The latest picture wins."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from gui.workers.latest import LatestThread
from ssd_core.data.annotation import Annotation, Size
from ssd_core.data.beside import read_annotation_of
from ssd_core.errors import UserError
from ssd_core.sentence import say


@dataclass(frozen=True, slots=True)
class AnnotationRequest:
    """A picture, and how large it is in pixels."""

    id: int
    picture: str
    size: Size


@dataclass(frozen=True, slots=True, eq=False)
class AnnotationAnswer:
    """What lies with the picture of request ``id``: an annotation, a broken one, or nothing."""

    id: int
    source: Path | None = None
    annotation: Annotation | None = None
    error: UserError | None = None


class AnnotationThread(LatestThread):
    """Looks for the annotation of a picture."""

    answered = Signal(object)  # AnnotationAnswer

    def __init__(self) -> None:
        super().__init__("annotation")

    def answer(self, request: AnnotationRequest) -> None:
        self.answered.emit(answer(request))


def answer(request: AnnotationRequest) -> AnnotationAnswer:
    """Find and read the annotation of a picture; a broken one is an answer too."""
    try:
        found = read_annotation_of(request.picture, request.size)
    except UserError as error:
        return AnnotationAnswer(request.id, error=error)
    except OSError as error:  # a folder that vanished or may not be searched
        reason = say(
            "Its annotation could not be looked for: {reason}.",
            reason=error.strerror or str(error),
        )
        return AnnotationAnswer(request.id, error=UserError(reason))
    if found is None:
        return AnnotationAnswer(request.id)
    source, annotation = found
    return AnnotationAnswer(request.id, source, annotation)
