"""The ground truth of the picture: whether detections are coloured by it, and their figures."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from gui import fonts
from gui.controls.badges import VerdictBadge
from gui.controls.labels import ElidedLabel, breakable, label
from gui.controls.section import Section
from gui.controls.spin import DecimalSpin
from gui.controls.switch import Switch
from gui.sentences import translated
from gui.verdict_styles import FALSE_POSITIVE, MISSED, TRUE_POSITIVE
from ssd_core.verdicts import Verdicts


class TruthPanel(Section):
    """``shown_changed`` when a person switches it, ``overlap_changed`` when one moves the spin."""

    shown_changed = Signal(bool)
    overlap_changed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._source, self._note, self._left_out = "", "", 0
        self._verdicts: Verdicts | None = None
        self._switch = Switch()
        self._switch.clicked.connect(self.shown_changed)
        self._file = ElidedLabel(fonts.SMALL)
        self._file.setProperty("tone", "muted")
        self.header.insertWidget(1, self._file)
        self.header.addWidget(self._switch)
        self._spin = DecimalSpin()
        self._spin.setRange(0.05, 1.0)
        self._spin.valueChanged.connect(self.overlap_changed)
        self._spin_label = label()
        self._counts = [label(fonts.BODY, fonts.SEMIBOLD) for _ in range(3)]
        self._count_names = [label(fonts.SMALL, tone="muted") for _ in range(3)]
        self._badges = [VerdictBadge(s) for s in (TRUE_POSITIVE, FALSE_POSITIVE, MISSED)]
        self._figures, self._said = label(fonts.SMALL), label(fonts.SMALL, tone="muted")
        self._said.setWordWrap(True)
        self._lay_out()
        self.render_texts()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for column, badge in enumerate(self._badges):
            row = QHBoxLayout()
            row.setSpacing(6)
            row.addWidget(badge)
            row.addWidget(self._counts[column])
            row.addWidget(self._count_names[column])
            row.addStretch(1)
            grid.addLayout(row, 0, column)
            grid.setColumnStretch(column, 1)
        spin = QHBoxLayout()
        spin.addWidget(self._spin_label)
        spin.addStretch(1)
        spin.addWidget(self._spin)
        self.body.addLayout(grid)
        self.body.addWidget(self._figures)
        self.body.addLayout(spin)
        self.body.addWidget(self._said)

    def set_source(self, name: str, note: str = "") -> None:
        """The annotation's file name, and a sentence on what is wrong with it, "" for nothing.

        With a note and no name there is no ground truth to show.
        """
        self._source, self._note = name, note
        self.retranslate()

    def set_shown(self, shown: bool, overlap: float) -> None:
        """Show the state without telling anybody."""
        self._switch.setChecked(shown)
        with QSignalBlocker(self._spin):
            self._spin.setValue(overlap)
        self._render_figures()

    def set_verdicts(self, verdicts: Verdicts | None, *, left_out: int = 0) -> None:
        """The verdicts to count, and how many annotated objects the detector cannot know."""
        self._verdicts, self._left_out = verdicts, left_out
        self._render_figures()

    def retranslate(self) -> None:
        self.set_title(self.tr("Ground truth"))
        self._file.set_full_text(self._source)
        words = self.tr("Colour the detections by the ground truth")
        self._switch.setToolTip(words)
        self._switch.setAccessibleName(words)
        self._switch.setVisible(bool(self._source))
        self._spin_label.setText(self.tr("Found from overlap"))
        self._spin.setAccessibleName(self.tr("Overlap from which an object is found"))
        for name, text in zip(self._count_names, ("TP", "FP", "FN"), strict=True):
            name.setText(text)
        self._render_figures()

    def _render_figures(self) -> None:
        verdicts = self._verdicts
        shown = bool(self._source) and self._switch.isChecked() and verdicts is not None
        columns = (*self._badges, *self._counts, *self._count_names)
        for widget in (*columns, self._figures, self._spin, self._spin_label):
            widget.setVisible(shown)
        if shown and verdicts is not None:
            self._render_counts(verdicts)
        said = [translated(self._note)] if self._note else []
        if shown and self._left_out:
            said.append(
                self.tr(
                    "%n object(s) of classes that are not looked for are left out.",
                    "",
                    self._left_out,
                )
            )
        self._said.setText(breakable(" ".join(said)))
        self._said.setVisible(bool(said))

    def _render_counts(self, verdicts: Verdicts) -> None:
        counts = (verdicts.true_positives, verdicts.false_positives, verdicts.false_negatives)
        for figure, count in zip(self._counts, counts, strict=True):
            figure.setText(str(count))
        self._figures.setTextFormat(Qt.TextFormat.RichText)
        words = self.tr("precision {precision} · recall {recall} · F1 {f1}")
        self._figures.setText(
            words.format(
                precision=_strong(verdicts.precision),
                recall=_strong(verdicts.recall),
                f1=_strong(verdicts.f1),
            )
        )


def _strong(value: float) -> str:
    return "–" if math.isnan(value) else f"<b>{value:.2f}</b>"
