"""Learn: its place in the rail, its commands, its scenes, and the thread that answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

from gui.wiring.parts import Parts
from gui.workers.lessons import LessonThread
from ssd_core.errors import UserError
from ssd_core.lessons.lab import BuiltInScene, Job
from ssd_core.lessons.scene import SEED, LessonScene, truth_from
from ssd_core.types import GroundTruth

if TYPE_CHECKING:
    from gui.workspaces.learn import LearnWorkspace

_SCENE = "scene"
"""Who asks for scenes; the other askers are lessons, by their keys."""
_SEEDS = 100


class Learning(QObject):
    """Nothing of it is made before Learn is first shown."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._page: LearnWorkspace | None = None
        self._thread: LessonThread | None = None
        self._seed = SEED
        self._source = "shapes"
        parts.window.add_workspace("learn", "learn", self._title, self._make)

    def close(self) -> None:
        if self._thread is not None:
            self._thread.stop()
            QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    def _title(self) -> str:
        return self.tr("Learn")

    def _make(self) -> QWidget:
        from gui.workspaces.learn import LearnWorkspace

        page = self._page = LearnWorkspace()
        self._thread = LessonThread()
        self._thread.answered.connect(self._on_answered)
        self._thread.failed.connect(self._on_failed)
        self._thread.start()
        page.asked.connect(self._thread.ask)
        page.left.connect(self._thread.cancel)
        page.scene_footer.chosen.connect(self._choose_source)
        page.scene_footer.another.connect(self._next_seed)
        page.done.connect(self._on_done)
        page.lessons.set_done(self._parts.settings.lessons_done)
        page.show_lesson(next(iter(page.entries)))
        self._parts.commands.set_page("learn", page)
        self._watch_session()
        self._ask_scene()
        return page

    # Scenes

    def _watch_session(self) -> None:
        session = self._parts.session
        for signal in (session.picture_changed, session.looked, session.weights_changed):
            signal.connect(self._follow_session)
        session.selection_changed.connect(self._follow_session)
        self._follow_session()

    def _follow_session(self) -> None:
        assert self._page is not None
        picture = self._parts.session.picture
        self._page.scene_footer.set_yours("" if picture is None else picture.name)
        if self._source == "yours":
            self._show_yours()

    def _choose_source(self, source: str) -> None:
        self._source = source
        if source == "yours":
            self._show_yours()
        else:
            self._ask_scene()

    def _next_seed(self) -> None:
        self._seed = (self._seed + 1) % _SEEDS
        self._ask_scene()

    def _ask_scene(self) -> None:
        assert self._thread is not None
        self._thread.ask(_SCENE, BuiltInScene(self._seed))

    def _show_yours(self) -> None:
        session = self._parts.session
        picture, weights, looked = session.picture, session.weights, session.looked_at
        selection = session.selection
        if picture is None or weights is None or self._page is None:
            return
        self._page.set_scene(
            LessonScene(
                rgb=picture.image.rgb,
                truth=GroundTruth.none() if selection is None else truth_from(selection.detections),
                name=picture.name,
                source="yours",
                seed=0,
                config=weights.config,
                weights=weights.path,
                device=session.device,
                raw=None if looked is None else looked.raw,
                candidates=None if looked is None else looked.candidates,
            )
        )

    # Answers

    def _on_answered(self, asker: str, job: Job, answer: object) -> None:
        assert self._page is not None
        if asker != _SCENE:
            self._page.take(asker, job, answer)
        elif isinstance(answer, LessonScene) and self._source == "shapes":
            self._page.set_scene(answer)

    def _on_failed(self, asker: str, job: Job, error: UserError) -> None:
        assert self._page is not None
        if asker != _SCENE:
            self._page.fail(asker, job, error)
        self._page.toast.show_message(str(error))

    def _on_done(self, key: str) -> None:
        assert self._page is not None
        self._parts.settings.finish_lesson(key)
        self._page.lessons.set_done(self._parts.settings.lessons_done)
