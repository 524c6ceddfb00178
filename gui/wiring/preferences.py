"""The settings sheet: what it shows, and what follows from a choice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from gui import motion
from gui.commands import Words
from gui.crash import log_folder
from gui.diagnostics import display_facts, program_facts
from gui.panels.settings_sheet import SettingsSheet
from gui.wiring.file_manager import show_folder
from gui.wiring.parts import Parts
from ssd_core.sentence import say


class Preferences(QObject):
    """Opens the sheet with what is in use at that moment."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._session = parts.session
        self._settings = parts.settings
        self._themes = parts.themes
        self._sheet = SettingsSheet(parts.window)
        motion.set_reduced(self._settings.reduce_motion)
        self._connect()
        parts.commands.add(
            "settings",
            "help",
            self.open,
            words=self._words,
            shortcuts=["Ctrl+,"],
            icon="sliders",
        )

    def close(self) -> None:
        """Nothing runs here."""

    def _connect(self) -> None:
        sheet, settings = self._sheet, self._settings
        self._window.rail.settings_requested.connect(self.open)
        sheet.language_chosen.connect(settings.set_language)
        sheet.theme_chosen.connect(self._set_theme)
        sheet.text_size_chosen.connect(self._set_text_size)
        sheet.reduce_motion_chosen.connect(self._set_reduce_motion)
        # The panel of the weights offers the same: one place decides what follows.
        sheet.device_chosen.connect(self._window.inspect.inspector.weights.device_chosen)
        sheet.restore_chosen.connect(settings.set_restores)
        sheet.clear_recent_requested.connect(self._clear_recent)
        sheet.log_folder_requested.connect(self._open_log_folder)
        self._session.weights_changed.connect(self._show_devices)

    def open(self) -> None:
        sheet, settings = self._sheet, self._settings
        sheet.set_language(settings.language)
        sheet.set_theme(self._themes.mode)
        sheet.set_text_size(settings.text_size)
        sheet.set_reduce_motion(settings.reduce_motion)
        sheet.set_restore(settings.restores)
        sheet.set_recent(len(settings.recent_files))
        self._show_devices()
        sheet.set_facts(self._facts())
        sheet.open()

    def _show_devices(self) -> None:
        weights = self._session.weights
        if weights is not None:
            devices = (("auto", say("Automatic")), *weights.devices)
            self._sheet.set_devices(devices, self._session.device)

    def _facts(self) -> dict[str, str]:
        weights, looked = self._session.weights, self._session.looked_at
        facts = program_facts()
        if weights is not None:
            facts["weights"] = weights.path.name
            facts["device"] = f"{weights.device_name} · {weights.precision}"
        if looked is not None:
            times = looked.timings
            facts["last look"] = (
                f"preprocess {times.preprocess:.1f} · forward {times.network:.1f} · "
                f"decode {times.decode:.1f} · NMS {self._session.select_seconds * 1e3:.1f} ms"
            )
        return facts | display_facts(self._window.screen()) | {"log": str(log_folder())}

    def _set_theme(self, mode: str) -> None:
        self._themes.set_mode(mode)
        self._settings.set_theme(mode)

    def _set_text_size(self, size: float) -> None:
        self._themes.set_text_size(size)
        self._settings.set_text_size(size)

    def _set_reduce_motion(self, reduce: bool) -> None:
        motion.set_reduced(reduce)
        self._settings.set_reduce_motion(reduce)

    def _clear_recent(self) -> None:
        self._settings.forget_files()
        self._sheet.set_recent(0)

    def _open_log_folder(self) -> None:
        folder: Path = log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        page = self._window.page(self._window.workspace)
        show_folder(folder, getattr(page, "toast", self._window.inspect.toast))

    def _words(self) -> Words:
        return Words(
            self.tr("Settings"),
            self.tr("Language, theme, text size, device, diagnostics"),
            (self.tr("preferences"), self.tr("options")),
        )
