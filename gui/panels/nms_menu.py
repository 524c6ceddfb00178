"""The menu that says which kind of NMS is in use, and lets a person choose another."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from gui.controls.buttons import MenuLink
from ssd_core.types import NmsMethod


class NmsMenu(MenuLink):
    """``method_chosen`` and ``across_chosen`` tell what a person picked, never ``show_choice``."""

    method_chosen = Signal(object)  # NmsMethod
    across_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._choices = QMenu(self)
        self._choices.setToolTipsVisible(True)
        self._methods = QActionGroup(self)
        self._actions: dict[NmsMethod, QAction] = {}
        for method in NmsMethod:
            action = self._choices.addAction("")
            action.setCheckable(True)
            action.setData(method.value)
            self._actions[method] = self._methods.addAction(action)
        self._choices.addSeparator()
        self._across = self._choices.addAction("")
        self._across.setCheckable(True)
        self._methods.triggered.connect(self._on_method)
        self._across.triggered.connect(self.across_chosen)
        self.set_menu(self._choices)
        self.retranslate()
        self.show_choice(NmsMethod.STANDARD, across=False)

    def show_choice(self, method: NmsMethod, *, across: bool) -> None:
        """Check ``method``, and whether it goes across classes, and say both in short."""
        self._actions[method].setChecked(True)
        self._across.setChecked(across)
        alone, with_others = {
            NmsMethod.STANDARD: (self.tr("standard"), self.tr("standard, across")),
            NmsMethod.SOFT_LINEAR: (self.tr("soft, linear"), self.tr("linear, across")),
            NmsMethod.SOFT_GAUSSIAN: (self.tr("soft, Gaussian"), self.tr("Gaussian, across")),
            NmsMethod.DIOU: (self.tr("DIoU"), self.tr("DIoU, across")),
        }[method]
        words = with_others if across else alone
        self.set_words(words)
        self.setAccessibleName(self.tr("NMS method: {method}").format(method=words))

    def retranslate(self) -> None:
        """Name the choices and say what each does."""
        words = {
            NmsMethod.STANDARD: (
                self.tr("Standard"),
                self.tr("Drops a box that overlaps a better one"),
            ),
            NmsMethod.SOFT_LINEAR: (
                self.tr("Soft, linear"),
                self.tr("Lowers the score of such a box by the share that overlaps"),
            ),
            NmsMethod.SOFT_GAUSSIAN: (
                self.tr("Soft, Gaussian"),
                self.tr("Lowers the score of every box that overlaps a better one, smoothly"),
            ),
            NmsMethod.DIOU: (
                self.tr("DIoU"),
                self.tr("As standard, but spares a box whose centre is far from the better one's"),
            ),
        }
        for method, (text, tooltip) in words.items():
            self._actions[method].setText(text)
            self._actions[method].setToolTip(tooltip)
        self._across.setText(self.tr("Across classes"))
        self._across.setToolTip(self.tr("Lets boxes of different classes suppress one another"))
        self.setToolTip(self.tr("What NMS does with boxes that overlap"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            method = NmsMethod(self._methods.checkedAction().data())
            self.show_choice(method, across=self._across.isChecked())

    def _on_method(self, action: QAction) -> None:
        self.method_chosen.emit(NmsMethod(action.data()))
