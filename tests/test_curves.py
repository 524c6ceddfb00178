"""Curves: the smooth line against a plain sum, and the few points that stand for many."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import curves as plain

from ssd_core.training.curves import Curve, edges, nearest, peaks, picks, smooth

VALUES = st.lists(
    st.one_of(st.floats(-1e6, 1e6), st.just(math.nan), st.just(math.inf)), min_size=1, max_size=200
)


class TestSmooth:
    @given(VALUES, st.floats(0.5, 300))
    def test_it_is_the_weighed_mean(self, values: list[float], reach: float) -> None:
        expected = plain.smooth(values, reach)
        found = smooth(np.array(values), reach)
        known = np.isfinite(found)
        # Where all weights are next to nothing, no digit of the plain sum is right either.
        np.testing.assert_allclose(found[known], np.array(expected)[known], rtol=1e-6, atol=1e-6)
        assert known.any() == np.isfinite(values).any()

    def test_long_ones_and_several_at_once(self) -> None:
        rng = np.random.default_rng(5)
        rows = rng.normal(size=(3, 5_000))
        rows[1, 100:300] = np.nan
        found = smooth(rows, 40)
        assert found.shape == rows.shape
        for row in range(3):
            np.testing.assert_allclose(found[row], smooth(rows[row], 40))
        middle = plain.smooth(rows[1, :600].tolist(), 40)[:200]
        np.testing.assert_allclose(found[1, :200], middle, atol=1e-3)
        assert np.isfinite(found).all()

    def test_a_straight_line_stays_where_it_is(self) -> None:
        line = np.linspace(10, 0, 2_000)
        np.testing.assert_allclose(smooth(line, 20)[200:-200], line[200:-200], atol=1e-4)

    def test_no_reach_and_no_values(self) -> None:
        assert smooth(np.array([3.0, math.nan]), 0).tolist()[0] == 3
        assert smooth(np.zeros(0), 5).shape == (0,)
        assert smooth(np.zeros((3, 0)), 5).shape == (3, 0)
        assert np.isnan(smooth(np.full(9, math.nan), 5)).all()

    def test_a_spike_does_not_spoil_what_is_far_from_it(self) -> None:
        values = np.ones(4_000)
        values[1_000] = 1e15
        assert smooth(values, 10)[2_000:] == pytest.approx(1, abs=1e-9)


class TestPeaks:
    @given(
        st.lists(st.one_of(st.floats(-9, 9), st.just(math.nan)), min_size=30, max_size=200),
        st.integers(1, 12),
    )
    def test_every_column_shows_its_lowest_and_highest(
        self, values: list[float], count: int
    ) -> None:
        steps = np.arange(1.0, len(values) + 1)
        columns = edges(1, len(values), count)
        thin = peaks(steps, np.array(values), columns)
        expected = plain.peaks(steps.tolist(), values, columns.tolist())
        np.testing.assert_array_equal(thin.values.reshape(-1, 2), expected)
        assert (np.diff(thin.steps) >= 0).all()
        assert len(thin) <= 2 * count

    def test_few_values_are_all_kept(self) -> None:
        steps, values = np.arange(8.0), np.arange(8.0) ** 2
        for thin in (peaks, picks):
            assert thin(steps, values, edges(0, 7, 10)).values.tolist() == values.tolist()

    def test_a_part_goes_on_past_its_edges(self) -> None:
        steps = np.arange(100.0)
        part = peaks(steps, steps, edges(40, 44, 50))
        assert part.steps.tolist() == [39, 40, 41, 42, 43, 44, 45]
        assert peaks(steps, steps, edges(200, 300, 50)).steps.tolist() == [99]
        assert len(peaks(steps[:0], steps[:0], edges(0, 1, 5))) == 0

    def test_picks_are_values_that_there_are_the_last_among_them(self) -> None:
        steps = np.arange(1.0, 1001)
        thin = picks(steps, steps * 2, edges(1, 1000, 50))
        assert len(thin) <= 52
        assert thin.values.tolist() == (thin.steps * 2).tolist()
        assert (thin.steps[0], thin.steps[-1]) == (1, 1000)


class TestCurve:
    def test_it_cannot_be_changed_and_has_a_value_for_each_step(self) -> None:
        curve = Curve(np.arange(3), np.array([5, 6, 7]))
        with pytest.raises(ValueError, match="read-only"):
            curve.values[0] = 1
        with pytest.raises(ValueError, match="steps"):
            Curve(np.zeros(2), np.zeros(3))
        assert [curve.at(step) for step in (-0.5, 0.4, 0.5, 0.6)] == [5, 5, 5, 6]
        assert all(math.isnan(curve.at(step)) for step in (-1, 3))  # it is over there
        assert math.isnan(Curve(np.array([2.0]), np.array([1.0])).at(3))
        assert math.isnan(Curve.none().at(3))

    @given(st.lists(st.integers(0, 99), min_size=1, unique=True), st.floats(-5, 105))
    def test_nearest(self, steps: list[int], step: float) -> None:
        rising = sorted(steps)
        found = rising[nearest(np.array(rising, np.float64), step)]
        assert abs(found - step) == min(abs(one - step) for one in rising)
