"""Selection of detections against the plain loop, and the law that lets a slider move."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from oracles import select as plain
from oracles.cases import random_candidates, random_thresholds

from ssd_core import detection
from ssd_core.detection import Selector, select
from ssd_core.types import Candidates, NmsMethod, Selection, Thresholds

pytestmark = pytest.mark.filterwarnings("error")


def pairs(selection: Selection) -> list[tuple[int, int]]:
    found = selection.detections
    return list(zip(found.dbox.tolist(), found.labels.tolist(), strict=True))


def assert_same(a: Selection, b: Selection) -> None:
    assert a.funnel == b.funnel
    for name in ("boxes", "scores", "labels", "dbox"):
        np.testing.assert_array_equal(getattr(a.detections, name), getattr(b.detections, name))


def row_of_boxes(count: int) -> np.ndarray:
    """Boxes side by side, none overlapping another."""
    return np.arange(count, dtype=np.float32)[:, None] + np.float32([0, 0, 0.5, 1])


def crowd(count: int = 2000, classes: int = 5) -> Candidates:
    """A picture where every class scores everywhere and many boxes overlap."""
    rng = np.random.default_rng(11)
    low = rng.random((count, 2))
    boxes = np.concatenate([low, low + 0.05 + 0.2 * rng.random((count, 2))], axis=1)
    return Candidates(boxes, rng.random((count, classes)))


@pytest.mark.parametrize("seed", range(8))
def test_select_is_the_plain_loop(seed: int) -> None:
    """150 cases a seed, 1,200 in all, compared index for index."""
    rng = np.random.default_rng(seed)
    for _ in range(150):
        candidates = random_candidates(rng)
        thresholds = random_thresholds(rng, candidates.num_classes)
        answer, expected = select(candidates, thresholds), plain.select(candidates, thresholds)
        assert pairs(answer) == expected.detections
        assert answer.funnel == expected.funnel
        found = answer.detections
        np.testing.assert_array_equal(found.boxes, candidates.boxes[found.dbox])
        np.testing.assert_array_equal(found.scores, candidates.scores[found.dbox, found.labels])


@pytest.mark.parametrize("seed", range(6))
def test_select_of_many_is_the_plain_loop(seed: int) -> None:
    """Enough DBoxes for several NMS blocks and for top-k by partition."""
    rng = np.random.default_rng(100 + seed)
    candidates = random_candidates(rng, most=500)
    for top_k in (3, 150):
        thresholds = Thresholds(confidence=0.05, top_k=top_k)
        answer, expected = select(candidates, thresholds), plain.select(candidates, thresholds)
        assert pairs(answer) == expected.detections
        assert answer.funnel == expected.funnel


def test_ties_at_the_last_place_of_top_k_go_to_the_lower_dbox() -> None:
    candidates = Candidates(row_of_boxes(64), np.full((64, 3), 0.5))
    answer = select(candidates, Thresholds(top_k=5))
    assert pairs(answer) == [(dbox, label) for dbox in range(5) for label in (1, 2)]


def test_ties_at_the_cap_go_to_the_lower_dbox_then_the_lower_label() -> None:
    candidates = Candidates(row_of_boxes(9), np.full((9, 4), 0.5))
    answer = select(candidates, Thresholds(max_detections=4))
    assert pairs(answer) == [(0, 1), (0, 2), (0, 3), (1, 1)]
    assert answer.funnel.after_nms == 27
    assert answer.funnel.shown == 4


def test_a_score_equal_to_the_threshold_is_not_over_it() -> None:
    scores = np.float32([[0, 0.3], [0, np.nextafter(np.float32(0.3), np.float32(1))]])
    assert pairs(select(Candidates(row_of_boxes(2), scores), Thresholds(confidence=0.3))) == [
        (1, 1)
    ]


def test_classes_do_not_suppress_one_another() -> None:
    boxes = np.float32([[0, 0, 1, 1], [0, 0, 1, 1]])
    scores = np.float32([[0, 0.9, 0.1], [0, 0.8, 0.7]])
    assert pairs(select(Candidates(boxes, scores), Thresholds())) == [(0, 1), (1, 2)]


def test_only_classes_that_are_looked_for_are_counted() -> None:
    candidates = Candidates(row_of_boxes(3), np.full((3, 4), 0.5))
    answer = select(candidates, Thresholds(classes=frozenset({2, 99})))
    assert answer.funnel.over_confidence == 3
    assert set(answer.detections.labels.tolist()) == {2}
    assert len(select(candidates, Thresholds(classes=frozenset())).detections) == 0


def test_raising_the_overlap_threshold_keeps_more() -> None:
    candidates = crowd()
    kept = [
        select(candidates, Thresholds(overlap=overlap)).funnel.after_nms
        for overlap in (0.0, 0.2, 0.45, 0.8, 1.0)
    ]
    assert kept == sorted(kept)
    assert kept[0] < kept[-1] == select(candidates, Thresholds()).funnel.top_k


@pytest.mark.parametrize("seed", range(4))
def test_selector_answers_as_select_wherever_it_is_moved(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for _ in range(20):
        candidates = random_candidates(rng)
        selector = Selector(candidates)
        thresholds = random_thresholds(rng, candidates.num_classes)
        for _ in range(15):
            moved = random_thresholds(rng, candidates.num_classes)
            name = rng.choice(["confidence", "overlap", "top_k", "max_detections", "classes"])
            thresholds = replace(thresholds, **{str(name): getattr(moved, str(name))})
            assert_same(selector.select(thresholds), select(candidates, thresholds))


@pytest.mark.parametrize("seed", range(3))
def test_raising_the_confidence_filters_what_nms_kept(seed: int) -> None:
    """The law that the selector stands on, said with the plain loop alone."""
    rng = np.random.default_rng(200 + seed)
    for _ in range(40):
        candidates = random_candidates(rng)
        low = replace(random_thresholds(rng, candidates.num_classes), max_detections=10_000)
        high = replace(low, confidence=float(rng.uniform(low.confidence, 1)))
        kept = plain.select(candidates, low).detections
        bar = np.float32(high.confidence)
        still = [pair for pair in kept if candidates.scores[pair] > bar]
        assert plain.select(candidates, high).detections == still


@pytest.mark.parametrize("across", [False, True])
def test_moving_the_confidence_runs_nms_twice_at_most(
    across: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For what is over the threshold, and once it is lowered for all that may ever be."""
    runs = []
    original = detection.suppress

    def counted(*arguments: object, **named: object) -> object:
        runs.append(named)
        return original(*arguments, **named)

    candidates = crowd(200)
    now = Thresholds(class_agnostic=across)
    expected = select(candidates, replace(now, confidence=0.9))
    monkeypatch.setattr(detection, "suppress", counted)
    selector = Selector(candidates)
    for confidence, so_far in ((0.3, 1), (0.8, 1), (0.2, 2), (0.01, 2), (0.6, 2), (0.9, 2)):
        answer = selector.select(replace(now, confidence=confidence))
        assert len(runs) == so_far
    assert_same(answer, expected)
    selector.select(replace(now, overlap=0.5))
    selector.select(replace(now, overlap=0.45))  # remembered
    assert len(runs) == 3
    selector.select(replace(now, confidence=0.001))  # below the floor: candidates it never ranked
    assert len(runs) == 4


