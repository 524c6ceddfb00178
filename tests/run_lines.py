"""Lines of events.jsonl as a run writes them, for tests that need no training."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from ssd_core.training.events import Evaluated, Saved, StepDone, Stopped, TrainEvent

TOTAL = 2_000


def step_done(step: int, **changes: float) -> StepDone:
    """A step of a run whose losses fall from 9 towards 2."""
    fall = math.exp(-step / 300)
    values = {
        "step": step,
        "progress": step / TOTAL,
        "loss_loc": 0.7 + 2 * fall + 0.1 * math.sin(step * 1.7),
        "loss_conf": 1.3 + 5 * fall + 0.2 * math.sin(step * 2.3),
        "positives": 40 + 10 * math.sin(step),
        "learning_rate": 1e-3 * min(step / 100, 1) * (0.5 + 0.5 * math.cos(math.pi * step / TOTAL)),
        "gradient_norm": 4 + math.sin(step * 0.9),
        "pictures": 8 * step,
        "seconds": 0.1 * step + 0.5 * (step // 97),
        "waiting": 0.003,
    }
    return StepDone(**{**values, **changes})


def line(event: TrainEvent) -> bytes:
    """The event as a line of the file."""

    def plain(value: object) -> object:
        if isinstance(value, Path):
            return value.name
        if isinstance(value, tuple):
            return [plain(item) for item in value]
        return None if isinstance(value, float) and not math.isfinite(value) else value

    found = {name: plain(value) for name, value in asdict(event).items()}
    return json.dumps({"event": type(event).__name__, **found}).encode() + b"\n"


def told(steps: Iterable[int], *, evaluate_every: int = 0) -> bytes:
    """The lines of ``steps``, with an evaluation and a saved file now and then."""
    lines = []
    for step in steps:
        lines.append(line(step_done(step)))
        if evaluate_every and step % evaluate_every == 0:
            map50 = 0.9 * (1 - math.exp(-step / 500))
            lines.append(line(Evaluated(step, map50, 54)))
            lines.append(line(Saved(step, Path("best.safetensors"))))
    return b"".join(lines)


def add(folder: Path, lines: bytes) -> None:
    """Write on, as a run does."""
    folder.mkdir(exist_ok=True)
    with (folder / "events.jsonl").open("ab") as file:
        file.write(lines)


def write_slowly(folder: Path, first: int, last: int) -> None:
    """What another process does that trains: a step every few milliseconds, then the end."""
    for step in range(first, last + 1):
        add(folder, told([step]))
        time.sleep(0.005)
    add(folder, line(Stopped(last, "finished")))
