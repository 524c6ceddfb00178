"""Learn: its place in the rail, its scenes, and the thread that answers its lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

from gui.sentences import translated
from gui.wiring.lesson_commands import LessonCommands
from gui.wiring.lesson_files import LessonFiles
from gui.wiring.parts import Parts
from gui.workers.lessons import LessonThread
from ssd_core.errors import UserError
from ssd_core.lessons.lab import BuiltInScene, Job
from ssd_core.lessons.scene import SEED, LessonScene, truth_from
from ssd_core.types import GroundTruth

if TYPE_CHECKING:
    from gui.workspaces.learn import LearnWorkspace

SCENE = "scene"
"""Who asks for scenes; other askers are lessons, by their keys, and files."""
_SEEDS = 100


class Learning(QObject):
    """Nothing of it is made before Learn is first shown."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._page: LearnWorkspace | None = None
        self._thread: LessonThread | None = None
        self._files = LessonFiles(self)
        self._seed = SEED
        self._source = "shapes"
        self._told: tuple[object, ...] = ()
        parts.window.add_workspace("learn", "learn", self._title, self._make)
        parts.window.inspect.inspector.newcomer.lesson_requested.connect(self._show_first)
        self._commands = LessonCommands(parts, self, self._files)

    def close(self) -> None:
        if self._thread is not None:
            self._thread.stop()
            QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    @property
    def parts(self) -> Parts:
        return self._parts

    @property
    def page(self) -> LearnWorkspace:
        """The workspace, made and shown if need be."""
        self._parts.window.show_workspace("learn")
        assert self._page is not None
        return self._page

    @property
    def seed(self) -> int:
        """Of the built-in scene."""
        return self._seed

    def ask(self, asker: str, job: Job) -> None:
        """Have ``job`` answered in the thread of the lessons."""
        assert self._thread is not None
        self._thread.ask(asker, job)

    def _show_first(self) -> None:
        page = self.page
        page.show_lesson(next(iter(page.entries)))

    def _title(self) -> str:
        return self.tr("Learn")

    def _make(self) -> QWidget:
        from gui.workspaces.learn import LearnWorkspace

        page = self._page = LearnWorkspace()
        self._thread = LessonThread()
        self._thread.answered.connect(self._on_answered)
        self._thread.failed.connect(self._on_failed)
        self._thread.start()
        page.shelf.asked.connect(self._thread.ask)
        page.left.connect(self._thread.cancel)
        page.scene_footer.chosen.connect(self.choose_source)
        page.scene_footer.another.connect(self.next_seed)
        page.done.connect(self._on_done)
        page.lesson_dropped.connect(self._files.open)
        page.lessons.set_done(self._parts.settings.lessons_done)
        page.show_lesson(next(iter(page.entries)))
        self._parts.commands.set_page("learn", page)
        self._watch_session()
        self.choose_seed(self._seed)
        return page

    # Scenes

    def _watch_session(self) -> None:
        session, window = self._parts.session, self._parts.window
        session.picture_changed.connect(self._follow_session)
        session.weights_changed.connect(self._follow_session)
        session.selection_changed.connect(self._follow_session)
        window.workspace_shown.connect(self._follow_session)
        self._follow_session()

    def _follow_session(self) -> None:
        assert self._page is not None
        session = self._parts.session
        there = {"picture": session.picture is not None, "weights": session.weights is not None}
        self._page.scene_footer.set_yours(**there)
        # What changes while Inspect is in front is told when a person comes back.
        if self._source == "yours" and self._parts.window.workspace == "learn":
            self._show_yours()

    def choose_source(self, source: str) -> None:
        """Tell lessons on the built-in scene ("shapes"), or on the picture in Inspect ("yours")."""
        if source == "shapes":
            self.choose_seed(self._seed)
        elif self._parts.session.picture is not None:
            self._source, self._told = source, ()
            self._show_yours()

    def expect_yours(self) -> None:
        """Tell lessons on the picture that was asked for a moment ago, once it is there."""
        self._source = "yours"

    @property
    def source(self) -> str:
        """ "shapes" or "yours"."""
        return self._source

    def next_seed(self) -> None:
        """Another built-in scene."""
        self.choose_seed((self._seed + 1) % _SEEDS)

    def choose_seed(self, seed: int) -> None:
        """Tell lessons on the built-in scene of ``seed``."""
        self._source, self._seed = "shapes", seed
        self.ask(SCENE, BuiltInScene(seed))

    def _show_yours(self) -> None:
        session = self._parts.session
        picture, weights, looked = session.picture, session.weights, session.looked_at
        selection = session.selection
        told = (picture, weights, looked, selection)
        if picture is None or weights is None or told == self._told:
            return
        self._told = told
        scene = LessonScene(
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
        self._show_scene(scene, whole=selection is not None)

    def _show_scene(self, scene: LessonScene, *, whole: bool) -> None:
        """whole: what the network says of it is there."""
        assert self._page is not None
        self._page.set_scene(scene)
        self._files.restore(scene, whole=whole)

    # Answers

    def _on_answered(self, asker: str, job: Job, answer: object) -> None:
        assert self._page is not None
        if asker == self._files.ASKER:
            self._files.take(answer)
        elif asker != SCENE:
            self._page.shelf.take(asker, job, answer)
        elif isinstance(answer, LessonScene) and self._source == "shapes":
            self._show_scene(answer, whole=answer.raw is not None)

    def _on_failed(self, asker: str, job: Job, error: UserError) -> None:
        assert self._page is not None
        if asker == self._files.ASKER:
            self.tell(error)
            return
        if asker != SCENE:
            self._page.shelf.fail(asker, job, error)
        # Who has left meanwhile is not fetched back for it.
        self._page.toast.show_message(translated(error.sentences), kind="error")

    def tell(self, error: UserError) -> None:
        """Show Learn, and over the lesson what went wrong."""
        self.page.toast.show_message(translated(error.sentences), kind="error")

    def _on_done(self, key: str) -> None:
        assert self._page is not None
        self._parts.settings.finish_lesson(key)
        self._page.lessons.set_done(self._parts.settings.lessons_done)
