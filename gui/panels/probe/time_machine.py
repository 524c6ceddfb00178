"""The time machine: back to any step that was kept, and how right the boxes were then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from gui import fonts
from gui.controls.buttons import Button
from gui.controls.labels import ElidedLabel, label
from gui.controls.section import Section
from gui.controls.track_slider import TrackSlider
from gui.panels.probe.scrubber import Scrubber
from gui.workers.probe_seen import ProbeLook
from ssd_core.types import Thresholds

_DEFAULTS = Thresholds()


class TimeMachine(Section):
    """Tells what a person asked for; shows what it is told."""

    chosen = Signal(object)
    """A step, or None: the newest one, as it comes."""
    replay_toggled = Signal()
    thresholds_changed = Signal(object)  # Thresholds

    def __init__(self) -> None:
        super().__init__()
        self._thresholds = _DEFAULTS
        self._look: ProbeLook | None = None
        self._live, self._playing, self._last = True, False, 0
        self._step = label(fonts.SMALL, fonts.SEMIBOLD)
        self._of = label(fonts.SMALL, tone="muted")
        self.header.setSpacing(4)
        self.header.addWidget(self._step)
        self.header.addWidget(self._of)
        self.scrubber = Scrubber()
        self._replay, self._go_live = Button("play"), Button()
        self._judged = ElidedLabel(fonts.LABEL)
        self._judged.setProperty("tone", "muted")
        self._names = label(fonts.SMALL), label(fonts.SMALL)
        self._figures = label(fonts.SMALL, fonts.MEDIUM), label(fonts.SMALL, fonts.MEDIUM)
        self._confidence = TrackSlider(default=_DEFAULTS.confidence, survivors="right")
        self._overlap = TrackSlider(default=_DEFAULTS.overlap, survivors="left")
        self._lay_out()
        self._connect()
        self.set_thresholds(_DEFAULTS)
        self.render_texts()
        self.show_steps((), None)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for widget in (self._replay, self._go_live):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        sliders = QGridLayout()
        sliders.setHorizontalSpacing(8)
        sliders.setVerticalSpacing(2)
        for row, slider in enumerate((self._confidence, self._overlap)):
            sliders.addWidget(self._names[row], row, 0)
            sliders.addWidget(slider, row, 1)
            sliders.addWidget(self._figures[row], row, 2)
        sliders.setColumnStretch(1, 1)
        self.body.setSpacing(6)
        self.body.addWidget(self.scrubber)
        self.body.addLayout(buttons)
        self.body.addWidget(self._judged)
        self.body.addLayout(sliders)

    def _connect(self) -> None:
        self.scrubber.chosen.connect(self.chosen)
        self._replay.clicked.connect(self.replay_toggled)
        self._go_live.clicked.connect(self._on_go_live)
        self._confidence.value_changed.connect(self._on_confidence)
        self._overlap.value_changed.connect(self._on_overlap)

    # What is shown

    def show_steps(self, steps: Sequence[int], step: int | None) -> None:
        """Offer the kept ``steps`` and stand at ``step``; None: at the newest one, live."""
        self._live, self._last = step is None, steps[-1] if steps else 0
        self.scrubber.show_steps(steps, step)
        self._go_live.setEnabled(step is not None)
        self._replay.setEnabled(len(steps) > 1)
        self._render()

    def show_look(self, look: ProbeLook | None) -> None:
        """Say how right it is."""
        self._look = look
        self._render()

    def set_playing(self, playing: bool) -> None:
        """Offer to pause, or to replay."""
        self._playing = playing
        self._name_replay()

    def set_thresholds(self, thresholds: Thresholds) -> None:
        """Show ``thresholds`` without telling anybody."""
        self._thresholds = thresholds
        self._confidence.set_value(thresholds.confidence)
        self._overlap.set_value(thresholds.overlap)
        sliders = self._confidence, self._overlap
        for figure, slider in zip(self._figures, sliders, strict=True):
            figure.setText(f"{slider.number:.2f}")
            slider.setAccessibleDescription(figure.text())

    def _render(self) -> None:
        look = self._look
        shown = look is not None
        words = self.tr("step {step}").format(step=f"{look.step:,}") if look is not None else ""
        self._step.setText(words)
        last = f"{self._last:,}"
        self._of.setText(self.tr("of {last}").format(last=last) if shown else "")
        self.scrubber.setAccessibleDescription(f"{self._step.text()} {self._of.text()}".strip())
        self._judged.set_full_text(self._verdict(look) if look is not None else "")

    def _verdict(self, look: ProbeLook) -> str:
        if not look.wanted:
            return self.tr("%n box(es)", "", len(look.detections))
        found = self.tr("{found} of {wanted} found").format(found=look.found, wanted=look.wanted)
        wrong = self.tr("{count} wrong").format(count=look.wrong)
        return f"{found} · {wrong}" if look.wrong else found

    # Words and answers

    def retranslate(self) -> None:
        self.set_title(self.tr("Time machine"))
        self.scrubber.setAccessibleName(self.tr("Step of the probe"))
        self._go_live.setText(self.tr("Go live"))
        self._go_live.setToolTip(self.tr("The newest step, as it comes (Esc)"))
        self._name_replay()
        names = self.tr("Confidence"), self.tr("NMS overlap")
        for widget, slider, name in zip(
            self._names, (self._confidence, self._overlap), names, strict=True
        ):
            widget.setText(name)
            slider.setAccessibleName(name)
        self._render()

    def _name_replay(self) -> None:
        self._replay.set_leading("pause" if self._playing else "play")
        words = self.tr("Pause") if self._playing else self.tr("Replay")
        self._replay.setText(words)
        self._replay.setToolTip(self.tr("Go through all steps that were kept"))

    def _on_go_live(self) -> None:
        self.chosen.emit(None)

    def _on_confidence(self, value: float) -> None:
        self.thresholds_changed.emit(replace(self._thresholds, confidence=value))

    def _on_overlap(self, value: float) -> None:
        self.thresholds_changed.emit(replace(self._thresholds, overlap=value))
