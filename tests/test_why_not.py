"""Why there is no box: the one reason, and the DBoxes that could have been it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles.nms import overlap
from test_biography import SMALL, random_archive

from ssd_core.boxes import cxcywh_to_xyxy
from ssd_core.dboxes import make_dboxes
from ssd_core.explain.biography import Archive
from ssd_core.explain.sentences import why_not_sentence
from ssd_core.explain.why_not import ENOUGH, MOST, Reason, strongest_label, why_not
from ssd_core.fates import Fate
from ssd_core.types import Candidates, RawOutput, Thresholds

DBOXES = cxcywh_to_xyxy(make_dboxes(SMALL.dboxes).cxcywh)
DOG = 2


def archive_of(scores: dict[int, float], **thresholds) -> Archive:
    """Every DBox decoded to itself; ``scores`` by DBox for the class dog, 0.01 elsewhere."""
    table = np.full((len(DBOXES), SMALL.num_classes), 0.01, np.float32)
    for dbox, score in scores.items():
        table[dbox, DOG] = score
    raw = RawOutput(np.zeros((len(DBOXES), 4)), np.zeros((len(DBOXES), SMALL.num_classes)))
    return Archive(raw, Candidates(DBOXES, table), SMALL, Thresholds(**thresholds))


def at(dbox: int) -> tuple[float, float, float, float]:
    return tuple(float(v) for v in DBOXES[dbox])


def summary(archive: Archive, rectangle: tuple[float, float, float, float]) -> tuple[Reason, str]:
    answer = why_not(archive, rectangle, DOG)
    sentence = why_not_sentence(answer, archive.thresholds, SMALL.classes)
    return answer.reason, sentence


def test_it_is_there() -> None:
    assert summary(archive_of({0: 0.9}), at(0)) == (
        Reason.THERE,
        "It is there: #1 dog 0.90 overlaps this by 1.00.",
    )


def test_no_dbox_fits() -> None:
    reason, sentence = summary(archive_of({0: 0.9}), (0.4, 0.4, 0.45, 0.41))
    assert reason is Reason.NO_DBOX
    assert sentence == "No DBox overlaps this by 0.50: the best has 0.00, at level 3×3."


def test_the_best_is_below_confidence() -> None:
    assert summary(archive_of({0: 0.12}), at(0)) == (
        Reason.BELOW,
        "The best candidate here scored 0.12 for dog: below confidence 0.30.",
    )
    on_it = summary(archive_of({0: 0.3}), at(0))
    assert on_it[1] == "The best candidate here scored 0.30 for dog exactly: it must be above."


def test_another_took_it() -> None:
    """The square of the first cell loses to its larger square, which the rectangle is not near."""
    rectangle = (0.0, 0.0, 0.27, 0.27)
    archive = archive_of({0: 0.6, 1: 0.9})
    answer = why_not(archive, rectangle, DOG)
    assert answer.reason is Reason.TAKEN
    assert (answer.shown.dbox, answer.shown.number) == (1, 1)
    sentence = why_not_sentence(answer, archive.thresholds, SMALL.classes)
    assert sentence == (
        "#1 dog 0.90 took it: the best candidate here, 0.60, overlaps that by 0.52 > 0.45."
    )


def test_past_top_k_and_past_the_cap_and_not_looked_for() -> None:
    far = SMALL.dboxes.total - 5
    scores = {far: 0.9, 0: 0.8}
    limited = archive_of(scores, top_k=1)
    assert summary(limited, at(0))[1].endswith("past top-k, 2nd of 1.")
    capped = archive_of(scores, max_detections=1)
    assert summary(capped, at(0))[1].endswith("past the cap, 2nd of 1.")
    filtered = archive_of(scores, classes=frozenset({1}))
    assert summary(filtered, at(0)) == (
        Reason.NOT_LOOKED_FOR,
        "The class dog is not looked for.",
    )


def test_the_class_that_is_strongest_there() -> None:
    assert strongest_label(archive_of({0: 0.12}), at(0)) == DOG


def test_the_background_is_no_class_to_ask_for() -> None:
    with pytest.raises(ValueError, match="no class 0"):
        why_not(archive_of({}), at(0), 0)


@given(st.integers(0, 2**32 - 1))
def test_the_answer_agrees_with_the_fates_and_the_overlaps_recompute(seed: int) -> None:
    archive = random_archive(seed)
    rng = np.random.default_rng(seed)
    low = rng.uniform(0, 0.7, 2)
    rectangle = tuple(np.float32([*low, *(low + rng.uniform(0.1, 0.3, 2))]).tolist())
    answer = why_not(archive, rectangle, int(rng.integers(1, 4)))
    assert why_not_sentence(answer, archive.thresholds, SMALL.classes).endswith(".")
    assert len(answer.witnesses) <= MOST
    best = [max(one.dbox_overlap, one.box_overlap) for one in answer.witnesses]
    assert best == sorted(best, reverse=True)
    target = np.float32(rectangle)
    for one in answer.witnesses:
        assert one.verdict.fate == archive.fates.fate[one.dbox, answer.label]
        assert one.dbox_overlap == overlap(DBOXES[one.dbox], target)
        assert one.box_overlap == overlap(archive.candidates.boxes[one.dbox], target)
    near = [b for b in best if b >= ENOUGH]
    assert (answer.reason is Reason.NO_DBOX) == (not near)
    if answer.shown is not None and answer.shown.number is not None:
        assert archive.verdict(answer.shown.dbox, answer.shown.label).fate is Fate.SHOWN


def test_a_rectangle_without_area_is_answered() -> None:
    archive, nowhere = archive_of({0: 0.9}), (0.5, 0.5, 0.5, 0.5)
    assert strongest_label(archive, nowhere) == 1
    answer = why_not(archive, nowhere, DOG)
    assert (answer.reason, answer.witnesses) == (Reason.NO_DBOX, ())
