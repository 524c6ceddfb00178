"""The values that flow through SSD Viewer: frozen, shape-checked at construction, read-only arrays.

Boxes are normalised to 0..1 of the picture everywhere. They are scaled to pixels only where they
are painted or exported. A name carries its form: ``cxcywh`` or ``xyxy``.

Labels are columns of ``conf``: 0 is the background, class *k* of a class list is label *k + 1*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from ssd_core.thresholds import BACKGROUND as BACKGROUND
from ssd_core.thresholds import NmsMethod as NmsMethod
from ssd_core.thresholds import Thresholds as Thresholds

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
ByteArray = NDArray[np.uint8]


def freeze(owner: object, name: str, dtype: DTypeLike, shape: tuple[int | None, ...]) -> None:
    """Replace ``owner.name`` by a read-only array of ``dtype`` after checking it against ``shape``.

    ``None`` in ``shape`` admits any length. An array that is already right is not copied; the view
    that is kept is read-only, so a caller who needs isolation hands over an array it gives up.
    """
    array: NDArray[Any] = np.asarray(getattr(owner, name), dtype=dtype)
    fits = array.ndim == len(shape) and all(
        want is None or have == want for have, want in zip(array.shape, shape, strict=True)
    )
    if not fits:
        wanted = "×".join("?" if n is None else str(n) for n in shape)
        raise ValueError(
            f"{type(owner).__name__}.{name} has shape {array.shape}, expected {wanted}"
        )
    array = array.view()
    array.flags.writeable = False
    object.__setattr__(owner, name, array)


@dataclass(frozen=True, slots=True, eq=False)
class Image:
    """A decoded picture.

    rgb: uint8 [H, W, 3], upright (EXIF orientation applied).
    source: where it came from, for people: a path, "clipboard", "sample …".
    """

    rgb: ByteArray
    source: str

    def __post_init__(self) -> None:
        freeze(self, "rgb", np.uint8, (None, None, 3))
        if 0 in self.rgb.shape:
            raise ValueError("Image.rgb is empty")

    @property
    def height(self) -> int:
        return int(self.rgb.shape[0])

    @property
    def width(self) -> int:
        return int(self.rgb.shape[1])


@dataclass(frozen=True, slots=True, eq=False)
class DBoxes:
    """Default boxes with the provenance of each.

    cxcywh: float32 [N, 4], centre and size in 0..1 of the picture.
    level: int64 [N], which source feature map (0 is the finest).
    cell: int64 [N, 2], (row, column) in that level's grid.
    aspect: int64 [N], position in the cell's list of shapes; ``ASPECT_NAMES`` names it.
    """

    cxcywh: FloatArray
    level: IntArray
    cell: IntArray
    aspect: IntArray

    def __post_init__(self) -> None:
        count = len(self.cxcywh)
        freeze(self, "cxcywh", np.float32, (count, 4))
        freeze(self, "level", np.int64, (count,))
        freeze(self, "cell", np.int64, (count, 2))
        freeze(self, "aspect", np.int64, (count,))

    def __len__(self) -> int:
        return len(self.cxcywh)


@dataclass(frozen=True, slots=True, eq=False)
class RawOutput:
    """What the network says of one picture.

    loc: float32 [N, 4], offsets (Δcx, Δcy, Δw, Δh), one row a DBox.
    conf: float32 [N, C], confidence logits, background in column 0.
    """

    loc: FloatArray
    conf: FloatArray

    def __post_init__(self) -> None:
        count = len(self.loc)
        freeze(self, "loc", np.float32, (count, 4))
        freeze(self, "conf", np.float32, (count, None))


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Every DBox decoded and every class softmaxed, before any threshold.

    boxes: float32 [N, 4], (xmin, ymin, xmax, ymax) in 0..1 of the picture.
    scores: float32 [N, C], softmax of ``conf``; column 0 is the background.
    """

    boxes: FloatArray
    scores: FloatArray

    def __post_init__(self) -> None:
        count = len(self.boxes)
        freeze(self, "boxes", np.float32, (count, 4))
        freeze(self, "scores", np.float32, (count, None))

    @property
    def num_classes(self) -> int:
        """C, background included."""
        return int(self.scores.shape[1])


