"""What the window asks of the thread that follows runs, and its frozen answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ssd_core.errors import UserError
from ssd_core.training.config import TrainConfig
from ssd_core.training.curves import Curve, Values
from ssd_core.training.events import TrainEvent
from ssd_core.training.follow import RunState

LOSSES = ("loss_total", "loss_conf", "loss_loc")
NOISY = ("gradient_norm", "positives", "pictures_per_second")
"""Those that say nothing of a single step."""
MEASURES = ("learning_rate", "gradient_norm", "pictures_per_second", "positives")
"""Columns of ``RunReader.steps`` that are drawn beside the losses."""


ClassFigures = tuple[tuple[str, float], ...]
"""(class, AP) of each class."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How curves are shown.

    first, last: the steps in sight; None: all there are. columns: of pixels, how wide the plot is.
    reach: steps that the smooth lines average over to either side, 0 for none.
    """

    first: float | None = None
    last: float | None = None
    columns: int = 640
    reach: float = 0.0


@dataclass(frozen=True, slots=True)
class FollowRequest:
    """Which run folders to follow, and how they are shown.

    watched: that of which everything is shown; None for none. overlaid: those beside it.
    """

    watched: Path | None = None
    overlaid: tuple[Path, ...] = ()
    sight: Sight = Sight()


@dataclass(frozen=True, slots=True, eq=False)
class Evaluations:
    """What was measured on held-out pictures, [E] each, by rising step.

    loss: of the held-out pictures, NaN where it was not measured. classes: (name, AP) by class, of
    each; empty where it was not measured.
    """

    steps: Values
    map50: Values
    loss: Values
    classes: tuple[ClassFigures, ...]

    @property
    def best(self) -> tuple[int, float] | None:
        """Step and mAP of the first of the best ones."""
        if not np.isfinite(self.map50).any():
            return None
        row = int(np.nanargmax(self.map50))
        return int(self.steps[row]), float(self.map50[row])


@dataclass(frozen=True, slots=True, eq=False)
class RunSeen:
    """How a run stands, and its curves as far as they are in sight.

    step: the newest that counts, 0 before the first. progress: 0..1 of the whole run.
    raw: curves of ``LOSSES`` and ``MEASURES``. smooth: of ``LOSSES`` and ``NOISY``. now: the newest
    value of each, the smooth one where there is one; also "waiting", the share of the last steps
    that was spent waiting for data.
    epochs: steps that end one; empty where the run tells nothing of epochs.
    told: its last events that are no steps, oldest first; at most ``MOST_TOLD``.
    probes: how many looks at the probes were told of. error: why it could not be read.
    config: its choices; None where they cannot be read. written: whether a process of this machine
    holds its lock now.
    """

    folder: Path
    state: RunState
    step: int
    progress: float
    raw: Mapping[str, Curve]
    smooth: Mapping[str, Curve]
    now: Mapping[str, float]
    evaluations: Evaluations
    epochs: Values
    told: tuple[TrainEvent, ...] = ()
    probes: int = 0
    error: UserError | None = None
    config: TrainConfig | None = None
    written: bool = False

    @property
    def name(self) -> str:
        """For people: that of its folder."""
        return self.folder.name or str(self.folder)

    def epoch(self, step: float) -> int | None:
        """Which epoch ``step`` is a part of, from 1; None where the run tells nothing of epochs."""
        return int((self.epochs < step).sum()) + 1 if len(self.epochs) else None


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """The answer: runs as they are now. ``request`` is the newest that was known then."""

    request: FollowRequest
    watched: RunSeen | None = None
    overlaid: tuple[RunSeen, ...] = field(default=())
