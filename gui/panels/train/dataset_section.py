"""What to learn from: the data, what a look at them said, their classes, and what can be found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from gui import fonts
from gui.controls.buttons import LinkButton
from gui.controls.labels import ElidedLabel
from gui.controls.section import Section
from gui.panels.error_card import ErrorCard
from gui.panels.train.fields import FieldRow, fact
from gui.panels.train.preflight_card import DataFacts, PreflightCard
from gui.panels.train.source_button import SourceButton


class DatasetSection(Section):
    """``asked`` tells where other pictures are to come from, see ``SourceButton``."""

    asked = Signal(str)
    details_requested = Signal()
    classes_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._facts: DataFacts | None = None
        self.source = SourceButton()
        self.card = PreflightCard()
        self.error = ErrorCard()
        self._edit = LinkButton()
        self._classes = ElidedLabel(fonts.SMALL)
        self._classes.setProperty("tone", "muted")
        self._ceiling = FieldRow(fact())
        self._lay_out()
        self.source.asked.connect(self.asked)
        self.card.details_requested.connect(self.details_requested)
        self.error.closed.connect(self.error.hide)
        self._edit.clicked.connect(self.classes_requested)
        self.render_texts()

    def _lay_out(self) -> None:
        self._class_row = FieldRow(self._edit)
        self.error.hide()
        for widget in (self.source, self.error, self.card, self._class_row, self._classes):
            self.body.addWidget(widget)
        self.body.addWidget(self._ceiling)
        self.body.setSpacing(6)

    def set_progress(self, done: int, total: int) -> None:
        """The pictures are being looked at."""
        self._facts = None
        self.error.hide()
        self.card.show()
        self.card.set_progress(done, total)
        self._render()

    def set_facts(self, facts: DataFacts) -> None:
        """What they said."""
        self._facts = facts
        self.error.hide()
        self.card.show()
        self.card.set_facts(facts)
        self._render()

    def hide_facts(self) -> None:
        """They say nothing."""
        self._facts = None
        self.card.hide()
        self._render()

    def show_error(self, title: str, sentences: Sequence[str], details: Mapping[str, str]) -> None:
        """Nothing can be learnt from them, and why."""
        self.error.set_error(title, sentences, details)
        self.error.show()

    def set_locked(self, locked: bool) -> None:
        """Whether a run learns from them now."""
        self.source.setEnabled(not locked)
        self._edit.setEnabled(not locked)

    def retranslate(self) -> None:
        self.set_title(self.tr("Dataset"))
        words = {
            "shapes": self.tr("Generated shapes"),
            "folder": self.tr("Folder in VOC layout…"),
            "file": self.tr("COCO file…"),
            "add": self.tr("Add another folder…"),
        }
        self.source.set_words(words, self.tr("Dataset"))
        self._class_row.set_words(
            self.tr("Classes"), self.tr("What is looked for, in the order of the labels.")
        )
        self._edit.setText(self.tr("Edit…"))
        self._ceiling.set_words(
            self.tr("Recall ceiling"),
            self.tr(
                "How many of the objects some DBox overlaps by half or more: those are easy to "
                "learn. Each of the others is forced on the DBox that fits it best."
            ),
        )
        self._render()

    def _render(self) -> None:
        facts = self._facts
        for widget in (self._class_row, self._classes):
            widget.setVisible(facts is not None and facts.train is not None)
        self._ceiling.setVisible(facts is not None and facts.ceiling is not None)
        if facts is not None:
            self._classes.set_full_text(", ".join(facts.classes))
            if facts.ceiling is not None:
                share = f"{100 * facts.ceiling:.1f}".removesuffix(".0")
                self._ceiling.control.setText(self.tr("{share} %").format(share=share))
