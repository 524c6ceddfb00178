"""A training run with its run folder: weights, log and configuration on disk."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path

from ssd_core.detection import select
from ssd_core.device import Device
from ssd_core.errors import UserError, shown_name, shown_path
from ssd_core.evaluation import evaluate
from ssd_core.inference import Detector
from ssd_core.network import SSD
from ssd_core.training.config import TrainConfig
from ssd_core.training.data import PictureSource, batches
from ssd_core.training.events import Evaluated, Saved, StepDone, Stopped, TrainEvent
from ssd_core.training.loop import Stop, Trainer
from ssd_core.types import Detections, GroundTruth, Thresholds
from ssd_core.weights import write_weights

EVALUATION_THRESHOLDS = Thresholds(confidence=0.01, overlap=0.45, top_k=200, max_detections=200)
"""mAP wants the whole precision-recall curve, so nearly everything is let through."""


def detect_held_out(
    detector: Detector, source: PictureSource, count: int
) -> tuple[list[Detections], list[GroundTruth]]:
    """What the detector finds on the first ``count`` held-out pictures, and what is there."""
    found, truths = [], []
    for index in range(min(count, source.held_out_size)):
        rgb, truth = source.held_out(index)
        found.append(select(detector(rgb).candidates, EVALUATION_THRESHOLDS).detections)
        truths.append(truth)
    return found, truths


def train(
    network: SSD,
    config: TrainConfig,
    source: PictureSource,
    folder: Path,
    device: Device,
    *,
    provenance: dict[str, str],
    stop: Stop = lambda: False,
) -> Iterator[TrainEvent]:
    """Train ``network`` and keep everything in ``folder``: log.csv, config.json, last.safetensors.

    The averaged weights are evaluated and saved every ``evaluate_every`` steps and at the end, but
    not after a loss that was not finite: the steps that led there may have spoilt them. Raises
    UserError where ``folder`` cannot be written.
    """
    with _naming(folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.json").write_text(json.dumps(asdict(config), indent=2))
    data = batches(
        source, network.config, batch=config.batch, seed=config.seed, workers=config.workers
    )
    trainer = Trainer(network, config, data, device.torch)
    checkpoints = _Checkpoints(trainer, source, config, device, folder, provenance)
    try:
        with _log(folder / "log.csv") as write:
            for event in trainer.run(stop):
                write(event)
                if _wants_checkpoint(event, config):
                    for extra in checkpoints.take():
                        write(extra)
                        yield extra
                yield event
    finally:
        trainer.close()


class _Checkpoints:
    """Evaluates and saves the averaged weights of a run, at most once a step."""

    def __init__(
        self,
        trainer: Trainer,
        source: PictureSource,
        config: TrainConfig,
        device: Device,
        folder: Path,
        provenance: dict[str, str],
    ) -> None:
        self._trainer = trainer
        self._source = source
        self._config = config
        self._device = device
        self._path = folder / "last.safetensors"
        self._provenance = provenance
        self._taken_at = 0

    def take(self) -> Iterator[Evaluated | Saved]:
        """Evaluate and save now, unless that was done at this step."""
        step = self._trainer.step
        if step == self._taken_at:
            return
        self._taken_at = step
        network = self._trainer.averaged_network()
        detector = Detector(network, self._device)
        found, truths = detect_held_out(detector, self._source, self._config.evaluate_pictures)
        score = evaluate(found, truths, num_classes=network.config.num_classes).map
        facts = self._provenance | {"steps": str(step), "mAP@0.5": f"{score:.4f}"}
        write_weights(self._path, network.state_dict(), network.config, provenance=facts)
        yield Evaluated(step, score, len(truths))
        yield Saved(step, self._path)


def _wants_checkpoint(event: StepDone | Stopped, config: TrainConfig) -> bool:
    if isinstance(event, Stopped):
        return event.reason != "not finite"
    return event.step % config.evaluate_every == 0


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Turn an OSError from inside into a UserError that names ``path``."""
    try:
        yield
    except OSError as error:
        raise UserError(
            f"{shown_name(path)} could not be written. The system says: {error.strerror}.",
            details={"file": shown_path(path), "try": "another folder or another disk"},
        ) from error


@contextmanager
def _log(path: Path) -> Iterator[Callable[[TrainEvent], None]]:
    """A function that appends steps and evaluations to a CSV file as they happen."""
    names = [f.name for f in fields(StepDone)] + ["map50"]
    with _naming(path):
        file = path.open("w", newline="", encoding="utf-8")
    with file:
        writer = csv.DictWriter(file, names, restval="", extrasaction="ignore")
        writer.writeheader()

        def write(event: TrainEvent) -> None:
            if isinstance(event, StepDone | Evaluated):
                with _naming(path):
                    writer.writerow(asdict(event))
                    file.flush()

        yield write
