"""Following a run from its folder: while it is written, cut, broken off, or full of nonsense."""

from __future__ import annotations

import json
import math
import multiprocessing
import os
import time
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from small_training import KEPT, Dots, begun, go_on, resumed

from ssd_core.errors import UserError
from ssd_core.training.data import batch_keys
from ssd_core.training.events import Evaluated, Recovered, Resumed, Saved, StepDone, Stopped
from ssd_core.training.follow import RunReader, RunState
from ssd_core.training.lock import is_locked, take_lock
from ssd_core.training.tail import MAX_LINE

pytestmark = pytest.mark.usefixtures("narrow_networks")

STEP = StepDone(
    step=1,
    progress=0.1,
    loss_loc=2.0,
    loss_conf=3.0,
    positives=4.0,
    learning_rate=1e-3,
    gradient_norm=5.0,
    pictures=8,
    seconds=2.0,
    waiting=0.25,
)


def line(event, **changes) -> bytes:
    values = {name: None if value != value else value for name, value in asdict(event).items()}
    return json.dumps({"event": type(event).__name__, **values, **changes}).encode() + b"\n"


def step(number: int, **changes) -> bytes:
    changed = {"step": number, "pictures": 8 * number, "seconds": 2.0 * number, **changes}
    return line(replace(STEP, **changed))


@pytest.fixture
def log(tmp_path) -> Path:
    return tmp_path / "events.jsonl"


class TestRuns:
    def test_a_run_in_this_process(self, tmp_path) -> None:
        reader = RunReader(tmp_path / "run")
        assert (reader.poll(), reader.state()) == ([], RunState.NOTHING)
        told, read = [], []
        for event in begun(tmp_path / "run"):
            told.append(event)
            read += reader.poll()
            if not isinstance(event, Stopped):
                assert reader.state() is RunState.RUNNING
        bare = [replace(e, path=Path(e.path.name)) if isinstance(e, Saved) else e for e in told]
        assert read == bare
        assert reader.state() is RunState.FINISHED
        steps = [e for e in told if isinstance(e, StepDone)]
        assert reader.steps["step"].tolist() == [1, 2, 3, 4, 5]
        for name in ("loss_loc", "loss_conf", "learning_rate", "gradient_norm", "waiting"):
            assert reader.steps[name].tolist() == [getattr(e, name) for e in steps]
        total = reader.steps["loss_loc"] + reader.steps["loss_conf"]
        assert np.array_equal(reader.steps["loss_total"], total)
        assert reader.validation["step"].tolist() == [3, 5]
        assert reader.skipped == reader.restarts == 0

    def test_a_run_that_another_process_writes_and_that_is_killed_and_resumed(
        self, tmp_path
    ) -> None:
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=go_on, args=(tmp_path,))
        process.start()
        reader = RunReader(tmp_path)
        while len(reader.steps) < 1:
            reader.poll()
            time.sleep(0.01)  # the other process needs the machine
        assert reader.state() is RunState.RUNNING
        process.kill()
        process.join()
        reader = RunReader(tmp_path)
        reader.poll()
        if not isinstance(reader.last, Stopped):
            assert reader.state() is RunState.STALE
        seen = [e for _ in resumed(tmp_path) for e in reader.poll()]
        assert reader.state() is RunState.FINISHED
        assert any(isinstance(e, Resumed) for e in seen)
        assert reader.steps["step"].tolist() == [1, 2, 3, 4, 5]

    def test_asked_to_stop(self, tmp_path) -> None:
        list(begun(tmp_path, stop=lambda: True))
        reader = RunReader(tmp_path)
        reader.poll()
        assert reader.state() is RunState.STOPPED

    def test_steps_that_a_recovery_undid_are_taken_out(self, tmp_path) -> None:
        key = tuple(batch_keys(5, batch=2, seed=0, position=3)[1])
        config = replace(KEPT, save_every=100, evaluate_every=100, steps=4)
        reader, lengths = RunReader(tmp_path), []
        for event in begun(tmp_path, config, source=Dots(spoilt=frozenset({key}))):
            reader.poll()
            if isinstance(event, StepDone | Recovered):
                lengths.append(len(reader.steps))
        assert lengths == [1, 2, 3, 0, 1, 2, 3, 4]

    def test_only_asking_does_not_keep_a_writer_out(self, tmp_path) -> None:
        assert not is_locked_in(tmp_path)
        held = take_lock(tmp_path / ".lock")
        assert held is not None
        assert is_locked_in(tmp_path)
        assert take_lock(tmp_path / ".lock") is None
        held.close()
        assert not is_locked_in(tmp_path)
        again = take_lock(tmp_path / ".lock")
        assert again is not None
        again.close()


