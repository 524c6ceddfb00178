"""The panel of lesson 2: the two rules, the threshold, levels, objects, and what was stolen."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.buttons import LinkButton
from gui.controls.histogram_slider import OVERHANG, HistogramSlider
from gui.controls.labels import label
from gui.controls.section import MARGIN
from gui.controls.spin import DecimalSpin
from gui.lessons.frame.words import Words
from gui.lessons.matching.shown import Shown
from gui.lessons.matching.truth_table import TruthRow, TruthTable
from gui.lessons.parts.bars import BarList, BarRow
from gui.lessons.parts.prose import Prose
from gui.lessons.parts.section import PanelSection
from ssd_core.config import DBoxConfig
from ssd_core.lessons.matching import overlap_histogram, positives_by_level, smallest_side
from ssd_core.matching import OVERLAP


class RulesSection(PanelSection):
    """The two ways to be positive."""

    def __init__(self) -> None:
        super().__init__(titled=False)
        self._lead, self._rest = Prose(), Prose(tone="muted")
        self._rules = (Prose(), Prose())
        self.add(self._lead)
        for number, rule in enumerate(self._rules):
            row = QHBoxLayout()
            row.setSpacing(10)
            name = label(fonts.BODY, fonts.SEMIBOLD)
            name.setText(str(number + 1))
            row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(rule, 1)
            self.body.addLayout(row)
        self.add(self._rest)

    def show_rules(self, words: Words, threshold: float) -> None:
        self._lead.set_text(words("panel.rules.lead"))
        self._rules[0].set_text(words("panel.rules.first"))
        self._rules[1].set_text(words("panel.rules.second", threshold=f"{threshold:.2f}"))
        self._rest.set_text(words("panel.rules.rest"))


class ThresholdSection(PanelSection):
    """``threshold_changed`` tells the threshold that a person chose.

    ``bin_pointed`` tells the bin of the histogram that is pointed at, -1 for none.
    """

    threshold_changed = Signal(float)
    bin_pointed = Signal(int)

    def __init__(self) -> None:
        super().__init__(titled=False)
        self._name, self._spin = label(), DecimalSpin()
        self._slider = HistogramSlider(default=OVERLAP, survivors="right")
        self._note = Prose(fonts.SMALL, tone="muted")
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._spin)
        inset = MARGIN - OVERHANG
        self.body.setContentsMargins(inset, 0, inset, 0)
        head.setContentsMargins(OVERHANG, 0, OVERHANG, 0)
        self._note.setContentsMargins(OVERHANG, 0, OVERHANG, 0)
        self.body.addLayout(head)
        self.add(self._slider)
        self.add(self._note)
        self._slider.value_changed.connect(self.threshold_changed)
        self._slider.bin_pointed.connect(self.bin_pointed)
        self._slider.point_at_bins()
        self._spin.valueChanged.connect(self.threshold_changed)

    def show_threshold(self, words: Words, shown: Shown) -> None:
        with QSignalBlocker(self._spin):
            self._spin.setValue(shown.threshold)
        self._slider.set_value(shown.threshold)
        counts = overlap_histogram(shown.told, without=shown.hidden)
        self._slider.set_histogram(counts.tolist())
        self._name.setText(words("panel.threshold.name"))
        self._spin.setAccessibleName(words("panel.threshold.name"))
        self._slider.setAccessibleName(words("panel.threshold.name"))
        smallest = smallest_side(shown.table.dboxes, overlap=max(shown.threshold, 1e-6)) * 300
        self._note.set_text(words("panel.threshold.note", smallest=f"{smallest:.0f}"))


class LevelsSection(PanelSection):
    """Positives per level, in the colours of the objects they learn."""

    def __init__(self) -> None:
        super().__init__()
        self.bars = BarList(name_width=46, quiet_width=48, value_width=28)
        self.add(self.bars)

    def show_levels(self, words: Words, shown: Shown, config: DBoxConfig) -> None:
        table = positives_by_level(shown.told, shown.table.dboxes)  # [G, L]
        if shown.hidden >= 0:
            table[shown.hidden] = 0
        most = max(int(table.sum(axis=0).max(initial=0)), 1)
        rows = []
        for level, cells in enumerate(config.feature_maps):
            counts = table[:, level].tolist()
            parts = tuple(
                (count / most, shown.color(truth)) for truth, count in enumerate(counts) if count
            )
            quiet = f"{config.min_sizes[level]:.0f} px"
            value = "?" if shown.hidden_levels else str(sum(counts))
            shares = ((0.0, shown.color(0)),) if len(counts) else ()
            bar = shares if shown.hidden_levels or not parts else parts
            rows.append(BarRow(f"{cells}×{cells}", value, bar, quiet, strong=bool(parts)))
        self.bars.set_rows(rows)
        self.set_title(words("panel.levels.title"))
        total = str(int(table.sum()))
        if shown.hidden >= 0:
            total = words("panel.levels.hidden", count=total, name=shown.name(shown.hidden))
        self.set_aside("?" if shown.hidden_levels else total)


class TruthsSection(PanelSection):
    """The objects. ``all_wanted`` and ``few_wanted`` ask for all of the scene, or for a few."""

    all_wanted = Signal()
    few_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(titled=False)
        self.table = TruthTable()
        self._all, self._few = LinkButton(), LinkButton()
        self._all.clicked.connect(self.all_wanted)
        self._few.clicked.connect(self.few_wanted)
        self._how = Prose(fonts.SMALL, tone="muted")
        links = QHBoxLayout()
        links.setSpacing(14)
        links.addWidget(self._few)
        links.addWidget(self._all)
        links.addStretch(1)
        self.add(self.table)
        self.add(self._how)
        self.body.addLayout(links)

    def show_truths(self, words: Words, shown: Shown, *, selected: int, offered: int) -> None:
        """offered: how many objects the scene has."""
        rows = [self._row(words, shown, index) for index in range(len(shown.told.truths))]
        self.table.set_rows(rows, selected=selected)
        self.table.set_titles(
            *(words(f"panel.truths.{k}") for k in ("name", "px", "best", "count"))
        )
        self._all.setText(words("panel.truths.all", count=offered))
        self._few.setText(words("panel.truths.few"))
        self._how.set_text(words("panel.truths.how"))
        for link in (self._all, self._few):
            link.updateGeometry()

    @staticmethod
    def _row(words: Words, shown: Shown, index: int) -> TruthRow:
        fact = shown.told.truths[index]
        left, top, right, bottom = shown.table.truth.boxes[index].tolist()
        size = f"{300 * (right - left):.0f}×{300 * (bottom - top):.0f}"
        if index == shown.hidden:
            return TruthRow(shown.name(index), shown.color(index), (size, "?", "?"))
        key = "none" if fact.unmatched else "forced" if fact.forced else "plain"
        count = words(f"panel.truths.{key}", count=fact.positives)
        best = "warning" if fact.best_overlap < shown.threshold else "text"
        tones = ("muted", best, "danger" if fact.unmatched else "text")
        cells = (size, f"{fact.best_overlap:.2f}", count)
        return TruthRow(shown.name(index), shown.color(index), cells, tones)


class StolenSection(PanelSection):
    """A DBox that rule 1 took from rule 2, or a best DBox that two objects share."""

    def __init__(self) -> None:
        super().__init__()
        self._bars = BarList(name_width=72, value_width=40)
        self._note = Prose(fonts.SMALL, tone="muted")
        self.add(self._bars)
        self.add(self._note)

    def show_stolen(self, words: Words, shown: Shown) -> None:
        thefts = [s for s in shown.told.stolen if shown.hidden not in (s.loser, s.winner)]
        self.setVisible(bool(thefts))
        if not thefts:
            return
        theft = thefts[0]
        self.set_title(words("panel.stolen.title", dbox=theft.dbox))
        self.set_aside(words("panel.stolen.aside", name=shown.name(theft.winner)))
        pairs = ((theft.loser, theft.loser_overlap), (theft.winner, theft.winner_overlap))
        self._bars.set_rows(
            [
                BarRow(
                    shown.name(truth),
                    f"{overlap:.2f}",
                    ((overlap, shown.color(truth)),),
                    swatch=shown.color(truth),
                    strong=truth == theft.winner,
                    trough=True,
                    mark=shown.threshold,
                )
                for truth, overlap in pairs
            ]
        )
        self._note.set_text(words("panel.stolen.note"))


class MatchingPanel(QWidget):
    """All sections, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.rules, self.threshold = RulesSection(), ThresholdSection()
        self.levels, self.truths, self.stolen = LevelsSection(), TruthsSection(), StolenSection()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.rules, self.threshold, self.levels, self.truths, self.stolen):
            column.addWidget(part)
        column.addStretch(1)
