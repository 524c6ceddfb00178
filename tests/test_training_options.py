"""What can be chosen about a run beside its data: each choice does what it says, and is resumed."""

from __future__ import annotations

import itertools
import math
from contextlib import nullcontext
from dataclasses import asdict, replace

import pytest
import torch
from resuming import assert_same_run, take
from small_training import CPU, KEPT, SHORT, Dots, begun, network, resumed

from ssd_core.loss import multibox_loss
from ssd_core.quality import worth
from ssd_core.training.config import TrainConfig
from ssd_core.training.config_file import read_config
from ssd_core.training.data import batches
from ssd_core.training.events import Evaluated, StepDone, Stopped
from ssd_core.training.loop import Trainer
from ssd_core.training.precision import LossScale, fastest
from ssd_core.training.recipes import RECIPES, usual
from ssd_core.training.schedule import rate

pytestmark = pytest.mark.usefixtures("narrow_networks")


def dots(*, batch: int, start: int = 0):
    return batches(Dots(), network().config, batch=batch, seed=0, workers=0, start=start)


def trained(config: TrainConfig) -> tuple[Trainer, list[StepDone]]:
    trainer = Trainer(network(), config, dots(batch=config.batch), CPU.torch)
    *steps, _ = trainer.run(bool)
    return trainer, steps


@pytest.mark.parametrize(("negatives", "quality"), [(1, False), (3, True), (20, False)])
def test_the_first_loss_is_that_of_the_choices(negatives: int, quality: bool) -> None:
    config = replace(SHORT, steps=1, negatives=negatives, quality=quality)
    _, (step,) = trained(config)
    pictures, *targets = next(iter(dots(batch=config.batch)))
    fresh = Trainer(network(), config, dots(batch=config.batch), CPU.torch)
    parts = fresh.network.train()(fresh._input(torch.as_tensor(pictures)))
    told = multibox_loss(
        *parts,
        *map(torch.as_tensor, targets),
        neg_pos_ratio=negatives,
        worth=worth if quality else None,
    )
    assert step.loss_conf == pytest.approx(told.confidence.item(), rel=1e-3)


@pytest.fixture
def scaled_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """fp16 with its scaled loss, but convolutions in float32: a CPU takes minutes to emulate it."""
    monkeypatch.setattr("ssd_core.training.loop.computing_in", lambda *_: nullcontext())


class TestSchedules:
    STEPS = TrainConfig(learning_rate=0.5, schedule="step", milestones=(0.5, 0.8), warm_up=0.1)

    @pytest.mark.parametrize(
        ("progress", "share"),
        [(0.0, 0.01), (0.05, 0.505), (0.1, 1), (0.499, 1), (0.5, 0.1), (0.8, 0.01), (1.0, 0.01)],
    )
    def test_steps(self, progress: float, share: float) -> None:
        assert rate(progress, self.STEPS) == pytest.approx(0.5 * share)

    def test_constant(self) -> None:
        config = replace(self.STEPS, schedule="constant", warm_up=0.0)
        assert {rate(p, config) for p in (0.0, 0.3, 0.99)} == {0.5}

    @pytest.mark.parametrize("shares", [(0.5, 0.5), (0.8, 0.5), (0.0,), (1.0,), (math.nan,)])
    def test_milestones_that_make_no_sense(self, shares) -> None:
        with pytest.raises(ValueError, match="milestones"):
            TrainConfig(milestones=shares)


class TestFreezing:
    @staticmethod
    def backbone(trainer: Trainer) -> list[torch.Tensor]:
        return [
            v.clone() for part in trainer.network.backbone() for v in part.state_dict().values()
        ]

    @pytest.mark.parametrize("optimiser", ["adamw", "muon", "sgd"])
    def test_for_ever(self, optimiser: str) -> None:
        config = replace(SHORT, frozen=1.0, optimiser=optimiser, learning_rate=1e-3, steps=2)
        trainer = Trainer(network(), config, dots(batch=2), CPU.torch)
        before = self.backbone(trainer)
        heads = [head.weight.clone() for head in trainer.network.loc]
        assert len(list(trainer.run(bool))) == 3
        assert all(map(torch.equal, before, self.backbone(trainer)))
        assert not any(
            torch.equal(a, b.weight) for a, b in zip(heads, trainer.network.loc, strict=True)
        )

    def test_for_the_first_half(self) -> None:
        config = replace(SHORT, frozen=0.5, steps=4)
        trainer = Trainer(network(), config, dots(batch=2), CPU.torch)
        before, changed = self.backbone(trainer), []
        for event in trainer.run(bool):
            if isinstance(event, StepDone):
                changed.append(not all(map(torch.equal, before, self.backbone(trainer))))
        assert changed == [False, False, True, True]


