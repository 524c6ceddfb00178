"""What stands beside the pointer on a detection: its size, and the DBox it came from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ssd_core.config import SSDConfig
from ssd_core.dboxes import ASPECT_NAMES, make_dboxes
from ssd_core.types import Detections, Image

_ASPECTS = {"1": "1:1", "1′": "1:1′", "2": "2:1", "1/2": "1:2", "3": "3:1", "1/3": "1:3"}


def aspect_name(aspect: str) -> str:
    """One of ``ASPECT_NAMES`` as width:height, e.g. "1:2"."""
    return _ASPECTS[aspect]


def readout(
    detections: Detections, index: int, *, config: SSDConfig, image: Image
) -> tuple[str, ...]:
    """Title, what stands beside it, a line on the DBox and what a click does.

    For the detection ``index``.
    """
    name = config.classes[int(detections.labels[index]) - 1]
    title = f"{name} {detections.scores[index]:.2f}"
    xmin, ymin, xmax, ymax = detections.boxes[index]
    width, height = (xmax - xmin) * image.width, (ymax - ymin) * image.height
    dboxes, row = make_dboxes(config.dboxes), int(detections.dbox[index])
    cells = config.dboxes.feature_maps[int(dboxes.level[row])]
    cell_row, cell_column = (int(v) for v in dboxes.cell[row])
    origin = QCoreApplication.translate(
        "Readout", "{n}×{n} map · cell ({row}, {column}) · aspect {aspect}"
    )
    return (
        title,
        f"{width:.0f} × {height:.0f} px",
        origin.format(
            n=cells,
            row=cell_row,
            column=cell_column,
            aspect=aspect_name(ASPECT_NAMES[int(dboxes.aspect[row])]),
        ),
        QCoreApplication.translate("Readout", "click for its biography"),
    )
