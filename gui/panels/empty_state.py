"""The empty state: what stands in the canvas's place until there is a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gui import fonts, theme
from gui.controls.buttons import Button, LinkButton
from gui.controls.labels import label
from gui.controls.live import LiveWidget
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.panels.illustration import Illustration
from gui.panels.thumbnails import ThumbnailRows

_MARGIN = 32
_RADIUS = 14
_HERO_HEIGHT, _HERO_PADDING = 36, 16
_DASHES = (8, 7)
_ILLUSTRATED_FROM = 340
"""Lower than this, the drop area shows its words and buttons alone."""
_RECENT_SHOWN = 5

Sample = tuple[str, QImage | None, str]
"""(name, thumbnail if it is there already, path)."""


class EmptyState(LiveWidget):
    """A drop area, and the bundled samples and recent files below it.

    Dropping itself is the window's business; this says that it can be done.
    """

    open_requested = Signal()
    try_sample_requested = Signal()
    sample_requested = Signal(str)
    """Path of the sample that was picked."""
    recent_requested = Signal(str)
    """Path of the recent file that was picked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths: list[str] = []
        self._drop_area = _DropArea()
        self._drop_area.open_button.clicked.connect(self.open_requested)
        self._drop_area.sample_button.clicked.connect(self.try_sample_requested)
        self._samples = ThumbnailRows()
        self._samples.picked.connect(self._on_sample)
        self._samples_title = label(fonts.SMALL, fonts.SEMIBOLD)
        self._samples_note = label(fonts.SMALL, tone="muted")
        self._samples_head = _row(self._samples_title, self._samples_note)
        self._recent_title = label(fonts.SMALL, fonts.SEMIBOLD)
        self._recent_links = QButtonGroup(self)
        self._recent_links.buttonClicked.connect(self._on_recent)
        self._recent = _row(self._recent_title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(8)
        layout.addWidget(self._drop_area, 1)
        layout.addSpacing(12)
        for widget in (self._samples_head, self._samples, self._recent):
            layout.addWidget(widget)
        self.set_samples([])
        self.set_recent([])
        self.render_texts()

    def set_samples(self, samples: Sequence[Sample]) -> None:
        """Show these samples; thumbnails may follow by ``set_thumbnail``."""
        self._paths = [path for _, _, path in samples]
        self._samples.set_pictures([(name, picture) for name, picture, _ in samples])
        self._samples.setVisible(bool(samples))
        self._samples_head.setVisible(bool(samples))
        self._drop_area.sample_button.setVisible(bool(samples))
        self.retranslate()

    def set_thumbnail(self, index: int, picture: QImage) -> None:
        """Deliver the thumbnail of sample ``index``."""
        self._samples.set_thumbnail(index, picture)

    def set_recent(self, paths: Sequence[str]) -> None:
        """Offer recent files, newest first; the row goes away if there are none."""
        for old in self._recent_links.buttons():
            self._recent_links.removeButton(old)
            old.hide()
            old.deleteLater()
        row = self._recent.layout()
        for place, path in enumerate(paths[:_RECENT_SHOWN], 1):
            link = LinkButton()
            link.setText(Path(path).name)
            link.setToolTip(path)
            self._recent_links.addButton(link)
            row.insertWidget(place, link)
        self._recent.setVisible(bool(paths))

    def retranslate(self) -> None:
        self._drop_area.set_words(
            title=self.tr("Drop a picture"),
            note=self.tr("Detection runs here, on this computer. You can also paste with Ctrl+V."),
            open_=self.tr("Open…"),
            sample=self.tr("Try a sample"),
        )
        self._samples_title.setText(self.tr("Samples"))
        self._samples_note.setText(
            self.tr("{count} generated scenes, bundled").format(count=len(self._paths))
        )
        self._recent_title.setText(self.tr("Recent"))

    def _on_sample(self, index: int) -> None:
        self.sample_requested.emit(self._paths[index])

    def _on_recent(self, link: QAbstractButton) -> None:
        self.recent_requested.emit(link.toolTip())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("canvas"))
        painter.end()


class _DropArea(QWidget):
    """The dashed frame with the drawing, the words and the buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.open_button = Button("open", "primary")
        self.sample_button = Button("image", "")
        self._illustration = Illustration()
        self._title = label(fonts.HERO, fonts.SEMIBOLD)
        self._note = label(fonts.BODY, tone="muted")
        for text in (self._title, self._note):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch()
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.sample_button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(0)
        layout.addStretch(4)
        layout.addWidget(self._illustration, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(32)
        layout.addWidget(self._title)
        layout.addSpacing(8)
        layout.addWidget(self._note)
        layout.addSpacing(24)
        layout.addLayout(buttons)
        layout.addStretch(5)

    def set_words(self, *, title: str, note: str, open_: str, sample: str) -> None:
        self._title.setText(title)
        self._note.setText(note)
        for button, words in ((self.open_button, open_), (self.sample_button, sample)):
            button.setText(words)
            button.setMinimumSize(button.sizeHint().width() + _HERO_PADDING, _HERO_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        # Without the drawing, which is the first to give way.
        return QSize(360, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._illustration.setVisible(self.height() >= _ILLUSTRATED_FROM)

    def paintEvent(self, event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        fill = active.color("surface")
        fill.setAlphaF(0.5)
        fill_rounded(painter, frame, _RADIUS, fill)
        stroke_rounded(painter, frame, _RADIUS, active.color("faint"), width=1.5, dashes=_DASHES)
        painter.end()


def _row(*labels: QLabel) -> QWidget:
    """Labels side by side at the left."""
    result = QWidget()
    layout = QHBoxLayout(result)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for text in labels:
        layout.addWidget(text)
    layout.addStretch()
    return result
