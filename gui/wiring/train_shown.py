"""How the run that is looked at stands: chip, progress, log and status line, from its folder."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject

from gui.controls.details import without_home
from gui.panels.train.run_log import LogLine
from gui.panels.train.state_chip import Tone
from gui.sentences import translated
from gui.wiring.own_run import OwnRun, Phase
from gui.wiring.parts import Parts
from gui.workers.run_seen import Followed, RunSeen
from gui.workspaces.train import TrainWorkspace
from ssd_core.errors import printable
from ssd_core.sentence import Sentence, say
from ssd_core.training.events import (
    Evaluated,
    LeftOut,
    Recovered,
    Resumed,
    Saved,
    Stopped,
    TrainEvent,
)
from ssd_core.training.follow import RunState


class TrainShown(QObject):
    """Renders what is known of the run whenever that changes: its folder, or our own phase."""

    def __init__(self, parts: Parts, page: TrainWorkspace, own: OwnRun) -> None:
        super().__init__(page)
        self._runs, self._page, self._own = parts.runs, page, own
        self._seen: RunSeen | None = None
        self._told: tuple[TrainEvent, ...] = ()  # what the log shows
        self._looked_at = (0, 0)
        parts.runs.watched_changed.connect(self._on_watched)
        parts.runs.followed.connect(self._on_followed)
        own.changed.connect(self.render)
        own.looking.connect(self._on_looking)
        page.installEventFilter(self)
        self.render()

    def close(self) -> None:
        """Nothing runs here."""

    @property
    def seen(self) -> RunSeen | None:
        """What is known of the run that is looked at."""
        return self._seen

    @property
    def run_state(self) -> RunState | None:
        """How the run stands that is looked at. For a while, a folder looks as if one went on that
        was broken off; of our own we know better.
        """
        if self._seen is None:
            return None
        if self._is_own() and self._own.broken and self._seen.state is RunState.RUNNING:
            return RunState.RUNNING if self._seen.written else RunState.STALE
        return self._seen.state

    def render(self) -> None:
        """Show it again."""
        page, seen = self._page, self._seen
        page.head.chip.set_state(*self._state())
        busy_with_other = self._own.is_busy and not self._is_own()
        share = None if seen is None or busy_with_other else seen.progress
        page.head.line.set_share(share)
        told = () if seen is None else seen.told
        if len(told) != len(self._told) or told[-1:] != self._told[-1:]:
            self._told = told
            page.log.set_lines(log_lines(told))
        self._render_status()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self.render()
        return False

    def _on_watched(self, _folder: object) -> None:
        self._seen = None
        self.render()

    def _on_followed(self, followed: Followed) -> None:
        self._seen = followed.watched
        self.render()

    def _on_looking(self, done: int, total: int) -> None:
        self._looked_at = done, total
        self.render()

    def _is_own(self) -> bool:
        return self._runs.watched is not None and self._runs.watched == self._own.folder

    # Words

    def _state(self) -> tuple[str, Tone]:
        phase = self._own.phase
        if phase is Phase.PREPARING:
            done, total = self._looked_at
            counted = self.tr("Looking at picture {done} of {total}")
            words = counted.format(done=f"{done:,}", total=f"{total:,}")
            return (words if done < total else self.tr("Starting…")), "busy"
        if self._is_own() or self._seen is None:
            own = {
                Phase.PAUSING: (self.tr("Pausing…"), "busy"),
                Phase.STOPPING: (self.tr("Stopping…"), "busy"),
                Phase.MEASURING: (self.tr("Measuring what it learnt…"), "busy"),
                Phase.PAUSED: (self._at_step(self.tr("Paused")), "muted"),
            }
            if phase in own:
                return own[phase]
        if self._seen is None:
            return "", "muted"
        return self._state_of_folder(self._seen)

    def _state_of_folder(self, seen: RunSeen) -> tuple[str, Tone]:
        if seen.error is not None:
            return translated(seen.error.sentences), "danger"
        match self.run_state:
            case RunState.RUNNING:
                return self._progress(seen), "busy"
            case RunState.FINISHED:
                return self.tr("Finished"), "success"
            case RunState.STOPPED:
                return self._at_step(self.tr("Stopped")), "muted"
            case RunState.GIVEN_UP:
                return self._at_step(self.tr("Given up: the loss was not finite")), "danger"
            case RunState.STALE:
                return self._at_step(self.tr("Broken off")), "warning"
        return self.tr("No run in there"), "muted"

    def _progress(self, seen: RunSeen) -> str:
        parts = [self.tr("Training"), self._how_far(seen)]
        left = seconds_left(seen)
        if left is not None:
            parts.append(self._time_left(left))
        return " · ".join(filter(None, parts))

    def _how_far(self, seen: RunSeen) -> str:
        """In epochs where the run is counted in them, else in steps; "" where the clock ends it."""
        config, epoch = seen.config, seen.now.get("epoch", math.nan)
        if config is None or config.minutes or not seen.step:
            return ""
        if config.epochs and math.isfinite(epoch):
            number = min(math.floor(epoch) + 1, config.epochs)
            return self.tr("epoch {number}/{total}").format(number=number, total=config.epochs)
        counted = self.tr("step {step}/{total}")
        return counted.format(step=f"{seen.step:,}", total=f"{config.steps:,}")

    def _time_left(self, seconds: float) -> str:
        if seconds < 60:
            return self.tr("less than a minute left")
        minutes = round(seconds / 60)
        if minutes < 100:
            return self.tr("ETA {minutes} min").format(minutes=minutes)
        return self.tr("ETA {hours} h").format(hours=f"{minutes / 60:.1f}")

    def _at_step(self, words: str) -> str:
        if self._seen is None or not self._seen.step:
            return words
        step = self.tr("step {step}").format(step=f"{self._seen.step:,}")
        return f"{words} · {step}"

    def _steps(self, seen: RunSeen) -> str:
        if seen.config is None or seen.config.minutes:
            return self.tr("{steps} steps").format(steps=f"{seen.step:,}")
        words = self.tr("{steps} / {total} steps")
        return words.format(steps=f"{seen.step:,}", total=f"{seen.config.steps:,}")

    def _render_status(self) -> None:
        seen, folder = self._seen, self._runs.watched
        steps = pace = best = ""
        if seen is not None and seen.step:
            steps = self._steps(seen)
            took = seen.now.get("step_seconds", math.nan)
            if math.isfinite(took):
                pace = self.tr("{seconds} s / step").format(seconds=f"{took:.3f}")
            if seen.evaluations.best is not None:
                best = self.tr("best mAP {score}").format(score=f"{seen.evaluations.best[1]:.2f}")
        place = "" if folder is None else without_home(str(folder))
        saved = self.tr("saved to {folder}").format(folder=place) if place else ""
        self._page.status.set_run(steps=steps, pace=pace, place=saved, best=best)


def seconds_left(seen: RunSeen) -> float | None:
    """How long the rest of a run takes, by its clock or else at the pace so far; None while that
    cannot be told.
    """
    seconds, config = seen.now.get("seconds", math.nan), seen.config
    if not math.isfinite(seconds) or config is None or not seen.step:
        return None
    if config.minutes:
        return max(60 * config.minutes - seconds, 0.0)
    done = min(seen.step / config.steps, 1.0)
    return seconds / done * (1.0 - done) if done >= 0.01 else None


def log_lines(told: Sequence[TrainEvent]) -> list[LogLine]:
    """What the log says of these events, the newest first."""
    lines: list[LogLine] = []
    best = -1.0
    measured = {event.step for event in told if isinstance(event, Evaluated)}  # saved every time
    for event in told:
        line = None
        if isinstance(event, Evaluated):
            line = LogLine(event.step, _measured(event), best=event.map50 > best)
            best = max(best, event.map50 if math.isfinite(event.map50) else best)
        elif isinstance(event, Recovered):
            line = LogLine(event.step, _recovered(event), "warning")
        elif isinstance(event, LeftOut):
            line = LogLine(event.step, _left_out(event), "warning")
        elif isinstance(event, Resumed):
            line = LogLine(event.step, say("resumed"), "muted")
        elif isinstance(event, Saved) and event.step not in measured:
            line = LogLine(event.step, say("saved {name}", name=event.path.name), "muted")
        elif isinstance(event, Stopped):
            line = _stopped(event)
        if line is not None:
            lines.append(line)
    return lines[::-1]


def _measured(event: Evaluated) -> Sentence:
    score = f"{event.map50:.2f}" if math.isfinite(event.map50) else "–"
    loss = event.loss_loc + event.loss_conf
    if math.isfinite(loss):
        return say("val {loss} · mAP {score}", loss=f"{loss:.2f}", score=score)
    return say("mAP {score}", score=score)


def _recovered(event: Recovered) -> Sentence:
    return say(
        "went back by {lost} steps: not finite on {pictures}",
        lost=event.lost,
        pictures=", ".join(map(printable, event.pictures)),
    )


def _left_out(event: LeftOut) -> Sentence:
    pictures = ", ".join(map(printable, event.pictures))
    return say("left out, cannot be read: {pictures}", pictures=pictures)


def _stopped(event: Stopped) -> LogLine:
    match event.reason:
        case "finished":
            return LogLine(event.step, say("finished"), "success")
        case "no better":
            return LogLine(event.step, say("finished: it got no better"), "success")
        case "not finite":
            return LogLine(event.step, say("given up: the loss was not finite"), "danger")
    return LogLine(event.step, say("stopped"), "muted")
