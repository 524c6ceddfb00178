"""One run in several processes is the run that one process would make."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from distributed_training import Deadly, Small, Uneven, Unreadable, in_processes, network
from small_training import CPU, KEPT, Dots

from ssd_core.errors import UserError
from ssd_core.training.checkpoint import read_checkpoint
from ssd_core.training.data import batch_keys
from ssd_core.training.distributed import World
from ssd_core.training.events import Recovered, Resumed, StepDone, Stopped
from ssd_core.training.folder import STATE
from ssd_core.training.run import train

GENTLE = replace(KEPT, batch=3, learning_rate=1e-4, warm_up=0.0, probe_every=4)
"""Of each batch one process has two pictures and the other one."""


def steps(events) -> list[StepDone]:
    return [event for event in events if isinstance(event, StepDone)]


def assert_same_steps(mine, wanted) -> None:
    assert len(mine) == len(wanted) > 0
    near = {"loss_loc": 1e-5, "loss_conf": 1e-5, "positives": 0, "learning_rate": 1e-5}
    near["gradient_norm"] = (
        1e-4  # of two and a half million numbers, after steps that differ a hair
    )
    for one, other in zip(mine, wanted, strict=True):
        for name, rel in near.items():
            assert getattr(one, name) == pytest.approx(getattr(other, name), rel=rel), name
        assert (one.step, one.pictures) == (other.step, other.pictures)


@pytest.mark.slow
class TestTwoProcesses:
    @pytest.mark.parametrize("optimiser", ["sgd", "adamw"])
    def test_the_steps_are_those_of_one(self, tmp_path, optimiser: str) -> None:
        config = replace(GENTLE, optimiser=optimiser)
        facts = {"provenance": {}}
        alone = list(train(network(), config, Uneven(), tmp_path / "one", CPU, **facts))
        leader, other = in_processes(2, tmp_path / "two", source=Uneven(), config=config)
        assert [type(e) for e in leader] == [type(e) for e in alone]
        assert_same_steps(steps(leader), steps(alone))
        assert other == []
        mine, wanted = (
            read_checkpoint(tmp_path / name / STATE).trainer.tensors for name in ("two", "one")
        )
        for key, value in wanted.items():
            if key.startswith("network.") and value.is_floating_point():
                change = (mine[key] - value).abs().max()
                assert change <= 1e-5 * max(1.0, value.abs().max()), key

    def test_in_parts_and_with_a_backbone_that_thaws(self, tmp_path) -> None:
        config = replace(GENTLE, batch=4, parts=2, frozen=0.5, optimiser="sgd")
        facts = {"provenance": {}}
        alone = list(train(network(), config, Uneven(), tmp_path / "one", CPU, **facts))
        leader, other = in_processes(2, tmp_path / "two", source=Uneven(), config=config)
        assert_same_steps(steps(leader), steps(alone))
        assert other == []

    def test_all_end_when_it_gets_no_better(self, tmp_path) -> None:
        config = replace(GENTLE, steps=50, evaluate_every=1, patience=1, learning_rate=1e-12)
        leader, other = in_processes(2, tmp_path, config=config)
        assert leader[-1] == Stopped(2, "no better")
        assert other == []

    def test_stopped_by_any_it_goes_on_as_if_it_had_not_been(self, tmp_path) -> None:
        whole = list(train(network(), GENTLE, Dots(), tmp_path / "one", CPU, provenance={}))
        folder = tmp_path / "run"
        leader, other = in_processes(2, folder, config=GENTLE, stop_at=2)
        assert leader[-1] == Stopped(2, "asked")
        assert other == []
        state = read_checkpoint(folder / STATE).trainer
        assert (state.position.step, state.position.batches) == (2, 2)
        again, _ = in_processes(2, folder, config=GENTLE)
        assert again[0] == Resumed(2)
        assert again[-1] == Stopped(5, "finished")
        assert_same_steps(steps(again), steps(whole)[2:])

    def test_what_is_not_finite_in_one_is_caught_by_all(self, tmp_path) -> None:
        key = tuple(batch_keys(5, batch=3, seed=0, position=3)[1])  # the second process has it
        leader, other = in_processes(
            2, tmp_path, source=Dots(spoilt=frozenset({key})), config=GENTLE
        )
        back = [event for event in leader if isinstance(event, Recovered)]
        assert [(e.step, e.attempt, e.pictures) for e in back] == [(3, 1, (f"picture {key[0]}",))]
        assert leader[-1] == Stopped(5, "finished")
        assert other == []

    def test_given_up_by_all(self, tmp_path) -> None:
        wild = replace(GENTLE, learning_rate=1e37, steps=9)
        leader, other = in_processes(2, tmp_path, config=wild)
        assert leader[-1].reason == "not finite"
        assert other == []

    def test_one_that_fails_ends_all(self, tmp_path) -> None:
        leader, other = in_processes(2, tmp_path, source=Unreadable(), config=GENTLE)
        sentences = sorted([leader, other])
        assert sentences[0].startswith("The run has ended. Another of its processes")
        assert sentences[1] == "picture 3 could not be read."
        assert read_checkpoint(tmp_path / STATE)

    @pytest.mark.parametrize("end", [Deadly, Small])
    def test_one_that_is_gone_without_a_word_ends_all(self, tmp_path, end) -> None:
        """In the middle of loading, and of what all compute together."""
        answers = in_processes(2, tmp_path, source=end(), config=GENTLE)
        assert "" in answers
        assert any(answer.startswith("The run has ended.") for answer in answers)

    def test_a_leader_that_cannot_write_ends_all(self, tmp_path) -> None:
        (tmp_path / "run").write_text("not a folder")
        leader, other = in_processes(2, tmp_path / "run", config=GENTLE)
        assert leader.startswith("run could not be written.")
        assert other.startswith("The run has ended.")


def test_more_processes_than_pictures(tmp_path) -> None:
    crowd = World()
    crowd.size = 4
    with pytest.raises(UserError, match="A batch of 3 pictures cannot be shared by 4 processes"):
        list(train(network(), GENTLE, Dots(), tmp_path, CPU, provenance={}, world=crowd))


def torchrun(*arguments: object, **options) -> subprocess.Popen[str]:
    launcher = ["torch.distributed.run", "--standalone", "--nproc-per-node", "2", "-m", "ssd_core"]
    return subprocess.Popen(
        [sys.executable, "-m", *launcher, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
        **options,
    )


@pytest.mark.slow
class TestTorchrun:
    SHORT = ("train", "--data", "shapes", "--batch", 2, "--workers", 0, "--device", "cpu")

    def test_a_run_and_its_resumption(self, tmp_path) -> None:
        options = ("--evaluate-pictures", 1, "--folder", tmp_path)
        process = torchrun(*self.SHORT, "--steps", 10**6, *options, start_new_session=True)
        assert process.stdout.readline().startswith("recipe scratch ")
        assert process.stdout.readline().startswith("step 1 ")
        os.kill(process.pid, signal.SIGINT)  # as Ctrl+C reaches torchrun, which tells its processes
        out, _ = process.communicate()
        assert "saved" in out.splitlines()[-1]
        step = read_checkpoint(tmp_path / STATE).trainer.position.step
        assert step >= 1

    def test_what_cannot_start_is_said_once_by_the_leader(self, tmp_path) -> None:
        (tmp_path / "run").write_text("not a folder")
        process = torchrun(*self.SHORT, "--steps", 1, "--folder", tmp_path / "run")
        out, err = process.communicate()
        assert process.returncode != 0
        assert [line.split()[0] for line in out.splitlines()] == ["recipe"]
        assert err.count("ssd-core: run could not be written.") == 1
