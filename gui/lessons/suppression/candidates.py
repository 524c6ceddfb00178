"""The candidates by score: who is kept, who is gone and by whom; scores can be dragged."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import fill_rounded
from gui.lessons.frame.words import Words
from gui.lessons.parts.rows import is_asked, update_changed
from gui.lessons.suppression.looks import RED
from gui.lessons.suppression.shown import Shown
from ssd_core.lessons.suppression import State

_ROW = 22
_NUMBER, _SCORE, _STATE = 34, 42, 78
"""Widths of the columns beside the bar."""
_INSET = 6
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignRight


class CandidateList(QWidget):
    """``pointed`` tells the row under the pointer, ``chosen`` one that was picked, -1 for none.

    ``scored`` tells a row and the score that a person gave it, with the pointer on its bar or with
    left and right; up and down pick another row.
    """

    pointed = Signal(int)
    chosen = Signal(int)
    scored = Signal(int, float)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._shown: Shown | None = None
        self._looks: list[tuple[object, ...]] = []
        self._held = self._under = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shown(self, shown: Shown) -> None:
        self._shown, before = shown, self._looks
        self._looks = [self._look(row, shown) for row in range(len(shown.states))]
        if len(self._looks) != len(before):
            self.updateGeometry()
        update_changed(self, before, self._looks, self._row_rect)

    def _look(self, row: int, shown: Shown) -> tuple[object, ...]:
        """All that a row is painted from."""
        state, turn = shown.states[row], shown.turn
        return (
            state,
            turn is not None and turn.row == row,
            row == shown.pointed,
            (shown.hidden == "saves", row == shown.step),
            shown.scores[row],
            float(shown.state.lineup.scores[row]),
            shown.state.thresholds.method.soft,
            shown.style(row).color.rgba(),
            self._by(row, shown) if state in (State.GONE, State.GOING) else "",
        )

    def _row_rect(self, row: int) -> QRectF:
        height = fonts.scaled(_ROW)
        return QRectF(0, row * height, self.width(), height)

    def retranslate(self) -> None:
        self.setAccessibleName(self._words("picture.table"))
        self.update()

    def sizeHint(self) -> QSize:
        rows = 0 if self._shown is None else len(self._shown.states)
        return QSize(240, rows * fonts.scaled(_ROW))

    # The pointer and the keyboard

    def row_at(self, y: float) -> int:
        """The row at a height in logical pixels, -1 below the last."""
        rows = 0 if self._shown is None else len(self._shown.states)
        row = int(y // fonts.scaled(_ROW))
        return row if 0 <= row < rows else -1

    def bar_rect(self, row: int) -> QRectF:
        """Where the score bar of a row lies, in logical pixels."""
        number, score, state = (fonts.scaled(width) for width in (_NUMBER, _SCORE, _STATE))
        height = fonts.scaled(_ROW)
        return QRectF(number, row * height, self.width() - number - score - state - 12, height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().y())
        self.chosen.emit(row)
        if row >= 0 and self.bar_rect(row).adjusted(-4, 0, 4, 0).contains(event.position()):
            self._held = row
            self._drag(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held >= 0:
            self._drag(event.position().x())
            return
        row = self.row_at(event.position().y())
        on_bar = row >= 0 and self.bar_rect(row).contains(event.position())
        self.setCursor(Qt.CursorShape.SizeHorCursor if on_bar else Qt.CursorShape.ArrowCursor)
        if row != self._under:
            self._under = row
            self.pointed.emit(row)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = -1

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._under = -1
        self.pointed.emit(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown, key = self._shown, event.key()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        nudges = {Qt.Key.Key_Left: -0.01, Qt.Key.Key_Right: 0.01}
        if shown is not None and key in steps and shown.states:
            last = len(shown.states) - 1
            self.chosen.emit(min(max(shown.selected + steps[Qt.Key(key)], 0), last))
        elif shown is not None and key in nudges and shown.selected >= 0:
            row = shown.selected
            score = float(shown.state.lineup.scores[row]) + nudges[Qt.Key(key)]
            self.scored.emit(row, score)
        else:
            super().keyPressEvent(event)

    def _drag(self, x: float) -> None:
        """The held row follows its box: another score gives it another place in the line."""
        bar = self.bar_rect(0)
        shown = self._shown
        assert shown is not None
        index = shown.state.index_of(self._held)
        self.scored.emit(self._held, (x - bar.left()) / max(bar.width(), 1))
        if self._shown is not None:
            self._held = self._shown.state.row_of(index)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in range(len(self._shown.states)):
            rect = self._row_rect(row)
            if is_asked(event, rect):
                self._paint_row(painter, rect, row, self._shown)
        painter.end()

    def _paint_row(self, painter: QPainter, rect: QRectF, row: int, shown: Shown) -> None:
        active, state = theme.current(), shown.states[row]
        secret = shown.hidden == "saves" and row != shown.step
        gone = state is State.GONE and not secret
        turn = shown.turn
        if turn is not None and row == turn.row:
            fill_rounded(painter, rect.adjusted(-_INSET, 0, _INSET, 0), 4, active.color("sel"))
        elif row == shown.pointed:
            fill_rounded(painter, rect.adjusted(-_INSET, 0, _INSET, 0), 4, active.color("hover"))
        number = QFont(fonts.font(fonts.SMALL, fonts.REGULAR if gone else fonts.SEMIBOLD))
        number.setStrikeOut(gone)
        painter.setFont(number)
        painter.setPen(active.color("muted" if gone else "text"))
        painter.drawText(rect, _MIDDLE, f"#{row + 1}")
        self._paint_bar(painter, row, shown)
        score = QRectF(self.bar_rect(row).right(), rect.top(), fonts.scaled(_SCORE), rect.height())
        painter.setFont(fonts.font(fonts.SMALL, fonts.MEDIUM))
        painter.setPen(active.color("muted" if gone else "text"))
        painter.drawText(score, _RIGHT, f"{shown.scores[row]:.2f}")
        self._paint_state(painter, rect, row, shown)

    def _paint_bar(self, painter: QPainter, row: int, shown: Shown) -> None:
        active, state = theme.current(), shown.states[row]
        room = self.bar_rect(row)
        bar = QRectF(room.left(), room.center().y() - 2.5, room.width(), 5)
        color = active.color("hist_off")
        if state in (State.WINNER, State.KEPT):
            color = shown.style(row).color
        elif state is State.GOING:
            color = RED.lighter(118)
        elif state is State.WAITING:
            color = active.color("faint")
        fill_rounded(painter, bar, 2.5, active.color("sel"))
        before = QRectF(bar)
        before.setWidth(bar.width() * float(shown.state.lineup.scores[row]))
        if shown.state.thresholds.method.soft:
            fill_rounded(painter, before, 2.5, active.color("border2"))
        bar.setWidth(bar.width() * shown.scores[row])
        fill_rounded(painter, bar, 2.5, color)

    def _paint_state(self, painter: QPainter, rect: QRectF, row: int, shown: Shown) -> None:
        active, words, state = theme.current(), self._words, shown.states[row]
        if state is State.WINNER:
            self._paint_winner(painter, rect)
            return
        token = {State.KEPT: "text", State.GOING: "danger"}.get(state, "muted")
        if shown.hidden == "saves" and state in (State.GONE, State.GOING):
            text, token = "?", "muted"
        elif state in (State.GONE, State.GOING):
            text = self._by(row, shown)
        else:
            text = words(f"panel.{state.name.lower()}")
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(active.color(token))
        painter.drawText(rect, _RIGHT, text)

    def _by(self, row: int, shown: Shown) -> str:
        trace = shown.state.trace
        by = int(trace.by[row])
        if by < 0:
            return self._words("panel.lost", score=f"{shown.scores[row]:.2f}")
        return self._words("panel.by", row=by + 1, overlap=f"{trace.table[by, row]:.2f}")

    def _paint_winner(self, painter: QPainter, rect: QRectF) -> None:
        active, text = theme.current(), self._words("panel.winner")
        painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
        width = painter.fontMetrics().horizontalAdvance(text) + 14
        badge = QRectF(rect.right() - width, rect.top() + 2, width, rect.height() - 4)
        fill_rounded(painter, badge, 4, active.color("text"))
        painter.setPen(active.color("surface"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
