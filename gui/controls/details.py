"""What lies behind an error, as named lines in a fixed-width font, with a button that copies it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QWidget

from gui import fonts
from gui.controls.buttons import Button
from gui.controls.labels import breakable
from gui.controls.live import LiveWidget
from gui.sentences import translated

_NAMES = (
    QT_TRANSLATE_NOOP("Details", "file"),
    QT_TRANSLATE_NOOP("Details", "folder"),
    QT_TRANSLATE_NOOP("Details", "kind"),
    QT_TRANSLATE_NOOP("Details", "reason"),
    QT_TRANSLATE_NOOP("Details", "try"),
    QT_TRANSLATE_NOOP("Details", "where"),
    QT_TRANSLATE_NOOP("Details", "libraries"),
    QT_TRANSLATE_NOOP("Details", "system"),
    QT_TRANSLATE_NOOP("Details", "locale"),
    QT_TRANSLATE_NOOP("Details", "display"),
    QT_TRANSLATE_NOOP("Details", "weights"),
    QT_TRANSLATE_NOOP("Details", "device"),
    QT_TRANSLATE_NOOP("Details", "last look"),
    QT_TRANSLATE_NOOP("Details", "log"),
)
"""Lines that have a name in every language; any other keeps its own."""


class Details(LiveWidget):
    """Named lines that can be copied together, without the user's name in paths.

    ``stacked`` is for narrow places: values stand below their names, the button below all.
    """

    def __init__(self, *, stacked: bool = False) -> None:
        super().__init__()
        self.setObjectName("details")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stacked = stacked
        self._message = ""
        self._rows: Mapping[str, str] = {}
        self._plain = ""
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._copy = Button("copy")
        self._copy.clicked.connect(self._on_copy)
        direction = QBoxLayout.Direction
        row = QBoxLayout(direction.TopToBottom if stacked else direction.LeftToRight, self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addLayout(self._grid, 1)
        row.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.render_texts()

    def retranslate(self) -> None:
        self._copy.setText(self.tr("Copy"))
        self._render_rows()

    def set_rows(self, message: str, rows: Mapping[str, str]) -> None:
        """Show ``rows``, name → value; ``message`` heads what is copied."""
        self._message, self._rows = message, dict(rows)
        self._render_rows()

    def _render_rows(self) -> None:
        _clear(self._grid)
        shown = {
            QCoreApplication.translate("Details", name): without_home(translated(value))
            for name, value in self._rows.items()
        }
        for i, (name, value) in enumerate(shown.items()):
            place = (2 * i + 1, 0, 1, 2) if self._stacked else (2 * i, 1, 1, 1)
            self._grid.addWidget(_line(name, tone="muted"), 2 * i, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(_line(value, wraps=True), *place)
        lines = [
            without_home(translated(self._message)),
            *(f"{name}: {value}" for name, value in shown.items()),
        ]
        self._plain = "\n".join(lines)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._plain)


def without_home(text: str) -> str:
    """``text`` with the home folder written as ``~``: it holds the user's name."""
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text


def _line(text: str, *, tone: str = "", wraps: bool = False) -> QLabel:
    result = QLabel(breakable(text) if wraps else text)
    result.setFont(fonts.mono(fonts.SMALL))
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setProperty("tone", tone)
    result.setWordWrap(wraps)
    return result


def _clear(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget: QWidget | None = item.widget()
        if widget is not None:
            widget.deleteLater()
