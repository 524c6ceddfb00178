"""The label beside an exhibit: symptom, cause, the right line, where it bites, how to catch it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.buttons import Button, LinkButton
from gui.controls.labels import ElidedLabel, label
from gui.controls.live import LiveWidget
from gui.lessons.bugs.diff_view import DiffView
from gui.lessons.frame.words import Words
from gui.lessons.parts.prose import Prose
from gui.lessons.parts.section import PanelSection
from ssd_core.lessons.bugs.exhibits import Exhibit, diff

_OF_THE_RIGHT_SIDE = {"objects", "right", "boxes_right", "pairs_right"}
"""Figures that give no answer away."""


class Label(LiveWidget):
    """``scene_wanted`` asks for a picture on which the mistake shows."""

    scene_wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._exhibit: Exhibit | None = None
        self._figures: dict[str, str] = {}
        self._name = label(fonts.TITLE, fonts.SEMIBOLD)
        self._symptom, self._cause, self._catch, self._none = (Prose() for _ in range(4))
        self._bites = (Prose(), Prose())
        self._none.hide()  # before there are figures nothing is claimed
        self._other = LinkButton()
        self._other.hide()
        self._other.clicked.connect(self.scene_wanted)
        self._file = ElidedLabel(fonts.SMALL)
        self._file.setProperty("tone", "muted")
        self._diff = DiffView()
        self._copy = Button()
        self._copy.clicked.connect(self._on_copy)
        self._hint = label(fonts.SMALL, tone="muted")
        self._hint.setWordWrap(True)
        self._sections = self._make_sections()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in self._sections.values():
            column.addWidget(section)
        column.addStretch(1)

    def _make_sections(self) -> dict[str, PanelSection]:
        head = PanelSection(titled=False)
        head.add(self._name)
        symptom = PanelSection(self._symptom, self._none)
        symptom.body.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)
        line = PanelSection(self._diff)
        line.header.addWidget(self._file)
        foot = QHBoxLayout()
        foot.addWidget(self._copy)
        foot.addWidget(self._hint, 1)
        line.body.addLayout(foot)
        return {
            "head": head,
            "symptom": symptom,
            "cause": PanelSection(self._cause),
            "line": line,
            "bites": PanelSection(*map(_bulleted, self._bites)),
            "catch": PanelSection(self._catch),
        }

    def show_exhibit(self, exhibit: Exhibit) -> None:
        """Tell of ``exhibit``; its figures follow."""
        self._exhibit = exhibit
        self._diff.set_lines(diff(exhibit))
        self._file.set_full_text(exhibit.file)
        self.retranslate()

    def set_figures(self, figures: dict[str, str], *, hidden: bool, no_difference: bool) -> None:
        """figures: by their names in the texts. hidden: they are still to be predicted.

        no_difference: the mistake costs no object of this picture.
        """
        self._figures = {
            name: "?" if hidden and name not in _OF_THE_RIGHT_SIDE else figure
            for name, figure in figures.items()
        }
        empty = figures["objects"] == "0"
        self._none.setVisible(no_difference and not hidden and not empty)
        has_scene = self._exhibit is not None and self._exhibit.scene is not None
        self._other.setVisible(no_difference and not hidden and has_scene)
        self._tell_symptom()

    def retranslate(self) -> None:
        if self._exhibit is None:
            return
        key = f"exhibits.{self._exhibit.key}"
        self._name.setText(self._words(f"{key}.name"))
        self._cause.set_text(self._words(f"{key}.cause"))
        self._catch.set_text(self._words(f"{key}.catch"))
        for part, text in zip(self._bites, self._words.many(f"{key}.bites"), strict=True):
            part.set_text(text)
        for name, section in self._sections.items():
            if name != "head":
                section.set_title(self._words(f"panel.{name}"))
        self._hint.setText(self._words(f"{key}.hint"))
        self._copy.setText(self.tr("Copy"))
        self._none.set_text(self._words("panel.none"))
        self._other.setText(self._words("panel.other"))
        self._tell_symptom()

    def _tell_symptom(self) -> None:
        if self._exhibit is not None and self._figures:
            empty = self._figures["objects"] == "0"
            key = "chart.empty" if empty else f"exhibits.{self._exhibit.key}.symptom"
            text = self._words(key, **self._figures)
            self._symptom.set_text(text)

    def _on_copy(self) -> None:
        if self._exhibit is not None:
            QGuiApplication.clipboard().setText(self._exhibit.right)


def _bulleted(part: Prose) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    dot = label(fonts.BODY, tone="muted")
    dot.setText("·")
    line.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(part, 1)
    return row
