"""The stage that is enlarged: a card with an arrow that points at its place in the film."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui import fonts, motion, theme
from gui.controls.choice import Choice
from gui.controls.labels import ElidedLabel, label
from gui.lessons.training_step.stage_view import StageView

_ARROW, _HALF, _RADIUS = 8, 9, 8
_MS = 160
PAGES = ("heads", "parts")


class Callout(QWidget):
    """``page_chosen`` tells whether gradients are shown by level or by part of the network."""

    page_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title, self._note = label(fonts.BODY, fonts.SEMIBOLD), ElidedLabel(fonts.SMALL)
        self._note.setProperty("tone", "muted")
        self._note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.page = Choice(PAGES)
        self.page.chosen.connect(self.page_chosen)
        policy = self.page.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the head is as high in every stage
        self.page.setSizePolicy(policy)
        self.view = StageView()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._note, 1)
        head.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, _ARROW + 10, 16, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        self._target, self._x = 0.0, 0.0
        self._slide = QVariantAnimation(self)
        self._slide.setDuration(_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._on_slide)

    def set_words(self, title: str, note: str, *, paged: bool) -> None:
        """paged: there is something to choose between in this stage."""
        self._title.setText(title)
        self._note.set_full_text(note)
        self.page.setVisible(paged)

    def point_at(self, x: float, *, slide: bool) -> None:
        """Let the arrow point at ``x``, in logical pixels of this widget."""
        self._slide.stop()
        if not slide or motion.reduced() or not self.isVisible():
            self._on_slide(x)
            return
        self._slide.setStartValue(self._x)
        self._slide.setEndValue(float(x))
        self._slide.start()

    def stop(self) -> None:
        """Let nothing move any more."""
        self._slide.stop()

    def _on_slide(self, x: float) -> None:
        self._x = x
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(1, _ARROW, -1, -1)
        shape = QPainterPath()
        shape.addRoundedRect(card, _RADIUS, _RADIUS)
        x = min(max(self._x, _RADIUS + _HALF + 2), self.width() - _RADIUS - _HALF - 2)
        arrow = QPainterPath(QPointF(x - _HALF, card.top() + 1))
        arrow.lineTo(x, card.top() - _ARROW + 1)
        arrow.lineTo(x + _HALF, card.top() + 1)
        arrow.closeSubpath()
        painter.setPen(QPen(active.color("accent"), 1.25))
        painter.setBrush(active.color("raised"))
        painter.drawPath(shape.united(arrow))
        painter.end()
