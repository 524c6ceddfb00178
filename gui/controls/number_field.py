"""A line to type a positive number into, such as 1e-3, with a line below for what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from gui import fonts

_WIDTH = 84
_FIRST_DIGITS = (1, 2, 5)


def exponent_form(value: float) -> str:
    """``value`` as people write learning rates: 1e-3, 2.5e-4; 0.1 and above as decimals."""
    if value >= 0.1:
        return f"{value:g}"
    digits, _, power = f"{value:.3e}".partition("e")
    return f"{float(digits):g}e{int(power)}"


class NumberField(QLineEdit):
    """A number counts once it is typed to its end: Enter, or another part has the focus.

    ``changed`` tells it then; ``refused`` tells at once that what stands there is none between
    ``least`` and ``most``. Arrow up and down go through 1, 2, 5, 10, 20 ….
    """

    changed = Signal(float)
    refused = Signal(bool)

    def __init__(self, least: float, most: float) -> None:
        super().__init__()
        self._least, self._most = least, most
        self._value = least
        self.setProperty("kind", "field")
        self.setFont(fonts.font(fonts.BODY, fonts.MEDIUM))
        fonts.fix(self, width=_WIDTH)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self.commit)
        self.set_value(least)

    @property
    def value(self) -> float:
        """The number in use."""
        return self._value

    @property
    def is_refused(self) -> bool:
        """Whether something else stands there than the number in use."""
        return self.property("state") == "refused"

    def set_value(self, value: float) -> None:
        """Show ``value`` without telling anybody."""
        self._value = value
        self.setText(exponent_form(value))
        self._mark(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(up=event.key() == Qt.Key.Key_Up)
        else:
            super().keyPressEvent(event)

    def commit(self) -> None:
        """Use what stands there, if it makes sense."""
        value = self._typed()
        if value is not None and value != self._value:
            self._value = value
            self.changed.emit(value)
        if not self.is_refused:
            self.setText(exponent_form(self._value))

    def _step(self, *, up: bool) -> None:
        ladder = [digit * 10.0**power for power in range(-9, 4) for digit in _FIRST_DIGITS]
        close = 1e-6
        if up:
            wanted = next((v for v in ladder if v > self._value * (1 + close)), self._most)
        else:
            wanted = next((v for v in ladder[::-1] if v < self._value * (1 - close)), self._least)
        self.set_value(min(max(wanted, self._least), self._most))
        self.changed.emit(self._value)

    def _on_edited(self) -> None:
        self._mark(self._typed() is None)

    def _typed(self) -> float | None:
        """The number that stands there; None if it makes no sense."""
        try:
            value = float(self.text())
        except ValueError:
            return None
        return value if self._least <= value <= self._most else None

    def _mark(self, refused: bool) -> None:
        if refused != self.is_refused:
            self.setProperty("state", "refused" if refused else "")
            self.style().polish(self)
            self.refused.emit(refused)
