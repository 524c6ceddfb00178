"""A named figure that can be changed: its spin box, and a slider below."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.labels import ElidedLabel
from gui.controls.spin import DecimalSpin, WholeSpin
from gui.controls.track_slider import Side, Ticks, TrackSlider


class SliderRow(QWidget):
    """``value_changed`` tells of changes by a person only, never of ``set_value``."""

    value_changed = Signal(float)

    def __init__(
        self,
        low: float,
        high: float,
        *,
        step: float,
        default: float,
        survivors: Side = "left",
        ticks: Ticks = (),
        logarithmic: bool = False,
        spin_width: int = 0,
    ) -> None:
        """From ``low`` to ``high`` in steps of ``step``; a double click sets ``default``.

        survivors: the accent side. logarithmic: the slider moves in equal ratios. spin_width: of
        the spin box where there is little room; 0: as wide as others.
        """
        super().__init__()
        self._name, self._note = ElidedLabel(fonts.BODY), ElidedLabel(fonts.SMALL)
        self._note.setProperty("tone", "muted")
        self.spin = _spin(low, high, step)
        if spin_width:
            fonts.fix(self.spin, width=spin_width)
        self.slider = TrackSlider(
            low,
            high,
            default=default,
            steps=100 if logarithmic else max(round((high - low) / step), 1),
            survivors=survivors,
            ticks=ticks,
            logarithmic=logarithmic,
            flush=True,
        )
        self.slider.value_changed.connect(self._tell)
        self.spin.valueChanged.connect(self._tell)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._name)
        head.addWidget(self._note)
        head.addStretch(1)
        head.addWidget(self.spin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.slider)
        self.set_value(default)

    @property
    def value(self) -> float:
        return float(self.spin.value())

    def set_value(self, value: float) -> None:
        """Show ``value`` without telling anybody."""
        with QSignalBlocker(self.spin):
            self.spin.setValue(round(value) if isinstance(self.spin, QSpinBox) else value)
        self.slider.set_value(value)

    def set_words(self, name: str, note: str = "") -> None:
        """name: of the figure. note: muted words behind it."""
        self._name.set_full_text(name)
        self._note.set_full_text(note)
        self._note.setVisible(bool(note))
        self.spin.setAccessibleName(name)
        self.slider.setAccessibleName(name)

    def _tell(self, value: float) -> None:
        self.set_value(value)
        self.value_changed.emit(self.value)


def _spin(low: float, high: float, step: float) -> QSpinBox | QDoubleSpinBox:
    """With as many decimals as a step needs."""
    if step >= 1:
        whole = WholeSpin(round(low), round(high))
        whole.setSingleStep(round(step))
        return whole
    spin = DecimalSpin()
    spin.setDecimals(1 if step >= 0.1 else 2)
    spin.setRange(low, high)
    spin.setSingleStep(step)
    return spin
