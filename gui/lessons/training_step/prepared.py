"""The lesson as a teacher prepared it, checked: it comes from a file."""

from __future__ import annotations

from dataclasses import dataclass

from gui.lessons.frame.lesson import State
from gui.lessons.training_step.callout import PAGES
from gui.lessons.training_step.panel import HIGHEST, LOWEST, PARTS
from gui.lessons.training_step.tools import STARTS
from ssd_core.lessons.training_step.values import STAGES

LARGEST_BATCH = 1_000_000


@dataclass(frozen=True, slots=True)
class PreparedStep:
    """stage: its place in the transport. start: of the learner. number: of the batch.

    part, page: what is shown of the update and of the gradients.
    """

    stage: int
    start: str
    number: int
    rate: float
    part: str
    page: str

    @classmethod
    def of(cls, state: State) -> PreparedStep:
        """Raises ValueError, KeyError or TypeError for what makes no sense."""
        stage = STAGES.index(state["stage"])
        start, part, page = (str(state[name]) for name in ("start", "part", "page"))
        if start not in STARTS or part not in PARTS or page not in PAGES:
            raise ValueError("it names something that is not here")
        number, rate = int(state["batch"]), float(state["rate"])
        if not (0 <= number < LARGEST_BATCH and LOWEST <= rate <= HIGHEST):
            raise ValueError("a figure is out of its range")
        return cls(stage, start, number, rate, part, page)
