"""From what was walked to what the five cards paint."""

from __future__ import annotations

import math

import numpy as np

from gui.class_colors import class_style
from gui.lessons.frame.words import Words
from gui.lessons.funnel.plot import EMPTY, Bar, Chart, Cut
from gui.lessons.funnel.walked import Walked
from ssd_core.fates import Fate
from ssd_core.lessons.rivals import Rival
from ssd_core.types import BACKGROUND, IntArray

_MOST_RANKED = 60
"""Candidates of a class that have a bar of their own; those behind only count."""


def charts(walked: Walked, words: Words) -> tuple[Chart, ...]:
    """One a column, first to last."""
    return (
        _logits(walked, words),
        _softmax(walked, words),
        _threshold(walked, words),
        _top_k(walked, words),
        _overlaps(walked, words),
    )


def _logits(walked: Walked, words: Words) -> Chart:
    station = walked.funnel.stations[0]
    low, high = station.edges
    best = float(walked.thread.logits[BACKGROUND + 1 :].max())
    share = (best - low) / (high - low) if math.isfinite(best) else 0.0
    return Chart(
        bars=_log_bars(station.histogram),
        marker=(min(max(share, 0.0), 1.0), 0.0),
        words=(_short(low), words("stations.logits.axis"), _short(high)),
    )


def _softmax(walked: Walked, words: Words) -> Chart:
    best = float(np.nan_to_num(walked.thread.scores[BACKGROUND + 1 :].max()))
    return Chart(
        bars=_log_bars(walked.funnel.stations[1].histogram),
        marker=(best, 0.0),
        words=("0", words("stations.softmax.axis"), "1"),
    )


def _threshold(walked: Walked, words: Words) -> Chart:
    """The scores of the station before, as far as they are known: the cut goes through them."""
    cut = walked.thresholds.confidence
    bars = _log_bars(walked.funnel.stations[1].histogram, above=cut)
    return Chart(
        bars=bars,
        cut=Cut(cut),
        marker=(float(np.nan_to_num(walked.score)), 0.0),
        words=("0", words("stations.confidence.axis"), "1"),
    )


def ranked(walked: Walked) -> list[Rival]:
    """Whom the chart of the ranking has a bar for, best first."""
    return list(walked.line[:_MOST_RANKED])


def tested(walked: Walked) -> list[Rival]:
    """Whom the chart of overlaps has a bar for, best first."""
    return [r for r in walked.line if r.fate > Fate.PAST_TOP_K][:_MOST_RANKED]


def _top_k(walked: Walked, words: Words) -> Chart:
    line = ranked(walked)
    if not line:
        return EMPTY
    name = walked.scene.class_name(walked.thread.label)
    own = walked.own
    bars = tuple(
        Bar(r.score, "thread" if r == own else "off" if r.fate == Fate.PAST_TOP_K else "class")
        for r in line
    )
    k = walked.thresholds.top_k
    reached = own is not None and own.place <= len(line)
    return Chart(
        bars=bars,
        cut=Cut(k / len(line)) if k <= len(line) else None,
        marker=((own.place - 0.5) / len(line), 0.0) if own is not None and reached else None,
        words=(words("stations.top-k.first"), words("stations.top-k.axis", name=name),
               str(len(line))),
        color=class_style(walked.thread.label, walked.scene.classes).color.rgba(),
    )  # fmt: skip


def _overlaps(walked: Walked, words: Words) -> Chart:
    line = tested(walked)
    limit = walked.thresholds.overlap
    own = walked.own
    bars = tuple(
        Bar(
            max(r.overlap, 0.02),
            "thread" if r == own and r.fate == Fate.SUPPRESSED
            else "off" if r.fate == Fate.SUPPRESSED else "class",
        )
        for r in line
    )  # fmt: skip
    reached = own is not None and own in line
    return Chart(
        bars=bars,
        cut=Cut(limit, level=True, words=f"{limit:.2f}"),
        marker=((line.index(own) + 0.5) / len(line), 0.0) if own is not None and reached else None,
        words=("", words("stations.nms.axis"), ""),
        color=class_style(walked.thread.label, walked.scene.classes).color.rgba(),
    )


def _log_bars(histogram: IntArray, *, above: float = 0.0) -> tuple[Bar, ...]:
    """Bars on a log scale: one box in 8,732 must be seen beside eight thousand."""
    logs = np.log1p(histogram) / max(float(np.log1p(histogram.max(initial=1))), 1e-9)
    bins = len(histogram)
    return tuple(
        Bar(height, "on" if (index + 0.5) / bins > above else "off")
        for index, height in enumerate(logs.tolist())
    )


def _short(value: float) -> str:
    return f"{value:.0f}".replace("-", "−")
