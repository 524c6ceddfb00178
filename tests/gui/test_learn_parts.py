"""What lessons are made of: formulas, prose, questions, their thread."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from driving import wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.lessons.frame.lesson import Step
from gui.lessons.frame.question_card import QuestionCard
from gui.lessons.frame.transport import LessonTransport
from gui.lessons.parts.formula import Fraction, Root, Run, Scripts, formula, spoken
from gui.lessons.parts.formula_paint import measured
from gui.lessons.parts.formula_row import FormulaRow
from gui.lessons.parts.prose import Prose, plain
from gui.workers.lessons import LessonThread
from ssd_core.errors import UserError
from ssd_core.lessons.code import CodeSample, described
from ssd_core.lessons.lab import Lab
from ssd_core.lessons.question import Question, interval, interval_words
from ssd_core.matching import match

pytestmark = pytest.mark.window

# Formulas


def test_a_formula_is_read_into_its_parts() -> None:
    assert formula("x") == Run("x", italic=True)
    assert formula("2") == Run("2")
    assert formula("s_k") == Scripts(Run("s", italic=True), Run("k", italic=True))
    assert isinstance(formula("\\frac{a}{b}"), Fraction)
    assert isinstance(formula("\\sqrt{a_r}"), Root)
    assert formula("\\live{0.37}") == Run("0.37", tone="live")
    assert spoken(formula("e^{−x}")) == "e^−x"
    assert spoken(formula("s_k = \\frac{1}{\\sqrt{2}}")) == "s_k = (1) / (√(2))"


@pytest.mark.parametrize("text", ["{", "\\frac{a}", "\\nothing{a}", "a}", "\\live{1", "\\sqrt a"])
def test_a_formula_that_is_wrong_says_so(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        formula(text)


def test_formulas_grow_with_what_is_in_them(app: QApplication) -> None:
    plain_one, fraction = measured(formula("a"), 16), measured(formula("\\frac{a}{b}"), 16)
    assert fraction.height > 1.6 * plain_one.height
    assert measured(formula("\\sqrt{a}"), 16).width > plain_one.width
    assert measured(formula("a_k"), 16).descent > plain_one.descent
    assert measured(formula("a"), 32).width > 1.5 * plain_one.width


def test_a_row_keeps_its_value_at_the_edge(app: QApplication) -> None:
    row = FormulaRow("w = s_k\\sqrt{a_r}")
    row.resize(300, row.sizeHint().height())
    row.set_worked("0.37 · 1.41", "0.52")
    assert "0.52" in row.accessibleName()
    image = row.grab().toImage()
    paper = image.pixel(0, 0)
    edge = [image.pixel(x, y) for x in range(290, 300) for y in range(image.height())]
    assert any(pixel != paper for pixel in edge)
    row.resize(120, row.height())
    row.grab()  # narrower than the formula: it shrinks
    row.deleteLater()


# Prose


def test_marks_become_looks_and_are_not_spoken(app: QApplication) -> None:
    prose = Prose()
    prose.set_text("**bold** *s* __0.50__ a<b")
    assert prose.accessibleName() == prose.text() == "bold s 0.50 a<b"
    assert plain("2*3") == "2*3"
    prose.deleteLater()


def test_prose_takes_the_lines_it_needs(app: QApplication) -> None:
    prose = Prose()
    prose.set_text("one two three four five six seven eight nine ten " * 4)
    assert prose.heightForWidth(150) > 1.8 * prose.heightForWidth(400)
    prose.deleteLater()


# Questions


def test_intervals_and_their_words() -> None:
    starts = (0, 1, 4, 10)
    assert [interval(value, starts) for value in (0, 1, 3, 4, 9, 10, 99)] == [0, 1, 1, 2, 2, 3, 3]
    assert interval_words(starts, more="{count} or more") == ("0", "1–3", "4–9", "10 or more")


@pytest.mark.parametrize(("answers", "right"), [(("a",), 0), (("a", "b"), 2), (("a",) * 6, 0)])
def test_a_question_without_a_choice_is_none(answers: tuple[str, ...], right: int) -> None:
    with pytest.raises(ValueError, match=r"answer"):
        Question("k", "?", answers, right, "because")


def test_a_wrong_answer_keeps_its_outline_and_says_why(app: QApplication) -> None:
    card, looked = QuestionCard(), []
    card.looked.connect(looked.append)
    card.ask(Question("k", "How many?", ("1", "2", "3"), 2, "There are three."))
    card.show()
    assert not card.look.isEnabled()
    QTest.mouseClick(card.answers.parts[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(card.look, Qt.MouseButton.LeftButton)
    assert looked == [False]
    assert [part.verdict for part in card.answers.parts] == ["wrong", "other", "right"]
    QTest.mouseClick(card.answers.parts[1], Qt.MouseButton.LeftButton)
    assert card.answers.own == 0
    card.close()
    card.deleteLater()


# Transport


def test_the_transport_stays_within_its_steps(app: QApplication) -> None:
    transport, went = LessonTransport(), []
    transport.went.connect(went.append)
    transport.set_steps([Step("a"), Step(), Step("c", mark=True)], 0)
    for move in (
        transport.back,
        transport.forward,
        transport.to_end,
        transport.forward,
        transport.to_start,
    ):
        move()
    assert went == [1, 2, 0]
    transport.resize(600, 64)
    transport.grab()
    transport.set_steps([], 0)
    transport.forward()
    assert went == [1, 2, 0]
    transport.deleteLater()


# Code


def test_code_is_the_real_source_with_its_place() -> None:
    sample = CodeSample(match, {"table": np.zeros((2, 3), np.float32), "overlap": 0.5})
    assert sample.place.startswith("ssd_core/matching.py:")
    assert sample.source.startswith("def match(")
    assert sample.rows() == [("table", "float32 [2, 3] 0 … 0"), ("overlap", "0.5")]
    assert described(np.array([True, False])) == "bool [2] 1 True"
    assert described(np.array([np.nan])) == "float64 [1]"
    assert described(np.zeros(0)) == "float64 [0]"


# The thread


@dataclass(frozen=True)
class Count:
    """Yields 0 … most - 1, each after a moment."""

    most: int
    moment: float = 0.0

    def run(self, _lab: Lab) -> Any:
        for number in range(self.most):
            time.sleep(self.moment)
            yield number


@dataclass(frozen=True)
class Fails:
    error: Exception

    def run(self, _lab: Lab) -> Any:
        raise self.error


@pytest.fixture
def thread(app: QApplication) -> Iterator[LessonThread]:
    thread = LessonThread()
    thread.start()
    yield thread
    thread.stop()


def test_a_job_that_yields_is_told_answer_by_answer(thread: LessonThread) -> None:
    told: list[Any] = []
    thread.answered.connect(lambda *answer: told.append(answer))
    job = Count(3)
    thread.ask("a", job)
    wait_until(lambda: len(told) == 3)
    assert told == [("a", job, 0), ("a", job, 1), ("a", job, 2)]


def test_a_newer_job_of_the_same_asker_ends_the_older(thread: LessonThread) -> None:
    told: list[Any] = []
    thread.answered.connect(lambda asker, job, answer: told.append((asker, job.most, answer)))
    thread.ask("a", Count(10_000, 0.002))
    wait_until(lambda: told)
    thread.ask("b", Count(1))
    thread.ask("a", Count(2))
    wait_until(lambda: ("a", 2, 1) in told and ("b", 1, 0) in told)
    assert len(told) < 5_000


def test_what_is_cancelled_is_told_no_more(thread: LessonThread) -> None:
    told: list[Any] = []
    thread.answered.connect(lambda asker, _job, _answer: told.append(asker))
    thread.ask("a", Count(10_000, 0.002))
    wait_until(lambda: told)
    thread.cancel("a")
    thread.ask("b", Count(1))
    wait_until(lambda: "b" in told)


def test_errors_are_told_and_the_thread_goes_on(thread: LessonThread) -> None:
    failed: list[UserError] = []
    told: list[Any] = []
    thread.failed.connect(lambda _asker, _job, error: failed.append(error))
    thread.answered.connect(lambda *answer: told.append(answer))
    thread.ask("a", Fails(UserError("No.", "Really.")))
    wait_until(lambda: len(failed) == 1)
    thread.ask("a", Fails(RuntimeError("shape 3 and 4")))
    wait_until(lambda: len(failed) == 2)
    assert str(failed[0]) == "No. Really."
    assert "shape 3 and 4" in failed[1].details["reason"]
    thread.ask("a", Count(1))
    wait_until(lambda: told)
