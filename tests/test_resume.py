"""Runs that nothing can lose: broken off anywhere, on a full disk, or by a loss that is lost."""

from __future__ import annotations

import json
import math
import multiprocessing
import os
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from command_line import one_sentence
from small_training import CPU, KEPT, Dots, begun, go_on, network, resumed

from ssd_core.errors import Refusal, UserError
from ssd_core.training.checkpoint import read_checkpoint
from ssd_core.training.config_file import read_config
from ssd_core.training.data import batch_keys
from ssd_core.training.events import Evaluated, Recovered, Resumed, Saved, StepDone, Stopped
from ssd_core.training.folder import STATE
from ssd_core.training.loop import Trainer
from ssd_core.training.run import resume
from ssd_core.training.state import Position, TrainerState
from ssd_core.weights import read_weights

pytestmark = pytest.mark.usefixtures("narrow_networks")

MEASURED = ("seconds", "waiting", "memory")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that nobody broke off."""
    folder = tmp_path_factory.mktemp("whole")
    assert list(begun(folder))[-1] == Stopped(5, "finished")
    return folder


def stop_after(steps: int) -> Callable[[], bool]:
    """A person who wants to stop after so many steps: it is asked once before each."""
    answers = iter([False] * steps)
    return lambda: next(answers, True)


def logged(folder: Path) -> list[dict]:
    """What happened in a run, without what a clock says and without breaks."""
    events = [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()]
    return [
        {name: value for name, value in event.items() if name not in MEASURED}
        for event in events
        if event["event"] != "Resumed"
    ]


def assert_same_run(folder: Path, whole: Path) -> None:
    """Byte for byte, but for the clock."""
    assert logged(folder) == logged(whole)
    rows, wanted = ((f / "log.csv").read_text().splitlines() for f in (folder, whole))
    assert [row.split(",")[:5] for row in rows] == [row.split(",")[:5] for row in wanted]
    assert (folder / "config.json").read_bytes() == (whole / "config.json").read_bytes()
    for name in ("last.safetensors", "best.safetensors"):
        mine, other = (read_weights(f / name) for f in (folder, whole))
        assert mine.provenance == other.provenance
        assert_same_tensors(mine.state, other.state)
    mine, other = (read_checkpoint(f / STATE).trainer for f in (folder, whole))
    assert replace(mine.position, seconds=0.0) == replace(other.position, seconds=0.0)
    assert mine.random["torch"] == other.random["torch"]
    assert_same_tensors(mine.tensors, other.tensors)


def assert_same_tensors(mine, other) -> None:
    assert mine.keys() == other.keys()
    for key, value in other.items():
        assert mine[key].numpy().tobytes() == value.numpy().tobytes(), key


def take(events: Iterator, count: int) -> None:
    """Look at some events and let go of the run, as if the process had ended there."""
    for _ in range(count):
        next(events, None)
    events.close()


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


def iter_batches(start: int = 0):
    from small_training import SLIM

    from ssd_core.training.data import batches

    return batches(Dots(), SLIM, batch=1, seed=0, workers=0, start=start)


class TestKilled:
    """SIGKILL: no handler runs, nothing is flushed."""

    @pytest.mark.slow
    def test_three_times_at_any_moment(self, whole, tmp_path):
        self.kill_and_go_on(tmp_path, kills=3, rng=random.Random(1))
        go_on(tmp_path)
        assert_same_run(tmp_path, whole)

    @pytest.mark.slow
    def test_a_hundred_times(self, whole, tmp_path):
        rng, kills, number = random.Random(2), 0, 0
        while kills < 100:
            folder = tmp_path / str(number)
            number += 1
            kills += self.kill_and_go_on(folder, kills=rng.randint(1, 6), rng=rng)
            go_on(folder)
            assert_same_run(folder, whole)
            shutil.rmtree(folder)

    @staticmethod
    def kill_and_go_on(folder: Path, *, kills: int, rng: random.Random) -> int:
        """Kill the run ``kills`` times, or until it is over. Returns how often."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["small_training"])
        for number in range(kills):
            process = context.Process(target=go_on, args=(folder,))
            process.start()
            wait_for_step(process, folder, rng.randint(0, 3))
            time.sleep(rng.random() / 2)
            process.kill()
            process.join()
            if process.exitcode == 0:
                return number
            if (folder / STATE).exists():
                assert read_checkpoint(folder / STATE).trainer.position.step >= 0
            for path in folder.glob("[lb]*.safetensors"):
                assert read_weights(path).provenance["by"] == "a test"
        return kills


def wait_for_step(process, folder: Path, more: int) -> None:
    """Until the log has grown by so many lines, or the process is over."""
    log = folder / "events.jsonl"

    def lines() -> int:
        return log.read_bytes().count(b"\n") if log.exists() else 0

    before = lines()
    while process.is_alive() and lines() < before + more:
        time.sleep(0.01)


class TestNoRoom:
    @pytest.mark.parametrize(
        "full", [STATE, pytest.param("events.jsonl", marks=pytest.mark.slow), "log.csv"]
    )
    def test_a_full_disk_leaves_what_was_saved(self, whole, tmp_path, full: str):
        events = begun(tmp_path)
        next(events)
        before = (tmp_path / STATE).read_bytes()
        room = len(before) // 2 if full == STATE else (tmp_path / full).stat().st_size + 9
        with at_most(room), pytest.raises(UserError, match=r"could not be written\.|was not wri"):
            list(events)
        assert (tmp_path / STATE).read_bytes() == before
        assert not list(tmp_path.glob(".*.tmp"))
        assert all(json.loads(line) for line in (tmp_path / "events.jsonl").open())
        list(resumed(tmp_path))
        assert_same_run(tmp_path, whole)

    def test_the_program_says_so_and_fails(self, job, tmp_path):
        short = ["--steps", 2, "--batch", 1, "--workers", 0, "--evaluate-pictures", 1]
        with at_most(2**16):
            code, out, err = job("train", "--data", "shapes", *short, "--folder", tmp_path)
        assert code == 1
        assert "saved" not in out
        assert one_sentence(err).startswith("state.safetensors could not be written.")

    def test_a_folder_that_may_no_longer_be_written(self, whole, open_folder):
        events = begun(open_folder)
        next(events)
        before = (open_folder / STATE).read_bytes()
        with (
            read_only(open_folder),
            pytest.raises(UserError, match=r"could not be written\. .+ Permission denied\.$"),
        ):
            list(events)
        assert (open_folder / STATE).read_bytes() == before
        with read_only(open_folder), pytest.raises(UserError, match="could not be written"):
            next(resumed(open_folder))
        list(resumed(open_folder))
        assert_same_run(open_folder, whole)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may enter, unlike pytest's."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name) / "run"


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nobody may write to the folder, and this process is somebody for whom that holds."""
    user = os.geteuid()
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)
        for path in (folder, *folder.iterdir()):
            path.chmod(0o755 if path.is_dir() else 0o644)


@contextmanager
def at_most(size: int) -> Iterator[None]:
    """No file may grow past ``size`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


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


class TestRefused:
    def test_a_folder_with_a_run_is_not_begun_anew(self, whole):
        before = logged(whole)
        with pytest.raises(UserError, match="already holds a run"):
            list(begun(whole))
        assert logged(whole) == before

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
