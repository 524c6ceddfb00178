"""The thread of the time machine: what a run said of its probes at any step, held to the truth."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from gui.lru import Bounded
from gui.qimage import to_qimage
from gui.workers.answering import unexpected
from gui.workers.latest import LatestThread
from gui.workers.probe_seen import Probed, ProbeLook, ProbeRequest
from ssd_core.coding import to_candidates
from ssd_core.compare import in_other_classes
from ssd_core.config import SSDConfig
from ssd_core.dboxes import make_dboxes
from ssd_core.detection import Selector
from ssd_core.errors import UserError
from ssd_core.sentence import say
from ssd_core.training.curves import nearest
from ssd_core.training.probes import ProbeHistory
from ssd_core.types import (
    Candidates,
    Image,
    RawOutput,
)
from ssd_core.verdicts import judge

_MOST_BYTES = 64 * 2**20
"""Of looks whose candidates stay ranked."""
_Key = tuple[int, int, tuple[int, ...]]
"""A step, a picture, and the stamp of the step."""


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """What was read of a step and a picture."""

    raw: RawOutput
    candidates: Candidates
    selector: Selector

    @property
    def nbytes(self) -> int:
        arrays = self.raw.loc, self.raw.conf, self.candidates.boxes, self.candidates.scores
        return 2 * sum(array.nbytes for array in arrays)  # a selector has as much again


class ProbeThread(LatestThread):
    """A newer request replaces a waiting one: a scrubber never waits for steps behind it."""

    probed = Signal(object)  # Probed

    def __init__(self) -> None:
        super().__init__("probing")
        self._history: ProbeHistory | None = None
        self._pixels: dict[int, QImage] = {}
        self._kept: Bounded[_Key, _Kept] = Bounded(_MOST_BYTES, lambda kept: kept.nbytes)

    def answer(self, request: ProbeRequest) -> None:
        try:
            self.probed.emit(self._probe(request))
        except UserError as error:
            self.probed.emit(self._failed(request, error))
        except Exception as error:  # noqa: BLE001  the thread outlives whatever a folder does to it
            headline = say("The probe could not be shown.")
            self.probed.emit(self._failed(request, unexpected(headline, error)))

    def _probe(self, request: ProbeRequest) -> Probed:
        history = self._read(request.folder)
        if not history.steps or not history.pictures:
            return Probed(request)
        number = min(request.picture, len(history.pictures) - 1)
        wanted = history.steps[-1] if request.step is None else request.step
        step = history.steps[nearest(history.steps, wanted)]
        try:
            look = self._look(history, step, number, request)
        except UserError:
            history.refresh()  # a run goes on thinning out its steps
            if step in history.steps or not history.steps:
                raise
            step = history.steps[nearest(history.steps, wanted)]
            look = self._look(history, step, number, request)
        names = tuple(picture.image.source for picture in history.pictures)
        return Probed(request, history.steps, names, look)

    def _read(self, folder: Path) -> ProbeHistory:
        if self._history is None or self._history.folder != folder:
            self._forget()
            self._history = None  # it must not answer for another folder if this one fails
            self._history = ProbeHistory(folder)
        else:
            pictures = self._history.pictures
            self._history.refresh()
            if self._history.pictures is not pictures:
                self._forget()
        return self._history

    def _look(
        self, history: ProbeHistory, step: int, number: int, request: ProbeRequest
    ) -> ProbeLook:
        config, picture = history.config, history.pictures[number]
        assert config is not None  # there are pictures
        kept = self._read_step(history, step, number, config)
        thresholds = in_other_classes(
            request.thresholds, classes=request.classes, other=config.classes
        )
        detections = kept.selector.select(thresholds).detections
        verdicts = judge(detections, picture.truth)
        return ProbeLook(
            step=step,
            image=picture.image,
            pixels=self._painted(number, picture.image),
            truth=picture.truth,
            config=config,
            raw=kept.raw,
            candidates=kept.candidates,
            detections=detections,
            found=verdicts.true_positives,
            wanted=int((~picture.truth.difficult).sum()),
            wrong=verdicts.false_positives,
        )

    def _read_step(self, history: ProbeHistory, step: int, number: int, config: SSDConfig) -> _Kept:
        key = step, number, history.stamp(step)
        kept = self._kept.get(key)
        if kept is None:
            raw = history.raw(step, number)
            dboxes = make_dboxes(config.dboxes)
            candidates = to_candidates(raw, dboxes, variances=config.variances)
            kept = _Kept(raw, candidates, Selector(candidates))
            self._kept.put(key, kept)
        return kept

    def _painted(self, number: int, image: Image) -> QImage:
        if number not in self._pixels:
            self._pixels[number] = to_qimage(image.rgb)
        return self._pixels[number]

    def _failed(self, request: ProbeRequest, error: UserError) -> Probed:
        history = self._history
        if history is None:
            return Probed(request, error=error)
        names = tuple(picture.image.source for picture in history.pictures)
        return Probed(request, history.steps, names, error=error)

    def _forget(self) -> None:
        self._kept.clear()
        self._pixels.clear()
