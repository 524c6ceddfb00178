"""What hangs in the museum: the stage that each mistake spoils, and the line that is right.

The right line is read from the real code, with its neighbours, so that it cannot go stale.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import ssd_core

Stage = Literal["preprocess", "rows", "scores", "dboxes", "decode", "choose", "place", "scale"]
Mark = Literal[" ", "-", "+"]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One mistake.

    key: also the name of its texts. stage: of ``Pipeline``. file: below ``ssd_core``.
    right: the line as it stands in that file. wrong: what people write there.
    same_boxes: the mistake costs time, and not boxes.
    scene: a museum picture on which it costs an object, where the first one hides it.
    """

    key: str
    stage: Stage
    file: str
    right: str
    wrong: str
    same_boxes: bool = False
    scene: int | None = None


EXHIBITS = (
    Exhibit(
        "bgr",
        "preprocess",
        "image.py",
        "return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))",
        "return pixels",
    ),
    Exhibit(
        "mean",
        "preprocess",
        "image.py",
        "rows -= np.tile(np.array(preprocessing.mean, np.float32), size)",
        "pass",
    ),
    Exhibit(
        "divided",
        "preprocess",
        "config.py",
        "std: tuple[float, float, float] = (1.0, 1.0, 1.0)",
        "std: tuple[float, float, float] = (256.0, 256.0, 256.0)",
    ),
    Exhibit(
        "permute",
        "rows",
        "network/ssd.py",
        "flat = torch.cat([o.permute(0, 2, 3, 1).flatten(1) for o in outputs], dim=1)",
        "flat = torch.cat([o.flatten(1) for o in outputs], dim=1)",
    ),
    Exhibit(
        "no-softmax",
        "scores",
        "coding.py",
        "return Candidates(boxes=np.clip(boxes, 0.0, 1.0), scores=softmax(raw.conf))",
        "return Candidates(boxes=np.clip(boxes, 0.0, 1.0), scores=raw.conf)",
    ),
    Exhibit(
        "softmax-axis",
        "scores",
        "coding.py",
        "scores: FloatArray = exponent / exponent.sum(axis=1, keepdims=True)",
        "scores: FloatArray = exponent / exponent.sum(axis=0, keepdims=True)",
    ),
    Exhibit(
        "softmax-twice",
        "scores",
        "coding.py",
        "return Candidates(boxes=np.clip(boxes, 0.0, 1.0), scores=softmax(raw.conf))",
        "return Candidates(boxes=np.clip(boxes, 0.0, 1.0), scores=softmax(softmax(raw.conf)))",
    ),
    Exhibit(
        "variances",
        "decode",
        "coding.py",
        "boxes[:, :2] = dboxes_cxcywh[:, :2] + loc[:, :2] * variances[0] * dboxes_cxcywh[:, 2:]",
        "boxes[:, :2] = dboxes_cxcywh[:, :2] + loc[:, :2] * dboxes_cxcywh[:, 2:]",
    ),
    Exhibit(
        "dbox-sizes",
        "dboxes",
        "config.py",
        "min_sizes: tuple[float, ...] = (30, 60, 111, 162, 213, 264)",
        "min_sizes: tuple[float, ...] = (21, 45, 99, 153, 207, 261)",
    ),
    Exhibit(
        "aspects",
        "dboxes",
        "dboxes.py",
        "shapes += [(min_size * root, min_size / root), (min_size / root, min_size * root)]",
        "shapes += [(min_size / root, min_size * root), (min_size * root, min_size / root)]",
    ),
    Exhibit(
        "clip",
        "dboxes",
        "dboxes.py",
        "cxcywh=np.concatenate(cxcywh).clip(0.0, 1.0).astype(np.float32),",
        "cxcywh=xyxy_to_cxcywh(cxcywh_to_xyxy(np.concatenate(cxcywh)).clip(0.0, 1.0)),",
    ),
    Exhibit(
        "background",
        "choose",
        "ranking.py",
        "wanted[BACKGROUND : BACKGROUND + 1] = False",
        "pass",
    ),
    Exhibit(
        "labels",
        "place",
        "export/values.py",
        "return tuple(classes[label - 1] for label in self.detections.labels.tolist())",
        "return tuple(classes[label] for label in self.detections.labels.tolist())",
    ),
    Exhibit(
        "nms-classless",
        "choose",
        "nms.py",
        "hits &= groups[reach[:size], None] == groups[reach]",
        "pass",
        scene=144,
    ),
    Exhibit(
        "nms-first",
        "choose",
        "ranking.py",
        "flat = np.flatnonzero(over)",
        "flat = np.arange(over.size)",
        same_boxes=True,
    ),
    Exhibit(
        "nms-centres",
        "choose",
        "coding.py",
        "return cxcywh_to_xyxy(boxes)",
        "return boxes",
    ),
    Exhibit(
        "nms-less",
        "choose",
        "nms.py",
        "hits = measure(corners.take(reach[:size]), corners.take(reach)) > np.float32(overlap)",
        "hits = measure(corners.take(reach[:size]), corners.take(reach)) < np.float32(overlap)",
    ),
    Exhibit(
        "scale",
        "scale",
        "export/values.py",
        "boxes: NDArray[np.float64] = self.unit_boxes * ([self.width, self.height] * 2)",
        "boxes: NDArray[np.float64] = self.unit_boxes * ([self.height, self.width] * 2)",
    ),
)
"""In the order of the pipeline."""


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of a diff, without the indentation that all of them share."""

    mark: Mark
    text: str


@lru_cache(maxsize=len(EXHIBITS))
def diff(exhibit: Exhibit) -> tuple[DiffLine, ...]:
    """The line before, the wrong and the right one, and the line after, as they stand in the file.

    Blank neighbours are left out. Raises ValueError if the right line is no longer there.
    """
    lines = (Path(ssd_core.__file__).parent / exhibit.file).read_text("utf-8").splitlines()
    at = next((k for k, line in enumerate(lines) if line.strip() == exhibit.right), None)
    if at is None:
        raise ValueError(f"{exhibit.file} has no line {exhibit.right!r}")
    indent = lines[at][: -len(lines[at].lstrip())]
    told: list[tuple[Mark, str]] = [
        (" ", lines[at - 1]),
        ("-", indent + exhibit.wrong),
        ("+", lines[at]),
        (" ", lines[at + 1] if at + 1 < len(lines) else ""),
    ]
    told = [(mark, line) for mark, line in told if line.strip()]
    shared = min(len(line) - len(line.lstrip()) for _, line in told)
    return tuple(DiffLine(mark, line[shared:]) for mark, line in told)
