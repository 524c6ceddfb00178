"""The folder of a training run: who may write it, what lies where, and how each file is written.

``config.json`` · ``state.safetensors`` to resume from · ``last.safetensors`` and
``best.safetensors`` to detect with · ``events.jsonl``, one JSON object an event · ``log.csv``, one
row a step or evaluation · ``not-finite-<batch>.json``, what was learnt from when a loss was lost ·
``probes/``, what was said of the probes (``probe_files``) · ``events.out.tfevents.…`` for
TensorBoard.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from ssd_core.errors import Refusal, UserError, shown_name, shown_path
from ssd_core.files import write_atomically, writing
from ssd_core.sentence import say
from ssd_core.training.checkpoint import Checkpoint, Ledger, encode, read_checkpoint
from ssd_core.training.config import TrainConfig
from ssd_core.training.config_file import CONFIG
from ssd_core.training.events import Evaluated, StepDone, TrainEvent
from ssd_core.training.lines import LineFile
from ssd_core.training.lock import take_lock

STATE = "state.safetensors"
"""What a run folder's state is called."""

_COLUMNS = (*(field.name for field in fields(StepDone)), "map50", "train_loss", "val_loss")
"""Of log.csv; the book's are epoch, train_loss and val_loss."""
_TEMPORARY = re.compile(r"\.[0-9a-f]{16}\.tmp")


class RunFolder:
    """A run folder that this process writes. Every method raises UserError where it cannot."""

    def __init__(self, path: Path) -> None:
        """Make the folder if need be, and keep other processes from writing it until ``close``."""
        self.path = path
        with writing(path):
            path.mkdir(parents=True, exist_ok=True)
            self._lock = take_lock(path / ".lock")
        if self._lock is None:
            raise UserError(
                say("{name} is in use.", name=shown_name(path)),
                say("Another program is training there."),
                details={"file": shown_path(path), "try": say("another folder, or wait")},
            )
        self._events: LineFile | None = None
        self._log: LineFile | None = None

    @property
    def state(self) -> Path:
        return self.path / STATE

    @property
    def last(self) -> Path:
        return self.path / "last.safetensors"

    @property
    def best(self) -> Path:
        return self.path / "best.safetensors"

    def begin(self, config: TrainConfig) -> None:
        """Write what a new run starts with. A folder that holds a run is left alone."""
        if self.state.exists():
            raise UserError(
                say("{name} already holds a run.", name=shown_name(self.path)),
                say("Resume it, or choose another folder."),
                details={"file": shown_path(self.path)},
            )
        self._write_json(CONFIG, asdict(config))
        self._open_logs(Ledger(pictures=0))
        assert self._log is not None
        with writing(self.path / "log.csv"):
            self._log.append(",".join(_COLUMNS))

    def go_on(self, ledger: Ledger) -> None:
        """Forget what was logged after the state that the run goes on from."""
        with writing(self.path):
            for entry in self.path.iterdir():
                if _TEMPORARY.fullmatch(entry.name):  # of a write that a power cut ended
                    entry.unlink()
        self._open_logs(ledger)

    def tell(self, event: TrainEvent) -> None:
        """Add an event to events.jsonl and, where it belongs there, to log.csv."""
        assert self._events is not None
        assert self._log is not None
        with writing(self.path / "events.jsonl"):
            self._events.append(json.dumps({"event": type(event).__name__, **_plain(event)}))
        if isinstance(event, StepDone | Evaluated):
            with writing(self.path / "log.csv"):
                self._log.append(_row(event))

    def log_sizes(self) -> dict[str, int]:
        """Bytes of both logs, all of them on disk now, under the names that ``Ledger`` has."""
        assert self._events is not None
        assert self._log is not None
        with writing(self.path):
            return {"events": self._events.sync(), "log": self._log.sync()}

    def save_state(self, checkpoint: Checkpoint) -> None:
        """Put the state on disk, whole; until then the old one stays."""
        try:
            data = encode(checkpoint)
        except Refusal as refusal:
            headline = say("{name} was not written.", name=self.state.name)
            raise UserError(
                headline, refusal.reason, details=refusal.details(self.state)
            ) from refusal
        with writing(self.state):
            write_atomically(self.state, data)

    def read_state(self) -> Checkpoint:
        return read_checkpoint(self.state)

    def save_trouble(self, batch: int, facts: Mapping[str, Any]) -> None:
        """Keep what is known of the batch after which something was not finite."""
        self._write_json(f"not-finite-{batch}.json", facts)

    def close(self) -> None:
        for file in (self._events, self._log, self._lock):
            if file is not None:
                file.close()

    def _open_logs(self, ledger: Ledger) -> None:
        with writing(self.path / "events.jsonl"):
            self._events = LineFile(self.path / "events.jsonl", keep=ledger.events)
        with writing(self.path / "log.csv"):
            self._log = LineFile(self.path / "log.csv", keep=ledger.log)

    def _write_json(self, name: str, value: Mapping[str, Any]) -> None:
        with writing(self.path / name):
            write_atomically(
                self.path / name, json.dumps(value, indent=2, allow_nan=False).encode()
            )


def _plain(event: TrainEvent) -> dict[str, Any]:
    """The event's values as JSON has them: no path objects, and nothing for NaN."""

    def value(found: Any) -> Any:
        if isinstance(found, Path):
            return found.name
        if isinstance(found, tuple):
            return [value(item) for item in found]
        return None if isinstance(found, float) and not math.isfinite(found) else found

    return {name: value(found) for name, found in asdict(event).items()}


def _row(event: StepDone | Evaluated) -> str:
    """The event's line in log.csv. An evaluation has no more than its step, mAP and loss there."""
    total = event.loss_loc + event.loss_conf
    if isinstance(event, StepDone):
        values = _plain(event) | {"train_loss": total}
    else:
        values = {"step": event.step, "map50": event.map50, "val_loss": total}
    found = (values.get(name) for name in _COLUMNS)
    return ",".join("" if v is None or v != v else str(v) for v in found)
