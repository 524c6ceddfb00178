"""A titled form: names at the left, controls at the right, one row each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.labels import label

_NAMES = 112
_ROW = 30


def note() -> QLabel:
    """Muted words beside a control, which wrap where there is little room."""
    result = label(fonts.SMALL, tone="muted")
    result.setWordWrap(True)
    return result


class Form(QWidget):
    """Rows are known by a key, so that their names can be set again in another language."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label(fonts.BODY, fonts.SEMIBOLD)
        self._names: dict[str, QLabel] = {}
        self._rows: dict[str, QHBoxLayout] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, _NAMES)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(self._grid)

    def add_row(
        self,
        key: str,
        control: QWidget | None = None,
        words: QLabel | None = None,
        end: QWidget | None = None,
    ) -> None:
        """A row with ``control``, ``words`` beside it and ``end`` at the right edge."""
        name = label(fonts.BODY, tone="muted")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStrut(_ROW)
        if control is not None:
            row.addWidget(control)
        if words is not None:
            row.addWidget(words, 1)
        else:
            row.addStretch(1)
        if end is not None:
            row.addWidget(end)
        at = self._grid.rowCount()
        self._grid.addWidget(name, at, 0)
        self._grid.addLayout(row, at, 1)
        self._names[key], self._rows[key] = name, row

    def add_wide(self, widget: QWidget) -> None:
        """A row that ``widget`` has for itself."""
        fixed = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed
        side = Qt.AlignmentFlag.AlignLeft if fixed else Qt.AlignmentFlag(0)
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2, side)

    def put(self, key: str, control: QWidget) -> None:
        """Let ``control`` stand first in the row ``key``, in place of the one before."""
        row = self._rows[key]
        first = row.itemAt(0).widget()
        if first is not None:
            row.removeWidget(first)
            first.hide()
            first.deleteLater()
        row.insertWidget(0, control)

    def set_shown(self, key: str, shown: bool) -> None:
        """A row without a control is not shown."""
        self._names[key].setVisible(shown)

    def set_title(self, text: str) -> None:
        self._title.setText(text)
        self.setAccessibleName(text)

    def set_names(self, **names: str) -> None:
        """The words at the left, key → name."""
        for key, name in names.items():
            self._names[key].setText(name)
