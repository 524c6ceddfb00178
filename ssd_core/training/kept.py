"""A run that nothing can lose: what is saved when, and what happens when a loss is lost."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import asdict, replace
from pathlib import Path

from ssd_core.device import Device
from ssd_core.inference import Detector
from ssd_core.training.checkpoint import Checkpoint, Ledger, finite
from ssd_core.training.config import TrainConfig
from ssd_core.training.data import PictureSource, batch_keys
from ssd_core.training.events import (
    Evaluated,
    LeftOut,
    ProbeDone,
    Recovered,
    Resumed,
    Saved,
    Stopped,
    TrainEvent,
)
from ssd_core.training.folder import RunFolder
from ssd_core.training.held_out import measure_held_out, never
from ssd_core.training.loop import Stop, Trainer
from ssd_core.training.probing import Prober, make_prober
from ssd_core.training.randomness import random_state
from ssd_core.training.tensorboard import Board
from ssd_core.training.unread import Unread
from ssd_core.weights import write_weights

MAX_RECOVERIES = 3


class KeptRun:
    """Steps, evaluations, states and recoveries in their order; each event is in the folder first.

    What depends on the moment of a break is not saved, so that a resumed run is the same run.
    """

    def __init__(
        self,
        trainer: Trainer,
        source: PictureSource,
        config: TrainConfig,
        device: Device,
        folder: RunFolder,
        provenance: dict[str, str],
        ledger: Ledger,
        unread: Unread,
    ) -> None:
        """unread: learns of pictures that cannot be read; this tells of them."""
        self._trainer = trainer
        self._source = source
        self._config = config
        self._device = device
        self._folder = folder
        self._provenance = provenance
        self._ledger = ledger
        self._unread = unread
        self._prober: Prober | None = None
        self._board: Board | None = None

    def events(
        self, stop: Stop, *, measure: Stop = never, resumed: bool = False
    ) -> Iterator[TrainEvent]:
        """Everything that happens until the run is over or ``stop()`` is heard.

        measure: once it is, the network is evaluated first for as long as ``measure()`` holds.
        """
        try:
            yield from self._events(stop, measure, resumed=resumed)
        finally:
            self._trainer.close()
            if self._board is not None:
                self._board.close()

    def save_state(self) -> None:
        """Make this moment the one that the run is resumed from."""
        self._ledger = replace(self._ledger, **self._folder.log_sizes())
        state, model = self._trainer.state(), self._trainer.model_config
        self._folder.save_state(Checkpoint(state, model, self._provenance, self._ledger))

    def _events(self, stop: Stop, measure: Stop, *, resumed: bool) -> Iterator[TrainEvent]:
        self._board = Board(self._folder.path, step=self._trainer.step)
        if resumed:
            yield self._told(Resumed(self._trainer.step))
        self._prober = make_prober(
            self._folder.path, self._config, self._source, self._trainer.network, self._device
        )
        if self._ledger.events == 0:  # nothing is logged, not even a look at the start
            self._forget_probes_after(-1)
            yield from self._probed()
        self._forget_probes_after(self._trainer.step)
        if resumed and self._trainer.step % self._config.evaluate_every == 0:
            yield from self._evaluated(stop)  # which a stop may have cut short
        end: Stopped | None = None
        while end is None:
            for event in self._trainer.run(lambda: stop() or self._has_waited_enough()):
                if isinstance(event, Stopped):
                    end = yield from self._end(event, stop, measure)
                else:
                    yield self._told(event)
                    yield from self._after_step(stop)
        yield self._told(end)

    def _told(self, event: TrainEvent) -> TrainEvent:
        self._folder.tell(event)
        if self._board is not None:
            self._board.tell(event)
        return event

    def _after_step(self, stop: Stop) -> Iterator[TrainEvent]:
        step = self._trainer.step
        yield from self._left_out()
        if self._prober is not None and self._prober.is_due(step):
            yield from self._probed()
        if step % self._config.evaluate_every == 0:
            yield from self._evaluated(stop)
        elif step % self._config.save_every == 0:
            self.save_state()

    def _left_out(self) -> Iterator[LeftOut]:
        """Name the pictures that could not be read since this was asked last."""
        pictures = self._unread.take()
        if pictures:
            event = LeftOut(self._trainer.step, pictures)
            self._told(event)
            yield event

    def _end(
        self, event: Stopped, stop: Stop, measure: Stop
    ) -> Generator[TrainEvent, None, Stopped | None]:
        """What is due when the trainer stops; None if it shall go on."""
        if event.reason == "not finite":
            return (yield from self._recovered())
        if self._has_waited_enough():
            return replace(event, reason="no better")
        if event.reason == "finished":
            yield from self._probed()
            yield from self._evaluated(stop)
        elif measure():
            yield from self._probed()
            yield from self._evaluated(lambda: not measure())
        if self._ledger.evaluated_at == event.step:
            return event
        self._write_weights(self._folder.last, {})
        self.save_state()
        yield self._told(Saved(event.step, self._folder.last))
        return replace(event, reason="asked")

    def _probed(self) -> Iterator[TrainEvent]:
        """Look at the probes, unless that was done."""
        step = self._trainer.step
        if self._prober is not None and not self._prober.has(step):
            path = self._prober.look(self._trainer.averaged_network(), step)
            yield self._told(ProbeDone(step, path))

    def _forget_probes_after(self, step: int) -> None:
        """Drop what was said of the probes in steps that are taken anew."""
        if self._prober is not None:
            self._prober.forget_after(step)

    def _evaluated(self, stop: Stop) -> Iterator[Evaluated | LeftOut | Saved]:
        """Evaluate, write weights and state, unless that was done or ``stop()`` is heard."""
        step = self._trainer.step
        if step == self._ledger.evaluated_at:
            return
        detector = Detector(self._trainer.averaged_network(), self._device)
        wanted = self._config.evaluate_pictures
        seen = measure_held_out(detector, self._source, wanted, stop=stop, unread=self._unread)
        yield from self._left_out()
        if seen is None:
            return
        score = finite(seen.map50)
        for path in self._improved(score):
            self._write_weights(path, {} if score is None else {"mAP@0.5": f"{score:.4f}"})
        self._ledger = replace(self._ledger, evaluated_at=step)
        told = Evaluated(step=step, classes=detector.config.classes, **asdict(seen))
        events = told, Saved(step, self._folder.last)
        for event in events:
            self._told(event)
        self.save_state()
        yield from events

    def _improved(self, score: float | None) -> list[Path]:
        """Where the weights go that have this mAP; the first ones are the best so far."""
        best = self._ledger.best
        if best is not None and (score is None or score <= best):
            self._ledger = replace(self._ledger, waited=self._ledger.waited + 1)
            return [self._folder.last]
        self._ledger = replace(self._ledger, best=score, waited=0)
        return [self._folder.best, self._folder.last]

    def _has_waited_enough(self) -> bool:
        """Whether the run ends because it no longer gets better."""
        return 0 < self._config.patience <= self._ledger.waited

    def _write_weights(self, path: Path, facts: dict[str, str]) -> None:
        network = self._trainer.averaged_network()
        facts = self._provenance | {"steps": str(self._trainer.step)} | facts
        write_weights(path, network.state_dict(), network.config, provenance=facts)

    def _recovered(self) -> Generator[TrainEvent, None, Stopped | None]:
        """Go back to the last state and leave out what came since; give up after three times."""
        step, batch = self._trainer.step, self._trainer.batches - 1
        random = random_state(self._device.torch)
        self._trainer.go_back(self._folder.read_state().trainer)
        self._forget_probes_after(self._trainer.step)
        attempt = self._trainer.recoveries
        keys = batch_keys(
            self._source.size, batch=self._config.batch, seed=self._config.seed, position=batch
        )
        spoilt = self._trainer.spoilt()
        pictures = tuple(
            self._source.name(keys[number][0]) for number in spoilt or range(len(keys))
        )
        facts = {"step": step, "batch": batch, "keys": keys, "not finite alone": spoilt}
        self._folder.save_trouble(batch, facts | {"pictures": pictures, "random": random})
        if attempt > MAX_RECOVERIES:
            return Stopped(step, "not finite", pictures)
        yield self._told(
            Recovered(self._trainer.step, step - self._trainer.step, attempt, pictures)
        )
        self.save_state()
        return None
