"""A number that can be set: its name, a spin box for the exact figure, and a slider."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.labels import ElidedLabel, label
from gui.controls.spin import DecimalSpin, WholeSpin
from gui.controls.track_slider import OVERHANG, Side, Ticks, TrackSlider


class Setting(QWidget):
    """``changed`` tells the number that a person set, with the slider or the spin box.

    It reaches ``OVERHANG`` past what is seen on either side: give it that much less margin.
    """

    changed = Signal(float)

    def __init__(
        self,
        low: float,
        high: float,
        *,
        default: float,
        step: float = 0.01,
        whole: bool = False,
        survivors: Side = "left",
        ticks: Ticks = (),
        logarithmic: bool = False,
    ) -> None:
        """step: of the spin box, and of the slider unless it is logarithmic."""
        super().__init__()
        self.name, self.note = label(fonts.BODY), ElidedLabel(fonts.SMALL)
        self.note.setProperty("tone", "muted")
        self.spin = _spin(low, high, step, whole=whole)
        self.slider = TrackSlider(
            low,
            high,
            default=default,
            steps=100 if logarithmic else max(round((high - low) / step), 1),
            survivors=survivors,
            ticks=ticks,
            logarithmic=logarithmic,
        )
        self._whole = whole
        self.slider.value_changed.connect(self._on_slider)
        self.spin.valueChanged.connect(self._on_spin)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name)
        row.addWidget(self.note)
        row.addStretch(1)
        row.addWidget(self.spin)
        row.setContentsMargins(OVERHANG, 0, OVERHANG, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.slider)
        self.set_value(default)

    @property
    def value(self) -> float:
        return float(self.spin.value())

    def set_value(self, value: float) -> None:
        """Show ``value`` without telling anybody."""
        with QSignalBlocker(self.spin):
            self.spin.setValue(round(value) if self._whole else value)
        self.slider.set_value(value)

    def set_words(self, name: str, note: str = "") -> None:
        self.name.setText(name)
        self.note.set_full_text(note)
        self.spin.setAccessibleName(name)
        self.slider.setAccessibleName(name)

    def _on_slider(self, value: float) -> None:
        with QSignalBlocker(self.spin):
            self.spin.setValue(round(value) if self._whole else value)
        self.changed.emit(self.value)

    def _on_spin(self) -> None:
        self.slider.set_value(self.value)
        self.changed.emit(self.value)


def _spin(low: float, high: float, step: float, *, whole: bool) -> QSpinBox | QDoubleSpinBox:
    if whole:
        return WholeSpin(round(low), round(high))
    spin = DecimalSpin()
    spin.setRange(low, high)
    spin.setSingleStep(step)
    return spin
