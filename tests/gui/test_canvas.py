"""The canvas under real events: zoom, pan, hover, click, keys, and what it repaints."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from gui import theme
from gui.canvas.canvas import Canvas
from gui.canvas.drop_hint import DropHint
from gui.class_colors import class_style
from gui.qimage import to_qimage
from ssd_core.config import SHAPE_CLASSES
from ssd_core.types import Detections

pytestmark = pytest.mark.window

WIDTH, HEIGHT = 640, 427
FILL = QColor(90, 90, 90)
BOXES = np.float32([(0.1, 0.2, 0.4, 0.8), (0.5, 0.1, 0.9, 0.9)])
ON_FIRST, ON_SECOND, ON_NONE = (0.2, 0.5), (0.7, 0.5), (0.45, 0.5)


@pytest.fixture
def canvas(app: QApplication) -> Canvas:
    canvas = Canvas()
    canvas.resize(800, 600)
    canvas.show()
    QTest.qWaitForWindowExposed(canvas)
    picture = np.full((HEIGHT, WIDTH, 3), FILL.getRgb()[:3], np.uint8)
    canvas.set_picture(to_qimage(picture))
    canvas.set_detections(detections(), SHAPE_CLASSES, None)
    yield canvas
    canvas.close()
    canvas.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def detections() -> Detections:
    return Detections(BOXES, [0.9, 0.8], [1, 2], [0, 1])


def at(canvas: Canvas, share: tuple[float, float]) -> QPoint:
    """The widget point of a place given in 0..1 of the picture."""
    assert canvas.viewport is not None
    x, y = canvas.viewport.to_view(share[0] * WIDTH, share[1] * HEIGHT)
    return QPoint(round(x), round(y))


def wheel(canvas: Canvas, where: QPoint, *, angle: int = 0, pixels: int = 0) -> None:
    event = QWheelEvent(
        QPointF(where),
        QPointF(canvas.mapToGlobal(where)),
        QPoint(0, pixels),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def drag(canvas: Canvas, start: QPoint, end: QPoint, button: Qt.MouseButton) -> None:
    QTest.mousePress(canvas, button, pos=start)
    for share in (0.1, 0.5, 1.0):
        position = QPointF(start) + (QPointF(end) - QPointF(start)) * share
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            position,
            QPointF(canvas.mapToGlobal(position.toPoint())),
            Qt.MouseButton.NoButton,
            button,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(canvas, move)
    QTest.mouseRelease(canvas, button, pos=end)


def pixels(canvas: Canvas) -> QImage:
    return canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


class TestView:
    def test_a_new_picture_is_fitted(self, canvas: Canvas) -> None:
        viewport = canvas.viewport
        assert viewport.zoom == viewport.fit_zoom
        assert viewport.whole_in_view

    def test_fit_follows_the_size_until_somebody_zooms(self, canvas: Canvas) -> None:
        canvas.resize(1000, 700)
        assert canvas.viewport.zoom == canvas.viewport.fit_zoom
        canvas.zoom_in()
        zoom = canvas.viewport.zoom
        canvas.resize(700, 500)
        assert canvas.viewport.zoom == pytest.approx(zoom)
        canvas.fit()
        canvas.resize(900, 650)
        assert canvas.viewport.zoom == canvas.viewport.fit_zoom

    def test_the_wheel_zooms_to_the_cursor(self, canvas: Canvas) -> None:
        cursor = at(canvas, ON_FIRST)
        before = canvas.viewport.to_picture(cursor.x(), cursor.y())
        spy = QSignalSpy(canvas.zoom_changed)
        zoom = canvas.viewport.zoom
        wheel(canvas, cursor, angle=240)
        assert canvas.viewport.zoom == pytest.approx(zoom * 1.25**2)
        assert canvas.viewport.to_picture(cursor.x(), cursor.y()) == pytest.approx(before)
        assert spy.at(0) == [canvas.viewport.zoom]
        wheel(canvas, cursor, angle=-240)
        assert canvas.viewport.zoom == pytest.approx(zoom)

    def test_a_touchpad_zooms_by_its_pixels(self, canvas: Canvas) -> None:
        zoom = canvas.viewport.zoom
        wheel(canvas, at(canvas, ON_FIRST), angle=120, pixels=6)
        assert zoom < canvas.viewport.zoom < zoom * 1.05

    def test_a_pinch_zooms(self, canvas: Canvas) -> None:
        zoom = canvas.viewport.zoom
        where = QPointF(at(canvas, ON_FIRST))
        pinch = QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture,
            QPointingDevice.primaryPointingDevice(),
            2,
            where,
            where,
            where,
            0.2,
            QPointF(),
        )
        QApplication.sendEvent(canvas, pinch)
        assert canvas.viewport.zoom == pytest.approx(zoom * 1.2)

    @pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
    def test_dragging_pans_and_does_not_click(self, canvas: Canvas, button: Qt.MouseButton) -> None:
        canvas.actual_size()
        canvas.zoom_in()
        spy = QSignalSpy(canvas.clicked)
        x, y = canvas.viewport.offset
        drag(canvas, QPoint(300, 300), QPoint(340, 270), button)
        assert canvas.viewport.offset == pytest.approx((x + 40, y - 30))
        assert spy.count() == 0

    def test_the_picture_cannot_be_dragged_away(self, canvas: Canvas) -> None:
        drag(canvas, QPoint(300, 300), QPoint(9000, 9000), Qt.MouseButton.LeftButton)
        left, top = canvas.viewport.offset
        assert left < canvas.width() - 100
        assert top < canvas.height() - 100

    def test_keys(self, canvas: Canvas) -> None:
        fit = canvas.viewport.zoom
        QTest.keyClick(canvas, Qt.Key.Key_Plus)
        assert canvas.viewport.zoom == pytest.approx(fit * 1.25)
        QTest.keyClick(canvas, Qt.Key.Key_Minus)
        assert canvas.viewport.zoom == pytest.approx(fit)
        QTest.keyClick(canvas, Qt.Key.Key_1)
        assert canvas.viewport.zoom == pytest.approx(1)
        x, y = canvas.viewport.offset
        QTest.keyClick(canvas, Qt.Key.Key_Right)
        QTest.keyClick(canvas, Qt.Key.Key_Down)
        assert canvas.viewport.offset == pytest.approx((x - 48, y - 48))
        QTest.keyClick(canvas, Qt.Key.Key_0)
        assert canvas.viewport.zoom == fit

    def test_double_click_toggles_fit_and_actual_size(self, canvas: Canvas) -> None:
        where = at(canvas, ON_FIRST)
        under = canvas.viewport.to_picture(where.x(), where.y())
        clicks = QSignalSpy(canvas.clicked)
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=where)
        QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=where)
        assert canvas.viewport.zoom == pytest.approx(1)
        assert canvas.viewport.to_picture(where.x(), where.y()) == pytest.approx(under)
        assert clicks.count() == 1, "the second click of a pair is not another one"
        QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=where)
        assert canvas.viewport.zoom == canvas.viewport.fit_zoom

    def test_the_view_is_kept_between_pictures_of_one_size(self, canvas: Canvas) -> None:
        canvas.zoom_in()
        viewport = canvas.viewport
        same = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        canvas.set_picture(same, keep_view=True)
        assert canvas.viewport == viewport
        canvas.set_picture(same)
        assert canvas.viewport.zoom == canvas.viewport.fit_zoom

    def test_without_a_picture_nothing_can_be_moved(self, canvas: Canvas) -> None:
        canvas.set_picture(None)
        spy = QSignalSpy(canvas.view_changed)
        wheel(canvas, QPoint(100, 100), angle=120)
        QTest.keyClick(canvas, Qt.Key.Key_1)
        drag(canvas, QPoint(100, 100), QPoint(200, 200), Qt.MouseButton.LeftButton)
        QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
        assert canvas.viewport is None
        assert spy.count() == 0


class TestPointer:
    def test_the_pixel_under_the_pointer_is_told(self, canvas: Canvas) -> None:
        spy = QSignalSpy(canvas.cursor_moved)
        QTest.mouseMove(canvas, at(canvas, (0.5, 0.5)))
        QTest.mouseMove(canvas, QPoint(2, 2))
        inside, outside = spy.at(spy.count() - 2)[0], spy.at(spy.count() - 1)[0]
        assert inside == pytest.approx((WIDTH / 2, HEIGHT / 2), abs=2)
        assert outside is None

    def test_hovering_says_which_once(self, canvas: Canvas) -> None:
        spy = QSignalSpy(canvas.hovered)
        for place in (ON_FIRST, (0.21, 0.51), ON_NONE, ON_SECOND):
            QTest.mouseMove(canvas, at(canvas, place))
        QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
        assert [spy.at(i)[0] for i in range(spy.count())] == [0, -1, 1, -1]

    def test_setting_the_hovered_one_is_not_told(self, canvas: Canvas) -> None:
        spy = QSignalSpy(canvas.hovered)
        canvas.set_hovered(1)
        assert spy.count() == 0

    def test_clicking_says_which(self, canvas: Canvas) -> None:
        spy = QSignalSpy(canvas.clicked)
        for place in (ON_FIRST, ON_SECOND, ON_NONE):
            QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, place))
        assert [spy.at(i)[0] for i in range(spy.count())] == [0, 1, -1]

    def test_escape_lets_the_selection_go(self, canvas: Canvas) -> None:
        spy = QSignalSpy(canvas.clicked)
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
        assert spy.count() == 0
        canvas.set_selected(1)
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
        assert spy.at(0) == [-1]

    def test_new_detections_forget_hover_and_selection(self, canvas: Canvas) -> None:
        canvas.set_hovered(1)
        canvas.set_selected(1)
        canvas.set_detections(Detections.none(), SHAPE_CLASSES, None)
        canvas.grab()

    @pytest.mark.parametrize("index", [-2, 2])
    def test_an_index_that_is_not_there_is_refused(self, canvas: Canvas, index: int) -> None:
        with pytest.raises(IndexError, match="no detection"):
            canvas.set_selected(index)


class TestPaint:
    def test_picture_and_backdrop(self, canvas: Canvas) -> None:
        image = pixels(canvas)
        middle = at(canvas, ON_NONE)
        assert image.pixelColor(middle) == FILL
        assert image.pixelColor(3, 3) == theme.current().color("canvas")

    def test_boxes_follow_the_view(self, canvas: Canvas) -> None:
        color = class_style(1, SHAPE_CLASSES).color
        for move in (canvas.zoom_in, canvas.zoom_out, canvas.actual_size):
            move()
            edge = at(canvas, (0.1, 0.5))
            row = pixels(canvas)
            near = [row.pixelColor(edge.x() + dx, edge.y()) for dx in (-1, 0, 1)]
            assert near.count(color) >= 1

    def test_layers(self, canvas: Canvas) -> None:
        canvas.set_layers(boxes=False, labels=False, dboxes=False)
        edge = at(canvas, (0.1, 0.5))
        assert pixels(canvas).pixelColor(edge) == FILL

    def test_selecting_and_letting_go(self, canvas: Canvas) -> None:
        plain = pixels(canvas)
        canvas.set_selected(0)
        raised = pixels(canvas)
        assert raised.pixelColor(at(canvas, ON_NONE)).lightness() < FILL.lightness()
        assert raised.pixelColor(at(canvas, ON_FIRST)) == FILL
        canvas.set_selected(-1)
        assert pixels(canvas) == plain

    def test_the_readout_stands_beside_the_pointer_inside_the_view(self, canvas: Canvas) -> None:
        asked = []

        def readout(index: int) -> tuple[str, ...]:
            asked.append(index)
            return "circle 0.80", "256 × 341 px", "5×5 map · cell (2, 4) · aspect 1:2"

        canvas.set_readout(readout)
        where = at(canvas, (0.89, 0.89))
        QTest.mouseMove(canvas, where)
        image = pixels(canvas)
        assert set(asked) == {1}
        card = theme.current().color("tooltip")
        found = [
            (x, y)
            for x in range(0, image.width(), 4)
            for y in range(0, image.height(), 4)
            if image.pixelColor(x, y) == card
        ]
        assert len(found) > 200
        assert max(x for x, _ in found) <= image.width() - 8
        assert max(y for _, y in found) <= image.height() - 8

    def test_hovering_paints_neither_picture_nor_boxes_again(
        self, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        painted = []
        paint = canvas._scene._paint
        monkeypatch.setattr(
            canvas._scene, "_paint", lambda viewport: painted.append(1) or paint(viewport)
        )
        canvas.zoom_in()
        for place in (ON_FIRST, ON_SECOND, ON_NONE):
            QTest.mouseMove(canvas, at(canvas, place))
            canvas.grab()
        assert painted == [1]

    def test_another_theme_repaints_the_backdrop(
        self, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        canvas.grab()
        other = theme.LIGHT if theme.current().is_dark else theme.DARK
        monkeypatch.setattr(theme.ThemeManager, "applied", other)
        canvas.setPalette(theme.palette(other))
        assert pixels(canvas).pixelColor(3, 3) == other.color("canvas")

    def test_the_focus_ring_shows_for_the_keyboard_only(self, canvas: Canvas) -> None:
        accent = theme.current().color("accent")
        shown = []
        for reason in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.MouseFocusReason):
            QApplication.sendEvent(canvas, QFocusEvent(QEvent.Type.FocusIn, reason))
            shown.append(pixels(canvas).pixelColor(0, 300) == accent)
        assert shown == [True, False]

    def test_a_large_picture_shrinks_without_losing_its_mean(self, canvas: Canvas) -> None:
        stripes = np.zeros((1600, 2400, 3), np.uint8)
        stripes[::2] = 200
        canvas.set_picture(to_qimage(stripes))
        for _ in range(6):
            canvas.zoom_out()
        image = pixels(canvas)
        assert abs(image.pixelColor(canvas.rect().center()).red() - 100) < 15

    def test_single_pixels_are_hard_when_seen_close(self, canvas: Canvas) -> None:
        checks = (np.indices((40, 40)).sum(0) % 2 * 255).astype(np.uint8)
        canvas.set_picture(to_qimage(np.repeat(checks[..., None], 3, 2)))
        for _ in range(4):
            canvas.zoom_in()
        image = pixels(canvas)
        values = {image.pixelColor(x, 300).red() for x in range(300, 500)}
        assert values == {0, 255}


def test_accessible_words_follow_the_picture(canvas: Canvas) -> None:
    assert canvas.accessibleName()
    description = canvas.accessibleDescription()
    assert str(WIDTH) in description
    assert str(len(BOXES)) in description


def test_the_drop_hint_covers_its_parent_and_lets_the_mouse_through(canvas: Canvas) -> None:
    hint = DropHint(canvas)
    assert not hint.isVisible()
    hint.show_text("Drop to detect")
    canvas.resize(700, 500)
    assert hint.geometry() == canvas.rect()
    accent = theme.current().color("accent")
    assert pixels(canvas).pixelColor(350, 250 - 15) == accent
    hint.hide()
    assert pixels(canvas).pixelColor(350, 250 - 15) != accent
