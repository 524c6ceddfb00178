"""The timeline shows what was seen of a video, and tells where a person wants to go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from driving import run_events, wait_until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget

from gui import theme
from gui.class_colors import class_style
from gui.controls.choice_menu import ChoiceMenu
from gui.language import LanguageManager
from gui.panels import timeline_paint
from gui.panels.count_bars import CountBars
from gui.panels.frame_counts import BINS, FrameCounts
from gui.panels.live_chip import LiveChip
from gui.panels.time_axis import PITCH, TimeAxis, clock, tick_step
from gui.panels.timeline import Timeline
from gui.panels.timeline_strip import TimelineStrip
from gui.panels.transport import Transport
from gui.panels.transport_parts import Figures, FreezeButton, PlayDisc
from ssd_core.config import VOC_CLASSES

pytestmark = pytest.mark.window

HORSE, PERSON = 1 + VOC_CLASSES.index("horse"), 1 + VOC_CLASSES.index("person")
WIDTH = 60 + 240 * PITCH
"""240 columns between the margins: in a video of 48 s each lasts 0.2 s, 5 frames at 25 fps."""
SECONDS, FPS = 48.0, 25.0
LEFT = timeline_paint.MARGIN + timeline_paint.GUTTER
TOP = 1
"""The line above the strip."""
MIDDLE = timeline_paint.BARS_TOP + 16


@pytest.fixture
def timeline(app: QApplication) -> Iterator[Timeline]:
    made = Timeline()
    made.resize(WIDTH, made.height())
    made.set_classes(VOC_CLASSES)
    made.set_source("riders.mp4", SECONDS, FPS)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    made.close()


def test_how_many_frames_are_kept_is_told_in_the_language_in_use(
    app: QApplication, timeline: Timeline
) -> None:
    timeline.set_kept(40)
    languages = LanguageManager(app, "en")
    try:
        assert _strip(timeline)._header().note == "40 frames in memory"
        languages.set_choice("ko")
        assert _strip(timeline)._header().note == "메모리에 프레임 40장"
    finally:
        languages.close()


def _strip(timeline: Timeline) -> TimelineStrip:
    return timeline.findChild(TimelineStrip)


def _told(signal: Any) -> list[Any]:
    told: list[Any] = []
    signal.connect(lambda *values: told.append(values[0] if len(values) == 1 else values))
    return told


def _button(widget: QWidget, name: str) -> QAbstractButton:
    (found,) = [b for b in widget.findChildren(QAbstractButton) if b.accessibleName() == name]
    return found


def _click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def _at(seconds: float) -> QPoint:
    """The middle of the column that shows ``seconds``."""
    return QPoint(LEFT + int(seconds / SECONDS * 240) * PITCH + 2, MIDDLE)


def _image(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


def _column(image: QImage, seconds: float) -> list[str]:
    """The colours of the column that shows ``seconds``, from above its baseline up."""
    x = LEFT + int(seconds / SECONDS * 240) * PITCH + 1
    ys = range(timeline_paint.BASELINE - 1, timeline_paint.BARS_TOP, -1)
    return [image.pixelColor(x, TOP + y).name().upper() for y in ys]


def _fill(label: int) -> str:
    return class_style(label, VOC_CLASSES).color.name().upper()


def _figures(timeline: Timeline) -> list[str]:
    return [
        f.accessibleName()
        for f in timeline.findChildren(Figures)
        if f.isVisible() and f.accessibleName()
    ]


class TestCounts:
    def test_a_column_shows_its_fullest_frame(self) -> None:
        counts = FrameCounts(duration=SECONDS, fps=FPS)
        counts.replace([(0.0, {1: 1}), (0.04, {1: 2, 2: 5}), (0.08, {2: 3}), (0.2, {1: 9})])
        assert counts.column(0, columns=240) == {1: 2, 2: 5}
        assert counts.column(1, columns=240) == {1: 9}
        assert counts.column(2, columns=240) is None
        assert counts.most == 9

    def test_a_frame_seen_again_replaces_what_was_known_of_it(self) -> None:
        counts = FrameCounts(duration=SECONDS, fps=FPS)
        counts.add(1.0, {1: 9})
        counts.add(1.0, {1: 2})
        assert counts.column(5, columns=240) == {1: 2}

    @pytest.mark.parametrize("columns", [1, 7, 240, 247, 1000])
    def test_a_frame_is_found_in_the_columns_it_is_said_to_be_in(self, columns: int) -> None:
        counts = FrameCounts(duration=42.0, fps=FPS)
        for i in range(0, 1050, 97):
            counts.replace([(i / FPS, {1: 1})])
            said = counts.columns_of(i / FPS, columns=columns)
            seen = [k for k in range(columns) if counts.column(k, columns=columns) is not None]
            assert list(said) == seen

    def test_a_short_clip_leaves_no_gap_between_its_frames(self) -> None:
        counts = FrameCounts(duration=1.0, fps=10.0)
        counts.replace([(i / 10, {1: i}) for i in range(10)])
        shown = [counts.column(k, columns=240) for k in range(240)]
        assert [c[1] for c in shown if c] == sorted(i for i in range(10) for _ in range(24))

    def test_hours_of_a_camera_take_the_room_of_a_minute(self) -> None:
        counts = FrameCounts()
        for i in range(40_000):
            counts.add(i / 30, {1: 1})
        assert len(counts._bins) <= 3 * BINS
        newest = int(counts.latest * 240 / 60)
        assert counts.column(newest - 1, columns=240) == {1: 1}
        assert counts.column(newest - 3 * 240, columns=240) is None

    def test_about_equal_classes_do_not_change_places_all_the_time(self) -> None:
        counts = FrameCounts(duration=SECONDS, fps=FPS)
        counts.add(0.0, {1: 10, 2: 10})
        counts.add(0.04, {2: 1})
        assert counts.order == (1, 2)
        counts.add(0.08, {2: 10})
        assert counts.order == (2, 1)


class TestAxis:
    @pytest.mark.parametrize(
        ("seconds", "decimals", "words"),
        [
            (0, 0, "0:00"),
            (14.2, 2, "0:14.20"),
            (355 / 25, 2, "0:14.20"),  # 14.2 is a little less in binary
            (59.999, 0, "0:59"),
            (3723.4, 1, "1:02:03.4"),
            (-1, 0, "0:00"),
        ],
    )
    def test_clock(self, seconds: float, decimals: int, words: str) -> None:
        assert clock(seconds, decimals) == words

    def test_ticks_divide_the_duration_where_a_round_step_does(self) -> None:
        axis = TimeAxis(44, 247, 0, 42.0)
        assert [clock(t) for t in axis.ticks()][-3:] == ["0:30", "0:36", "0:42"]
        assert tick_step(60.0, 988) == 10

    @pytest.mark.parametrize("seconds", [0.4, 1.3, 7.0, 61.0, 3601.0, 90_000.0])
    def test_ticks_stay_apart_and_end_at_the_end(self, seconds: float) -> None:
        axis = TimeAxis(44, 247, 0, seconds)
        places = [axis.x(t) for t in axis.ticks()]
        assert places[-1] == pytest.approx(axis.right)
        assert all(b - a > 50 for a, b in pairwise(places))

    def test_a_window_that_scrolled_has_round_ticks_inside(self) -> None:
        axis = TimeAxis(44, 240, 120, 60.0)
        assert [clock(t) for t in axis.ticks()] == ["0:30", "0:40", "0:50", "1:00", "1:10", "1:20",
                                                    "1:30"]  # fmt: skip


class TestBars:
    def test_past_in_full_ahead_at_half_and_nothing_where_not_seen(
        self, timeline: Timeline
    ) -> None:
        timeline.set_counts([(10.0, {PERSON: 5, HORSE: 2}), (30.0, {PERSON: 5, HORSE: 2})])
        timeline.set_position(20.0, 500)
        image = _image(timeline)
        past, ahead = _column(image, 10.0), _column(image, 30.0)
        assert past[:19].count(_fill(PERSON)) == 19
        assert past[21:27].count(_fill(HORSE)) == 6
        assert {past[28], past[30]} == {theme.LIGHT.surface}
        halved = [
            round((a + b) / 2)
            for a, b in zip(
                QColor(_fill(PERSON)).getRgb()[:3],
                QColor(theme.LIGHT.surface).getRgb()[:3],
                strict=True,
            )
        ]
        assert QColor(ahead[5]).getRgb()[:3] == pytest.approx(halved, abs=2)
        assert set(_column(image, 5.0)[2:]) == {theme.LIGHT.surface}

    def test_seen_and_empty_is_not_the_same_as_not_seen(self, timeline: Timeline) -> None:
        timeline.set_position(47.0, 1175)
        timeline.set_counts([(4.0 + i / FPS, {}) for i in range(50)])
        image = _image(timeline)
        y = TOP + timeline_paint.BASELINE - 1
        seen = {image.pixelColor(_at(4.4).x() + i, y).name() for i in range(24)}
        unseen = {image.pixelColor(_at(30.0).x() + i, y).name() for i in range(24)}
        assert seen == {theme.LIGHT.border2.lower()}
        assert len(unseen) > 1  # dashes and gaps

    def test_more_than_eight_detections_halve_the_scale(self, timeline: Timeline) -> None:
        timeline.set_position(47.0, 1175)
        timeline.set_counts([(10.0, {PERSON: 8}), (12.0, {PERSON: 4})])
        tall = _column(_image(timeline), 12.0).count(_fill(PERSON))
        timeline.add_counts(14.0, {PERSON: 9})
        short = _column(_image(timeline), 12.0).count(_fill(PERSON))
        assert tall > 1.5 * short

    def test_only_the_columns_of_new_frames_are_painted(
        self, timeline: Timeline, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        painted: list[int] = []
        paint_column = CountBars._paint_column

        def note(bars: CountBars, painter: Any, left: int, counts: Any) -> None:
            painted.append(left // PITCH)
            paint_column(bars, painter, left, counts)

        monkeypatch.setattr(CountBars, "_paint_column", note)
        timeline.set_counts([(i / FPS, {PERSON: 2}) for i in range(100)])
        _image(timeline)
        painted.clear()
        timeline.add_counts(4.0, {PERSON: 3})
        timeline.set_position(4.0, 100)
        _image(timeline)
        assert painted == [20]

    def test_a_camera_scrolls_and_paints_only_what_came_in(
        self, timeline: Timeline, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        timeline.set_source("Camera", None, 30.0, live=True)
        for i in range(30 * 70):
            timeline.add_counts(i / 30, {PERSON: 1 + (i // 300) % 6})
        timeline.set_position(69.9, 2097)
        run_events(100)  # a live place is shown a little later
        before = _image(timeline)
        painted: list[int] = []
        paint_column = CountBars._paint_column

        def note(bars: CountBars, painter: Any, left: int, counts: Any) -> None:
            painted.append(left)
            paint_column(bars, painter, left, counts)

        monkeypatch.setattr(CountBars, "_paint_column", note)
        for i in range(30 * 70, 30 * 71):
            timeline.add_counts(i / 30, {PERSON: 2})
        timeline.set_position(70.9, 2127)
        run_events(100)
        after = _image(timeline)
        assert 0 < len(painted) <= 6
        row = range(LEFT, LEFT + 200 * PITCH)
        moved = [after.pixelColor(x, MIDDLE).rgb() for x in row]
        assert moved == [before.pixelColor(x + 4 * PITCH, MIDDLE).rgb() for x in row]

    def test_other_classes_take_the_old_counts_away(self, timeline: Timeline) -> None:
        timeline.set_counts([(10.0, {PERSON: 8})])
        timeline.set_classes(("a", "b"))
        assert set(_column(_image(timeline), 10.0)[2:]) == {theme.LIGHT.surface}

    def test_the_other_theme_paints_them_again(self, timeline: Timeline, app: QApplication) -> None:
        timeline.set_position(47.0, 1175)
        timeline.set_counts([(10.0, {})])
        manager = theme.ThemeManager(app, "light")
        light = _column(_image(timeline), 10.0)[0]
        manager.set_mode("dark")
        dark = _column(_image(timeline), 10.0)[0]
        manager.set_mode("light")
        manager.setParent(None)
        manager.deleteLater()
        assert (light, dark) == (theme.LIGHT.border2, theme.DARK.border2)


class TestScrubbing:
    def test_a_press_goes_to_the_start_of_the_frame_below_it(self, timeline: Timeline) -> None:
        told = _told(timeline.seeked)
        QTest.mouseClick(_strip(timeline), Qt.MouseButton.LeftButton, pos=_at(24.0))
        assert len(told) == 1
        assert told[0] == pytest.approx(24.1, abs=0.1)
        assert told[0] * FPS == pytest.approx(round(told[0] * FPS))

    def test_a_drag_tells_each_frame_once_and_keeps_the_playhead_under_the_pointer(
        self, timeline: Timeline
    ) -> None:
        strip, told = _strip(timeline), _told(timeline.seeked)
        QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=_at(12.0))
        for step in range(6):
            QTest.mouseMove(strip, _at(12.0) + QPoint(step // 2, step))
        timeline.set_position(3.0, 75)  # an answer to an earlier wish
        image = _image(strip)
        QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=_at(12.0))
        assert told == sorted(set(told))
        assert len(told) == 3
        accent = QColor(theme.LIGHT.accent).rgb()
        reach = range(_at(12.0).x() - 2, _at(12.0).x() + 6)
        assert any(image.pixelColor(x, MIDDLE).rgb() == accent for x in reach)

    def test_past_the_ends_it_stays_on_the_first_and_the_last_frame(
        self, timeline: Timeline
    ) -> None:
        strip, told = _strip(timeline), _told(timeline.seeked)
        QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=_at(10.0))
        QTest.mouseMove(strip, QPoint(WIDTH + 50, MIDDLE))
        QTest.mouseMove(strip, QPoint(-50, MIDDLE))
        QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(0, MIDDLE))
        assert told[1:] == pytest.approx([SECONDS - 1 / FPS, 0.0])

    def test_the_header_is_not_a_scrubber(self, timeline: Timeline) -> None:
        told = _told(timeline.seeked)
        QTest.mouseClick(_strip(timeline), Qt.MouseButton.LeftButton, pos=QPoint(200, 8))
        assert told == []

    def test_keys_step_and_jump(self, timeline: Timeline) -> None:
        strip = _strip(timeline)
        strip.setFocus()
        stepped, sought = _told(timeline.stepped), _told(timeline.seeked)
        timeline.set_position(20.0, 500)
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            QTest.keyClick(strip, key)
        for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_Home):
            QTest.keyClick(strip, key)
        assert stepped == [-1, 1]
        assert sought == pytest.approx([24.8, 20.0, SECONDS - 1 / FPS, 0.0], abs=0.05)

    def test_its_keys_go_before_the_windows_commands(self, timeline: Timeline) -> None:
        command = _told(QShortcut(Qt.Key.Key_Right, timeline).activated)
        stepped = _told(timeline.stepped)
        _strip(timeline).setFocus()
        QApplication.processEvents()
        QTest.keyClick(timeline.windowHandle(), Qt.Key.Key_Right)
        assert (stepped, command) == ([1], [])

    def test_the_bubble_says_what_is_below_the_pointer(self, timeline: Timeline) -> None:
        strip = _strip(timeline)
        timeline.set_counts([(10.0, {PERSON: 5, HORSE: 2}), (20.0, dict.fromkeys(range(1, 8), 1))])
        assert strip._bubble_words(10.0) == ("7", " person 5 · horse 2")
        assert strip._bubble_words(20.0)[1].endswith(" · +3")
        assert strip._bubble_words(30.0) == ("", "not seen yet")
        plain = _image(strip)
        QTest.mouseMove(strip, _at(10.0))
        corner, dark = QPoint(_at(10.0).x() + 16, 8), QColor(theme.LIGHT.tooltip).rgb()
        assert plain.pixelColor(corner).rgb() != dark
        wait_until(lambda: _image(strip).pixelColor(corner).rgb() == dark)

    def test_a_mark_is_set_and_taken_away_at_the_playhead(self, timeline: Timeline) -> None:
        for seconds in (20.0, 4.4):
            timeline.set_position(seconds, 0)
            timeline.toggle_mark()
        assert timeline.marks == (4.4, 20.0)
        ink = QColor(theme.LIGHT.text).rgb()
        x = LEFT + round(20.0 / SECONDS * 240 * PITCH)
        assert _image(timeline).pixelColor(x, TOP + timeline_paint.BARS_TOP - 7).rgb() == ink
        timeline.toggle_mark()
        assert timeline.marks == (20.0,)
        timeline.set_source("other.mp4", 10.0, 25.0)
        assert timeline.marks == ()


class TestTransport:
    def test_every_button_tells_what_it_is_for(self, timeline: Timeline) -> None:
        names = {
            "Play": timeline.play_toggled,
            "To the start": timeline.seeked,
            "One frame back": timeline.stepped,
            "One frame forward": timeline.stepped,
            "Start anew at the end": timeline.loop_toggled,
            "Freeze": timeline.freeze_toggled,
            "Speed 0.5×": timeline.speed_chosen,
        }
        expected: list[Any] = [(), 0.0, -1, 1, True, True, 0.5]
        for (name, signal), value in zip(names.items(), expected, strict=True):
            told = _told(signal)
            _click(_button(timeline, name))
            assert told == [value], name

    def test_the_mode_is_chosen_from_a_menu(self, timeline: Timeline) -> None:
        told = _told(timeline.mode_chosen)
        (menu,) = [m for m in timeline.findChildren(ChoiceMenu) if m.isVisible()]
        _click(menu)
        popup = menu.findChild(QMenu)
        assert popup.isVisible()
        place = popup.actionGeometry(popup.actions()[1]).center()
        QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=place)
        assert (told, menu.text()) == (["live"], "Real time")

    def test_time_frame_and_their_totals(self, timeline: Timeline) -> None:
        timeline.set_position(14.2, 355)
        assert _figures(timeline) == ["0:14.20", " / 0:48.00", "frame 355 / 1,200"]
        timeline.set_source("Camera", None, 30.0, live=True)
        timeline.set_position(14.2, 426)
        wait_until(lambda: _figures(timeline) == ["0:14.20", "frame 426"])
        assert not _button(timeline, "To the start").isEnabled()
        assert _button(timeline, "Freeze").isEnabled()

    def test_a_live_place_waits_to_be_read_unless_somebody_acts_on_it(
        self, timeline: Timeline
    ) -> None:
        timeline.set_source("Camera", None, 30.0, live=True)
        for frame in range(1, 31):
            timeline.set_position(frame / 30, frame)
        assert _figures(timeline) == ["0:00.00", "frame 0"]
        timeline.toggle_mark()
        assert timeline.marks == (1.0,)
        assert _figures(timeline) == ["0:01.00", "frame 30"]
        timeline.set_position(2.0, 60)
        timeline.set_frozen(True)
        assert _figures(timeline) == ["0:02.00", "frame 60"]
        timeline.set_position(3.0, 90)
        timeline.set_source("clip.mp4", 10.0, 25.0)
        run_events(100)  # what waited was of the source before
        assert _figures(timeline)[0] == "0:00.00"

    def test_play_and_freeze_say_what_a_press_would_do(self, timeline: Timeline) -> None:
        timeline.set_playing(True)
        timeline.set_frozen(True)
        assert timeline.findChild(PlayDisc).accessibleName() == "Pause"
        freeze = timeline.findChild(FreezeButton)
        assert (freeze.text(), freeze.isChecked()) == ("Unfreeze", True)
        soft = QColor(theme.LIGHT.accent_soft).rgb()
        assert _image(freeze).pixelColor(5, 14).rgb() == soft

    @pytest.mark.parametrize("width", [488, 560, 700, 800, 1048, 1600])
    def test_nothing_is_cut_off_or_covered_at_any_width(
        self, timeline: Timeline, width: int
    ) -> None:
        timeline.set_position(3000.5, 75_012)
        timeline.resize(width, timeline.height())
        QApplication.processEvents()
        row = timeline.findChild(Transport)
        shown = [
            child
            for child in row.findChildren(
                QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
            )
            if child.isVisible() and not isinstance(child, QLabel) and child.width()
        ]
        shown.sort(key=lambda child: child.x())
        assert shown[-1].geometry().right() < width
        assert all(child.width() >= child.sizeHint().width() for child in shown)
        for left, right in pairwise(shown):
            assert left.geometry().right() < right.x(), (left, right)

    def test_the_folded_row_still_has_every_speed_and_mode(self, timeline: Timeline) -> None:
        timeline.resize(488, timeline.height())
        QApplication.processEvents()
        (menu,) = [m for m in timeline.findChildren(ChoiceMenu) if m.isVisible()]
        speeds, modes = _told(timeline.speed_chosen), _told(timeline.mode_chosen)
        for action in menu.findChild(QMenu).actions():
            if not action.isSeparator():
                action.trigger()
        assert (speeds, modes) == ([0.25, 0.5, 1.0, 2.0], ["every", "live"])


class TestLiveChip:
    @pytest.fixture
    def chip(self, app: QApplication) -> Iterator[LiveChip]:
        canvas = QWidget()
        canvas.resize(600, 300)
        made = LiveChip(canvas)
        canvas.show()
        made.show()
        yield made
        canvas.close()

    def test_it_says_how_live_the_picture_is(self, chip: LiveChip) -> None:
        chip.set_figures(25.0, 19.4, 1234)
        assert chip.accessibleName() == "25.0 fps, 19 ms to screen, 1,234 dropped"
        chip.set_frozen(355)
        assert chip.accessibleName() == "Frozen, frame 355"
        chip.set_frozen(None)
        assert chip.accessibleName().startswith("25.0 fps")

    @pytest.mark.parametrize(
        ("fps", "latency", "token"),
        [(15.0, 100.0, "success"), (14.9, 20.0, "warning"), (25.0, 101.0, "warning")],
    )
    def test_the_dot_is_amber_when_slow_or_late(
        self, chip: LiveChip, fps: float, latency: float, token: str
    ) -> None:
        chip.set_figures(fps, latency, 0)
        dot = _image(chip).pixelColor(16, 14)
        assert dot.name().upper() == getattr(theme.DARK, token)

    def test_it_keeps_to_the_corner_and_lets_clicks_through(self, chip: LiveChip) -> None:
        canvas = chip.parentWidget()
        chip.set_figures(25.0, 19.0, 0)
        canvas.resize(400, 200)
        QApplication.processEvents()
        assert chip.geometry().right() == 400 - 16 - 1
        assert canvas.childAt(chip.geometry().center()) is None
