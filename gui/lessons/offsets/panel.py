"""The panel of the lesson on offsets: encode, decode, variances, and how sizes grow."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import fonts
from gui.controls.buttons import LinkButton
from gui.controls.choice import Choice
from gui.controls.labels import ElidedLabel
from gui.lessons.frame.words import Words
from gui.lessons.offsets.growth_plot import GrowthPlot
from gui.lessons.offsets.shown import Shown
from gui.lessons.parts.figures import pixels, plain, scientific, signed
from gui.lessons.parts.formula_row import FormulaRow
from gui.lessons.parts.prose import Prose
from gui.lessons.parts.section import PanelSection, panel
from gui.lessons.parts.slider import SliderRow
from ssd_core.coding import VARIANCES
from ssd_core.lessons.offsets import NO_VARIANCES, pull, round_trip_error
from ssd_core.lessons.scene import LessonScene
from ssd_core.matching import match
from ssd_core.types import DBoxes, FloatArray

_REACHES = {"5": 5.0, "25": 25.0}
_AXES = ("cx", "cy", "w", "h")


class TermRow(FormulaRow):
    """A formula of one offset; ``pointed`` tells whether the pointer is on it."""

    pointed = Signal(bool)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(False)


class OffsetsPanel:
    """``widget`` is what is shown; the parts are named after what they say."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.encode = [TermRow() for _ in _AXES]
        self.decode = [TermRow() for _ in _AXES]
        self.trip, self.trip_count = (ElidedLabel(fonts.SMALL, fonts.MEDIUM) for _ in range(2))
        self.centre, self.size = (
            SliderRow(0.05, 1, step=0.01, default=value, logarithmic=True) for value in VARIANCES
        )
        self.leave_out = LinkButton()
        self.note, self.warning = Prose(fonts.SMALL, tone="muted"), Prose(fonts.SMALL)
        self.plot = GrowthPlot()
        self.reach = Choice(list(_REACHES))
        self._sections = self._made_sections()
        self.widget: QWidget = panel(self._sections)
        self.reach.chosen.connect(self._on_reach)

    def _made_sections(self) -> list[PanelSection]:
        encode, decode = PanelSection(*self.encode, self.warning), PanelSection(*self.decode)
        for section in (encode, decode):
            section.body.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 0)
        row.addWidget(self.trip)
        row.addStretch(1)
        self.trip_count.setProperty("tone", "muted")
        self.trip.setProperty("tone", "success")
        row.addWidget(self.trip_count)
        decode.body.addLayout(row)
        variances = PanelSection(self.centre, self.size, self.note)
        variances.header.addWidget(self.leave_out)
        grows = PanelSection(self.plot)
        grows.header.addWidget(self.reach)
        return [encode, decode, variances, grows]

    def show_variances(self, shown: Shown) -> None:
        """Without telling anybody that the sliders were set."""
        self._show_words(shown)
        self.centre.set_value(shown.variances[0])
        self.size.set_value(shown.variances[1])
        left_out = shown.variances == NO_VARIANCES
        words = self._words("panel.put_back" if left_out else "panel.leave_out")
        if words != self.leave_out.text():  # each new size hint lays out the whole panel anew
            self.leave_out.setText(words)
            self.leave_out.updateGeometry()

    def show_growth(self, shown: Shown) -> None:
        """How the size grows with its offset."""
        _, _, dw, dh = shown.encoded.offsets
        self.plot.show_offsets(dw, dh, shown.variances[1])

    def show_encode(self, shown: Shown, *, hidden: bool) -> None:
        centre, size = (f"{value:g}" for value in shown.variances)
        for axis, side in (("cx", "w"), ("cy", "h")):
            self.encode[_AXES.index(axis)].set_formula(
                rf"\text{{Δ{axis}}} = \frac{{g_{{\text{{{axis}}}}} − d_{{\text{{{axis}}}}}}}"
                rf"{{\live{{{centre}}} · d_{{\text{{{side}}}}}}}"
            )
        for side in ("w", "h"):
            self.encode[_AXES.index(side)].set_formula(
                rf"\text{{Δ{side}}} = \text{{ln}}(g_{{\text{{{side}}}}} / d_{{\text{{{side}}}}})"
                rf" / \live{{{size}}}"
            )
        for index, (row, worked) in enumerate(zip(self.encode, _worked(shown), strict=True)):
            value = signed(shown.encoded.offsets[index])
            row.set_worked("" if hidden else worked, "?" if hidden else value)
        self.warning.setVisible(shown.encoded.degenerate)
        if shown.encoded.degenerate:
            self.warning.set_text(self._words("panel.degenerate"))

    def show_decode(self, shown: Shown, *, hidden: bool) -> None:
        centre, size = (f"{value:g}" for value in shown.variances)
        for axis, side in (("cx", "w"), ("cy", "h")):
            self.decode[_AXES.index(axis)].set_formula(
                rf"\text{{{axis}}} = d_{{\text{{{axis}}}}} + \text{{Δ{axis}}} · \live{{{centre}}}"
                rf" · d_{{\text{{{side}}}}}"
            )
        for side in ("w", "h"):
            self.decode[_AXES.index(side)].set_formula(
                rf"\text{{{side}}} = d_{{\text{{{side}}}}} · \text{{exp}}(\live{{{size}}} · "
                rf"\text{{Δ{side}}})"
            )
        for row, value in zip(self.decode, shown.encoded.decoded, strict=True):
            row.set_worked("", "?" if hidden else pixels(value, 1))

    def _show_words(self, shown: Shown) -> None:
        words, (centre, size) = self._words, shown.variances
        dboxes = shown.scene.dboxes
        error = scientific(_trip_error(dboxes, shown.variances))
        self.trip.set_full_text(words("panel.trip", error=error))
        self.trip_count.set_full_text(words("panel.trip_count", count=f"{len(dboxes):,}"))
        times = f"{1 / centre:.3g}", f"{1 / size:.3g}"
        self.centre.set_words(words("panel.centre"), f"÷ {centre:g} → ×{times[0]}")
        self.size.set_words(words("panel.size"), f"÷ {size:g} → ×{times[1]}")
        pulls = _pulls(shown.scene, shown.variances)
        raw = shown.encoded.terms[0].difference / shown.encoded.dbox[2]
        self.note.set_text(
            words(
                "panel.note",
                raw=signed(raw, 3),
                times=times[0],
                used=f"{pulls[0]:.2f}",
                without=f"{pulls[1]:.2f}",
            )
        )

    def retranslate(self) -> None:
        words = self._words
        for section, key in zip(self._sections, ("encode", "decode", "variances", "grows"),
                                strict=True):  # fmt: skip
            section.set_title(words(f"panel.{key}"))
        self._sections[0].set_aside(words("panel.encode_note"))
        self._sections[1].set_aside(words("panel.decode_note"))
        self.plot.setAccessibleName(words("panel.grows"))
        for key in _REACHES:
            self.reach.set_words(key, f"±{key}", words("panel.reach", reach=key))

    def _on_reach(self, key: str) -> None:
        self.plot.set_reach(_REACHES[key])


