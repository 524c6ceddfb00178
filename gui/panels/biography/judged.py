"""Judged: what became of the candidate, because of whom, and what would change it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.controls.buttons import LinkButton
from gui.controls.labels import label
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.panels.biography.step import Step
from gui.panels.biography.words import class_name, say_marked
from gui.sentences import translated
from ssd_core.explain.biography import Verdict
from ssd_core.explain.changes import Change
from ssd_core.explain.sentences import change_sentence, told_apart, verdict_sentence
from ssd_core.fates import Fate
from ssd_core.types import Thresholds

_STRIPE, _RADIUS = 3, 6
_BAR, _MARKS = 6, 18


class Judged(Step):
    """``suppressor_requested`` from the link in the sentence; ``tried`` with the thresholds."""

    suppressor_requested = Signal()
    tried = Signal(object)

    def __init__(self) -> None:
        super().__init__(4, last=True)
        self._verdict: Verdict | None = None
        self._change: Change | None = None
        self._thresholds, self._classes = Thresholds(), ("",)
        self._card = FateCard()
        self._card.sentence.linkActivated.connect(self.suppressor_requested)
        self._would = label(fonts.SMALL, tone="muted")
        self._would.setWordWrap(True)
        self._try = LinkButton()
        self._try.clicked.connect(self._on_try)
        self.body.addWidget(self._card)
        self.body.addSpacing(4)
        self.body.addWidget(self._would)
        self.body.addWidget(self._try, 0, Qt.AlignmentFlag.AlignLeft)
        self.render_texts()

    def show_verdict(
        self, verdict: Verdict, thresholds: Thresholds, classes: tuple[str, ...]
    ) -> None:
        """Show a verdict; what would change it follows by ``show_change``."""
        self._verdict, self._thresholds, self._classes = verdict, thresholds, classes
        self._change = None
        self.retranslate()

    def show_change(self, change: Change | None) -> None:
        """What would give the candidate another fate."""
        self._change = change
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Judged"))
        self._try.setText(self.tr("Try it"))
        self._try.setToolTip(self.tr("Move the threshold there"))
        verdict, change = self._verdict, self._change
        if verdict is not None:
            by = self.tr("by NMS, class {name}")
            if verdict.fate < Fate.SUPPRESSED:
                by = self.tr("before NMS, class {name}")
            self.note.setText(by.format(name=class_name(verdict.label, self._classes)))
            self._show_card(verdict)
        words = "" if change is None else translated(change_sentence(change, self._classes))
        for relation in "≥≤=":
            words = words.replace(f"{relation} ", f"{relation}\u00a0")  # one line for both
        self._would.setText(words)
        for part in (self._would, self._try):
            part.setVisible(change is not None)

    def restyle(self) -> None:
        self.retranslate()

    def _show_card(self, verdict: Verdict) -> None:
        sentence = verdict_sentence(verdict, self._thresholds, self._classes)
        self._card.sentence.setText(say_marked(sentence, _mark))
        self._card.setAccessibleName(translated(sentence))
        shown = verdict.fate is Fate.SHOWN
        self._card.set_measure(
            _measure(verdict, self._thresholds), "success" if shown else "danger"
        )

    def _on_try(self) -> None:
        if self._change is not None:
            self.tried.emit(self._change.thresholds)


class FateCard(QWidget):
    """A sentence, and the number that decided as a bar with its threshold."""

    def __init__(self) -> None:
        super().__init__()
        self._token = "danger"
        self.sentence = QLabel()
        self.sentence.setFont(fonts.font(fonts.BODY))
        self.sentence.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._bar = MeasureBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.sentence)
        column.addWidget(self._bar)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_measure(self, measure: tuple[float, float] | None, token: str) -> None:
        """What decided and its threshold, 0..1 both; None: no bar. ``token``: a theme colour."""
        self._token = token
        self._bar.set_measure(measure, token)
        self._bar.setVisible(measure is not None)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        fill_rounded(painter, rect, _RADIUS, active.color(self._token))
        rest = rect.adjusted(_STRIPE, 0, 0, 0)
        fill_rounded(painter, rest, _RADIUS - 2, active.color("raised"))
        painter.setClipRect(rest)
        stroke_rounded(painter, rect, _RADIUS, active.color("border2"))
        painter.end()


class MeasureBar(QWidget):
    """A bar up to a value, a tick at its threshold, and both figures below."""

    def __init__(self) -> None:
        super().__init__()
        self._measure: tuple[float, float] | None = None
        self._token = "danger"
        fonts.fix(self, height=_BAR + _MARKS)

    def set_measure(self, measure: tuple[float, float] | None, token: str) -> None:
        self._measure, self._token = measure, token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._measure is None:
            return
        value, threshold = self._measure
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(0, 3, self.width(), _BAR)
        fill_rounded(painter, track, 3, active.color("sel"))
        filled = QRectF(track)
        filled.setWidth(max(min(value, 1.0) * track.width(), 2.0))
        fill_rounded(painter, filled, min(3.0, filled.width() / 2), active.color(self._token))
        x = round(threshold * (track.width() - 1)) + 0.5
        painter.setPen(QPen(active.color("text"), 1.5))
        painter.drawLine(QPointF(x, 0), QPointF(x, track.bottom() + 3))
        self._paint_figures(painter, x, filled.right())
        painter.end()

    def _paint_figures(self, painter: QPainter, at_threshold: float, at_value: float) -> None:
        assert self._measure is not None
        active = theme.current()
        value, threshold = told_apart(*self._measure)
        painter.setFont(fonts.font(fonts.LABEL, fonts.SEMIBOLD))
        widths = [painter.fontMetrics().horizontalAdvance(text) for text in (threshold, value)]
        places = _apart((at_threshold, at_value), widths, self.width())
        top = _BAR + 7
        for text, left, token in zip(
            (threshold, value), places, ("muted", self._token), strict=True
        ):
            weight = fonts.REGULAR if token == "muted" else fonts.SEMIBOLD
            painter.setFont(fonts.font(fonts.LABEL, weight))
            painter.setPen(active.color(token))
            painter.drawText(
                QRectF(left, top, self.width(), self.height() - top),
                Qt.AlignmentFlag.AlignVCenter,
                text,
            )


def _apart(
    middles: tuple[float, float], widths: list[int], room: int, gap: int = 6
) -> tuple[float, float]:
    """Left edges of two words centred on ``middles``, pushed apart where they would meet."""
    lefts = [middle - width / 2 for middle, width in zip(middles, widths, strict=True)]
    first, second = (0, 1) if middles[0] <= middles[1] else (1, 0)
    overlap = lefts[first] + widths[first] + gap - lefts[second]
    if overlap > 0:
        lefts[first] -= overlap / 2
        lefts[second] += overlap / 2
    lefts[second] = min(lefts[second], room - widths[second])
    lefts[first] = max(min(lefts[first], lefts[second] - gap - widths[first]), 0.0)
    lefts[second] = max(lefts[second], lefts[first] + widths[first] + gap)
    return lefts[0], lefts[1]


def _measure(verdict: Verdict, thresholds: Thresholds) -> tuple[float, float] | None:
    """The number that decided and its threshold."""
    confidence = thresholds.confidence_of(verdict.label)
    if verdict.fate is Fate.SUPPRESSED and verdict.overlap is not None:
        if thresholds.method.soft:
            return verdict.final_score, confidence
        return verdict.overlap, thresholds.overlap
    if verdict.fate in (Fate.BELOW_CONFIDENCE, Fate.SHOWN):
        return verdict.final_score, confidence
    return None


def _mark(name: str, text: str) -> str:
    if name == "suppressor":
        color = theme.current().accent
        style = f"color:{color};font-weight:600;text-decoration:none"
        return f'<a href="suppressor" style="{style}">{text}</a>'
    if name in ("overlap", "score", "final", "ordinal"):
        return f'<span style="font-weight:600">{text}</span>'
    return text
