"""SSDConfig, the numbers that define one SSD, and its presets.

A config is a value that is passed in; nothing here is global state. The geometry of both presets is
the SSD300 of the paper (Liu et al. 2016, section 2.2 and Fig. 2; sizes as in the authors' code).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

VOC_CLASSES = (
    "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow",
    "diningtable", "dog", "horse", "motorbike", "person", "pottedplant", "sheep", "sofa", "train",
    "tvmonitor",
)  # fmt: skip
SHAPE_CLASSES = (
    "circle", "square", "triangle", "star", "heart", "cross", "arrow", "crescent",
)  # fmt: skip
SHAPES = "shapes"
"""What stands for a folder of pictures where scenes are generated."""
MAX_CLASSES, MAX_CLASS_NAME = 1000, 64
AUGMENTATIONS = ("mirror", "crop", "colour", "zoom")
"""What chance may do to a training picture: left becomes right, a part of it is taken, other light
and colours, and zooming out."""


def is_class_name(name: str) -> bool:
    """Whether a class can be called so: by what can be shown, in a line."""
    return 1 <= len(name) <= MAX_CLASS_NAME and name.isprintable()


@dataclass(frozen=True, slots=True)
class DBoxConfig:
    """Geometry of the default boxes.

    One entry a level in every tuple, finest first; sizes in pixels of the network input.
    ``aspect_ratios`` lists the ratios beside 1; each r adds r and 1/r.
    """

    input_size: int = 300
    feature_maps: tuple[int, ...] = (38, 19, 10, 5, 3, 1)
    steps: tuple[int, ...] = (8, 16, 32, 64, 100, 300)
    min_sizes: tuple[float, ...] = (30, 60, 111, 162, 213, 264)
    max_sizes: tuple[float, ...] = (60, 111, 162, 213, 264, 315)
    aspect_ratios: tuple[tuple[int, ...], ...] = ((2,), (2, 3), (2, 3), (2, 3), (2,), (2,))

    def __post_init__(self) -> None:
        levels = len(self.feature_maps)
        for name in ("steps", "min_sizes", "max_sizes", "aspect_ratios"):
            if len(getattr(self, name)) != levels:
                raise ValueError(f"DBoxConfig.{name} needs one entry for each of {levels} levels")

    @property
    def per_cell(self) -> tuple[int, ...]:
        """DBoxes in a cell, by level: 4 6 6 6 4 4 for SSD300."""
        return tuple(2 + 2 * len(ratios) for ratios in self.aspect_ratios)

    @property
    def total(self) -> int:
        """All DBoxes: 8,732 for SSD300."""
        return sum(f * f * n for f, n in zip(self.feature_maps, self.per_cell, strict=True))


@dataclass(frozen=True, slots=True)
class Preprocessing:
    """How a picture becomes the network's input: resize, then (RGB - mean) / std."""

    size: int = 300
    mean: tuple[float, float, float] = (123.0, 117.0, 104.0)
    """RGB, 0..255. The authors wrote it as BGR (104, 117, 123)."""
    std: tuple[float, float, float] = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class SSDConfig:
    """All that is needed to build an SSD and read its output.

    backbone: "vgg16" or "slim". classes: names without the background.
    variances: scale of centre and size offsets (they act as standard deviations).
    """

    preset: str
    backbone: str
    classes: tuple[str, ...]
    dboxes: DBoxConfig = field(default_factory=DBoxConfig)
    preprocessing: Preprocessing = field(default_factory=Preprocessing)
    variances: tuple[float, float] = (0.1, 0.2)

    def __post_init__(self) -> None:
        if not self.classes:
            raise ValueError("a detector needs at least one class")
        if len(set(self.classes)) != len(self.classes):
            raise ValueError("class names must differ from one another")

    @property
    def num_classes(self) -> int:
        """Columns of ``conf``: the classes and the background."""
        return len(self.classes) + 1

    def with_classes(self, classes: tuple[str, ...]) -> SSDConfig:
        """The same detector for another class list."""
        return replace(self, classes=classes)


PRESETS: dict[str, SSDConfig] = {
    "ssd300_voc": SSDConfig("ssd300_voc", "vgg16", VOC_CLASSES),
    "ssd300_slim": SSDConfig("ssd300_slim", "slim", SHAPE_CLASSES),
}


def preset(name: str) -> SSDConfig:
    """The config called ``name``.

    Raises ValueError naming the known presets if there is none.
    """
    try:
        return PRESETS[name]
    except KeyError:
        known = ", ".join(PRESETS)
        raise ValueError(f"there is no preset {name!r}; known: {known}") from None