def is_locked_in(folder: Path) -> bool:
    return (folder / ".lock").exists() and is_locked(folder / ".lock")


class TestTail:
    def test_half_a_line_waits_for_its_other_half(self, log) -> None:
        whole, half = step(1), step(2)
        log.write_bytes(whole + half[:30])
        reader = RunReader(log.parent)
        assert [e.step for e in reader.poll()] == [1]
        assert reader.poll() == []
        with log.open("ab") as file:
            file.write(half[30:-1])
        assert reader.poll() == []
        with log.open("ab") as file:
            file.write(b"\n")
        assert [e.step for e in reader.poll()] == [2]
        assert reader.skipped == 0

    def test_what_speed_is_made_of(self, log) -> None:
        log.write_bytes(
            step(1)
            + step(2, seconds=3.0)
            + line(Resumed(2))
            + step(3, seconds=99.0)
            + step(4, seconds=100.0)
            + step(5, seconds=100.0)
        )
        reader = RunReader(log.parent)
        reader.poll()
        expected = [4.0, 8.0, math.nan, 8.0, math.nan]
        np.testing.assert_array_equal(reader.steps["pictures_per_second"], expected)

    @pytest.mark.parametrize("way", ["cut", "cut and longer", "replaced", "gone", "emptied"])
    def test_a_file_that_became_another_is_read_anew(self, log, way: str) -> None:
        log.write_bytes(b"".join(map(step, (1, 2, 3, 4))))
        reader = RunReader(log.parent)
        assert len(reader.poll()) == 4
        after = step(1) + b"".join(step(n, waiting=0.5) for n in range(2, 9))
        if way == "cut":
            os.truncate(log, len(step(1)))
            after = step(1)
        elif way == "cut and longer":  # as a resumed run has it, between two looks
            log.write_bytes(after)
        elif way == "replaced":
            (log.parent / "new").write_bytes(after)
            (log.parent / "new").replace(log)
        else:
            log.unlink() if way == "gone" else log.write_bytes(b"")
            assert reader.poll() == []
            assert len(reader.steps) == 0
            log.write_bytes(after)
        assert [e.step for e in reader.poll()] == list(range(1, after.count(b"\n") + 1))
        assert reader.restarts == 1
        assert reader.steps["waiting"].tolist() == [0.25] + [0.5] * (after.count(b"\n") - 1)

    def test_a_long_file_comes_in_pieces(self, log) -> None:
        log.write_bytes(b"".join(map(step, range(1, 9_001))))
        reader, polls = RunReader(log.parent), []
        while events := reader.poll():
            polls.append(len(events))
        assert sum(polls) == 9_000
        assert len(polls) > 1
        assert np.array_equal(reader.steps["step"], np.arange(1, 9_001))
        with pytest.raises(ValueError, match="read-only"):
            reader.steps["step"][0] = 7

    def test_a_long_file_that_was_copied_runs_no_more(self, log) -> None:
        log.write_bytes(b"".join(map(step, range(1, 3_001))))
        reader = RunReader(log.parent)
        while reader.poll():
            pass
        assert len(reader.steps) == 3_000
        assert reader.state() is RunState.STALE

    def test_copied_from_elsewhere_it_runs_while_lines_come(self, log) -> None:
        """No lock is seen there; lines that were there before say nothing of now."""
        log.write_bytes(step(1))
        reader = RunReader(log.parent)
        reader.poll()
        assert reader.state() is RunState.STALE
        with log.open("ab") as file:
            file.write(step(2))
        reader.poll()
        assert reader.state() is RunState.RUNNING


