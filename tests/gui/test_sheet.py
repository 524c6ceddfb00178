"""A sheet keeps the keyboard while it is open and gives it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from driving import wait_until
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.controls.sheet import OVER_SHEETS, Sheet

pytestmark = pytest.mark.window


class Window(QWidget):
    """A window with a button, which records the keys that nobody wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(880, 560)
        self.button = QPushButton("behind")
        QVBoxLayout(self).addWidget(self.button)
        self.keys: list[int] = []

    def keyPressEvent(self, event: object) -> None:
        self.keys.append(event.key())


@pytest.fixture
def window(app: QApplication) -> Iterator[Window]:
    window = Window()
    window.show()
    window.activateWindow()
    wait_until(window.isActiveWindow)
    window.button.setFocus()
    yield window
    window.close()
    window.deleteLater()


def sheet_of(window: Window, *, rows: int = 2) -> tuple[Sheet, list[QPushButton]]:
    sheet = Sheet(window)
    sheet.set_title("A sheet")
    buttons = [QPushButton(str(i)) for i in range(rows)]
    for button in buttons:
        sheet.body.addWidget(button)
    return sheet, buttons


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_opens_with_the_focus_inside_and_gives_it_back(window: Window) -> None:
    sheet, buttons = sheet_of(window)
    closed: list[bool] = []
    sheet.closed.connect(lambda: closed.append(True))
    sheet.open()
    assert focused() is buttons[0]
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert sheet.isHidden()
    assert focused() is window.button
    assert closed == [True]
    sheet.close()
    assert closed == [True], "a closed sheet has nothing to close"


def test_tab_goes_round_inside(window: Window) -> None:
    sheet, buttons = sheet_of(window)
    sheet.open()
    forward, backward = [], []
    for _ in range(4):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        forward.append(focused())
    for _ in range(4):
        QTest.keyClick(focused(), Qt.Key.Key_Backtab)
        backward.append(focused())
    assert all(sheet.isAncestorOf(widget) for widget in forward + backward)
    assert len(set(forward)) == 3, "two buttons and the cross"
    assert focused() is buttons[0]


def test_keys_do_not_reach_what_is_behind(window: Window) -> None:
    triggered: list[str] = []
    for keys, over in (("B", True), ("Ctrl+B", False), ("Ctrl+K", True)):
        action = QAction(window)
        action.setShortcut(QKeySequence(keys))
        action.setProperty(OVER_SHEETS, over)
        action.triggered.connect(lambda _on, keys=keys: triggered.append(keys))
        window.addAction(action)
    sheet, _ = sheet_of(window)
    sheet.open()
    QTest.keyClick(focused(), Qt.Key.Key_B)
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    QTest.keyClick(focused(), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(focused(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert triggered == ["Ctrl+K"], "a letter alone is only a letter in a sheet"
    assert window.keys == []


def test_clicks_beside_the_card_reach_nothing(window: Window) -> None:
    clicked: list[bool] = []
    window.button.clicked.connect(lambda: clicked.append(True))
    sheet, _ = sheet_of(window)
    sheet.open()
    at = window.childAt(QPoint(5, 5))
    assert at is sheet
    QTest.mouseClick(at, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not clicked
    assert not sheet.isHidden()


def test_only_one_sheet_is_open(window: Window) -> None:
    first, _ = sheet_of(window)
    second, _ = sheet_of(window)
    first.open()
    second.open()
    assert first.isHidden()
    second.close()
    assert focused() is window.button


def test_a_tall_body_scrolls_and_the_card_follows_the_window(window: Window) -> None:
    sheet, _ = sheet_of(window, rows=60)
    sheet.foot.addWidget(QLabel("foot"))
    sheet.open()
    for size in ((880, 560), (1440, 900), (500, 300)):
        window.setMinimumSize(0, 0)
        window.resize(*size)
        QApplication.processEvents()
        assert sheet.rect() == window.rect()
        assert sheet.rect().contains(sheet.card.geometry())
        assert sheet.card.width() == min(640, size[0] - 48)


def test_the_card_grows_with_its_content(window: Window) -> None:
    sheet, _ = sheet_of(window)
    sheet.open()
    before = sheet.card.height()
    sheet.body.addWidget(QPushButton("more"))
    wait_until(lambda: sheet.card.height() > before, seconds=5)
    assert sheet.card.height() > before


def test_tab_scrolls_to_what_has_the_focus(window: Window) -> None:
    sheet, buttons = sheet_of(window, rows=40)
    sheet.open()
    for _ in range(39):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is buttons[-1]
    corner = buttons[-1].mapTo(sheet, QPoint(0, 0))
    assert sheet.card.geometry().contains(corner)


class Painted(QObject):
    """Adds up what is painted of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.region += event.region()
        return False


def test_a_card_that_shrinks_takes_its_shadow_along(window: Window) -> None:
    sheet, buttons = sheet_of(window, rows=6)
    sheet.open()
    QApplication.processEvents()
    before = sheet.card.geometry()
    painted = Painted(sheet)
    for button in buttons[1:]:
        button.hide()
    wait_until(lambda: sheet.card.height() < before.height() and not painted.region.isEmpty())
    shadow = before.adjusted(-8, -8, 8, 8)
    assert painted.region.contains(shadow.bottomLeft())
    assert painted.region.contains(shadow.bottomRight())
