"""What the training thread does for a request: pictures and network made ready, errors readable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gui.workers.preflight import Pictures, look
from ssd_core.config import SHAPE_CLASSES, SHAPES, DBoxConfig, preset
from ssd_core.errors import UserError
from ssd_core.sentence import say

if TYPE_CHECKING:
    from ssd_core.training.config import TrainConfig
    from ssd_core.training.data import PictureSource
    from ssd_core.training.events import TrainEvent


_MOST_NAMED = 3
"""Pictures in a sentence; where a whole batch is to blame, the details name the others."""


@dataclass(frozen=True, slots=True, eq=False)
class NewRun:
    """A run to begin in a new folder of ``parent`` whose name starts with ``name``.

    preset: of its network. weights: a file to start from, None for none. classes: none for those
    in the data. pictures: where they were looked at already. device: as in ``WeightsRequest``.
    """

    parent: Path
    name: str
    config: TrainConfig
    preset: str
    classes: tuple[str, ...]
    weights: Path | None
    device: str
    pictures: Pictures | None = None


@dataclass(frozen=True, slots=True)
class OldRun:
    """A run to go on with in ``folder``."""

    folder: Path
    device: str


@dataclass(frozen=True, slots=True, eq=False)
class RunEnd:
    """Nothing happens any more in the run in ``folder``, None if there is none yet.

    step: how far it came; None if that is not known. finished: it is complete and cannot go on.
    error: why it broke off, None if it did not.
    """

    folder: Path | None
    step: int | None
    finished: bool = False
    error: UserError | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """What the thread asks a person while it works, and tells.

    stop, measure: as ``training.run.train`` has them. looking: how many pictures of how many were
    looked at before the run.
    """

    stop: Callable[[], bool]
    measure: Callable[[], bool]
    looking: Callable[[int, int], None]


def folder_of(request: NewRun | OldRun) -> Path:
    """Where the run is written: of a new one, a folder that is not there yet."""
    if isinstance(request, OldRun):
        return request.folder
    number = 1
    while (folder := request.parent / f"{request.name}-{number:02d}").exists():
        number += 1
    return folder


def begin(request: NewRun | OldRun, folder: Path, asking: Asking) -> Iterator[TrainEvent] | None:
    """The events of the run that is asked for, its pictures and network loaded.

    None where a person gave up before that. Raises UserError.
    """
    if isinstance(request, NewRun):
        return _new(request, folder, asking)
    return _old(folder, request.device, asking)


def ended(folder: Path, last: TrainEvent) -> RunEnd:
    """How a run stands whose last event is ``last``."""
    from ssd_core.training.events import Stopped

    if not isinstance(last, Stopped):
        return RunEnd(folder, None)
    error = None
    if last.reason == "not finite":
        error = UserError(
            say("Training stopped: the loss is no longer finite."),
            say(
                "Step {step}, {pictures}. What was saved before stays. A smaller learning rate may "
                "help.",
                step=f"{last.step:,}",
                pictures=", ".join(last.pictures[:_MOST_NAMED])
                + (", …" if len(last.pictures) > _MOST_NAMED else ""),
            ),
            details={"step": f"{last.step:,}", "pictures": ", ".join(last.pictures)},
        )
    return RunEnd(folder, last.step, finished=last.reason != "asked", error=error)


def readable(error: UserError) -> UserError:
    """``error``, or what it says where a loader process has put its whole traceback into it."""
    lines = error.headline.strip().splitlines()
    if len(lines) < 2:
        return error
    said = lines[-1].partition("UserError: ")[2] or lines[-1].partition("Error: ")[2]
    return UserError(
        say("The run was broken off: a picture could not be loaded."),
        said or lines[-1],
        details={"where": error.headline, "try": say("check the data again")},
    )


def _new(request: NewRun, folder: Path, asking: Asking) -> Iterator[TrainEvent] | None:
    from ssd_core.device import choose
    from ssd_core.training.run import train
    from ssd_core.training.starting import provenance, starting_network

    config, dboxes = request.config, preset(request.preset).dboxes
    source = _source(config, request.classes, dboxes, asking, request.pictures)
    if source is None:
        return None
    classes = getattr(source, "classes", SHAPE_CLASSES)
    network = starting_network(
        request.preset,
        classes,
        seed=config.seed,
        weights=request.weights,
        quiet_heads=config.quiet_heads,
    )
    return train(
        network,
        config,
        source,
        folder,
        choose(request.device),
        provenance=provenance(config),
        stop=asking.stop,
        measure=asking.measure,
    )


def _old(folder: Path, device: str, asking: Asking) -> Iterator[TrainEvent] | None:
    from ssd_core.device import choose
    from ssd_core.training.checkpoint import read_checkpoint
    from ssd_core.training.config_file import read_config
    from ssd_core.training.folder import STATE
    from ssd_core.training.run import resume

    config = read_config(folder)
    model = read_checkpoint(folder / STATE).model
    source = _source(config, model.classes, model.dboxes, asking)
    if source is None:
        return None
    return resume(folder, config, source, choose(device), stop=asking.stop, measure=asking.measure)


def _source(
    config: TrainConfig,
    classes: tuple[str, ...],
    dboxes: DBoxConfig,
    asking: Asking,
    pictures: Pictures | None = None,
) -> PictureSource | None:
    """What is learnt from; None where a person gave up. Raises UserError."""
    from ssd_core.training.sources import annotated_source, shapes_source

    if config.data == (SHAPES,):
        return shapes_source(config.seed, classes or None)
    if pictures is None:
        # One that is stopped only to be measured has to load its pictures all the same.
        def given_up() -> bool:
            return asking.stop() and not asking.measure()

        pictures = look(
            config.data, classes, dboxes, seed=config.seed, stop=given_up, tell=asking.looking
        )
    if pictures is None:
        return None
    size = dboxes.input_size
    return annotated_source(
        *(pictures.sets, pictures.report),
        input_size=size,
        seed=config.seed,
        augment=config.augment,
    )
