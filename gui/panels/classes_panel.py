"""The classes: which were found, how often, and which are looked for at all."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QColor

from gui import fonts
from gui.class_colors import class_style
from gui.controls.buttons import LinkButton
from gui.controls.chip import ClassChip, MoreChip
from gui.controls.flow import Flow
from gui.controls.labels import label
from gui.controls.section import Section
from gui.panels.class_confidence import ClassConfidence
from ssd_core.types import Thresholds

_GAP = 6


class ClassesPanel(Section):
    """One chip a class. Those with something to tell come first, the rest behind "+15".

    ``classes_changed`` tells the labels to look for as a frozenset, or None for all of them.
    ``confidence_changed`` tells a label and the confidence threshold of its own, or None for the
    same as all.
    """

    classes_changed = Signal(object)
    confidence_changed = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._chips: list[ClassChip] = []
        self._colors: dict[int, QColor] = {}
        self._expanded = False
        self._order: tuple[int, ...] = ()
        self._thresholds = Thresholds()
        self._own = ClassConfidence()
        self._own.setParent(self)
        self._own.confidence_changed.connect(self._on_confidence)
        self._all, self._none = LinkButton(quiet=True), LinkButton(quiet=True)
        self._all.clicked.connect(self._on_all)
        self._none.clicked.connect(self._on_none)
        links = (self._all, label(fonts.SMALL, tone="muted"), self._none)
        links[1].setText("·")
        self.header.setSpacing(2)
        for link in links:
            self.header.addWidget(link)
        self._flow = Flow(_GAP)
        self.body.addWidget(self._flow)
        self._more = MoreChip()
        self._more.clicked.connect(self._on_more)
        self.render_texts()

    def set_classes(self, classes: tuple[str, ...]) -> None:
        """Begin with the class list of other weights, all looked for and none found."""
        self._own.hide()
        self._flow.set_widgets([])
        for chip in self._chips:
            chip.deleteLater()
        self._chips = [
            ClassChip(label, name, class_style(label, classes).color)
            for label, name in enumerate(classes, start=1)
        ]
        for chip in self._chips:
            chip.clicked.connect(self._on_chip)
            chip.customContextMenuRequested.connect(self._on_menu)
        self._colors = {chip.label: class_style(chip.label, classes).color for chip in self._chips}
        self._expanded = False
        self._order = ()
        self._show_own()

    def set_counts(self, counts: Mapping[int, int]) -> None:
        """How many detections of each label are shown; a label left out has none.

        A class that is switched off keeps the count it had, and so its place among the chips.
        """
        for chip in self._chips:
            if chip.isChecked():
                chip.set_count(counts.get(chip.label, 0))
        self._arrange()

    def set_looked_for(self, labels: frozenset[int] | None) -> None:
        """Check exactly ``labels``, None for all, without telling anybody."""
        for chip in self._chips:
            chip.setChecked(labels is None or chip.label in labels)
        self._arrange()

    def set_thresholds(self, thresholds: Thresholds) -> None:
        """Show the classes looked for and their own thresholds, without telling anybody."""
        before, self._thresholds = self._thresholds, thresholds
        if self._own.isVisible():
            self._own.set_confidence(self._own_confidence(self._own.label), thresholds.confidence)
        if thresholds.class_confidence != before.class_confidence:
            self._show_own()
        if thresholds.classes != before.classes:
            self.set_looked_for(thresholds.classes)

    def retranslate(self) -> None:
        self.set_title(self.tr("Classes"))
        self._all.setText(self.tr("All"))
        self._all.setToolTip(self.tr("Look for every class"))
        self._none.setText(self.tr("None"))
        self._none.setToolTip(self.tr("Look for no class"))
        self._arrange()

    def _arrange(self) -> None:
        """Classes with something to tell by falling count, then the rest if unfolded."""
        leading = [c for c in self._chips if _has_news(c)]
        leading.sort(key=lambda chip: (-chip.count, chip.label))
        rest = [c for c in self._chips if not _has_news(c)]
        shown = leading + rest if self._expanded or len(rest) == 1 else leading
        hidden = len(self._chips) - len(shown)
        foldable = self._expanded and len(rest) > 1
        self._more.setText(self.tr("Fewer") if foldable else f"+{hidden}")
        self._more.setAccessibleName(
            self.tr("Show fewer classes") if foldable else self.tr("Show all classes")
        )
        self._more.setToolTip(self._more.accessibleName())
        widgets = [*shown, self._more] if hidden or foldable else shown
        order = tuple(chip.label for chip in shown)
        if order != self._order or self._more.isHidden() == (self._more in widgets):
            self._order = order
            self._flow.set_widgets(widgets)
        else:
            self._flow.arrange()
        for chip in shown:
            chip.setAccessibleName(self._spoken(chip))
            chip.setToolTip(self.tr("Right-click for a confidence threshold of its own"))

    def _spoken(self, chip: ClassChip) -> str:
        own = self._own_confidence(chip.label)
        if own is None:
            return f"{chip.text()}, {chip.count}"
        words = self.tr("{name}, {count}, confidence above {value}")
        return words.format(name=chip.text(), count=chip.count, value=f"{own:.2f}")

    def _own_confidence(self, label: int) -> float | None:
        return dict(self._thresholds.class_confidence).get(label)

    def _show_own(self) -> None:
        for chip in self._chips:
            chip.set_own_confidence(self._own_confidence(chip.label))
        self._arrange()

    def _on_menu(self, _at: QPoint) -> None:
        if self._own.isVisible():
            return
        chip = self.sender()
        own = self._own_confidence(chip.label)
        self._own.set_confidence(own, self._thresholds.confidence)
        self._own.open_for(chip, self._colors[chip.label])

    def _on_confidence(self, label: int, confidence: float | None) -> None:
        self.set_thresholds(self._thresholds.with_class_confidence(label, confidence))
        self.confidence_changed.emit(label, confidence)

    def _on_chip(self) -> None:
        self._tell()

    def _on_all(self) -> None:
        self.set_looked_for(None)
        self._tell()

    def _on_none(self) -> None:
        self.set_looked_for(frozenset())
        self._tell()

    def _on_more(self) -> None:
        self._expanded = not self._expanded
        self._arrange()

    def _tell(self) -> None:
        self._arrange()
        checked = frozenset(chip.label for chip in self._chips if chip.isChecked())
        self.classes_changed.emit(None if len(checked) == len(self._chips) else checked)


def _has_news(chip: ClassChip) -> bool:
    """Whether the class was found, is switched off or has a threshold of its own."""
    return bool(chip.count) or not chip.isChecked() or chip.has_own_confidence
