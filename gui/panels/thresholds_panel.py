"""The thresholds a person can move: confidence, NMS overlap and its method, and top-k."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui import fonts
from gui.controls.buttons import LinkButton
from gui.controls.histogram_slider import OVERHANG, HistogramSlider
from gui.controls.labels import label
from gui.controls.section import MARGIN, Section
from gui.controls.spin import DecimalSpin, WholeSpin
from gui.panels.nms_menu import NmsMenu
from ssd_core.types import NmsMethod, Thresholds

MAX_TOP_K = 8732
_LEAST_SIGMA, _MOST_SIGMA = 0.05, 2.0
_DEFAULTS = Thresholds()


class ThresholdsPanel(Section):
    """``thresholds_changed`` tells all thresholds as they are now, at each move a person makes.

    What is not moved here, such as the classes to look for, is told as it was set.
    """

    thresholds_changed = Signal(object)  # Thresholds

    def __init__(self) -> None:
        super().__init__()
        self._thresholds = _DEFAULTS
        self._reset = LinkButton(quiet=True)
        self.header.addWidget(self._reset)
        self._confidence_label, self._overlap_label = label(), label()
        self._top_k_label, self._top_k_hint = label(), label(fonts.SMALL, tone="muted")
        self._nms = NmsMenu()
        self._confidence_spin, self._overlap_spin = DecimalSpin(), DecimalSpin()
        self._sigma_spin = DecimalSpin()
        self._sigma_spin.setRange(_LEAST_SIGMA, _MOST_SIGMA)
        self._top_k_spin = WholeSpin(1, MAX_TOP_K)
        self._confidence = HistogramSlider(default=_DEFAULTS.confidence, survivors="right")
        self._overlap = HistogramSlider(default=_DEFAULTS.overlap, survivors="left")
        self._lay_out()
        self.set_thresholds(_DEFAULTS)
        self._connect()
        self.render_texts()

    def _connect(self) -> None:
        self._reset.clicked.connect(self._on_reset)
        for control in (self._confidence.value_changed, self._confidence_spin.valueChanged):
            control.connect(self._on_confidence)
        for control in (self._overlap.value_changed, self._overlap_spin.valueChanged):
            control.connect(self._on_overlap)
        self._sigma_spin.valueChanged.connect(self._on_sigma)
        self._top_k_spin.valueChanged.connect(self._on_top_k)
        self._nms.method_chosen.connect(self._on_method)
        self._nms.across_chosen.connect(self._on_across)

    def _lay_out(self) -> None:
        # The sliders reach past the margin so that their tracks align with the words.
        inset = MARGIN - OVERHANG
        self.body.setContentsMargins(inset, 0, inset, 0)
        self.body.setSpacing(4)
        self.body.addLayout(_row(self._confidence_label, self._confidence_spin))
        self.body.addWidget(self._confidence)
        self.body.addSpacing(4)
        overlap_row = _row(self._overlap_label, self._overlap_spin, self._nms)
        overlap_row.addWidget(self._sigma_spin)
        self.body.addLayout(overlap_row)
        self.body.addWidget(self._overlap)
        self.body.addSpacing(4)
        self.body.addLayout(_row(self._top_k_label, self._top_k_spin, self._top_k_hint))

    def set_thresholds(self, thresholds: Thresholds) -> None:
        """Show ``thresholds`` without telling anybody."""
        self._thresholds = thresholds
        spins = (self._confidence_spin, self._overlap_spin, self._sigma_spin, self._top_k_spin)
        values = (
            thresholds.confidence,
            thresholds.overlap,
            thresholds.sigma,
            thresholds.top_k,
        )
        for spin, value in zip(spins, values, strict=True):
            with QSignalBlocker(spin):
                spin.setValue(value)
        self._confidence.set_value(thresholds.confidence)
        self._overlap.set_value(thresholds.overlap)
        self._nms.show_choice(thresholds.method, across=thresholds.class_agnostic)
        # Gaussian soft-NMS has a width instead of a threshold.
        gaussian = thresholds.method is NmsMethod.SOFT_GAUSSIAN
        self._overlap.setVisible(not gaussian)
        self._overlap_spin.setVisible(not gaussian)
        self._sigma_spin.setVisible(gaussian)
        self._name_overlap()

    def set_histograms(self, scores: Sequence[int] | None, overlaps: Sequence[int] | None) -> None:
        """Counts over 0..1 behind the sliders, 40 bins each; None shows a plain slider.

        scores: DBoxes by their best score. overlaps: candidates by their highest overlap.
        """
        self._confidence.set_histogram(scores)
        self._overlap.set_histogram(overlaps)

    def retranslate(self) -> None:
        self.set_title(self.tr("Thresholds"))
        self._reset.setText(self.tr("Reset"))
        self._reset.setToolTip(
            self.tr("Back to 0.30, 0.45, 200 and standard NMS, the same for every class")
        )
        self._confidence_label.setText(self.tr("Confidence"))
        self._name_overlap()
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
        self._sigma_spin.setAccessibleName(self.tr("Width of Gaussian soft-NMS"))
        self._sigma_spin.setToolTip(self.tr("A larger one lowers the scores less"))
        self._top_k_spin.setAccessibleName(self.tr("Top-k per class"))

    def _name_overlap(self) -> None:
        gaussian = self._thresholds.method is NmsMethod.SOFT_GAUSSIAN
        self._overlap_label.setText(self.tr("NMS sigma") if gaussian else self.tr("NMS overlap"))

    def _on_confidence(self, value: float) -> None:
        self._tell(replace(self._thresholds, confidence=value))

    def _on_overlap(self, value: float) -> None:
        self._tell(replace(self._thresholds, overlap=value))

    def _on_sigma(self, value: float) -> None:
        self._tell(replace(self._thresholds, sigma=value))

    def _on_top_k(self, value: int) -> None:
        self._tell(replace(self._thresholds, top_k=value))

    def _on_method(self, method: NmsMethod) -> None:
        self._tell(replace(self._thresholds, method=method))

    def _on_across(self, across: bool) -> None:
        self._tell(replace(self._thresholds, class_agnostic=across))

    def _on_reset(self) -> None:
        self._tell(replace(_DEFAULTS, classes=self._thresholds.classes))

    def _tell(self, thresholds: Thresholds) -> None:
        self.set_thresholds(thresholds)
        self.thresholds_changed.emit(thresholds)


def _row(name: QLabel, spin: QWidget, hint: QWidget | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(OVERHANG, 0, OVERHANG, 0)
    row.setSpacing(8)
    row.addWidget(name)
    if hint is not None:
        row.addWidget(hint)
    row.addStretch(1)
    row.addWidget(spin)
    return row
