"""The commands of a video or a camera that plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication

from gui.commands import Words
from gui.wiring.parts import Parts

if TYPE_CHECKING:
    from gui.wiring.moving import Moving

_PRESSED_BY_SPACE = (QAbstractButton, QAbstractItemView)


class VideoCommands(QObject):
    """Can be used only while something plays or could play on."""

    def __init__(self, parts: Parts, moving: Moving) -> None:
        super().__init__(moving)
        self._moving = moving
        rows = (
            ("play", moving.toggle_playing, self._play_words, "Space", "play"),
            ("frame-back", self._step_back, self._back_words, ",", "step-back"),
            ("frame-forward", self._step_forward, self._forward_words, ".", "step-forward"),
            ("freeze", moving.toggle_frozen, self._freeze_words, "F", "freeze"),
            ("loop", moving.choices.toggle_loop, self._loop_words, "R", "loop"),
            ("mark", moving.timeline.toggle_mark, self._mark_words, "M", "mark"),
            ("stop", moving.leave, self._stop_words, "Ctrl+W", ""),
        )
        self._actions = [
            parts.commands.add(key, "video", run, words=words, shortcuts=[shortcut], icon=icon)
            for key, run, words, shortcut, icon in rows
        ]
        parts.window.installEventFilter(self)

    def _step_back(self) -> None:
        self._moving.step(-1)

    def _step_forward(self) -> None:
        self._moving.step(1)

    def set_enabled(self, enabled: bool) -> None:
        """Whether there is something to play."""
        for action in self._actions:
            action.setEnabled(enabled)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The space bar presses the button that has the focus; only elsewhere it plays.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            focused = QApplication.focusWidget()
            if event.key() == Qt.Key.Key_Space and isinstance(focused, _PRESSED_BY_SPACE):
                event.accept()
                return True
        return False

    def _play_words(self) -> Words:
        return Words(self.tr("Play or pause"), aliases=(self.tr("stop"), self.tr("resume")))

    def _back_words(self) -> Words:
        return Words(self.tr("One frame back"), aliases=(self.tr("previous frame"),))

    def _forward_words(self) -> Words:
        return Words(self.tr("One frame forward"), aliases=(self.tr("next frame"),))

    def _freeze_words(self) -> Words:
        return Words(
            self.tr("Freeze the frame"), self.tr("It becomes a picture; the source goes on")
        )

    def _loop_words(self) -> Words:
        return Words(self.tr("Start anew at the end"), aliases=(self.tr("loop"), self.tr("repeat")))

    def _mark_words(self) -> Words:
        return Words(self.tr("Mark this moment"), self.tr("A diamond on the timeline"))

    def _stop_words(self) -> Words:
        return Words(self.tr("Stop the video or camera"), self.tr("The frame on the screen stays"))
