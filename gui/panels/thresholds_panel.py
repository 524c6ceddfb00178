"""The thresholds a person can move: confidence, NMS overlap and top-k."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui import fonts
from gui.controls.buttons import LinkButton
from gui.controls.histogram_slider import OVERHANG, HistogramSlider
from gui.controls.labels import label
from gui.controls.section import MARGIN, Section
from gui.controls.spin import DecimalSpin, WholeSpin
from ssd_core.types import Thresholds

MAX_TOP_K = 8732
_DEFAULTS = Thresholds()


class ThresholdsPanel(Section):
    """``thresholds_changed(confidence, overlap, top_k)`` once for each move a person makes."""

    thresholds_changed = Signal(float, float, int)

    def __init__(self) -> None:
        super().__init__()
        self._reset = LinkButton(quiet=True)
        self._reset.clicked.connect(self._on_reset)
        self.header.addWidget(self._reset)
        self._confidence_label, self._overlap_label = label(), label()
        self._top_k_label, self._top_k_hint = label(), label(fonts.SMALL, tone="muted")
        self._confidence_spin, self._overlap_spin = DecimalSpin(), DecimalSpin()
        self._top_k_spin = WholeSpin(1, MAX_TOP_K)
        self._confidence = HistogramSlider(default=_DEFAULTS.confidence, survivors="right")
        self._overlap = HistogramSlider(default=_DEFAULTS.overlap, survivors="left")
        self._lay_out()
        self._show(_DEFAULTS.confidence, _DEFAULTS.overlap, _DEFAULTS.top_k)
        self._confidence.value_changed.connect(self._on_slider)
        self._overlap.value_changed.connect(self._on_slider)
        self._confidence_spin.valueChanged.connect(self._on_spin)
        self._overlap_spin.valueChanged.connect(self._on_spin)
        self._top_k_spin.valueChanged.connect(self._on_spin)
        self.render_texts()

    def _lay_out(self) -> None:
        # The sliders reach past the margin so that their tracks align with the words.
        inset = MARGIN - OVERHANG
        self.body.setContentsMargins(inset, 0, inset, 0)
        self.body.setSpacing(4)
        self.body.addLayout(_row(self._confidence_label, self._confidence_spin))
        self.body.addWidget(self._confidence)
        self.body.addSpacing(4)
        self.body.addLayout(_row(self._overlap_label, self._overlap_spin))
        self.body.addWidget(self._overlap)
        self.body.addSpacing(4)
        self.body.addLayout(_row(self._top_k_label, self._top_k_spin, self._top_k_hint))

    def set_thresholds(self, *, confidence: float, overlap: float, top_k: int) -> None:
        """Show these thresholds without telling anybody."""
        self._show(confidence, overlap, top_k)

    def set_histograms(self, scores: Sequence[int] | None, overlaps: Sequence[int] | None) -> None:
        """Counts over 0..1 behind the sliders, 40 bins each; None shows a plain slider.

        scores: candidates by score. overlaps: pairs of candidates by their overlap.
        """
        self._confidence.set_histogram(scores)
        self._overlap.set_histogram(overlaps)

    def retranslate(self) -> None:
        self.set_title(self.tr("Thresholds"))
        self._reset.setText(self.tr("Reset"))
        self._reset.setToolTip(self.tr("Back to 0.30, 0.45 and 200"))
        self._confidence_label.setText(self.tr("Confidence"))
        self._overlap_label.setText(self.tr("NMS overlap"))
        self._top_k_label.setText(self.tr("Top-k"))
        self._top_k_hint.setText(self.tr("per class, before NMS"))
        confidence, overlap = self.tr("Confidence threshold"), self.tr("NMS overlap threshold")
        for widget in (self._confidence, self._confidence_spin):
            widget.setAccessibleName(confidence)
            widget.setToolTip(self.tr("A box needs a score above this"))
        for widget in (self._overlap, self._overlap_spin):
            widget.setAccessibleName(overlap)
            widget.setToolTip(
                self.tr("NMS drops a box that overlaps a better one by more than this")
            )
        self._top_k_spin.setAccessibleName(self.tr("Top-k per class"))

    def _show(self, confidence: float, overlap: float, top_k: int) -> None:
        spins = (self._confidence_spin, self._overlap_spin, self._top_k_spin)
        for spin, value in zip(spins, (confidence, overlap, top_k), strict=True):
            with QSignalBlocker(spin):
                spin.setValue(value)
        self._confidence.set_value(confidence)
        self._overlap.set_value(overlap)

    def _on_slider(self) -> None:
        self._show(self._confidence.threshold, self._overlap.threshold, self._top_k_spin.value())
        self._tell()

    def _on_spin(self) -> None:
        self._confidence.set_value(self._confidence_spin.value())
        self._overlap.set_value(self._overlap_spin.value())
        self._tell()

    def _on_reset(self) -> None:
        self._show(_DEFAULTS.confidence, _DEFAULTS.overlap, _DEFAULTS.top_k)
        self._tell()

    def _tell(self) -> None:
        self.thresholds_changed.emit(
            self._confidence.threshold, self._overlap.threshold, self._top_k_spin.value()
        )


def _row(name: QLabel, spin: QWidget, hint: QLabel | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(OVERHANG, 0, OVERHANG, 0)
    row.setSpacing(8)
    row.addWidget(name)
    if hint is not None:
        row.addWidget(hint)
    row.addStretch(1)
    row.addWidget(spin)
    return row
