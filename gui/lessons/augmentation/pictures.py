"""The pictures of the stages: all of them are windows of the distorted picture, on the mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from gui.lessons.augmentation.shown import CROP, Shown
from gui.qimage import to_qimage
from ssd_core.data.augment import MEAN, Augmentation
from ssd_core.data.stages import Stage
from ssd_core.data.window import WHOLE, Window

_THUMB = 260
"""Pixels of the longer side of the small copies, which are scaled again at every repaint."""


@dataclass(frozen=True, eq=False)
class Pictures:
    """What a film was made of, and its pictures. exact: the last frame, as training gets it."""

    augmentation: Augmentation
    original: QImage
    distorted: QImage
    small: tuple[QImage, QImage]
    exact: QImage

    @classmethod
    def of(cls, augmentation: Augmentation, film: Sequence[Stage]) -> Pictures:
        """The pictures of a film that was made of ``augmentation``."""
        original, distorted = (to_qimage(film[k].rgb).copy() for k in range(2))
        small = tuple(_reduced(image) for image in (original, distorted))
        return cls(
            augmentation, original, distorted, (small[0], small[1]), to_qimage(film[-1].rgb).copy()
        )


def _reduced(image: QImage) -> QImage:
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
    return image.scaled(_THUMB, _THUMB, keep, smooth.SmoothTransformation)


def window_of(shown: Shown, stage: int) -> Window:
    """What the picture of a stage shows, in units of the picture."""
    if stage < 2:
        return WHOLE
    return shown.augmentation.canvas if stage < CROP else shown.augmentation.crop.window


def size_of(shown: Shown, stage: int) -> tuple[int, int]:
    """(width, height) of the picture of a stage; while the crop is drawn, of all of the canvas."""
    return shown.frames[stage].size


def paint_stage(
    painter: QPainter,
    rect: QRectF,
    pictures: Pictures,
    shown: Shown,
    stage: int,
    *,
    window: Window | None = None,
    small: bool = False,
) -> None:
    """The picture of ``stage`` in ``rect``, or another ``window`` of it; mirrored where it is."""
    last = len(shown.frames) - 1
    if stage == last and not small and pictures.augmentation is shown.augmentation:
        painter.drawImage(rect, pictures.exact)
        return
    window = window or window_of(shown, stage)
    image = pictures.original if stage == 0 else pictures.distorted
    if small:
        image = pictures.small[min(stage, 1)]
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, QColor(*(round(channel) for channel in MEAN)))
    if stage > CROP and shown.augmentation.mirrored:
        painter.translate(2 * rect.center().x(), 0)
        painter.scale(-1, 1)
    painter.drawImage(picture_rect(rect, window), image)
    painter.restore()


def picture_rect(rect: QRectF, window: Window) -> QRectF:
    """Where the whole picture lies if ``rect`` shows ``window`` of it."""
    xmin, ymin, xmax, ymax = window
    width, height = rect.width() / (xmax - xmin), rect.height() / (ymax - ymin)
    corner = QPointF(rect.left() - xmin * width, rect.top() - ymin * height)
    return QRectF(corner.x(), corner.y(), width, height)
