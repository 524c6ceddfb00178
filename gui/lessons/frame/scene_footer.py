"""The foot of the lesson list: on which scene lessons are told."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gui import fonts, icons
from gui.controls.buttons import IconButton
from gui.controls.choice import Choice
from gui.controls.labels import ElidedLabel, label
from gui.controls.live import LiveWidget
from ssd_core.lessons.scene import LessonScene


class SceneFooter(LiveWidget):
    """Tells which scene was chosen; ``another`` asks for the next built-in one."""

    chosen = Signal(str)  # "shapes" or "yours"
    another = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label(fonts.SMALL, fonts.SEMIBOLD)
        self._name = ElidedLabel(fonts.SMALL)
        self._name.setProperty("tone", "muted")
        self._next = IconButton("refresh", size=icons.INLINE, side=24, token="muted")
        self._next.clicked.connect(self.another)
        self._choice = Choice(["shapes", "yours"])
        self._choice.chosen.connect(self.chosen)
        self._note = label(fonts.LABEL, tone="muted")
        self._note.setWordWrap(True)
        self._scene: LessonScene | None = None
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._name)
        head.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 18, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._choice)
        column.addWidget(self._note)
        self._refusal = "picture"
        self.render_texts()

    def set_scene(self, scene: LessonScene) -> None:
        """Say which scene is told of."""
        self._scene = scene
        self._choice.set_key(scene.source)
        self._next.setVisible(scene.source == "shapes")
        self.retranslate()

    def set_yours(self, *, picture: bool, weights: bool) -> None:
        """Whether there is a picture in Inspect, and weights that can look at it."""
        self._refusal = "" if picture and weights else "weights" if picture else "picture"
        self._tell_refusal()

    def _tell_refusal(self) -> None:
        reasons = {
            "": "",
            "picture": self.tr("Open a picture in Inspect first."),
            "weights": self.tr("Load weights in Inspect first."),
        }
        self._choice.set_refusal("yours", reasons[self._refusal])

    def set_folded(self, folded: bool) -> None:
        """Leave out the note where there is little room."""
        self._note.setHidden(folded)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Scene"))
        self._choice.set_words("shapes", self.tr("Shapes"))
        self._choice.set_words("yours", self.tr("Your image"))
        self._next.set_words(self.tr("Another scene"))
        self._tell_refusal()
        self._note.setText(self.tr("Every number here is computed by the code that detects."))
        if self._scene is not None:
            built_in = self.tr("shapes · seed {seed}").format(seed=self._scene.seed)
            yours = self._scene.source == "yours"
            self._name.set_full_text(self._scene.name if yours else built_in)
