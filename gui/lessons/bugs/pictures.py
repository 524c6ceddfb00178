"""Right beside wrong: two pictures that are moved together, or one with a curtain to draw."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.canvas.split_handle import SplitHandle
from gui.lessons.bugs.layers import Layers
from gui.lessons.bugs.side import Placing, SidePainter, SideView, TagWords
from gui.lessons.bugs.view import MOST_ZOOM, View
from gui.lessons.canvas.scene_canvas import STROKES

_GAP = 16


class Pictures(QWidget):
    """``pointed`` tells the object under the pointer, or None."""

    pointed = Signal(object)
    moved = Signal()
    """The curtain, the zoom or the place is another."""

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setMinimumSize(240, 140)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.curtain, self.split, self.view = False, 0.5, View()
        self._sides: tuple[SideView, SideView] | None = None
        self._veiled = False
        self._hot: int | None = None
        self._layers = Layers()
        self._held: QPointF | None = None
        self.handle = SplitHandle(self)
        self.handle.dragged.connect(self._on_dragged)
        self.handle.stepped.connect(self._on_stepped)
        self.handle.centred.connect(self._on_centred)

    # What is shown

    def set_sides(self, right: SideView, wrong: SideView) -> None:
        """Show both sides of one picture."""
        if self._sides is None or self._sides[0].image.size() != right.image.size():
            self.invalidate()
        self._sides = (right, wrong)
        self._place_handle()
        self.update()

    def set_words(self, words: TagWords) -> None:
        self._layers.words = words
        self.invalidate()

    def set_curtain(self, curtain: bool) -> None:
        """One picture under a curtain, or two side by side."""
        self.curtain = curtain
        self._place_handle()
        self.invalidate()

    def set_split(self, split: float) -> None:
        """Where the curtain hangs, 0..1 of the picture's room."""
        self.split = min(max(split, 0.0), 1.0)
        self._place_handle()
        self.update()

    def set_view(self, view: View) -> None:
        """How large both pictures are, and which of their points is in the middle."""
        self.view = view
        self.invalidate()

    def _move_view(self, view: View) -> None:
        self.set_view(view)
        self.moved.emit()

    def set_veiled(self, veiled: bool) -> None:
        """Whether the wrong side is still to be predicted."""
        self._veiled = veiled
        self.invalidate()

    def set_hot(self, number: int | None) -> None:
        """Raise what lies on an object, on both sides."""
        if number != self._hot:
            self._hot = number
            self.update()

    def set_presenting(self, presenting: bool) -> None:
        self._layers.strokes = STROKES if presenting else 1.0
        self.invalidate()

    def invalidate(self) -> None:
        self._layers.clear()
        self.update()

    # Where things lie

    def rooms(self) -> tuple[QRectF, QRectF]:
        """Where the two pictures show, in logical pixels; the same room under a curtain."""
        whole = QRectF(self.rect())
        if self.curtain:
            return whole, whole
        width = (whole.width() - _GAP) / 2
        left = QRectF(0, 0, int(width), whole.height())
        return left, left.translated(whole.width() - int(width), 0)

    def placing(self, room: QRectF) -> Placing:
        """Where a picture lies in its room, zoomed and moved."""
        assert self._sides is not None
        return self.view.placing(self._sides[0].image.size(), room)

    def _shown(self, room: QRectF) -> QRectF:
        return self.placing(room).whole.intersected(room)

    def curtain_x(self) -> float:
        """Where the curtain's edge is, in logical pixels."""
        if not self.curtain or self._sides is None:
            return self.width() / 2
        shown = self._shown(self.rooms()[0])
        return shown.left() + self.split * shown.width()

    def _place_handle(self) -> None:
        self.handle.place((self.curtain_x(), self.height() / 2))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._sides is not None:
            layers = self._kept()
            if self.curtain:
                self._paint_curtain(painter, layers)
            else:
                for room, layer in zip(self.rooms(), layers, strict=True):
                    painter.drawPixmap(room.topLeft(), layer)
            self._paint_hot(painter)
            self._paint_line(painter)
        painter.end()

    def _kept(self) -> tuple[QPixmap, QPixmap]:
        """Both sides as pixels."""
        assert self._sides is not None
        ratio = self.devicePixelRatioF()
        right, wrong = (
            self._layers.layer(
                number,
                view,
                room,
                self.placing(room.translated(-room.left(), -room.top())),
                ratio,
                veiled=bool(number) and self._veiled,
            )
            for number, (view, room) in enumerate(zip(self._sides, self.rooms(), strict=True))
        )
        return right, wrong

    def _paint_curtain(self, painter: QPainter, layers: tuple[QPixmap, QPixmap]) -> None:
        x = self.curtain_x()
        for layer, left, width in zip(layers, (0.0, x), (x, self.width() - x), strict=True):
            painter.setClipRect(QRectF(left, 0, width, self.height()))
            painter.drawPixmap(0, 0, layer)
        painter.setClipping(False)

    def _paint_hot(self, painter: QPainter) -> None:
        if self._hot is None or self._sides is None:
            return
        if self._hot >= len(self._sides[0].truth):
            return
        x = self.curtain_x()
        for index, (view, room) in enumerate(zip(self._sides, self.rooms(), strict=True)):
            if index and self._veiled:
                continue
            clip = room
            if self.curtain:
                clip = QRectF(x if index else 0, 0, self.width() - x if index else x, room.height())
            placing = self.placing(room)
            painter.setClipRect(clip.intersected(placing.whole.adjusted(-4, -4, 4, 4)))
            SidePainter(
                painter, placing, clip, self._layers.words, self._layers.strokes
            ).raise_object(view, self._hot)
        painter.setClipping(False)

    def _paint_line(self, painter: QPainter) -> None:
        """The edge of the curtain; side by side, what the two pictures are linked by."""
        x = round(self.curtain_x())
        painter.setPen(QPen(theme.current().color("surface"), 4))
        painter.drawLine(x, 0, x, self.height())
        painter.setPen(QPen(theme.LIGHT.color("accent"), 2))
        painter.drawLine(x, 0, x, self.height())

    # The pointer and the keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._sides is None:
            return
        if self._held is not None:
            placing = self.placing(self.rooms()[0])
            by = event.position() - self._held
            self._held = event.position()
            self._move_view(self.view.moved(by, placing))
            return
        for room in self.rooms():
            if room.contains(event.position()):
                place = self.placing(room).share(event.position())
                self.pointed.emit(self._sides[0].object_at(*place))
                return
        self.pointed.emit(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._reset_view()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._sides is None:
            return
        room = next((r for r in self.rooms() if r.contains(event.position())), None)
        if room is not None and event.angleDelta().y():
            self._zoom_at(1.2 ** (event.angleDelta().y() / 120), event.position(), room)
        event.accept()

    def _zoom_at(self, factor: float, point: QPointF, room: QRectF) -> None:
        self._move_view(self.view.zoomed(factor, point, room, self.placing(room)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Plus: 1.2, Qt.Key.Key_Equal: 1.2, Qt.Key.Key_Minus: 1 / 1.2}
        factor = keys.get(Qt.Key(event.key()))
        if factor is None or self._sides is None:
            super().keyPressEvent(event)
            return
        room = self.rooms()[0]
        self._zoom_at(factor, room.center(), room)

    def _reset_view(self) -> None:
        self._move_view(View())

    def _on_dragged(self, x: float) -> None:
        """Move the curtain; side by side, to the right is larger."""
        if not self.curtain:
            aside = max(x - self.width() / 2, 0) / max(self.width() / 2, 1)
            self._move_view(View.within(MOST_ZOOM**aside, *self.view.centre))
            return
        shown = self._shown(self.rooms()[0])
        self.set_split((x - shown.left()) / max(shown.width(), 1))
        self.moved.emit()

    def _on_stepped(self, percent: int) -> None:
        if self.curtain:
            self.set_split(self.split + percent / 100)
            self.moved.emit()
        else:
            self._move_view(View.within(self.view.zoom * 1.05**percent, *self.view.centre))

    def _on_centred(self) -> None:
        if self.curtain:
            self.set_split(0.5)
            self.moved.emit()
        else:
            self._reset_view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.invalidate()
        self._place_handle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self.invalidate()
