"""The figures of an exhibit in words: over the pictures, over the chart, and in the symptom."""

from __future__ import annotations

from typing import Any

from gui.lessons.bugs.chart_values import ChartWords
from gui.lessons.bugs.heads import Head
from gui.lessons.bugs.side import SideView
from gui.lessons.frame.words import Words
from ssd_core.lessons.bugs.comparison import Comparison


def heads_told(
    words: Words, key: str, right: SideView, wrong: SideView, *, hidden: bool
) -> tuple[Head, Head]:
    """What stands over the two pictures. wrong: what is shown at the right."""
    notes = words("heads.real"), words(f"exhibits.{key}.note")
    return (
        _head(words, ("check", "right", notes[0]), right, hidden=False),
        _head(words, ("close", "wrong", notes[1]), wrong, hidden=hidden),
    )


def _head(words: Words, told: tuple[str, str, str], side: SideView, *, hidden: bool) -> Head:
    """told: icon, name and note."""
    outcome, objects = side.outcome, len(side.truth)
    extra = "heads.extra" if outcome.extra and not hidden else "heads.found"
    return Head(
        icon=told[0],
        name=words(f"heads.{told[1]}"),
        note=told[2],
        count="?" if hidden else str(outcome.found),
        of=words(extra, objects=objects, extra=outcome.extra),
        short=f"/ {objects}",
        bad=not hidden and (outcome.found < objects or bool(outcome.extra)),
    )


def chart_told(words: Words, picture: str, right: SideView, real: SideView) -> ChartWords:
    """What stands around the chart. picture: its name."""
    return ChartWords(
        title=words("chart.title"),
        note=picture,
        right=words("chart.right", mean=_mean(right.scores)),
        wrong=words("chart.wrong", mean=_mean(real.scores)),
        more=words("chart.more", count="{count}"),
        empty=words("chart.empty"),
    )


def figures_told(compared: Comparison, right: SideView, real: SideView) -> dict[str, str]:
    """By their names in the texts. real: what the mistake makes of the picture."""
    return {
        "objects": str(len(compared.truth)),
        "found": str(real.outcome.found),
        "extra": str(real.outcome.extra),
        "boxes": str(real.outcome.shown),
        "boxes_right": str(right.outcome.shown),
        "right": _mean(right.scores),
        "wrong": _mean(real.scores),
        "pairs": f"{compared.wrong.pairs:,}",
        "pairs_right": f"{compared.right.pairs:,}",
    }


def no_difference(right: SideView, real: SideView) -> bool:
    """Whether the mistake costs no object and adds no box."""
    a, b = right.outcome, real.outcome
    return (a.found, a.extra) == (b.found, b.extra)


def _mean(scores: Any) -> str:
    return f"{float(scores.mean()):.2f}" if len(scores) else "–"
