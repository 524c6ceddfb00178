"""The panel of the lesson: what the map sees, all six in numbers, L2Norm, norms."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.controls.labels import label
from gui.controls.switch import Switch
from gui.lessons.features.map_table import MapTable
from gui.lessons.features.norm_bars import ChannelBars
from gui.lessons.features.shown import Shown
from gui.lessons.frame.words import Words
from gui.lessons.parts.bars import BarList, BarRow
from gui.lessons.parts.formula_row import FormulaRow
from gui.lessons.parts.prose import Prose
from gui.lessons.parts.section import PanelSection
from ssd_core.lessons.feature_maps import l2_normalised, sampled

_FORMULA = r"y_k = \frac{w_k x_k}{‖x‖_2},   ‖x‖_2 = \sqrt{Σ x_k^2}"


class FeaturesPanel(QWidget):
    """``level_chosen`` and ``normalised_changed`` tell what a person set."""

    level_chosen = Signal(int)
    normalised_changed = Signal(bool)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._intro, self._whole = Prose(), Prose(fonts.SMALL, tone="muted")
        self.table = MapTable(words)
        self.table.chosen.connect(self.level_chosen)
        self._make_norm()
        self.norms = BarList(name_width=64, value_width=44)
        self.norms.chosen.connect(self.level_chosen)
        self._verdict = Prose(fonts.SMALL, tone="muted")
        self._per_map = PanelSection(self.norms, self._verdict)
        self._sections = (
            PanelSection(self._intro, titled=False),
            PanelSection(self.table, self._whole, titled=False),
            self._norm,
            self._per_map,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in self._sections:
            column.addWidget(section)
        column.addStretch(1)

    def _make_norm(self) -> None:
        self._formula = FormulaRow(_FORMULA, pixels=14)
        self.switch, self._switch_name = Switch(), label()
        self.switch.clicked.connect(self.normalised_changed)
        self._before, self._after = ChannelBars("hist_off"), ChannelBars("d2")
        self._off, self._off_norm = label(fonts.SMALL, tone="muted"), _figure()
        self._on, self._on_norm = label(fonts.SMALL, tone="muted"), _figure()
        self._scale = Prose(fonts.SMALL, tone="muted")
        self._norm = PanelSection(self._formula)
        self._norm.body.addLayout(_row(self._switch_name, self.switch))
        self._norm.body.addLayout(_row(self._off, self._off_norm))
        self._norm.add(self._before)
        self._norm.body.addLayout(_row(self._on, self._on_norm))
        for part in (self._after, self._scale):
            self._norm.add(part)

    def set_shown(self, shown: Shown) -> None:
        words, facts = self._words, shown.facts
        hide = shown.hidden == "sees"
        key = "panel.intro_all" if facts.cells == 1 else "panel.intro"
        self._intro.set_text(
            words(
                key,
                cells=facts.cells,
                sees="?" if hide else facts.sees,
                low=round(facts.smallest),
                high=round(facts.largest),
            )
        )
        self._whole.set_text("" if hide else _notes(words, shown))
        self.table.set_shown(shown)
        self._show_norm(shown)
        self._show_norms(shown)

    def _show_norm(self, shown: Shown) -> None:
        """The finest map at the place that is looked at; other maps have no L2Norm."""
        words, maps = self._words, shown.maps
        row, column = shown.place_in(0)
        raw = maps.maps[0][:, row : row + 1, column : column + 1]
        scaled = l2_normalised(raw, maps.scale)
        some = sampled(len(raw))
        top = float(max(raw[some].max(initial=0), scaled[some].max(initial=0)))
        self._before.set_values(raw[some, 0, 0], top)
        self._after.set_values(scaled[some, 0, 0], top)
        hide = shown.hidden == "norm"
        before = "?" if hide else f"{shown.norm(0, normalised=False):.1f}"
        self._off_norm.setText(words("panel.figure", norm=before))
        self._on_norm.setText(words("panel.figure", norm=f"{shown.norm(0, normalised=True):.1f}"))
        self._norm.set_title(words("panel.norm", layer=shown.layers[0]))
        place = {"row": row, "column": column, "shown": len(some), "channels": len(raw)}
        self._norm.set_aside(words("panel.place", **place))
        low, high = f"{maps.scale.min():.1f}", f"{maps.scale.max():.1f}"
        key = "panel.scale_same" if low == high else "panel.scale"
        self._scale.set_text(words(key, low=low, high=high))
        self.switch.setChecked(shown.setup.normalised)

    def _show_norms(self, shown: Shown) -> None:
        active, words = theme.current(), self._words
        found = [shown.norm(level) for level in range(len(shown.table))]
        raw, scaled = (shown.norm(0, normalised=on) for on in (False, True))
        hide = shown.hidden == "norm"
        top = max(*found, raw, scaled, 1e-6)
        rows = []
        for facts, value in zip(shown.table, found, strict=True):
            first = facts.level == 0
            color = active.color("accent" if first else "d3")
            other = scaled if not shown.setup.normalised else raw
            rows.append(
                BarRow(
                    f"{facts.cells}×{facts.cells}",
                    "?" if first and hide and not shown.setup.normalised else f"{value:.1f}",
                    ((value / top, color),),
                    strong=facts.level == shown.setup.level,
                    trough=first,
                    mark=other / top if first and not hide else None,
                )
            )
        self.norms.set_rows(rows)
        values = {"cells": shown.table[0].cells, "raw": f"{raw:.1f}", "scaled": f"{scaled:.1f}"}
        louder = raw > max(found[1:])
        text = words("panel.louder" if louder and raw > scaled else "panel.quieter", **values)
        self._verdict.set_text("" if hide else text)

    def retranslate(self) -> None:
        words = self._words
        self._switch_name.setText(words("panel.switch"))
        self.switch.setAccessibleName(words("panel.switch"))
        self._off.setText(words("panel.off"))
        self._on.setText(words("panel.on"))
        self._per_map.set_title(words("panel.per_map"))
        self._per_map.set_aside(words("panel.at"))

    def set_known(self, known: bool) -> None:
        """Whether there are feature maps to tell of."""
        for section in self._sections[1:]:
            section.setVisible(known)

    def set_message(self, text: str) -> None:
        """Say in place of all why there is nothing to tell of."""
        self._intro.set_text(text)
        self.set_known(False)


def _notes(words: Words, shown: Shown) -> str:
    """From which map on a cell sees everything, what the heads add, steps that are no strides."""
    side = shown.scene.config.dboxes.input_size
    whole = next((facts.cells for facts in shown.table if facts.sees >= side), 0)
    facts, told = shown.facts, []
    if whole:
        told.append(words("panel.whole", cells=whole))
    told.append(words("panel.head", stride=facts.stride, more=2 * facts.stride))
    if facts.step != facts.stride and facts.cells > 1:
        told.append(words("panel.stride", step=facts.step, stride=facts.stride))
    return " ".join(told)


def _figure() -> QLabel:
    made = label(fonts.SMALL, fonts.SEMIBOLD)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    return made


def _row(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(left)
    row.addStretch(1)
    row.addWidget(right)
    return row
