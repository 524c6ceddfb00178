"""The run log: what happened in a run beside its steps, the newest on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from gui import fonts, theme
from gui.controls.buttons import LinkButton
from gui.controls.painting import stroke_rounded
from gui.controls.scrolling import OverlayScrollBar
from gui.controls.section import MARGIN, Section
from gui.sentences import translated

_ROW = 24
_STEP_WIDTH = 58
_BADGE_PADDING, _BADGE_HEIGHT = 7, 18
_GAP = 8


@dataclass(frozen=True, slots=True)
class LogLine:
    """After ``step`` steps ``text`` happened. best: it was the best measurement so far."""

    step: int
    text: str
    tone: Literal["text", "muted", "warning", "danger", "success"] = "text"
    best: bool = False


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[LogLine, ...] = ()

    def show(self, lines: Sequence[LogLine]) -> None:
        """Newest first."""
        new = tuple(lines)
        added = len(new) - len(self.lines)
        if added > 0 and new[added:] == self.lines:
            self.beginInsertRows(QModelIndex(), 0, added - 1)
            self.lines = new
            self.endInsertRows()
        elif new != self.lines:
            self.beginResetModel()
            self.lines = new
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{line.step:,}: {translated(line.text)}"
        return line if role == Qt.ItemDataRole.UserRole else None


class _Painter(QStyledItemDelegate):
    best_word = ""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:
        return QSize(0, fonts.scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        line: LogLine = index.data(Qt.ItemDataRole.UserRole)
        active = theme.current()
        rect = QRectF(option.rect)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(active.color("muted"))
        steps = QRectF(MARGIN, rect.top(), fonts.scaled(_STEP_WIDTH), rect.height())
        painter.drawText(steps, middle | Qt.AlignmentFlag.AlignLeft, f"{line.step:,}")
        words = rect.adjusted(MARGIN + steps.width() + _GAP, 0, -MARGIN, 0)
        badge = self._badge_width(painter) if line.best else 0.0
        painter.setPen(active.color(line.tone))
        shown = painter.fontMetrics().elidedText(
            translated(line.text), Qt.TextElideMode.ElideRight, int(words.width() - badge)
        )
        painter.drawText(words, middle, shown)
        if line.best:
            left = words.left() + painter.fontMetrics().horizontalAdvance(shown) + _GAP
            self._paint_badge(painter, left, rect.center().y() + 0.5, badge - _GAP)

    def _badge_width(self, painter: QPainter) -> float:
        words = painter.fontMetrics().horizontalAdvance(self.best_word)
        return words + 2 * _BADGE_PADDING + _GAP

    def _paint_badge(self, painter: QPainter, left: float, middle: float, width: float) -> None:
        success = theme.current().color("success")
        height = fonts.scaled(_BADGE_HEIGHT)
        rect = QRectF(left, middle - height / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke_rounded(painter, rect, height / 2, success)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(success)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.best_word)


class RunLog(Section):
    """``folder_requested``: a person wants to see the run's files."""

    folder_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._open = LinkButton(quiet=True)
        self._open.clicked.connect(self.folder_requested)
        self.header.addWidget(self._open)
        self._lines, self._painter = _Lines(), _Painter()
        self._view = QListView()
        self._view.setModel(self._lines)
        self._view.setItemDelegate(self._painter)
        self._view.setObjectName("runLog")
        self._view.setUniformItemSizes(True)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._view.setMinimumHeight(2 * _ROW)
        OverlayScrollBar(self._view)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._view, 1)
        self.set_folder_shown(False)
        self.render_texts()

    @property
    def lines(self) -> tuple[LogLine, ...]:
        """What is shown, newest first."""
        return self._lines.lines

    def set_lines(self, lines: Sequence[LogLine]) -> None:
        """What happened, newest first."""
        self._lines.show(lines)

    def set_folder_shown(self, shown: bool) -> None:
        """Whether there is a folder to look into."""
        self._open.setVisible(shown)

    def retranslate(self) -> None:
        self.set_title(self.tr("Run log"))
        self._open.setText(self.tr("Open folder"))
        self._painter.best_word = self.tr("best")
        self._view.setAccessibleName(self.tr("Run log"))
        self._view.viewport().update()
