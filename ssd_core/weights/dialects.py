"""Dialects: key layouts and conventions of the SSD weights that people have.

A dialect is an entry of ``DIALECTS``: how to know it, and how to read it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from torch import Tensor

from ssd_core.config import MAX_CLASSES, PRESETS, VOC_CLASSES, SSDConfig
from ssd_core.errors import Refusal
from ssd_core.sentence import Sentence, say
from ssd_core.weights.checks import expected_shapes
from ssd_core.weights.containers import Contents
from ssd_core.weights.header import from_header

BACKBONE = "vgg."
"""What the keys of an SSD300's backbone begin with."""
_PARALLEL = "module."
"""What DataParallel puts before every key."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A file understood: tensors under our keys, and the network they are for; not yet checked.

    part: what the keys begin with where the file has only a part of the network; "" for all of it.
    """

    tensors: Mapping[str, Tensor]
    config: SSDConfig
    provenance: Mapping[str, str] = field(default_factory=dict)
    part: str = ""


@dataclass(frozen=True, slots=True)
class Dialect:
    """``read`` raises Refusal where the file is of this dialect but cannot be used."""

    name: str
    recognises: Callable[[Contents], bool]
    read: Callable[[Contents], Reading]


def interpret(contents: Contents) -> tuple[str, Reading]:
    """(name of the dialect, what the file says in it). Raises Refusal."""
    contents = _without_parallel(contents)
    for dialect in DIALECTS:
        if dialect.recognises(contents):
            return dialect.name, dialect.read(contents)
    expected = expected_shapes(PRESETS["ssd300_voc"])
    fitting = sum(key in expected for key in contents.tensors)
    raise Refusal(
        say(
            "It is not an SSD300 file: {fitting} of {all} keys fit.",
            fitting=fitting,
            all=len(expected),
        ),
        advice=say("choose weights of an SSD300: this program's own, or ssd.pytorch's"),
        technical=say(
            "its first keys are {keys}",
            keys=", ".join(key[:80] for key in [*contents.tensors][:5]),
        ),
    )


def _without_parallel(contents: Contents) -> Contents:
    if not all(key.startswith(_PARALLEL) for key in contents.tensors):
        return contents
    tensors = {key.removeprefix(_PARALLEL): value for key, value in contents.tensors.items()}
    return Contents(tensors, contents.kind, contents.metadata)


def _has(*prefixes: str) -> Callable[[Contents], bool]:
    """Recognises files in which every prefix begins some key."""

    def recognises(contents: Contents) -> bool:
        return all(any(key.startswith(p) for key in contents.tensors) for p in prefixes)

    return recognises


def _refused(reason: Sentence, advice: Sentence) -> Callable[[Contents], Reading]:
    """Reads a dialect that is known, but not yet spoken."""

    def read(_contents: Contents) -> Reading:
        raise Refusal(reason, advice=advice)

    return read


def _is_ours(contents: Contents) -> bool:
    return contents.metadata.get("format", "").startswith("ssd-viewer")


def _read_ours(contents: Contents) -> Reading:
    config, provenance = from_header(contents.metadata)
    return Reading(contents.tensors, config, provenance)


def _is_ssd_pytorch(contents: Contents) -> bool:
    return "conf.0.weight" in contents.tensors and _has("vgg.")(contents)


def _read_ssd_pytorch(contents: Contents) -> Reading:
    """The file has no class list: the rows of the first confidence head tell how many there are."""
    preset = PRESETS["ssd300_voc"]
    shape = contents.tensors["conf.0.weight"].shape
    columns, rest = divmod(shape[0] if shape else 0, preset.dboxes.per_cell[0])
    if rest or not 2 <= columns <= MAX_CLASSES + 1:
        raise Refusal(
            say(
                "Its conf.0.weight has {rows:,} rows, which is no number of classes times {per} "
                "DBoxes.",
                rows=shape[0] if shape else 0,
                per=preset.dboxes.per_cell[0],
            ),
            advice=say("choose weights of an SSD300"),
        )
    names = tuple(f"class {k}" for k in range(1, columns))
    classes = VOC_CLASSES if len(names) == len(VOC_CLASSES) else names
    return Reading(contents.tensors, preset.with_classes(classes))


def _read_backbone(contents: Contents) -> Reading:
    """VGG16 with its last two layers as convolutions, without heads: ``vgg16_reducedfc.pth``."""
    tensors = {f"{BACKBONE}{key}": value for key, value in contents.tensors.items()}
    return Reading(tensors, PRESETS["ssd300_voc"], part=BACKBONE)


_USE_OTHERS = say("use this program's own weights, or ssd.pytorch's")

DIALECTS = (
    Dialect("ssd-viewer", _is_ours, _read_ours),
    Dialect("ssd.pytorch", _is_ssd_pytorch, _read_ssd_pytorch),
    Dialect(
        "lufficc/SSD",
        _has("backbone.", "box_head.predictor.cls_headers."),
        _refused(
            say("It is a lufficc/SSD file; its keys differ. It cannot be used yet."), _USE_OTHERS
        ),
    ),
    Dialect(
        "torchvision",
        _has("backbone.features.", "head.classification_head.module_list."),
        _refused(
            say("It is a torchvision SSD file; its default boxes differ. It cannot be used yet."),
            _USE_OTHERS,
        ),
    ),
    Dialect(
        "VGG backbone",
        _has("0.weight", "28.weight", "31.weight", "33.weight"),
        _read_backbone,
    ),
)
