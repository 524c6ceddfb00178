"""The panel of the lesson on mining: two sorts, how many are kept, one box's loss, the sum."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.class_colors import class_style
from gui.controls.labels import ElidedLabel, label
from gui.lessons.frame.words import Words
from gui.lessons.mining.loss_plots import CrossEntropyPlot, SmoothL1Plot
from gui.lessons.mining.notice import Notice
from gui.lessons.mining.shown import Shown
from gui.lessons.mining.sort_table import SortTable, table_of
from gui.lessons.parts.bars import BarList, BarRow
from gui.lessons.parts.figures import plain
from gui.lessons.parts.formula_row import FormulaRow
from gui.lessons.parts.prose import Prose
from gui.lessons.parts.section import PanelSection, panel
from gui.lessons.parts.slider import SliderRow
from ssd_core.lessons.mining import Sums
from ssd_core.mining import NEG_POS_RATIO

_WHITE = QColor("#FFFFFF")
_TICKS = ((0.0, "0"), (3.0, "3"), (5.0, "5"), (10.0, "10"))


class Metric(QWidget):
    """A large figure, muted words beside it, and what it counts below."""

    def __init__(self) -> None:
        super().__init__()
        self.figure = label(fonts.TITLE + 3, fonts.SEMIBOLD)
        self.beside, self.below = ElidedLabel(fonts.SMALL), ElidedLabel(fonts.SMALL)
        for quiet in (self.beside, self.below):
            quiet.setProperty("tone", "muted")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.figure)
        row.addWidget(self.beside)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.below)

    def set_words(self, figure: str, beside: str, below: str) -> None:
        self.figure.setText(figure)
        self.beside.set_full_text(beside)
        self.below.set_full_text(below)


class MiningPanel:
    """``widget`` is what is shown; the parts are named after what they say."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.intro = Prose(fonts.SMALL)
        self.table = SortTable()
        self.ratio = SliderRow(0, 10, step=1, default=NEG_POS_RATIO, ticks=_TICKS)
        self.ratio.spin.setSuffix(" : 1")
        self.positives, self.negatives = Metric(), Metric()
        self.hears = BarList(name_width=74, value_width=40)
        self.hears_words = Prose(fonts.SMALL, tone="muted")
        self.entropy, self.smooth = CrossEntropyPlot(), SmoothL1Plot()
        self.entropy_words, self.smooth_words = ElidedLabel(fonts.SMALL), ElidedLabel(fonts.SMALL)
        self.caption = label(fonts.SMALL, tone="muted")
        self.caption.setWordWrap(True)
        self.formula = FormulaRow(pixels=15)
        self.notice = Notice()
        self._sections = self._made_sections()
        self.widget: QWidget = panel(self._sections)

    def _made_sections(self) -> list[PanelSection]:
        sorts = PanelSection()
        sorts.body.setContentsMargins(0, 0, 0, 0)
        inset = QHBoxLayout()
        inset.setContentsMargins(16, 0, 16, 0)
        inset.addWidget(self.intro)
        sorts.body.addLayout(inset)
        sorts.body.addWidget(self.table)
        metrics = QHBoxLayout()
        metrics.addWidget(self.positives, 1)
        metrics.addWidget(self.negatives, 1)
        kept = PanelSection(self.ratio, titled=False)
        kept.body.addLayout(metrics)
        hears = PanelSection(self.hears, self.hears_words)
        one = PanelSection()
        curves = QGridLayout()
        curves.setHorizontalSpacing(12)
        curves.setVerticalSpacing(2)
        for column, (words, plot) in enumerate(
            ((self.entropy_words, self.entropy), (self.smooth_words, self.smooth))
        ):
            curves.addWidget(words, 0, column)
            curves.addWidget(plot, 1, column)
            curves.setColumnStretch(column, 1)
        one.body.addLayout(curves)
        one.body.addWidget(self.caption)
        total = PanelSection(self.formula, self.notice, titled=False)
        return [sorts, kept, one, total, hears]

    # What follows the picture piece by piece; hidden: tell no counts of what is kept.

    def show_sorts(self, shown: Shown, *, hidden: bool) -> None:
        """The two sorts as a table."""
        words = self._words
        head, parts = table_of(shown, words, hidden=hidden)
        self.table.show_rows(head, parts)
        self.table.set_current(shown.negative)
        self._sections[0].set_aside(words("panel.rows", count=f"{len(shown.losses.labels):,}"))

    def show_kept(self, shown: Shown, *, hidden: bool) -> None:
        """How many take part in the loss."""
        words, sums = self._words, shown.sums
        self.ratio.set_value(shown.ratio)
        self.positives.set_words(f"{sums.positives:,}", "", words("panel.positives"))
        others = words("panel.of", count=f"{shown.all_sums.negatives:,}")
        kept = "?" if hidden else f"{sums.negatives:,}"
        self.negatives.set_words(kept, others, words("panel.negatives"))

    def show_sum(self, shown: Shown, *, hidden: bool) -> None:
        """The whole loss, and what of it comes from background."""
        self._show_total(shown.sums, hidden=hidden)
        self._show_hears(shown, hidden=hidden)

    def show_one(self, shown: Shown) -> None:
        """The loss of single boxes, as dots on its curves."""
        words, losses = self._words, shown.losses
        named = [f"DBox {dbox}" for dbox in (shown.negative, shown.positive) if dbox >= 0]
        self._sections[2].set_aside(" · ".join(named))
        dots: list[tuple[float, QColor]] = []
        if shown.negative >= 0:
            dots.append((losses.own_score(shown.negative), _WHITE))
        errors: list[tuple[float, QColor]] = []
        if shown.positive >= 0:
            color = class_style(int(losses.labels[shown.positive]), shown.scene.classes).color
            dots.append((losses.own_score(shown.positive), color))
            errors = [(error, color) for error in losses.errors[shown.positive].tolist()]
        self.entropy.show_dots(dots)
        self.smooth.show_dots(errors)
        value = float(losses.localisation[shown.positive]) if shown.positive >= 0 else 0.0
        self.smooth_words.set_full_text(words("panel.smooth", loss=plain(value)))

    def _show_total(self, sums: Sums, *, hidden: bool) -> None:
        confidence = sums.confidence_positives + sums.confidence_negatives
        figures = (plain(confidence, 1), plain(sums.localisation, 1), str(sums.positives))
        worked, value = "", plain(sums.total)
        if hidden:
            figures, value = ("?", "?", str(sums.positives)), "?"
        self.formula.set_formula(
            r"L = \frac{L_{\text{conf}} + L_{\text{loc}}}{N} = "
            rf"\frac{{\text{{{figures[0]}}} + \text{{{figures[1]}}}}}{{\text{{{figures[2]}}}}}"
        )
        self.formula.set_worked(worked, value)
        self.notice.set_solid(sums.positives == 0)

    def _show_hears(self, shown: Shown, *, hidden: bool) -> None:
        """Of the class loss the part that comes from background, mined and not."""
        active = theme.current()
        rows = []
        for key, sums in (("mined", shown.sums), ("all", shown.all_sums)):
            share = sums.share_of_negatives
            parts = ((1 - share, active.color("accent")), (share, active.color("hist_off")))
            told = f"{round(100 * share)} %"
            rows.append(
                BarRow(self._words(f"panel.{key}"), "?" if hidden else told,
                       () if hidden else parts)
            )  # fmt: skip
        self.hears.set_rows(rows)
        self.hears_words.set_text(
            self._words(
                "panel.hears_words",
                negatives=f"{shown.all_sums.negatives:,}",
                positives=shown.sums.positives,
            )
        )

    def retranslate(self) -> None:
        words = self._words
        titles = ("sorts", "", "one", "", "hears")
        for section, key in zip(self._sections, titles, strict=True):
            if key:
                section.set_title(words(f"panel.{key}"))
        self._sections[4].set_aside(words("panel.hears_note"))
        self.intro.set_text(words("panel.intro"))
        self.table.setAccessibleName(words("panel.sorts"))
        self.ratio.set_words(words("panel.ratio"))
        self.entropy_words.set_full_text(words("panel.entropy"))
        self.caption.setText(words("panel.caption"))
        self.notice.set_text(words("panel.nothing"))
        self.entropy.setAccessibleName(words("panel.entropy"))
        self.smooth.setAccessibleName(words("panel.smooth_name"))
