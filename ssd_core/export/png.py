"""PNG: the picture in its own resolution with its detections painted on it."""

from __future__ import annotations

from ssd_core.annotate import annotate
from ssd_core.export.values import Options, Record
from ssd_core.image import encode_image
from ssd_core.types import Image


def write_png(record: Record, image: Image, classes: tuple[str, ...], options: Options) -> bytes:
    """The annotated picture. Raises ImageError where it cannot be encoded."""
    painted = annotate(
        image, record.detections, classes, labels=options.labels, scores=options.scores
    )
    return encode_image(painted, ".png")
