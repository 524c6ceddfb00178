"""The five stations side by side, and the red thread that runs through them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.controls.labels import label
from gui.controls.scrolling import OverlayScrollBar
from gui.lessons.frame.words import Words
from gui.lessons.funnel.band import Band
from gui.lessons.funnel.cards import cards
from gui.lessons.funnel.charts import charts
from gui.lessons.funnel.miniature import Miniature
from gui.lessons.funnel.plot import EMPTY, StationPlot
from gui.lessons.funnel.pointing import of_bar
from gui.lessons.funnel.thread_card import Card, ThreadCard
from gui.lessons.funnel.thread_line import ThreadLine
from gui.lessons.funnel.walked import STATIONS, Walked
from gui.lessons.parts.slider import SliderRow
from ssd_core.types import Thresholds

GAP = 10
_MARGIN = 16
_NARROWEST = 138
_KEYS = ("temperature", "confidence", "top_k", "overlap")


class Board(QScrollArea):
    """``set_by_hand`` tells a control's key and number; ``picked`` whom to follow; ``pointed`` the
    station under the pointer, -1 for none; ``pinned`` the one that was clicked."""

    set_by_hand = Signal(str, float)
    picked = Signal(int, int)
    pointed = Signal(int)
    pinned = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._walked: Walked | None = None
        self._hidden = frozenset[int]()
        self._reached = len(STATIONS) - 1
        columns = range(len(STATIONS))
        self._names = [label(fonts.BODY, fonts.SEMIBOLD) for _ in columns]
        self._counts = [label(fonts.TITLE, fonts.SEMIBOLD) for _ in columns]
        self.band = Band(GAP, words)
        self.pictures = [Miniature(column) for column in columns]
        self.plots = [StationPlot() for _ in columns]
        self.settings = _settings()
        self._first = label(fonts.SMALL, tone="muted")
        self._first.setWordWrap(True)
        self.cards = [ThreadCard() for _ in columns]
        self._body = _Body()
        self._body.laid_out.connect(self._keep_in_sight)
        self._lay_out()
        self.thread = ThreadLine(self._body, self.pictures, self.plots)
        self._body.overlay = self.thread
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        OverlayScrollBar(self)
        OverlayScrollBar(self, Qt.Orientation.Horizontal)
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(_MARGIN, 12, _MARGIN, 16)
        column.setSpacing(0)
        heads, pictures, plots, controls, thread = (_row() for _ in range(5))
        for index in range(len(STATIONS)):
            heads.addLayout(_head(self._names[index], self._counts[index]), 1)
            pictures.addWidget(self.pictures[index], 1)
            plots.addWidget(self.plots[index], 1)
            controls.addWidget(self._control(index), 1)
            thread.addWidget(self.cards[index], 1)
        for part, space in ((heads, 0), (None, 10), (pictures, 18), (plots, 16), (controls, 24),
                            (thread, 28)):  # fmt: skip
            column.addSpacing(space)
            if part is None:
                column.addWidget(self.band)
            else:
                column.addLayout(part)
        column.addStretch(1)

    def _control(self, index: int) -> QWidget:
        """The words of the first station, the setting of another."""
        control = self._first if index == 0 else self.settings[_KEYS[index - 1]]
        # Every column is as wide as the others, whatever its words would like.
        control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return control

    def _connect(self) -> None:
        self.band.pointed.connect(self.pointed)
        for key, setting in self.settings.items():
            setting.setProperty("key", key)
            setting.value_changed.connect(self._on_set)
        for column, (picture, plot) in enumerate(zip(self.pictures, self.plots, strict=True)):
            picture.picked.connect(self.picked)
            plot.setProperty("column", column)
            plot.pointed.connect(self._on_pointed)
            plot.bar_pointed.connect(self._on_bar)
            plot.pinned.connect(self._on_pinned)
            plot.cut_moved.connect(self._on_cut)

    # What is shown

    def set_picture(self, image: QImage | None) -> None:
        for picture in self.pictures:
            picture.set_picture(image)

    def show_settings(self, thresholds: Thresholds, temperature: float) -> None:
        """Set the controls without telling anybody."""
        self.settings["temperature"].set_value(temperature)
        for key in _KEYS[1:]:
            self.settings[key].set_value(getattr(thresholds, key))

    def show_walk(self, walked: Walked | None, hidden: frozenset[int] = frozenset()) -> None:
        """hidden: columns of which a question asks, so that nothing may be given away.

        Pictures and counts go first; plots and cards wait for their turns.
        """
        self._walked, self._hidden = walked, hidden
        self.band.set_hidden(hidden | frozenset(range(self._reached + 1, len(STATIONS))))
        self.band.show_walk(walked)
        for column in range(len(STATIONS)):
            closed, later = self._is_closed(column)
            count = "…" if walked is None else f"{walked.funnel.stations[column].count:,}"
            self._counts[column].setText("?" if closed else "" if later else count)
            self.pictures[column].set_hidden(closed or later)
            self.pictures[column].show_walk(walked)

    def show_plots(self) -> None:
        """What each station does to all."""
        walked = self._walked
        shown = charts(walked, self._words) if walked else (EMPTY,) * len(STATIONS)
        for column, plot in enumerate(self.plots):
            plot.show_chart(EMPTY if any(self._is_closed(column)) else shown[column])

    def show_thread(self) -> None:
        """What each station does to the thread, as a card, and its line through the plots."""
        walked = self._walked
        told = cards(walked, self._words) if walked else (Card(),) * len(STATIONS)
        for column, card in enumerate(self.cards):
            card.show_card(Card() if any(self._is_closed(column)) else told[column])
        reach = -1 if walked is None else min(walked.last_column, self._reached)
        self.thread.set_last(min([reach, *(column - 1 for column in self._hidden)]))

    def _is_closed(self, column: int) -> tuple[bool, bool]:
        """Whether a question asks for it, and whether the walk has yet to come to it."""
        return column in self._hidden, column > self._reached

    def set_current(self, column: int) -> None:
        """Outline the station that is explained."""
        for index, plot in enumerate(self.plots):
            plot.set_current(index == column)

    def set_reached(self, column: int) -> None:
        """The walk has come to this station: the thread goes no further, later cards are dimmed."""
        if column != self._reached:
            self._reached = column
            self.show_walk(self._walked, self._hidden)
            self.show_plots()
            self.show_thread()
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Where the stations do not fit side by side, the walk takes the view along."""
        place, bar = self.plots[self._reached].geometry(), self.horizontalScrollBar()
        last = place.right() + _MARGIN - self.viewport().width()
        bar.setValue(min(max(bar.value(), last), place.left() - _MARGIN))

    def retranslate(self) -> None:
        for column, station in enumerate(STATIONS):
            name = self._words(f"stations.{station}.name")
            self._names[column].setText(f"{column + 1}  {name}")
            self.plots[column].setAccessibleName(name)
            self.pictures[column].setAccessibleName(name)
            if column:
                control = self._words(f"stations.{station}.control")
                self.settings[_KEYS[column - 1]].set_words(control)

    def set_first_words(self, text: str) -> None:
        """Under the first station, where nothing can be set."""
        self._first.setText(text)

    # Signals

    def _on_set(self, value: float) -> None:
        self.set_by_hand.emit(self.sender().property("key"), value)

    def _on_pointed(self, inside: bool) -> None:
        self.pointed.emit(self.sender().property("column") if inside else -1)

    def _on_bar(self, bar: int) -> None:
        """The pictures from that station on show whom the bar counts."""
        column, walked = self.sender().property("column"), self._walked
        counted = of_bar(walked, column, bar) if walked is not None and bar >= 0 else None
        for picture in self.pictures:
            picture.show_only(counted if counted and picture.column >= column else None)

    def _on_pinned(self) -> None:
        self.pinned.emit(self.sender().property("column"))

    def _on_cut(self, share: float) -> None:
        """A cut was dragged in a chart: of scores, of places in the line, of overlaps."""
        key = _KEYS[self.sender().property("column") - 1]
        if key == "top_k":
            share = max(round(share * len(self._walked.line)), 1) if self._walked else 1
        self.set_by_hand.emit(key, round(share, 2))

    # Geometry

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Pictures are square; columns share the width, but never become too narrow for words."""
        gaps = GAP * (len(STATIONS) - 1) + 2 * _MARGIN
        least = fonts.scaled(_NARROWEST)
        width = max((self.viewport().width() - gaps) // len(STATIONS), least)
        self._body.setMinimumWidth(least * len(STATIONS) + gaps)
        for picture in self.pictures:
            picture.setFixedHeight(min(width, fonts.scaled(220)))


class _Body(QWidget):
    """The ground of the stations; ``overlay`` lies over all of them. ``laid_out`` tells that they
    have other places."""

    laid_out = Signal()
    overlay: QWidget | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.overlay is not None:
            self.overlay.setGeometry(self.rect())
            self.overlay.raise_()
        self.laid_out.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.current().color("canvas"))
        painter.end()


def _settings() -> dict[str, SliderRow]:
    usual, narrow = Thresholds(), 54
    return {
        "temperature": SliderRow(0.25, 4.0, step=0.05, default=1.0, spin_width=narrow),
        "confidence": SliderRow(
            0, 1, step=0.01, default=usual.confidence, survivors="right", spin_width=narrow
        ),
        "top_k": SliderRow(1, 200, step=1, default=10, logarithmic=True, spin_width=narrow),
        "overlap": SliderRow(0, 1, step=0.01, default=usual.overlap, spin_width=narrow),
    }


def _row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP)
    return row


def _head(name: QLabel, count: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(1, 0, 1, 0)
    row.addWidget(name)
    row.addStretch(1)
    row.addWidget(count)
    return row
