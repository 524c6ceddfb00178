"""The probe itself: its picture with the boxes of a step, and which of the probes it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedWidget

from gui import fonts, icons
from gui.canvas.canvas import Canvas
from gui.controls.buttons import IconButton, MenuLink
from gui.controls.labels import breakable, label
from gui.controls.section import Section
from gui.readout import readout
from gui.sentences import translated
from gui.workers.probe_seen import ProbeLook
from ssd_core.dboxes import make_dboxes

_LEAST, _MOST = 96, 222
"""Pixels that the picture is high."""


class ProbeSection(Section):
    """A click on the picture asks where the candidate there comes from."""

    picture_chosen = Signal(int)
    asked_at = Signal(float, float)
    """A point of the picture, x and y in 0..1."""
    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._look: ProbeLook | None = None
        self._note = ""
        self._chooser = MenuLink()
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self._menu.triggered.connect(self._on_chosen)
        self._open = IconButton("inspect", size=icons.BUTTON, side=24)
        self._open.clicked.connect(self.open_asked)
        self.header.addWidget(self._chooser)
        self.header.addWidget(self._open)
        self.canvas = _ProbeCanvas()
        self.canvas.clicked_at.connect(self.asked_at)
        self.canvas.set_readout(self._readout)
        self._words = label(fonts.SMALL, tone="muted")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._stack.addWidget(self._words)
        self._stack.addWidget(self.canvas)
        self.body.addWidget(self._stack, 1)
        self.render_texts()
        self.show_look(None)

    def show_names(self, names: Sequence[str], chosen: int) -> None:
        """Offer the probes called ``names``."""
        if [action.text() for action in self._group.actions()] != list(names):
            self._menu.clear()
            for action in self._group.actions():
                self._group.removeAction(action)
            for number, name in enumerate(names):
                action = self._menu.addAction(name)
                action.setData(number)
                action.setCheckable(True)
                self._group.addAction(action)
        for action in self._group.actions():
            action.setChecked(action.data() == chosen)
        self._chooser.set_menu(self._menu if len(names) > 1 else None)
        self._chooser.set_words(names[chosen] if chosen < len(names) else "")

    def show_look(self, look: ProbeLook | None, note: str = "") -> None:
        """Show a probe with its boxes; without one, ``note`` or what to expect."""
        before, self._look, self._note = self._look, look, note
        self._open.setEnabled(look is not None)
        self._stack.setCurrentWidget(self._words if look is None else self.canvas)
        if look is None:
            self._say()
            return
        if before is None or before.pixels is not look.pixels:
            self.canvas.set_probe(look)
        dboxes = make_dboxes(look.config.dboxes).cxcywh
        self.canvas.set_detections(look.detections, look.config.classes, dboxes)

    def _readout(self, index: int) -> tuple[str, ...]:
        look = self._look
        if look is None:
            return ()
        return readout(look.detections, index, config=look.config, image=look.image)

    def _say(self) -> None:
        usual = self.tr("What the run says of a few pictures appears here while it learns.")
        self._words.setText(breakable(translated(self._note) or usual))

    def _on_chosen(self, action: QAction) -> None:
        self.picture_chosen.emit(action.data())

    def retranslate(self) -> None:
        self.set_title(self.tr("Probe picture"))
        self._chooser.setAccessibleName(self.tr("Which probe picture is shown"))
        self._open.set_words(self.tr("Open this step in Inspect"))
        self._say()


class _ProbeCanvas(Canvas):
    """As high as its picture is at the width of the column, within limits."""

    margin = 0.0

    def __init__(self) -> None:
        super().__init__()
        self._aspect = 4 / 3
        self.setMinimumHeight(_LEAST)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_probe(self, look: ProbeLook) -> None:
        """Show another picture."""
        self._aspect = look.image.width / look.image.height
        self.set_picture(look.pixels)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(296, self.heightForWidth(296))

    def heightForWidth(self, width: int) -> int:
        return min(max(round(width / self._aspect), _LEAST), _MOST)
