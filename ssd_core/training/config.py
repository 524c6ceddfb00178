"""TrainConfig: every choice of a training run, as one value that is written beside its results."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace

from ssd_core.config import AUGMENTATIONS

MAX_WORKERS = 64
"""Each is a process with a torch of its own: hundreds bring a machine down."""
MAX_PROBES = 16
"""More pictures than this nobody watches, and each takes a quarter of a megabyte at every look."""
MAX_MILESTONES = 16
OPTIMISERS = ("adamw", "muon", "sgd")
SCHEDULES = ("cosine", "step", "constant")
PRECISIONS = ("auto", "fp32", "bf16", "fp16")


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """How to train. The defaults are what runs did before a choice was there.

    Moments are told in shares of the run, 0..1, so that they hold for any length.

    data: where the pictures come from: "shapes" alone, or full paths of VOC folders and COCO files.
    steps: optimiser steps of the run. epochs: if positive, its length in passes over the pictures
    instead. minutes: if positive, the schedule follows the clock instead and the run ends after so
    many minutes.
    batch: pictures that a step learns from. parts: into how many parts a batch is cut that are
    computed one after another, for less memory; their gradients add up to that of the whole batch
    (gradient accumulation).
    learning_rate: the peak. schedule: how it falls from there: "cosine" to a hundredth, "step" to a
    tenth at each of ``milestones`` (shares of the run), or not at all ("constant").
    warm_up: share of the run in which it rises to the peak.
    optimiser: "adamw"; "muon", which is AdamW with Muon for hidden convolutions; or "sgd" with
    ``momentum``, as in the paper.
    weight_decay: of the weights of convolutions. decay_all: of biases, scales and norms as well.
    negatives: hard negatives that the loss takes for each positive of a picture; 3 in the paper.
    quality: whether a positive is taught its class only as far as its predicted box lies on the
    object (``ssd_core.quality``), so that scores answer for boxes too; not so in the paper.
    clip: gradients are clipped to this value, element by element; 0 leaves them alone.
    average: decay of the moving average of the weights, which is evaluated and saved instead of
    them; 0 for none.
    quiet_heads: whether new heads begin with weights near zero instead of He initialisation.
    frozen: share of the run, from its start, in which the backbone stays as it is; 1 for all of it.
    augment: what chance may do to pictures of folders and files, some of ``AUGMENTATIONS``; of
    generated scenes each is another one anyway.
    precision: of convolutions: "fp32", "bf16", "fp16" with a scaled loss, or "auto" for the fastest
    one that is safe on the device; weights and loss are float32 in any.
    patience: evaluations without a better mAP after which the run ends; 0 for never.
    evaluate_every: steps between two evaluations. evaluate_epochs: if positive, passes instead.
    evaluate_pictures: held-out pictures to look at.
    save_every: steps between two states that a run can be resumed from.
    probe_every: steps between two looks at the probes; 0 for none at all.
    probe_pictures: held-out pictures to take as probes, unless ``probes`` names picture files.
    """

    data: tuple[str, ...] = ("shapes",)
    steps: int = 2_000
    epochs: int = 0
    minutes: float = 0.0
    batch: int = 8
    parts: int = 1
    learning_rate: float = 2e-3
    schedule: str = "cosine"
    milestones: tuple[float, ...] = (0.67, 0.83)
    warm_up: float = 0.02
    optimiser: str = "adamw"
    momentum: float = 0.9
    weight_decay: float = 0.02
    decay_all: bool = False
    negatives: int = 3
    quality: bool = False
    clip: float = 2.0
    average: float = 0.999
    quiet_heads: bool = False
    frozen: float = 0.0
    augment: tuple[str, ...] = AUGMENTATIONS
    precision: str = "fp32"
    patience: int = 0
    seed: int = 0
    workers: int = 1
    evaluate_every: int = 500
    evaluate_epochs: int = 0
    evaluate_pictures: int = 200
    save_every: int = 100
    probe_every: int = 50
    probe_pictures: int = 4
    probes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises ValueError, naming the choice, for one that makes no sense."""
        for field in fields(self):
            if isinstance(field.default, tuple):  # JSON has lists alone
                object.__setattr__(self, field.name, tuple(getattr(self, field.name)))
        self._check_names()
        self._check_numbers()
        self._check_together()

    def settled(self, *, pictures: int, precision: str) -> TrainConfig:
        """The same run in steps, in a definite precision: what is carried out and written down.

        pictures: of an epoch. precision: what "auto" means on the device.
        """

        def steps(epochs: int) -> int:
            return math.ceil(epochs * pictures / self.batch)

        return replace(
            self,
            steps=steps(self.epochs) or self.steps,
            evaluate_every=steps(self.evaluate_epochs) or self.evaluate_every,
            precision=precision if self.precision == "auto" else self.precision,
        )

    def _check_names(self) -> None:
        if not self.data or not all(isinstance(path, str) for path in self.data):
            raise ValueError(f"data must be one path or more, not {self.data!r}")
        if len(self.probes) > MAX_PROBES or not all(isinstance(p, str) for p in self.probes):
            raise ValueError(f"probes must be at most {MAX_PROBES} paths")
        if not set(self.augment) <= set(AUGMENTATIONS):
            names = ", ".join(AUGMENTATIONS)
            raise ValueError(f"augment must be some of {names}, not {self.augment!r}")
        for name, known in (
            ("optimiser", OPTIMISERS),
            ("schedule", SCHEDULES),
            ("precision", PRECISIONS),
        ):
            if getattr(self, name) not in known:
                names = ", ".join(known)
                raise ValueError(f"{name} must be one of {names}, not {getattr(self, name)!r}")

    def _check_numbers(self) -> None:
        for name in (
            "steps",
            "batch",
            "parts",
            "negatives",
            "evaluate_every",
            "evaluate_pictures",
            "save_every",
        ):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")
        for name in (
            *("epochs", "minutes", "weight_decay", "clip", "patience", "seed", "workers"),
            *("evaluate_epochs", "probe_every"),
        ):
            if not 0 <= getattr(self, name) < math.inf:
                raise ValueError(f"{name} must not be negative or endless: {getattr(self, name)}")
        for name in ("warm_up", "average", "momentum"):
            if not 0 <= getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 0 and below 1: {getattr(self, name)}")
        if not 0 <= self.frozen <= 1:
            raise ValueError(f"frozen must lie in 0..1: {self.frozen}")
        if self.workers > MAX_WORKERS:
            raise ValueError(f"workers must be at most {MAX_WORKERS}, not {self.workers}")
        if not 1 <= self.probe_pictures <= MAX_PROBES:
            raise ValueError(f"probe_pictures must lie in 1..{MAX_PROBES}")
        if not 0 < self.learning_rate < math.inf:
            raise ValueError(f"learning_rate must be above 0, not {self.learning_rate}")

    def _check_together(self) -> None:
        if self.epochs and self.minutes:
            raise ValueError("minutes and epochs cannot both be the length")
        if self.parts > self.batch:
            raise ValueError(f"parts must be at most batch, not {self.parts} of {self.batch}")
        shares = self.milestones
        sound = all(type(share) in (int, float) and 0 < share < 1 for share in shares)
        if not sound or len(shares) > MAX_MILESTONES or list(shares) != sorted(set(shares)):
            raise ValueError(f"milestones must rise between 0 and 1: {shares}")
