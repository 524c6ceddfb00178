"""What the lesson asks of the lessons' thread. The learner stays there; frozen values come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ssd_core.lessons.lab import Lab
from ssd_core.lessons.training_step.values import After, StepTrace

if TYPE_CHECKING:
    from ssd_core.lessons.training_step.recording import Learner, Recording
    from ssd_core.training.data import PictureSource

Start = Literal["trained", "untrained"]
_LEARNER, _RECORDING = "training.learner", "training.recording"


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of the minute of training. seconds: since it began."""

    step: int
    localisation: float
    confidence: float
    seconds: float


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Take a learner and record its step on batch ``number``; then apply that."""

    start: Start
    number: int
    learning_rate: float

    def run(self, lab: Lab) -> Iterator[StepTrace | After]:
        from ssd_core.lessons.training_step.start import trained, untrained

        lab.notes[_LEARNER] = trained() if self.start == "trained" else untrained()
        yield from _record(lab, self.number, self.learning_rate)


@dataclass(frozen=True, slots=True)
class Look:
    """Record the step of the learner that is there, on batch ``number``; then apply that."""

    number: int
    learning_rate: float

    def run(self, lab: Lab) -> Iterator[StepTrace | After]:
        yield from _record(lab, self.number, self.learning_rate)


@dataclass(frozen=True, slots=True)
class NextStep:
    """Take the step that was recorded with ``taken_rate``, then look at the next one."""

    number: int
    taken_rate: float
    learning_rate: float

    def run(self, lab: Lab) -> Iterator[StepTrace | After]:
        lab.notes[_LEARNER], _ = _recording(lab).apply(self.taken_rate)
        yield from _record(lab, self.number, self.learning_rate)


@dataclass(frozen=True, slots=True)
class OtherRate:
    """The step that was recorded, with another learning rate."""

    learning_rate: float

    def run(self, lab: Lab) -> After:
        return _recording(lab).apply(self.learning_rate)[1]


@dataclass(frozen=True, slots=True)
class Minute:
    """Train from He initialisation for ``seconds``, then look at the next step.

    It may be broken off between two answers; the learner stays where it is then, to be looked at.
    source: instead of generated scenes.
    """

    seconds: float
    seed: int
    number: int
    learning_rate: float
    source: PictureSource | None = None

    def run(self, lab: Lab) -> Iterator[Progress | StepTrace | After]:
        from ssd_core.lessons.training_step.start import taken_from, toy_config, toy_trainer
        from ssd_core.training.events import StepDone

        config = toy_config(seed=self.seed, minutes=self.seconds / 60)
        trainer = toy_trainer(config, source=self.source)
        try:
            for event in trainer.run(lambda: False):
                if isinstance(event, StepDone):
                    yield Progress(event.step, event.loss_loc, event.loss_conf, event.seconds)
        finally:
            trainer.close()
            lab.notes[_LEARNER] = taken_from(trainer)
        yield from _record(lab, self.number, self.learning_rate)


def _record(lab: Lab, number: int, learning_rate: float) -> Iterator[StepTrace | After]:
    from ssd_core.lessons.training_step.recording import Recording, take_pictures
    from ssd_core.lessons.training_step.source import QuietScenes

    learner: Learner = lab.notes[_LEARNER]
    pictures = take_pictures(QuietScenes(), learner.config, number)
    recording = lab.notes[_RECORDING] = Recording(learner, pictures)
    yield recording.trace
    yield recording.apply(learning_rate)[1]


def _recording(lab: Lab) -> Recording:
    found: Recording = lab.notes[_RECORDING]
    return found
