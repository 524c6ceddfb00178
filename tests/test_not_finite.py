"""Runs whose loss is lost: they go back, leave the batch out, and tell whose it was."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest
from resuming import (
    assert_same_run,
    iter_batches,
    logged,
    take,
)
from small_training import CPU, KEPT, Dots, begun, network, resumed

from ssd_core.training.checkpoint import read_checkpoint
from ssd_core.training.data import batch_keys
from ssd_core.training.events import Recovered, StepDone, Stopped
from ssd_core.training.folder import STATE
from ssd_core.training.loop import Trainer
from ssd_core.weights import read_weights

pytestmark = pytest.mark.usefixtures("narrow_networks")


class TestNotFinite:
    SECOND = tuple(batch_keys(5, batch=2, seed=0, position=3)[1])

    def test_it_goes_back_leaves_the_batch_out_and_names_the_picture(self, tmp_path):
        source = Dots(spoilt=frozenset({self.SECOND}))
        events = list(begun(tmp_path, source=source))
        back = Recovered(3, 0, 1, (f"picture {self.SECOND[0]}",))
        assert [e for e in events if isinstance(e, Recovered)] == [back]
        assert events[-1] == Stopped(5, "finished")
        facts = json.loads((tmp_path / "not-finite-3.json").read_text())
        assert facts["keys"][1] == list(self.SECOND)
        assert facts["not finite alone"] == [1]
        assert facts["random"].keys() >= {"torch", "numpy", "python"}
        assert read_checkpoint(tmp_path / STATE).trainer.position.batches == 6
        numbers = [v for e in logged(tmp_path) for v in e.values() if isinstance(v, float)]
        assert numbers
        assert all(map(math.isfinite, numbers))

    @pytest.mark.slow
    def test_broken_off_around_it_the_run_is_still_the_same(self, tmp_path):
        source = Dots(spoilt=frozenset({self.SECOND}))
        list(begun(tmp_path / "whole", source=source))
        take(begun(tmp_path / "broken", source=source), 6)
        for count in (2, 3):
            take(resumed(tmp_path / "broken", source=source), count)
        list(resumed(tmp_path / "broken", source=source))
        assert_same_run(tmp_path / "broken", tmp_path / "whole")

    @pytest.mark.slow
    def test_after_three_times_it_gives_up_and_keeps_what_was_good(self, tmp_path):
        always = frozenset((3, draw) for draw in range(20))
        config = replace(KEPT, steps=30, evaluate_every=1)
        events = list(begun(tmp_path, config, source=Dots(spoilt=always)))
        assert [e.attempt for e in events if isinstance(e, Recovered)] == [1, 2, 3]
        assert events[-1].reason == "not finite"
        assert events[-1].pictures == ("picture 3",)
        assert len(list(tmp_path.glob("not-finite-*.json"))) == 4
        assert read_weights(tmp_path / "last.safetensors")
        state = read_checkpoint(tmp_path / STATE).trainer
        assert all(v.isfinite().all() for v in state.tensors.values() if v.is_floating_point())

    def test_each_time_the_steps_are_half_as_long(self, tmp_path):
        source = Dots(spoilt=frozenset({tuple(batch_keys(5, batch=2, seed=0, position=0)[0])}))
        config = replace(KEPT, steps=1, warm_up=0.0, learning_rate=1e-3)
        steps = [e for e in begun(tmp_path, config, source=source) if isinstance(e, StepDone)]
        assert [e.learning_rate for e in steps] == [5e-4]

    def test_a_statistic_that_overflows_is_caught_in_its_step(self, tmp_path):
        events = begun(tmp_path)
        next(events)
        run = Trainer(network(), KEPT, iter_batches(), CPU.torch)
        run.network.stem[0].norm.running_var.fill_(math.inf)
        assert list(run.run(bool)) == [Stopped(0, "not finite")]
        events.close()
