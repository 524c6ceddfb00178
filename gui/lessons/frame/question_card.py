"""Predict, then look: a question, its answers, and the reason once a person has looked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui import fonts, icons, theme
from gui.controls.buttons import Button
from gui.controls.labels import label
from gui.controls.live import LiveWidget
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.controls.radio import RadioPart
from gui.lessons.parts.prose import Prose
from ssd_core.lessons.question import Question

HEIGHT = 84
_MARGIN, _DISC = 16, 28


class AnswerPart(RadioPart):
    """One answer. Looked at: the true one is filled, one's own keeps its outline."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.verdict = ""
        """ "" while it is open, else "right", "wrong" (one's own) or "other"."""
        self.setFont(fonts.font(fonts.BODY, fonts.MEDIUM))
        fonts.fix(self, height=24)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(20 + self.fontMetrics().horizontalAdvance(self.text()), fonts.scaled(24))

    def set_verdict(self, verdict: str) -> None:
        self.verdict = verdict
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, on = QRectF(self.rect()), self.isChecked()
        ink = active.color("text" if on else "muted")
        if self.verdict == "right":
            fill_rounded(painter, rect, 5, active.color("success"))
            ink = active.color("surface")
        elif on and not self.verdict:
            fill_rounded(painter, rect, 5, active.color("checked"))
        elif self.underMouse() and not self.verdict:
            fill_rounded(painter, rect, 5, active.color("hover"))
        if on:
            tokens = {"right": "text", "wrong": "danger"}
            edge = active.color(tokens.get(self.verdict, "checked_border"))
            stroke_rounded(painter, rect, 5, edge, width=2.0 if self.verdict else 1.0)
        painter.setPen(ink)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class AnswerRow(QWidget):
    """Answers side by side in a trough, none chosen at first. ``picked`` tells of a choice."""

    picked = Signal()

    def __init__(self) -> None:
        super().__init__()
        fonts.fix(self, height=28)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._parts: list[AnswerPart] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(1)

    @property
    def parts(self) -> list[AnswerPart]:
        return self._parts

    @property
    def own(self) -> int:
        """The chosen answer, -1 before there is one."""
        return next((i for i, part in enumerate(self._parts) if part.isChecked()), -1)

    def set_answers(self, answers: tuple[str, ...], own: int) -> None:
        for part in self._parts:
            self._row.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = [AnswerPart(text) for text in answers]
        for index, part in enumerate(self._parts):
            part.setChecked(index == own)
            part.clicked.connect(self.picked)
            self._row.addWidget(part)
            part.show()  # at once, so that it can have the focus
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # none is chosen: all are stops
        self.updateGeometry()

    def set_verdict(self, right: int) -> None:
        """Tell the true answer; nothing can be chosen any more."""
        for index, part in enumerate(self._parts):
            wrong = "wrong" if part.isChecked() else "other"
            part.set_verdict("right" if index == right else wrong)
            part.setEnabled(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_rounded(painter, QRectF(self.rect()), 6, theme.current().color("sel"))
        painter.end()


class QuestionCard(LiveWidget):
    """Asks one question.

    ``looked`` tells whether it was answered rightly; ``next_wanted`` asks for another one.
    """

    looked = Signal(bool)
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        fonts.fix(self, height=HEIGHT)
        self._question: Question | None = None
        self._place = (0, 1)
        self.is_looked = False
        self._lead = label(fonts.BODY, fonts.SEMIBOLD)
        self._text = Prose()
        self.answers = AnswerRow()
        self.answers.picked.connect(self._on_picked)
        self.look = Button(kind="primary")
        self.look.clicked.connect(self._on_look)
        self.next = Button(trailing="chevron-right")
        self.next.clicked.connect(self.next_wanted)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(self._lead)
        words.addWidget(self._text)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN + 14 + _DISC + 14, 12, _MARGIN + 14, 12)
        row.setSpacing(14)
        row.addLayout(words, 1)
        row.addWidget(self.answers)
        row.addWidget(self.look)
        row.addWidget(self.next)
        self.render_texts()

    @property
    def question(self) -> Question | None:
        return self._question

    def set_place(self, index: int, count: int) -> None:
        """The question asked next is number ``index`` (from 0) of ``count``."""
        self._place = (index, count)

    def ask(self, question: Question) -> None:
        """Ask anew; one's own answer stays where the answers are the same."""
        before, self._question = self._question, question
        again = before is not None and before.key == question.key
        if again and before is not None and before.answers == question.answers:
            if not self.is_looked:
                self._render()
            return
        own = self.answers.own if again and not self.is_looked else -1
        self.is_looked = False
        self.answers.set_answers(question.answers, own)
        self._render()

    def ask_again(self, question: Question) -> None:
        """Ask as if it had never been asked."""
        self._question = None
        self.ask(question)

    def focus_answers(self) -> None:
        """Let the keyboard answer."""
        for part in self.answers.parts[:1]:
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.look.setText(self.tr("Look"))
        self._render()

    def _on_picked(self) -> None:
        self._render()
        self.look.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_look(self) -> None:
        if self._question is None or self.answers.own < 0:
            return
        self.is_looked = True
        self.answers.set_verdict(self._question.right)
        self._render()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.looked.emit(self.answers.own == self._question.right)

    def _render(self) -> None:
        question, looked = self._question, self.is_looked
        self.look.setVisible(not looked)
        self.next.setVisible(looked)
        if question is None:
            return
        index, count = self._place
        last = index + 1 >= count
        self.next.setText(self.tr("Next lesson") if last else self.tr("Next"))
        right = self.answers.own == question.right
        if looked:
            answer = question.answers[question.right]
            verdict = (
                self.tr("Right.") if right else self.tr("It is {answer}.").format(answer=answer)
            )
            self._lead.setText(verdict)
        else:
            self._lead.setText(self.tr("Predict, then look."))
        self._text.set_text(question.reason if looked else question.text)
        self.look.setEnabled(self.answers.own >= 0)
        self.setAccessibleName(question.text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(_MARGIN, 12, -_MARGIN, -12)
        fill_rounded(painter, card, 8, active.color("raised"))
        stroke_rounded(painter, card, 8, active.color("border"))
        disc = QRectF(card.left() + 14, card.center().y() - _DISC / 2, _DISC, _DISC)
        fill_rounded(painter, disc, _DISC / 2, active.color("accent_soft"))
        icons.paint(painter, "help", active.color("accent"), disc.adjusted(6, 6, -6, -6))
        painter.end()
