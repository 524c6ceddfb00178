"""A click on the picture tells the life of a candidate; "Why not?" tells what stopped others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from driving import drop, end, files, make_app, run_events, wait_until
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from gui.app import App
from gui.panels.biography.words import say_marked, signed
from gui.panels.detections_table import DetectionsTable
from gui.panels.why_not_panel import WitnessRow
from gui.readout import readout
from gui.sentences import translated
from gui.wiring.biography import Biographies
from ssd_core.bundled import sample_paths
from ssd_core.explain.biography import Archive
from ssd_core.explain.sentences import Sentence
from ssd_core.fates import Fate
from ssd_core.types import Thresholds

pytestmark = pytest.mark.window

CIRCLES = next(p for p in sample_paths() if p.stem == "crowd-of-circles")


@pytest.fixture(scope="module")
def running(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The program with its weights loaded."""
    viewer = make_app(app, tmp_path_factory.mktemp("settings"))
    viewer.window.show()
    viewer.start()
    wait_until(lambda: viewer.session.weights is not None)
    yield viewer
    end(viewer)


@pytest.fixture
def viewer(running: App) -> Iterator[App]:
    """The program with the crowd of circles on its canvas."""
    running.window.activateWindow()
    wait_until(running.window.isActiveWindow)
    picture = running.session.picture
    if picture is None or picture.path != str(CIRCLES):
        drop(running.window, files([CIRCLES]))
        wait_until(lambda: running.session.picture is not picture)
    wait_until(lambda: running.session.selection is not None)
    run_events(20)
    yield running
    subject(running).leave()
    subject(running).why_not.leave()
    running.session.set_thresholds(Thresholds())
    run_events(20)


def subject(viewer: App) -> Biographies:
    return next(s for s in viewer._subjects if isinstance(s, Biographies))


def archive(viewer: App) -> Archive:
    looked, config = viewer.session.looked_at, viewer.session.weights.config
    return Archive(looked.raw, looked.candidates, config, viewer.session.thresholds)


def at(viewer: App, x: float, y: float) -> QPoint:
    """A point in 0..1 of the picture as a point of the canvas."""
    viewport = viewer.window.inspect.canvas.viewport
    width, height = viewport.picture
    vx, vy = viewport.to_view(x * width, y * height)
    return QPoint(round(vx), round(vy))


def click_detection(viewer: App, row: int) -> tuple[int, int]:
    """Click on the left border of a detection; (DBox, label) of it."""
    found = viewer.session.selection.detections
    xmin, ymin, _, ymax = found.boxes[row].tolist()
    canvas = viewer.window.inspect.canvas
    point = at(viewer, xmin, ymin + 0.4 * (ymax - ymin))
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=point)
    return int(found.dbox[row]), int(found.labels[row])


def told(viewer: App) -> tuple[int, int] | None:
    life = subject(viewer)._life
    return None if life is None else life.biography.pair


def texts(viewer: App) -> str:
    labels = subject(viewer).panel.findChildren(QLabel)
    return "\n".join(label.text() for label in labels)


def open_one(viewer: App, fate: Fate) -> tuple[int, int]:
    """Open the strongest candidate with this fate."""
    file = archive(viewer)
    rows = np.argwhere(file.fates.fate == fate)
    scores = file.candidates.scores[rows[:, 0], rows[:, 1]]
    dbox, label = rows[scores.argmax()].tolist()
    box = file.candidates.boxes[dbox].tolist()
    subject(viewer)._open((dbox, label), ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
    wait_until(lambda: told(viewer) == (dbox, label))
    return dbox, label


def test_a_click_on_a_box_tells_its_life(viewer: App) -> None:
    pair = click_detection(viewer, 1)
    wait_until(lambda: told(viewer) == pair)
    inspect, mine = viewer.window.inspect, subject(viewer)
    assert inspect.side is mine.panel
    assert mine.panel.isVisible()
    assert "Shown as #2." in texts(viewer)
    assert f"as DBox {pair[0]} of 8732" in texts(viewer)
    assert mine.panel.hasFocus()
    assert viewer.presenter.selected_row == 1
    assert inspect.canvas.grab().toImage() is not None  # it can be painted


def test_a_click_beside_all_boxes_tells_the_strongest_there(viewer: App) -> None:
    canvas = viewer.window.inspect.canvas
    heard: list[tuple[float, float]] = []
    canvas.clicked_at.connect(lambda x, y: heard.append((x, y)))
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(viewer, 0.12, 0.95))
    wait_until(lambda: told(viewer) is not None)
    life = subject(viewer)._life
    assert life.number == 1
    assert life.biography.verdict.fate is not Fate.SHOWN
    xmin, ymin, xmax, ymax = life.biography.shift.box
    assert xmin <= heard[0][0] <= xmax
    assert ymin <= heard[0][1] <= ymax
    assert viewer.presenter.selected_row == -1


