"""The settings: what a person chose applies at once and is remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from gui import fonts
from gui.controls.buttons import Button
from gui.controls.choice import Choice
from gui.controls.choice_menu import ChoiceMenu
from gui.controls.details import Details
from gui.controls.form import Form, note
from gui.controls.labels import label
from gui.controls.sheet import Sheet
from gui.controls.switch import Switch
from gui.panels.privacy_card import PrivacyCard
from gui.sentences import translated

WIDTH = 960
_SIDE_BY_SIDE = 800
"""In a narrower card the two columns stand one above the other."""
_SIZES = {f"{percent} %": percent / 100 for percent in (100, 125, 150, 175, 200)}


class SettingsSheet(Sheet):
    """Each signal tells one choice; the setters show what is in use without telling anybody."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    text_size_chosen = Signal(float)
    reduce_motion_chosen = Signal(bool)
    device_chosen = Signal(str)
    restore_chosen = Signal(bool)
    clear_recent_requested = Signal()
    log_folder_requested = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, WIDTH)
        self._language = Choice(("system", "en", "ko"))
        self._theme = Choice(("system", "light", "dark"))
        self._text_size = Choice(tuple(_SIZES))
        self._motion, self._restore = Switch(), Switch()
        self._device: ChoiceMenu | None = None
        self._devices: tuple[tuple[str, str], ...] = ()
        self._recent, self._count = label(), 0
        self._clear, self._log = Button(), Button("open", "flat")
        self._privacy, self._facts = PrivacyCard(), Details()
        self._applies = label(fonts.SMALL, tone="muted")
        self._motion_note, self._restore_note = note(), note()
        self._connect()
        self._lay_out()
        self.set_devices((), "")
        self.set_recent(0)
        self.render_texts()

    def _connect(self) -> None:
        self._language.chosen.connect(self.language_chosen)
        self._theme.chosen.connect(self.theme_chosen)
        self._text_size.chosen.connect(self._on_text_size)
        self._motion.clicked.connect(self.reduce_motion_chosen)
        self._restore.clicked.connect(self.restore_chosen)
        self._clear.clicked.connect(self.clear_recent_requested)
        self._log.clicked.connect(self.log_folder_requested)

    def _lay_out(self) -> None:
        self.head.addWidget(self._applies)
        self.head.addStretch(1)
        self._look, self._start = Form(), Form()
        self._own_files, self._diagnostics = Form(), Form()
        self._look.add_row("language", self._language)
        self._look.add_row("theme", self._theme)
        self._look.add_row("text", self._text_size)
        self._look.add_row("motion", self._motion, self._motion_note)
        self._start.add_row("device")
        self._start.add_row("restore", self._restore, self._restore_note)
        self._own_files.add_wide(self._privacy)
        self._own_files.add_row("recent", self._recent, None, self._clear)
        self._diagnostics.add_wide(self._facts)
        self._diagnostics.add_wide(self._log)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(24)
        for forms in ((self._look, self._start), (self._own_files, self._diagnostics)):
            column = QBoxLayout(QBoxLayout.Direction.TopToBottom)
            column.setSpacing(20)
            for form in forms:
                column.addWidget(form)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        self.body.setContentsMargins(24, 16, 24, 20)
        self.body.addLayout(self._columns)

    def place(self) -> None:
        wide = min(fonts.scaled(WIDTH), self._window.width() - 48) >= _SIDE_BY_SIDE * fonts.scale()
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        super().place()

    # What is in use

    def set_language(self, key: str) -> None:
        """ "system", "en" or "ko"."""
        self._language.set_key(key)

    def set_theme(self, key: str) -> None:
        """ "system", "light" or "dark"."""
        self._theme.set_key(key)

    def set_text_size(self, size: float) -> None:
        """1.0 to 2.0, one of the sizes that can be chosen."""
        self._text_size.set_key(f"{round(size * 100)} %")

    def set_reduce_motion(self, reduce: bool) -> None:
        self._motion.setChecked(reduce)

    def set_restore(self, restore: bool) -> None:
        self._restore.setChecked(restore)

    def set_devices(self, devices: Sequence[tuple[str, str]], chosen: str) -> None:
        """(key, name) of each device, and the key of the one in use; none until they are known."""
        self._start.set_shown("device", bool(devices))
        if not devices:
            return
        if tuple(devices) != self._devices:
            self._devices = tuple(devices)
            self._device = ChoiceMenu(tuple(key for key, _ in devices))
            self._device.chosen.connect(self.device_chosen)
            self._start.put("device", self._device)
        assert self._device is not None
        self._name_devices()
        if chosen in dict(devices):
            self._device.set_key(chosen)

    def _name_devices(self) -> None:
        if self._device is not None:
            names = {key: translated(name) for key, name in self._devices}
            self._device.set_words(names, self.tr("Device"))

    def set_recent(self, count: int) -> None:
        """How many files are remembered."""
        self._count = count
        self._clear.setEnabled(count > 0)
        self._name_recent()

    def _name_recent(self) -> None:
        count = self._count
        self._recent.setText(self.tr("%n file(s)", "", count) if count else self.tr("none"))

    def set_facts(self, rows: Mapping[str, str]) -> None:
        """Name → value of what helps to find what is wrong."""
        self._facts.set_rows("SSD Viewer", rows)

    def _on_text_size(self, key: str) -> None:
        self.text_size_chosen.emit(_SIZES[key])

    def retranslate(self) -> None:
        super().retranslate()
        self.set_title(self.tr("Settings"))
        self._applies.setText(self.tr("changes apply at once"))
        self._look.set_title(self.tr("Language and look"))
        self._start.set_title(self.tr("Device and start"))
        self._own_files.set_title(self.tr("Privacy"))
        self._diagnostics.set_title(self.tr("Diagnostics"))
        self._look.set_names(
            language=self.tr("Language"),
            theme=self.tr("Theme"),
            text=self.tr("Text size"),
            motion=self.tr("Reduce motion"),
        )
        self._start.set_names(device=self.tr("Device"), restore=self.tr("Last session"))
        self._own_files.set_names(recent=self.tr("Recent files"))
        system = self.tr("System")
        # A language is called what its speakers call it.
        for key, words in (("system", system), ("en", "English"), ("ko", "한국어")):
            self._language.set_words(key, words)
        for key, words in (
            ("system", system), ("light", self.tr("Light")), ("dark", self.tr("Dark")),
        ):  # fmt: skip
            self._theme.set_words(key, words)
        self._motion.setAccessibleName(self.tr("Reduce motion"))
        self._motion_note.setText(self.tr("nothing moves by itself"))
        self._restore.setAccessibleName(self.tr("Open the last session at start"))
        self._restore_note.setText(self.tr("opens at start: files, weights and thresholds"))
        self._clear.setText(self.tr("Clear"))
        self._clear.setAccessibleName(self.tr("Clear the recent files"))
        self._log.setText(self.tr("Open log folder"))
        self._name_devices()
        self._name_recent()
