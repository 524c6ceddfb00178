"""Following a run folder from outside: a run of this program, of another process or machine."""

from __future__ import annotations

import math
import stat
import time
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import get_type_hints

from ssd_core.errors import Refusal, UserError, shown_name
from ssd_core.sentence import say
from ssd_core.training.event_lines import parse_event
from ssd_core.training.events import Evaluated, Recovered, Resumed, StepDone, Stopped, TrainEvent
from ssd_core.training.inside import status_inside
from ssd_core.training.lock import is_locked
from ssd_core.training.series import Series
from ssd_core.training.tail import CHUNK, MAX_LINE, LineTail

EVENTS = "events.jsonl"
LOCK = ".lock"
SILENCE = 120.0
"""Seconds without a word after which a run whose lock cannot be seen counts as broken off."""


class RunState(StrEnum):
    """How a run stands, as far as its folder tells."""

    NOTHING = "nothing"
    """There is no run in the folder yet."""
    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"
    """Somebody asked it to stop; it can be resumed."""
    GIVEN_UP = "given up"
    """Its loss was not finite too often."""
    STALE = "stale"
    """It was broken off without a word; it can be resumed."""


_ENDS = {
    "finished": RunState.FINISHED,
    "no better": RunState.FINISHED,
    "asked": RunState.STOPPED,
    "not finite": RunState.GIVEN_UP,
}


def _numbers(kind: type[StepDone] | type[Evaluated]) -> tuple[str, ...]:
    hints = get_type_hints(kind)
    return tuple(field.name for field in fields(kind) if hints[field.name] in (int, float))


_OF_STEPS = _numbers(StepDone)
_OF_EVALUATIONS = _numbers(Evaluated)


def _values(event: TrainEvent, names: tuple[str, ...]) -> dict[str, float]:
    return {name: getattr(event, name) for name in names}


class RunReader:
    """What a run folder tells, read on as it grows. Nothing in the folder is believed or changed.

    steps: one row a step that counts, with the numbers of ``StepDone``, "loss_total" (loc + conf)
    and "pictures_per_second" since the row before. validation: one row an evaluation, with the
    numbers of ``Evaluated`` and "loss_total". Steps that a recovery or a resumption undid are taken
    out again.

    One thread at a time. ``poll`` costs 0.05 ms where nothing is new and about 20 µs a line;
    memory is that of the columns.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.steps = Series((*_OF_STEPS, "loss_total", "pictures_per_second"))
        self.validation = Series((*_OF_EVALUATIONS, "loss_total"))
        self.last: TrainEvent | None = None
        """The newest event."""
        self.damaged = 0
        """Lines that were no events and were left out."""
        self.written = False
        """Whether a process held the run's lock when ``state`` was asked last."""
        self._tail = LineTail(folder, EVENTS)
        self._restarts = 0
        self._before: StepDone | None = None
        self._heard = -math.inf
        self._caught_up = False  # what was there at first was read to its end

    @property
    def restarts(self) -> int:
        """How often the file was cut or replaced, so that everything was read anew."""
        return self._restarts

    @property
    def skipped(self) -> int:
        """Lines that were left out, because they are too long or no events."""
        return self.damaged + self._tail.too_long

    def poll(self) -> list[TrainEvent]:
        """The events since the last call, at most 128 KiB of lines: call again while there are.

        Paths in events are bare names of files in the folder. Where the file was cut or replaced,
        ``restarts`` rises, the columns are emptied, and all events come again. Nothing where there
        is no such file yet. Raises UserError for what cannot be read.
        """
        try:
            lines = self._tail.read()
        except Refusal as refusal:
            path = self.folder / EVENTS
            headline = say("{name} could not be read.", name=shown_name(path))
            raise UserError(headline, refusal.reason, details=refusal.details(path)) from refusal
        if self._tail.restarts != self._restarts:
            self._start_over()
        if lines and self._caught_up:  # what was there already says nothing of now
            self._heard = time.monotonic()
        self._caught_up |= sum(map(len, lines)) < CHUNK - MAX_LINE
        return [event for line in lines if (event := self._event(line)) is not None]

    def state(self) -> RunState:
        """How the run stands after what ``poll`` has read.

        It is running if a process holds its lock; if none is seen to, because the folder is copied
        from another machine, while lines have come within the last two minutes.
        """
        self.written = self._locked()
        if isinstance(self.last, Stopped):
            return _ENDS.get(self.last.reason, RunState.STOPPED)
        if self.written:
            return RunState.RUNNING
        if self.last is None:  # or its folder is gone
            return RunState.NOTHING
        lately = time.monotonic() - self._heard < SILENCE
        return RunState.RUNNING if lately else RunState.STALE

    def _locked(self) -> bool:
        try:
            status = status_inside(self.folder, LOCK)
            if status is None or not stat.S_ISREG(status.st_mode):
                return False
            return is_locked(self.folder / LOCK)
        except (Refusal, OSError):
            return False

    def _event(self, line: bytes) -> TrainEvent | None:
        try:
            event = parse_event(line)
        except ValueError:
            self.damaged += 1
            return None
        if event is not None:
            self._take(event)
        return event

    def _take(self, event: TrainEvent) -> None:
        self.last = event
        match event:
            case StepDone():
                self.steps.append(_values(event, _OF_STEPS) | self._derived(event))
                self._before = event
            case Evaluated():
                total = {"loss_total": event.loss_loc + event.loss_conf}
                self.validation.append(_values(event, _OF_EVALUATIONS) | total)
            case Recovered() | Resumed():
                self.steps.cut(event.step)
                self.validation.cut(event.step)
                self._before = None

    def _derived(self, event: StepDone) -> dict[str, float]:
        pictures, seconds = event.pictures, event.seconds
        if self._before is not None:
            pictures -= self._before.pictures
            seconds -= self._before.seconds
        elif len(self.steps):  # the first after a break: its clock ran through that
            seconds = math.nan
        speed = pictures / seconds if seconds > 0 and pictures > 0 else math.nan
        return {"loss_total": event.loss_loc + event.loss_conf, "pictures_per_second": speed}

    def _start_over(self) -> None:
        self._restarts = self._tail.restarts
        self.steps.clear()
        self.validation.clear()
        self.last = self._before = None
