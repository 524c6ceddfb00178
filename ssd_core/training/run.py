"""Starting a training run in a folder, and going on with one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ssd_core.device import Device
from ssd_core.errors import Refusal, UserError, shown_name, shown_path
from ssd_core.network import SSD, build_network
from ssd_core.process_memory import keeping_freed_memory
from ssd_core.sentence import say
from ssd_core.training.assisting import assist
from ssd_core.training.checkpoint import Checkpoint, Ledger, read_checkpoint
from ssd_core.training.config import TrainConfig
from ssd_core.training.data import PictureSource, batches, epoch_of
from ssd_core.training.distributed import ALONE, World
from ssd_core.training.events import TrainEvent
from ssd_core.training.folder import STATE, RunFolder
from ssd_core.training.held_out import detect_held_out, never
from ssd_core.training.kept import KeptRun
from ssd_core.training.loop import Stop, Trainer
from ssd_core.training.precision import fastest
from ssd_core.training.state import TrainerState
from ssd_core.training.unread import Unread

__all__ = ["detect_held_out", "resume", "train"]


def train(
    network: SSD,
    config: TrainConfig,
    source: PictureSource,
    folder: Path,
    device: Device,
    *,
    provenance: dict[str, str],
    stop: Stop = never,
    measure: Stop = never,
    world: World = ALONE,
) -> Iterator[TrainEvent]:
    """Train ``network`` and keep everything in ``folder``, as ``training.folder`` describes it.

    What ``config`` leaves open is settled first and written down: epochs in steps, the precision.
    The averaged weights are evaluated and saved every ``evaluate_every`` steps and at the end. A
    state to resume from is saved then, every ``save_every`` steps, and when ``stop()`` says so,
    which is asked before each step and each evaluated picture. Raises UserError where ``folder``
    cannot be written, holds a run or is in use: what was saved before stays.

    measure: whether a run that is stopped is evaluated before it ends, so that what it has learnt
    since is kept if it is the best so far; asked before each picture of that evaluation.
    world: the processes that call this together, all with the same arguments. Only the leader has
    events.
    """
    config = config.settled(pictures=epoch_of(source), precision=fastest(device))
    _refuse_crowd(config, world)
    if world.rank:
        assist(_trainer(network, config, source, device, world), folder / STATE, stop)
        return
    run_folder = RunFolder(folder)
    try:
        run_folder.begin(config)
        unread = Unread()
        trainer = _trainer(network, config, source, device, world, unread=unread)
        ledger = Ledger(source.size)
        run = KeptRun(trainer, source, config, device, run_folder, provenance, ledger, unread)
        run.save_state()
        with keeping_freed_memory():
            yield from run.events(stop, measure=measure)
    finally:
        run_folder.close()


def resume(
    folder: Path,
    config: TrainConfig,
    source: PictureSource,
    device: Device,
    *,
    stop: Stop = never,
    measure: Stop = never,
    world: World = ALONE,
) -> Iterator[TrainEvent]:
    """Go on with the run in ``folder`` from its last state, as if it had never been broken off.

    config: that of ``read_config(folder)``. On a CPU with as many threads as before, every number
    is the same as in a run without the break. Raises UserError as ``train`` does, for a state that
    cannot be read, and for a source that has changed. world: as for ``train``; it need not be as
    large as before.
    """
    _refuse_crowd(config, world)
    if world.rank:
        saved = read_checkpoint(folder / STATE)
        assist(
            _trainer_of(saved, config, source, device, folder / STATE, world), folder / STATE, stop
        )
        return
    run_folder = RunFolder(folder)
    try:
        saved = run_folder.read_state()
        _refuse_other(source, saved.ledger, run_folder)
        unread = Unread()
        trainer = _trainer_of(saved, config, source, device, run_folder.state, world, unread)
        run_folder.go_on(saved.ledger)
        facts = dict(saved.provenance)
        run = KeptRun(trainer, source, config, device, run_folder, facts, saved.ledger, unread)
        with keeping_freed_memory():
            yield from run.events(stop, measure=measure, resumed=True)
    finally:
        run_folder.close()


def _trainer_of(
    saved: Checkpoint,
    config: TrainConfig,
    source: PictureSource,
    device: Device,
    state: Path,
    world: World,
    unread: Unread | None = None,
) -> Trainer:
    try:
        network = build_network(saved.model)
        return _trainer(network, config, source, device, world, saved=saved.trainer, unread=unread)
    except Refusal as refusal:
        headline = say("{name} could not be read.", name=state.name)
        raise UserError(headline, refusal.reason, details=refusal.details(state)) from refusal


def _trainer(
    network: SSD,
    config: TrainConfig,
    source: PictureSource,
    device: Device,
    world: World,
    *,
    saved: TrainerState | None = None,
    unread: Unread | None = None,
) -> Trainer:
    """A trainer with this process's part of the batches, from where ``saved`` left off.

    unread: is told of pictures that cannot be read.
    """
    data = batches(
        source,
        network.config,
        batch=config.batch,
        seed=config.seed,
        workers=config.workers,
        start=0 if saved is None else saved.position.batches,
        part=(world.rank, world.size),
        unread=None if unread is None else lambda index: unread.add(source.name(index)),
    )
    epoch = epoch_of(source)
    return Trainer(network, config, data, device.torch, state=saved, world=world, epoch=epoch)


def _refuse_crowd(config: TrainConfig, world: World) -> None:
    if config.batch < world.size:
        raise UserError(
            say(
                "A batch of {batch} pictures cannot be shared by {size} processes.",
                batch=config.batch,
                size=world.size,
            ),
            say("Make it larger, or start fewer."),
        )


def _refuse_other(source: PictureSource, ledger: Ledger, folder: RunFolder) -> None:
    if source.size != ledger.pictures:
        raise UserError(
            say("{name} cannot be resumed.", name=shown_name(folder.path)),
            say(
                "It learnt from {before:,} pictures, and there are {now:,} now.",
                before=ledger.pictures,
                now=source.size,
            ),
            details={
                "file": shown_path(folder.path),
                "try": say("a new run that starts from its last weights"),
            },
        )
