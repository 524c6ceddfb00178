"""The panel of lesson 1: formulas of the scales, a cell's boxes, what can be changed, counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.controls.choice import Choice
from gui.controls.flow import Flow
from gui.controls.labels import label
from gui.controls.switch import Switch
from gui.lessons.default_boxes.cell_table import CellTable
from gui.lessons.frame.words import Words
from gui.lessons.parts.bars import BarList, BarRow
from gui.lessons.parts.formula_row import FormulaRow
from gui.lessons.parts.pill import HEIGHT as PILL
from gui.lessons.parts.pill import Pill
from gui.lessons.parts.prose import Prose
from gui.lessons.parts.section import PanelSection
from gui.lessons.parts.slider import SliderRow
from ssd_core.lessons.default_boxes import CellBox, Coverage, LevelFacts
from ssd_core.lessons.recipe import HIGHEST, LOWEST, RATIOS, RULES, Clamping, Recipe

_SCALE = "s_k = s_\\text{min} + \\frac{s_\\text{max} − s_\\text{min}}{m − 1} (k − 1)"
_MEAN = "s′_k = \\sqrt{s_k · s_{k+1}}"
_SIDES = "w = s_k\\sqrt{a_r}     h = s_k / \\sqrt{a_r}"


class ScaleSection(PanelSection):
    """The formulas of section 2.2 with the figures of the level in sight."""

    def __init__(self) -> None:
        super().__init__(titled=False)
        self._intro, self._note = Prose(), Prose(fonts.SMALL, tone="muted")
        self._scale, self._mean, self._sides = map(FormulaRow, (_SCALE, _MEAN, _SIDES))
        for part in (self._intro, self._scale, self._mean, self._sides, self._note):
            self.add(part)

    def show_level(self, words: Words, recipe: Recipe, facts: LevelFacts) -> None:
        scales, k = recipe.scales, facts.level
        root = 2**0.5
        self._intro.set_text(words("panel.intro"))
        self._scale.set_worked("", f"{facts.scale:.2f}")
        worked = f"√({scales[k]:.2f} · {scales[k + 1]:.2f})"
        self._mean.set_worked(worked, f"{facts.mean_scale:.2f}")
        self._sides.set_worked("", f"{facts.scale * root:.2f} × {facts.scale / root:.2f}")
        key = "first" if k == 0 else recipe.rule
        values = {"k": k, "first": f"{scales[0]:.2f}", "beyond": f"{scales[-1]:.2f}"}
        self._note.set_text(words(f"panel.note.{key}", **values))


class CellSection(PanelSection):
    """The boxes of the cell in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.table = CellTable()
        self.add(self.table)

    def show_cell(self, words: Words, cell: tuple[int, int], boxes: Sequence[CellBox]) -> None:
        place = {"row": cell[0], "column": cell[1], "count": len(boxes)}
        self.set_title(words("panel.cell.title", **place))
        self.set_aside(words("panel.cell.aside"))
        self.table.set_boxes(boxes, words("panel.cell.clamped"))


class RecipeSection(PanelSection):
    """``recipe_changed`` tells the Recipe that a person made."""

    recipe_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__(titled=False)
        self._recipe, self._level = Recipe(), 0
        self._rule = Choice(RULES)
        self._smallest = SliderRow(LOWEST, HIGHEST, step=0.01, default=Recipe().smallest)
        self._largest = SliderRow(LOWEST, HIGHEST, step=0.01, default=Recipe().largest)
        self._ratios_name = label()
        self._fixed = [Pill("1"), Pill("1′")]
        self._pills = {ratio: Pill(str(ratio)) for ratio in RATIOS}
        for pill in self._fixed:
            pill.setChecked(True)
            pill.setEnabled(False)
        fonts.fix(self._ratios_name, height=PILL)  # in the middle of its line
        self._ratios = Flow(gap=6)  # large letters need a second line
        self._ratios.set_widgets((self._ratios_name, *self._all_pills()))
        for part in (self._rule, self._smallest, self._largest, self._ratios):
            self.add(part)
        self._rule.chosen.connect(self._tell)
        self._smallest.value_changed.connect(self._on_smallest)
        self._largest.value_changed.connect(self._on_largest)
        for pill in self._pills.values():
            pill.clicked.connect(self._tell)

    def show_recipe(self, recipe: Recipe, level: int) -> None:
        """Show ``recipe`` without telling anybody; the pills are those of ``level``."""
        self._recipe, self._level = recipe, level
        self._rule.set_key(recipe.rule)
        self._smallest.set_value(recipe.smallest)
        self._largest.set_value(recipe.largest)
        ends = recipe.rule != "torchvision"
        self._smallest.setEnabled(ends)
        self._largest.setEnabled(ends)
        for ratio, pill in self._pills.items():
            pill.setChecked(ratio in recipe.ratios[level])

    def set_words(self, words: Words) -> None:
        for rule in RULES:
            self._rule.set_words(rule, words(f"panel.rule.{rule}"))
        self._smallest.set_words(words("panel.smallest"))
        self._largest.set_words(words("panel.largest"))
        self._ratios_name.setText(words("panel.ratios"))
        for text, pill in zip(("1", "1′", *map(str, RATIOS)), self._all_pills(), strict=True):
            pill.setAccessibleName(words("panel.ratio", ratio=text))
        self._ratios.arrange()

    def _all_pills(self) -> list[Pill]:
        return [*self._fixed, *self._pills.values()]

    def _on_smallest(self, value: float) -> None:
        self._largest.set_value(max(self._largest.value, value))
        self._tell()

    def _on_largest(self, value: float) -> None:
        self._smallest.set_value(min(self._smallest.value, value))
        self._tell()

    def _tell(self) -> None:
        ratios = list(self._recipe.ratios)
        ratios[self._level] = tuple(r for r, pill in self._pills.items() if pill.isChecked())
        ends = round(self._smallest.value, 2), round(self._largest.value, 2)
        rule = next(rule for rule in RULES if rule == self._rule.key)
        self.recipe_changed.emit(Recipe(rule, *ends, tuple(ratios)))