def test_arrows_walk_the_list_and_escape_returns(viewer: App) -> None:
    click_detection(viewer, 0)
    wait_until(lambda: told(viewer) is not None)
    mine, picture = subject(viewer), viewer.session.picture
    first = mine._life
    QTest.keyClick(mine.panel, Qt.Key.Key_Right)
    wait_until(lambda: mine._life.number == first.number + 1)
    assert mine._life.biography.verdict.score <= first.biography.verdict.score
    QTest.keyClick(viewer.window.inspect.canvas, Qt.Key.Key_Left)  # as well from the canvas
    wait_until(lambda: told(viewer) == first.biography.pair)
    mine.panel.header._next.click()
    wait_until(lambda: mine._life.number == first.number + 1)
    assert viewer.session.picture is picture
    QTest.keyClick(mine.panel, Qt.Key.Key_Escape)
    assert viewer.window.inspect.side is None
    assert viewer.window.inspect.inspector.isVisible()
    assert viewer.window.inspect.canvas._scene.boxes_shown
    assert viewer.window.inspect.canvas.hasFocus()


def test_the_life_follows_the_sliders(viewer: App) -> None:
    pair = click_detection(viewer, 0)
    wait_until(lambda: "Shown as #1." in texts(viewer))
    viewer.session.set_thresholds(replace(viewer.session.thresholds, confidence=1.0))
    wait_until(lambda: "Below confidence 1.00" in texts(viewer))
    assert told(viewer) == pair
    viewer.session.set_thresholds(replace(viewer.session.thresholds, confidence=0.3))
    wait_until(lambda: "Shown as #1." in texts(viewer))


def test_try_it_changes_the_fate(viewer: App) -> None:
    pair = open_one(viewer, Fate.SUPPRESSED)
    judged = subject(viewer).panel._judged
    wait_until(judged._try.isVisible)
    before = viewer.session.thresholds
    judged._try.click()
    assert viewer.session.thresholds.overlap > before.overlap
    spin = viewer.window.inspect.inspector.thresholds._overlap_spin
    assert spin.value() == pytest.approx(viewer.session.thresholds.overlap)
    wait_until(lambda: subject(viewer)._life.biography.verdict.fate is Fate.SHOWN)
    assert told(viewer) == pair


def test_the_link_leads_to_the_suppressor(viewer: App) -> None:
    open_one(viewer, Fate.SUPPRESSED)
    mine = subject(viewer)
    by = mine._life.biography.verdict.suppressor
    mine.panel._judged._card.sentence.linkActivated.emit("suppressor")
    wait_until(lambda: told(viewer) == (by.dbox, by.label))
    assert f"Shown as #{by.number}." in texts(viewer)


@pytest.mark.parametrize("fate", [Fate.SHOWN, Fate.SUPPRESSED, Fate.BELOW_CONFIDENCE])
def test_every_fate_is_painted(viewer: App, fate: Fate) -> None:
    canvas = viewer.window.inspect.canvas
    before = canvas.grab().toImage()
    open_one(viewer, fate)
    darkened = canvas.grab().toImage()
    corner = at(viewer, 0.02, 0.5)
    assert darkened.pixelColor(corner).lightness() < before.pixelColor(corner).lightness()
    assert not subject(viewer).panel.grab().isNull()


def test_another_picture_ends_it(viewer: App) -> None:
    click_detection(viewer, 0)
    wait_until(lambda: told(viewer) is not None)
    viewer.session.open_files([str(sample_paths()[0])])
    wait_until(lambda: viewer.session.picture.name == sample_paths()[0].name)
    assert viewer.window.inspect.side is None
    assert told(viewer) is None
    assert viewer.window.inspect.canvas._scene.boxes_shown


def test_only_the_last_of_many_clicks_is_answered(viewer: App) -> None:
    lives: list[int] = []
    subject(viewer)._questions.life_told.connect(lambda life: lives.append(life.id))
    for row in (0, 1, 2, 1, 0):
        last = click_detection(viewer, row)
    wait_until(lambda: told(viewer) == last)
    run_events(100)
    assert len(lives) == 1


def test_the_row_opens_it_and_the_command_does(viewer: App) -> None:
    table = viewer.window.inspect.inspector.detections.findChild(DetectionsTable)
    table.setFocus()
    table.selectRow(2)
    assert viewer.window.inspect.side is None  # choosing a row keeps the table
    viewer.commands["biography"].action.trigger()
    wait_until(lambda: told(viewer) is not None)
    found = viewer.session.selection.detections
    row = table.detections.index_of(2)
    assert told(viewer) == (int(found.dbox[row]), int(found.labels[row]))


