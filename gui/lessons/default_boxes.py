"""Lesson 1: where the 8,732 default boxes come from."""

from __future__ import annotations

from gui.controls.section import Section
from gui.lessons.canvas.scene_canvas import SceneCanvas
from gui.lessons.frame.lesson import Lesson
from gui.lessons.frame.words import Words
from gui.lessons.parts.prose import Prose
from ssd_core.dboxes import make_dboxes
from ssd_core.lessons.code import CodeSample
from ssd_core.lessons.question import Question
from ssd_core.lessons.scene import LessonScene


class DefaultBoxesLesson(Lesson):
    """Levels, cells and the shapes in each."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.centre = SceneCanvas()
        self.panel = Section()
        self._intro = Prose()
        self.panel.body.addWidget(self._intro)
        self.panel.body.addStretch(1)

    def set_scene(self, scene: LessonScene) -> None:
        self.centre.set_picture(scene.rgb)

    def questions(self) -> tuple[Question, ...]:
        reason = self.words("questions.six.reason", total="8,732", more="11,620")
        answers = ("8,736", "10,176", "11,620")
        return (Question("six", self.words("questions.six.text"), answers, 2, reason),)

    def code(self) -> tuple[CodeSample, ...]:
        return (CodeSample(make_dboxes, {"returns": make_dboxes().cxcywh}),)

    def retranslate(self) -> None:
        self._intro.set_text(self.words("panel.intro"))
