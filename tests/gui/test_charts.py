"""The charts: zoom that rests, scales, overlays, crosshair, files; fed by the real thread."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from driving import run_events, wait_until
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from run_lines import add, line, step_done, told

from gui import theme
from gui.panels.charts.charts import Charts
from gui.panels.charts.lines import line_color
from gui.panels.charts.loss_plot import LossPlot
from gui.panels.charts.picture import to_image, to_svg
from gui.panels.charts.plot import Plot
from gui.panels.charts.span import Span, value_range
from gui.panels.charts.ticks import figure, log_ticks, scientific, tick_text, ticks
from gui.theme import DARK, ThemeManager
from gui.workers.following import FollowThread
from gui.workers.run_seen import Followed, FollowRequest, Sight
from ssd_core.training.curves import Curve
from ssd_core.training.events import Evaluated

pytestmark = pytest.mark.window


class Window:
    """The charts and the thread, wired as in the program."""

    def __init__(self) -> None:
        self.charts = Charts()
        self.thread = FollowThread()
        self.watched: Path | None = None
        self.overlaid: tuple[Path, ...] = ()
        self.answers = 0
        self.thread.followed.connect(self.charts.show_runs)
        self.thread.followed.connect(self._on_followed)
        self.charts.sight_changed.connect(self.ask)
        self.charts.resize(760, 700)
        self.charts.show()
        self.thread.start()

    def _on_followed(self, _followed: Followed) -> None:
        self.answers += 1
        self.thread.show_next()

    def ask(self, sight: Sight) -> None:
        self.thread.post(FollowRequest(self.watched, self.overlaid, sight))

    def watch(self, folder: Path | None, *overlaid: Path) -> None:
        self.watched, self.overlaid = folder, overlaid
        self.ask(self.charts.sight)

    @property
    def plot(self) -> LossPlot:
        return self.charts.losses.plot

    def wait_for(self, step: int) -> None:
        wait_until(lambda: self.charts._followed.watched and self._step() == step)

    def _step(self) -> int:
        return self.charts._followed.watched.step

    def wheel(self, notches: int, step: float) -> None:
        at = self.plot.pixel(step, 2.0)
        event = QWheelEvent(
            at, at, QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.plot.viewport(), event)

    def hover(self, step: float) -> None:
        """By way of another point: a pointer that is there already does not move."""
        for there in (step - 20, step):
            QTest.mouseMove(self.plot.viewport(), self.plot.pixel(there, 2.0).toPoint())


@pytest.fixture
def window(app: QApplication) -> Iterator[Window]:
    ThemeManager(app, "light")
    made = Window()
    yield made
    made.thread.stop()
    made.charts.close()
    made.charts.deleteLater()


@pytest.fixture
def run(tmp_path: Path) -> Path:
    add(tmp_path / "run", told(range(1, 401), evaluate_every=100))
    return tmp_path / "run"


def view(plot: LossPlot) -> tuple[float, float, float, float]:
    (first, last), (low, high) = plot.getViewBox().viewRange()
    return first, last, low, high


class TestEmpty:
    def test_it_says_what_to_do(self, window: Window, tmp_path: Path) -> None:
        empty = window.charts._empty
        assert empty.isVisible()
        assert "Start" in empty._words.text()
        window.watch(tmp_path / "run")
        wait_until(lambda: "first step" in empty._words.text())
        add(tmp_path / "run", told([1]))
        window.wait_for(1)
        assert not empty.isVisible()
        assert window.charts.losses.isVisible()

    def test_keys_and_wheel_do_nothing_there(self, window: Window) -> None:
        window.wheel(3, 2)
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_Plus):
            QTest.keyClick(window.plot, key)
        assert window.plot.cross is None


class TestFollowing:
    def test_the_plot_grows_with_the_run(self, window: Window, run: Path) -> None:
        window.watch(run)
        window.wait_for(400)
        before = view(window.plot)
        assert before[:2] == pytest.approx((0, 432))
        add(run, told(range(401, 801)))
        window.wait_for(800)
        assert view(window.plot)[1] == pytest.approx(864)

    def test_nothing_is_drawn_while_nobody_sees_it(self, window: Window, run: Path) -> None:
        window.watch(run)
        window.wait_for(400)
        before = view(window.plot)
        window.charts.hide()
        add(run, told(range(401, 801)))
        window.wait_for(800)
        assert view(window.plot) == before
        window.charts.show()
        assert view(window.plot)[1] == pytest.approx(864)

    def test_a_zoomed_plot_rests_until_everything_is_asked_for(
        self, window: Window, run: Path
    ) -> None:
        window.watch(run)
        window.wait_for(400)
        window.wheel(4, 200)
        zoomed = view(window.plot)
        assert zoomed[0] > 0
        assert zoomed[1] < 400
        assert window.charts.losses._follow.isVisible()
        wait_until(lambda: window.charts._followed.request.sight.first == zoomed[0])
        add(run, told(range(401, 601)))
        window.wait_for(600)
        assert view(window.plot)[:2] == zoomed[:2]
        QTest.mouseClick(window.charts.losses._follow, Qt.MouseButton.LeftButton)
        assert view(window.plot)[:2] == pytest.approx((0, 648))
        assert not window.charts.losses._follow.isVisible()
        wait_until(lambda: window.charts._followed.request.sight.first is None)

    def test_a_zoom_shows_single_steps_of_a_long_run(self, window: Window, tmp_path: Path) -> None:
        add(tmp_path / "long", told(range(1, 4_001)))
        window.watch(tmp_path / "long")
        window.wait_for(4_000)
        raw = window.charts._followed.watched.raw["loss_total"]
        assert len(raw) < 4_000
        window.wheel(20, 2_000)
        span = window.charts.span
        wait_until(lambda: window.charts._followed.request.sight.first == span.first)
        fine = window.charts._followed.watched.raw["loss_total"].steps
        assert np.diff(fine).max() == 1

    def test_a_drag_moves_a_zoomed_plot_and_picks_nothing(self, window: Window, run: Path) -> None:
        window.watch(run)
        window.wait_for(400)
        picked = []
        window.charts.picked.connect(picked.append)
        window.wheel(6, 200)
        before = window.charts.span
        start = window.plot.area.center().toPoint()
        port = window.plot.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(port, start + QPoint(-40, 0))
        QTest.mouseMove(port, start + QPoint(-80, 0))
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(-80, 0))
        after = window.charts.span
        assert after.width == pytest.approx(before.width)
        assert after.first - before.first == pytest.approx(
            80 / window.plot.area.width() * before.width, rel=0.05
        )
        assert picked == []

    def test_a_double_click_goes_back_to_everything(self, window: Window, run: Path) -> None:
        window.watch(run)
        window.wait_for(400)
        told_live = []
        window.charts.live_asked.connect(lambda: told_live.append(1))
        window.wheel(5, 100)
        at = window.plot.area.center().toPoint()
        QTest.mouseDClick(window.plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert window.charts.span == Span.whole(400)
        assert told_live == [1]

    def test_another_run_is_shown_whole(self, window: Window, run: Path, tmp_path: Path) -> None:
        window.watch(run)
        window.wait_for(400)
        window.wheel(5, 100)
        add(tmp_path / "other", told(range(1, 51)))
        window.watch(tmp_path / "other")
        window.wait_for(50)
        assert window.charts.span == Span.whole(50)
        wait_until(lambda: window.charts._followed.request.sight.first is None)


class TestCrosshair:
    def test_pointer_and_keys_read_values(self, window: Window, run: Path) -> None:
        window.watch(run)
        window.wait_for(400)
        plot = window.plot
        window.hover(250)
        assert plot.cross == pytest.approx(250, abs=2)
        expected = window.charts.lines[0].curve.at(plot.cross)
        assert f"total {figure(expected)}" in plot.accessibleDescription()
        assert f"step {plot.cross:.0f}" in plot.accessibleDescription()
        assert window.charts.small.cards[0].plot._cross == plot.cross
        before = plot.cross
        QTest.keyClick(plot, Qt.Key.Key_Right)
        assert plot.cross == before + 1
        QTest.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        assert plot.cross == before - 9
        QTest.keyClick(plot, Qt.Key.Key_Home)
        assert plot.cross == 1
        QTest.keyClick(plot, Qt.Key.Key_End)
        assert plot.cross == 400
        picked = []
        window.charts.picked.connect(picked.append)
        QTest.keyClick(plot, Qt.Key.Key_Return)
        assert picked == [400]
        QTest.keyClick(plot, Qt.Key.Key_Escape)
        assert plot.cross is None

    def test_it_leaves_with_the_pointer_and_the_pinned_step_is_read(
        self, window: Window, run: Path
    ) -> None:
        window.watch(run)
        window.wait_for(400)
        window.charts.set_pinned(100.0)
        window.hover(250)
        assert window.plot.cross is not None
        QApplication.sendEvent(window.plot.viewport(), QEvent(QEvent.Type.Leave))
        assert window.plot.cross is None
        assert "step 100" in window.plot.accessibleDescription()

    def test_keyboard_zoom(self, window: Window, run: Path) -> None:
        window.watch(run)
        window.wait_for(400)
        QTest.keyClick(window.plot, Qt.Key.Key_Plus)
        assert window.charts.span.width < Span.whole(400).width
        QTest.keyClick(window.plot, Qt.Key.Key_0)
        assert window.charts.span == Span.whole(400)


class TestScales:
    def test_a_log_scale_leaves_zeros_and_nan_out(self, window: Window, tmp_path: Path) -> None:
        values = [1000.0, 0.0, float("nan"), 0.01] * 5
        lines = [
            line(step_done(n, loss_loc=value, loss_conf=value)) for n, value in enumerate(values, 1)
        ]
        add(tmp_path / "run", b"".join(lines))
        window.watch(tmp_path / "run")
        window.wait_for(20)
        QTest.mouseClick(window.charts.losses._scale.part("log"), Qt.MouseButton.LeftButton)
        low, high = view(window.plot)[2:]
        assert -2.6 <= low <= -1.5
        assert 3 <= high <= 3.6
        raw = window.plot._lines["raw:loss_loc"].yData
        assert np.isfinite(raw).tolist() == [True, False, False, True] * 5
        QTest.mouseClick(window.charts.losses._scale.part("lin"), Qt.MouseButton.LeftButton)
        assert view(window.plot)[2] == 0

    def test_smoothing_is_asked_for(self, window: Window, run: Path) -> None:
        window.watch(run)
        window.wait_for(400)
        slider = window.charts.losses._smoothing
        for _ in range(60):
            QTest.keyClick(slider, Qt.Key.Key_Left)
        wait_until(lambda: window.charts._followed.request.sight.reach == 0)
        run = window.charts._followed.watched
        np.testing.assert_allclose(run.smooth["loss_total"].values, run.raw["loss_total"].values)

    def test_peaks_do_not_hide_the_rest(self) -> None:
        steps = np.arange(1000.0)
        rough = np.full(1000, 2.0)
        rough[10] = 1e6
        calm = Curve(steps, np.full(1000, 2.0))
        low, high = value_range([calm], [Curve(steps, rough)], Span(0, 1000), log=False, most=5)
        assert low == 0
        assert 2 <= high <= 3
        nothing = value_range([Curve.none()], [], Span(0, 1), log=True, most=5)
        assert nothing[0] < nothing[1]


class TestOverlays:
    def test_several_runs_with_their_names(self, window: Window, run: Path, tmp_path: Path) -> None:
        add(tmp_path / "other", told(range(1, 601)))
        window.watch(run, tmp_path / "other")
        wait_until(lambda: len(window.charts.lines) == 4)
        names = [entry.text() for entry in window.charts.losses._entries]
        assert names == ["total", "conf", "loc", "other"]
        assert window.charts.span == Span.whole(600)
        window.watch(run)
        wait_until(lambda: len(window.charts.lines) == 3)
        assert not [key for key in window.plot._lines if key.startswith("run:")]

    def test_an_entry_of_the_legend_hides_its_line(self, window: Window, run: Path) -> None:
        window.watch(run)
        window.wait_for(400)
        conf = window.charts.losses._entries[1]
        assert conf.accessibleName().startswith("conf ")
        QTest.mouseClick(conf, Qt.MouseButton.LeftButton)
        assert "loss_conf" not in window.plot._lines
        assert "raw:loss_conf" not in window.plot._lines
        QTest.keyClick(conf, Qt.Key.Key_Space)
        assert "loss_conf" in window.plot._lines

    def test_only_overlaid_ones_are_shown_too(self, window: Window, run: Path) -> None:
        window.watch(None, run)
        wait_until(lambda: len(window.charts.lines) == 1)
        assert window.charts.losses.isVisible()


class TestSmallCharts:
    def test_as_many_as_have_room(self, window: Window) -> None:
        for width, count in ((300, 1), (760, 3), (1400, 5)):
            window.charts.resize(width, 700)
            run_events(10)
            assert len(window.charts.small.shown) == count

    def test_a_menu_swaps_what_two_cards_show(self, window: Window, run: Path) -> None:
        window.watch(run)
        window.wait_for(400)
        first, second, *_ = window.charts.small.cards
        first._menu.actions()[1].trigger()
        assert (first.key, second.key) == ("map50", "learning_rate")
        wait_until(lambda: first._figure.text() == figure(0.9 * (1 - math.exp(-400 / 500))))
        assert "400" in first._note.text()
        wait_until(lambda: second._figure.text() == scientific(step_done(400).learning_rate))

    def test_they_are_drawn_one_after_the_other_where_they_are_seen(
        self, window: Window, run: Path
    ) -> None:
        window.watch(run)
        window.wait_for(400)
        row = window.charts.small
        wait_until(lambda: not any(card in row._stale for card in row.shown))
        window.thread.stop()
        newest = replace(window.charts._followed.watched, step=401)
        window.charts.show_runs(Followed(FollowRequest(run), newest))
        drawn = [card for card in row.cards if card._run is newest]
        assert drawn == []
        row._turn.timeout.emit()
        drawn = [card for card in row.cards if card._run is newest]
        assert drawn == [row.cards[0]]
        wait_until(lambda: all(card._run is newest for card in row.shown))
        assert row.cards[3]._run is not newest
        window.charts.resize(1400, 700)
        wait_until(lambda: row.cards[3]._run is newest)


class TestFiles:
    def test_png_and_svg_show_what_is_on_the_screen(self, window: Window, run: Path) -> None:
        window.watch(run)
        window.wait_for(400)
        image = to_image(window.charts)
        assert image.devicePixelRatio() == 2
        assert _colors(image, window) >= {"total", "conf", "loc"}
        svg = to_svg(window.charts)
        assert QSvgRenderer(svg).isValid()
        assert b"run" in svg
        assert svg.count(b"<path") + svg.count(b"<polyline") >= 6

    def test_a_long_legend_takes_more_rows(self, window: Window, run: Path, tmp_path: Path) -> None:
        others = [tmp_path / f"another-run-with-a-long-name-{number}" for number in range(5)]
        for other in others:
            add(other, told(range(1, 11)))
        window.watch(run)
        window.wait_for(400)
        few = to_image(window.charts)
        plot = window.plot.viewport()  # which the window's own legend takes room from
        rest = few.height() - 2 * plot.height()
        window.watch(run, *others)
        wait_until(lambda: len(window.charts.lines) == 8)
        many = to_image(window.charts)
        assert many.width() == few.width()
        assert many.height() - 2 * plot.height() > rest
        margin = many.copy(many.width() - 16, 0, 16, many.height() // 4)
        assert len({margin.pixel(x, y) for x in range(16) for y in range(margin.height())}) == 1

    def test_the_axes_of_an_svg_are_those_of_its_curves(self, window: Window, run: Path) -> None:
        add(run, line(Evaluated(400, 0.5, 54, 1.0, 1.0)))
        window.watch(run)
        window.wait_for(400)
        wait_until(lambda: len(window.charts.lines) == 4)
        image, svg = to_image(window.charts), to_svg(window.charts)
        assert b"<image" not in svg  # circles are strokes too
        drawn = QImage(image.size(), QImage.Format.Format_RGB32)
        painter = QPainter(drawn)
        QSvgRenderer(svg).render(painter)
        painter.end()
        for color in (line_color("loss_loc"), theme.current().color("muted")):  # curve, figures
            assert _extent(drawn, color) == pytest.approx(_extent(image, color), abs=6)

    def test_what_is_painted_follows_the_theme(
        self, window: Window, run: Path, app: QApplication
    ) -> None:
        window.watch(run)
        window.wait_for(400)
        themes = ThemeManager(app, "dark")
        run_events(20)
        shown = window.charts.grab().toImage()
        assert _colors(shown, window) >= {"total", "conf", "loc"}
        corner = window.plot.viewport().mapTo(window.charts, QPoint(3, 3))
        assert shown.pixelColor(corner) == QColor(DARK.raised)
        themes.set_mode("light")

    def test_a_repaint_of_the_crosshair_paints_no_curve(
        self, window: Window, run: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        window.watch(run)
        window.wait_for(400)
        window.thread.stop()  # nothing new comes
        run_events(20)
        window.plot.grab()
        strokes = []
        render = window.plot.render_curves
        monkeypatch.setattr(
            window.plot, "render_curves", lambda *where: (strokes.append(1), render(*where))
        )
        window.hover(200)
        window.plot.grab()
        assert strokes == []
        window.plot.refresh()
        window.plot.grab()
        assert strokes == [1]


def _colors(image: QImage, window: Window) -> set[str]:
    """Which of the lines can be seen in ``image``."""
    found = {
        image.pixelColor(x, y).rgb()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }
    return {line.name for line in window.charts.lines if line.color().rgb() in found}


def _extent(image: QImage, color: QColor) -> tuple[int, int, int, int]:
    """From where to where, below the legend, there are pixels of about that colour."""
    pixels = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.array(pixels.constBits()).reshape(pixels.height(), pixels.bytesPerLine())
    rgb = rows[:, : 3 * pixels.width()].reshape(pixels.height(), pixels.width(), 3).astype(int)
    y, x = np.nonzero(np.abs(rgb[80:] - color.getRgb()[:3]).max(axis=2) < 40)
    return int(x.min()), int(y.min()), int(x.max()), int(y.max())


class TestNumbers:
    @pytest.mark.parametrize(
        ("low", "high", "most", "expected"),
        [
            (0, 9, 5, (0, 2, 4, 6, 8)),
            (0, 2_000, 4, (0, 500, 1_000, 1_500, 2_000)),
            (0, 1e-3, 3, (0, 5e-4, 1e-3)),
            (3, 3, 4, ()),
        ],
    )
    def test_ticks(self, low, high, most, expected) -> None:
        assert ticks(low, high, most) == pytest.approx(expected)

    def test_ticks_of_a_log_scale(self) -> None:
        assert 10 ** np.array(log_ticks(0, 1, 5)) == pytest.approx([1, 2, 3, 5, 10])
        assert len(log_ticks(-30, 30, 5)) <= 7
        assert log_ticks(0.1, 0.2, 5) == ()

    def test_figures(self) -> None:
        assert [figure(v) for v in (2.018, 12.34, 4321.0, 0.05, 0, math.nan)] == [
            "2.02", "12.3", "4,321", "0.05", "0.00", "–",
        ]  # fmt: skip
        assert [scientific(v) for v in (8.5e-4, 1e-3, 0, math.inf)] == ["8.5e-4", "1e-3", "0", "–"]
        assert [tick_text(v) for v in (0, 0.5, 1500, 1e-3)] == ["0", "0.5", "1,500", "1e-3"]

    def test_spans_stay_inside(self) -> None:
        whole = Span(0, 1000)
        near = Span(400, 500).zoomed(450, 2, whole)
        assert near == Span(425, 475)
        assert near.moved(-9_999, whole) == Span(0, 50)
        assert near.zoomed(450, 1e-9, whole) == whole
        assert near.zoomed(450, 1e9, whole).width == 8


def test_the_axes_say_what_the_range_is(app: QApplication) -> None:
    plot = Plot(most=3)
    plot.resize(300, 200)
    plot.set_range(0, 10, 0, 1)
    before = plot.grab().toImage()
    plot.set_range(0, 900, 0, 1)
    steps = plot.grab().toImage()
    plot.set_range(0, 900, 0, 500)
    values = plot.grab().toImage()
    assert before != steps
    assert steps != values
    plot.close()


def test_points_and_pixels_belong_together(window: Window, run: Path) -> None:
    window.watch(run)
    window.wait_for(400)
    for step in (0.0, 100.0, 400.0):
        point = window.plot.pixel(step, 2.0)
        assert isinstance(point, QPointF)
        assert window.plot.step_at(point.x()) == pytest.approx(step, abs=1e-6)
