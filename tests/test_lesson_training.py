"""Lesson 10: what is recorded is the step that the trainer takes, and its parts add up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from small_training import SLIM, Dots, network
from torch import nn

from ssd_core.coding import softmax
from ssd_core.dboxes import make_dboxes
from ssd_core.lessons.lab import Lab
from ssd_core.lessons.mining import losses
from ssd_core.lessons.training_step.jobs import (
    FirstStep,
    Look,
    Minute,
    NextStep,
    OtherRate,
    Progress,
)
from ssd_core.lessons.training_step.recording import Learner, Recording, take_pictures
from ssd_core.lessons.training_step.start import SLOW, taken_from, toy_config, toy_trainer
from ssd_core.lessons.training_step.values import After, Gradients, Pictures, StepTrace, Weight
from ssd_core.mining import mine
from ssd_core.training.events import StepDone, Stopped
from ssd_core.training.loop import Trainer
from ssd_core.types import GroundTruth, RawOutput

RATE = 0.01
CONFIG = replace(SLOW, batch=2, learning_rate=RATE, warm_up=0.0, clip=0.05)
DBOXES = make_dboxes(SLIM.dboxes)


def _state(of: nn.Module) -> dict[str, torch.Tensor]:
    return {name: value.clone() for name, value in of.state_dict().items()}


@pytest.fixture(scope="module")
def second() -> tuple[Recording, Learner, Trainer]:
    """The second step, so that momentum is not zero, recorded and taken by the trainer."""
    source = Dots()
    trainer = Trainer(network(), CONFIG, _batches(source), torch.device("cpu"))
    steps = trainer.run(lambda: False)
    rate = next(steps).learning_rate
    first = Recording(Learner.of(network(), CONFIG), take_pictures(source, CONFIG, 0))
    learner, _ = first.apply(rate)
    recording = Recording(learner, take_pictures(source, CONFIG, 1))
    trainer.expected = next(steps)  # type: ignore[attr-defined]
    return recording, learner, trainer


def _batches(source: Dots):
    from ssd_core.training.data import batches

    return batches(source, SLIM, batch=CONFIG.batch, seed=CONFIG.seed, workers=0)


@pytest.fixture(scope="module")
def trace(second: tuple[Recording, Learner, Trainer]) -> StepTrace:
    return second[0].trace


def test_the_recorded_update_is_the_trainers_step(
    second: tuple[Recording, Learner, Trainer],
) -> None:
    recording, learner, trainer = second
    told = trainer.expected
    assert isinstance(told, StepDone)
    after, _ = recording.apply(told.learning_rate)
    assert after.step == learner.step + 1 == 2
    for name, value in _state(trainer.network).items():
        assert torch.allclose(after.network.state_dict()[name], value, atol=1e-6), name
    assert recording.trace.loss.localisation == pytest.approx(told.loss_loc, rel=1e-5)
    assert recording.trace.loss.confidence == pytest.approx(told.loss_conf, rel=1e-5)
    assert recording.trace.gradients.norm == pytest.approx(told.gradient_norm, rel=1e-4)
    assert recording.trace.loss.positives == told.positives * 2


def test_one_weights_arithmetic_is_the_optimisers(
    second: tuple[Recording, Learner, Trainer],
) -> None:
    recording, _, _ = second
    for rate in (1e-4, 0.3):
        after, _ = recording.apply(rate)
        named = dict(after.network.named_parameters())
        for weight in recording.trace.weights:
            real = named[weight.name][weight.place].item()
            assert weight.next_value(rate) == pytest.approx(real, rel=1e-5, abs=1e-7)
    assert any(weight.velocity for weight in recording.trace.weights)
    assert {weight.name.split(".")[0] for weight in recording.trace.weights} == {
        part.name for part in recording.trace.gradients.parts
    }


def test_recording_and_applying_leave_the_learner_alone(
    second: tuple[Recording, Learner, Trainer],
) -> None:
    recording, learner, _ = second
    before = _state(learner.network)
    first = recording.apply(0.5)[1]
    again = recording.apply(0.5)[1]
    assert first.loss == again.loss
    assert all(torch.equal(before[name], value) for name, value in _state(learner.network).items())


def test_a_small_step_lowers_the_loss_of_its_batch(
    second: tuple[Recording, Learner, Trainer],
) -> None:
    """Without momentum: what it remembers of other batches may point elsewhere."""
    recording, learner, _ = second
    fresh = Recording(Learner.of(learner.network, CONFIG), recording.trace.pictures)
    assert fresh.apply(1e-3)[1].loss < fresh.trace.loss.total
    assert fresh.apply(1e-12)[1].loss == pytest.approx(fresh.trace.loss.total, rel=1e-4)


def test_the_mined_set_is_the_losss(trace: StepTrace) -> None:
    asked = trace.asked
    for number, truth in enumerate(trace.pictures.truths):
        kept = mine(asked.confidence[number], asked.positive[number]).negatives
        assert np.array_equal(kept, asked.negatives[number])
        told = losses(RawOutput(np.zeros((len(DBOXES), 4)), trace.conf[number]), truth, DBOXES)
        assert np.array_equal(told.mining.negatives, asked.negatives[number])
        assert np.array_equal(asked.matches[number].positive, asked.positive[number])
    kept = asked.positive | asked.negatives
    summed = asked.confidence[kept].sum(dtype=np.float64) / trace.loss.positives
    assert summed == pytest.approx(trace.loss.confidence, rel=1e-5)
    assert trace.loss.total == trace.loss.localisation + trace.loss.confidence
    assert trace.loss.unmined > trace.loss.confidence


def test_a_gradient_is_p_minus_y(trace: StepTrace) -> None:
    kept = trace.asked.positive | trace.asked.negatives
    p = softmax(trace.conf.reshape(-1, trace.conf.shape[2])).reshape(trace.conf.shape)
    y = np.eye(trace.conf.shape[2])[trace.asked.labels]
    wanted = np.where(kept[..., None], p - y, 0) / trace.loss.positives
    assert trace.gradients.conf == pytest.approx(wanted, abs=1e-6)
    assert np.abs(trace.gradients.loc).max() <= 1 / trace.loss.positives + 1e-7
    assert not trace.gradients.loc[~trace.asked.positive].any()


def test_parts_and_levels_add_up_to_the_whole(trace: StepTrace) -> None:
    gradients, asked = trace.gradients, trace.asked
    squares = sum(part.norm**2 for part in gradients.parts)
    assert squares == pytest.approx(gradients.norm**2, rel=1e-4)
    assert sum(part.weights for part in gradients.parts) == sum(
        p.numel() for p in network().parameters()
    )
    loc, conf = gradients.norms_by_level(DBOXES.level)
    assert (loc**2).sum() == pytest.approx((gradients.loc.astype(np.float64) ** 2).sum(), rel=1e-4)
    assert (conf**2).sum() == pytest.approx(
        (gradients.conf.astype(np.float64) ** 2).sum(), rel=1e-4
    )
    assert gradients.shares(DBOXES.level).sum() == pytest.approx(1, abs=1e-5)
    positives, negatives = asked.counts_by_level(DBOXES.level)
    assert positives.sum() == asked.positive.sum() == trace.loss.positives
    assert negatives.sum() == asked.negatives.sum() == 3 * trace.loss.positives
    heard = positives.sum() + negatives.sum()
    assert gradients.silent == len(trace.pictures) * len(DBOXES) - heard


def test_what_is_clipped_is_counted(trace: StepTrace) -> None:
    assert trace.gradients.clipped > 0
    assert trace.gradients.norm_clipped < trace.gradients.norm
    assert all(abs(weight.gradient) <= CONFIG.clip + 1e-9 for weight in trace.weights)


def test_a_batch_without_objects_teaches_nothing() -> None:
    pictures = Pictures(np.zeros((1, 300, 300, 3), np.uint8), (GroundTruth.none(),), 0)
    unclipped = replace(CONFIG, clip=0.0)
    recording = Recording(Learner.of(network(), unclipped), pictures)
    trace = recording.trace
    assert trace.loss.total == 0
    assert trace.gradients.silent == len(DBOXES)
    assert trace.gradients.norm == trace.gradients.clipped == 0
    assert trace.gradients.shares(DBOXES.level).tolist() == [0] * 6
    after, told = recording.apply(0.1)
    assert told.loss == 0
    assert len(told.candidates) == 1
    for before, value in zip(network().parameters(), after.network.parameters(), strict=True):
        decayed = 0.1 * 5e-4 if value.ndim > 1 else 0  # weight decay goes on
        assert torch.allclose(value, before * (1 - decayed), atol=1e-6)


def test_a_step_of_one_weight_by_hand() -> None:
    weight = Weight("w", (0,), 0.0831, 0.0207, 0.0124, 5e-4)
    assert weight.next_velocity == pytest.approx(0.03107155)
    assert weight.next_value(0.001) == pytest.approx(0.0830689, abs=1e-7)


def test_no_gradient_has_no_shares() -> None:
    nothing = Gradients(
        np.zeros((1, 8732, 4), np.float32), np.zeros((1, 8732, 9), np.float32), (), 0, 0, 0, 0
    )
    assert nothing.shares(DBOXES.level).tolist() == [0] * 6
    assert nothing.silent == 8732


def test_the_toy_run_can_be_looked_at_slowly() -> None:
    config = replace(toy_config(), batch=1, minutes=0, steps=2)
    trainer = toy_trainer(config, source=Dots())
    events = list(trainer.run(lambda: False))
    assert [type(event) for event in events] == [StepDone, StepDone, Stopped]
    learner = taken_from(trainer)
    assert learner.step == 2
    trace = Recording(learner, take_pictures(Dots(), replace(config), 2)).trace
    assert trace.step == 2
    assert not any(weight.velocity for weight in trace.weights)
    assert all(
        torch.equal(a, b)
        for a, b in zip(learner.network.parameters(), trainer.network.parameters(), strict=True)
    )


def test_the_toy_run_stops_when_asked() -> None:
    asked = iter([False, True])
    trainer = toy_trainer(replace(toy_config(), batch=1), source=Dots())
    events = list(trainer.run(lambda: next(asked)))
    assert isinstance(events[-1], Stopped)
    assert events[-1].reason == "asked"


def test_two_starts_are_the_same_and_leave_chance_alone() -> None:
    from ssd_core.lessons.training_step.start import untrained

    state = torch.get_rng_state()
    a, b = untrained(), untrained()
    assert torch.equal(state, torch.get_rng_state())
    assert all(
        torch.equal(x, y)
        for x, y in zip(a.network.parameters(), b.network.parameters(), strict=True)
    )


def test_a_minute_that_is_broken_off_leaves_its_learner() -> None:
    lab = Lab()
    minute = Minute(60, 0, 0, RATE, source=Dots()).run(lab)
    told = next(minute)
    assert isinstance(told, Progress)
    assert told.step == 1
    minute.close()
    answers = Look(0, RATE).run(lab)
    trace = next(answers)
    assert isinstance(trace, StepTrace)
    assert trace.step == 1
    answers.close()


@pytest.mark.slow
def test_the_lessons_jobs_follow_one_another() -> None:
    lab = Lab()
    trace, after = FirstStep("trained", 0, 1e-3).run(lab)
    assert isinstance(trace, StepTrace)
    assert isinstance(after, After)
    assert trace.step == 0
    assert len(trace.pictures) == len(after.candidates) == 4
    faster = OtherRate(1e-2).run(lab)
    assert faster.loss < after.loss < trace.loss.total
    again = OtherRate(1e-3).run(lab)
    assert again.loss == after.loss
    trace, after = NextStep(1, 1e-3, 1e-3).run(lab)
    assert trace.step == 1
    assert any(weight.velocity for weight in trace.weights)
    *steps, trace, after = Minute(0.5, 0, 2, 1e-3).run(lab)
    assert [told.step for told in steps] == list(range(1, len(steps) + 1))
    assert trace.step == len(steps) > 0
