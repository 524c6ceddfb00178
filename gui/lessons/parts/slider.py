"""A named figure that can be changed: its spin box, and a slider below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.controls.labels import label
from gui.controls.painting import fill_rounded
from gui.controls.spin import DecimalSpin

_HEIGHT, _HANDLE = 24, 13


class LineSlider(QAbstractSlider):
    """A plain slider in whole steps; arrows move one, Shift with them ten, a double click resets.

    ``moved`` tells of moves by a person only.
    """

    moved = Signal(int)
    reset = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setPageStep(10)
        self.valueChanged.connect(self.moved)

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def set_silently(self, value: int) -> None:
        """Move without telling anybody."""
        with QSignalBlocker(self):
            self.setValue(value)
        self.update()

    def _x(self) -> float:
        span = max(self.maximum() - self.minimum(), 1)
        reach = self.width() - _HANDLE
        return _HANDLE / 2 + (self.value() - self.minimum()) / span * reach

    def _go(self, x: float) -> None:
        share = (x - _HANDLE / 2) / max(self.width() - _HANDLE, 1)
        self.setValue(self.minimum() + round(share * (self.maximum() - self.minimum())))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go(event.position().x())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.reset.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the panel scrolls

    def paintEvent(self, _event: QPaintEvent) -> None:
        active, x = theme.current(), self._x()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        track = QRectF(0, middle - 1.5, self.width(), 3)
        fill_rounded(painter, track, 1.5, active.color("border2"))
        track.setRight(x)
        accent = active.color("accent" if self.isEnabled() else "faint")
        fill_rounded(painter, track, 1.5, accent)
        painter.setPen(QPen(accent, 1.75))
        painter.setBrush(active.color("raised"))
        painter.drawEllipse(QPointF(x, middle), (_HANDLE - 1.75) / 2, (_HANDLE - 1.75) / 2)
        painter.end()


class SliderRow(QWidget):
    """``value_changed`` tells of changes by a person only, never of ``set_value``."""

    value_changed = Signal(float)

    def __init__(self, low: float, high: float, *, step: float, default: float) -> None:
        """From ``low`` to ``high`` in steps of ``step``; a double click sets ``default``."""
        super().__init__()
        self._low, self._step, self._default = low, step, default
        self._name, self._note = label(), label(fonts.SMALL, tone="muted")
        self.spin = DecimalSpin()
        self.spin.setDecimals(0 if step >= 1 else 1 if step >= 0.1 else 2)
        self.spin.setRange(low, high)
        self.spin.setSingleStep(step)
        self.slider = LineSlider()
        self.slider.setRange(0, round((high - low) / step))
        self.slider.moved.connect(self._on_moved)
        self.slider.reset.connect(self._on_reset)
        self.spin.valueChanged.connect(self._on_typed)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name)
        head.addWidget(self._note, 1)
        head.addWidget(self.spin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.slider)
        self.set_value(default)

    @property
    def value(self) -> float:
        return self.spin.value()

    def set_value(self, value: float) -> None:
        """Show ``value`` without telling anybody."""
        with QSignalBlocker(self.spin):
            self.spin.setValue(value)
        self.slider.set_silently(round((value - self._low) / self._step))

    def set_words(self, name: str, note: str = "") -> None:
        """name: of the figure. note: muted words behind it."""
        self._name.setText(name)
        self._note.setText(note)
        self.spin.setAccessibleName(name)
        self.slider.setAccessibleName(name)

    def _on_moved(self, steps: int) -> None:
        self._tell(self._low + steps * self._step)

    def _on_typed(self, value: float) -> None:
        self._tell(value)

    def _on_reset(self) -> None:
        self._tell(self._default)

    def _tell(self, value: float) -> None:
        self.set_value(value)
        self.value_changed.emit(self.value)