class CountSection(PanelSection):
    """How many DBoxes there are, by level."""

    def __init__(self) -> None:
        super().__init__()
        self._total: QLabel = label(20, fonts.SEMIBOLD)
        self.header.addWidget(self._total)
        self.bars = BarList(name_width=76, value_width=44)
        self.add(self.bars)

    def show_counts(self, words: Words, facts: Sequence[LevelFacts], level: int) -> None:
        active = theme.current()
        most = max(one.count for one in facts)
        self.set_title(words("panel.count.title"))
        self._total.setText(f"{sum(one.count for one in facts):,}")
        self.bars.set_rows(
            [
                BarRow(
                    name=f"{one.cells}² × {one.per_cell}",
                    value=f"{one.count:,}",
                    parts=(
                        (
                            one.count / most,
                            active.color("accent" if one.level == level else "d3"),
                        ),
                    ),
                    strong=one.level == level,
                )
                for one in facts
            ]
        )


class ClampSection(PanelSection):
    """What clamping does. ``toggled`` tells whether boxes are shown as they were before it."""

    toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._text = Prose()
        self._switch, self._name = Switch(), label()
        self._switch.toggled.connect(self.toggled)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._switch)
        row.addWidget(self._name, 1)
        self.add(self._text)
        self.body.addLayout(row)

    def set_on(self, on: bool) -> None:
        """Show the switch as it is to be."""
        self._switch.setChecked(on)

    def show_clamping(self, words: Words, counts: Clamping, last: tuple[int, float]) -> None:
        """last: cells of the level in sight along a side, and the centre of the last of them."""
        self.set_title(words("panel.clamp.title"))
        values = {
            "changed": f"{counts.changed:,}",
            "outside": f"{counts.outside:,}",
            "cells": last[0],
            "centre": f"{last[1]:.3f}",
        }
        key = "beyond" if last[1] > 1 + 1e-6 else "edge" if last[1] > 1 - 1e-6 else "inside"
        sentences = (words("panel.clamp.text", **values), words(f"panel.clamp.{key}", **values))
        self._text.set_text(" ".join(sentences))
        self._name.setText(words("panel.clamp.show"))
        self._switch.setAccessibleName(words("panel.clamp.show"))


class CoverageSection(PanelSection):
    """What share of objects of a size finds a DBox that overlaps it by half."""

    def __init__(self) -> None:
        super().__init__()
        self._bars = BarList(name_width=52, value_width=40)
        self._note = Prose(fonts.SMALL, tone="muted")
        self.add(self._bars)
        self.add(self._note)

    def show_coverage(self, words: Words, found: Coverage | None) -> None:
        self.set_title(words("panel.coverage.title"))
        self.set_aside(words("panel.coverage.aside"))
        self._note.set_text(words("panel.coverage.note"))
        if found is None:
            return
        active = theme.current()
        rows = []
        for side, shares in zip(found.sides, found.found, strict=True):
            share = float(shares.mean())
            color = active.color("d2" if share >= 0.5 else "hist_off")
            rows.append(BarRow(f"{side:.0f} px", f"{share:.0%}", ((share, color),), trough=True))
        self._bars.set_rows(rows)


class DefaultBoxesPanel(QWidget):
    """All sections, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.scale, self.cell, self.recipe = ScaleSection(), CellSection(), RecipeSection()
        self.count, self.clamp, self.coverage = CountSection(), ClampSection(), CoverageSection()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.scale, self.cell, self.recipe, self.count, self.clamp, self.coverage):
            column.addWidget(part)
        column.addStretch(1)
