"""Lesson 5: the line of one class, and what would save a thread."""

from __future__ import annotations

import numpy as np
import pytest
from lesson_scenes import DBOXES, random_raw

from ssd_core.boxes import overlaps
from ssd_core.config import preset
from ssd_core.detection import select
from ssd_core.fates import Fate
from ssd_core.lessons.funnel import Funnel, best_story, follow, walk
from ssd_core.lessons.rivals import rescue, rivals
from ssd_core.types import RawOutput, Thresholds

SLIM = preset("ssd300_slim")


def crowd(seed: int, thresholds: Thresholds) -> tuple[RawOutput, Funnel]:
    """Boxes that crowd in the middle, so that many fall to NMS."""
    rng = np.random.default_rng(seed)
    raw = random_raw(rng)
    centre = rng.uniform(0.3, 0.7, (len(DBOXES), 2))
    half = rng.uniform(0.1, 0.3, (len(DBOXES), 2))
    boxes = np.concatenate([centre - half, centre + half], axis=1).astype(np.float32)
    return raw, walk(raw, boxes, thresholds)


@pytest.mark.parametrize("top_k", [1, 8, 200])
@pytest.mark.parametrize("overlap", [0.0, 0.3, 0.45, 1.0])
def test_the_line_is_what_nms_sees(top_k: int, overlap: float) -> None:
    thresholds = Thresholds(confidence=0.1, overlap=overlap, top_k=top_k)
    _, funnel = crowd(0, thresholds)
    shown = select(funnel.candidates, thresholds).detections
    for label in range(1, 9):
        line = rivals(funnel, label)
        assert [r.score for r in line] == sorted((r.score for r in line), reverse=True)
        assert [r.place for r in line] == list(range(1, len(line) + 1))
        kept = {r.dbox for r in line if r.fate == Fate.SHOWN}
        assert kept == set(shown.dbox[shown.labels == label].tolist())
        for rival in line:
            assert np.isnan(rival.overlap) == (rival.place > top_k)
            if rival.place <= top_k:
                assert (rival.overlap <= np.float32(overlap)) == (rival.fate != Fate.SUPPRESSED)
            if rival.by is not None:
                winner = line[rival.by - 1]
                assert winner.fate == Fate.SHOWN
                boxes = funnel.candidates.boxes[[winner.dbox, rival.dbox]]
                assert overlaps(boxes[:1], boxes[1:])[0, 0] == pytest.approx(rival.overlap)


def test_nobody_in_line() -> None:
    _, funnel = crowd(1, Thresholds(confidence=1.0))
    assert rivals(funnel, 3) == ()


def test_the_rescue_saves() -> None:
    thresholds = Thresholds(confidence=0.1, overlap=0.3)
    raw, funnel = crowd(2, thresholds)
    dbox, label = best_story(funnel)
    saved = rescue(funnel, raw, SLIM, follow(funnel, raw, dbox, label))
    assert saved is not None
    assert saved.change.knob == "overlap"
    shown = select(funnel.candidates, saved.change.thresholds).detections
    assert ((shown.dbox == dbox) & (shown.labels == label)).any()
    assert saved.after == (shown.labels == label).sum() > saved.before
