"""The detections: a table linked with the canvas, and what to do when nothing passes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.buttons import Button, MenuLink
from gui.controls.labels import label
from gui.controls.section import MARGIN, Section
from gui.panels.detections_model import DetectionsModel, Order
from gui.panels.detections_table import DetectionsTable
from gui.panels.rows import DetectionRows

LEAST_CONFIDENCE = 0.01
"""A candidate that scored no more cannot be let through by itself."""


class DetectionsPanel(Section):
    """Signals tell a detection's index in the rows given, never a row of the sorted table."""

    row_hovered = Signal(int)
    row_clicked = Signal(int)
    row_opened = Signal(int)
    best_requested = Signal()
    """Nothing passes: lower the confidence until the best candidate does."""
    classes_requested = Signal()
    """Nothing passes: look for every class."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lastSection")
        self._model = DetectionsModel()
        self._table = DetectionsTable(self._model)
        self._table.row_hovered.connect(self.row_hovered)
        self._table.row_clicked.connect(self.row_clicked)
        self._table.row_opened.connect(self.row_opened)
        self._count = label(fonts.SMALL, tone="muted")
        self.header.insertWidget(1, self._count)
        self._sort = MenuLink()
        self.header.addWidget(self._sort)
        self._actions = self._make_menu()
        self._every_class, self._show_best = Button(), Button()
        self._empty = self._make_empty()
        self._best: tuple[str, float] | None = None
        self._all_classes = True
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._table, 1)
        self.body.addWidget(self._empty, 1)
        self.set_detections(DetectionRows.none())
        self.render_texts()

    def _make_menu(self) -> dict[Order, QAction]:
        menu = QMenu(self._sort)
        group = QActionGroup(menu)
        actions: dict[Order, QAction] = {}
        for order in ("score", "class"):
            action = menu.addAction("")
            action.setCheckable(True)
            action.setChecked(order == self._model.order)
            action.setData(order)
            group.addAction(action)
            actions[order] = action
        group.triggered.connect(self._on_order)
        self._sort.set_menu(menu)
        return actions

    def _make_empty(self) -> QWidget:
        holder = QWidget()
        self._empty_title = label(fonts.BODY, fonts.SEMIBOLD)
        self._empty_hint = label(fonts.SMALL, tone="muted")
        self._empty_hint.setWordWrap(True)
        column = QVBoxLayout(holder)
        column.setContentsMargins(MARGIN, 24, MARGIN, 24)
        column.setSpacing(4)
        for words in (self._empty_title, self._empty_hint):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        column.addSpacing(8)
        for button, asked in (
            (self._every_class, self.classes_requested),
            (self._show_best, self.best_requested),
        ):
            button.clicked.connect(asked)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return holder

    def set_waiting(self) -> None:
        """A picture was opened and nothing is known of it yet."""
        self.set_detections(DetectionRows.none())
        self._count.clear()
        self._empty.hide()

    def set_detections(
        self,
        rows: DetectionRows,
        *,
        best: tuple[str, float] | None = None,
        all_classes: bool = True,
    ) -> None:
        """Show other detections; none is hovered or selected then.

        For when none passes: best, class and score of the best candidate there is; all_classes,
        whether every class is looked for.
        """
        self._best, self._all_classes = best, all_classes
        self._table.set_selected(-1)
        self._table.set_hovered(-1)
        self._model.set_rows(rows)
        self._table.fit_sizes()
        self._count.setText(str(len(rows)))
        self._table.setVisible(len(rows) > 0)
        self._empty.setVisible(len(rows) == 0)
        self._render_hint()

    def set_hovered(self, index: int) -> None:
        """Emphasise the row of detection ``index``, -1 none, without telling anybody."""
        self._table.set_hovered(index)

    def set_selected(self, index: int) -> None:
        """Select the row of detection ``index``, -1 none, without telling anybody."""
        self._table.set_selected(index)

    def retranslate(self) -> None:
        self.set_title(self.tr("Detections"))
        self._table.setAccessibleName(self.tr("Detections"))
        self._actions["score"].setText(self.tr("by score"))
        self._actions["class"].setText(self.tr("by class"))
        self._empty_title.setText(self.tr("No box passes"))
        self._render_hint()
        self._sort.set_words(self._actions[self._model.order].text())
        self._sort.setToolTip(self.tr("Order of the rows"))

    def _render_hint(self) -> None:
        self._every_class.setText(self.tr("Look for every class"))
        self._every_class.setVisible(not self._all_classes)
        # Below the smallest threshold that can be set there is nothing to show.
        self._show_best.setVisible(self._best is not None and self._best[1] > LEAST_CONFIDENCE)
        if self._best is not None:
            name = self._best[0].replace("&", "&&")
            self._show_best.setText(self.tr("Show that {name}").format(name=name))
        if self._best is None:
            self._empty_hint.setText(self.tr("Lower the confidence, or look for more classes."))
            return
        name, score = self._best
        hint = self.tr("The best candidate is a {name} of score {score}.")
        self._empty_hint.setText(hint.format(name=name, score=f"{score:.2f}"))

    def _on_order(self, action: QAction) -> None:
        self._model.set_order(action.data())
        self.retranslate()
