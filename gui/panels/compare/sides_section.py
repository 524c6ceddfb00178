"""Which detectors are compared: their names, B's menu, and whether B has thresholds of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.badges import LetterBadge
from gui.controls.busy import BusyRing
from gui.controls.buttons import LinkButton, MenuLink
from gui.controls.labels import ElidedLabel, label
from gui.controls.section import Section
from gui.controls.spin import DecimalSpin
from gui.controls.switch import Switch
from gui.panels.error_card import ErrorCard
from gui.sentences import translated
from ssd_core.errors import UserError
from ssd_core.types import Thresholds


@dataclass(frozen=True, slots=True)
class SideFacts:
    """A detector: its name, its number of classes, and how long it takes for one picture."""

    name: str = ""
    classes: int = 0
    milliseconds: float | None = None


class SidesSection(Section):
    """Tells what a person asked for; nothing changes here until it is told."""

    swap_requested = Signal()
    close_requested = Signal()
    same_weights_requested = Signal()
    weights_chosen = Signal(str)
    browse_requested = Signal()
    lock_changed = Signal(bool)
    thresholds_changed = Signal(float, float)
    """Confidence and NMS overlap of B."""

    def __init__(self) -> None:
        super().__init__()
        self._facts = (SideFacts(), SideFacts())
        self._shared = Thresholds()
        self._swap, self._close = LinkButton(), LinkButton()
        self._swap.clicked.connect(self.swap_requested)
        self._close.clicked.connect(self.close_requested)
        self.header.addWidget(self._swap)
        dot = label(fonts.SMALL, tone="muted")
        dot.setText("·")
        self.header.addWidget(dot)
        self.header.addWidget(self._close)
        self._names = [ElidedLabel(fonts.BODY, fonts.SEMIBOLD) for _ in "AB"]
        self._details = [label(fonts.SMALL, tone="muted") for _ in "AB"]
        self._choose = MenuLink()
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_choice)
        self._choose.set_menu(self._menu)
        self._recent: tuple[str, ...] = ()
        self._ring, self._loading = BusyRing(), ElidedLabel(fonts.SMALL)
        self._loading.setProperty("tone", "muted")
        self._card = ErrorCard()
        self._card.closed.connect(self._card.hide)
        self._lock, self._lock_words = Switch(), ElidedLabel(fonts.SMALL)
        self._lock_words.setProperty("tone", "muted")
        self._lock.clicked.connect(self.lock_changed)
        self._spins = (DecimalSpin(), DecimalSpin())
        self._spin_words = (label(fonts.SMALL), label(fonts.SMALL))
        for spin in self._spins:
            spin.valueChanged.connect(self._on_spin)
        self._lay_out()
        self.set_loading("")
        self.set_error(None)
        self.render_texts()

    def _lay_out(self) -> None:
        for letter, name, detail in zip("AB", self._names, self._details, strict=True):
            self.body.addLayout(_row(LetterBadge(letter), name, None, detail))
        self.body.addLayout(_row(self._ring, self._loading, None, self._choose))
        self.body.addWidget(self._card)
        self.body.addLayout(_row(self._lock, self._lock_words, None))
        self._own = QWidget()
        column = QVBoxLayout(self._own)
        column.setContentsMargins(0, 0, 0, 0)
        for words, spin in zip(self._spin_words, self._spins, strict=True):
            column.addLayout(_row(words, None, spin))
        self.body.addWidget(self._own)

    def set_facts(self, a: SideFacts, b: SideFacts) -> None:
        """Name both detectors."""
        self._facts = (a, b)
        self._render_facts()

    def set_recent(self, paths: Sequence[str]) -> None:
        """Offer weights that were in use before."""
        self._recent = tuple(paths)
        self._render_menu()

    def set_loading(self, sentence: str) -> None:
        """Say with a turning ring what is being loaded; "" for nothing."""
        self._said = sentence
        self._loading.set_full_text(translated(sentence))
        self._loading.setVisible(bool(sentence))
        self._ring.setVisible(bool(sentence))

    def set_error(self, error: UserError | None) -> None:
        """Say why B was refused; None takes the card away."""
        if error is not None:
            self._card.set_error(error.headline, [error.reason], error.details)
        self._card.setVisible(error is not None)

    def set_thresholds(self, shared: Thresholds, own: Thresholds | None) -> None:
        """Show the thresholds of A, and those of B if it has its own."""
        self._shared = shared
        self._lock.setChecked(own is None)
        self._own.setVisible(own is not None)
        if own is not None:
            for spin, value in zip(self._spins, (own.confidence, own.overlap), strict=True):
                with QSignalBlocker(spin):
                    spin.setValue(value)
        self._render_lock()

    def retranslate(self) -> None:
        self.set_title(self.tr("Compare"))
        self._swap.setText(self.tr("Swap"))
        self._swap.setToolTip(self.tr("Let A and B change places"))
        self._close.setText(self.tr("Close"))
        self._close.setToolTip(self.tr("Back to one detector"))
        self._choose.set_words(self.tr("Choose B"))
        self._choose.setToolTip(self.tr("What A is compared with"))
        self._choose.setAccessibleName(self.tr("Choose B"))
        self._lock.setAccessibleName(self.tr("Same thresholds for A and B"))
        for words, text in zip(
            self._spin_words, (self.tr("Confidence of B"), self.tr("NMS overlap of B")), strict=True
        ):
            words.setText(text)
        self._spins[0].setAccessibleName(self.tr("Confidence threshold of B"))
        self._spins[1].setAccessibleName(self.tr("NMS overlap threshold of B"))
        self._loading.set_full_text(translated(self._said))
        self._render_menu()
        self._render_facts()
        self._render_lock()

    def _render_menu(self) -> None:
        self._menu.clear()
        same = self._menu.addAction(self.tr("Same weights, other thresholds"))
        same.setData("")
        for path in self._recent:
            self._menu.addAction(Path(path).name).setData(path)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Other weights…"))

    def _render_facts(self) -> None:
        for facts, name, detail in zip(self._facts, self._names, self._details, strict=True):
            name.set_full_text(facts.name or "–")
            detail.setVisible(bool(facts.classes))
            time = "–" if facts.milliseconds is None else f"{facts.milliseconds:.1f}"
            words = self.tr("%n class(es)", "", facts.classes)
            detail.setText(f"{words} · {time} ms")

    def _render_lock(self) -> None:
        if self._lock.isChecked():
            words = self.tr("same thresholds: {confidence}, overlap {overlap}")
        else:
            words = self.tr("own thresholds; A has {confidence}, overlap {overlap}")
        shared = self._shared
        self._lock_words.set_full_text(
            words.format(confidence=f"{shared.confidence:.2f}", overlap=f"{shared.overlap:.2f}")
        )

    def _on_choice(self, action: QAction) -> None:
        path = action.data()
        if path is None:
            self.browse_requested.emit()
        elif path:
            self.weights_chosen.emit(path)
        else:
            self.same_weights_requested.emit()

    def _on_spin(self) -> None:
        confidence, overlap = self._spins
        self.thresholds_changed.emit(confidence.value(), overlap.value())


def _row(*widgets: QWidget | QLabel | None) -> QHBoxLayout:
    """Widgets side by side; None stands for a stretch."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
