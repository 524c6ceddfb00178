"""How long and how to learn: recipe, length, batch, learning rate, what stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from gui import fonts, icons, theme
from gui.controls.choice_menu import ChoiceMenu
from gui.controls.labels import label
from gui.controls.number_field import NumberField
from gui.controls.section import Section
from gui.controls.spin import WholeSpin
from gui.controls.switch import Switch
from gui.panels.train.fields import FieldRow
from gui.sentences import translated
from gui.train_choices import UNITS, TrainChoices
from ssd_core.training.config import PRECISIONS
from ssd_core.training.recipes import RECIPES, Start

LEAST_RATE, MOST_RATE = 1e-6, 1.0
_LONGEST = {"minutes": 100_000, "epochs": 100_000, "steps": 10_000_000}
_LARGEST_BATCH = 512
STARTS = ("nothing", "bundled", "file")
_SPIN_WIDTH = 84
_SHORT_SPIN_WIDTH = 72
_FILE_WIDTH = 110


class ScheduleSection(Section):
    """Shows choices and tells every change of them; locked while a run learns by them."""

    recipe_chosen = Signal(str)
    weights_chosen = Signal(str)
    """What to start from: one of ``STARTS``."""
    changed = Signal(object)  # TrainChoices

    def __init__(self) -> None:
        super().__init__()
        self._choices = TrainChoices()
        self._lock, self._lock_words = label(), label(fonts.SMALL, tone="muted")
        self._description = _wrapped()
        self._recipe = ChoiceMenu(tuple(RECIPES))
        self._start, self._start_file = ChoiceMenu(STARTS), ""
        self._unit = ChoiceMenu(UNITS)
        self._length = WholeSpin(1, _LONGEST["steps"])
        self._batch = WholeSpin(1, _LARGEST_BATCH)
        self._rate = NumberField(LEAST_RATE, MOST_RATE)
        self._freeze = Switch()
        self._precision = ChoiceMenu(PRECISIONS)
        fonts.fix(self._batch, width=_SPIN_WIDTH)
        fonts.fix(self._length, width=_SHORT_SPIN_WIDTH)
        self._rows = {
            "recipe": FieldRow(self._recipe),
            "start": FieldRow(self._start),
            "length": FieldRow(self._length, self._unit),
            "batch": FieldRow(self._batch),
            "rate": FieldRow(self._rate),
            "freeze": FieldRow(self._freeze),
            "precision": FieldRow(self._precision),
        }
        self._lay_out()
        self._connect()
        self.set_choices(self._choices)
        self.set_locked(False)
        self.render_texts()

    def _lay_out(self) -> None:
        self.header.addWidget(self._lock)
        self.header.addWidget(self._lock_words)
        self.body.setSpacing(4)
        rows = iter(self._rows.values())
        self.body.addWidget(next(rows))
        self.body.addWidget(self._description)
        self.body.addSpacing(4)
        for row in rows:
            self.body.addWidget(row)

    def _connect(self) -> None:
        self._recipe.chosen.connect(self.recipe_chosen)
        self._start.chosen.connect(self.weights_chosen)
        self._unit.chosen.connect(self._on_unit)
        self._length.valueChanged.connect(self._on_length)
        self._batch.valueChanged.connect(self._on_batch)
        self._rate.changed.connect(self._on_rate)
        self._rate.refused.connect(self._say_rate)
        self._freeze.clicked.connect(self._on_freeze)
        self._precision.chosen.connect(self._on_precision)

    def set_choices(self, choices: TrainChoices) -> None:
        """Show ``choices`` without telling anybody."""
        self._choices = choices
        self._recipe.set_key(choices.recipe)
        self._unit.set_key(choices.unit)
        self._freeze.setChecked(choices.freeze)
        self._precision.set_key(choices.precision)
        for spin, value in ((self._length, choices.length), (self._batch, choices.batch)):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)
        if not self._rate.is_refused or self._rate.value != choices.learning_rate:
            self._rate.set_value(choices.learning_rate)
        self._describe()
        self._doubt()

    def finish_typing(self) -> None:
        """Use what is typed in a field that still has the focus."""
        self._rate.commit()
        for spin in (self._length, self._batch):
            spin.interpretText()

    def set_weights(self, start: str, name: str = "") -> None:
        """What it starts from: one of ``STARTS``; ``name`` is that of a file."""
        self._start_file = name
        self._start.set_key(start)
        self._name_starts()
        self._doubt()

    def set_locked(self, locked: bool) -> None:
        """Whether a run learns by these choices now."""
        for widget in (self._lock, self._lock_words):
            widget.setVisible(locked)
        for row in self._rows.values():
            row.setEnabled(not locked)

    def retranslate(self) -> None:
        self.set_title(self.tr("Schedule"))
        self._lock_words.setText(self.tr("locked while training"))
        for key, (name, hint) in self._words().items():
            self._rows[key].set_words(name, hint)
        names = {key: translated(recipe.name) for key, recipe in RECIPES.items()}
        self._recipe.set_words(names, self.tr("Preset"))
        self._precision.set_words(
            {"auto": self.tr("Automatic")} | {key: key for key in PRECISIONS if key != "auto"},
            self.tr("Precision"),
        )
        units = {
            "minutes": self.tr("minutes"),
            "epochs": self.tr("epochs"),
            "steps": self.tr("steps"),
        }
        self._unit.set_words(units, self.tr("What the length is counted in"))
        self._name_starts()
        self._say_rate(self._rate.is_refused)
        self._describe()
        self._doubt()

    def restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        self._lock.setPixmap(icons.pixmap("lock", theme.current().muted, icons.INLINE, ratio))

    def _words(self) -> Mapping[str, tuple[str, str]]:
        return {
            "recipe": (self.tr("Preset"), self.tr("Choices that are known to work together.")),
            "start": (
                self.tr("Start from"),
                self.tr("Weights that know something already need far fewer pictures."),
            ),
            "length": (
                self.tr("Length"),
                self.tr("An epoch is one pass over all pictures, a step is one batch."),
            ),
            "batch": (
                self.tr("Batch"),
                self.tr("Pictures that one step learns from. More need more memory."),
            ),
            "rate": (
                self.tr("Learning rate"),
                self.tr(
                    "How far a step goes. Too large, and the loss jumps; ten times less helps."
                ),
            ),
            "freeze": (
                self.tr("Freeze backbone"),
                self.tr("Only the heads learn: faster, and safe with very few pictures."),
            ),
            "precision": (
                self.tr("Precision"),
                self.tr("How exactly it multiplies. Automatic takes what is fastest and safe."),
            ),
        }

    def _name_starts(self) -> None:
        metrics = self._start.fontMetrics()
        file = metrics.elidedText(
            self._start_file, Qt.TextElideMode.ElideMiddle, fonts.scaled(_FILE_WIDTH)
        )
        words = {
            "nothing": self.tr("nothing"),
            "bundled": self.tr("bundled weights"),
            "file": file or self.tr("a file…"),
        }
        self._start.set_words(words, self.tr("Start from"))

    def _describe(self) -> None:
        self._description.setText(translated(RECIPES[self._choices.recipe].description))

    def _say_rate(self, refused: bool) -> None:
        sentence = self.tr("Between 1e-6 and 1. Until then {rate} is used.")
        used = sentence.format(rate=f"{self._rate.value:g}")
        self._rows["rate"].set_trouble(used if refused else "")

    def _doubt(self) -> None:
        """Say below a choice that it makes little sense beside the others."""
        expected = {
            Start.NOTHING: "",
            Start.BACKBONE: self.tr("This preset expects a VGG16 that knows ImageNet: a file."),
            Start.WEIGHTS: self.tr("This preset expects weights that detect something."),
        }
        missing = "" if self._choices.weights else expected[RECIPES[self._choices.recipe].start]
        self._rows["start"].set_trouble(missing, tone="warning")
        in_vain = self._choices.freeze and not self._choices.weights
        words = self.tr("A backbone that starts from nothing knows nothing to keep.")
        self._rows["freeze"].set_trouble(words if in_vain else "", tone="warning")

    def _tell(self, choices: TrainChoices) -> None:
        self._choices = choices
        self.changed.emit(choices)

    def _on_unit(self, unit: str) -> None:
        length = min(self._choices.length, _LONGEST[unit])
        self._tell(replace(self._choices, unit=unit, length=length))

    def _on_length(self, length: int) -> None:
        self._tell(replace(self._choices, length=length))

    def _on_batch(self, batch: int) -> None:
        self._tell(replace(self._choices, batch=batch))

    def _on_rate(self, rate: float) -> None:
        self._tell(replace(self._choices, learning_rate=rate))

    def _on_freeze(self, freeze: bool) -> None:
        self._tell(replace(self._choices, freeze=freeze))

    def _on_precision(self, precision: str) -> None:
        self._tell(replace(self._choices, precision=precision))


def _wrapped() -> QLabel:
    result = label(fonts.SMALL, tone="muted")
    result.setWordWrap(True)
    return result
