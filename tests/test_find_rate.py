"""Looking for a learning rate."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch
from small_training import CPU, SHORT, Dots, network

from ssd_core.training.find_rate import RateFound, RateTried, find_rate, rising, suggested

pytestmark = pytest.mark.usefixtures("narrow_networks")


def tried(*losses: float) -> list[RateTried]:
    return [RateTried(10.0 ** (k - 5), loss, loss, k / 10) for k, loss in enumerate(losses)]


def test_rates_rise_evenly_to_one() -> None:
    assert [rising(k / 6) for k in range(7)] == pytest.approx([10.0**k for k in range(-6, 1)])


@pytest.mark.parametrize(
    ("losses", "rate"),
    [((5, 4, 2, 1, 9), 1e-3), ((5, 4), 1e-5), ((5, 6, 7), None), ((5,), None), ((), None)],
)
def test_a_tenth_of_the_best_is_suggested(losses, rate: float | None) -> None:
    assert suggested(tried(*losses)) == (None if rate is None else pytest.approx(rate))


def test_the_network_stays_as_it_is_and_the_loss_ends_the_search(monkeypatch) -> None:
    monkeypatch.setattr("ssd_core.training.find_rate.HIGHEST", 1e9)
    one = network()
    before = {key: value.clone() for key, value in one.state_dict().items()}
    config = replace(SHORT, optimiser="sgd", clip=0.0)
    *steps, end = find_rate(one, config, Dots(), CPU.torch, steps=9)
    assert all(torch.equal(value, before[key]) for key, value in one.state_dict().items())
    assert isinstance(end, RateFound)
    assert 1 < len(steps) < 9
    rates = [step.rate for step in steps]
    assert rates == sorted(rates)
    assert rates[0] == pytest.approx(1e-6)
    assert all(math.isfinite(step.loss) and math.isfinite(step.smoothed) for step in steps)


def test_it_stops_when_asked() -> None:
    answers = iter([False, False, True])
    found = list(find_rate(network(), SHORT, Dots(), CPU.torch, stop=lambda: next(answers)))
    assert [type(event) for event in found] == [RateTried, RateTried, RateFound]