@pytest.mark.parametrize("seed", range(2))
def test_the_strongest_is_what_select_shows_first(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for _ in range(40):
        candidates = random_candidates(rng)
        classes = random_thresholds(rng, candidates.num_classes).classes
        told = Selector(candidates).strongest(classes)
        found = select(candidates, Thresholds(confidence=0, classes=classes)).detections
        first = [(int(found.labels[0]), float(found.scores[0]))] if len(found) else [None]
        assert [told] == first


def test_selector_forgets_overlaps_that_were_long_ago() -> None:
    selector = Selector(crowd())
    for overlap in np.linspace(0, 0.4, 12):
        selector.select(Thresholds(overlap=float(overlap)))
    tracemalloc.start()
    for overlap in np.linspace(0.5, 0.9, 60):
        selector.select(Thresholds(overlap=float(overlap)))
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 30_000  # eight answers of 800 candidates, not sixty


def test_no_dboxes_and_no_classes_are_no_detections() -> None:
    for shape in ((0, 3), (4, 1), (0, 1)):
        candidates = Candidates(row_of_boxes(shape[0]), np.ones(shape))
        for answer in (
            select(candidates, Thresholds()),
            Selector(candidates).select(Thresholds()),
        ):
            assert len(answer.detections) == 0
            assert answer.funnel.dboxes == shape[0]


def test_a_selection_is_quick_where_few_can_meet_or_nms_has_run() -> None:
    candidates = crowd()
    everything = Thresholds(confidence=0.0, top_k=8732)
    assert Selector(candidates).is_quick(Thresholds())
    rng = np.random.default_rng(0)
    boxes = np.sort(rng.random((8732, 2, 2)), axis=1).reshape(-1, 4).astype(np.float32)
    dense = Candidates(boxes, np.full((8732, 5), 0.2, np.float32))
    selector = Selector(dense)
    assert selector.is_quick(Thresholds(confidence=0.1))
    assert not selector.is_quick(
        Thresholds(confidence=0.1, method=NmsMethod.SOFT_GAUSSIAN, top_k=400)
    )
    assert not selector.is_quick(Thresholds(confidence=0.1, top_k=400, class_agnostic=True))
    several = replace(everything, top_k=1000)
    assert not selector.is_quick(several)
    selector.select(several)
    assert selector.is_quick(several)
    assert selector.is_quick(replace(several, confidence=0.5))
    assert not selector.is_quick(replace(several, overlap=0.2))
