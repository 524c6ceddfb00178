"""What the processes of a run do that do not write it: every step, and nothing else."""

from __future__ import annotations

from pathlib import Path

from ssd_core.training.checkpoint import read_checkpoint
from ssd_core.training.events import Stopped
from ssd_core.training.kept import MAX_RECOVERIES
from ssd_core.training.loop import Stop, Trainer


def assist(trainer: Trainer, state: Path, stop: Stop) -> None:
    """Take part in the run that the leader keeps, until it is over.

    state: the file that the leader saves states in, which this process reads when all go back.
    ``stop()`` ends the run for all. Raises UserError for a state that cannot be read.
    """
    try:
        while trainer.recoveries <= MAX_RECOVERIES:
            for event in trainer.run(stop):
                end = event
            if not isinstance(end, Stopped) or end.reason != "not finite":
                return
            trainer.go_back(read_checkpoint(state).trainer)
            trainer.spoilt()
    finally:
        trainer.close()