def _worked(shown: Shown) -> tuple[str, str, str, str]:
    """The formulas with their figures, lengths in px of the network's input."""
    cx, cy, w, h = shown.encoded.terms
    _, _, dbox_w, dbox_h = shown.encoded.dbox
    variance = shown.variances[0]
    return (
        f"{signed(300 * cx.difference)} / {pixels(variance * dbox_w, 2)}",
        f"{signed(300 * cy.difference)} / {pixels(variance * dbox_h, 2)}",
        f"ln {plain(w.ratio, 4)}",
        f"ln {plain(h.ratio, 4)}",
    )


@lru_cache(maxsize=4)
def _trip_error(dboxes: DBoxes, variances: tuple[float, float]) -> float:
    """A drag changes nothing of it."""
    return round_trip_error(dboxes, variances=variances)


def _pulls(scene: LessonScene, variances: tuple[float, float]) -> tuple[float, float]:
    """How strongly smooth L1 pulls on what training would learn of a scene, with and without."""
    pairs = _pairs(scene)
    return pull(*pairs, variances=variances), pull(*pairs, variances=NO_VARIANCES)


@lru_cache(maxsize=2)
def _pairs(scene: LessonScene) -> tuple[FloatArray, FloatArray]:
    """The objects and the DBoxes that must learn them, [P, 4] each."""
    matched = match(scene.truth, scene.dboxes)
    rows = np.flatnonzero(matched.positive)
    return scene.truth.boxes[matched.gt_index[rows]], scene.dboxes.cxcywh[rows]
