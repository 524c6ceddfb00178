"""Every candidate has one fate, and the fates tell the same story as select."""

from __future__ import annotations

import numpy as np
import pytest
from oracles import select as plain
from oracles.cases import random_candidates, random_thresholds, random_variant
from oracles.nms import overlap as plain_overlap
from oracles.nms_variants import diou

from ssd_core.boxes import overlaps
from ssd_core.detection import select
from ssd_core.fates import Fate, Fates, fates
from ssd_core.types import Candidates, Funnel, NmsMethod, Thresholds

pytestmark = pytest.mark.filterwarnings("error")


def random_cases(seed: int, count: int = 60):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        candidates = random_candidates(rng)
        yield candidates, random_thresholds(rng, candidates.num_classes)


def assert_is_funnel(fate: np.ndarray, funnel: Funnel) -> None:
    """The fates are in the order of the stages, so each count is 'at least that far'."""
    assert funnel.over_confidence == (fate >= Fate.PAST_TOP_K).sum()
    assert funnel.top_k == (fate >= Fate.SUPPRESSED).sum()
    assert funnel.after_nms == (fate >= Fate.PAST_CAP).sum()
    assert funnel.shown == (fate == Fate.SHOWN).sum()


def assert_suppressors(candidates: Candidates, thresholds: Thresholds, told: Fates) -> None:
    table = overlaps(candidates.boxes, candidates.boxes)
    suppressed = told.fate == Fate.SUPPRESSED
    assert (told.by[~suppressed] == -1).all()
    assert (told.by_label == np.where(suppressed, np.arange(candidates.num_classes), -1)).all()
    np.testing.assert_array_equal(told.score, candidates.scores)
    assert np.isnan(told.overlap[~suppressed]).all()
    for dbox, label in np.argwhere(suppressed):
        kept = np.isin(told.fate[:, label], (Fate.SHOWN, Fate.PAST_CAP))
        above = np.flatnonzero(kept & (table[dbox] > np.float32(thresholds.overlap)))
        first = above[told.rank[above, label].argmin()]
        assert told.by[dbox, label] == first
        assert told.rank[first, label] < told.rank[dbox, label]
        assert told.overlap[dbox, label] == table[dbox, first]


def assert_ranks(candidates: Candidates, told: Fates) -> None:
    over = told.fate >= Fate.PAST_TOP_K
    assert (told.rank[~over] == -1).all()
    for label in range(candidates.num_classes):
        rows = np.flatnonzero(over[:, label])
        order = rows[np.lexsort((rows, -candidates.scores[rows, label]))]
        np.testing.assert_array_equal(told.rank[order, label], np.arange(len(rows)))


@pytest.mark.parametrize("seed", range(5))
def test_fates_tell_what_select_does(seed: int) -> None:
    for candidates, thresholds in random_cases(seed):
        answer, told = select(candidates, thresholds), fates(candidates, thresholds)
        found = answer.detections
        shown = set(zip(found.dbox.tolist(), found.labels.tolist(), strict=True))
        assert {tuple(pair) for pair in np.argwhere(told.fate == Fate.SHOWN).tolist()} == shown
        assert_is_funnel(told.fate, answer.funnel)
        assert_suppressors(candidates, thresholds, told)
        assert_ranks(candidates, told)


@pytest.mark.parametrize("seed", range(2))
def test_each_early_fate_has_its_one_reason(seed: int) -> None:
    for candidates, thresholds in random_cases(50 + seed):
        fate = fates(candidates, thresholds).fate
        columns = np.arange(candidates.num_classes)
        looked_for = columns > 0
        if thresholds.classes is not None:
            looked_for &= np.isin(columns, list(thresholds.classes))
        finite = np.isfinite(candidates.scores) & np.isfinite(candidates.boxes).all(1)[:, None]
        over = candidates.scores > np.float32(thresholds.confidence)
        np.testing.assert_array_equal(
            fate == Fate.NOT_LOOKED_FOR, np.broadcast_to(~looked_for, fate.shape)
        )
        np.testing.assert_array_equal(fate == Fate.NOT_FINITE, looked_for & ~finite)
        np.testing.assert_array_equal(fate == Fate.BELOW_CONFIDENCE, looked_for & finite & ~over)


def test_one_of_each() -> None:
    boxes = np.float32(
        [
            [0.0, 0, 1.0, 1],  # the best
            [0.0, 0, 0.9, 1],  # suppressed by it
            [2.0, 0, 3.0, 1],  # second, past a cap of one
            [4.0, 0, 5.0, 1],  # fourth, past a top-k of three
            [6.0, 0, 7.0, 1],  # below
            [8.0, 0, np.inf, 1],
        ]
    )
    scores = np.float32([[0.0, s, 0.99] for s in (0.9, 0.8, 0.7, 0.6, 0.1, 0.95)])
    thresholds = Thresholds(top_k=3, max_detections=1, classes=frozenset({1}))
    told = fates(Candidates(boxes, scores), thresholds)
    assert told.fate[:, 1].tolist() == [
        Fate.SHOWN,
        Fate.SUPPRESSED,
        Fate.PAST_CAP,
        Fate.PAST_TOP_K,
        Fate.BELOW_CONFIDENCE,
        Fate.NOT_FINITE,
    ]
    assert (told.fate[:, [0, 2]] == Fate.NOT_LOOKED_FOR).all()
    assert told.by[1, 1] == 0
    assert told.overlap[1, 1] == pytest.approx(0.9)
    assert told.rank[:, 1].tolist() == [0, 1, 2, 3, -1, -1]


