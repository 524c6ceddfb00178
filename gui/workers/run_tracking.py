"""One run that is followed: its columns, their smooth lines, and what is shown of them."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from gui.workers.run_seen import (
    LOSSES,
    MEASURES,
    NOISY,
    ClassFigures,
    Evaluations,
    RunSeen,
    Sight,
)
from ssd_core.errors import UserError
from ssd_core.training.config import TrainConfig
from ssd_core.training.config_file import read_config
from ssd_core.training.curves import Values, edges, peaks, picks, smooth
from ssd_core.training.events import (
    Evaluated,
    ProbeDone,
    Recovered,
    Resumed,
    StepDone,
    TrainEvent,
)
from ssd_core.training.follow import RunReader, RunState
from ssd_core.training.series import Series

SMOOTH = (*LOSSES, *NOISY)
MOST_TOLD = 400
"""Events that are no steps and are kept for the run log."""
_POLLS = 16
"""Pieces of the file that are read before the window is told of them."""
_FAR = 12
"""Reaches. A value so far away changes a smooth line by less than a hundred-thousandth."""
_SMALL = 4
"""Small charts are as much narrower than the large one."""
_LEAST_REACHES = 24
"""Reaches that a run is long at least."""
_LATELY = 50
"""Steps over which waiting is measured."""
_EPOCH = "epoch"
_AS_TOLD = ("seconds", "epoch", "memory")
"""What the newest step tells that is not drawn."""


class SmoothLines:
    """Smooth lines that follow a growing series: of old rows only the last ones are done anew."""

    def __init__(self) -> None:
        self._lines: Values = np.zeros((len(SMOOTH), 0))
        self._reach = 0.0

    def forget(self) -> None:
        """The series said something else of old rows."""
        self._lines = self._lines[:, :0]

    def update(self, series: Series, reach: float) -> Values:
        """float64 [6, N], the smooth lines of ``SMOOTH``."""
        if reach != self._reach:
            self.forget()
            self._reach = reach
        done, count = self._lines.shape[1], len(series)
        if done > count:
            done = 0
        if done != count:
            keep = max(done - math.ceil(_FAR * reach) - 1, 0)
            start = max(keep - math.ceil(_FAR * reach) - 1, 0)
            rows = np.stack([series[name][start:] for name in SMOOTH])
            self._lines = np.concatenate(
                [self._lines[:, :keep], smooth(rows, reach)[:, keep - start :]], axis=1
            )
        return self._lines


class TrackedRun:
    """Reads a run on and says how it looks. One thread at a time; ``poll`` raises nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._reader = RunReader(folder)
        self._smooth = SmoothLines()
        self._told: deque[TrainEvent] = deque(maxlen=MOST_TOLD)
        self._evaluated: list[Evaluated] = []  # as many as the reader has rows of them
        self._probes = 0
        self._restarts = 0
        self._error: UserError | None = None
        self._config: TrainConfig | None = None
        self._before: tuple[object, ...] = ()

    @property
    def reader(self) -> RunReader:
        return self._reader

    def poll(self) -> bool:
        """Read on, a part of the file at most. Whether there is more of it at once."""
        for _ in range(_POLLS):
            last = self._last_step()
            try:
                events = self._reader.poll()
            except UserError as error:
                self._error = error
                return False
            self._error = None
            self._take(events, last)
            if not events:
                return False
        return True

    def has_changed(self) -> bool:
        """Whether it looks otherwise than when this was asked last."""
        error = self._error
        now = (
            self._reader.state(),
            self._reader.last,
            self._reader.restarts,
            None if error is None else error.headline,
            self._reader.written,
        )
        changed = any(a is not b and a != b for a, b in zip(now, self._before, strict=False))
        changed |= len(now) != len(self._before)
        self._before = now
        return changed

    def seen(self, sight: Sight) -> RunSeen:
        """How it looks now."""
        series, state = self._reader.steps, self._reader.state()
        steps = series["step"]
        first = 0.0 if sight.first is None else sight.first
        last = self._last_step() if sight.last is None else sight.last
        columns = edges(first, last, sight.columns)
        # A short run has nothing left of its shape if half of it is averaged.
        lines = self._smooth.update(series, min(sight.reach, len(series) / _LEAST_REACHES))
        raw = {name: peaks(steps, series[name], columns) for name in LOSSES}
        small = edges(first, last, max(sight.columns // _SMALL, 1))
        raw |= {name: peaks(steps, series[name], small) for name in MEASURES}
        even = {n: picks(steps, line, columns) for n, line in zip(SMOOTH, lines, strict=True)}
        return RunSeen(
            folder=self.folder,
            state=state,
            step=int(self._last_step()),
            progress=_progress(series, state),
            raw=raw,
            smooth=even,
            now=self._now(lines),
            evaluations=self._evaluations(),
            epochs=_ends_of_epochs(series),
            told=tuple(self._told),
            probes=self._probes,
            error=self._error,
            config=self._read_config(),
            written=self._reader.written,
        )

    def _take(self, events: Sequence[TrainEvent], last: float) -> None:
        if self._reader.restarts != self._restarts:
            self._restarts = self._reader.restarts
            self._told.clear()
            self._evaluated, self._probes = [], 0
            self._smooth.forget()
        for event in events:
            if isinstance(event, StepDone):
                if event.step <= last:
                    self._smooth.forget()
                continue
            self._told.append(event)
            if isinstance(event, Recovered | Resumed):
                self._smooth.forget()
                self._evaluated = [e for e in self._evaluated if e.step <= event.step]
            elif isinstance(event, Evaluated):
                self._evaluated.append(event)
            elif isinstance(event, ProbeDone):
                self._probes += 1

    def _read_config(self) -> TrainConfig | None:
        """The run's choices, read once they are needed."""
        if self._config is None and self._reader.last is not None:
            with suppress(UserError):  # a run can be looked at without
                self._config = read_config(self.folder)
        return self._config

    def _last_step(self) -> float:
        steps = self._reader.steps["step"]
        return float(steps[-1]) if len(steps) else 0.0

    def _now(self, lines: Values) -> dict[str, float]:
        series = self._reader.steps
        if not len(series):
            return {}
        now = {name: float(series[name][-1]) for name in (*MEASURES, *_AS_TOLD)}
        now |= {name: float(line[-1]) for name, line in zip(SMOOTH, lines, strict=True)}
        now["peak_rate"] = float(np.nanmax(series["learning_rate"]))
        lately = slice(-_LATELY, None)
        speeds = series["pictures_per_second"][lately]
        if np.isfinite(speeds).any():  # of one step it says little
            now["pictures_per_second"] = float(np.nanmedian(speeds))
        seconds = series["seconds"][lately]
        took = float(seconds[-1] - seconds[0])
        waited = float(np.nansum(series["waiting"][lately][1:]))
        now["waiting"] = waited / took if took > 0 else math.nan
        now["step_seconds"] = took / (len(seconds) - 1) if took > 0 else math.nan
        return now

    def _evaluations(self) -> Evaluations:
        found = self._reader.validation
        steps = found["step"].copy()
        nothing = np.full(len(steps), np.nan)
        loss = found["loss_total"].copy() if "loss_total" in found.columns else nothing
        classes = tuple(map(_classes, self._evaluated))
        return Evaluations(steps, found["map50"].copy(), loss, classes)


def _progress(series: Series, state: RunState) -> float:
    """A step tells how far the run was when it began."""
    if state is RunState.FINISHED:
        return 1.0
    return float(series["progress"][-1]) if len(series) else 0.0


def _classes(event: Evaluated) -> ClassFigures:
    """(class, AP) of an evaluation that tells of classes."""
    # Events of runs that an older version wrote have neither.
    names, values = getattr(event, "classes", ()), getattr(event, "ap", ())
    return tuple(zip(names, values, strict=False))


def _ends_of_epochs(series: Series) -> Values:
    """The steps at which a whole number of epochs was done."""
    if _EPOCH not in series.columns or len(series) < 2:
        return np.zeros(0)
    whole = np.floor(np.nan_to_num(series[_EPOCH]))
    return series["step"][1:][np.diff(whole) > 0].copy()