def test_the_readout_says_what_a_click_does(viewer: App) -> None:
    lines = readout(
        viewer.session.selection.detections,
        0,
        config=viewer.session.weights.config,
        image=viewer.session.picture.image,
    )
    assert lines[-1] == "click for its biography"


def drag(viewer: App, start: tuple[float, float], end: tuple[float, float]) -> None:
    canvas, left = viewer.window.inspect.canvas, Qt.MouseButton.LeftButton
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    QTest.mousePress(canvas, left, pos=at(viewer, *start))
    QTest.mouseMove(canvas, at(viewer, *middle))
    QTest.mouseMove(canvas, at(viewer, *end))
    QTest.mouseRelease(canvas, left, pos=at(viewer, *end))


def ask_why(viewer: App) -> None:
    """Draw a rectangle over the first detection, a little smaller."""
    xmin, ymin, xmax, ymax = viewer.session.selection.detections.boxes[0].tolist()
    drag(viewer, (xmin, ymin), (xmax, ymax))
    wait_until(lambda: subject(viewer).why_not._why is not None)


def test_why_not_tells_what_stands_there(viewer: App) -> None:
    QTest.keyClick(viewer.window, Qt.Key.Key_W)
    mine = subject(viewer).why_not
    assert viewer.window.inspect.side is mine.panel
    ask_why(viewer)
    assert mine.panel._sentence.text().startswith("It is there: #1 circle")
    rows = mine.panel.findChildren(WitnessRow)
    assert len(rows) == len(mine._why.answer.witnesses) > 0
    assert not viewer.window.inspect.canvas.rectangle.active


def test_why_not_for_another_class_and_other_thresholds(viewer: App) -> None:
    mine = subject(viewer).why_not
    mine.start()
    ask_why(viewer)
    star = next(a for a in mine.panel._menu.actions() if a.text() == "star")
    star.trigger()
    wait_until(lambda: "for star: below confidence 0.30" in mine.panel._sentence.text())
    viewer.session.set_thresholds(replace(viewer.session.thresholds, confidence=0.5))
    wait_until(lambda: "below confidence 0.50" in mine.panel._sentence.text())


def test_a_row_of_why_not_opens_its_biography(viewer: App) -> None:
    mine = subject(viewer)
    mine.why_not.start()
    ask_why(viewer)
    row = mine.why_not.panel.findChildren(WitnessRow)[0]
    pair = mine.why_not._why.lives[0].pair
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    wait_until(lambda: told(viewer) == pair)
    assert viewer.window.inspect.side is mine.panel
    assert mine.why_not._why is None


def test_escape_gives_up_why_not(viewer: App) -> None:
    mine, canvas = subject(viewer).why_not, viewer.window.inspect.canvas
    mine.start()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas.rectangle.active
    assert mine.panel.hasFocus()
    QTest.keyClick(mine.panel, Qt.Key.Key_Escape)
    assert viewer.window.inspect.side is None


def test_the_panels_render_again_in_another_language(viewer: App) -> None:
    open_one(viewer, Fate.SUPPRESSED)
    before = texts(viewer)
    for widget in (subject(viewer).panel, *subject(viewer).panel.findChildren(QLabel)):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    QApplication.sendEvent(viewer.window.inspect.canvas, QEvent(QEvent.Type.LanguageChange))
    assert texts(viewer) == before


def test_class_names_are_no_markup() -> None:
    sentence = Sentence("{name} > 1.", {"name": "<b>&"})
    assert translated(sentence) == "<b>& > 1."
    marked = say_marked(sentence, lambda name, text: f"<i>{text}</i>")
    assert marked == "<i>&lt;b&gt;&amp;</i> &gt; 1."


@pytest.mark.parametrize(
    ("value", "text"), [(0.15, "+0.15"), (-1.714, "−1.71"), (0.001, "0.00"), (-0.004, "0.00")]
)
def test_signed_numbers(value: float, text: str) -> None:
    assert signed(value, 2) == text


def test_escape_leads_back_to_the_row(viewer: App) -> None:
    table = viewer.window.inspect.inspector.findChild(DetectionsTable)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    wait_until(lambda: subject(viewer).is_open)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not subject(viewer).is_open
    assert QApplication.focusWidget() is table


def test_nothing_stands_beside_the_pointer_on_boxes_that_are_hidden(viewer: App) -> None:
    canvas = viewer.window.inspect.canvas
    click_detection(viewer, 0)
    wait_until(lambda: subject(viewer).is_open)
    assert canvas._hovered == -1
