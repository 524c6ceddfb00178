"""What the five stations show at one moment: a frozen value that every part of the view reads."""

from __future__ import annotations

from dataclasses import dataclass

from ssd_core.lessons.funnel import Funnel, Thread, best_story, follow, walk, walk_again
from ssd_core.lessons.rivals import Rival, rivals
from ssd_core.lessons.scene import LessonScene
from ssd_core.types import Thresholds

Pair = tuple[int, int]
"""(DBox, label)."""
STATIONS = ("logits", "softmax", "confidence", "top-k", "nms")
"""The stations that have a column. The cap follows the last; it rarely cuts anything."""


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """One scene on its way, and the red thread of one candidate.

    line: the candidates of the thread's class over the threshold, best first.
    """

    scene: LessonScene
    temperature: float
    funnel: Funnel
    thread: Thread
    line: tuple[Rival, ...]

    @property
    def thresholds(self) -> Thresholds:
        return self.funnel.thresholds

    @property
    def pair(self) -> Pair:
        return self.thread.dbox, self.thread.label

    @property
    def score(self) -> float:
        """The thread's, at the temperature."""
        return float(self.thread.scores[self.thread.label])

    @property
    def own(self) -> Rival | None:
        """The thread's place in the line, if it is over the threshold."""
        return next((rival for rival in self.line if rival.dbox == self.thread.dbox), None)

    @property
    def winner(self) -> Rival | None:
        """The one that the thread fell to, if NMS dropped it."""
        own = self.own
        return self.line[own.by - 1] if own is not None and own.by is not None else None

    @property
    def last_column(self) -> int:
        """The column where the thread ends, or the last one."""
        ended = self.thread.ended_at
        return len(STATIONS) - 1 if ended is None else min(ended, len(STATIONS) - 1)

    def ended_in(self, column: int) -> bool:
        """Whether the thread is dropped at this station."""
        return self.thread.ended_at is not None and self.last_column == column


def walked(
    scene: LessonScene,
    thresholds: Thresholds,
    temperature: float,
    pair: Pair | None,
    before: Walked | None = None,
) -> Walked | None:
    """All of it; None while the network has not answered.

    pair: None follows the best story. before: what was walked last, for what is the same in it.
    """
    if scene.raw is None or scene.candidates is None:
        return None
    funnel = _funnel(scene, thresholds, temperature, before)
    dbox, label = pair or best_story(funnel)
    thread = follow(funnel, scene.raw, dbox, label)
    return Walked(scene, temperature, funnel, thread, rivals(funnel, label))


def _funnel(
    scene: LessonScene, thresholds: Thresholds, temperature: float, before: Walked | None
) -> Funnel:
    assert scene.raw is not None
    assert scene.candidates is not None
    if before is None or before.scene.candidates is not scene.candidates:
        return walk(scene.raw, scene.candidates.boxes, thresholds, temperature=temperature)
    if before.temperature == temperature:
        return walk_again(before.funnel, thresholds)
    return walk(
        scene.raw,
        before.funnel.candidates.boxes,
        thresholds,
        temperature=temperature,
        logits=before.funnel.stations[0],
    )
