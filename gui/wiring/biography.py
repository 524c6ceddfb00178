"""Box biography: a click on the picture, the life of the candidate there, and what it leads to."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from gui.canvas.biography_layer import BiographyLayer, LifeTags
from gui.canvas.hit import REACH, hit
from gui.class_colors import class_style
from gui.commands import Words
from gui.panels.biography.panel import BiographyPanel
from gui.panels.biography.words import class_name, signed
from gui.readout import aspect_name
from gui.wiring.parts import Parts
from gui.wiring.questions import Questions
from gui.wiring.why_not import WhyNots
from gui.workers.biography import Life
from gui.workers.messages import Picture
from ssd_core.explain.biography import Biography, Box, Pair
from ssd_core.explain.sentences import shown_name, told_apart
from ssd_core.fates import Fate

_MIDDLE = (0.5, 0.5)
_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Escape)


class Biographies(QObject):
    """Opens the biography in the inspector's place, follows the sliders, and closes it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._inspect = parts.window.inspect
        self._canvas = parts.window.inspect.canvas
        self._session = parts.session
        self._presenter = parts.presenter
        self._questions = Questions(parts.session)
        self._life: Life | None = None
        self._focus_before: QWidget | None = None
        self._point = _MIDDLE  # that was asked about last
        self._asks_again = False  # about it, in the frame that comes now
        self.panel = BiographyPanel()
        self.panel.setParent(self._inspect)
        self.panel.hide()
        self.why_not = WhyNots(parts, self._questions)
        self.why_not.life_requested.connect(self._open)
        self._connect(parts)
        parts.commands.add(
            "biography",
            "detection",
            self._open_selected,
            words=self._words,
            shortcuts=["I"],
            icon="biography",
        )

    def close(self) -> None:
        """End the thread."""
        self._questions.close()

    @property
    def is_open(self) -> bool:
        """Whether a life is told now."""
        return self._inspect.side is self.panel

    def _connect(self, parts: Parts) -> None:
        session, questions, panel = self._session, self._questions, self.panel
        self._canvas.clicked_at.connect(self._on_click)
        self._canvas.installEventFilter(self)
        self._inspect.inspector.detections.row_opened.connect(self._open_row)
        session.picture_changed.connect(self._on_picture)
        session.weights_changed.connect(self.leave)
        session.selection_changed.connect(self._follow)
        questions.life_told.connect(self._on_life)
        questions.change_found.connect(panel.show_change)
        questions.nobody_there.connect(self._on_nobody)
        panel.step_requested.connect(self._walk)
        panel.suppressor_requested.connect(self._go_to_suppressor)
        panel.tried.connect(session.set_thresholds)
        panel.hide_requested.connect(self.leave)
        parts.window.escaped.connect(self.leave)
        panel.left.connect(self._clean_up)

    def _words(self) -> Words:
        return Words(
            self.tr("Box biography"),
            self.tr("Where the selected box comes from, and what became of it"),
            (self.tr("explain"), self.tr("fate")),
        )

    # Asking

    def _on_click(self, x: float, y: float) -> None:
        self._questions.hold()
        self._ask_at((x, y))

    def _on_picture(self, picture: Picture) -> None:
        """Another picture; or the frame at which a moving one has come to rest after the click."""
        on_its_way = self._questions.was_on_its_way(picture)
        self._asks_again = on_its_way and not self.why_not.is_open
        if self._asks_again:
            self._questions.forget()
        elif not on_its_way:
            self.leave()

    def _ask_at(self, point: tuple[float, float]) -> None:
        row = self._detection_near(*point)
        if row < 0:
            self._open(None, point)
        else:
            self._ask_row(row, point)

    def _open_row(self, row: int) -> None:
        self._questions.hold()
        self._ask_row(row)

    def _ask_row(self, row: int, point: tuple[float, float] | None = None) -> None:
        selection = self._session.selection
        if selection is None:
            return
        found = selection.detections
        pair = int(found.dbox[row]), int(found.labels[row])
        self._open(pair, _inside(_box(found.boxes[row]), point))

    def _open(self, pair: Pair | None, point: tuple[float, float]) -> None:
        self._point = point
        self._questions.ask_life(point, pair)

    def _open_selected(self) -> None:
        """The selected detection, the best one, or whatever stands in the middle."""
        selection = self._session.selection
        if selection is None or self.is_open:
            return
        self._questions.hold()
        row = max(self._presenter.selected_row, 0)
        if len(selection.detections):
            self._ask_row(row)
        else:
            self._open(None, _MIDDLE)

    def _detection_near(self, x: float, y: float) -> int:
        selection, viewport = self._session.selection, self._canvas.viewport
        if selection is None or viewport is None:
            return -1
        there = viewport.boxes_to_device(np.float32([[x, y, x, y]]))[0]
        boxes = viewport.boxes_to_device(selection.detections.boxes)
        return hit(boxes, (float(there[0]), float(there[1])), reach=REACH * viewport.pixel_ratio)

    def _walk(self, step: int) -> None:
        if self._life is not None:
            self._questions.ask_life(self._life.point, self._life.biography.pair, step)

    def _go_to_suppressor(self) -> None:
        by = None if self._life is None else self._life.biography.verdict.suppressor
        if by is not None and self._life is not None:
            self._open((by.dbox, by.label), _inside(by.box, self._life.point))

    def _follow(self) -> None:
        """The thresholds moved: the same candidate may have another fate."""
        if self._asks_again:
            self._asks_again = False
            self._ask_at(self._point)
        elif self.is_open:
            self._walk(0)

    # Answers

    def _on_life(self, life: Life) -> None:
        picture = self._session.picture
        if picture is None:
            return
        opening = not self.is_open
        self._life = life
        self.panel.show_life(
            life.biography,
            place=(life.number, life.count),
            size=(picture.image.width, picture.image.height),
            classes=life.look.config.classes,
            thresholds=life.look.thresholds,
        )
        if opening and not self.why_not.panel.holds_focus:
            self._focus_before = QApplication.focusWidget()
        self._inspect.set_side(self.panel)
        self._canvas.set_boxes_shown(False)
        self._render_layer()
        number = life.biography.verdict.number
        shown = life.biography.verdict.fate is Fate.SHOWN
        self._presenter.select(number - 1 if shown and number is not None else -1)
        if self.panel.isVisible() and (opening or self._canvas.hasFocus()):
            self.panel.setFocus()

    def _on_nobody(self) -> None:
        self.leave()
        words = self.tr("No candidate of any class covers this point.")
        self._inspect.toast.show_message(words)

    def leave(self) -> None:
        """Show the inspector and all detections again; the keyboard is where it was."""
        self._questions.forget()
        if self.is_open:
            held, before = self.panel.holds_focus, self._focus_before
            self._inspect.set_side(None)
            if held:
                usable = before is not None and isValid(before) and before.isVisible()
                (before if usable else self._canvas).setFocus()

    def _clean_up(self) -> None:
        """Whatever took the panel's place, its picture goes too."""
        self._life = None
        self._canvas.set_over("biography", None)
        self._canvas.set_boxes_shown(True)
        self._presenter.select(-1)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange and self.is_open:
            self._render_layer()
        return isinstance(event, QKeyEvent) and self.is_open and self._takes(event)

    def _takes(self, event: QKeyEvent) -> bool:
        """The canvas's keys that are the panel's while it is there."""
        pressed = event.type() == QEvent.Type.KeyPress
        if not pressed or event.key() not in _KEYS or self._canvas.rectangle.active:
            return False
        self.panel.keyPressEvent(event)
        return True

    # The picture

    def _render_layer(self) -> None:
        life = self._life
        if life is None:
            return
        classes, told = life.look.config.classes, life.biography
        by = told.verdict.suppressor
        self._canvas.set_over(
            "biography",
            BiographyLayer(
                told.birth,
                told.shift,
                class_style(told.verdict.label, classes),
                self._tags(life),
                None if by is None else by.box,
                None if by is None else class_style(by.label, classes),
            ),
        )

    def _tags(self, life: Life) -> LifeTags:
        told, classes = life.biography, life.look.config.classes
        verdict, by = told.verdict, told.verdict.suppressor
        row, column = told.birth.cell
        score = verdict.final_score if verdict.fate >= Fate.PAST_CAP else verdict.score
        overlap = ""
        if verdict.overlap is not None:
            figure = told_apart(verdict.overlap, life.look.thresholds.overlap)[0]
            overlap = self.tr("overlap {value}").format(value=figure)
        aspect = aspect_name(told.birth.aspect)
        return LifeTags(
            dbox=self.tr("DBox {index} · {aspect}").format(index=told.birth.dbox, aspect=aspect),
            cell=self.tr("cell ({row}, {column})").format(row=row, column=column),
            moved=self._moved(told),
            box=f"{class_name(verdict.label, classes)} {score:.2f}",
            suppressor="" if by is None else shown_name(by, classes),
            overlap=overlap,
            legend=(self.tr("DBox"), self.tr("BBox"), self.tr("its suppressor")),
        )

    def _moved(self, told: Biography) -> str:
        picture = self._session.picture
        assert picture is not None
        xmin, ymin, xmax, ymax = told.birth.box
        cx, cy = told.shift.centre
        x = (cx - (xmin + xmax) / 2) * picture.image.width
        y = (cy - (ymin + ymax) / 2) * picture.image.height
        figures = ", ".join(signed(value, 1 if abs(value) < 10 else 0) for value in (x, y))
        return self.tr("{offsets} px").format(offsets=figures)


def _inside(box: Box, point: tuple[float, float] | None) -> tuple[float, float]:
    """The point of ``box`` nearest to ``point``; its middle if there is none."""
    xmin, ymin, xmax, ymax = box
    x, y = point or ((xmin + xmax) / 2, (ymin + ymax) / 2)
    return min(max(x, xmin), xmax), min(max(y, ymin), ymax)


def _box(row: np.ndarray) -> Box:
    xmin, ymin, xmax, ymax = (float(value) for value in row)
    return xmin, ymin, xmax, ymax
