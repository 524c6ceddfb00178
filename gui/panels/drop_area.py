"""The dashed frame that says what can be dropped, and offers the other ways to a picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import fonts, theme
from gui.controls.buttons import Button
from gui.controls.flow import Flow
from gui.controls.labels import label
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.panels.illustration import Illustration

_RADIUS = 14
_HERO_HEIGHT, _HERO_PADDING = 36, 16
_DASHES = (8, 7)


class DropArea(QWidget):
    """A drawing, the words, and the buttons ``open``, ``camera`` and ``sample``."""

    def __init__(self) -> None:
        super().__init__()
        self.open_button = Button("open", "primary")
        self.camera_button = Button("camera", "")
        self.sample_button = Button("image", "")
        self._illustration = Illustration()
        self._title = label(fonts.HERO, fonts.SEMIBOLD)
        self._note = label(fonts.BODY, tone="muted")
        for text in (self._title, self._note):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setWordWrap(True)
        self._buttons = Flow(10, centred=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(0)
        layout.addStretch(4)
        layout.addWidget(self._illustration, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(32)
        layout.addWidget(self._title)
        layout.addSpacing(8)
        layout.addWidget(self._note)
        layout.addSpacing(24)
        layout.addWidget(self._buttons)
        layout.addStretch(5)

    def set_words(self, *, title: str, note: str, open_: str, camera: str, sample: str) -> None:
        self._title.setText(title)
        self._note.setText(note)
        self.open_button.setText(open_)
        self.camera_button.setText(camera)
        self.sample_button.setText(sample)
        self.grow_buttons()

    def set_sample_offered(self, offered: bool) -> None:
        """Whether there is a sample to try."""
        buttons = [self.open_button, self.camera_button]
        self._buttons.set_widgets([*buttons, self.sample_button] if offered else buttons)

    def set_drawing_shown(self, shown: bool) -> None:
        """The drawing is the first to give way where there is little room."""
        self._illustration.setVisible(shown)

    @property
    def drawing_height(self) -> int:
        """What the drawing adds to the height."""
        return self._illustration.sizeHint().height()

    @property
    def is_drawing_shown(self) -> bool:
        return not self._illustration.isHidden()

    def grow_buttons(self) -> None:
        """Make the buttons as large as their words want them."""
        for button in (self.open_button, self.camera_button, self.sample_button):
            hint = button.sizeHint()
            button.setMinimumSize(
                hint.width() + _HERO_PADDING, max(_HERO_HEIGHT, hint.height() + 8)
            )
        self._buttons.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        fill = active.color("surface")
        fill.setAlphaF(0.5)
        fill_rounded(painter, frame, _RADIUS, fill)
        stroke_rounded(painter, frame, _RADIUS, active.color("faint"), width=1.5, dashes=_DASHES)
        painter.end()
