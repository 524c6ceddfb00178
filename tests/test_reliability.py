"""How often a score is right, against a plain loop, and what a person reads off it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_core.evaluation import JudgedDetections
from ssd_core.reliability import reliability
from ssd_core.verdicts import Verdict

verdicts = st.sampled_from(list(Verdict))
tables = st.lists(st.tuples(st.integers(0, 40).map(lambda n: n / 40), verdicts), max_size=30)


def judged(rows: list[tuple[float, Verdict]]) -> JudgedDetections:
    none = np.zeros(len(rows), np.int64)
    scores = np.array([score for score, _ in rows], np.float32)
    verdict = np.array([verdict for _, verdict in rows], np.int64)
    return JudgedDetections(none, none, scores, none, verdict, none.astype(np.float32))


@given(tables)
def test_it_equals_the_plain_loop(rows: list[tuple[float, Verdict]]) -> None:
    told = reliability(judged(rows))
    error, total = 0.0, 0
    for band in range(10):
        inside = [
            (score, verdict)
            for score, verdict in rows
            if verdict != Verdict.IGNORED
            and (band / 10 <= score < (band + 1) / 10 or (band, score) == (9, 1.0))
        ]
        assert told.counts[band] == len(inside)
        if not inside:
            assert math.isnan(told.scores[band])
            assert math.isnan(told.right[band])
            continue
        mean = sum(score for score, _ in inside) / len(inside)
        share = sum(verdict == Verdict.TRUE_POSITIVE for _, verdict in inside) / len(inside)
        assert told.scores[band] == pytest.approx(mean)
        assert told.right[band] == pytest.approx(share)
        error, total = error + len(inside) * abs(mean - share), total + len(inside)
    assert told.error == (
        pytest.approx(error / total) if total else pytest.approx(math.nan, nan_ok=True)
    )


def test_scores_that_mean_what_they_say_have_no_error() -> None:
    rows = [(0.75, Verdict.TRUE_POSITIVE)] * 3 + [(0.75, Verdict.FALSE_POSITIVE)]
    assert reliability(judged(rows)).error == 0
    assert reliability(judged(rows + [(0.75, Verdict.IGNORED)] * 9)).error == 0
