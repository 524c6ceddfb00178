"""Runs that are broken off anywhere go on as if they had not been."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from command_line import one_sentence
from resuming import (
    assert_same_run,
    iter_batches,
    logged,
    take,
)
from small_training import CPU, KEPT, Dots, begun, network, resumed

from ssd_core.errors import Refusal, UserError
from ssd_core.training.checkpoint import read_checkpoint
from ssd_core.training.config_file import read_config
from ssd_core.training.data import batch_keys
from ssd_core.training.events import Evaluated, Resumed, Saved, StepDone, Stopped
from ssd_core.training.folder import STATE
from ssd_core.training.loop import Trainer
from ssd_core.training.run import resume, train
from ssd_core.training.state import Position, TrainerState
from ssd_core.weights import read_weights

pytestmark = pytest.mark.usefixtures("narrow_networks")


def stop_after(steps: int) -> Callable[[], bool]:
    """A person who wants to stop after so many steps: it is asked once before each."""
    answers = iter([False] * steps)
    return lambda: next(answers, True)


class TestBreaks:
    def test_a_run_that_is_broken_off_again_and_again_is_the_same_run(self, whole, tmp_path):
        take(begun(tmp_path), 2)
        for count in (1, 3, 4):  # also inside of what an evaluation tells
            torch.rand(7), random.random()  # others draw numbers as well
            take(resumed(tmp_path), count)
        events = list(resumed(tmp_path))
        assert isinstance(events[0], Resumed)
        assert events[-1] == Stopped(5, "finished")
        assert_same_run(tmp_path, whole)

    @pytest.mark.slow
    def test_what_a_loader_process_has_made_ahead_does_not_matter(self, whole, tmp_path):
        take(begun(tmp_path), 3)
        config = replace(read_config(tmp_path), workers=1)
        list(resume(tmp_path, config, Dots(), CPU))
        assert_same_run(tmp_path, whole)

    def test_asked_to_stop_it_ends_within_a_step_and_loses_none(self, whole, tmp_path):
        answers = iter([False, True])
        *_, end = begun(tmp_path, stop=lambda: next(answers, True))
        state = read_checkpoint(tmp_path / STATE).trainer
        assert end == Stopped(state.position.step, "asked")
        assert read_weights(tmp_path / "last.safetensors").provenance["steps"] == str(end.step)
        assert not any(e["step"] > end.step for e in logged(tmp_path))
        list(resumed(tmp_path))
        assert_same_run(tmp_path, whole)

    def test_asked_in_an_evaluation_it_is_made_up_for(self, whole, tmp_path):
        events = begun(tmp_path, stop=lambda: asked)
        asked = False
        for event in events:
            asked = asked or (isinstance(event, StepDone) and event.step == 3)
        assert event == Stopped(3, "asked")
        assert "Evaluated" not in {e["event"] for e in logged(tmp_path)}
        list(resumed(tmp_path))
        assert_same_run(tmp_path, whole)

    def test_asked_to_measure_what_it_has_it_keeps_that_and_can_go_on(self, tmp_path):
        events = list(begun(tmp_path, stop=stop_after(2), measure=lambda: True))
        assert [type(event) for event in events[-3:]] == [Evaluated, Saved, Stopped]
        assert events[-1] == Stopped(2, "asked")
        assert read_weights(tmp_path / "best.safetensors").provenance["steps"] == "2"
        assert list(resumed(tmp_path))[-1] == Stopped(5, "finished")

    def test_a_measurement_that_is_given_up_leaves_the_weights_unmeasured(self, tmp_path):
        answers = iter([True, False])
        measure = lambda: next(answers, False)  # noqa: E731
        events = list(begun(tmp_path, stop=stop_after(1), measure=measure))
        assert Evaluated not in map(type, events)
        assert not (tmp_path / "best.safetensors").exists()
        assert read_weights(tmp_path / "last.safetensors").provenance["steps"] == "1"

    def test_a_finished_run_stays_as_it_is(self, whole, tmp_path):
        shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
        assert list(resumed(tmp_path)) == [Resumed(5), Stopped(5, "finished")]
        assert_same_run(tmp_path, whole)

    def test_by_the_clock_the_time_that_was_used_is_gone(self):
        config = replace(KEPT, minutes=1.0)
        fresh = Trainer(network(), config, [], CPU.torch).state()
        for seconds, progress in ((60.0, None), (45.0, 0.75)):
            state = replace(fresh, position=Position(step=9, batches=9, seconds=seconds))
            data = [next(iter_batches())]
            event = next(Trainer(network(), config, data, CPU.torch, state=state).run(bool))
            if progress is None:
                assert event == Stopped(9, "finished")
            else:
                assert (event.step, event.progress >= progress) == (10, True)
                assert event.seconds >= seconds

    def test_every_generator_of_random_numbers_goes_on(self, tmp_path):
        take(begun(tmp_path, replace(KEPT, steps=1)), 1)
        wanted = drawn()
        next(events := resumed(tmp_path))
        assert drawn() == wanted  # nothing was drawn since the first state
        events.close()

    def test_sgd_with_momentum_goes_on_exactly_too(self):
        config = replace(KEPT, optimiser="sgd", learning_rate=1e-3, steps=3)
        one = Trainer(network(), config, iter_batches(), CPU.torch)
        steps = one.run(bool)
        next(steps)
        state = one.state()
        wanted = [(e.loss_loc, e.loss_conf, e.gradient_norm) for e in (next(steps), next(steps))]
        other = Trainer(network(seed=9), config, iter_batches(start=1), CPU.torch, state=state)
        found = [(e.loss_loc, e.loss_conf, e.gradient_norm) for e in list(other.run(bool))[:2]]
        assert found == wanted


def drawn() -> list[float]:
    """A number of each global generator."""
    return [torch.rand(1).item(), np.random.rand(), random.random()]  # noqa: NPY002


class TestRefused:
    def test_a_folder_with_a_run_is_not_begun_anew(self, whole):
        before = logged(whole)
        with pytest.raises(UserError, match="already holds a run"):
            list(begun(whole))
        assert logged(whole) == before

    def test_what_no_weights_could_be_written_of_is_told_at_the_start(self, tmp_path):
        facts = {"data": "x" * 3_000}
        with pytest.raises(UserError, match=r"state\.safetensors was not written\."):
            next(train(network(), KEPT, Dots(), tmp_path, CPU, provenance=facts))

    def test_only_one_program_writes_a_run(self, tmp_path):
        events = begun(tmp_path)
        next(events)
        with pytest.raises(UserError, match="is in use"):
            next(resumed(tmp_path))
        events.close()
        assert next(resumed(tmp_path)) == Resumed(0)

    def test_other_pictures(self, whole):
        source = Dots()
        source.size = 6
        with pytest.raises(UserError, match="learnt from 5 pictures, and there are 6 now"):
            next(resumed(whole, source=source))

    @pytest.mark.parametrize("damage", ["cut", "pickle", "weights", "header", "random"])
    def test_a_state_that_is_none(self, whole, tmp_path, damage: str):
        shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
        state = tmp_path / STATE
        data = state.read_bytes()
        changed = {
            "cut": data[:-9],
            "pickle": b"\x80\x04cos\nsystem\n(S'true'\ntR.",
            "weights": (whole / "last.safetensors").read_bytes(),
            "header": data.replace(b'\\"batches\\": 5', b'\\"batches\\":-5'),
            "random": data.replace(b'\\"python\\": [3', b'\\"python\\": [9'),
        }[damage]
        assert changed != data
        state.write_bytes(changed)
        with pytest.raises(UserError, match=r"state\.safetensors could not be read\."):
            next(resumed(tmp_path))

    @pytest.mark.parametrize("text", ["", "[]", '{"steps": "9"}', '{"steps": -1}', '{"new": 1}'])
    def test_choices_that_are_none(self, tmp_path, text: str):
        (tmp_path / "config.json").write_text(text)
        with pytest.raises(UserError, match=r"config\.json could not be read\."):
            read_config(tmp_path)

    def test_a_state_of_another_network(self):
        trainer = Trainer(network(), KEPT, [], CPU.torch)
        good = trainer.state()
        for tensors in (
            {k: v for k, v in good.tensors.items() if k != "average.module.loc.0.bias"},
            {**good.tensors, "network.loc.0.bias": torch.zeros(3)},
            {**good.tensors, "optimiser.0.exp_avg": torch.zeros(3)},
            {**good.tensors, "optimiser.999.exp_avg": torch.zeros(3)},
            {**good.tensors, "other": torch.zeros(3)},
        ):
            with pytest.raises(Refusal, match="does not fit"):
                trainer.restore(TrainerState(good.position, tensors, good.random))

    def test_choices_beside_resume(self, job, whole):
        code, _, err = job("train", "--resume", whole, "--learning-rate", "1")
        assert code == 1
        assert one_sentence(err) == "A run goes on with its own choices. Leave out --learning-rate."


@pytest.mark.parametrize(("size", "batch"), [(5, 2), (1, 3), (7, 7), (1 << 40, 4)])
def test_any_batch_can_be_told_without_those_before(size: int, batch: int):
    keys = [batch_keys(size, batch=batch, seed=3, position=k) for k in range(20)]
    flat = [key for part in keys for key in part]
    assert len(set(flat)) == len(flat)
    assert all(len(part) == batch for part in keys)
    if size < 10:
        first = flat[: size * (len(flat) // size)]
        for draw in range(len(flat) // size):
            assert sorted(first[draw * size : (draw + 1) * size]) == [
                (i, draw) for i in range(size)
            ]
