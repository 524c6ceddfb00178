"""What the parts of the lesson show: one frozen value, made anew at every change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from gui.class_colors import ClassStyle, class_style
from ssd_core.lessons.suppression import State, Turn
from ssd_core.lessons.suppression_state import NmsState


@dataclass(frozen=True, eq=False)
class Shown:
    """A state at a step.

    hovered, selected: rows of the line-up, -1 for none. hidden: the key of a question that is open,
    so that its answer is not given away.
    """

    state: NmsState
    classes: tuple[str, ...]
    step: int = 0
    hovered: int = -1
    selected: int = -1
    hidden: str = ""

    @property
    def turn(self) -> Turn | None:
        """The one that is shown; None where there is no box."""
        turns = self.state.trace.turns
        return turns[self.step] if self.step < len(turns) else None

    @cached_property
    def states(self) -> list[State]:
        return self.state.trace.states(self.step)

    @cached_property
    def scores(self) -> list[float]:
        """The score of every row after this step; soft-NMS lowers some."""
        turn = self.turn
        return [] if turn is None else [float(score) for score in turn.scores]

    @cached_property
    def tested(self) -> dict[int, float]:
        """Rows that the winner of this step is compared with and touches, and the overlaps."""
        turn = self.turn
        if turn is None:
            return {}
        pairs = zip(turn.met.tolist(), turn.overlaps.tolist(), strict=True)
        return {row: overlap for row, overlap in pairs if overlap > 0}

    @property
    def pointed(self) -> int:
        """The row that is looked at: under the pointer, else selected."""
        return self.hovered if self.hovered >= 0 else self.selected

    @property
    def partner(self) -> int:
        """The row that the formula compares with the winner: the one looked at, else the first."""
        if self.pointed in self.tested:
            return self.pointed
        return next(iter(self.tested), -1)

    def style(self, row: int) -> ClassStyle:
        """The colours of the class of a row."""
        return class_style(int(self.state.lineup.labels[row]), self.classes)

    def name(self, row: int) -> str:
        """The class of a row."""
        return self.classes[int(self.state.lineup.labels[row]) - 1]

    def count(self, state: State) -> int:
        """How many boxes are in ``state``."""
        return self.states.count(state)

    def overlap_with_winner(self, row: int) -> float | None:
        """How much a row overlaps the one whose turn it is, None for itself."""
        turn = self.turn
        if turn is None or turn.row == row:
            return None
        return float(self.state.trace.table[turn.row, row])
