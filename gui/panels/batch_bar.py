"""The batch bar over the filmstrip: how far detection in all pictures is, and what came of it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui import fonts, icons, theme
from gui.controls.busy import BusyRing
from gui.controls.buttons import Button, IconButton
from gui.controls.details import without_home
from gui.controls.labels import ElidedLabel, label
from gui.controls.live import LiveWidget
from gui.controls.painting import fill_bar
from gui.sentences import translated

_ROW = 40
_LINES_SHOWN = 6
_TEXT_MARGIN = 8


class BatchBar(LiveWidget):
    """Hidden until ``start``; stays after ``finish`` until a person closes it."""

    cancel_requested = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("batchBar")
        self._total = self._done = 0
        self._left: float | None = None
        self._running = False
        self._went_well = True
        self._summary = ""
        self._errors: tuple[str, ...] = ()
        self._ring, self._icon = BusyRing(), label()
        self._words = ElidedLabel(fonts.BODY, fonts.MEDIUM)
        self._progress = _Progress()
        self._state = label(fonts.BODY, tone="muted")
        self._toggle = Button(kind="flat", trailing="chevron-down")
        self._toggle.clicked.connect(self._on_toggle)
        self._cancel = Button()
        self._cancel.clicked.connect(self.cancel_requested)
        self._close = IconButton("close")
        self._close.clicked.connect(self._on_close)
        self._list = _ErrorList()
        self._lay_out()
        self.render_texts()
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self._ring)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        row.addWidget(self._progress, 1)
        row.addWidget(self._state)
        row.addStretch(0)
        for widget in (self._toggle, self._cancel, self._close):
            row.addWidget(widget)
        head = QWidget()
        head.setFixedHeight(_ROW)
        head.setLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._list)

    def start(self, total: int) -> None:
        """A batch of ``total`` pictures begins."""
        self._running, self._total, self._done, self._left = True, total, 0, None
        self._list.hide()
        self._show_state()
        self.show()

    def set_progress(self, done: int, seconds_left: float | None) -> None:
        """``done`` pictures are behind us; ``seconds_left`` is None while nobody can tell."""
        self._done, self._left = done, seconds_left
        self._retranslate_progress()

    def finish(self, summary: str, errors: Sequence[str], *, went_well: bool) -> None:
        """It is over: say ``summary``, and for each picture that was refused a line."""
        self._running, self._went_well, self._errors = False, went_well, tuple(errors)
        self._summary = summary
        self._list.set_lines(self._errors, head=summary)
        self._list.hide()
        self._show_state()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Detection in all pictures"))
        self._cancel.setText(self.tr("Cancel"))
        self._close.set_words(self.tr("Close"))
        self._toggle.setText(self.tr("%n not read", "", len(self._errors)))
        self._retranslate_progress()

    def restyle(self) -> None:
        name, token = ("check", "success") if self._went_well else ("alert", "warning")
        color = theme.current().color(token).name()
        self._icon.setPixmap(icons.pixmap(name, color, icons.BUTTON, self.devicePixelRatioF()))

    def _show_state(self) -> None:
        for widget in (self._ring, self._progress, self._state, self._cancel):
            widget.setVisible(self._running)
        for widget in (self._icon, self._close):
            widget.setVisible(not self._running)
        self._toggle.setVisible(not self._running and bool(self._errors))
        self._toggle.set_trailing("chevron-down")
        self.render_texts()

    def _retranslate_progress(self) -> None:
        if not self._running:
            self._words.set_full_text(translated(self._summary))
            return
        self._words.set_full_text(self.tr("Detecting in all pictures"))
        self._progress.set_share(self._done / self._total if self._total else 0.0)
        state = self.tr("{done} of {total}").format(
            done=f"{self._done:,}", total=f"{self._total:,}"
        )
        if self._left is not None:
            state = f"{state} · {self._time_left(self._left)}"
        self._state.setText(state)
        self._progress.setAccessibleName(state)

    def _time_left(self, seconds: float) -> str:
        if seconds < 60:
            return self.tr("{seconds} s left").format(seconds=max(1, math.ceil(seconds)))
        if seconds < 3600:
            return self.tr("{minutes} min left").format(minutes=math.ceil(seconds / 60))
        return self.tr("{hours} h left").format(hours=f"{seconds / 3600:.1f}")

    def _on_toggle(self) -> None:
        shown = self._list.isHidden()
        self._list.setVisible(shown)
        self._toggle.set_trailing("chevron-up" if shown else "chevron-down")

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), active.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, active.color("border"))
        painter.end()


class _ErrorList(LiveWidget):
    """The pictures that were refused, a line each, with a button that copies all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._head = self._plain = ""
        self._shown: Sequence[str] = ()
        self._lines = QPlainTextEdit()
        self._lines.setObjectName("details")
        self._lines.setFrameShape(QFrame.Shape.NoFrame)
        self._lines.document().setDocumentMargin(_TEXT_MARGIN)
        self._lines.setReadOnly(True)
        self._lines.setFont(fonts.mono(fonts.SMALL))
        self._lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._lines.setTabChangesFocus(True)
        self._copy = Button("copy")
        self._copy.clicked.connect(self._on_copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 12)
        row.setSpacing(12)
        row.addWidget(self._lines, 1)
        row.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        self.render_texts()

    def set_lines(self, lines: Sequence[str], *, head: str) -> None:
        """Show ``lines``; ``head`` stands above them in what is copied."""
        self._head, self._shown = head, lines
        self._render_lines()
        # One line more than there are leaves room for the scroll bar of a long one.
        rows = min(len(lines), _LINES_SHOWN) + 1
        self._lines.setFixedHeight(rows * self._lines.fontMetrics().height() + 2 * _TEXT_MARGIN)

    def retranslate(self) -> None:
        self._lines.setAccessibleName(self.tr("Pictures that were not read"))
        self._copy.setText(self.tr("Copy"))
        self._render_lines()

    def _render_lines(self) -> None:
        shown = [without_home(translated(line)) for line in self._shown]
        self._lines.setPlainText("\n".join(shown))
        self._plain = "\n".join([translated(self._head), *shown])

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._plain)


class _Progress(QWidget):
    """A thin bar that fills from the left."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(4)
        self.setMinimumWidth(60)
        self._share = 0.0

    def set_share(self, share: float) -> None:
        """``share``: 0..1."""
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, trough = active.color("accent"), active.color("border2")
        fill_bar(painter, QRectF(self.rect()), self._share, accent, trough)
        painter.end()
