"""The empty state: what stands in the canvas's place until there is a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui import fonts, theme
from gui.controls.buttons import LinkButton
from gui.controls.flow import Flow
from gui.controls.labels import ElidedLabel, label
from gui.controls.live import LiveWidget
from gui.controls.scrolling import OverlayScrollBar
from gui.panels.drop_area import DropArea
from gui.panels.thumbnails import ThumbnailRows

_MARGIN = 32
_RECENT_SHOWN = 5
_RECENT_WIDEST = 180
_LINE = 18
"""Height of a link, and so of the words beside it."""

Sample = tuple[str, QImage | None, str]
"""(name, thumbnail if it is there already, path)."""


class EmptyState(LiveWidget):
    """A drop area, and the bundled samples and recent files below it.

    Dropping itself is the window's business; this says that it can be done.
    """

    open_requested = Signal()
    camera_requested = Signal()
    try_sample_requested = Signal()
    sample_requested = Signal(str)
    """Path of the sample that was picked."""
    recent_requested = Signal(str)
    """Path of the recent file that was picked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths: list[str] = []
        self._drop_area = DropArea()
        self._drop_area.open_button.clicked.connect(self.open_requested)
        self._drop_area.camera_button.clicked.connect(self.camera_requested)
        self._drop_area.sample_button.clicked.connect(self.try_sample_requested)
        self._samples = ThumbnailRows()
        self._samples.picked.connect(self._on_sample)
        self._samples_title = label(fonts.SMALL, fonts.SEMIBOLD)
        self._samples_note = ElidedLabel(fonts.SMALL)
        self._samples_note.setProperty("tone", "muted")
        self._samples_head = QWidget()
        self._recent_title = label(fonts.SMALL, fonts.SEMIBOLD)
        fonts.fix(self._recent_title, height=_LINE)
        self._recent_links = QButtonGroup(self)
        self._recent_links.buttonClicked.connect(self._on_recent)
        self._recent = Flow(8)
        self._content = QWidget()
        self._scroll = QScrollArea()
        self._lay_out()
        self.set_samples([])
        self.set_recent([])
        self.render_texts()

    def _lay_out(self) -> None:
        head = QHBoxLayout(self._samples_head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(self._samples_title)
        head.addWidget(self._samples_note)
        head.addStretch()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(8)
        column.addWidget(self._drop_area, 1)
        column.addSpacing(12)
        for widget in (self._samples_head, self._samples, self._recent):
            column.addWidget(widget)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        for see_through in (self._scroll.viewport(), self._content):
            see_through.setAutoFillBackground(False)
        self._content.installEventFilter(self)
        OverlayScrollBar(self._scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def set_samples(self, samples: Sequence[Sample]) -> None:
        """Show these samples; thumbnails may follow by ``set_thumbnail``."""
        self._paths = [path for _, _, path in samples]
        self._samples.set_pictures([(name, picture) for name, picture, _ in samples])
        self._samples.setVisible(bool(samples))
        self._samples_head.setVisible(bool(samples))
        self._drop_area.set_sample_offered(bool(samples))
        self.retranslate()

    def set_thumbnail(self, index: int, picture: QImage) -> None:
        """Deliver the thumbnail of sample ``index``."""
        self._samples.set_thumbnail(index, picture)

    def set_recent(self, paths: Sequence[str]) -> None:
        """Offer recent files, newest first; the row goes away if there are none."""
        former = self._recent_links.buttons()
        links: list[QAbstractButton] = []
        for path in paths[:_RECENT_SHOWN]:
            link = LinkButton()
            link.setToolTip(path)
            self._recent_links.addButton(link)
            links.append(link)
        self._name(links)
        self._recent.set_widgets([self._recent_title, *links])
        self._recent.setVisible(bool(paths))
        for old in former:
            self._recent_links.removeButton(old)
            old.deleteLater()

    def _name(self, links: Sequence[QAbstractButton]) -> None:
        for link in links:
            name, widest = Path(link.toolTip()).name, fonts.scaled(_RECENT_WIDEST)
            elide = Qt.TextElideMode.ElideMiddle
            link.setText(link.fontMetrics().elidedText(name, elide, widest))

    def retranslate(self) -> None:
        self._drop_area.set_words(
            title=self.tr("Drop a picture, folder or video"),
            note=self.tr("Detection runs here, on this computer. You can also paste with Ctrl+V."),
            open_=self.tr("Open…"),
            camera=self.tr("Webcam"),
            sample=self.tr("Try a sample"),
        )
        self._samples_title.setText(self.tr("Samples"))
        self._samples_note.set_full_text(
            self.tr("{count} generated scenes, bundled").format(count=len(self._paths))
        )
        self._recent_title.setText(self.tr("Recent"))

    def _on_sample(self, index: int) -> None:
        self.sample_requested.emit(self._paths[index])

    def _on_recent(self, link: QAbstractButton) -> None:
        self.recent_requested.emit(link.toolTip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # of the content
            self._fit()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # letters may be of another size now
            self._drop_area.grow_buttons()
            self._name(self._recent_links.buttons())
            self._recent.arrange()

    def _fit(self) -> None:
        """Show the drawing where there is room for it."""
        needed = self._content.heightForWidth(self.width())
        if self._drop_area.is_drawing_shown:
            needed -= self._drop_area.drawing_height
        room = self.height() - needed
        self._drop_area.set_drawing_shown(room >= self._drop_area.drawing_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("canvas"))
        painter.end()
