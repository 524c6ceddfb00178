"""What chance may do to the pictures of a run, as chips; and the lesson that shows it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from gui.controls.buttons import LinkButton
from gui.controls.check_chip import CheckChip
from gui.controls.flow import Flow
from gui.controls.section import Section
from ssd_core.config import AUGMENTATIONS

_GAP = 6


class AugmentSection(Section):
    """``changed`` tells which of ``AUGMENTATIONS`` are wanted now."""

    changed = Signal(object)  # tuple[str, ...]
    preview_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._preview = LinkButton()
        self._preview.clicked.connect(self.preview_requested)
        self.header.addWidget(self._preview)
        self.chips = {key: CheckChip() for key in AUGMENTATIONS}
        for chip in self.chips.values():
            chip.clicked.connect(self._on_clicked)
        self._flow = Flow(_GAP)
        self._flow.set_widgets(tuple(self.chips.values()))
        self.body.addWidget(self._flow)
        self.render_texts()

    def set_chosen(self, chosen: tuple[str, ...]) -> None:
        """Show these as wanted, without telling anybody."""
        for key, chip in self.chips.items():
            chip.setChecked(key in chosen)

    def set_locked(self, locked: bool) -> None:
        """Whether a run learns by these choices now."""
        for chip in self.chips.values():
            chip.setEnabled(not locked)

    def retranslate(self) -> None:
        self.set_title(self.tr("Augmentations"))
        self._preview.setText(self.tr("Preview"))
        self._preview.setToolTip(self.tr("Shows in a lesson what each of them does."))
        words = {
            "mirror": (
                self.tr("Flip"),
                self.tr(
                    "Half of the pictures are mirrored. Not for what has a left and a right, such "
                    "as letters."
                ),
            ),
            "crop": (
                self.tr("Crop by overlap"),
                self.tr("A part is taken that shows an object: it seems larger, or is cut off."),
            ),
            "colour": (
                self.tr("Colour"),
                self.tr("Other light and other colours. Not where colour tells classes apart."),
            ),
            "zoom": (
                self.tr("Zoom out"),
                self.tr("Half of the pictures are made smaller: for objects that are small."),
            ),
        }
        for key, (name, hint) in words.items():
            chip = self.chips[key]
            chip.setText(name)
            chip.setAccessibleName(name)
            chip.setToolTip(hint)
            chip.setAccessibleDescription(hint)
            chip.updateGeometry()
        self._flow.arrange()

    def _on_clicked(self) -> None:
        self.changed.emit(tuple(key for key, chip in self.chips.items() if chip.isChecked()))
