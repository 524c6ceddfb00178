"""Run folders that are followed in a thread: growing, cut, damaged, gone, several at once."""

from __future__ import annotations

import csv
import multiprocessing
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from driving import run_events, wait_until
from PySide6.QtCore import QObject
from run_lines import add, line, step_done, told, write_slowly
from small_training import begun, narrow

from gui.workers.following import FollowThread
from gui.workers.run_seen import LOSSES, MEASURES, Followed, FollowRequest, RunSeen, Sight
from gui.workers.run_tracking import SmoothLines, TrackedRun
from ssd_core.training.curves import smooth
from ssd_core.training.events import Recovered, Resumed, Saved, Stopped
from ssd_core.training.follow import RunReader, RunState
from ssd_core.training.table import to_csv


class Window(QObject):
    """Takes answers as the window does."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Followed] = []
        self.written: list[object] = []
        self.takes = True
        self.thread_ = FollowThread()
        self.thread_.followed.connect(self.take)
        self.thread_.written.connect(self.written.append)
        self.thread_.write_failed.connect(self.written.append)
        self.thread_.start()

    def take(self, answer: Followed) -> None:
        self.answers.append(answer)
        if self.takes:
            self.thread_.show_next()

    def follow(self, *folders: Path, **sight: float) -> None:
        first = folders[0] if folders else None
        self.thread_.post(FollowRequest(first, tuple(folders[1:]), Sight(**sight)))

    @property
    def run(self) -> RunSeen:
        return self.answers[-1].watched

    def wait_for_step(self, step: int) -> None:
        wait_until(lambda: self.answers and self.run is not None and self.run.step == step)


@pytest.fixture
def window() -> Iterator[Window]:
    made = Window()
    yield made
    made.thread_.stop()


def test_a_run_that_another_process_writes(window: Window, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    window.follow(folder)
    wait_until(lambda: window.answers)
    assert (window.run.state, window.run.step, window.run.now) == (RunState.NOTHING, 0, {})
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=write_slowly, args=(folder, 1, 60))
    process.start()
    wait_until(lambda: window.run.state is RunState.FINISHED)
    process.join()
    steps = [answer.watched.step for answer in window.answers]
    assert steps == sorted(steps)
    assert len(steps) >= 2
    assert window.run.step == 60
    assert window.run.raw["loss_total"].steps.tolist() == list(range(1, 61))
    assert isinstance(window.run.told[-1], Stopped)


@narrow()
def test_a_real_run_and_what_is_told_of_it(window: Window, tmp_path: Path) -> None:
    list(begun(tmp_path))
    window.follow(tmp_path, reach=2)
    window.wait_for_step(5)
    run, reader = window.run, RunReader(tmp_path)
    reader.poll()
    assert run.state is RunState.FINISHED
    assert run.progress == 1
    assert set(run.raw) == {*LOSSES, *MEASURES}
    for name in (*LOSSES, *MEASURES):
        np.testing.assert_array_equal(run.raw[name].values, reader.steps[name])
    for name in LOSSES:
        expected = smooth(reader.steps[name], 5 / 24)  # a short run is averaged little
        np.testing.assert_allclose(run.smooth[name].values, expected)
        assert run.now[name] == pytest.approx(expected[-1])
    assert run.evaluations.steps.tolist() == [3, 5]
    assert run.evaluations.best is not None
    assert 0 <= run.now["waiting"] <= 1
    with pytest.raises(ValueError, match="read-only"):
        run.raw["positives"].values[0] = 1


def test_what_is_in_sight_is_thinned_to_it(window: Window, tmp_path: Path) -> None:
    add(tmp_path, told(range(1, 9_001)))
    window.follow(tmp_path, columns=100)
    window.wait_for_step(9_000)
    whole = window.run.raw["loss_conf"]
    assert 100 < len(whole) <= 200
    window.follow(tmp_path, columns=100, first=4_000, last=4_050)
    wait_until(lambda: window.answers[-1].request.sight.first == 4_000)
    part = window.run.raw["loss_conf"]
    assert part.steps.tolist() == list(range(3_999, 4_052))
    assert part.at(4_020) == step_done(4_020).loss_conf


def test_one_answer_at_a_time_however_busy_the_window_is(window: Window, tmp_path: Path) -> None:
    window.takes = False
    add(tmp_path, told([1]))
    window.follow(tmp_path)
    wait_until(lambda: window.answers)
    for step in range(2, 30):
        add(tmp_path, told([step]))
        run_events(15)
    assert len(window.answers) == 1
    window.takes = True
    window.thread_.show_next()
    window.wait_for_step(29)
    assert len(window.answers) <= 3  # a look that had begun may have missed the last line


def test_what_was_asked_last_is_answered_last(window: Window, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    add(one, told(range(1, 11)))
    add(other, told(range(1, 6)))
    for _ in range(20):
        window.follow(one)
        window.follow(other, one)
    window.wait_for_step(5)
    run_events(300)
    assert window.run.folder == other
    assert [run.folder for run in window.answers[-1].overlaid] == [one]
    assert window.answers[-1].overlaid[0].step == 10
    window.follow()
    wait_until(lambda: window.run is None)


def test_damaged_lines_are_left_out(window: Window, tmp_path: Path) -> None:
    nonsense = [b"\n", b"{\n", b"\xff\x00\n", b'{"event": "StepDone", "step": "4"}\n', b"[]\n"]
    add(tmp_path, b"".join(line(step_done(n)) + nonsense[n % 5] for n in range(1, 41)))
    window.follow(tmp_path)
    window.wait_for_step(40)
    assert len(window.run.raw["loss_total"]) == 40
    assert window.run.error is None


def test_values_that_are_no_numbers_are_gaps(window: Window, tmp_path: Path) -> None:
    lines = [line(step_done(n, loss_loc=float("nan") if n == 3 else 0.0)) for n in range(1, 6)]
    add(tmp_path, b"".join(lines))
    window.follow(tmp_path, reach=1)
    window.wait_for_step(5)
    assert np.isnan(window.run.raw["loss_loc"].values).tolist() == [
        False,
        False,
        True,
        False,
        False,
    ]
    assert np.isfinite(window.run.smooth["loss_loc"].values).all()


def test_a_folder_that_vanishes_comes_back_and_is_copied(window: Window, tmp_path: Path) -> None:
    run, copy = tmp_path / "run", tmp_path / "copy"
    add(run, told(range(1, 6), evaluate_every=5))
    window.follow(run)
    window.wait_for_step(5)
    shutil.copytree(run, copy)
    add(run, told(range(6, 8)))  # it was heard of just now
    window.wait_for_step(7)
    assert window.run.state is RunState.RUNNING
    shutil.rmtree(run)
    window.wait_for_step(0)
    assert window.run.told == ()
    assert window.run.state is RunState.NOTHING
    add(run, told(range(1, 3)))
    window.wait_for_step(2)
    window.follow(copy)
    window.wait_for_step(5)
    assert window.run.state is RunState.STALE
    assert isinstance(window.run.told[-1], Saved)


def test_a_restart_and_steps_that_are_undone(window: Window, tmp_path: Path) -> None:
    add(tmp_path, told(range(1, 101)))
    window.follow(tmp_path, reach=5)
    window.wait_for_step(100)
    undone = [line(Recovered(50, 50, 1, ())), line(step_done(51, loss_loc=1e3))]
    add(tmp_path, b"".join(undone))
    window.wait_for_step(51)
    reader = RunReader(tmp_path)
    reader.poll()
    expected = smooth(reader.steps["loss_loc"], 51 / 24)
    np.testing.assert_allclose(window.run.smooth["loss_loc"].values, expected)
    add(tmp_path, line(Resumed(20)) + told([21]))
    window.wait_for_step(21)
    os.truncate(tmp_path / "events.jsonl", 0)
    window.wait_for_step(0)


def test_a_file_that_cannot_be_read_is_told_of(window: Window, tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").mkdir()
    window.follow(tmp_path)
    wait_until(lambda: window.answers and window.run.error is not None)
    assert "events.jsonl" in window.run.error.headline
    (tmp_path / "events.jsonl").rmdir()
    add(tmp_path, told([1]))
    window.wait_for_step(1)
    assert window.run.error is None


def test_smooth_lines_are_the_same_whether_they_grew_or_not(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    run, grown = TrackedRun(tmp_path), SmoothLines()
    reader, step = run.reader, 0
    for reach in (3.0, 8.0):
        for count in rng.integers(1, 90, 25):
            add(tmp_path, told(range(step + 1, step + 1 + int(count))))
            step += int(count)
            reader.poll()
            lines = grown.update(reader.steps, reach)
        whole = SmoothLines().update(reader.steps, reach)
        np.testing.assert_allclose(lines, whole, rtol=1e-4)
    assert lines.shape == (6, step)


class TestTable:
    def test_every_step_and_what_was_measured_after_it(
        self, window: Window, tmp_path: Path
    ) -> None:
        add(tmp_path / "run", told(range(1, 9), evaluate_every=4))
        add(tmp_path / "run", line(step_done(9, gradient_norm=float("nan"))))
        window.follow(tmp_path / "run")
        window.wait_for_step(9)
        window.thread_.write_table(tmp_path / "table.csv")
        wait_until(lambda: window.written)
        assert window.written == [tmp_path / "table.csv"]
        rows = list(csv.DictReader((tmp_path / "table.csv").open()))
        assert [row["step"] for row in rows] == [str(n) for n in range(1, 10)]
        assert [bool(row["held_out_map50"]) for row in rows] == [n in (4, 8) for n in range(1, 10)]
        assert float(rows[2]["loss_conf"]) == step_done(3).loss_conf
        assert rows[8]["gradient_norm"] == ""

    def test_a_place_that_cannot_be_written(self, window: Window, tmp_path: Path) -> None:
        add(tmp_path, told([1]))
        window.follow(tmp_path)
        window.wait_for_step(1)
        window.thread_.write_table(tmp_path / "missing" / "table.csv")
        wait_until(lambda: window.written)
        assert "table.csv" in window.written[0].headline
        window.follow()
        window.thread_.write_table(tmp_path / "table.csv")

    def test_a_run_without_steps(self, tmp_path: Path) -> None:
        assert to_csv(RunReader(tmp_path)).count("\n") == 1


def test_bests_and_nothing_measured() -> None:
    seen = TrackedRun(Path("nowhere")).seen(Sight())
    assert seen.evaluations.best is None
    values = replace(seen.evaluations, steps=np.arange(3.0), map50=np.array([np.nan, 0.5, 0.5]))
    assert values.best == (1, 0.5)
    nothing = replace(seen.evaluations, steps=np.arange(2.0), map50=np.full(2, np.nan))
    assert nothing.best is None
