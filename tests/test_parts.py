"""A batch in parts, and in one, without batch norm, which sees one part alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from distributed_training import network as steady_network
from small_training import CPU, SHORT, SLIM, Dots

from ssd_core.training.config import TrainConfig
from ssd_core.training.data import batches, in_parts
from ssd_core.training.events import StepDone
from ssd_core.training.loop import Trainer


def dots(*, batch: int):
    return batches(Dots(), SLIM, batch=batch, seed=0, workers=0)


def trained(config: TrainConfig) -> tuple[Trainer, StepDone]:
    """The only step of a run, and who took it."""
    trainer = Trainer(steady_network(), config, dots(batch=config.batch), CPU.torch)
    step, _ = trainer.run(bool)
    return trainer, step


@pytest.mark.parametrize("parts", [2, 3, 5])
def test_their_gradients_add_up_to_that_of_the_whole(parts: int) -> None:
    config = replace(SHORT, batch=5, steps=1, clip=0.0, warm_up=0.0, learning_rate=1e-9)
    whole, one = trained(config)
    cut, other = trained(replace(config, parts=parts))
    assert other.loss_loc == pytest.approx(one.loss_loc, rel=1e-5)
    assert other.loss_conf == pytest.approx(one.loss_conf, rel=1e-5)
    assert (other.positives, other.pictures) == (one.positives, one.pictures)
    for mine, theirs in zip(cut.network.parameters(), whole.network.parameters(), strict=True):
        assert (mine.grad - theirs.grad).abs().max() <= 1e-4 * max(1.0, theirs.grad.abs().max())


def test_no_more_parts_than_pictures() -> None:
    batch = next(dots(batch=2))
    assert [len(part[0]) for part in in_parts(batch, 9)] == [1, 1]
    with pytest.raises(ValueError, match="parts"):
        TrainConfig(batch=2, parts=3)
