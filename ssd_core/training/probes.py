"""The time machine of a run: what its network said of the probes after any number of steps.

Probes are pictures that are looked at again and again while a run learns. The raw outputs are kept,
so any step can be looked at later with any thresholds, whether or not its weights are still there.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from pathlib import Path

import numpy as np

from ssd_core.coding import to_candidates
from ssd_core.config import SSDConfig
from ssd_core.dboxes import make_dboxes
from ssd_core.errors import Refusal, UserError, shown_name
from ssd_core.sentence import say
from ssd_core.training.array_file import Arrays
from ssd_core.training.inside import read_inside, status_inside
from ssd_core.training.probe_files import (
    FOLDER,
    MAX_BYTES,
    PICTURES,
    ProbePicture,
    damaged,
    decode_outputs,
    decode_pictures,
    outputs_name,
    steps_in,
)
from ssd_core.types import Candidates, RawOutput

_REMEMBERED = 8
"""Steps whose outputs stay in memory: a scrubber goes to and fro."""


class ProbeHistory:
    """The probes of a run, from its folder, while it is being written or later.

    Nothing in the folder is believed, changed or kept open. One thread at a time.
    """

    def __init__(self, folder: Path) -> None:
        """folder: of the run. It need not hold probes yet, nor be there. Raises UserError."""
        self.folder = folder
        self.steps: tuple[int, ...] = ()
        """Those that can be looked at, rising. Some go while a run does: see ``thinning``."""
        self.pictures: tuple[ProbePicture, ...] = ()
        self.config: SSDConfig | None = None
        """Of the network that looked; None until there are pictures."""
        self._seen: tuple[int, ...] | None = None
        self._outputs: OrderedDict[tuple[int, tuple[int, ...]], Arrays] = OrderedDict()
        self.refresh()

    def refresh(self) -> bool:
        """Look into the folder again, which takes about a millisecond.

        Returns whether steps or pictures are others than before. Raises UserError for pictures
        that cannot be read.
        """
        before = self.steps, self._seen
        try:
            self._read_pictures()
            self.steps = steps_in(self.folder / FOLDER) if self.pictures else ()
        except Refusal as refusal:
            raise self._unreadable(PICTURES, refusal) from refusal
        except OSError as error:
            raise self._unreadable(PICTURES, damaged(error)) from error
        return (self.steps, self._seen) != before

    def stamp(self, step: int) -> tuple[int, ...]:
        """Tells what is kept of a step from what took its place when a run took that step anew."""
        try:
            return _identity(status_inside(self.folder, f"{FOLDER}/{outputs_name(step)}"))
        except (Refusal, OSError):
            return ()

    def raw(self, step: int, picture: int) -> RawOutput:
        """What the averaged network said of ``pictures[picture]`` after ``step`` steps.

        Rounded to float16: scores are right to about 0.001. Takes about 3 ms from a file. Raises
        UserError for a step that is not there, or no longer, and for what cannot be read.
        """
        arrays = self._arrays(step)
        loc, conf = (arrays[name][picture].astype(np.float32) for name in ("loc", "conf"))
        return RawOutput(loc, conf)

    def candidates(self, step: int, picture: int) -> Candidates:
        """``raw`` with boxes decoded and scores softmaxed: what thresholds choose from."""
        raw = self.raw(step, picture)
        assert self.config is not None  # or there was nothing to read
        return to_candidates(raw, make_dboxes(self.config.dboxes), variances=self.config.variances)

    def _arrays(self, step: int) -> Arrays:
        name = outputs_name(step)
        try:
            key = step, _identity(status_inside(self.folder, f"{FOLDER}/{name}"))
            if key not in self._outputs:
                self._outputs[key] = self._read_outputs(name)
        except Refusal as refusal:
            raise self._unreadable(name, refusal) from refusal
        self._outputs.move_to_end(key)
        if len(self._outputs) > _REMEMBERED:
            self._outputs.popitem(last=False)
        return self._outputs[key]

    def _read_outputs(self, name: str) -> Arrays:
        if self.config is None:
            raise Refusal(
                say("The probes that belong to it are missing."),
                advice=say("copy the run's folder again"),
            )
        data = read_inside(self.folder, f"{FOLDER}/{name}", limit=MAX_BYTES)
        return decode_outputs(data, pictures=len(self.pictures), config=self.config)

    def _read_pictures(self) -> None:
        status = status_inside(self.folder, f"{FOLDER}/{PICTURES}")
        seen = None if status is None else _identity(status)
        if seen == self._seen:
            return
        self._outputs.clear()
        self.pictures, self.config, self._seen = (), None, None
        if seen is not None:
            data = read_inside(self.folder, f"{FOLDER}/{PICTURES}", limit=MAX_BYTES)
            self.pictures, self.config = decode_pictures(data)
        self._seen = seen

    def _unreadable(self, name: str, refusal: Refusal) -> UserError:
        path = self.folder / FOLDER / name
        return UserError(
            say("{name} could not be read.", name=shown_name(path)),
            refusal.reason,
            details=refusal.details(path),
        )


def _identity(status: os.stat_result | None) -> tuple[int, ...]:
    """Tells a file from another one that takes its place."""
    return () if status is None else (status.st_ino, status.st_size, status.st_mtime_ns)
