"""Why not?: what stopped the candidates where a person expected a box."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QEnterEvent, QFocusEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.controls.buttons import Button, MenuLink
from gui.controls.labels import label
from gui.panels.biography.panel import SideColumn
from gui.sentences import translated
from ssd_core.explain.sentences import verdict_sentence, why_not_sentence
from ssd_core.explain.why_not import WhyNot, Witness
from ssd_core.types import Thresholds

_MARGIN = 16
_ROW, _GAP = 44, 10


class WhyNotPanel(SideColumn):
    """``class_chosen`` with a label; rows are told by their index, -1 when none is hovered."""

    draw_requested = Signal()
    class_chosen = Signal(int)
    row_hovered = Signal(int)
    row_opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._answer: WhyNot | None = None
        self._classes: tuple[str, ...] = ()
        self._thresholds = Thresholds()
        self._class_name, self._class = label(tone="muted"), MenuLink()
        self._menu = QMenu(self._class)
        self._menu.triggered.connect(self._on_class)
        self._sentence = label(fonts.BODY, fonts.MEDIUM)
        self._sentence.setWordWrap(True)
        self._draw = Button()
        self._draw.clicked.connect(self.draw_requested)
        self._list_name = label(fonts.SMALL, fonts.SEMIBOLD)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._lay_out()
        self.render_texts()

    def _lay_out(self) -> None:
        top = QWidget()
        head = QVBoxLayout(top)
        head.setContentsMargins(_MARGIN, 0, _MARGIN, 12)
        head.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._class_name)
        row.addWidget(self._class)
        row.addStretch(1)
        head.addLayout(row)
        head.addWidget(self._sentence)
        head.addWidget(self._draw, 0, Qt.AlignmentFlag.AlignLeft)
        head.addSpacing(4)
        head.addWidget(self._list_name)
        self.column.addWidget(top)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    def show_asking(self) -> None:
        """Wait for a rectangle."""
        self._answer = None
        self._render()

    def show_answer(self, answer: WhyNot, classes: tuple[str, ...], thresholds: Thresholds) -> None:
        """Show what stopped each DBox."""
        self._answer, self._classes, self._thresholds = answer, classes, thresholds
        self._render()

    def retranslate(self) -> None:
        self.header.title.setText(self.tr("Why not?"))
        self.setAccessibleName(self.tr("Why not?"))
        self._class_name.setText(self.tr("Class"))
        self._class.setToolTip(self.tr("The class that was expected here"))
        self._list_name.setText(self.tr("The DBoxes that overlap it best"))
        self._render()

    def _render(self) -> None:
        answer = self._answer
        for part in (self._class_name, self._class, self._list_name, self._draw):
            part.setVisible(answer is not None)
        while (item := self._rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        if answer is None:
            self._sentence.setText(
                self.tr("Drag a rectangle on the picture, where you expected a box.")
            )
            return
        self._draw.setText(self.tr("Another rectangle"))
        sentence = why_not_sentence(answer, self._thresholds, self._classes)
        self._sentence.setText(translated(sentence))
        self._render_classes(answer.label)
        for index, witness in enumerate(answer.witnesses):
            self._rows.addWidget(self._row(index, witness))

    def _render_classes(self, chosen: int) -> None:
        self._menu.clear()
        for k, name in enumerate(self._classes, 1):
            action = self._menu.addAction(name.replace("&", "&&"))
            action.setData(k)
            action.setCheckable(True)
            action.setChecked(k == chosen)
        self._class.set_menu(self._menu)
        self._class.set_words("", strong=self._classes[chosen - 1])
        self._class.setAccessibleName(
            self.tr("Class: {name}").format(name=self._classes[chosen - 1])
        )

    def _row(self, index: int, witness: Witness) -> WitnessRow:
        row = WitnessRow(index)
        where = self.tr("{n}×{n} map · DBox {index}").format(n=witness.side, index=witness.dbox)
        overlap = self.tr("overlap {dbox} → {box}").format(
            dbox=f"{witness.dbox_overlap:.2f}", box=f"{witness.box_overlap:.2f}"
        )
        fate = translated(verdict_sentence(witness.verdict, self._thresholds, self._classes))
        row.set_words(where, overlap, fate)
        row.setToolTip(
            self.tr("{fate} Its overlap as a DBox, and as the BBox it became.").format(fate=fate)
        )
        row.hovered.connect(self.row_hovered)
        row.clicked.connect(self._on_row)
        return row

    def _on_row(self) -> None:
        row = self.sender()
        assert isinstance(row, WitnessRow)
        self.row_opened.emit(row.index)

    def _on_class(self, action: QAction) -> None:
        self.class_chosen.emit(action.data())


class WitnessRow(QAbstractButton):
    """A DBox, its overlaps and its fate; ``hovered`` with its index, or -1."""

    hovered = Signal(int)

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index
        self._words = ("", "", "")
        fonts.fix(self, height=_ROW)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_words(self, where: str, overlap: str, fate: str) -> None:
        """The two ends of its first line, and its second line."""
        self._words = (where, overlap, fate)
        self.setAccessibleName(f"{where}, {overlap}. {fate}")

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.hovered.emit(self.index)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.hovered.emit(self.index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        if self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect(), active.color("hover"))
        where, overlap, fate = self._words
        area = QRectF(self.rect()).adjusted(_MARGIN, 5, -_MARGIN, -5)
        upper = QRectF(area.left(), area.top(), area.width(), area.height() / 2)
        lower = upper.translated(0, upper.height())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(fonts.font(fonts.SMALL, fonts.MEDIUM))
        painter.setPen(active.color("text"))
        told = QFontMetrics(fonts.font(fonts.SMALL)).horizontalAdvance(overlap)
        # In the middle: the map is told by its first letters, the DBox by its number at the end.
        shown = painter.fontMetrics().elidedText(
            where, Qt.TextElideMode.ElideMiddle, int(upper.width()) - told - _GAP
        )
        painter.drawText(upper, middle, shown)
        painter.setFont(fonts.font(fonts.SMALL))
        painter.drawText(upper, middle | Qt.AlignmentFlag.AlignRight, overlap)
        painter.setPen(active.color("muted"))
        shown = painter.fontMetrics().elidedText(
            fate, Qt.TextElideMode.ElideRight, int(lower.width())
        )
        painter.drawText(lower, middle, shown)
        painter.end()
