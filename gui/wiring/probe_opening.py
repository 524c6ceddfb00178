"""A probe of the time machine, opened in Inspect: funnel, sliders, biography, all of that step."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.wiring.parts import Parts
from gui.workers.probe_seen import ProbeLook
from ssd_core.data.annotation import Annotation


class ProbeOpening(QObject):
    """Hands a look to the session, and asks about a point of it once it is there."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._session = parts.session
        self._runs = parts.runs
        self._opened = 0  # the picture that was handed over last
        self._point: tuple[float, float] | None = None
        parts.session.selection_changed.connect(self._on_selection)

    def open(self, look: ProbeLook, point: tuple[float, float] | None) -> None:
        """Show ``look``, and the biography of what is at ``point`` (0..1), if one is told."""
        run = "" if self._runs.watched is None else self._runs.watched.name
        name = self.tr("{run} · step {step}").format(run=run, step=f"{look.step:,}")
        self._point = point
        self._opened = self._session.show_recorded(
            look.image,
            look.raw,
            look.candidates,
            config=look.config,
            name=name,
            annotation=_annotation(look),
        )
        self._window.show_workspace("inspect")

    def _on_selection(self) -> None:
        picture = self._session.picture
        if self._point is not None and picture is not None and picture.id == self._opened:
            point, self._point = self._point, None
            self._window.inspect.canvas.clicked_at.emit(*point)


def _annotation(look: ProbeLook) -> Annotation | None:
    """The ground truth of a probe; a picture that was only named has none."""
    if not len(look.truth):
        return None
    size = look.image.width, look.image.height
    return Annotation(size, look.truth, look.config.classes, ())
