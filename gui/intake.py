"""What a drop or the clipboard brings: files, pixels, or a reason why neither."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True, eq=False)
class Intake:
    """paths: local files. image: pixels, if there are no files. refusal: a sentence, if neither."""

    paths: tuple[str, ...] = ()
    image: QImage | None = None
    refusal: str = ""


def carries_something(mime: QMimeData) -> bool:
    """Whether it is worth telling a person that they can drop here."""
    return mime.hasUrls() or mime.hasImage()


def take(mime: QMimeData) -> Intake:
    """Files first, then pixels: a file keeps its name and its full resolution."""
    paths = tuple(url.toLocalFile() for url in mime.urls() if url.isLocalFile())
    if paths:
        return Intake(paths=paths)
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return Intake(image=image)
    if mime.hasUrls():
        return Intake(
            refusal=_tr("That is a link, not a picture. Save the picture and drop its file.")
        )
    return Intake(refusal=_tr("There is no picture in that."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Intake", text)