class TestPrecision:
    def test_bf16_learns_what_fp32_learns(self) -> None:
        config = replace(SHORT, steps=4, learning_rate=1e-4)
        _, plain = trained(config)
        trainer, short = trained(replace(config, precision="bf16"))
        assert all(p.dtype is torch.float32 for p in trainer.network.parameters())
        for one, other in zip(plain, short, strict=True):
            assert other.loss_conf == pytest.approx(one.loss_conf, rel=0.05)
            assert other.loss_loc == pytest.approx(one.loss_loc, rel=0.05)

    def test_steps_are_left_out_until_their_gradient_fits(self, scaled_only) -> None:
        config = replace(SHORT, steps=2, precision="fp16", warm_up=0.0, learning_rate=1e-5)
        trainer = Trainer(network(), config, dots(batch=2), CPU.torch)
        trainer._scale.values()["loss_scale.factor"].fill_(2.0**124)
        *steps, _ = trainer.run(bool)
        left_out = trainer.batches - trainer.step
        assert trainer.step == 2
        assert left_out > 0
        assert trainer.state().tensors["loss_scale.factor"] == 2.0 ** (124 - left_out)
        assert [step.pictures for step in steps] == [2 * (left_out + 1), 2 * (left_out + 2)]
        assert all(math.isfinite(step.gradient_norm) for step in steps)

    def test_the_scaled_gradient_is_the_gradient(self, scaled_only) -> None:
        config = replace(SHORT, steps=1)
        _, (plain,) = trained(config)
        _, (scaled,) = trained(replace(config, precision="fp16"))
        assert scaled.gradient_norm == pytest.approx(plain.gradient_norm, rel=1e-5)

    def test_what_is_never_finite_is_not_the_scale_s_fault(self, scaled_only) -> None:
        config = replace(SHORT, precision="fp16")
        trainer = Trainer(network(), config, dots(batch=1), CPU.torch)
        trainer._scale.values()["loss_scale.factor"].fill_(2.0)
        trainer.network.loc[0].weight.register_hook(lambda grad: grad * math.inf)
        assert list(trainer.run(bool)) == [Stopped(0, "not finite")]

    @pytest.mark.slow  # a CPU emulates float16
    def test_fp16_learns(self) -> None:
        config = replace(SHORT, steps=1, precision="fp16")
        _, (step,) = trained(config)
        assert math.isfinite(step.gradient_norm)

    def test_the_factor_grows_after_many_good_steps(self) -> None:
        scale = LossScale("fp16")
        assert scale.has_room()
        for _ in range(2_000):
            assert scale.values()["loss_scale.factor"] == 2.0**15
            scale.step_was_good()
        assert scale.values()["loss_scale.factor"] == 2.0**16

    def test_auto_is_settled_and_written_down(self, tmp_path) -> None:
        next(begun(tmp_path, replace(KEPT, precision="auto", steps=1)))
        assert read_config(tmp_path).precision == fastest(CPU) != "auto"


class TestLength:
    def test_epochs_become_steps(self) -> None:
        config = TrainConfig(epochs=3, evaluate_epochs=2, batch=4)
        settled = config.settled(pictures=10, precision="fp32")
        assert (settled.steps, settled.evaluate_every) == (8, 5)
        assert settled.settled(pictures=10, precision="bf16") == settled

    def test_without_them_steps_stay(self) -> None:
        assert SHORT.settled(pictures=10, precision="bf16") == SHORT

    def test_a_run_has_as_many_and_not_one_more(self, tmp_path) -> None:
        config = replace(KEPT, epochs=2, evaluate_epochs=1)  # of five pictures, two at a time
        events = list(begun(tmp_path, config))
        steps = [e for e in events if isinstance(e, StepDone)]
        assert [step.epoch for step in steps] == [0.4, 0.8, 1.2, 1.6, 2.0]
        assert [e.step for e in events if isinstance(e, Evaluated)] == [3, 5]

    def test_one_length_only(self) -> None:
        with pytest.raises(ValueError, match="minutes and epochs"):
            TrainConfig(minutes=1.0, epochs=1)


