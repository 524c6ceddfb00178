"""Undo and redo of what a person did to the thresholds: one gesture, one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from itertools import count

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QUndoCommand, QUndoStack

from ssd_core.types import Thresholds

DEPTH = 200
_PAUSE_MS = 500
"""Turns of the wheel and presses of a key that follow each other faster are one gesture."""

Apply = Callable[[Thresholds], None]


class History(QObject):
    """The thresholds that were in use, as steps of an undo stack.

    A gesture is a run of changes of the same thresholds: a drag for as long as the button is held,
    keys and the wheel until they rest, or whatever happens between ``hold`` and ``let_go``.
    """

    def __init__(self, apply: Apply, thresholds: Thresholds, parent: QObject | None = None) -> None:
        """apply: takes thresholds into use again; ``note`` may be told of it."""
        super().__init__(parent)
        self._apply = apply
        self._now = thresholds
        self._moving: frozenset[str] = frozenset()
        self._held = self._travelling = False
        self._gestures = count()
        self._gesture = next(self._gestures)
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(DEPTH)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)

    @property
    def in_gesture(self) -> bool:
        """Whether the next change of the same thresholds belongs to the last one."""
        return bool(self._moving)

    def note(self, thresholds: Thresholds) -> None:
        """These are in use now."""
        before, self._now = self._now, thresholds
        if self._travelling or before == thresholds:
            return
        moving = _differences(before, thresholds)
        if moving != self._moving and not self._held:
            self.end_gesture()
        self._moving = moving
        self.stack.push(_Step(self._travel, before, thresholds, self._gesture))
        self._pause.start()

    def restart(self, thresholds: Thresholds) -> None:
        """Forget every step; ``thresholds`` are where it starts."""
        self.end_gesture()
        self.stack.clear()
        self._now = thresholds

    def undo(self) -> None:
        self.end_gesture()
        self.stack.undo()

    def redo(self) -> None:
        self.end_gesture()
        self.stack.redo()

    def hold(self) -> None:
        """All that changes until ``let_go`` is one gesture."""
        self.end_gesture()
        self._held = True

    def let_go(self) -> None:
        self._held = False
        self.end_gesture()

    def end_gesture(self) -> None:
        """The next change is a step of its own."""
        self._pause.stop()
        self._moving = frozenset()
        self._gesture = next(self._gestures)

    def close(self) -> None:
        self._pause.stop()

    def _travel(self, thresholds: Thresholds) -> None:
        self._travelling = True
        self._apply(thresholds)
        self._now = thresholds
        self._travelling = False

    def _on_pause(self) -> None:
        pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if pressed or self._held:
            self._pause.start()
        else:
            self.end_gesture()


class _Step(QUndoCommand):
    """From ``before`` to ``after``; grows while its gesture lasts."""

    def __init__(self, apply: Apply, before: Thresholds, after: Thresholds, gesture: int) -> None:
        super().__init__()
        self._apply = apply
        self.before, self.after = before, after
        self._gesture = gesture
        self._done = True  # what is pushed has happened

    def id(self) -> int:
        return self._gesture

    def mergeWith(self, later: QUndoCommand) -> bool:
        assert isinstance(later, _Step)
        self.after = later.after
        self.setObsolete(self.before == self.after)
        return True

    def undo(self) -> None:
        self._apply(self.before)

    def redo(self) -> None:
        if self._done:
            self._done = False
        else:
            self._apply(self.after)


def _differences(one: Thresholds, other: Thresholds) -> frozenset[str]:
    """The names of what differs."""
    names = (field.name for field in fields(Thresholds))
    return frozenset(name for name in names if getattr(one, name) != getattr(other, name))
