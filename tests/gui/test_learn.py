"""Learn as a teacher goes through it: by keyboard, in both languages, with files, projected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import drop, end, files, make_app, run_events, wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from test_accessible import nameless

from gui import fonts
from gui.app import App
from gui.lessons.registry import LESSONS
from gui.panels.camera_picker import CameraPicker
from gui.workspaces.learn import LearnWorkspace
from ssd_core.bundled import sample_paths
from ssd_core.lessons.scene import SEED

pytestmark = pytest.mark.window

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def program(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    program = make_app(app, tmp_path_factory.mktemp("learn"))
    program.window.show()
    program.window.activateWindow()
    program.start()
    wait_until(program.window.isActiveWindow)
    yield program
    end(program)


@pytest.fixture
def page(program: App) -> Iterator[LearnWorkspace]:
    """Learn at its first lesson, on its first scene, with nothing asked."""
    program.window.show_workspace("learn")
    page = program.window.page("learn")
    assert isinstance(page, LearnWorkspace)
    page.scene_footer.chosen.emit("shapes")
    wait_until(lambda: page.scene is not None and page.scene.raw is not None)
    page.show_lesson(LESSONS[0].key)
    page.quiz.close()
    page.side.show_tab("lesson")
    yield page
    program.languages.set_choice("en")


def press(program: App, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """To whoever has the keyboard, as a person would."""
    target = QApplication.focusWidget() or program.window
    QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)


def answer_by_keyboard(program: App, page: LearnWorkspace) -> None:
    """Choose the first answer, look, and go on."""
    page.card.focus_answers()
    press(program, Key.Key_Space)
    press(program, Key.Key_Space)  # the focus went to Look
    assert page.card.is_looked
    press(program, Key.Key_Space)  # and to Next


def test_a_newcomer_finds_the_webcam_and_the_first_lesson(
    app: QApplication, tmp_path: Path
) -> None:
    program = make_app(app, tmp_path)
    program.window.show()
    picker = program.window.findChild(CameraPicker)
    offered = program.window.inspect.empty.findChildren(QPushButton)
    webcam = next(button for button in offered if button.text() == "Webcam")
    QTest.mouseClick(webcam, Qt.MouseButton.LeftButton)
    assert picker.isVisible()
    QTest.keyClick(picker, Qt.Key.Key_Escape)
    assert not picker.isVisible()
    assert program.window.page("learn") is None
    invitation = program.window.inspect.inspector.newcomer
    QTest.mouseClick(invitation.findChild(QPushButton), Qt.MouseButton.LeftButton)
    page = program.window.page("learn")
    assert isinstance(page, LearnWorkspace)
    assert (program.window.workspace, page.current) == ("learn", LESSONS[0].key)
    program.window.inspect.set_picture_shown(True)
    assert invitation.isHidden(), "who has a picture sees what was found in it"
    end(program)


@pytest.mark.parametrize("key", ["next-scene", "own-scene", "predict"])
def test_its_commands_bring_it_to_the_front(app: QApplication, tmp_path: Path, key: str) -> None:
    program = make_app(app, tmp_path)
    program.commands[key].action.trigger()  # as the palette does, from any workspace
    assert program.window.workspace == "learn"
    end(program)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_walk_through_all_lessons_by_keyboard(
    program: App, page: LearnWorkspace, language: str
) -> None:
    program.languages.set_choice(language)
    for entry in LESSONS:
        assert page.current == entry.key
        assert page.head.isVisible()
        lesson = page.lesson
        page.setFocus()
        for _ in lesson.steps():
            press(program, Key.Key_Right)
        if lesson.steps():
            assert lesson.step == len(lesson.steps()) - 1
            press(program, Key.Key_Home)
            assert lesson.step == 0
        press(program, Key.Key_C)
        assert page.side.tab == "code"
        wait_until(lambda: "def " in page.side.code.text)  # some wait for what they computed
        press(program, Key.Key_C)
        assert nameless(page) == [], entry.key
        press(program, Key.Key_PageDown, CONTROL)
    assert page.current == LESSONS[-1].key
    press(program, Key.Key_PageUp, CONTROL)
    assert page.current == LESSONS[-2].key


def test_questions_are_asked_answered_and_lead_on(program: App, page: LearnWorkspace) -> None:
    page.show_lesson("matching")
    assert page.quiz.is_open  # it has no transport: it asks
    count = len(page.lesson.questions())
    assert page.lesson.shown.hidden >= 0
    for number in range(count):
        assert page.card.question is not None
        assert page.card.question.key == page.lesson.questions()[number].key
        answer_by_keyboard(program, page)
    assert page.current == LESSONS[2].key
    assert "matching" in program.settings.lessons_done
    page.show_lesson("matching")
    assert page.quiz.is_open


def test_a_question_can_be_left_with_escape(program: App, page: LearnWorkspace) -> None:
    page.setFocus()
    press(program, Key.Key_Q)
    assert page.quiz.is_open
    assert page.card.isVisible()
    press(program, Key.Key_Escape)
    assert not page.quiz.is_open
    assert page.bottom.footers.isVisible()


def test_an_answer_stays_chosen_while_the_scene_moves(program: App, page: LearnWorkspace) -> None:
    press(program, Key.Key_Q)
    page.card.answers.parts[1].click()
    page.lesson.changed.emit()
    run_events(150)
    assert page.card.answers.own == 1
    assert not page.card.is_looked
    page.card.look.click()
    right = page.card.question.right
    verdicts = [part.verdict for part in page.card.answers.parts]
    assert verdicts[right] == "right"
    assert page.card.next.isVisible()


def test_playing_goes_on_by_itself_and_stops_at_the_end(program: App, page: LearnWorkspace) -> None:
    page.show_lesson("default-boxes")
    page.lesson.go_to(len(page.lesson.steps()) - 2)
    page._on_step_changed()
    page.transport._speed.part("2").click()
    page.setFocus()
    press(program, Key.Key_Space)
    assert page.transport.playing
    wait_until(lambda: page.lesson.step == len(page.lesson.steps()) - 1)
    assert not page.transport.playing


def test_another_scene_and_ones_own_picture(program: App, page: LearnWorkspace) -> None:
    page.setFocus()
    press(program, Key.Key_N)
    wait_until(lambda: page.scene.seed == SEED + 1)
    press(program, Key.Key_Y)  # there is no picture yet: nothing happens
    assert page.scene.source == "shapes"
    program.session.open_files([str(sample_paths()[0])])
    wait_until(lambda: program.session.selection is not None)
    press(program, Key.Key_Y)
    wait_until(lambda: page.scene.source == "yours")
    assert page.scene.name == sample_paths()[0].name
    assert len(page.scene.truth) == min(len(program.session.selection.detections), 8)
    program.session.open_files([str(sample_paths()[1])])
    wait_until(lambda: page.scene.name == sample_paths()[1].name and page.scene.raw is not None)
    press(program, Key.Key_Y)
    wait_until(lambda: page.scene.source == "shapes")


def test_ones_own_picture_needs_a_picture_and_weights(page: LearnWorkspace) -> None:
    footer = page.scene_footer
    part = footer._choice.part("yours")
    before = footer._refusal
    for picture, weights, word in ((False, True, "picture"), (True, False, "weights")):
        footer.set_yours(picture=picture, weights=weights)
        assert not part.isEnabled()
        assert word in part.toolTip()
    footer.set_yours(picture=True, weights=True)
    assert part.isEnabled()
    footer._refusal = before
    footer.retranslate()


def test_a_language_is_switched_live(program: App, page: LearnWorkspace) -> None:
    row = page.lessons.row("matching")
    page.show_lesson("matching")
    program.languages.set_choice("ko")
    wait_until(lambda: row.text() == "매칭")
    assert "양성" in page.card.question.text
    program.languages.set_choice("en")
    wait_until(lambda: row.text() == "Matching")
    assert "positives" in page.card.question.text


def test_a_lesson_is_saved_and_opened_again(
    program: App, page: LearnWorkspace, tmp_path: Path
) -> None:
    page.show_lesson("matching")
    page.lesson.set_threshold(0.35)
    boxes = page.lesson.state()["truth"]
    path = tmp_path / "mine.ssdlesson"
    learning = next(s for s in program._subjects if type(s).__name__ == "Learning")
    learning._files.save(str(path))
    wait_until(path.exists)
    page.lesson.set_threshold(0.8)
    page.show_lesson("default-boxes")
    drop(program.window, files([path]))
    wait_until(lambda: page.current == "matching" and page.lesson.threshold == 0.35)
    assert page.lesson.state()["truth"] == boxes


def test_a_lesson_on_ones_own_picture_takes_it_along(
    program: App, page: LearnWorkspace, tmp_path: Path
) -> None:
    name = sample_paths()[2].name
    program.session.open_files([str(sample_paths()[2])])
    wait_until(lambda: program.session.picture is not None and program.session.picture.name == name)
    wait_until(lambda: program.session.selection is not None)
    page.scene_footer.chosen.emit("yours")
    page.show_lesson("matching")
    wait_until(lambda: page.scene.name == name)
    page.lesson.set_threshold(0.6)
    path = tmp_path / "own.ssdlesson"
    learning = next(s for s in program._subjects if type(s).__name__ == "Learning")
    learning._files.save(str(path))
    wait_until(path.exists)
    page.scene_footer.chosen.emit("shapes")
    page.lesson.set_threshold(0.5)
    wait_until(lambda: page.scene.source == "shapes")
    learning._files.open(str(path))
    wait_until(lambda: page.scene.source == "yours" and page.lesson.threshold == 0.6)
    assert page.scene.name == name


def test_a_damaged_lesson_file_says_so(program: App, page: LearnWorkspace, tmp_path: Path) -> None:
    path = tmp_path / "broken.ssdlesson"
    path.write_text('{"format": "ssd-viewer lesson"}')
    drop(program.window, files([path]))
    wait_until(page.toast.isVisible)
    page.toast.hide()


def test_presentation_leaves_the_lesson_in_large_letters(
    program: App, page: LearnWorkspace
) -> None:
    size = fonts.scale()
    page.lesson.go_to(0)
    page.setFocus()
    press(program, Key.Key_F5)
    assert not page.lessons.isVisible()
    assert not program.window.rail.isVisible()
    assert fonts.scale() > size
    assert page.lesson.canvas.strokes > 1
    press(program, Key.Key_PageDown)
    assert page.lesson.step == 1
    page.lesson.go_to(len(page.lesson.steps()) - 1)
    press(program, Key.Key_PageDown)
    assert page.current == LESSONS[1].key
    press(program, Key.Key_B)
    press(program, Key.Key_B)
    page.quiz.close()
    press(program, Key.Key_Escape)
    assert page.lessons.isVisible()
    assert fonts.scale() == size
    assert program.window.status.isHidden()


def test_little_room_folds_the_list(program: App, page: LearnWorkspace) -> None:
    before = program.window.size()
    program.window.resize(900, 600)
    assert not page.scene_footer.isVisible()
    wait_until(lambda: page.lessons.width() < 80 and page.lesson.centre.width() > 400)
    program.window.resize(before)
    wait_until(page.scene_footer.isVisible)
