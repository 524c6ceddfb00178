"""Biographies and answers to "Why not?" as plain values, for JSON; lengths in picture pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from ssd_core.explain.biography import Archive, Biography, Verdict
from ssd_core.explain.changes import nearest_change
from ssd_core.explain.sentences import change_sentence, verdict_sentence, why_not_sentence
from ssd_core.explain.why_not import WhyNot
from ssd_core.types import BACKGROUND

_DIGITS = 6


def biography_record(
    archive: Archive, dbox: int, label: int, *, size: tuple[int, int]
) -> dict[str, Any]:
    """One candidate of a picture of ``size`` (width, height). JSON knows no NaN: None instead."""
    life, classes = archive.biography(dbox, label), archive.config.classes
    change = nearest_change(archive, dbox, label)
    return {
        "class": _name(label, classes),
        **_verdict(life.verdict, archive),
        "change": None if change is None else change_sentence(change, classes),
        "dbox": _birth(life, size),
        "offsets": _rounded(life.shift.offsets),
        "moved": _moved(life, size),
        "box": _in_pixels(life.shift.box, size),
        "top_scores": {_name(k, classes): _finite(score) for k, score in life.scores},
    }


def why_not_record(archive: Archive, answer: WhyNot) -> dict[str, Any]:
    """What stopped each DBox near a rectangle."""
    classes = archive.config.classes
    return {
        "class": classes[answer.label - 1],
        "reason": answer.reason.name.lower(),
        "summary": why_not_sentence(answer, archive.thresholds, classes),
        "dboxes": [
            {
                "dbox": one.dbox,
                "map": one.side,
                "dbox_overlap": _finite(one.dbox_overlap),
                "box_overlap": _finite(one.box_overlap),
                **_verdict(one.verdict, archive),
            }
            for one in answer.witnesses
        ],
    }


def _verdict(verdict: Verdict, archive: Archive) -> dict[str, Any]:
    classes, by = archive.config.classes, verdict.suppressor
    return {
        "score": _finite(verdict.score),
        "fate": verdict_sentence(verdict, archive.thresholds, classes),
        "verdict": {
            "fate": verdict.fate.name.lower(),
            "rank": verdict.rank,
            "number": verdict.number,
            "final_score": _finite(verdict.final_score),
            "overlap": None if verdict.overlap is None else _finite(verdict.overlap),
            "suppressor": None
            if by is None
            else {
                "dbox": by.dbox,
                "class": _name(by.label, classes),
                "number": by.number,
                "score": _finite(by.score),
            },
        },
    }


def _birth(life: Biography, size: tuple[int, int]) -> dict[str, Any]:
    born = life.birth
    return {
        "index": born.dbox,
        "of": born.count,
        "level": born.level + 1,
        "map": born.maps[born.level],
        "cell": list(born.cell),
        "aspect": born.aspect,
        "scale": _finite(born.scale),
        "box": _in_pixels(born.box, size),
    }


def _moved(life: Biography, size: tuple[int, int]) -> list[float | None]:
    xmin, ymin, xmax, ymax = life.birth.box
    cx, cy = life.shift.centre
    return _rounded(
        [(cx - (xmin + xmax) / 2) * size[0], (cy - (ymin + ymax) / 2) * size[1]], digits=2
    )


def _in_pixels(box: tuple[float, ...], size: tuple[int, int]) -> list[float | None]:
    return _rounded((v * s for v, s in zip(box, size * 2, strict=True)), digits=2)


def _name(label: int, classes: tuple[str, ...]) -> str:
    return "background" if label == BACKGROUND else classes[label - 1]


def _rounded(values: Iterable[float], *, digits: int = _DIGITS) -> list[float | None]:
    return [_finite(value, digits=digits) for value in values]


def _finite(value: float, *, digits: int = _DIGITS) -> float | None:
    return round(value, digits) if math.isfinite(value) else None
