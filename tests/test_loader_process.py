"""The processes that load training pictures: they step back, and none outlives its trainer."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from multiprocessing.connection import wait

import pytest
from small_training import SLIM

from ssd_core.training.data import ShapesSource, batches

TRAINER = """
import multiprocessing, os, time
from ssd_core.config import preset
from ssd_core.training.data import ShapesSource, batches
loader = batches(ShapesSource(1), preset("ssd300_slim"), batch=2, seed=1, workers=1)
next(loader)
[child] = multiprocessing.active_children()
print(os.getpriority(os.PRIO_PROCESS, child.pid), flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(os.name != "posix", reason="nothing else has a niceness, or dies of a signal")
def test_a_loader_steps_back_and_ends_with_a_trainer_that_is_killed() -> None:
    trainer = subprocess.Popen([sys.executable, "-c", TRAINER], stdout=subprocess.PIPE)
    assert trainer.stdout is not None
    niceness = int(trainer.stdout.readline())
    trainer.kill()
    # Whatever it has started writes to the same pipe: there is an end to it when all are gone.
    trainer.communicate(timeout=120)
    assert niceness > os.getpriority(os.PRIO_PROCESS, 0)


def test_loaders_end_when_no_more_batches_are_wanted() -> None:
    loader = batches(ShapesSource(1), SLIM, batch=2, seed=1, workers=1)
    before = set(multiprocessing.active_children())
    next(loader)
    [child] = set(multiprocessing.active_children()) - before
    loader.close()
    # Whoever ends the loaders joins them as well, and only one of two can tell a process' end.
    assert wait([child.sentinel], 60)