class TestPatience:
    HASTY = replace(KEPT, steps=100, evaluate_every=1, patience=2, learning_rate=1e-12)

    def test_a_run_ends_that_gets_no_better(self, tmp_path) -> None:
        events = list(begun(tmp_path, self.HASTY))
        assert events[-1] == Stopped(3, "no better")
        assert list(resumed(tmp_path))[-1] == Stopped(3, "no better")

    def test_broken_off_it_has_waited_as_long(self, tmp_path) -> None:
        take(begun(tmp_path / "broken", self.HASTY), 5)
        assert list(resumed(tmp_path / "broken"))[-1] == Stopped(3, "no better")
        list(begun(tmp_path / "whole", self.HASTY))
        assert_same_run(tmp_path / "broken", tmp_path / "whole")


class TestWithoutAverage:
    def test_the_network_itself_is_evaluated_and_goes_on(self, tmp_path) -> None:
        config = replace(KEPT, average=0.0)
        take(begun(tmp_path / "broken", config), 5)
        assert list(resumed(tmp_path / "broken"))[-1] == Stopped(5, "finished")
        list(begun(tmp_path / "whole", config))
        assert_same_run(tmp_path / "broken", tmp_path / "whole")

    def test_it_is_not_kept_twice(self) -> None:
        trainer, _ = trained(replace(SHORT, average=0.0))
        assert trainer.averaged_network() is trainer.network
        assert not any(key.startswith("average.") for key in trainer.state().tensors)


EVERYTHING = replace(
    KEPT,
    parts=2,
    negatives=5,
    quality=True,
    schedule="step",
    milestones=(0.4,),
    frozen=0.5,
    decay_all=True,
    epochs=2,
)


@pytest.mark.parametrize(
    "config",
    [
        replace(EVERYTHING, precision="bf16", optimiser="sgd", momentum=0.5, average=0.0),
        replace(EVERYTHING, precision="fp16", learning_rate=1e-4),
        replace(EVERYTHING, precision="bf16", learning_rate=1e-4, optimiser="muon"),
    ],
    ids=["bf16 and SGD", "fp16 and AdamW", "bf16 and Muon"],
)
def test_every_choice_is_resumed_bit_for_bit(
    tmp_path, config: TrainConfig, request: pytest.FixtureRequest
) -> None:
    if config.precision == "fp16":
        request.getfixturevalue("scaled_only")
    list(begun(tmp_path / "whole", config))
    take(begun(tmp_path / "broken", config), 2)
    for count in (3, 4):
        take(resumed(tmp_path / "broken"), count)
    list(resumed(tmp_path / "broken"))
    assert_same_run(tmp_path / "broken", tmp_path / "whole")


class TestRecipes:
    def test_the_book_s(self) -> None:
        book = RECIPES["book"].config
        wanted = {
            "optimiser": "sgd", "learning_rate": 1e-3, "momentum": 0.9, "weight_decay": 5e-4,
            "decay_all": True, "clip": 2.0, "batch": 32, "epochs": 50, "evaluate_epochs": 10,
            "schedule": "constant", "warm_up": 0.0, "average": 0.0, "frozen": 0.0, "patience": 0,
        }  # fmt: skip
        assert {name: asdict(book)[name] for name in wanted} == wanted
        assert rate(0.0, book) == rate(1.0, book) == 1e-3

    def test_the_usual_one_is_for_its_network(self) -> None:
        for preset, weights in itertools.product(("ssd300_voc", "ssd300_slim"), (False, True)):
            assert RECIPES[usual(preset, from_weights=weights)].preset == preset
        assert usual("ssd300_voc", from_weights=True) == "book"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("schedule", "linear"),
        ("precision", "int8"),
        ("parts", 0),
        ("workers", 65),
        ("negatives", 0),
        ("epochs", -1),
        ("evaluate_epochs", -1),
        ("momentum", 1.0),
        ("momentum", math.nan),
        ("frozen", 1.5),
        ("frozen", math.nan),
        ("patience", -1),
    ],
)
def test_a_run_that_makes_no_sense_cannot_be_described(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=name):
        TrainConfig(**{name: value})


def test_choices_of_an_older_version_are_read(tmp_path) -> None:
    (tmp_path / "config.json").write_text('{"data": ["shapes"], "steps": 7, "batch": 3}')
    assert read_config(tmp_path) == TrainConfig(steps=7, batch=3)
