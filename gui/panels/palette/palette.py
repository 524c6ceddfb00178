"""The palette: a field for a few letters, and the list of what they find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from gui import fonts, icons, theme
from gui.controls.keycap import Keycaps
from gui.controls.labels import label
from gui.controls.sheet import BAR, Sheet
from gui.panels.palette.entries import Entry, Figure, Section, find
from gui.panels.palette.results import Results

WIDTH, TOP = 640, 92
_COARSE = 10
"""Steps that an arrow makes with Shift."""


class Palette(Sheet):
    """``chosen`` tells the key of the entry that was run, after the palette has closed.

    ``tried`` tells key and value of a figure that is tried on the picture. ``trying`` frames it:
    True when it begins, False when the value is kept or restored.
    """

    chosen = Signal(str)
    tried = Signal(str, float)
    trying = Signal(bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, WIDTH, top=TOP)
        self.entries: list[Entry] = []
        self._tried: tuple[str, Figure] | None = None  # what to restore
        self._field = _Field(self)
        self._count = label(fonts.SMALL, tone="muted")
        self._results = Results()
        self.set_close_shown(False)
        self.head.addWidget(_Lens())
        self.head.addWidget(self._field, 1)
        self.head.addWidget(self._count)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._results)
        self._hints = [_Hint(keys) for keys in (("Up", "Down"), ("Return",), ("Left", "Right"))]
        self._cancel, self._shortcuts = _Hint(("Esc",)), _Hint(("?",))
        for hint in (*self._hints, self._cancel):
            self.foot.addWidget(hint)
        self.foot.addStretch(1)
        self.foot.addWidget(self._shortcuts)
        self._field.textEdited.connect(self._search)
        self._results.row_changed.connect(self._on_row)
        self._results.clicked.connect(self._on_clicked)
        self.render_texts()

    # What it lists

    def set_entries(self, entries: Sequence[Entry], headings: dict[Section, str]) -> None:
        """What can be found, each section in its own order, and what the sections are called."""
        self.entries = list(entries)
        self._results.set_headings(headings)
        self._search()

    def set_note(self, words: str) -> None:
        """What the value that is tried leads to, beside it."""
        self._results.set_note(words)

    def first_focus(self) -> QWidget:
        return self._field

    def open(self) -> None:
        self._field.clear()
        self._search()
        super().open()

    def close(self) -> bool:
        self._restore()
        return super().close()

    def _search(self) -> None:
        rows = find(self.entries, self._field.text())
        self._results.set_rows(rows)
        self._fit()
        found = sum(row.entry is not None for row in rows)
        words = self.tr("{found} of {count} commands")
        self._count.setText(words.format(found=found, count=len(self.entries)))

    def _fit(self) -> None:
        """As high as the list is, or as the window lets it be."""
        free = self._window.height() - TOP - 2 * fonts.scaled(BAR) - 24
        self._results.setFixedHeight(min(self._results.wanted_height(), max(free, 120)))

    def place(self) -> None:
        self._fit()
        super().place()

    # Keys

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means in the list; False if the field should have it."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return self._try(1 if key == Qt.Key.Key_Right else -1, event.modifiers())
        else:
            return self._results.move_by_key(key)
        return True

    def _run(self) -> None:
        entry = self._results.current()
        if entry is None:
            return
        if self._tried is not None:
            self._tried = None
            self.trying.emit(False)
        self.close()
        if entry.figure is None:
            self.chosen.emit(entry.key)

    def _try(self, direction: int, modifiers: Qt.KeyboardModifier) -> bool:
        entry = self._results.current()
        if entry is None or entry.figure is None:
            return False
        if self._tried is None:
            self._tried = entry.key, entry.figure
            self.trying.emit(True)
        coarse = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        self._show_figure(entry.key, entry.figure.moved(direction * (_COARSE if coarse else 1)))
        return True

    def _restore(self) -> None:
        """Put back the value that was tried and not kept."""
        if self._tried is not None:
            (key, figure), self._tried = self._tried, None
            self._show_figure(key, figure)
            self.trying.emit(False)

    def _show_figure(self, key: str, figure: Figure) -> None:
        self.entries = [
            replace(entry, figure=figure) if entry.key == key else entry for entry in self.entries
        ]
        self._results.set_figure(key, figure)
        self.tried.emit(key, figure.value)

    def _on_row(self) -> None:
        entry = self._results.current()
        if self._tried is not None and (entry is None or entry.key != self._tried[0]):
            self._restore()

    def _on_clicked(self, _index: QModelIndex) -> None:
        entry = self._results.current()
        if entry is not None and entry.figure is None:
            self._run()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.close()

    def retranslate(self) -> None:
        super().retranslate()
        self.setAccessibleName(self.tr("Command palette"))
        self._field.setPlaceholderText(self.tr("Search commands and files"))
        self._field.setAccessibleName(self.tr("Search commands and files"))
        self._results.setAccessibleName(self.tr("Commands"))
        words = (self.tr("move"), self.tr("run"), self.tr("change value"))
        for hint, text in zip(self._hints, words, strict=True):
            hint.set_words(text)
        self._cancel.set_words(self.tr("cancel"))
        self._shortcuts.set_words(self.tr("all shortcuts"))
        self._results.set_trying("← → " + self.tr("tries values on the picture"))


class _Field(QLineEdit):
    """Where the letters are typed; keys that mean something in the list go there first."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self.setProperty("kind", "bare")
        self.setProperty("ownFocusRing", True)
        self.setFont(fonts.font(fonts.TITLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._palette.press(event):
            super().keyPressEvent(event)


class _Lens(QWidget):
    """The magnifying glass before the field."""

    def sizeHint(self) -> QSize:
        return QSize(icons.BUTTON + 8, icons.BUTTON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(0, 0, icons.BUTTON, self.height())
        icons.paint(painter, "search", theme.current().color("muted"), area)
        painter.end()


class _Hint(QWidget):
    """Keys and what they do."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__()
        self._words: QLabel = label(fonts.SMALL, tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(4)
        for key in keys:
            row.addWidget(Keycaps([QKeySequence(key)]))
        row.addWidget(self._words)

    def set_words(self, words: str) -> None:
        self._words.setText(words)