def test_a_suppressed_candidate_suppresses_nobody() -> None:
    """The middle one of three in a row falls to the first; the last overlaps only the middle."""
    boxes = np.float32([[0, 0, 2, 1], [1, 0, 3, 1], [2, 0, 4, 1]])
    candidates = Candidates(boxes, np.float32([[0, 0.9], [0, 0.8], [0, 0.7]]))
    told = fates(candidates, Thresholds(overlap=0.3))
    assert told.fate[:, 1].tolist() == [Fate.SHOWN, Fate.SUPPRESSED, Fate.SHOWN]


def test_killer_past_the_cap_is_still_named() -> None:
    boxes = np.float32([[0, 0, 1, 1], [5, 0, 6, 1], [5, 0, 6, 1]])
    candidates = Candidates(boxes, np.float32([[0, 0.9], [0, 0.8], [0, 0.7]]))
    told = fates(candidates, Thresholds(max_detections=1))
    assert told.fate[1, 1] == Fate.PAST_CAP
    assert told.by[2, 1] == 1


def random_variants(seed: int, count: int = 40):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        candidates = random_candidates(rng, most=25)
        yield candidates, random_variant(rng, candidates.num_classes)


@pytest.mark.parametrize("seed", range(5))
def test_fates_tell_what_every_kind_of_nms_does(seed: int) -> None:
    for candidates, thresholds in random_variants(seed):
        answer, told = select(candidates, thresholds), fates(candidates, thresholds)
        found = answer.detections
        shown = set(zip(found.dbox.tolist(), found.labels.tolist(), strict=True))
        assert {tuple(pair) for pair in np.argwhere(told.fate == Fate.SHOWN).tolist()} == shown
        np.testing.assert_array_equal(found.scores, told.score[found.dbox, found.labels])
        assert_is_funnel(told.fate, answer.funnel)
        assert_ranks(candidates, told)


@pytest.mark.parametrize("seed", range(5))
def test_whom_a_candidate_fell_to_and_why(seed: int) -> None:
    """The suppressor was kept and came first, and the overlap recomputes from the two boxes."""
    for candidates, thresholds in random_variants(100 + seed):
        told = fates(candidates, thresholds)
        measure = diou if thresholds.method is NmsMethod.DIOU else plain_overlap
        suppressed = told.fate == Fate.SUPPRESSED
        assert (told.by[~suppressed] == -1).all()
        assert (told.by_label[~suppressed] == -1).all()
        for dbox, label in np.argwhere(suppressed):
            by, by_label = told.by[dbox, label], told.by_label[dbox, label]
            assert told.fate[by, by_label] in (Fate.SHOWN, Fate.PAST_CAP)
            assert thresholds.class_agnostic or by_label == label
            assert told.score[by, by_label] >= told.score[dbox, label]
            measured = measure(candidates.boxes[by], candidates.boxes[dbox])
            assert told.overlap[dbox, label] == measured
            if thresholds.method.soft:
                assert told.score[dbox, label] < candidates.scores[dbox, label]
                assert told.score[dbox, label] <= plain.bar(thresholds, label)
            else:
                assert told.overlap[dbox, label] > np.float32(thresholds.overlap)


def test_across_classes_the_suppressor_has_its_own_label() -> None:
    boxes = np.float32([[0, 0, 1, 1], [0, 0, 0.9, 1]])
    candidates = Candidates(boxes, np.float32([[0, 0.1, 0.9], [0, 0.8, 0.1]]))
    told = fates(candidates, Thresholds(class_agnostic=True))
    assert told.fate[1, 1] == Fate.SUPPRESSED
    assert (told.by[1, 1], told.by_label[1, 1]) == (0, 2)


def test_soft_nms_names_the_one_that_took_most() -> None:
    """0.4 overlaps the best by a tenth and the second by half: 0.36, then 0.18."""
    boxes = np.float32([[0, 0, 1, 0.1], [0, 0.5, 1, 1], [0, 0, 1, 1]])
    candidates = Candidates(boxes, np.float32([[0, 0.9], [0, 0.8], [0, 0.4]]))
    told = fates(candidates, Thresholds(method="soft-linear", overlap=0.05))
    assert told.fate[:, 1].tolist() == [Fate.SHOWN, Fate.SHOWN, Fate.SUPPRESSED]
    assert told.by[2, 1] == 1
    assert told.overlap[2, 1] == pytest.approx(0.5)
    assert told.score[2, 1] == pytest.approx(0.4 * 0.9 * 0.5)
