"""Commands for the kind of NMS."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from gui.commands import Words
from gui.session import Session
from gui.wiring.parts import Parts
from ssd_core.types import NmsMethod, Thresholds


class Nms(QObject):
    """What the menu of the thresholds panel offers, for the palette."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._session = parts.session
        self._methods = [_Method(parts, method) for method in NmsMethod]
        self._across = parts.commands.add(
            "nms-across", "detection", self._set_across, words=self._across_words, checkable=True
        )
        parts.session.thresholds_changed.connect(self._show)

    def close(self) -> None:
        """Nothing runs here."""

    def _show(self, thresholds: Thresholds) -> None:
        self._across.setChecked(thresholds.class_agnostic)

    def _set_across(self, on: bool) -> None:
        self._session.set_thresholds(replace(self._session.thresholds, class_agnostic=on))

    def _across_words(self) -> Words:
        return Words(
            self.tr("NMS across classes"),
            self.tr("Lets boxes of different classes suppress one another"),
            ("class-agnostic",),
        )


class _Method(QObject):
    """The command that chooses one method."""

    def __init__(self, parts: Parts, method: NmsMethod) -> None:
        super().__init__(parts.window)
        self._session: Session = parts.session
        self._method = method
        parts.commands.add(f"nms-{method.value}", "detection", self._choose, words=self._words)

    def _choose(self) -> None:
        self._session.set_thresholds(replace(self._session.thresholds, method=self._method))

    def _words(self) -> Words:
        title, hint = {
            NmsMethod.STANDARD: (
                self.tr("Standard NMS"),
                self.tr("Drops a box that overlaps a better one"),
            ),
            NmsMethod.SOFT_LINEAR: (
                self.tr("Soft-NMS, linear"),
                self.tr("Lowers the score of such a box by the share that overlaps"),
            ),
            NmsMethod.SOFT_GAUSSIAN: (
                self.tr("Soft-NMS, Gaussian"),
                self.tr("Lowers the score of every box that overlaps a better one, smoothly"),
            ),
            NmsMethod.DIOU: (
                self.tr("DIoU-NMS"),
                self.tr("As standard, but spares a box whose centre is far from the better one's"),
            ),
        }[self._method]
        return Words(title, hint, ("non-maximum suppression",))
