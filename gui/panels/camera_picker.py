"""The camera picker: which camera, how large, how fast, mirrored or not, and start."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui import fonts, icons, theme
from gui.controls.buttons import Button, IconButton
from gui.controls.choice import Choice
from gui.controls.choice_menu import ChoiceMenu
from gui.controls.labels import label
from gui.controls.popover import Popover
from gui.controls.scrolling import OverlayScrollBar
from gui.controls.switch import Switch
from gui.panels.camera_row import HEIGHT as ROW
from gui.panels.camera_row import CameraRow
from ssd_core.frames.source import CameraInfo

WIDTH = 384
RESOLUTIONS = ((640, 480), (1280, 720), (1920, 1080))
FRAME_RATES = ("15", "30", "60")
_USUAL = ((1280, 720), "30")
_MARGIN = 16
_ROWS = 4
"""Cameras in sight; more of them scroll."""


class CameraPicker(Popover):
    """``start_requested`` tells index, width, height, frames a second and mirror."""

    start_requested = Signal(int, int, int, int, bool)
    refresh_requested = Signal()

    def __init__(self) -> None:
        # The content, not the card's edge, stands in line with the button.
        super().__init__(WIDTH, indent=_MARGIN)
        self._rows: list[CameraRow] = []
        self._make_controls()
        self._settings = self._laid_out_settings()
        self._empty = self._laid_out_advice()
        self._lay_out()
        self.set_cameras(())
        self.render_texts()

    def _make_controls(self) -> None:
        self._heading = label(fonts.SMALL, fonts.SEMIBOLD)
        self._found = label(fonts.SMALL, tone="muted")
        self._refresh = IconButton("refresh", size=icons.INLINE, side=24, token="muted")
        self._resolution = Choice([_words(size) for size in RESOLUTIONS])
        self._resolution.set_key(_words(_USUAL[0]))
        self._rate = ChoiceMenu(FRAME_RATES)
        self._rate.set_key(_USUAL[1])
        fonts.fix(self._rate, width=104)
        self._mirror = Switch()
        self._mirror.setChecked(True)
        self._names = [label(fonts.BODY, tone="muted") for _ in range(3)]
        self._shield, self._privacy = label(), label(fonts.SMALL, tone="muted")
        self._nothing, self._advice = label(fonts.BODY, fonts.SEMIBOLD), label(tone="muted")
        self._advice.setWordWrap(True)
        self._start, self._again = Button("camera", "primary"), Button("refresh", "primary")
        self._cancel = Button(kind="flat")
        self._refresh.clicked.connect(self.refresh_requested)
        self._again.clicked.connect(self.refresh_requested)
        self._start.clicked.connect(self._on_start)
        self._cancel.clicked.connect(self.dismiss)

    def _lay_out(self) -> None:
        head = _row(self._heading, None, self._found, self._refresh)
        head.setContentsMargins(_MARGIN, 10, _MARGIN - 5, 3)
        head.setSpacing(3)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(8, 0, 8, 0)
        self._column.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._list)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self._list.setAutoFillBackground(False)
        OverlayScrollBar(self._scroll)
        feet = _row(self._start, self._again, self._cancel, None)
        feet.setSpacing(8)
        self.body.setContentsMargins(0, 0, 0, 15)
        self.body.addLayout(head)
        self.body.addWidget(self._scroll)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._settings)
        self.body.addSpacing(12)
        self.body.addLayout(feet)

    def _laid_out_settings(self) -> QWidget:
        result = QWidget()
        column = QVBoxLayout(result)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(4)
        for name, control in zip(
            self._names, (self._resolution, self._rate, self._mirror), strict=True
        ):
            line = QWidget()
            fonts.fix(line, height=28)
            line.setLayout(_row(name, None, control))
            column.addWidget(line)
        privacy = _row(self._shield, self._privacy, None)
        privacy.setContentsMargins(_MARGIN, 4, _MARGIN, 0)
        privacy.setSpacing(6)
        privacy.setAlignment(self._shield, Qt.AlignmentFlag.AlignTop)
        column.addLayout(privacy)
        return result

    def _laid_out_advice(self) -> QWidget:
        result = QWidget()
        column = QVBoxLayout(result)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 0)
        column.setSpacing(4)
        column.addWidget(self._nothing)
        column.addWidget(self._advice)
        return result

    def set_cameras(self, cameras: Sequence[CameraInfo]) -> None:
        """List ``cameras``. The chosen one stays chosen if it is still there."""
        chosen, focused = self._chosen(), self.focusWidget()
        old = self._rows
        for row in old:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [CameraRow(camera, self._second_line(camera)) for camera in cameras]
        for row in self._rows:
            row.toggled.connect(self._show_resolutions)
            self._column.addWidget(row)
            row.show()
        indices = [camera.index for camera in cameras]
        if self._rows:
            kept = indices.index(chosen.index) if chosen and chosen.index in indices else 0
            self._rows[kept].setChecked(True)
        fonts.fix(self._scroll, height=ROW * min(len(cameras), _ROWS))
        for widget in (self._scroll, self._settings, self._start):
            widget.setVisible(bool(cameras))
        for widget in (self._empty, self._again):
            widget.setVisible(not cameras)
        self._found.setText(self.tr("%n found", "", len(cameras)))
        self._order_focus()
        if self.isVisible() and (focused in old or focused is None or not focused.isVisible()):
            self.take_focus()
        self.fit()

    def _order_focus(self) -> None:
        """The list is made anew, and Tab goes through it before the settings."""
        previous: QWidget = self._refresh
        for row in self._rows:
            QWidget.setTabOrder(previous, row)
            previous = row

    def take_focus(self) -> None:
        chosen = next((row for row in self._rows if row.isChecked()), self._again)
        chosen.setFocus(Qt.FocusReason.PopupFocusReason)

    def _chosen(self) -> CameraInfo | None:
        return next((row.camera for row in self._rows if row.isChecked()), None)

    def _second_line(self, camera: CameraInfo) -> str:
        largest = ""
        if camera.resolutions:
            width, height = max(camera.resolutions)
            largest = self.tr("up to {width} × {height}").format(width=width, height=height)
        return " · ".join(words for words in (camera.path, largest) if words)

    def _show_resolutions(self) -> None:
        """Disable what the chosen camera cannot deliver, and leave it if it was chosen."""
        camera = self._chosen()
        if camera is None:
            return
        able = [s for s in RESOLUTIONS if not camera.resolutions or s in camera.resolutions]
        for size in RESOLUTIONS:
            sentence = self.tr("{camera} does not deliver {resolution}.")
            refusal = sentence.format(camera=camera.name, resolution=_words(size))
            self._resolution.set_refusal(_words(size), "" if size in able else refusal)
        keys = [_words(size) for size in able]
        if keys and self._resolution.key not in keys:
            self._resolution.set_key(keys[-1])

    def _size(self, camera: CameraInfo) -> tuple[int, int]:
        size = next(s for s in RESOLUTIONS if _words(s) == self._resolution.key)
        return (
            size
            if not camera.resolutions or size in camera.resolutions
            else max(camera.resolutions)
        )

    def _on_start(self) -> None:
        camera = self._chosen()
        if camera is None:
            return
        rate, mirror = int(self._rate.key), self._mirror.isChecked()
        self.dismiss()
        self.start_requested.emit(camera.index, *self._size(camera), rate, mirror)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        primary = self._start if self._rows else self._again
        (focused if isinstance(focused, QPushButton) else primary).click()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Cameras"))
        self._refresh.set_words(self.tr("Look for cameras again"))
        names = (self.tr("Resolution"), self.tr("Frame rate"), self.tr("Mirror picture"))
        for name, words in zip(self._names, names, strict=True):
            name.setText(words)
        self._resolution.setAccessibleName(names[0])
        fps = {rate: self.tr("{count} fps").format(count=rate) for rate in FRAME_RATES}
        self._rate.set_words(fps, names[1])
        self._mirror.setAccessibleName(names[2])
        self._privacy.setText(
            self.tr(
                "Frames stay in memory on this computer.\nNothing is recorded until you export."
            )
        )
        self._nothing.setText(self.tr("No camera found"))
        self._advice.setText(
            self.tr(
                "Connect a camera, close other programs that use it, allow this program to use "
                "it in the system's settings, and search again."
            )
        )
        self._start.setText(self.tr("Start camera"))
        self._again.setText(self.tr("Search again"))
        self._cancel.setText(self.tr("Cancel"))
        self.set_cameras([row.camera for row in self._rows])

    def restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        shield = icons.pixmap("shield", theme.current().success, icons.BUTTON, ratio)
        self._shield.setPixmap(shield)


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """``parts`` side by side between the margins; None is the space that stretches."""
    result = QHBoxLayout()
    result.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
    for part in parts:
        if part is None:
            result.addStretch(1)
        else:
            result.addWidget(part)
    return result


def _words(size: tuple[int, int]) -> str:
    return f"{size[0]}×{size[1]}"
