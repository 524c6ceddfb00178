"""Full screen, and presentation mode: the picture alone, drawn to be seen from the last row."""

from __future__ import annotations

from collections import Counter
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from gui.class_colors import class_style
from gui.commands import Words
from gui.controls.blank import Blank
from gui.panels.presentation_bar import TYPE, PresentationBar
from gui.wiring.parts import Parts
from gui.wiring.stage_pointer import StagePointer

STROKES = 1.8
"""How much thicker lines are than their usual 2 px."""


@runtime_checkable
class Presents(Protocol):
    """A page with a presentation mode of its own; Inspect's is made here."""

    def set_presenting(self, presenting: bool) -> None:
        """Leave only what the last row can read, or show everything again."""

    def step_presented(self, by: int) -> None:
        """A clicker's key: -1 back, 1 on."""


class Presenting(QObject):
    """In presentation mode the keys of a clicker work: PgUp and PgDn step, B blanks, Esc leaves."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._inspect = parts.window.inspect
        self._canvas = parts.window.inspect.canvas
        self._session = parts.session
        self._settings, self._themes = parts.settings, parts.themes
        self._page: Presents | None = None
        self._blank, self._bar = Blank(parts.window), PresentationBar()
        self._was_full = False
        self._pointer = StagePointer(parts.window)
        self._full = parts.commands.add(
            "full-screen", "view", self._set_full, words=self._full_words,
            shortcuts=["F11"], checkable=True,
        )  # fmt: skip
        self._present = parts.commands.add(
            "present", "view", self._set_presenting, words=self._present_words,
            shortcuts=["F5"], checkable=True,
        )  # fmt: skip
        parts.session.selection_changed.connect(self._show_legend)
        self._canvas.restyled.connect(self._show_legend)
        # Keys that nobody wanted arrive there; and the window manager leaves full screen unasked.
        parts.window.installEventFilter(self)

    def close(self) -> None:
        self._pointer.set_on(False)
        self._window.removeEventFilter(self)

    @property
    def presenting(self) -> bool:
        return self._present.isChecked()

    # Full screen

    def _set_full(self, full: bool) -> None:
        state = self._window.windowState()
        flag = Qt.WindowState.WindowFullScreen
        if bool(state & flag) != full:
            self._window.setWindowState(state ^ flag)
        if not full:
            self._present.setChecked(False)

    # Presentation mode

    def _set_presenting(self, presenting: bool) -> None:
        if presenting:
            self._was_full = self._full.isChecked()
        self._full.setChecked(presenting or self._was_full)
        self._window.rail.setHidden(presenting)
        self._blank.hide()
        page = self._page_in_front() if presenting else self._page
        # All letters grow, those of tags too, and what is laid out around them follows.
        size = self._settings.text_size
        self._themes.set_text_size(max(TYPE, size) if presenting else size)
        if page is None:
            self._present_inspect(presenting)
        else:
            page.set_presenting(presenting)
        self._page = page if presenting else None
        self._pointer.set_on(presenting)

    def _page_in_front(self) -> Presents | None:
        """The page that presents itself; None: Inspect, which is brought to the front."""
        page = self._window.page(self._window.workspace)
        if isinstance(page, Presents):
            return page
        self._window.show_workspace("inspect")
        return None

    def _present_inspect(self, presenting: bool) -> None:
        self._window.status.setHidden(presenting)
        self._inspect.set_bare(presenting, top=self._bar if presenting else None)
        self._canvas.set_stroke_scale(STROKES if presenting else 1.0)
        self._show_legend()
        if presenting:
            self._focus_stage()
            words = self.tr("Esc leaves, PgUp and PgDn step, B blanks the screen.")
            self._inspect.toast.show_message(words)
        else:
            self._inspect.toast.hide()

    def _focus_stage(self) -> None:
        if self._canvas.isVisible():  # and nothing is compared
            self._canvas.clearFocus()
            self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)  # no ring on the projector

    def _show_legend(self) -> None:
        """What the colours stand for, and how many there are of each."""
        picture, selection = self._session.picture, self._session.selection
        weights = self._session.weights
        if not self.presenting or picture is None:
            return
        self._bar.set_picture(picture.name)
        if selection is not None and weights is not None:
            classes = weights.config.classes
            counts = Counter(selection.detections.labels.tolist()).most_common()
            if self._canvas.is_restyled:
                counts = []  # colours stand for something else, which the picture tells itself
            self._bar.set_entries(
                [
                    (class_style(label, classes).color, classes[label - 1], count)
                    for label, count in counts
                ]
            )

    # Keys

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.WindowStateChange:
            self._full.setChecked(self._window.isFullScreen())
        elif not self.presenting:
            return False
        elif kind == QEvent.Type.KeyPress:
            return self._press(event)
        elif kind == QEvent.Type.ShortcutOverride and event.key() in self._keys():
            event.accept()  # B and the others mean something else than usual here
            return True
        return False

    def _keys(self) -> dict[int, object]:
        key = Qt.Key
        return {
            key.Key_Escape: self._leave,
            key.Key_B: self._flip_blank,
            key.Key_PageDown: self._next,
            key.Key_PageUp: self._previous,
        }

    def _press(self, event: QKeyEvent) -> bool:
        act = self._keys().get(event.key())
        if act is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        act()
        return True

    def _leave(self) -> None:
        self._present.setChecked(False)

    def _flip_blank(self) -> None:
        if self._blank.isHidden():
            self._blank.cover()
        else:
            self._blank.hide()

    def _next(self) -> None:
        self._step(1)

    def _previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        self._blank.hide()
        if self._page is not None:
            self._page.step_presented(by)
        else:
            self._session.step(by)

    # Words

    def _full_words(self) -> Words:
        return Words(self.tr("Full screen"))

    def _present_words(self) -> Words:
        return Words(
            self.tr("Presentation mode"),
            self.tr("The picture alone, with large letters and thick lines"),
            (self.tr("projector"), self.tr("slide show")),
        )
