"""The transport of a lesson: to the start, back, play, on, to the end; scrubber and speed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from gui import fonts, icons
from gui.controls.buttons import IconButton
from gui.controls.choice import Choice
from gui.controls.live import LiveWidget
from gui.lessons.frame.lesson import Step
from gui.lessons.frame.scrubber import Scrubber
from gui.panels.transport_parts import Figures, PlayDisc

HEIGHT = 64
_STEP_MS = 1400
"""How long a step stays at 1×: long enough to read what it says."""
_SPEEDS = {"0.5": 0.5, "1": 1.0, "2": 2.0}


class LessonTransport(LiveWidget):
    """``went`` tells the step that a person, or time, went to."""

    went = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        fonts.fix(self, height=HEIGHT)
        self._steps: tuple[Step, ...] = ()
        self._step = 0
        self._start, self._back, self._on, self._end = (
            IconButton(name, size=icons.RAIL, side=32)
            for name in ("to-start", "step-back", "step-forward", "to-end")
        )
        self._play = PlayDisc()
        self._figures = Figures()
        self._scrubber = Scrubber()
        self._speed = Choice(list(_SPEEDS))
        self._speed.set_key("1")
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._start.clicked.connect(self.to_start)
        self._back.clicked.connect(self.back)
        self._play.clicked.connect(self.toggle)
        self._on.clicked.connect(self.forward)
        self._end.clicked.connect(self.to_end)
        self._scrubber.valueChanged.connect(self._go)
        self._speed.chosen.connect(self._set_speed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(6)
        for part in (self._start, self._back, self._play, self._on, self._end):
            row.addWidget(part)
        row.addSpacing(6)
        row.addWidget(self._figures)
        row.addWidget(self._scrubber, 1)
        row.addWidget(self._speed)
        self.render_texts()

    @property
    def playing(self) -> bool:
        return self._timer.isActive()

    def set_steps(self, steps: Sequence[Step], step: int) -> None:
        """Show ``steps`` and stand at ``step``."""
        if tuple(steps) != self._steps:
            self._steps = tuple(steps)
            self._scrubber.set_steps(steps)
            self._figures.forget_width()
        self.set_step(step)

    def set_step(self, step: int) -> None:
        self._step = step
        self._scrubber.set_step(step)
        self._figures.set_parts([(str(step + 1), True), (f" / {len(self._steps)}", False)])
        if step + 1 >= len(self._steps):
            self.stop()

    def toggle(self) -> None:
        """Play from here, from the start if this is the end; or stop."""
        if self.playing:
            self.stop()
            return
        if self._step + 1 >= len(self._steps):
            self._go(0)
        self._set_speed(self._speed.key)
        self._timer.start()
        self._render_play()

    def stop(self) -> None:
        self._timer.stop()
        self._render_play()

    def back(self) -> None:
        self.jump(self._step - 1)

    def forward(self) -> None:
        self.jump(self._step + 1)

    def to_start(self) -> None:
        self.jump(0)

    def to_end(self) -> None:
        self.jump(len(self._steps) - 1)

    def jump(self, step: int) -> None:
        """Go to ``step`` and stay there."""
        self.stop()
        self._go(step)

    def _go(self, step: int) -> None:
        step = min(max(step, 0), len(self._steps) - 1)
        if step >= 0 and step != self._step:
            self.set_step(step)
            self.went.emit(step)

    def _tick(self) -> None:
        self._go(self._step + 1)

    def _set_speed(self, key: str) -> None:
        self._timer.setInterval(round(_STEP_MS / _SPEEDS[key]))

    def _render_play(self) -> None:
        self._play.set_icon("pause" if self.playing else "play")
        self._play.setToolTip(self.tr("Stop") if self.playing else self.tr("Play"))
        self._play.setAccessibleName(self._play.toolTip())

    def retranslate(self) -> None:
        self._start.set_words(self.tr("First step"))
        self._back.set_words(self.tr("Step back"))
        self._on.set_words(self.tr("Step forward"))
        self._end.set_words(self.tr("Last step"))
        self._scrubber.setAccessibleName(self.tr("Step"))
        for key in _SPEEDS:
            self._speed.set_words(
                key, f"{key}×", self.tr("{times} times as fast").format(times=key)
            )
        self._render_play()

    def hideEvent(self, event: object) -> None:
        self.stop()
        super().hideEvent(event)
