"""Box biography: the life of one candidate as four steps, in the inspector's place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.live import LiveWidget
from gui.controls.scrolling import OverlayScrollBar
from gui.panels.biography.born import Born
from gui.panels.biography.header import Header
from gui.panels.biography.judged import Judged
from gui.panels.biography.scored import Scored
from gui.panels.biography.shifted import Shifted
from gui.panels.side_column import WIDTH
from ssd_core.explain.biography import Biography
from ssd_core.explain.changes import Change
from ssd_core.types import Thresholds

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SideColumn(LiveWidget):
    """A column with a head and a body that scrolls.

    ``hide_requested`` by its back button or Escape, ``left`` when it was put away.
    """

    hide_requested = Signal()
    left = Signal()

    def __init__(self, *, walks: bool = False) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fonts.fix(self, width=WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ownFocusRing", True)
        self.header = Header(walks=walks)
        self.header.back_requested.connect(self.hide_requested)
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, 16, 0, 16)
        self.column.setSpacing(0)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self._bar = OverlayScrollBar(scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(scroll, 1)

    @property
    def holds_focus(self) -> bool:
        """Whether the keyboard is in here."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide_requested.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():  # itself, and not with the window around it
            self.left.emit()


class BiographyPanel(SideColumn):
    """``step_requested`` by arrows, ``suppressor_requested``, ``tried`` with thresholds."""

    step_requested = Signal(int)
    suppressor_requested = Signal()
    tried = Signal(object)

    def __init__(self) -> None:
        super().__init__(walks=True)
        self._place = (1, 1)
        self._born, self._shifted = Born(), Shifted()
        self._scored, self._judged = Scored(), Judged()
        for step in (self._born, self._shifted, self._scored, self._judged):
            self.column.addWidget(step)
        self.column.addStretch(1)
        self.header.step_requested.connect(self.step_requested)
        self._judged.suppressor_requested.connect(self.suppressor_requested)
        self._judged.tried.connect(self.tried)
        self.render_texts()

    def show_life(
        self,
        life: Biography,
        *,
        place: tuple[int, int],
        size: tuple[int, int],
        classes: tuple[str, ...],
        thresholds: Thresholds,
    ) -> None:
        """Show a candidate: number ``place[0]`` of ``place[1]``; size of the picture in pixels."""
        self._place = place
        self._born.show_birth(life.birth, size)
        self._shifted.show_shift(life.shift, size)
        label = life.verdict.label
        self._scored.show_scores(life, classes, thresholds.confidence_of(label))
        self._judged.show_verdict(life.verdict, thresholds, classes)
        self.retranslate()

    def show_change(self, change: Change | None) -> None:
        """What would give the candidate another fate."""
        self._judged.show_change(change)

    def retranslate(self) -> None:
        self.header.title.setText(self.tr("Box biography"))
        self.header.set_place(*self._place)
        self.setAccessibleName(self.tr("Box biography"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.step_requested.emit(step)
