"""The panel of the step: what this stage asks, who is asked, one DBox, one weight, no mining."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.class_colors import class_style
from gui.controls.choice_menu import ChoiceMenu
from gui.controls.labels import ElidedLabel, label
from gui.controls.live import LiveWidget
from gui.controls.number_field import NumberField
from gui.controls.track_slider import TrackSlider
from gui.lessons.frame.words import Words
from gui.lessons.parts.bars import BarList, BarRow
from gui.lessons.parts.formula_row import FormulaRow
from gui.lessons.parts.prose import Prose
from gui.lessons.parts.section import PanelSection
from gui.lessons.training_step.formulas import FORMULAS, figures, number, velocity
from gui.lessons.training_step.gradient_table import GradientTable
from gui.lessons.training_step.told import CLASSES, Told
from ssd_core.lessons.training_step.values import STAGES

LOWEST, HIGHEST, USUAL = 1e-5, 1.0, 1e-3
"""Learning rates that can be tried; the last one is the paper's."""
_DROWNED = 1.5
"""How many times more the loss without mining must be to say that it drowns the objects."""
PARTS = ("stem", "l2norm", "trunk", "extras", "loc", "conf")


class StepPanel(LiveWidget):
    """``rate_moved`` tells every learning rate on the way, ``rate_set`` where it came to rest;
    ``part_chosen`` the part of the network whose weight is shown."""

    rate_moved = Signal(float)
    rate_set = Signal(float)
    part_chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._told: Told | None = None
        self._stage, self._part, self._rate = STAGES[0], "conf", USUAL
        self._hidden = ""
        self._intro, self._push, self._tiny, self._unmined, self._clipped = (
            Prose() for _ in range(5)
        )
        self._formulas = (FormulaRow(), FormulaRow())
        self._who = BarList(name_width=110, quiet_width=0, value_width=104)
        self.table = GradientTable()
        self.slider = TrackSlider(
            LOWEST, HIGHEST, default=USUAL, steps=100, logarithmic=True, flush=True
        )
        self.field = NumberField(LOWEST, HIGHEST)
        self.field.set_value(USUAL)
        self.parts = ChoiceMenu(PARTS)
        self.parts.set_key(self._part)
        self._velocity, self._value = FormulaRow(pixels=14), FormulaRow(pixels=14)
        self._rate_name = label(fonts.BODY)
        self._place = ElidedLabel(fonts.SMALL)
        self._place.setProperty("tone", "muted")
        self._sections = self._make_sections()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in self._sections.values():
            column.addWidget(section)
        column.addStretch(1)
        self._connect()

    def _make_sections(self) -> dict[str, PanelSection]:
        intro = PanelSection(self._intro, *self._formulas, titled=False)
        weight = PanelSection()
        weight.add(_row(self._rate_name, self.field))
        weight.add(self.slider)
        weight.add(_row(self.parts, self._place))
        for part in (self._velocity, self._value, self._tiny):
            weight.add(part)
        return {
            "intro": intro,
            "who": PanelSection(self._who),
            "dbox": PanelSection(self.table, self._push),
            "weight": weight,
            "unmined": PanelSection(self._unmined, self._clipped),
        }

    def _connect(self) -> None:
        self.slider.value_changed.connect(self._on_rate)
        self.slider.sliderReleased.connect(self._on_rest)
        self.field.changed.connect(self._on_typed)
        self.parts.chosen.connect(self._on_part)

    @property
    def rate(self) -> float:
        return self._rate

    @property
    def part(self) -> str:
        return self._part

    def set_rate(self, rate: float) -> None:
        """Show a learning rate without telling anybody."""
        self._rate = rate
        self.slider.set_value(rate)
        self.field.set_value(rate)
        self._tell_weight()

    def set_part(self, part: str) -> None:
        """Show the weight of a part without telling anybody."""
        self._part = part
        self.parts.set_key(part)
        self._tell_weight()

    def show_stage(self, stage: str) -> None:
        self._stage = stage
        self.retranslate()

    def set_told(self, told: Told | None, *, hidden: str) -> None:
        """hidden: the key of the question whose answer must not be seen; "" for none."""
        self._told, self._hidden = told, hidden
        self._tell()

    # Words

    def retranslate(self) -> None:
        for name, section in self._sections.items():
            if name != "intro":
                section.set_title(self._words(f"panel.{name}"))
        self._rate_name.setText(self._words("panel.rate"))
        self.field.setAccessibleName(self._words("panel.rate"))
        self.slider.setAccessibleName(self._words("panel.rate"))
        self.parts.set_words(
            {part: self._words(f"parts.{part}") for part in PARTS}, self._words("panel.part")
        )
        self._sections["weight"].set_aside("SGD")
        self.table.set_heads(self._words("panel.output"), self._words("panel.gradient"))
        self._tell()

    def restyle(self) -> None:
        self._tell()

    def _tell(self) -> None:
        told = self._told
        for section in ("who", "dbox", "weight", "unmined"):
            self._sections[section].setVisible(told is not None)
        texts = FORMULAS[self._stage]
        for row, text in zip(self._formulas, (*texts, ""), strict=False):
            row.setVisible(bool(text))
            row.set_formula(text)
        worked_out = {} if told is None else figures(told)
        intro = self._words(f"stages.{self._stage}.intro", all=f"{4 * 8732:,}")
        self._intro.set_text(intro)
        asides = {"gradients": ("class_head", "box_head")}.get(self._stage, ())
        for place, row in enumerate(self._formulas):
            worked, value = worked_out.get(self._stage, ("", ""))
            aside = self._words(f"panel.{asides[place]}") if asides else ""
            row.set_worked(aside or (worked if place == 0 else ""), "" if place else value)
        if told is not None:
            self._tell_who(told)
            self._tell_dbox(told)
            self._tell_weight()
            self._tell_unmined(told)

    def _tell_who(self, told: Told) -> None:
        active, every = theme.current(), max(told.all_dboxes, 1)
        positives = int(told.counts[0].sum())
        negatives = int(told.counts[1].sum())
        amber = class_style(1, CLASSES).color
        rows = (
            ("silent", told.silent, active.color("sel")),
            ("negatives", negatives, active.color("d2")),
            ("positives", positives, amber),
        )
        hidden = self._hidden == "silent"
        self._who.set_rows(
            [
                BarRow(
                    self._words(f"panel.{name}"),
                    "?" if hidden else f"{count:,}   {count / every:.1%}",
                    swatch=color,
                )
                for name, count, color in rows
            ]
        )
        pictures = len(told.trace.pictures)
        self._sections["who"].set_aside(self._words("panel.every", pictures=pictures))

    def _tell_dbox(self, told: Told) -> None:
        place = told.hardest
        section = self._sections["dbox"]
        section.setVisible(place is not None)
        if place is None:
            return
        picture, dbox = place
        lines = told.lines(picture, dbox, background=self._words("panel.background"))
        section.set_title(self._words("panel.dbox_at", dbox=dbox))
        section.set_aside(self._words("panel.picture", number=picture + 1))
        self.table.set_lines(lines)
        up = min(lines, key=lambda line: line.gradient).name
        down = max(lines, key=lambda line: line.gradient).name
        self._push.set_text(self._words("panel.push", up=up, down=down))

    def _tell_weight(self) -> None:
        if self._told is None:
            return
        weight = next(w for w in self._told.trace.weights if w.name.split(".")[0] == self._part)
        self._place.set_full_text(f"{weight.name}[{', '.join(map(str, weight.place))}]")
        self._velocity.set_formula(velocity(weight))
        self._velocity.set_worked("", number(weight.next_velocity))
        after = weight.next_value(self._rate)
        self._value.set_formula(f"w = {number(weight.value)} − \\live{{{self._rate:.3g}}} · v")
        self._value.set_worked("", number(after, digits=6))
        moved = abs(after - weight.value) / max(abs(weight.value), 1e-12)
        key = "panel.tiny" if moved < 0.1 else "panel.large"
        self._tiny.set_text(self._words(key, percent=f"{100 * moved:.2g}"))

    def _tell_unmined(self, told: Told) -> None:
        trace = told.trace
        negatives = told.all_dboxes - trace.loss.positives
        hidden = self._hidden == "unmined"
        drowned = trace.loss.unmined > _DROWNED * trace.loss.confidence
        self._unmined.set_text(
            self._words(
                "panel.unmined_text" if hidden or drowned else "panel.unmined_little",
                negatives=f"{negatives:,}",
                unmined="?" if hidden else f"{trace.loss.unmined:.2f}",
                mined=f"{trace.loss.confidence:.2f}",
            )
        )
        gradients = trace.gradients
        self._clipped.set_text(
            self._words(
                "panel.clipped" if gradients.clipped else "panel.unclipped",
                count=f"{gradients.clipped:,}",
                limit=f"{gradients.limit:g}",
                norm=f"{gradients.norm:.2f}",
                after=f"{gradients.norm_clipped:.2f}",
            )
        )

    # What a person does

    def _on_rate(self, rate: float) -> None:
        self._rate = rate
        self.field.set_value(float(f"{rate:.2g}"))
        self._tell_weight()
        self.rate_moved.emit(rate)
        if not self.slider.isSliderDown():
            self.rate_set.emit(rate)

    def _on_rest(self) -> None:
        self.rate_set.emit(self._rate)

    def _on_typed(self, rate: float) -> None:
        self._rate = rate
        self.slider.set_value(rate)
        self._tell_weight()
        self.rate_set.emit(rate)

    def _on_part(self, part: str) -> None:
        self._part = part
        self._tell_weight()
        self.part_chosen.emit(part)


def _row(left: QWidget, right: QWidget) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(left)
    line.addStretch(1)
    line.addWidget(right, 0, Qt.AlignmentFlag.AlignRight)
    return row
