"""The exhibits under the list of lessons: cards in two columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui import fonts, icons, theme
from gui.controls.labels import label
from gui.controls.live import LiveWidget
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.controls.radio import RadioPart
from gui.controls.scrolling import OverlayScrollBar
from gui.lessons.bugs.card_art import paint_art

_WIDTH, _HEIGHT = 104, 83
_COLUMNS = 2


class Gallery(LiveWidget):
    """``chosen`` tells the key of the exhibit that a person went to."""

    chosen = Signal(str)

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__()
        self._seen: set[str] = set()
        self._title = label(fonts.SMALL, fonts.SEMIBOLD)
        self._count = label(fonts.SMALL, tone="muted")
        self._cards = {key: ExhibitCard(key, number) for number, key in enumerate(keys, 1)}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(12, 0, 12, 12)
        grid.setSpacing(8)
        for place, card in enumerate(self._cards.values()):
            card.clicked.connect(self._on_clicked)
            grid.addWidget(card, place // _COLUMNS, place % _COLUMNS)
        grid.setRowStretch(len(self._cards), 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(holder)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)
        OverlayScrollBar(self._area)
        head = QHBoxLayout()
        head.setContentsMargins(18, 10, 18, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        self.setMinimumHeight(150)
        self.render_texts()

    def card(self, key: str) -> ExhibitCard:
        """The card of exhibit ``key``."""
        return self._cards[key]

    @property
    def seen(self) -> frozenset[str]:
        """The exhibits that a person has stood before."""
        return frozenset(self._seen)

    def show_key(self, key: str) -> None:
        """Stand before an exhibit, without telling anybody."""
        self._cards[key].setChecked(True)
        self._area.ensureWidgetVisible(self._cards[key], 0, 12)

    def mark_seen(self, key: str) -> None:
        """Its figures were there to be seen."""
        if key not in self._seen:
            self._seen.add(key)
            self._cards[key].set_seen(True)
            self.retranslate()

    def set_names(self, names: Sequence[str]) -> None:
        """What the exhibits are called, in order."""
        for card, name in zip(self._cards.values(), names, strict=True):
            card.setText(name)
            card.setToolTip(name)
            card.setAccessibleName(f"{card.number} {name}")

    def retranslate(self) -> None:
        self._title.setText(self.tr("Exhibits"))
        self._count.setText(
            self.tr("{seen} of {all} seen").format(seen=len(self._seen), all=len(self._cards))
        )

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().key)


class ExhibitCard(RadioPart):
    """A number, a little picture and a name; a tick once it was seen."""

    def __init__(self, key: str, number: int) -> None:
        super().__init__()
        self.key, self.number = key, number
        self._seen = False
        fonts.fix(self, height=_HEIGHT)

    def set_seen(self, seen: bool) -> None:
        self._seen = seen
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, fonts.scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, on = QRectF(self.rect()), self.isChecked()
        fill = "accent_soft" if on else "hover" if self.underMouse() else "raised"
        fill_rounded(painter, rect, 8, active.color(fill))
        edge = active.color("accent" if on else "border2" if self.underMouse() else "border")
        stroke_rounded(painter, rect, 8, edge, width=1.25 if on else 1)
        painter.setFont(fonts.font(fonts.LABEL))
        painter.setPen(active.color("text" if on else "muted"))
        painter.drawText(rect.adjusted(8, 5, 0, 0), Qt.AlignmentFlag.AlignLeft, str(self.number))
        if self._seen:
            size = icons.INLINE
            tick = QRectF(rect.right() - size - 6, 6, size, size)
            icons.paint(painter, "check", active.color("success"), tick)
        words = fonts.scaled(24)
        paint_art(painter, self.key, rect.adjusted(14, fonts.scaled(16), -14, -words))
        painter.setFont(fonts.font(fonts.LABEL, fonts.MEDIUM))
        painter.setPen(active.color("text"))
        place = QRectF(5, rect.height() - words, rect.width() - 10, words - 4)
        elide = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(self.text(), elide, int(place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
