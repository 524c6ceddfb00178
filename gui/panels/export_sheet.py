"""The export sheet: which pictures, in which formats, with what on them, and where to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui import fonts
from gui.controls.busy import BusyRing
from gui.controls.buttons import Button
from gui.controls.check_chip import CheckChip
from gui.controls.choice import Choice
from gui.controls.details import without_home
from gui.controls.flow import Flow
from gui.controls.labels import ElidedLabel, label
from gui.controls.sheet import Sheet
from gui.controls.switch import Switch
from ssd_core.export.values import FORMAT_KEYS, Options

FILES = {
    "png": ("PNG", ("*-detections.png",)),
    "svg": ("SVG", ("*-detections.svg",)),
    "csv": ("CSV", ("detections.csv",)),
    "json": ("JSON", ("detections.json",)),
    "coco": ("COCO", ("coco.json", "coco-results.json")),
    "voc": ("VOC XML", ("*.xml",)),
    "yolo": ("YOLO", ("*.txt", "classes.txt", "data.yaml")),
}
"""What each format is called, and its files; * stands for the name of a picture."""


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What a person chose. formats: keys, in the order they are offered."""

    all_pictures: bool
    formats: tuple[str, ...]
    options: Options
    folder: str
    replace: bool


class ExportSheet(Sheet):
    """Keeps what was chosen while it is closed; an export may go on without it."""

    export_requested = Signal(object)  # ExportChoice
    cancel_requested = Signal()
    folder_requested = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, 600)
        self._count = 0
        self._running = False
        self._folder = ""
        self._which = Choice(("this", "all"))
        self._which.set_key("this")
        self._formats = {key: CheckChip() for key in FORMAT_KEYS}
        self._labels, self._scores, self._replace = Switch(), Switch(), Switch()
        for switch in (self._labels, self._scores):
            switch.setChecked(True)
        self._formats["png"].setChecked(True)
        self._what_is_written = label(fonts.SMALL, tone="muted")
        self._what_is_written.setWordWrap(True)
        self._where = ElidedLabel()
        self._where.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._choose = Button("open")
        self._titles = [label(fonts.SMALL, fonts.SEMIBOLD) for _ in range(4)]
        self._switch_words = {s: label() for s in (self._labels, self._scores, self._replace)}
        self._ring, self._state = BusyRing(), label(tone="muted")
        self._cancel, self._export = Button(), Button(kind="primary")
        self._arrange()
        self._connect()
        self.render_texts()
        self._show_state()

    def _arrange(self) -> None:
        chips = Flow(8)
        chips.set_widgets(list(self._formats.values()))
        formats = _column(chips, self._what_is_written, spacing=8)
        on_pictures = _row(self._switched(self._labels), self._switched(self._scores), spacing=24)
        where = QHBoxLayout()
        where.setSpacing(12)
        where.addWidget(self._where, 1)
        where.addWidget(self._choose)
        folder = QVBoxLayout()
        folder.setSpacing(10)
        folder.addLayout(where)
        folder.addLayout(_row(self._switched(self._replace), spacing=0))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(20)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 96)
        contents = (_row(self._which, spacing=0), formats, on_pictures, folder)
        for row, (title, content) in enumerate(zip(self._titles, contents, strict=True)):
            title.setMinimumHeight(28 if row != 2 else 18)
            grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(content, row, 1)
        self.body.addLayout(grid)
        for widget in (self._ring, self._state):
            self.foot.addWidget(widget)
        self.foot.addStretch(1)
        for widget in (self._cancel, self._export):
            self.foot.addWidget(widget)

    def _switched(self, switch: Switch) -> QWidget:
        """A switch with its words beside it."""
        words = self._switch_words[switch]
        words.setBuddy(switch)
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(switch)
        row.addWidget(words)
        return part

    def _connect(self) -> None:
        for chip in self._formats.values():
            chip.toggled.connect(self._show_state)
        self._choose.clicked.connect(self.folder_requested)
        self._export.clicked.connect(self._on_export)
        self._cancel.clicked.connect(self._on_cancel)

    # What is chosen

    @property
    def options(self) -> Options:
        """What is written on pictures."""
        return Options(labels=self._labels.isChecked(), scores=self._scores.isChecked())

    @property
    def folder(self) -> str:
        """Where to; "" before any was chosen."""
        return self._folder

    def set_folder(self, folder: str) -> None:
        """Export into ``folder``."""
        self._folder = folder
        self._where.set_full_text(without_home(folder))
        self._show_state()

    def set_pictures(self, count: int) -> None:
        """``count`` pictures are open; where there is one alone, all of them is no choice."""
        self._count = count
        if count < 2:
            self._which.set_key("this")
        self.retranslate()

    def set_progress(self, done: int, total: int) -> None:
        """``done`` pictures are written."""
        words = self.tr("{done} of {total} pictures")
        self._state.setText(words.format(done=f"{done:,}", total=f"{total:,}"))

    def set_running(self, running: bool) -> None:
        """An export has begun, or has ended."""
        self._running = running
        self._state.setText(self.tr("Exporting…") if running else "")
        self._show_state()

    # Words and state

    def retranslate(self) -> None:
        super().retranslate()
        self.set_title(self.tr("Export"))
        titles = (self.tr("Pictures"), self.tr("Formats"), self.tr("Content"), self.tr("Folder"))
        for title, words in zip(self._titles, titles, strict=True):
            title.setText(words)
        self._name_pictures()
        for key, (name, hint) in self._format_words().items():
            self._formats[key].setText(name)
            self._formats[key].setToolTip(hint)
            self._formats[key].setAccessibleName(name)
            self._formats[key].setAccessibleDescription(hint)
            self._formats[key].updateGeometry()
        for switch, words in (
            (self._labels, self.tr("Class names")),
            (self._scores, self.tr("Scores")),
            (self._replace, self.tr("Replace files of the same name")),
        ):
            self._switch_words[switch].setText(words)
            switch.setAccessibleName(words)
        self._labels.setToolTip(self.tr("On the pictures of PNG and SVG"))
        self._scores.setToolTip(self.tr("On the pictures of PNG and SVG, and in YOLO files"))
        self._replace.setToolTip(self.tr("Without it, new files are numbered"))
        self._choose.setText(self.tr("Choose…"))
        self._export.setText(self.tr("Export"))
        self._show_state()

    def _name_pictures(self) -> None:
        self._which.set_words("this", self.tr("This picture"))
        every = self.tr("All {count} open pictures").format(count=f"{self._count:,}")
        self._which.set_words("all", every if self._count > 1 else self.tr("All open pictures"))
        alone = self.tr("There is only one picture open.")
        self._which.set_refusal("all", "" if self._count > 1 else alone)

    def _format_words(self) -> dict[str, tuple[str, str]]:
        hints = {
            "png": self.tr("The picture in its own resolution with its boxes painted on it"),
            "svg": self.tr("The picture with boxes and names as shapes that can be edited"),
            "csv": self.tr("A table for spreadsheets, a row a detection"),
            "json": self.tr("Plain JSON, as the command line prints it"),
            "coco": self.tr("MS COCO: a data set with scores, and a results list"),
            "voc": self.tr("PASCAL VOC: an annotation a picture, without scores"),
            "yolo": self.tr("YOLO: a text file a picture, and the names of the classes"),
        }
        return {key: (FILES[key][0], hint) for key, hint in hints.items()}

    def _show_state(self) -> None:
        chosen = self._chosen_formats()
        files = ", ".join(file for key in chosen for file in FILES[key][1])
        self._what_is_written.setText(files or self.tr("Choose at least one format."))
        self._what_is_written.setProperty("tone", "muted" if chosen else "danger")
        _repolish(self._what_is_written)
        self._ring.setVisible(self._running)
        self._cancel.setText(self.tr("Cancel") if self._running else self.tr("Close"))
        self._cancel.updateGeometry()
        self._export.setEnabled(bool(chosen and self._folder))
        self._export.setHidden(self._running)

    def _chosen_formats(self) -> tuple[str, ...]:
        return tuple(key for key, chip in self._formats.items() if chip.isChecked())

    def _on_export(self) -> None:
        self.export_requested.emit(
            ExportChoice(
                all_pictures=self._which.key == "all",
                formats=self._chosen_formats(),
                options=self.options,
                folder=self._folder,
                replace=self._replace.isChecked(),
            )
        )

    def _on_cancel(self) -> None:
        if self._running:
            self.cancel_requested.emit()
        else:
            self.close()


def _row(*widgets: QWidget, spacing: int) -> QHBoxLayout:
    row = QHBoxLayout()
    _fill(row, widgets, spacing)
    row.addStretch(1)
    return row


def _column(*widgets: QWidget, spacing: int) -> QVBoxLayout:
    column = QVBoxLayout()
    _fill(column, widgets, spacing)
    return column


def _fill(layout: QLayout, widgets: Iterable[QWidget], spacing: int) -> None:
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)


def _repolish(words: QLabel) -> None:
    """Let the style sheet look at its properties again."""
    words.style().unpolish(words)
    words.style().polish(words)
