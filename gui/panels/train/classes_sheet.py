"""The sheet in which the classes of a run are chosen, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gui import fonts
from gui.controls.buttons import Button, LinkButton
from gui.controls.labels import label
from gui.controls.sheet import Sheet
from ssd_core.config import MAX_CLASSES, is_class_name

_WIDTH, _HEIGHT = 460, 260


class ClassesSheet(Sheet):
    """``chosen`` tells names, label 1 first; none for those that the data have."""

    chosen = Signal(object)  # tuple[str, ...]

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _WIDTH)
        self._note, self._trouble = label(fonts.SMALL, tone="muted"), label(tone="danger")
        for words in (self._note, self._trouble):
            words.setWordWrap(True)
        self._names = QPlainTextEdit()
        self._names.setObjectName("textField")
        self._names.setTabChangesFocus(True)
        self._names.setFixedHeight(_HEIGHT)
        self._names.textChanged.connect(self._check)
        self._usual = LinkButton()
        self._usual.clicked.connect(self._use_usual)
        self._use = Button("check", "primary")
        self._use.clicked.connect(self._on_use)
        for widget in (self._note, self._names, self._trouble):
            self.body.addWidget(widget)
        self.foot.addWidget(self._usual)
        self.foot.addStretch(1)
        self.foot.addWidget(self._use)
        self.render_texts()

    def open_with(self, classes: Sequence[str]) -> None:
        """Ask, beginning with ``classes``."""
        self._names.setPlainText("\n".join(classes))
        self.open()

    def retranslate(self) -> None:
        super().retranslate()
        self.set_title(self.tr("Classes"))
        self._note.setText(
            self.tr("One name a line. Objects of a class that is not here are left out.")
        )
        self._names.setAccessibleName(self.tr("Classes"))
        self._usual.setText(self.tr("All in the data"))
        self._use.setText(self.tr("Use these"))
        self._check()

    @property
    def _written(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self._names.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def _check(self) -> None:
        names = self._written
        trouble = ""
        if not names:
            trouble = self.tr("At least one class is needed.")
        elif len(set(names)) < len(names):
            trouble = self.tr("A name is there twice.")
        elif len(names) > MAX_CLASSES:
            trouble = self.tr("Those are more classes than a detector can have.")
        elif not all(map(is_class_name, names)):
            trouble = self.tr("A name is too long, or holds what cannot be shown.")
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        self._use.setEnabled(not trouble)

    def _use_usual(self) -> None:
        self.close()
        self.chosen.emit(())

    def _on_use(self) -> None:
        self.close()
        self.chosen.emit(self._written)
