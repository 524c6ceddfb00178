"""The weights in use: their name, preset and classes, the device they run on, and how fast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from gui import fonts, icons, theme
from gui.controls.busy import BusyRing
from gui.controls.buttons import LinkButton, MenuLink
from gui.controls.labels import ElidedLabel, label
from gui.controls.section import Section
from gui.panels.error_card import ErrorCard
from gui.sentences import translated


class WeightsPanel(Section):
    """Shows the weights in use, and beside them why others were refused."""

    change_requested = Signal()
    device_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._name, self._preset = "", ""
        self._num_classes: int | None = None
        self._device, self._precision = "", ""
        self._milliseconds: float | None = None
        self._note = ""
        self._loading = False
        self._devices: dict[str, str] = {}
        self._change = LinkButton()
        self._change.clicked.connect(self.change_requested)
        self.header.addWidget(self._change)
        self._make_labels()
        self._menu = QMenu(self)
        self._choices = QActionGroup(self)
        self._choices.triggered.connect(self._on_device)
        self._card = ErrorCard()
        self._card.closed.connect(self.clear_error)
        self._card.hide()
        self._lay_out()
        self.render_texts()

    def _make_labels(self) -> None:
        self._name_label = ElidedLabel(fonts.BODY, fonts.SEMIBOLD)
        self._name_label.setMinimumHeight(24)
        self._badge = label(fonts.SMALL, fonts.SEMIBOLD)
        self._badge.setObjectName("badge")
        self._still = label(fonts.SMALL, tone="success")
        self._classes_label = label(fonts.SMALL, tone="muted")
        self._device_button = MenuLink()
        self._speed_label = label(fonts.SMALL, tone="muted")
        for rich in (self._classes_label, self._speed_label):
            rich.setTextFormat(Qt.TextFormat.RichText)
        self._check, self._still_check = label(), label()
        self._ring = BusyRing()
        self._note_label = label(fonts.SMALL, fonts.MEDIUM)

    def _lay_out(self) -> None:
        self.body.addLayout(
            _row(self._name_label, None, self._badge, self._still_check, self._still)
        )
        self.body.addLayout(
            _row(self._classes_label, None, self._device_button, None, self._speed_label)
        )
        self._note_row = QWidget()
        row = _row(self._check, self._ring, self._note_label, None)
        self._note_row.setLayout(row)
        self.body.addWidget(self._note_row)
        self.body.addWidget(self._card)

    def set_weights(self, *, name: str, preset: str, num_classes: int) -> None:
        """``preset``: a badge such as "SSD300 · VOC"; ``num_classes`` leaves the background out."""
        self._name, self._preset, self._num_classes = name, preset, num_classes
        self.retranslate()

    def set_device(self, device: str, precision: str) -> None:
        """The device in use and its number format, e.g. "CUDA" and "fp16"."""
        self._device, self._precision = device, precision
        self.retranslate()

    def set_devices(self, choices: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Offer (key, name) of every device there is; ``chosen`` is the key in use."""
        self._devices = dict(choices)
        self._menu.clear()
        for key, name in choices:
            action = QAction(translated(name), self._menu)
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(key == chosen)
            self._choices.addAction(action)
            self._menu.addAction(action)
        self._device_button.set_menu(self._menu if len(choices) > 1 else None)

    def set_time(self, milliseconds: float | None) -> None:
        """How long one picture takes; None if none was looked at yet."""
        self._milliseconds = milliseconds
        self._retranslate_facts()

    def set_ready(self, sentence: str) -> None:
        """Say below in green that all is well; "" says nothing."""
        self._set_note(sentence, loading=False)

    def set_loading(self, sentence: str) -> None:
        """Say below, with a turning ring, what is being loaded."""
        self._set_note(sentence, loading=True)

    def show_error(self, title: str, sentences: Sequence[str], details: Mapping[str, str]) -> None:
        """Say why weights were not loaded; the ones in use are marked as such."""
        self._card.set_error(title, sentences, details)
        self._card.show()
        self.retranslate()

    def clear_error(self) -> None:
        """Take the error away."""
        self._card.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.set_title(self.tr("Weights"))
        for action in self._menu.actions():
            action.setText(translated(self._devices[action.data()]))
        self._change.setText(self.tr("Change…"))
        self._change.setToolTip(self.tr("Load another weights file"))
        self._name_label.set_full_text(self._name or self.tr("No weights yet"))
        self._badge.setText(self._preset)
        self._still.setText(self.tr("still in use"))
        failed = not self._card.isHidden() and bool(self._name)
        self._badge.setVisible(bool(self._preset) and not failed)
        self._still.setVisible(failed)
        self._still_check.setVisible(failed)
        self._retranslate_facts()
        self._render_note()

    def restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        check = icons.pixmap("check", theme.current().success, icons.INLINE, ratio)
        self._check.setPixmap(check)
        self._still_check.setPixmap(check)

    def _retranslate_facts(self) -> None:
        if self._num_classes is None:
            self._classes_label.clear()
        else:
            words = self.tr("{count} classes").format(count=f"<b>{self._num_classes}</b>")
            self._classes_label.setText(words)
        precision = f" · {self._precision}" if self._precision else ""
        self._device_button.set_words(precision, strong=self._device)
        self._device_button.setVisible(bool(self._device))
        self._device_button.setToolTip(
            self.tr("The network runs on {name}").format(name=f"{self._device}{precision}")
        )
        self._device_button.setAccessibleName(self.tr("Device: {name}").format(name=self._device))
        figure = _figure(self._milliseconds)
        self._speed_label.setText(self.tr("{figure} ms per image").format(figure=figure))

    def _set_note(self, sentence: str, *, loading: bool) -> None:
        self._note, self._loading = sentence, loading
        self._render_note()

    def _render_note(self) -> None:
        self._note_label.setText(translated(self._note))
        self._note_label.setProperty("tone", "muted" if self._loading else "success")
        self._note_label.style().polish(self._note_label)
        self._check.setVisible(not self._loading)
        self._ring.setVisible(self._loading)
        self._note_row.setVisible(bool(self._note))

    def _on_device(self, action: QAction) -> None:
        self.device_chosen.emit(action.data())


def _figure(milliseconds: float | None) -> str:
    """As rich text; past 100 ms a tenth says nothing."""
    if milliseconds is None:
        return "–"
    return f"<b>{milliseconds:.{1 if milliseconds < 100 else 0}f}</b>"


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None stands for a stretch."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
