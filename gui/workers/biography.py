"""A thread that writes biographies: fates of all candidates take longer than a frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Signal

from gui.workers.latest import LatestThread
from gui.workers.messages import Looked
from ssd_core.config import SSDConfig
from ssd_core.explain.biography import Archive, Biography, Box, Pair, candidates_at
from ssd_core.explain.changes import nearest_change
from ssd_core.explain.why_not import WhyNot, strongest_label, why_not
from ssd_core.types import IntArray, Thresholds


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What is asked about: a picture that was looked at, and the thresholds in use."""

    looked: Looked
    config: SSDConfig
    thresholds: Thresholds

    def same_as(self, other: Look | None) -> bool:
        """Whether the same answers hold for ``other``."""
        return (
            other is not None
            and self.looked is other.looked
            and self.thresholds == other.thresholds
        )


@dataclass(frozen=True, slots=True, eq=False)
class LifeRequest:
    """The candidates at a point in 0..1, and the biography of one of them.

    pair: of which; None: of the strongest there. step: so many places further in the list.
    """

    id: int
    look: Look
    point: tuple[float, float]
    pair: Pair | None = None
    step: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class WhyNotRequest:
    """A rectangle, xyxy in 0..1, and a label; None: the strongest class there."""

    id: int
    look: Look
    rectangle: Box
    label: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Life:
    """One of ``count`` candidates at ``point``, the strongest being number 1."""

    id: int
    look: Look
    point: tuple[float, float]
    number: int
    count: int
    biography: Biography


@dataclass(frozen=True, slots=True, eq=False)
class Why:
    """The answer to a WhyNotRequest, and the biography of each DBox it names."""

    id: int
    look: Look
    answer: WhyNot
    lives: tuple[Biography, ...]


class BiographyThread(LatestThread):
    """The newest request replaces a waiting one. Every answer carries its request's id."""

    life_told = Signal(object)  # Life
    nobody_there = Signal(int)
    """No candidate of any class holds the point."""
    change_found = Signal(int, object)
    """After ``life_told``, unless something newer was asked: Change or None."""
    why_told = Signal(object)  # Why

    def __init__(self) -> None:
        super().__init__("biography")
        self._look: Look | None = None
        self._archive: Archive | None = None

    def answer(self, request: LifeRequest | WhyNotRequest) -> None:
        archive = self._archive_of(request.look)
        if isinstance(request, LifeRequest):
            self._tell_life(archive, request)
        else:
            self._tell_why(archive, request)

    def _archive_of(self, look: Look) -> Archive:
        if self._archive is None or not look.same_as(self._look):
            looked = look.looked
            self._archive = Archive(looked.raw, looked.candidates, look.config, look.thresholds)
            self._look = look
        return self._archive

    def _tell_life(self, archive: Archive, request: LifeRequest) -> None:
        pairs = _with(candidates_at(archive.candidates, *request.point), request.pair)
        if not len(pairs):
            self.nobody_there.emit(request.id)
            return
        index = 0
        if request.pair is not None:
            index = int(np.flatnonzero((pairs == request.pair).all(axis=1))[0])
        index = min(max(index + request.step, 0), len(pairs) - 1)
        life = archive.biography(*pairs[index].tolist())
        self.life_told.emit(
            Life(request.id, request.look, request.point, index + 1, len(pairs), life)
        )
        if not self.is_called():
            self.change_found.emit(request.id, nearest_change(archive, *life.pair))

    def _tell_why(self, archive: Archive, request: WhyNotRequest) -> None:
        label = request.label or strongest_label(archive, request.rectangle)
        answer = why_not(archive, request.rectangle, label)
        lives = tuple(archive.biography(one.dbox, label) for one in answer.witnesses)
        self.why_told.emit(Why(request.id, request.look, answer, lives))


def _with(pairs: IntArray, pair: Pair | None) -> IntArray:
    """``pairs``, and ``pair`` at their end if it is none of them: it is asked for all the same."""
    if pair is None or (pairs == pair).all(axis=1).any():
        return pairs
    return np.concatenate([pairs, np.array([pair], np.int64)])
