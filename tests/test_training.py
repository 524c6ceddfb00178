"""The training loop: its steps, its average, its learning rate and its ends."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from small_training import CPU, SHORT, SLIM, network

from ssd_core.data.shapes import make_scene
from ssd_core.dboxes import make_dboxes
from ssd_core.matching import learning_targets
from ssd_core.network import SSD
from ssd_core.training.config import TrainConfig
from ssd_core.training.data import Batch, ShapesSource, batches
from ssd_core.training.events import StepDone, Stopped
from ssd_core.training.loop import Trainer
from ssd_core.training.schedule import rate
from ssd_core.types import GroundTruth

pytestmark = pytest.mark.usefixtures("narrow_networks")


def batch_of(count: int) -> Batch:
    """Scenes with objects, and their targets."""
    dboxes = make_dboxes(SLIM.dboxes)
    busy = (scene for scene in map(make_scene, itertools.count()) if len(scene.truth))
    scenes = list(itertools.islice(busy, count))
    targets = [learning_targets(scene.truth, dboxes) for scene in scenes]
    return (
        torch.from_numpy(np.stack([scene.rgb for scene in scenes])),
        torch.from_numpy(np.stack([loc for loc, _ in targets])),
        torch.from_numpy(np.stack([labels for _, labels in targets])),
    )


def trainer_on(*given: Batch, config: TrainConfig = SHORT, seed: int = 0) -> Trainer:
    return Trainer(network(seed), config, itertools.cycle(given), CPU.torch)


def run(trainer: Trainer) -> list[StepDone | Stopped]:
    return list(trainer.run(lambda: False))


def finite(state: SSD) -> bool:
    return all(value.isfinite().all() for value in state.state_dict().values())


class TestLoop:
    def test_equal_seeds_give_equal_runs(self) -> None:
        def outcome(seed: int):
            data = batches(ShapesSource(seed), SLIM, batch=2, seed=seed, workers=0)
            trainer = Trainer(network(seed), replace(SHORT, seed=seed), data, CPU.torch)
            *steps, _ = run(trainer)
            return [(s.loss_loc, s.loss_conf, s.gradient_norm, s.positives) for s in steps]

        once = outcome(1)
        assert len(once) == 3
        assert outcome(1) == once
        assert outcome(2) != once

    def test_two_scenes_are_learnt_by_heart(self) -> None:
        config = replace(SHORT, steps=15, warm_up=0.1, learning_rate=2e-3)
        *steps, end = run(trainer_on(batch_of(2), config=config))
        losses = [s.loss_loc + s.loss_conf for s in steps]
        assert len(losses) == 15
        assert np.mean(losses[-3:]) < 0.6 * np.mean(losses[:3])
        assert end == Stopped(15, "finished")

    def test_the_paper_s_optimiser_learns_too(self) -> None:
        config = replace(SHORT, steps=8, optimiser="sgd", learning_rate=1e-3, weight_decay=5e-4)
        *steps, _ = run(trainer_on(batch_of(1), config=config))
        assert steps[-1].loss_loc + steps[-1].loss_conf < steps[0].loss_loc + steps[0].loss_conf

    def test_every_step_tells_where_the_run_is(self) -> None:
        one = batch_of(2)
        *steps, _ = run(trainer_on(one))
        assert [s.step for s in steps] == [1, 2, 3]
        assert [s.pictures for s in steps] == [2, 4, 6]
        assert [s.progress for s in steps] == [0, 1 / 3, 2 / 3]
        assert [s.learning_rate for s in steps] == [rate(s.progress, SHORT) for s in steps]
        assert all(s.positives == (one[2] > 0).sum() / 2 for s in steps)
        assert all(s.gradient_norm > 0 and s.waiting >= 0 for s in steps)
        assert sorted(s.seconds for s in steps) == [s.seconds for s in steps]

    def test_by_the_clock_it_ends_when_the_time_is_over(self) -> None:
        config = replace(SHORT, minutes=1e-2, steps=1)
        *steps, end = run(trainer_on(batch_of(1), config=config))
        assert len(steps) >= 1
        assert all(0 <= s.progress < 1 for s in steps)
        assert end == Stopped(len(steps), "finished")

    def test_it_stops_when_asked(self) -> None:
        answers = iter([False, False, True])
        trainer = trainer_on(batch_of(1), config=replace(SHORT, steps=100))
        *steps, end = trainer.run(lambda: next(answers))
        assert len(steps) == 2
        assert end == Stopped(2, "asked")

    @pytest.mark.parametrize("spoilt", ["target", "gradient"])
    def test_a_step_that_is_not_finite_is_never_applied(self, spoilt: str) -> None:
        good = batch_of(1)
        bad = (good[0], good[1] * math.nan, good[2]) if spoilt == "target" else good
        trainer = trainer_on(good, bad, config=replace(SHORT, steps=10))
        events = trainer.run(lambda: False)
        assert isinstance(next(events), StepDone)
        if spoilt == "gradient":
            trainer.network.loc[0].weight.register_hook(lambda grad: grad * math.inf)
        before = [p.clone() for p in trainer.network.parameters()]
        assert list(events) == [Stopped(1, "not finite")]
        after = trainer.network.parameters()
        assert all(torch.equal(a, b) for a, b in zip(before, after, strict=True))
        assert finite(trainer.averaged_network())

    def test_a_batch_of_one_without_objects_is_fine(self) -> None:
        dboxes = make_dboxes(SLIM.dboxes)
        loc, labels = map(torch.from_numpy, learning_targets(GroundTruth.none(), dboxes))
        nothing = (torch.zeros(1, 300, 300, 3, dtype=torch.uint8), loc[None], labels[None])
        trainer = trainer_on(nothing, batch_of(1))
        *steps, end = run(trainer)
        assert (steps[0].loss_loc, steps[0].loss_conf, steps[0].positives) == (0, 0, 0)
        assert steps[1].loss_conf > 0
        assert end.reason == "finished"
        assert finite(trainer.network)

    def test_gradients_are_clipped_element_by_element(self) -> None:
        trainer = trainer_on(batch_of(2), config=replace(SHORT, steps=1, clip=1e-3))
        run(trainer)
        largest = max(p.grad.abs().max().item() for p in trainer.network.parameters())
        assert largest == pytest.approx(1e-3)

    def test_only_weights_of_convolutions_decay(self) -> None:
        decayed, spared = trainer_on(batch_of(1))._optimiser.param_groups
        assert {p.ndim for p in decayed["params"]} == {4}
        assert {p.ndim for p in spared["params"]} == {1}
        assert decayed["weight_decay"] == SHORT.weight_decay
        assert spared["weight_decay"] == 0
        assert len(decayed["params"]) + len(spared["params"]) == len(list(network().parameters()))


class TestAverage:
    def test_it_follows_faster_at_first(self) -> None:
        trainer = trainer_on(batch_of(1), config=replace(SHORT, steps=4, average=0.3))
        expected: torch.Tensor | None = None
        for count, event in enumerate(trainer.run(lambda: False)):
            if isinstance(event, Stopped):
                break
            new = trainer.network.loc[0].weight.detach().clone()
            keep = min(0.3, (1 + count) / (10 + count))
            expected = new if expected is None else keep * expected + (1 - keep) * new
            mean = trainer.averaged_network().loc[0].weight
            torch.testing.assert_close(mean, expected)
        assert not torch.equal(mean, new)

    def test_batch_norm_statistics_follow_too(self) -> None:
        trainer = trainer_on(batch_of(1), config=replace(SHORT, average=0.0))
        run(trainer)
        mean, new = trainer.averaged_network().state_dict(), trainer.network.state_dict()
        assert mean.keys() == new.keys()
        for key, value in new.items():
            torch.testing.assert_close(mean[key], value)
        assert new["stem.0.norm.num_batches_tracked"] == 3


@pytest.mark.parametrize(
    ("progress", "share", "why"),
    [
        (0.0, 0.01, "a hundredth at the start"),
        (0.05, 0.505, "half of the warm-up"),
        (0.1, 1.0, "the peak after the warm-up"),
        (0.55, 0.505, "half of the cosine"),
        (1.0, 0.01, "a hundredth at the end"),
        (1.2, 0.01, "and not less after it"),
    ],
)
def test_the_rate_warms_up_and_falls(progress: float, share: float, why: str) -> None:
    config = TrainConfig(learning_rate=0.5, warm_up=0.1)
    assert rate(progress, config) == pytest.approx(0.5 * share), why


def test_without_warm_up_the_rate_starts_at_its_peak() -> None:
    assert rate(0.0, TrainConfig(learning_rate=0.5, warm_up=0.0)) == 0.5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("steps", 0),
        ("batch", 0),
        ("evaluate_every", 0),
        ("evaluate_pictures", 0),
        ("minutes", -1.0),
        ("minutes", math.nan),
        ("minutes", math.inf),
        ("learning_rate", 0.0),
        ("learning_rate", -1e-3),
        ("learning_rate", math.nan),
        ("learning_rate", math.inf),
        ("workers", -1),
        ("seed", -1),
        ("clip", -1.0),
        ("weight_decay", -1.0),
        ("warm_up", 1.0),
        ("average", 1.0),
        ("optimiser", "adam"),
    ],
)
def test_a_run_that_makes_no_sense_cannot_be_described(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=name):
        TrainConfig(**{name: value})