@dataclass(frozen=True, slots=True, eq=False)
class Detections:
    """Candidates that are shown, best score first (ties: lower DBox index, then lower label).

    boxes: float32 [M, 4] xyxy in 0..1. scores: float32 [M].
    labels: int64 [M], 1..C-1. dbox: int64 [M], index of the DBox each came from.
    """

    boxes: FloatArray
    scores: FloatArray
    labels: IntArray
    dbox: IntArray

    def __post_init__(self) -> None:
        count = len(self.boxes)
        freeze(self, "boxes", np.float32, (count, 4))
        freeze(self, "scores", np.float32, (count,))
        freeze(self, "labels", np.int64, (count,))
        freeze(self, "dbox", np.int64, (count,))

    def __len__(self) -> int:
        return len(self.boxes)

    def take(self, rows: NDArray[Any] | slice) -> Detections:
        """The detections at ``rows`` (indices, a mask or a slice), in that order."""
        return Detections(self.boxes[rows], self.scores[rows], self.labels[rows], self.dbox[rows])

    @classmethod
    def none(cls) -> Detections:
        """No detections at all."""
        return cls(
            np.zeros((0, 4), np.float32),
            np.zeros(0, np.float32),
            np.zeros(0, np.int64),
            np.zeros(0, np.int64),
        )


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many are left after each stage, from all DBoxes to what is shown.

    dboxes counts DBoxes; the others count candidates, (DBox, class) pairs.
    """

    dboxes: int
    over_confidence: int
    top_k: int
    after_nms: int
    shown: int


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """Detections and how they came about."""

    detections: Detections
    funnel: Funnel


@dataclass(frozen=True, slots=True, eq=False)
class GroundTruth:
    """Annotated objects of one picture.

    boxes: float32 [G, 4] xyxy in 0..1. labels: int64 [G], 1..C-1.
    difficult: bool [G], VOC's flag: neither rewarded nor punished in evaluation.
    """

    boxes: FloatArray
    labels: IntArray
    difficult: BoolArray

    def __post_init__(self) -> None:
        count = len(self.boxes)
        freeze(self, "boxes", np.float32, (count, 4))
        freeze(self, "labels", np.int64, (count,))
        freeze(self, "difficult", np.bool_, (count,))
        if count and self.labels.min() < 1:
            raise ValueError("a ground truth cannot be labelled background")

    def __len__(self) -> int:
        return len(self.boxes)

    @classmethod
    def none(cls) -> GroundTruth:
        """A picture without objects."""
        return cls(np.zeros((0, 4), np.float32), np.zeros(0, np.int64), np.zeros(0, np.bool_))


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """Which ground truth each DBox must learn (SSD paper, section 2.2, "Matching strategy").

    gt_index: int64 [N], row of the ground truth, or -1 for a negative.
    overlap: float32 [N], IoU with the best ground truth (of the forced one where forced).
    forced: bool [N], has its ground truth only because it is that one's best DBox.
    """

    gt_index: IntArray
    overlap: FloatArray
    forced: BoolArray

    def __post_init__(self) -> None:
        count = len(self.gt_index)
        freeze(self, "gt_index", np.int64, (count,))
        freeze(self, "overlap", np.float32, (count,))
        freeze(self, "forced", np.bool_, (count,))

    @property
    def positive(self) -> BoolArray:
        """bool [N], True where the DBox is matched."""
        return self.gt_index >= 0


@dataclass(frozen=True, slots=True, eq=False)
class Mining:
    """Hard negative mining of one picture (SSD paper, section 2.2).

    rank: int64 [N], place of each DBox by falling confidence loss, positives counted as loss 0.
    negatives: bool [N], the negatives that are kept for the loss.
    """

    rank: IntArray
    negatives: BoolArray

    def __post_init__(self) -> None:
        count = len(self.rank)
        freeze(self, "rank", np.int64, (count,))
        freeze(self, "negatives", np.bool_, (count,))
