"""Runs that are broken off and go on: what their tests share."""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from small_training import SLIM, Dots

from ssd_core.training.checkpoint import read_checkpoint
from ssd_core.training.data import batches
from ssd_core.training.folder import STATE
from ssd_core.weights import read_weights

MEASURED = ("seconds", "waiting", "memory")


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


def iter_batches(start: int = 0):
    """Of the dots, one picture each, as a trainer takes them."""
    return batches(Dots(), SLIM, batch=1, seed=0, workers=0, start=start)


@contextmanager
def at_most(size: int) -> Iterator[None]:
    """No file may grow past ``size`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