class TestHostileFiles:
    @pytest.mark.parametrize(
        "nonsense",
        [
            b"\n",
            b"\xff\xfe\n",
            b"null\n",
            b"[1, 2]\n",
            b'{"event": 3}\n',
            b'{"event": ["StepDone"]}\n',
            b'{"event": "StepDone"}\n',
            line(STEP, step="1"),
            line(STEP, step=-1),
            line(STEP, step=1.5),
            line(STEP, step=True),
            line(STEP, step=10**400),
            line(STEP, loss_loc="2"),
            line(STEP, loss_loc=[2]),
            line(STEP, loss_loc=10**400),
            line(STEP).replace(b"3.0", b"NaN"),
            line(STEP).replace(b"3.0", b"Infinity"),
            line(STEP).replace(b"3.0", b"1e999"),
            b"[" * 60_000 + b"\n",
            b'{"event": "Saved", "step": 1, "path": "../../etc/passwd"}\n',
            b'{"event": "Saved", "step": 1, "path": "/etc/passwd"}\n',
            b'{"event": "Saved", "step": 1, "path": ".."}\n',
            b'{"event": "Saved", "step": 1, "path": "a\\u0000b"}\n',
            b'{"event": "Saved", "step": 1, "path": "..\\\\windows"}\n',
            b'{"event": "Stopped", "step": 1, "reason": {}}\n',
            b'{"event": "Recovered", "step": 1, "lost": 1, "attempt": 1, "pictures": [1]}\n',
            b"x" * (MAX_LINE + 1) + b"\n",
            b"x" * (3 * 2**20) + b"\n",
        ],
    )
    def test_a_line_that_is_no_event_is_left_out(self, log, nonsense: bytes) -> None:
        log.write_bytes(step(1) + nonsense + step(2))
        reader = RunReader(log.parent)
        events = [e for _ in range(6) for e in reader.poll()]
        assert [e.step for e in events] == [1, 2]
        assert reader.skipped == 1

    def test_a_line_without_end_is_not_kept_in_memory(self, log) -> None:
        reader = RunReader(log.parent)
        for _ in range(4):
            with log.open("ab") as file:
                file.write(b"x" * 2**20)
            assert reader.poll() == []
        with log.open("ab") as file:
            file.write(b"\n" + step(1))
        assert [e.step for e in reader.poll()] == [1]
        assert reader.skipped == 1

    def test_what_another_version_writes(self, log) -> None:
        """Kinds and numbers that are not known are passed over; a number that is missing is NaN."""
        fewer = {k: v for k, v in json.loads(step(2)).items() if k != "waiting"}
        log.write_bytes(
            line(STEP, colour="green", loss_conf=None)
            + b'{"event": "Daydream"}\n'
            + json.dumps(fewer).encode()
            + b"\n"
        )
        reader = RunReader(log.parent)
        assert len(reader.poll()) == 2
        assert math.isnan(reader.steps["loss_conf"][0])
        assert math.isnan(reader.steps["waiting"][1])
        assert reader.skipped == 0

    def test_steps_in_no_order_stay_a_curve(self, log) -> None:
        log.write_bytes(b"".join(map(step, (5, 3, 9, 9, 4))) + line(Evaluated(9, 0.5, 2)))
        reader = RunReader(log.parent)
        reader.poll()
        assert reader.steps["step"].tolist() == [3, 4]
        assert reader.validation["map50"].tolist() == [0.5]

    @pytest.mark.parametrize("kind", ["link", "folder", "pipe", "dangling"])
    def test_what_is_no_file_is_named(self, log, tmp_path, kind: str) -> None:
        if kind == "link":
            (tmp_path / "secret").write_bytes(step(1))
            log.symlink_to(tmp_path / "secret")
        elif kind == "dangling":
            log.symlink_to(tmp_path / "nowhere")
        elif kind == "folder":
            log.mkdir()
        else:
            os.mkfifo(log)
        with pytest.raises(UserError, match=r"^events\.jsonl could not be read\. It is a"):
            RunReader(log.parent).poll()

    @pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
    def test_a_lock_that_is_none_does_not_block(self, tmp_path, kind: str) -> None:
        lock = tmp_path / ".lock"
        if kind == "link":
            lock.symlink_to("/dev/zero")
        elif kind == "folder":
            lock.mkdir()
        else:
            os.mkfifo(lock)
        assert RunReader(tmp_path).state() is RunState.NOTHING
