"""Runs whose process is killed: no handler runs, nothing is flushed."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import time
from pathlib import Path

import pytest
from resuming import (
    assert_same_run,
)
from small_training import go_on

from ssd_core.training.checkpoint import read_checkpoint
from ssd_core.training.folder import STATE
from ssd_core.weights import read_weights

pytestmark = pytest.mark.usefixtures("narrow_networks")


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
