"""The classes: which were found, how often, and which are looked for at all."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from gui import fonts
from gui.class_colors import class_style
from gui.controls.buttons import LinkButton
from gui.controls.chip import ClassChip, MoreChip
from gui.controls.flow import Flow
from gui.controls.labels import label
from gui.controls.section import Section

_GAP = 6


class ClassesPanel(Section):
    """One chip a class. Found and switched-off classes come first, the rest behind "+15".

    ``classes_changed`` tells the labels to look for as a frozenset, or None for all of them.
    """

    classes_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._chips: list[ClassChip] = []
        self._expanded = False
        self._order: tuple[int, ...] = ()
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
        self._flow.set_widgets([])
        for chip in self._chips:
            chip.deleteLater()
        self._chips = [
            ClassChip(label, name, class_style(label, classes).color)
            for label, name in enumerate(classes, start=1)
        ]
        for chip in self._chips:
            chip.clicked.connect(self._on_chip)
        self._expanded = False
        self._order = ()
        self._arrange()

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

    def retranslate(self) -> None:
        self.set_title(self.tr("Classes"))
        self._all.setText(self.tr("All"))
        self._all.setToolTip(self.tr("Look for every class"))
        self._none.setText(self.tr("None"))
        self._none.setToolTip(self.tr("Look for no class"))
        self._arrange()

    def _arrange(self) -> None:
        """Found and switched-off classes by falling count, then the rest if unfolded."""
        leading = [c for c in self._chips if c.count or not c.isChecked()]
        leading.sort(key=lambda chip: (-chip.count, chip.label))
        rest = [c for c in self._chips if not c.count and c.isChecked()]
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
            chip.setAccessibleName(f"{chip.text()}, {chip.count}")

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
