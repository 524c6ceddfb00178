"""How a row of the palette is painted: icon, words with the matched letters, keys or a value."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui import fonts, icons, theme
from gui.controls.keycap import caps, caps_width, paint_caps
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.panels.palette.entries import Entry, Figure, Row

ROW, HEADING = 40, 30
ROW_ROLE = Qt.ItemDataRole.UserRole
_INSET, _RADIUS = 8, 6
_LEFT, _WORDS, _RIGHT = 19, 46, 18
_GAP = 10
_SPIN_WIDTH, _SPIN_HEIGHT = 66, 24
_CHEVRON = 12
_VERTICAL = Qt.AlignmentFlag.AlignVCenter


class RowDelegate(QStyledItemDelegate):
    """Paints rows whose ``ROW_ROLE`` is a ``Row``; ``note`` stands beside the chosen value."""

    note = ""
    headings: dict[str, str] = {}
    trying = ""
    """What the arrows do to a value, in a few words."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row: Row = index.data(ROW_ROLE)
        return QSize(0, round((HEADING if row.entry is None else ROW) * fonts.scale()))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: Row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if row.entry is None:
            self._paint_heading(painter, rect, self.headings[row.section])
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            _paint_fill(painter, option, rect)
            _paint_icon(painter, row.entry, rect, "accent" if chosen else "muted")
            right = self._paint_right(painter, row.entry, rect, chosen)
            self._paint_words(painter, row, rect, right, chosen)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, words: str) -> None:
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(theme.current().color("muted"))
        painter.drawText(rect.adjusted(_LEFT, 4, -_RIGHT, 0), _VERTICAL, words)

    def _paint_words(
        self, painter: QPainter, row: Row, rect: QRectF, right: float, chosen: bool
    ) -> None:
        entry, fit = row.entry, row.match
        assert entry is not None
        area = rect.adjusted(_WORDS, 0, 0, 0)
        area.setRight(right - _GAP)
        title = fonts.font(fonts.BODY, fonts.MEDIUM)
        area.setLeft(_paint_text(painter, area, entry.title, fit.title, title, "text") + _GAP)
        trying = chosen and entry.figure is not None
        hint, letters = (self.trying, frozenset()) if trying else (entry.hint, fit.hint)
        _paint_text(painter, area, hint, letters, fonts.font(fonts.SMALL), "muted")

    def _paint_right(self, painter: QPainter, entry: Entry, rect: QRectF, chosen: bool) -> float:
        """Paint what stands at the right end; returns where it begins."""
        right = rect.right() - _RIGHT
        if entry.figure is not None:
            right = _paint_spin(painter, entry.figure, right, rect.center().y())
            return _paint_right_words(painter, self.note if chosen else "", right - _GAP, rect)
        for sequence in reversed(entry.keys[:1]):
            texts = caps(sequence)
            right -= caps_width(texts)
            paint_caps(painter, right, rect.center().y(), texts)
            right -= _GAP
        return _paint_right_words(painter, entry.state, right, rect)


def _paint_fill(painter: QPainter, option: QStyleOptionViewItem, rect: QRectF) -> None:
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if selected or hovered:
        color = theme.current().color("accent_soft" if selected else "hover")
        fill_rounded(painter, rect.adjusted(_INSET, 0, -_INSET, 0), _RADIUS, color)


def _paint_icon(painter: QPainter, entry: Entry, rect: QRectF, token: str) -> None:
    if entry.icon:
        area = QRectF(rect.left() + _LEFT, rect.top(), icons.BUTTON, rect.height())
        icons.paint(painter, entry.icon, theme.current().color(token), area)


def _paint_text(
    painter: QPainter, area: QRectF, text: str, letters: frozenset[int], font: QFont, token: str
) -> float:
    """Paint as much of ``text`` as fits, ``letters`` in the accent; returns where it ends."""
    active, metrics = theme.current(), QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(area.width(), 0))
    left = area.left()
    # Whole runs at a time, or letters would lose their kerning and Korean its shape.
    for met, run in groupby(range(len(shown)), key=letters.__contains__):
        part = "".join(shown[i] for i in run)
        bold = QFont(font)
        if met:
            bold.setWeight(fonts.SEMIBOLD)
        painter.setFont(bold)
        painter.setPen(active.color("accent" if met else token))
        width = QFontMetricsF(bold).horizontalAdvance(part)
        painter.drawText(QRectF(left, area.top(), width + 4, area.height()), _VERTICAL, part)
        left += width
    return left


def _paint_right_words(painter: QPainter, words: str, right: float, rect: QRectF) -> float:
    """Paint ``words`` so that they end at ``right``; returns where they begin."""
    if not words:
        return right
    painter.setFont(fonts.font(fonts.SMALL))
    painter.setPen(theme.current().color("muted"))
    width = QFontMetricsF(painter.font()).horizontalAdvance(words)
    painter.drawText(QRectF(right - width, rect.top(), width + 1, rect.height()), _VERTICAL, words)
    return right - width


def _paint_spin(painter: QPainter, figure: Figure, right: float, middle: float) -> float:
    """Paint the value like a spin box; returns where it begins."""
    active = theme.current()
    font = fonts.font(fonts.BODY, fonts.MEDIUM)
    words = QFontMetricsF(font).horizontalAdvance(str(figure))
    width = max(_SPIN_WIDTH, words + _CHEVRON + 20)
    height = max(_SPIN_HEIGHT, QFontMetricsF(font).height() + 4)
    rect = QRectF(right - width, round(middle - height / 2), width, height)
    fill_rounded(painter, rect, 5, active.color("raised"))
    stroke_rounded(painter, rect, 5, active.color("border2"))
    painter.setFont(font)
    painter.setPen(active.color("text"))
    painter.drawText(rect.adjusted(8, 0, 0, 0), _VERTICAL, str(figure))
    left = rect.right() - _CHEVRON - 5
    for name, top in (("chevron-up", middle - 10), ("chevron-down", middle - 2)):
        icons.paint(painter, name, active.color("muted"), QRectF(left, top, _CHEVRON, _CHEVRON))
    return rect.left()
