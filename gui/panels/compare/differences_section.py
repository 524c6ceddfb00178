"""The differences: a table of every object as both sides saw it, linked with the boxes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu

from gui import fonts
from gui.controls.buttons import MenuLink
from gui.controls.labels import label
from gui.controls.section import MARGIN, Section
from gui.panels.compare.differences_model import DifferencesModel, Order
from gui.panels.compare.differences_table import WIDTHS, DifferencesTable
from gui.sides import Difference


class DifferencesSection(Section):
    """Signals tell an index in the differences given, never a row of the sorted table."""

    row_hovered = Signal(int)
    row_clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._model = DifferencesModel()
        self.table = DifferencesTable(self._model)
        self.table.row_hovered.connect(self.row_hovered)
        self.table.row_clicked.connect(self.row_clicked)
        self._count = label(fonts.SMALL, tone="muted")
        self._sort = MenuLink()
        self.header.insertWidget(1, self._count)
        self.header.addWidget(self._sort)
        self._actions = self._make_menu()
        self._heads = [label(fonts.SMALL, tone="muted") for _ in range(len(WIDTHS) + 1)]
        self._nothing = label(fonts.SMALL, tone="muted")
        self._nothing.setContentsMargins(MARGIN, 4, MARGIN, 4)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2)
        self.body.addLayout(self._head_row())
        self.body.addWidget(self.table)
        self.body.addWidget(self._nothing)
        self.set_differences(())
        self.render_texts()

    def _make_menu(self) -> dict[Order, QAction]:
        menu = QMenu(self._sort)
        group = QActionGroup(menu)
        actions: dict[Order, QAction] = {}
        for order in ("change", "score", "class"):
            action = menu.addAction("")
            action.setCheckable(True)
            action.setChecked(order == self._model.order)
            action.setData(order)
            actions[order] = group.addAction(action)
        group.triggered.connect(self._on_order)
        self._sort.set_menu(menu)
        return actions

    def _head_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, 0, 0, 0)
        row.setSpacing(0)
        first, *others = self._heads
        row.addWidget(first, 1)
        right = Qt.AlignmentFlag.AlignRight
        for head, width in zip(others, WIDTHS.values(), strict=True):
            fonts.fix(head, width=width)
            head.setAlignment(right)
            row.addWidget(head)
        others[-1].setContentsMargins(0, 0, MARGIN, 0)
        return row

    def set_differences(self, differences: Sequence[Difference]) -> None:
        """Show others; none is hovered or selected then."""
        self.table.set_selected(-1)
        self.table.set_hovered(-1)
        self._model.set_differences(differences)
        rows = len(differences)
        self.table.fit_rows()
        self.table.setVisible(rows > 0)
        self._nothing.setVisible(rows == 0)
        self._render_count()

    def retranslate(self) -> None:
        self.set_title(self.tr("Differences"))
        self.table.setAccessibleName(self.tr("Differences"))
        words = (self.tr("class"), "A", "B", "B − A", self.tr("overlap"))
        for head, text in zip(self._heads, words, strict=True):
            head.setText(text)
        self._model.only_words = (self.tr("only A"), self.tr("only B"))
        self._nothing.setText(self.tr("Neither side shows a box."))
        self._actions["change"].setText(self.tr("by change"))
        self._actions["score"].setText(self.tr("by score"))
        self._actions["class"].setText(self.tr("by class"))
        self._sort.set_words(self._actions[self._model.order].text())
        self._sort.setToolTip(self.tr("Order of the rows"))
        self._render_count()

    def _render_count(self) -> None:
        self._count.setText(self.tr("%n object(s)", "", self._model.rowCount()))

    def _on_order(self, action: QAction) -> None:
        self._model.set_order(action.data())
        self.retranslate()
