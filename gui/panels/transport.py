"""The transport row: play, step, loop, where it stands, freeze, speed and mode."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui import icons
from gui.controls.buttons import IconButton
from gui.controls.choice import Choice
from gui.controls.choice_menu import ChoiceMenu
from gui.controls.live import LiveWidget
from gui.panels.time_axis import clock
from gui.panels.transport_parts import Figures, FreezeButton, PlayDisc, ToggleIcon

HEIGHT = 49
SPEEDS = ("0.25", "0.5", "1", "2")
MODES = ("every", "live")
_FOLDS = 4
_LIVE_MS = 66
"""How long a live source's place stays at least: digits that change faster cannot be read."""


class Transport(LiveWidget):
    """Tells what a person pressed; shows what it is told, never more."""

    play_toggled = Signal()
    rewound = Signal()
    stepped = Signal(int)
    loop_toggled = Signal(bool)
    freeze_toggled = Signal(bool)
    speed_chosen = Signal(float)
    mode_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self._frames: int | None = None
        self._duration: float | None = None
        self._place = (0.0, 0)
        self._live = self._playing = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LIVE_MS)
        self._later.timeout.connect(self._show_place)
        self._make_buttons()
        self._time, self._total, self._frame = Figures(), Figures(), Figures()
        self._speed = Choice(SPEEDS)
        self._mode = ChoiceMenu(MODES)
        self._both = ChoiceMenu(SPEEDS, MODES)
        self._speed.set_key("1")
        self._both.set_key("1")
        self._separators = [_separator(), _separator()]
        for control in (self._speed, self._mode, self._both):
            control.chosen.connect(self._on_chosen)
        self._lay_out()
        self.render_texts()

    def _make_buttons(self) -> None:
        self._start = IconButton("to-start", size=icons.RAIL)
        self._back = IconButton("step-back", size=icons.RAIL)
        self._play = PlayDisc()
        self._forward = IconButton("step-forward", size=icons.RAIL)
        self._loop = ToggleIcon("loop")
        self._freeze = FreezeButton("F")
        self._start.clicked.connect(self.rewound)
        self._back.clicked.connect(self._step_back)
        self._play.clicked.connect(self.play_toggled)
        self._forward.clicked.connect(self._step_forward)
        self._loop.clicked.connect(self.loop_toggled)
        self._freeze.clicked.connect(self.freeze_toggled)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 16, 4)
        row.setSpacing(0)
        left: tuple[tuple[QWidget, int], ...] = (
            (self._start, 4), (self._back, 8), (self._play, 8), (self._forward, 4),
            (self._loop, 14), (self._time, 0), (self._total, 16), (self._frame, 16),
        )  # fmt: skip
        for widget, gap in left:
            row.addWidget(widget)
            row.addSpacing(gap)
        row.addStretch(1)
        right = QHBoxLayout()
        right.setSpacing(8)
        first, second = self._separators
        for widget in (self._freeze, first, self._speed, second, self._both, self._mode):
            right.addWidget(widget)
        row.addLayout(right)

    # What is shown

    def set_source(self, duration: float | None, fps: float | None, *, live: bool) -> None:
        """A new source from its start; ``live`` ones have no start, speed or mode."""
        self._live = live
        self._later.stop()
        self._duration = duration
        self._frames = round(duration * fps) if duration and fps else None
        for control in (self._start, self._loop, self._speed, self._mode, self._both):
            control.setEnabled(not live)
        self._place = (0.0, 0)
        self._measure()

    def set_position(self, seconds: float, frame: int) -> None:
        """Show the time and the number of the frame that is on the screen."""
        self._place = (seconds, frame)
        if not self._live:
            self._show_place()
        elif not self._later.isActive():
            self._later.start()

    def catch_up(self) -> None:
        """Somebody acts on the frame that is on the screen: show its place now."""
        if self._later.isActive():
            self._later.stop()
            self._show_place()

    def set_playing(self, playing: bool) -> None:
        """Offer to pause, or to play."""
        self._playing = playing
        self._play.set_icon("pause" if playing else "play")
        words = self.tr("Pause") if playing else self.tr("Play")
        self._play.setToolTip(words)
        self._play.setAccessibleName(words)

    def set_frozen(self, frozen: bool) -> None:
        """Offer to go on, or to freeze the frame."""
        self.catch_up()
        self._freeze.setChecked(frozen)
        words = self.tr("Unfreeze") if frozen else self.tr("Freeze")
        self._freeze.setText(words)
        self._freeze.setAccessibleName(words)
        self._freeze.updateGeometry()
        self._fold()

    def set_loop(self, on: bool) -> None:
        """Show whether it starts anew at the end, without telling anybody."""
        self._loop.setChecked(on)

    def set_mode(self, key: str) -> None:
        """Show which mode is in use, without telling anybody."""
        self._mode.set_key(key)
        self._both.set_key(key)

    def _show_place(self) -> None:
        seconds, frame = self._place
        before = self._widths()
        self._time.set_parts(((clock(seconds, 2), True),))
        self._total.set_parts(
            ((f" / {clock(self._duration, 2)}", False),) if self._duration else ()
        )
        if self._frames is None:
            head, tail = self.tr("frame {frame}").split("{frame}")
        else:
            head, tail = self.tr("frame {frame} / {count}").split("{frame}")
            tail = tail.format(count=f"{self._frames:,}")
        self._frame.set_parts(((head, False), (f"{frame:,}", True), (tail, False)))
        if self._widths() != before:
            self._fold()

    def _widths(self) -> tuple[int, int]:
        return self._time.minimumWidth(), self._frame.minimumWidth()

    # Room

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _measure(self) -> None:
        for figures in (self._time, self._total, self._frame):
            figures.forget_width()
        self._show_place()
        self._fold()

    def _fold(self) -> None:
        """Let go of the least needed parts until the others fit."""
        for level in range(_FOLDS + 1):
            self._fold_to(level)
            if self.layout().sizeHint().width() <= self.width():
                return

    def _fold_to(self, level: int) -> None:
        self._frame.setHidden(level >= 1)
        self._speed.setHidden(level >= 2)
        self._mode.setHidden(level >= 2)
        self._both.setHidden(level < 2)
        for separator in self._separators:
            separator.setHidden(level >= 2)
        self._freeze.set_folded(level >= 3)
        self._total.setHidden(level >= 4)
        self.layout().invalidate()

    # Words and answers

    def retranslate(self) -> None:
        self._start.set_words(self.tr("To the start"))
        self._back.set_words(self.tr("One frame back"))
        self._forward.set_words(self.tr("One frame forward"))
        self._loop.set_words(self.tr("Start anew at the end"))
        self._freeze.setToolTip(self.tr("Make this frame a picture; the source goes on (F)"))
        speeds = {key: f"{key}×" for key in SPEEDS}
        for key, words in speeds.items():
            self._speed.set_words(key, words, self.tr("Speed {speed}").format(speed=words))
        self._speed.setAccessibleName(self.tr("Speed"))
        modes = {"every": self.tr("Every frame"), "live": self.tr("Real time")}
        self._mode.set_words(modes, self.tr("Detect in every frame, or keep up with the clock"))
        self._both.set_words({**speeds, **modes}, self.tr("Speed and mode"))
        self.set_playing(self._playing)
        self.set_frozen(self._freeze.isChecked())
        self._measure()

    def _on_chosen(self, key: str) -> None:
        self._both.set_key(key)
        if key in MODES:
            self._mode.set_key(key)
            self.mode_chosen.emit(key)
        else:
            self._speed.set_key(key)
            self.speed_chosen.emit(float(key))

    def _step_back(self) -> None:
        self.stepped.emit(-1)

    def _step_forward(self) -> None:
        self.stepped.emit(1)


def _separator() -> QFrame:
    line = QFrame()
    line.setObjectName("separator")
    line.setFixedSize(1, 20)
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return line
