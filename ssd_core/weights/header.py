"""What our own weights files say of themselves: strings in the header of a safetensors file.

``format`` "ssd-viewer 1" · ``preset`` · ``classes`` JSON list of names · ``preprocessing`` JSON
object · ``provenance`` JSON object of strings. A header is a stranger's word until it is checked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from ssd_core.config import (
    MAX_CLASS_NAME,
    MAX_CLASSES,
    PRESETS,
    Preprocessing,
    SSDConfig,
    is_class_name,
)
from ssd_core.errors import Refusal, printable
from ssd_core.sentence import Sentence, say

FORMAT = "ssd-viewer 1"
_MAX_NAME = 64
_MAX_FACTS = 200
_MAX_FACT = 2000
_MAKE_AGAIN = say("write the file again with this program")


def to_header(config: SSDConfig, provenance: Mapping[str, str]) -> dict[str, str]:
    """The header of a file with weights for ``config``."""
    return {
        "format": FORMAT,
        "preset": config.preset,
        "classes": json.dumps(config.classes),
        "preprocessing": json.dumps(asdict(config.preprocessing)),
        "provenance": json.dumps(dict(provenance)),
    }


def from_header(metadata: Mapping[str, str]) -> tuple[SSDConfig, dict[str, str]]:
    """(config, provenance) of a header in which nothing is believed. Raises Refusal."""
    form = metadata.get("format", "")
    if form != FORMAT:
        raise Refusal(
            say(
                "Its format is “{found}”; this version reads “{known}”.",
                found=printable(form[:40]),
                known=FORMAT,
            ),
            advice=say("open it with the version that wrote it, or a newer one"),
        )
    name = metadata.get("preset", "")
    if name not in PRESETS:
        why = say(
            "“{found}” is not one of {known}",
            found=printable(name[:40]),
            known=", ".join(PRESETS),
        )
        raise _wrong("preset", why)
    preset = PRESETS[name]
    preprocessing = _preprocessing(_parsed(metadata, "preprocessing"), preset)
    config = replace(
        preset, classes=_classes(_parsed(metadata, "classes")), preprocessing=preprocessing
    )
    return config, _provenance(_parsed(metadata, "provenance"))


_PARTS = {
    "preset": say("preset"),
    "classes": say("class list"),
    "preprocessing": say("preprocessing"),
    "provenance": say("provenance"),
}


def _wrong(part: str, why: Sentence) -> Refusal:
    reason = say("The {part} in its header cannot be right: {why}.", part=_PARTS[part], why=why)
    return Refusal(reason, advice=_MAKE_AGAIN)


def _parsed(metadata: Mapping[str, str], part: str) -> Any:
    try:
        return json.loads(metadata[part])
    except KeyError as error:
        raise _wrong(part, say("there is none")) from error
    except (ValueError, RecursionError) as error:
        raise _wrong(part, say("it is not JSON")) from error


def _classes(found: Any) -> tuple[str, ...]:
    if not isinstance(found, list) or not 1 <= len(found) <= MAX_CLASSES:
        raise _wrong("classes", say("it must hold 1 to {most:,} names", most=MAX_CLASSES))
    for name in found:
        if not isinstance(name, str) or not is_class_name(name):
            why = say("names are text of 1 to {most} printable characters", most=MAX_CLASS_NAME)
            raise _wrong("classes", why)
    if len(set(found)) != len(found):
        raise _wrong("classes", say("two classes have the same name"))
    return tuple(found)


def _preprocessing(found: Any, preset: SSDConfig) -> Preprocessing:
    part = "preprocessing"
    if not isinstance(found, dict) or found.keys() != {"size", "mean", "std"}:
        raise _wrong(part, say("it must give size, mean and std"))
    size = preset.dboxes.input_size
    if type(found["size"]) is not int or found["size"] != size:
        why = say(
            "{preset} takes pictures of {size} pixels a side", preset=preset.preset, size=size
        )
        raise _wrong(part, why)
    return Preprocessing(
        size=size,
        mean=_three(found["mean"], "mean", low=0.0),
        std=_three(found["std"], "std", low=1e-3),
    )


def _three(found: Any, name: str, *, low: float) -> tuple[float, float, float]:
    right = isinstance(found, list) and len(found) == 3
    # A comparison is False for NaN, and safe for whole numbers too long to be a float.
    if not right or not all(type(v) in (int, float) and low <= v <= 255 for v in found):
        why = say("{name} must be three numbers from {low:g} to 255", name=name, low=low)
        raise _wrong("preprocessing", why)
    red, green, blue = map(float, found)
    return red, green, blue


def _provenance(found: Any) -> dict[str, str]:
    if not isinstance(found, dict) or len(found) > _MAX_FACTS:
        why = say("it must be a table of at most {most} facts", most=_MAX_FACTS)
        raise _wrong("provenance", why)
    for value in found.values():
        if not isinstance(value, str) or len(value) > _MAX_FACT:
            why = say("facts are text of at most {most:,} characters", most=_MAX_FACT)
            raise _wrong("provenance", why)
    return {printable(name[:_MAX_NAME]): printable(value) for name, value in found.items()}
