"""What ``ssd-core train`` prints."""

from __future__ import annotations

from ssd_core.errors import UserError, printable
from ssd_core.sentence import say
from ssd_core.training.config import TrainConfig
from ssd_core.training.events import (
    Evaluated,
    LeftOut,
    Recovered,
    Resumed,
    Saved,
    StepDone,
    Stopped,
    TrainEvent,
)
from ssd_core.training.find_rate import RateFound, RateTried
from ssd_core.training.recipes import RECIPES


def report_choices(recipe: str, preset: str, config: TrainConfig) -> None:
    """Say by which recipe a run begins. config: settled."""
    length = f"{config.minutes:g} minutes" if config.minutes else f"{config.steps:,} steps"
    print(
        f"recipe {recipe} ({RECIPES[recipe].name})  {preset}  {length}  batch {config.batch}  "
        f"{config.optimiser} {config.learning_rate:g} {config.schedule}  {config.precision}",
        flush=True,
    )


def report(event: TrainEvent) -> None:
    """Print what a person wants to know. Raises UserError for a run that was given up."""
    match event:
        case StepDone() if event.step % 10 == 0 or event.step == 1:
            _say(
                event.step,
                f"{100 * event.progress:.1f} %  loc {event.loss_loc:.3f}  "
                f"conf {event.loss_conf:.3f}  lr {event.learning_rate:.2e}  "
                f"{event.pictures / event.seconds:.1f} pictures/s",
            )
        case Evaluated():
            loss = event.loss_loc + event.loss_conf
            _say(event.step, f"mAP@0.5 {event.map50:.4f}  loss {loss:.3f} on {event.pictures}")
        case Saved():
            _say(event.step, f"saved {event.path}")
        case Resumed():
            _say(event.step, "resumed")
        case Recovered():
            pictures = ", ".join(map(printable, event.pictures))
            _say(
                event.step,
                f"went back by {event.lost} steps: the loss was not finite on {pictures}",
            )
        case LeftOut():
            pictures = ", ".join(map(printable, event.pictures))
            _say(event.step, f"left out, for they cannot be read: {pictures}")
        case Stopped(reason="finished"):
            _say(event.step, "finished")
        case Stopped(reason="no better"):
            _say(event.step, "ended: it got no better")
        case Stopped(reason="not finite"):
            raise _given_up(event)


def _say(step: int, what: str) -> None:
    print(f"step {step}  {what}", flush=True)


def report_rate(event: RateTried | RateFound) -> None:
    """A line of the table of rates, or the suggestion below it."""
    match event:
        case RateTried():
            print(
                f"rate {event.rate:.2e}  loss {event.loss:8.3f}  smoothed {event.smoothed:8.3f}",
                flush=True,
            )
        case RateFound(rate=None):
            print("The loss fell at none of them.")
        case RateFound():
            print(f"Try --learning-rate {event.rate:.1e}")


def _given_up(event: Stopped) -> UserError:
    return UserError(
        say(
            "The loss was no longer finite after step {step}, on {pictures}.",
            step=event.step,
            pictures=", ".join(event.pictures),
        ),
        say("What was saved before stays; try a smaller --learning-rate."),
    )
