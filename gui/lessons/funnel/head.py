"""The head's menu: whom the red thread follows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from gui import fonts
from gui.controls.buttons import Button
from gui.controls.labels import label
from gui.lessons.frame.words import Words
from gui.lessons.funnel.walked import Walked
from ssd_core.fates import Fate

_MOST = 10


class ThreadMenu(QWidget):
    """``picked`` tells the (DBox, label) that a person chose."""

    picked = Signal(int, int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._walked: Walked | None = None
        self._name = label(fonts.BODY, tone="muted")
        self.button = Button(trailing="chevron-down")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(self._on_triggered)
        self.button.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self.button)

    def show_walk(self, walked: Walked | None) -> None:
        self._walked = walked
        self.retranslate()

    def retranslate(self) -> None:
        self._name.setText(self._words("head.thread"))
        walked = self._walked
        text = "…" if walked is None else self._words("head.follow", dbox=walked.thread.dbox)
        self.button.setText(text)
        self.button.setAccessibleName(f"{self._words('head.pick')}, {text}")
        self.button.setToolTip(self._words("head.pick"))
        self.button.setEnabled(walked is not None)
        self.button.updateGeometry()

    def _open(self) -> None:
        self._menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))

    def _fill(self) -> None:
        """The best that fell to NMS, then the best of what is shown."""
        self._menu.clear()
        if self._walked is None:
            return
        for number, fate in enumerate((Fate.SUPPRESSED, Fate.SHOWN)):
            if number:
                self._menu.addSeparator()
            for dbox, column in _best_of(self._walked, fate):
                score = f"{self._walked.funnel.candidates.scores[dbox, column]:.2f}"
                name = self._walked.scene.class_name(column)
                text = self._words("head.option", name=name, dbox=dbox, score=score)
                self._menu.addAction(text).setData((dbox, column))

    def _on_triggered(self, action: QAction) -> None:
        self.picked.emit(*action.data())


def _best_of(walked: Walked, fate: Fate) -> list[tuple[int, int]]:
    """The best (DBox, label) pairs of one fate."""
    alive = walked.funnel.stations[2].alive.tolist()
    fates, scores = walked.funnel.fates.fate, walked.funnel.candidates.scores
    pairs = [(dbox, label) for dbox, label in alive if fates[dbox, label] == fate]
    return sorted(pairs, key=lambda pair: -float(scores[pair]))[:_MOST]
