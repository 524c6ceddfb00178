"""What a look at the pictures said: how many, of how many classes, and what was put right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui import fonts, icons, theme
from gui.controls.busy import BusyRing
from gui.controls.buttons import LinkButton
from gui.controls.labels import ElidedLabel, label
from gui.controls.live import LiveWidget
from gui.controls.painting import fill_rounded, stroke_rounded

_BAR, _BAR_GAP = 6, 4


@dataclass(frozen=True, slots=True)
class DataFacts:
    """What there is to learn from.

    train, val: pictures; None where they are made up. repaired, left_out: how many boxes or
    pictures. ceiling: share of the objects that some DBox fits, 0..1; None if there are none.
    """

    classes: tuple[str, ...]
    train: int | None
    val: int | None
    repaired: int = 0
    left_out: int = 0
    findings: int = 0
    ceiling: float | None = None


class SplitBar(QWidget):
    """Two bars beside each other, as long as the two splits are large."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.8
        self.setFixedHeight(_BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """The first split's part of all, 0..1."""
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.width() - _BAR_GAP
        first = min(max(round(room * self._share), _BAR), room - _BAR)
        radius = _BAR / 2
        fill_rounded(painter, QRectF(0, 0, first, _BAR), radius, active.color("d2"))
        rest = QRectF(first + _BAR_GAP, 0, room - first, _BAR)
        fill_rounded(painter, rest, radius, active.color("d4"))
        painter.end()


class PreflightCard(LiveWidget):
    """``details_requested``: a person wants to see what was found wrong."""

    details_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._facts: DataFacts | None = None
        self._progress: tuple[int, int] = (0, 0)
        self._tick, self._ring = label(), BusyRing()
        self._summary = ElidedLabel(fonts.BODY, fonts.SEMIBOLD)
        self._repairs = label(fonts.SMALL, fonts.MEDIUM, tone="warning")
        self._see = LinkButton()
        self._see.clicked.connect(self.details_requested)
        self._bar = SplitBar()
        self._train, self._val = (label(fonts.SMALL, tone="muted") for _ in range(2))
        self._lay_out()
        self.render_texts()

    def _lay_out(self) -> None:
        card = _Card()
        grid = QGridLayout(card)
        grid.setContentsMargins(12, 9, 12, 9)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for sign in (self._tick, self._ring):
            grid.addWidget(sign, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._summary, 0, 1)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._repairs)
        row.addWidget(self._see, alignment=Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        grid.addLayout(row, 1, 1)
        grid.setColumnStretch(1, 1)
        self._split = QWidget()
        split = QVBoxLayout(self._split)
        split.setContentsMargins(0, 4, 0, 0)
        split.setSpacing(4)
        split.addWidget(self._bar)
        ends = QHBoxLayout()
        ends.addWidget(self._train)
        ends.addStretch(1)
        ends.addWidget(self._val)
        split.addLayout(ends)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(card)
        column.addWidget(self._split)

    def set_progress(self, done: int, total: int) -> None:
        """The pictures are being looked at; ``total`` is 0 while it is not known."""
        self._facts, self._progress = None, (done, total)
        self._render()

    def set_facts(self, facts: DataFacts) -> None:
        self._facts = facts
        self._render()

    def retranslate(self) -> None:
        self._render()

    def restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        success = theme.current().success
        self._tick.setPixmap(icons.pixmap("check", success, icons.BUTTON, ratio))

    def _render(self) -> None:
        facts = self._facts
        self._tick.setVisible(facts is not None)
        self._ring.setVisible(facts is None)
        self._split.setVisible(facts is not None and facts.train is not None)
        self._see.setVisible(facts is not None and facts.train is not None)
        self._repairs.setVisible(facts is not None and facts.findings > 0)
        if facts is None:
            done, total = self._progress
            words = self.tr("Looking at {done} of {total}…") if total else self.tr("Looking…")
            self._summary.set_full_text(words.format(done=f"{done:,}", total=f"{total:,}"))
        else:
            self._summary.set_full_text(self._counted(facts))
            self._repairs.setText(self._put_right(facts))
            which = self.tr("see which"), self.tr("classes and sizes")
            self._see.setText(which[0] if facts.findings else which[1])
            if facts.train is not None and facts.val is not None:
                self._bar.set_share(facts.train / max(facts.train + facts.val, 1))
                self._train.setText(self.tr("{count} train").format(count=f"{facts.train:,}"))
                self._val.setText(self.tr("{count} val").format(count=f"{facts.val:,}"))

    def _counted(self, facts: DataFacts) -> str:
        classes = self.tr("%n class(es)", "", len(facts.classes))
        if facts.train is None or facts.val is None:
            scenes = self.tr("endless scenes")
            return f"{scenes} · {classes}"
        images = self.tr("%n image(s)", "", facts.train + facts.val)
        return f"{images} · {classes}"

    def _put_right(self, facts: DataFacts) -> str:
        lines = []
        if facts.repaired:
            lines.append(self.tr("%n box(es) repaired", "", facts.repaired))
        if facts.left_out:
            lines.append(self.tr("%n left out", "", facts.left_out))
        if not lines:
            lines.append(self.tr("%n note(s)", "", facts.findings))
        return "\n".join(lines) if len(lines) > 1 else lines[0] + " ·"  # before the link


class _Card(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_rounded(painter, QRectF(self.rect()), 6, active.color("raised"))
        stroke_rounded(painter, QRectF(self.rect()), 6, active.color("border2"))
        painter.end()
