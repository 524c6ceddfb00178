"""What a drop or the clipboard brings: files, pixels, or a reason why neither."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QCoreApplication, QMimeData, QUrl
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


def take(mime: QMimeData | None) -> Intake:
    """Files first, then pixels: a file keeps its name and its full resolution.

    None, or data of no format, is what Qt says of a clipboard with nothing in it.
    """
    translate = QCoreApplication.translate
    if mime is None or not mime.formats():
        return Intake(refusal=translate("Intake", "The clipboard is empty."))
    paths = tuple(local_path(url) for url in mime.urls() if url.isLocalFile())
    if paths:
        return Intake(paths=paths)
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return Intake(image=image)
    if mime.hasUrls():
        link = translate("Intake", "That is a link. Save the picture and drop its file.")
        return Intake(refusal=link)
    return Intake(refusal=translate("Intake", "There is no picture in that."))


def local_path(url: QUrl) -> str:
    """The path of a file URL. Qt would replace the bytes of a name that is not UTF-8."""
    if sys.platform == "win32":
        return url.toLocalFile()
    encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
    return os.fsdecode(unquote_to_bytes(encoded))
