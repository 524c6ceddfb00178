"""Why not? A rectangle where a box was expected, and what stopped the candidates there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.canvas.why_not_layer import WhyNotLayer
from gui.class_colors import class_style
from gui.commands import Words
from gui.panels.why_not_panel import WhyNotPanel
from gui.wiring.parts import Parts
from gui.wiring.questions import Questions
from gui.workers.biography import Why
from gui.workers.messages import Picture
from ssd_core.explain.biography import Box
from ssd_core.explain.sentences import shown_name


class WhyNots(QObject):
    """``life_requested`` with the (DBox, label) of a row that was opened, and a point in it."""

    life_requested = Signal(object, object)

    def __init__(self, parts: Parts, questions: Questions) -> None:
        super().__init__(parts.window)
        self._inspect = parts.window.inspect
        self._canvas = parts.window.inspect.canvas
        self._questions = questions
        self._rectangle: Box | None = None
        self._label: int | None = None
        self._why: Why | None = None
        self._asking = False
        self.panel = WhyNotPanel()
        self.panel.setParent(self._inspect)
        self.panel.hide()
        parts.commands.add(
            "why-not", "detection", self.start, words=self._words, shortcuts=["W"], icon="why-not"
        )
        self._connect(parts)

    @property
    def is_open(self) -> bool:
        return self._inspect.side is self.panel

    def _words(self) -> Words:
        return Words(
            self.tr("Why not?"),
            self.tr("Drag a rectangle where a box is missing: what stopped it"),
            (self.tr("missing box"), self.tr("explain")),
        )

    def _connect(self, parts: Parts) -> None:
        session, panel = parts.session, self.panel
        self._canvas.rectangle_drawn.connect(self._on_rectangle)
        self._canvas.rectangle.ended.connect(self._on_ended)
        session.picture_changed.connect(self._on_picture)
        session.weights_changed.connect(self.leave)
        session.selection_changed.connect(self._follow)
        self._questions.why_told.connect(self._on_why)
        panel.draw_requested.connect(self.start)
        panel.class_chosen.connect(self._choose)
        panel.row_hovered.connect(self._render_layer)
        panel.row_opened.connect(self._open)
        panel.hide_requested.connect(self.leave)
        parts.window.escaped.connect(self.leave)
        panel.left.connect(self._clean_up)

    def start(self) -> None:
        """Ask for a rectangle."""
        if self._questions.look() is None:
            return
        self._questions.hold()
        self._questions.forget()
        self._inspect.set_side(self.panel)
        self.panel.show_asking()
        self._asking = True
        self._show_picture()
        self._canvas.ask_for_rectangle()
        self._canvas.setFocus()

    def _on_picture(self, picture: Picture) -> None:
        if not (self._asking and self._questions.was_on_its_way(picture)):
            self.leave()

    def _on_ended(self) -> None:
        if self.is_open and self._canvas.hasFocus():
            self.panel.setFocus()

    def _on_rectangle(self, xmin: float, ymin: float, xmax: float, ymax: float) -> None:
        if self._asking and self.is_open:
            self._asking = False
            self._rectangle, self._label = (xmin, ymin, xmax, ymax), None
            self._ask()

    def _choose(self, label: int) -> None:
        self._label = label
        self._ask()

    def _follow(self) -> None:
        if self.is_open and not self._asking:
            self._ask()

    def _ask(self) -> None:
        if self._rectangle is not None:
            self._questions.ask_why(self._rectangle, self._label)

    def _on_why(self, why: Why) -> None:
        self._why, self._label = why, why.answer.label
        self.panel.show_answer(why.answer, why.look.config.classes, why.look.thresholds)
        self._canvas.set_boxes_shown(False)
        self._render_layer(-1)

    def _render_layer(self, row: int) -> None:
        why = self._why
        if why is None or not self.is_open:
            return
        classes, shown = why.look.config.classes, why.answer.shown
        in_the_way = None
        if shown is not None:
            in_the_way = shown.box, class_style(shown.label, classes), shown_name(shown, classes)
        style = class_style(why.answer.label, classes)
        life = why.lives[row] if row >= 0 else None
        layer = WhyNotLayer(why.answer.rectangle, style, life, in_the_way)
        self._canvas.set_over("why-not", layer)

    def _open(self, row: int) -> None:
        if self._why is not None:
            life = self._why.lives[row]
            xmin, ymin, xmax, ymax = life.shift.box
            self.life_requested.emit(life.pair, ((xmin + xmax) / 2, (ymin + ymax) / 2))

    def leave(self) -> None:
        """Show the inspector again."""
        if self.is_open:
            self._questions.forget()
            held = self.panel.holds_focus
            self._inspect.set_side(None)
            if held:
                self._canvas.setFocus()

    def _clean_up(self) -> None:
        self._why = self._rectangle = self._label = None
        self._asking = False
        self._canvas.rectangle.cancel()
        self._show_picture()

    def _show_picture(self) -> None:
        self._canvas.set_over("why-not", None)
        self._canvas.set_boxes_shown(True)
