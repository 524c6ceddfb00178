"""The focus ring: an accent outline around the widget that the keyboard moved to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui import theme
from gui.controls.painting import stroke_rounded

_GAP, _WIDTH = 2, 2
_REACH = _GAP + _WIDTH
_RADIUS = 8
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class FocusRing(QObject):
    """Shows the ring on keyboard focus and takes it away on a mouse press.

    A widget that draws its own sets the property ``ownFocusRing``.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: _Frame | None = None
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._frame is not None:
            self._frame.release()
            self._frame = None
        if new is not None and _wants_ring(new):
            self._frame = _Frame(new)


def _wants_ring(widget: QWidget) -> bool:
    by_keyboard = widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
    return by_keyboard and not by_mouse and not widget.property("ownFocusRing")


class _Frame(QWidget):
    """The ring around ``target``, a child of the nearest ancestor in which it fits."""

    def __init__(self, target: QWidget) -> None:
        self._target = target
        host, passed = _host(target)
        super().__init__(host)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._watched = [target, *passed]
        for widget in self._watched:
            widget.installEventFilter(self)
        target.destroyed.connect(self.deleteLater)
        self._follow()

    def release(self) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._follow()
        elif event.type() == QEvent.Type.MouseButtonPress and watched is self._target:
            self.hide()
        return False

    def _follow(self) -> None:
        self.setGeometry(_rect_in(self._target, self.parentWidget()))
        self.setVisible(self._target.isVisible())
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = theme.current().color("accent")
        stroke_rounded(painter, QRectF(self.rect()), _RADIUS, accent, width=_WIDTH)
        painter.end()


def _rect_in(target: QWidget, host: QWidget) -> QRect:
    corner = target.mapTo(host, QPoint(0, 0))
    return QRect(corner, target.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)


def _host(target: QWidget) -> tuple[QWidget, list[QWidget]]:
    """The nearest ancestor that the ring fits into, and the ancestors passed on the way."""
    passed: list[QWidget] = []
    host = target.parentWidget() or target
    while host.parentWidget() and not host.rect().contains(_rect_in(target, host)):
        passed.append(host)
        host = host.parentWidget()
    return host, passed
