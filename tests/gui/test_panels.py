"""Panels show the values they are given and tell each thing a person does once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from driving import wait_until
from PySide6.QtCore import QEvent, QPoint, Qt, SignalInstance
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableView, QWidget

from gui import theme
from gui.controls.busy import BusyRing
from gui.controls.buttons import IconButton, LinkButton, MenuLink
from gui.controls.chip import ClassChip, MoreChip
from gui.panels.banner import Banner
from gui.panels.classes_panel import ClassesPanel
from gui.panels.detections_panel import DetectionsPanel
from gui.panels.funnel_panel import FunnelPanel
from gui.panels.inspector import Inspector
from gui.panels.rail import Rail, RailItem, Workspace
from gui.panels.recent_button import RecentButton
from gui.panels.rows import DetectionRows
from gui.panels.status_bar import StatusBar
from gui.panels.timing_bar import StageTimes
from gui.panels.toast import Toast
from gui.panels.toolbar import Toolbar
from gui.panels.weights_panel import WeightsPanel
from gui.panels.zoom_menu import ZoomMenu
from ssd_core.types import Detections, Funnel

pytestmark = pytest.mark.window

CLASSES = ("circle", "square", "star")


@pytest.fixture
def shown(app: QApplication) -> Iterator[Any]:
    """Show widgets and close them after the test."""
    widgets: list[QWidget] = []

    def show(widget: QWidget) -> QWidget:
        widgets.append(widget)
        widget.resize(widget.sizeHint().expandedTo(widget.minimumSize()))
        widget.show()
        QApplication.processEvents()
        return widget

    yield show
    for widget in widgets:
        widget.close()
        widget.deleteLater()


def _told(signal: SignalInstance) -> list[Any]:
    told: list[Any] = []
    signal.connect(lambda *values: told.append(values[0] if len(values) == 1 else values))
    return told


def _words(widget: QWidget) -> set[str]:
    """Every text in ``widget`` that is not hidden, with markup taken out."""
    labels = [w.text() for w in widget.findChildren(QLabel) if w.isVisibleTo(widget)]
    buttons = [w.text() for w in widget.findChildren(QAbstractButton) if w.isVisibleTo(widget)]
    return {t.replace("<b>", "").replace("</b>", "") for t in labels + buttons if t}


def _click(widget: QWidget, pos: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=pos or widget.rect().center())


def _button(widget: QWidget, words: str) -> QAbstractButton:
    return next(
        b for b in widget.findChildren(QAbstractButton) if words in (b.text(), b.accessibleName())
    )


def _rows() -> DetectionRows:
    """Star 0.9 of 40×80, circle 0.8 of 20×20, square 0.7 of 100×50 in a 200×100 picture."""
    boxes = [[0, 0, 0.2, 0.8], [0, 0, 0.1, 0.2], [0.5, 0.5, 1.0, 1.0]]
    found = Detections(
        np.array(boxes, np.float32),
        np.array([0.9, 0.8, 0.7], np.float32),
        np.array([3, 1, 2]),
        np.arange(3),
    )
    return DetectionRows.of(found, CLASSES, width=200, height=100)


def _cells(table: QTableView) -> list[list[str]]:
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


class TestWeights:
    def test_facts(self, shown: Any) -> None:
        panel = shown(WeightsPanel())
        panel.set_weights(name="shapes.safetensors", preset="SSD300 · slim", num_classes=8)
        panel.set_time(7.04)
        panel.set_ready("Bundled weights are loaded and ready")
        assert _words(panel) >= {
            "shapes.safetensors",
            "SSD300 · slim",
            "8 classes",
            "7.0 ms per image",
            "Bundled weights are loaded and ready",
        }
        panel.set_time(None)
        assert "– ms per image" in _words(panel)

    def test_loading_turns_a_ring(self, shown: Any) -> None:
        panel = shown(WeightsPanel())
        panel.set_loading("Loading shapes.safetensors")
        assert panel.findChild(BusyRing).isVisible()
        panel.set_ready("")
        assert not panel.findChild(BusyRing).isVisible()
        assert "Loading shapes.safetensors" not in _words(panel)

    def test_the_device_menu_tells_the_key(self, shown: Any) -> None:
        panel = shown(WeightsPanel())
        panel.set_device("CUDA", "fp16")
        panel.set_devices([("auto", "Automatic"), ("cpu", "CPU")], "auto")
        told = _told(panel.device_chosen)
        actions: list[QAction] = panel.findChild(MenuLink).menu().actions()
        assert [a.isChecked() for a in actions] == [True, False]
        actions[1].trigger()
        assert told == ["cpu"]

    def test_one_device_is_no_choice(self, shown: Any) -> None:
        panel = shown(WeightsPanel())
        panel.set_device("CPU", "bf16")
        panel.set_devices([("cpu", "CPU")], "cpu")
        assert panel.findChild(MenuLink).menu() is None

    def test_an_error_keeps_the_old_weights_and_can_be_copied_and_closed(self, shown: Any) -> None:
        panel = shown(WeightsPanel())
        panel.set_weights(name="old.pth", preset="SSD300 · VOC", num_classes=20)
        panel.show_error("new.pt was not loaded", ["It is cut off."], {"reason": "at byte 9"})
        words = _words(panel)
        assert words >= {"old.pth", "still in use", "new.pt was not loaded", "It is cut off."}
        assert "SSD300 · VOC" not in words
        assert "at byte 9" not in words
        _click(_button(panel, "Details"))
        assert "at byte 9" in _words(panel)
        _click(_button(panel, "Copy"))
        copied = QGuiApplication.clipboard().text()
        assert copied == "new.pt was not loaded It is cut off.\nreason: at byte 9"
        _click(_button(panel, "Close"))
        assert "SSD300 · VOC" in _words(panel)
        assert "new.pt was not loaded" not in _words(panel)

    def test_change_asks_for_other_weights(self, shown: Any) -> None:
        panel = shown(WeightsPanel())
        told = _told(panel.change_requested)
        _click(panel.findChild(LinkButton))
        assert len(told) == 1


class TestFunnel:
    def test_title_and_words_for_screen_readers(self, shown: Any) -> None:
        panel = shown(FunnelPanel())
        assert panel.accessibleName() == "From 8,732 to …"
        panel.set_funnel(Funnel(8732, 412, 200, 23, 9), np.array([3, 3, 1]), CLASSES)
        assert panel.accessibleName() == "From 8,732 to 9"
        spoken = [w.accessibleDescription() for w in panel.findChildren(QWidget)]
        assert "DBoxes 8,732, over conf. 412, top-k 200, after NMS 23, shown 9" in spoken

    def test_the_last_bar_is_split_in_class_colours(self, shown: Any) -> None:
        panel = shown(FunnelPanel())
        panel.set_funnel(Funnel(8732, 50, 40, 9, 4), np.array([1, 1, 2, 2]), CLASSES)
        image = panel.grab().toImage()
        colors = {
            image.pixelColor(x, y).name().upper()
            for x in range(image.width() * 3 // 4, image.width())
            for y in range(image.height())
        }
        assert {"#FDBA2F", "#4987D9"} <= colors

    def test_more_candidates_than_dboxes_and_none_at_all_are_drawn(self, shown: Any) -> None:
        panel = shown(FunnelPanel())
        panel.set_funnel(Funnel(8732, 170_000, 4_000, 0, 0))
        assert not panel.grab().isNull()


class TestClasses:
    def _panel(self, shown: Any) -> ClassesPanel:
        panel = shown(ClassesPanel())
        panel.set_classes(CLASSES)
        panel.set_counts({1: 2, 3: 5})
        return panel

    def _chips(self, panel: ClassesPanel) -> list[ClassChip]:
        chips = [c for c in panel.findChildren(ClassChip) if c.isVisibleTo(panel)]
        return sorted(chips, key=lambda chip: (chip.y(), chip.x()))

    def test_found_classes_come_first_and_most_frequent_leads(self, shown: Any) -> None:
        chips = self._chips(self._panel(shown))
        assert [(c.text(), c.count) for c in chips] == [("star", 5), ("circle", 2), ("square", 0)]

    def test_switching_a_class_off_tells_the_rest_and_keeps_its_place(self, shown: Any) -> None:
        panel = self._panel(shown)
        told = _told(panel.classes_changed)
        _click(self._chips(panel)[0])
        assert told == [frozenset({1, 2})]
        panel.set_counts({1: 2})
        assert [c.text() for c in self._chips(panel)] == ["star", "circle", "square"]
        _click(self._chips(panel)[0])
        assert told[-1] is None

    def test_all_and_none(self, shown: Any) -> None:
        panel = self._panel(shown)
        told = _told(panel.classes_changed)
        _click(_button(panel, "None"))
        _click(_button(panel, "All"))
        assert told == [frozenset(), None]

    def test_the_rest_unfolds_and_folds(self, shown: Any) -> None:
        panel = shown(ClassesPanel())
        panel.set_classes(tuple(f"class {i}" for i in range(20)))
        panel.set_counts({4: 1})
        more = panel.findChild(MoreChip)
        assert (len(self._chips(panel)), more.text()) == (1, "+19")
        _click(more)
        assert (len(self._chips(panel)), more.text()) == (20, "Fewer")
        _click(more)
        assert len(self._chips(panel)) == 1

    def test_set_looked_for_tells_nobody(self, shown: Any) -> None:
        panel = self._panel(shown)
        told = _told(panel.classes_changed)
        panel.set_looked_for(frozenset({2}))
        assert told == []
        assert [c.text() for c in self._chips(panel) if c.isChecked()] == ["square"]


class TestDetections:
    def _panel(self, shown: Any) -> tuple[DetectionsPanel, QTableView]:
        panel = shown(DetectionsPanel())
        panel.resize(320, 260)
        panel.set_detections(_rows())
        QApplication.processEvents()
        return panel, panel.findChild(QTableView)

    def test_rows_by_score_and_by_class(self, shown: Any) -> None:
        panel, table = self._panel(shown)
        assert _cells(table) == [
            ["star", "0.90", "40×80"],
            ["circle", "0.80", "20×20"],
            ["square", "0.70", "100×50"],
        ]
        panel.findChild(MenuLink).menu().actions()[1].trigger()
        assert [row[0] for row in _cells(table)] == ["circle", "square", "star"]

    def test_a_click_and_arrow_keys_tell_the_detection_not_the_row(self, shown: Any) -> None:
        panel, table = self._panel(shown)
        panel.findChild(MenuLink).menu().actions()[1].trigger()
        told = _told(panel.row_clicked)
        _click(table.viewport(), QPoint(50, 12))
        QTest.keyClick(table, Qt.Key.Key_Down)
        _click(table.viewport(), QPoint(50, 36))
        assert told == [1, 2, 2]

    def test_hovering_a_row_tells_the_detection_and_leaving_tells_none(self, shown: Any) -> None:
        panel, table = self._panel(shown)
        told = _told(panel.row_hovered)
        QTest.mouseMove(table.viewport(), QPoint(50, 12))
        QTest.mouseMove(table.viewport(), QPoint(60, 14))
        QTest.mouseMove(table.viewport(), QPoint(60, 60))
        wait_until(lambda: told[-1:] == [2])  # a real pointer arrives when the server moved it
        QApplication.sendEvent(table, QEvent(QEvent.Type.Leave))
        assert told == [0, 2, -1]

    def test_hover_and_selection_from_the_canvas_show_and_tell_nobody(self, shown: Any) -> None:
        panel, table = self._panel(shown)
        clicked, hovered = _told(panel.row_clicked), _told(panel.row_hovered)
        panel.set_hovered(1)
        left_edge = table.viewport().grab().toImage()
        assert left_edge.pixelColor(0, 36).name().upper() == "#FDBA2F"
        assert left_edge.pixelColor(0, 12) != left_edge.pixelColor(0, 36)
        panel.set_selected(2)
        assert table.selectionModel().isRowSelected(2)
        panel.set_selected(-1)
        assert not table.selectionModel().hasSelection()
        assert (clicked, hovered) == ([], [])

    def test_without_rows_it_says_what_to_do(self, shown: Any) -> None:
        panel, table = self._panel(shown)
        panel.set_detections(DetectionRows.none())
        assert not table.isVisible()
        assert "No box passes" in _words(panel)

    def test_a_stale_index_is_ignored(self, shown: Any) -> None:
        panel, table = self._panel(shown)
        panel.set_selected(99)
        panel.set_hovered(99)
        assert not table.selectionModel().hasSelection()


class TestBannerAndToast:
    def test_banner_shows_details_on_demand_and_closes(self, shown: Any) -> None:
        banner = shown(Banner())
        banner.show_error("<b>.jpg could not be read.", "It is empty.", {"file": "/x/<b>.jpg"})
        assert banner.isVisible()
        words = banner.findChildren(QLabel)
        assert any("<b>&lt;b&gt;.jpg could not be read.</b> It" in w.text() for w in words)
        assert "/x/<b>.jpg" not in _words(banner)
        _click(_button(banner, "Details"))
        assert any(
            w.isVisible() and w.text() == "/x/<b>.jpg" for w in words + banner.findChildren(QLabel)
        )
        _click(_button(banner, "Close"))
        assert banner.isHidden()

    def test_toast_stays_bottom_centre_when_the_canvas_grows(self, shown: Any) -> None:
        canvas = QWidget()
        toast = Toast(canvas)
        shown(canvas).resize(600, 400)
        toast.show_message("The disk is full", kind="error", action="Why")
        canvas.resize(900, 500)
        QApplication.processEvents()
        assert abs(toast.geometry().center().x() - 450) <= 1
        assert 460 < toast.geometry().bottom() < 500
        told = _told(toast.action_triggered)
        _click(_button(toast, "Why"))
        assert (len(told), toast.isHidden()) == (1, True)

    def test_a_long_toast_wraps_inside_a_narrow_canvas(self, shown: Any) -> None:
        canvas = QWidget()
        toast = Toast(canvas)
        shown(canvas).resize(320, 300)
        toast.show_message("Could not save to " + "a" * 120, kind="warning")
        assert canvas.rect().contains(toast.geometry())


class TestToolbarRailAndStatus:
    @pytest.mark.parametrize("width", [400, 480, 640, 1000])
    def test_nothing_is_cut_off_in_a_narrow_toolbar(self, shown: Any, width: int) -> None:
        bar = Toolbar()
        bar.setParent(shown(QWidget()))
        bar.show()
        bar.set_recent(["/p/one.jpg"])
        bar.set_picture("a-long-name-of-a-picture.jpg", position=3, count=120)
        for size in (1000, width):
            bar.resize(size, bar.height())
        QApplication.processEvents()
        assert bar.layout().minimumSize().width() <= width
        assert _button(bar, "Next picture").isVisible() == (width > 480)

    def test_one_picture_has_no_arrows_and_several_stop_at_the_ends(self, shown: Any) -> None:
        bar = shown(Toolbar())
        bar.resize(800, bar.height())
        bar.set_picture("a.jpg")
        assert not _button(bar, "Next picture").isVisible()
        bar.set_picture("b.jpg", position=2, count=2)
        assert {"b.jpg", "2 / 2"} <= _words(bar)
        assert _button(bar, "Previous picture").isEnabled()
        assert not _button(bar, "Next picture").isEnabled()
        told = _told(bar.previous_requested)
        _click(_button(bar, "Previous picture"))
        assert len(told) == 1

    def test_overlays_are_disabled_without_a_picture(self, shown: Any) -> None:
        bar = shown(Toolbar())
        assert not _button(bar, "Boxes").isEnabled()
        bar.set_picture("a.jpg")
        bar.set_overlays(boxes=True, labels=True, dboxes=False)
        told = _told(bar.overlay_toggled)
        _click(_button(bar, "Boxes"))
        _click(_button(bar, "DBoxes"))
        assert told == [("boxes", False), ("dboxes", True)]
        bar.clear_picture()
        assert not _button(bar, "Boxes").isEnabled()

    def test_recent_files_tell_their_path(self, shown: Any) -> None:
        bar = shown(Toolbar())
        recent = bar.findChild(RecentButton)
        assert not recent.isVisible()
        bar.set_recent(["/p/one.jpg", "/q/two & three.png"])
        assert recent.isVisible()
        told = _told(bar.recent_chosen)
        action = recent.menu().actions()[1]
        assert (action.text(), action.toolTip()) == ("two && three.png", "/q/two & three.png")
        action.trigger()
        assert told == ["/q/two & three.png"]

    def test_rail_tells_workspace_and_theme(self, shown: Any) -> None:
        rail = shown(
            Rail([Workspace("inspect", "inspect", "Inspect"), Workspace("learn", "image", "Learn")])
        )
        chosen, toggled = _told(rail.workspace_chosen), _told(rail.theme_toggled)
        items = rail.findChildren(RailItem)
        assert [i.isChecked() for i in items] == [True, False]
        _click(items[1])
        assert [i.isChecked() for i in items] == [False, True]
        _click(next(b for b in rail.findChildren(IconButton) if b.toolTip() == "Light or dark"))
        assert (chosen, len(toggled)) == (["learn"], 1)
        rail.set_current("inspect")
        assert items[0].isChecked()

    def test_status_shows_timing_with_a_picture_and_readiness_without(self, shown: Any) -> None:
        bar = shown(StatusBar())
        bar.resize(1200, bar.height())
        bar.set_ready("Ready", "weights loaded in 0.4 s")
        assert {"Ready", "weights loaded in 0.4 s"} <= _words(bar)
        assert "forward" not in _words(bar)
        bar.set_ready("")
        bar.set_times(StageTimes(1.1, 4.8, 0.4, 0.7))
        bar.set_cursor((548, 300))
        bar.set_picture_size((640, 427))
        bar.set_zoom(1.55)
        assert _words(bar) >= {
            "forward", "4.8", "7.0 ms", "x 548  y 300", "640 × 427 px",
        }  # fmt: skip
        assert bar.findChild(ZoomMenu).findChild(MenuLink).accessibleName() == "Zoom: 155 %"
        bar.resize(700, bar.height())
        assert "forward" not in _words(bar)
        assert "Ready" not in _words(bar)


def test_inspector_lists_classes_and_detections_only_with_a_picture(shown: Any) -> None:
    inspector = shown(Inspector())
    assert (inspector.classes.isVisible(), inspector.detections.isVisible()) == (False, False)
    inspector.set_picture_shown(True)
    assert (inspector.classes.isVisible(), inspector.detections.isVisible()) == (True, True)


def test_inspector_never_outgrows_its_width(shown: Any) -> None:
    inspector = shown(Inspector())
    weights = inspector.weights
    weights.set_weights(name="a" * 90 + ".pth", preset="SSD300 · VOC", num_classes=20)
    weights.set_device("NVIDIA H100 80GB HBM3", "fp16")
    weights.set_devices([("cuda", "a"), ("cpu", "b")], "cuda")
    weights.set_time(1234.5)
    weights.show_error("b" * 60 + ".pt was not loaded", ["c " * 80], {"file": "/d/" + "e" * 80})
    QApplication.processEvents()
    _click(_button(weights, "Details"))
    QApplication.processEvents()
    assert inspector.widget().minimumSizeHint().width() <= 320


def test_panels_are_painted_again_in_the_other_theme(shown: Any, app: QApplication) -> None:
    manager = theme.ThemeManager(app, "light")
    bar = shown(Toolbar())
    bar.set_picture("a.jpg", position=1, count=2)
    arrow = _button(bar, "Next picture")
    light = arrow.grab().toImage()
    manager.set_mode("dark")
    dark = arrow.grab().toImage()
    manager.set_mode("light")
    manager.setParent(None)
    manager.deleteLater()

    def inks(image: Any) -> set[str]:
        return {
            image.pixelColor(x, y).name().upper()
            for x in range(image.width())
            for y in range(image.height())
        }

    assert theme.LIGHT.text in inks(light)
    assert theme.DARK.text in inks(dark)
    assert theme.LIGHT.text not in inks(dark)
