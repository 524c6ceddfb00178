"""The popover of one class: a confidence threshold of its own, or the same as all others."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui import fonts
from gui.controls.buttons import LinkButton
from gui.controls.chip import ClassChip
from gui.controls.histogram_slider import OVERHANG, HistogramSlider
from gui.controls.labels import ElidedLabel, label
from gui.controls.painting import SWATCH, paint_swatch
from gui.controls.popover import Popover
from gui.controls.spin import DecimalSpin
from ssd_core.types import Thresholds

_WIDTH = 272
_MARGIN = 12


class _Swatch(QWidget):
    """The class's colour before its name."""

    def __init__(self) -> None:
        super().__init__()
        self.color = QColor()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(SWATCH, SWATCH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_swatch(painter, 0, QRectF(self.rect()).center().y(), self.color)
        painter.end()


class ClassConfidence(Popover):
    """``confidence_changed(label, confidence)`` as a person moves it; None: the same as all."""

    confidence_changed = Signal(int, object)

    def __init__(self) -> None:
        super().__init__(_WIDTH, indent=_MARGIN)
        self._label = 0
        self._own: float | None = None
        self._general = 0.0
        self._swatch, self._name = _Swatch(), ElidedLabel(fonts.BODY, fonts.SEMIBOLD)
        self._same = LinkButton(quiet=True)
        self._caption, self._spin = label(), DecimalSpin()
        self._slider = HistogramSlider(default=Thresholds().confidence, survivors="right")
        self._hint = label(fonts.SMALL, tone="muted")
        self._lay_out()
        self._same.clicked.connect(self._on_same)
        self._slider.value_changed.connect(self._on_moved)
        self._spin.valueChanged.connect(self._on_moved)
        self.render_texts()

    def _lay_out(self) -> None:
        # The slider reaches past the margin so that its track aligns with the words.
        inset = _MARGIN - OVERHANG
        self.body.setContentsMargins(inset, 10, inset, 10)
        self.body.setSpacing(6)
        self.body.addLayout(_row(self._swatch, self._name, None, self._same))
        self.body.addLayout(_row(self._caption, None, self._spin))
        self.body.addWidget(self._slider)
        self.body.addLayout(_row(self._hint, None))

    def open_for(self, chip: ClassChip, color: QColor) -> None:
        """Show the threshold of the class of ``chip`` below it."""
        self._label, self._swatch.color = chip.label, color
        self._name.set_full_text(chip.text())
        self.retranslate()
        self.open_below(chip)

    def set_confidence(self, own: float | None, general: float) -> None:
        """Show ``own`` (None: as ``general``, that of all) without telling anybody."""
        self._own, self._general = own, general
        value = general if own is None else own
        self._slider.set_value(value)
        with QSignalBlocker(self._spin):
            self._spin.setValue(value)
        self._same.setEnabled(own is not None)
        self._show_hint()

    @property
    def label(self) -> int:
        """The label that it is open for, or was last."""
        return self._label

    def retranslate(self) -> None:
        self._same.setText(self.tr("Same as all"))
        self._caption.setText(self.tr("Confidence"))
        spoken = self.tr("Confidence threshold of {name}").format(name=self._name.text())
        self.setAccessibleName(spoken)
        for control in (self._slider, self._spin):
            control.setAccessibleName(spoken)
        self._show_hint()

    def _show_hint(self) -> None:
        same = self._own is None
        words = self.tr("The same as all classes") if same else self.tr("All others: {value}")
        self._hint.setText(words.format(value=f"{self._general:.2f}"))

    def _on_moved(self, value: float) -> None:
        self.set_confidence(value, self._general)
        self.confidence_changed.emit(self._label, value)

    def _on_same(self) -> None:
        self.set_confidence(None, self._general)
        self.confidence_changed.emit(self._label, None)
        self._slider.setFocus()  # the link cannot keep it: there is nothing to undo any more


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """``parts`` side by side; None is free space."""
    row = QHBoxLayout()
    row.setContentsMargins(OVERHANG, 0, OVERHANG, 0)
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row
