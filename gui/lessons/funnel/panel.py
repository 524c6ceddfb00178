"""The panel of the funnel: the station that is explained, the class of the thread, its rescue."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import fonts
from gui.controls.buttons import Button
from gui.controls.labels import label
from gui.controls.section import Section
from gui.lessons.frame.words import Words
from gui.lessons.funnel.formulas import formula_of
from gui.lessons.funnel.left_rows import LeftRows
from gui.lessons.funnel.line_rows import LineRows
from gui.lessons.funnel.walked import STATIONS, Walked
from gui.lessons.parts.formula_row import FormulaRow
from gui.lessons.parts.prose import Prose
from ssd_core.fates import Fate
from ssd_core.lessons.rivals import Rescue


class FunnelPanel(QWidget):
    """``picked`` tells whom to follow, ``tried`` that what would save the thread is to be set."""

    picked = Signal(int, int)
    tried = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._walked: Walked | None = None
        self._column, self._pointed = len(STATIONS) - 1, False
        self.station, self.line, self.left, self.rescue = (Section() for _ in range(4))
        self._note, self._over, self._count = (label(fonts.SMALL, tone="muted") for _ in range(3))
        self._text, self._saves = Prose(), Prose()
        self._nobody, self._nothing = (label(fonts.SMALL, tone="muted") for _ in range(2))
        self.rows, self.left_rows = LineRows(), LeftRows()
        self.formula = FormulaRow()
        self.try_button = Button()
        self._lay_out()
        self.rows.picked.connect(self._on_picked)
        self.left_rows.picked.connect(self.picked)
        self.try_button.clicked.connect(self.tried)

    def _lay_out(self) -> None:
        for section, note in ((self.station, self._note), (self.line, self._over),
                              (self.left, self._count)):  # fmt: skip
            section.header.addWidget(note)
        self.station.body.addWidget(self._text)
        self.station.body.addWidget(self.formula)
        for section, rows, empty in ((self.line, self.rows, self._nobody),
                                     (self.left, self.left_rows, self._nothing)):  # fmt: skip
            section.body.setContentsMargins(0, 0, 0, 0)
            empty.setContentsMargins(16, 0, 16, 0)
            empty.setWordWrap(True)
            section.body.addWidget(rows)
            section.body.addWidget(empty)
        self.rescue.body.addWidget(self._saves)
        self.rescue.body.addWidget(self.try_button, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in (self.station, self.line, self.left, self.rescue):
            column.addWidget(section)
        column.addStretch(1)

    def show_walk(self, walked: Walked | None) -> None:
        self._walked = walked
        self._render()

    def show_station(self, column: int, *, pointed: bool) -> None:
        """Explain a station; pointed: because the pointer is on it."""
        self._column, self._pointed = column, pointed
        self._render_station()

    def show_rescue(self, rescue: Rescue | None, *, tried: bool) -> None:
        """tried: it is set already, and can be put back."""
        walked, words = self._walked, self._words
        if walked is None:
            return
        shown = walked.thread.fate == Fate.SHOWN
        self.rescue.set_title(words("panel.end" if shown else "panel.save"))
        self._saves.set_text(_rescue_text(walked, rescue, words))
        self.try_button.setText(words("panel.back" if tried else "panel.try"))
        self.try_button.setVisible(tried or rescue is not None)
        self.try_button.updateGeometry()

    def set_hidden(self, hidden: bool) -> None:
        """Nothing that answers the question that is open."""
        for section in (self.line, self.left, self.rescue):
            section.setVisible(not hidden and self._walked is not None)

    def retranslate(self) -> None:
        self.left.set_title(self._words("panel.left"))
        self._nobody.setText(self._words("panel.nobody"))
        self._nothing.setText(self._words("panel.nothing"))
        self.try_button.setText(self._words("panel.try"))
        self._render()

    def _render(self) -> None:
        self._render_station()
        walked = self._walked
        self.set_hidden(walked is None)
        if walked is None:
            return
        words = self._words
        name = walked.scene.class_name(walked.thread.label)
        self.line.set_title(words("panel.line", name=name))
        confidence = f"{walked.thresholds.confidence:.2f}"
        self._over.setText(words("panel.over", count=len(walked.line), confidence=confidence))
        self.rows.show_walk(walked, words)
        self._nobody.setVisible(not walked.line)
        count = walked.funnel.stations[-1].count
        self._count.setText(words("panel.left_note", count=count, truths=len(walked.scene.truth)))
        self.left_rows.show_walk(walked, words)
        self._nothing.setVisible(count == 0)

    def _render_station(self) -> None:
        words, walked = self._words, self._walked
        key = STATIONS[self._column]
        self.station.set_title(words(f"stations.{key}.panel"))
        step = words("panel.step", step=self._column + 1)
        self._note.setText(words("panel.pointed") if self._pointed else step)
        if walked is None:
            self._text.set_text(words("panel.waiting"))
            self.formula.hide()
            return
        text, worked, value = formula_of(walked, self._column)
        self.formula.setVisible(bool(text))
        self.formula.set_formula(text)
        self.formula.set_worked(worked, value)
        limits = walked.thresholds
        self._text.set_text(
            words(
                f"stations.{key}.text",
                columns=len(walked.scene.classes) + 1,
                confidence=f"{limits.confidence:.2f}",
                k=limits.top_k,
                overlap=f"{limits.overlap:.2f}",
            )
        )

    def _on_picked(self, dbox: int) -> None:
        if self._walked is not None:
            self.picked.emit(dbox, self._walked.thread.label)


def _rescue_text(walked: Walked, rescue: Rescue | None, words: Words) -> str:
    if rescue is None:
        return words("panel.no_rescue")
    change, dbox = rescue.change, walked.thread.dbox
    whole = change.knob in ("top_k", "max_detections")
    value = f"{change.value:.0f}" if whole else f"{change.value:.2f}"
    if walked.thread.fate == Fate.SHOWN:
        return words("panel.confidence_end", value=value, dbox=dbox)
    return words(
        f"panel.{change.knob}_rescue",
        value=value,
        dbox=dbox,
        before=rescue.before,
        after=rescue.after,
        cap=walked.thresholds.max_detections,
    )
