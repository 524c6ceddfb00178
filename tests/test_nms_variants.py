"""Soft-NMS, DIoU-NMS, NMS across classes and own thresholds of classes, against plain loops."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from oracles import nms as plain_nms
from oracles import nms_variants as plain_variants
from oracles import select as plain
from oracles.cases import random_boxes, random_candidates, random_thresholds, random_variant

from ssd_core import soft_nms
from ssd_core.boxes import Corners
from ssd_core.detection import Selector, select
from ssd_core.digest import Digest
from ssd_core.diou import distance_overlaps
from ssd_core.nms import survivors
from ssd_core.soft_nms import gaussian, linear, soften, strongest_decay
from ssd_core.types import Candidates, NmsMethod, Selection, Thresholds

pytestmark = pytest.mark.filterwarnings("error")

SOFT = [NmsMethod.SOFT_LINEAR, NmsMethod.SOFT_GAUSSIAN]


def pairs(selection: Selection) -> list[tuple[int, int]]:
    found = selection.detections
    return list(zip(found.dbox.tolist(), found.labels.tolist(), strict=True))


def assert_same(a: Selection, b: Selection) -> None:
    assert a.funnel == b.funnel
    for name in ("boxes", "scores", "labels", "dbox"):
        np.testing.assert_array_equal(getattr(a.detections, name), getattr(b.detections, name))


class TestSelect:
    @pytest.mark.parametrize("seed", range(8))
    def test_it_is_the_plain_loop(self, seed: int) -> None:
        """Methods, labels, scores and counts of each stage, bit for bit."""
        rng = np.random.default_rng(seed)
        for _ in range(60):
            candidates = random_candidates(rng, most=30)
            thresholds = random_variant(rng, candidates.num_classes)
            answer, expected = select(candidates, thresholds), plain.select(candidates, thresholds)
            assert pairs(answer) == expected.detections, thresholds
            assert answer.detections.scores.tolist() == expected.scores
            assert answer.funnel == expected.funnel

    @pytest.mark.parametrize("seed", range(6))
    def test_a_selector_answers_the_same_wherever_it_is_moved(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        names = (
            "confidence", "overlap", "top_k", "classes", "method", "class_agnostic",
            "class_confidence", "max_detections",
        )  # fmt: skip
        for _ in range(12):
            candidates = random_candidates(rng)
            selector = Selector(candidates)
            thresholds = random_variant(rng, candidates.num_classes)
            for _ in range(15):
                moved = random_variant(rng, candidates.num_classes)
                name = str(rng.choice([*names, "class_confidence", "sigma"]))
                thresholds = replace(thresholds, **{name: getattr(moved, name)})
                assert_same(selector.select(thresholds), select(candidates, thresholds))

    @pytest.mark.parametrize("seed", range(4))
    def test_a_digest_answers_the_same(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        for _ in range(60):
            candidates = random_candidates(rng)
            digest = Digest.of(candidates, floor=0.0)
            thresholds = random_variant(rng, candidates.num_classes)
            assert digest.serves(thresholds)
            found, expected = digest.select(thresholds), select(candidates, thresholds).detections
            for name in ("boxes", "scores", "labels", "dbox"):
                np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))

    @pytest.mark.parametrize("seed", range(3))
    def test_defaults_are_what_they_were(self, seed: int) -> None:
        """New fields at their defaults change nothing, nor does an own threshold that is equal."""
        rng = np.random.default_rng(seed)
        for _ in range(40):
            candidates = random_candidates(rng)
            thresholds = random_thresholds(rng, candidates.num_classes)
            equal = dict.fromkeys(range(1, candidates.num_classes), thresholds.confidence)
            same = replace(thresholds, class_confidence=tuple(equal.items()), sigma=3.0)
            assert_same(select(candidates, thresholds), select(candidates, same))

    @pytest.mark.parametrize("method", NmsMethod)
    def test_raising_the_confidence_filters_what_was_kept(self, method: NmsMethod) -> None:
        """The law that the selector stands on, by the plain loop, for every method in a class."""
        rng = np.random.default_rng(9)
        for _ in range(30):
            candidates = random_candidates(rng, most=25)
            drawn = random_thresholds(rng, candidates.num_classes)
            low = replace(drawn, max_detections=10_000, method=method)
            high = replace(low, confidence=float(rng.uniform(low.confidence, 1)))
            kept = plain.select(candidates, low)
            still = [
                pair
                for pair, score in zip(kept.detections, kept.scores, strict=True)
                if score > np.float32(high.confidence)
            ]
            assert plain.select(candidates, high).detections == still

    @pytest.mark.parametrize("method", NmsMethod)
    @pytest.mark.parametrize("shape", [(0, 3), (1, 2), (4, 1), (0, 1)])
    def test_one_or_none(self, method: NmsMethod, shape: tuple[int, int]) -> None:
        candidates = Candidates(np.tile(np.float32([0, 0, 1, 1]), (shape[0], 1)), np.ones(shape))
        for agnostic in (False, True):
            thresholds = Thresholds(method=method, class_agnostic=agnostic)
            for answer in (
                select(candidates, thresholds),
                Selector(candidates).select(thresholds),
            ):
                assert len(answer.detections) == (1 if shape == (1, 2) else 0)


class TestAcrossClasses:
    def test_a_better_class_suppresses_a_worse_one(self) -> None:
        candidates = Candidates(np.tile([0, 0, 1, 1], (2, 1)), [[0, 0.4, 0.8], [0, 0.7, 0.1]])
        assert pairs(select(candidates, Thresholds())) == [(0, 2), (1, 1)]
        assert pairs(select(candidates, Thresholds(class_agnostic=True))) == [(0, 2)]

    def test_a_class_that_is_left_out_suppresses_nobody(self) -> None:
        candidates = Candidates(np.tile([0, 0, 1, 1], (2, 1)), [[0, 0.4, 0.8], [0, 0.7, 0.1]])
        only = Thresholds(class_agnostic=True, classes=frozenset({1}))
        for answer in (select(candidates, only), Selector(candidates).select(only)):
            assert pairs(answer) == [(1, 1)]

    def test_among_equals_the_lower_dbox_then_the_lower_label_wins(self) -> None:
        candidates = Candidates(np.tile([0, 0, 1, 1], (3, 1)), np.full((3, 4), 0.5))
        assert pairs(select(candidates, Thresholds(class_agnostic=True))) == [(0, 1)]


class TestOwnConfidence:
    def test_it_stands_in_place_of_the_general_one(self) -> None:
        boxes = np.arange(2, dtype=np.float32)[:, None] + np.float32([0, 0, 0.5, 1])
        candidates = Candidates(boxes, [[0, 0.4, 0.4], [0, 0.2, 0.6]])
        own = Thresholds(class_confidence={1: 0.1, 2: 0.5, 77: 0.0})
        assert pairs(select(candidates, own)) == [(1, 2), (0, 1), (1, 1)]
        assert Selector(candidates).select(own).funnel.over_confidence == 3

    def test_it_is_part_of_a_value_that_compares_and_hashes(self) -> None:
        a = Thresholds(class_confidence={3: 0.5, 1: 0.2})
        assert a.class_confidence == ((1, 0.2), (3, 0.5))
        assert a == Thresholds().with_class_confidence(3, 0.5).with_class_confidence(1, 0.2)
        assert len({a, replace(a)}) == 1
        assert a.confidence_of(3) == 0.5
        assert a.confidence_of(2) == 0.30
        assert a.lowest_confidence == 0.2
        assert a.with_class_confidence(3, None).with_class_confidence(1, None) == Thresholds()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"class_confidence": {0: 0.5}},
            {"class_confidence": {1: 1.5}},
            {"class_confidence": ((1, 0.5), (1, 0.6))},
            {"sigma": 0.0},
            {"sigma": float("nan")},
            {"method": "soft"},
        ],
    )
    def test_what_makes_no_sense_is_refused(self, wrong: dict[str, object]) -> None:
        with pytest.raises(ValueError, match=r".+"):
            Thresholds(**wrong)


class TestDiou:
    @pytest.mark.parametrize("seed", range(3))
    def test_it_is_the_formula(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        boxes = random_boxes(rng, 40)
        boxes[0] = boxes[1] = 0.5
        boxes[2] = [-3e38, -3e38, 3e38, 3e38]
        boxes[3] = [-1e30, 0, 1e30, 1e-30]
        table = distance_overlaps(Corners.of(boxes), Corners.of(boxes))
        assert table.dtype == np.float32
        expected = [[plain_variants.diou(a, b) for b in boxes] for a in boxes]
        np.testing.assert_array_equal(table, np.float32(expected))
        assert (table >= -1).all()

    def test_by_hand(self) -> None:
        """Two unit squares half a side apart: IoU 1/3, d² = 1/4, c² = 1.5² + 1."""
        boxes = np.float32([[0, 0, 1, 1], [0.5, 0, 1.5, 1]])
        both = distance_overlaps(Corners.of(boxes), Corners.of(boxes))
        assert both[0, 1] == pytest.approx(1 / 3 - 0.25 / 3.25)

    def test_far_centres_spare_a_box_that_standard_nms_drops(self) -> None:
        boxes = np.float32([[0, 0, 1, 1], [0.5, 0, 1.5, 1], [0, 0, 1, 1 / 3]])
        groups = np.zeros(3, np.int64)
        assert survivors(boxes, groups, overlap=0.3).tolist() == [True, False, False]
        kept = survivors(boxes, groups, overlap=0.26, measure=distance_overlaps)
        assert kept.tolist() == [True, True, False]
        kept = survivors(boxes, groups, overlap=0.3, measure=distance_overlaps)
        assert kept.all()


def soft_case(rng: np.random.Generator, count: int):
    boxes = random_boxes(rng, count)
    scores = np.sort(np.round(rng.uniform(0.01, 1, count), int(rng.choice([1, 5]))))[::-1]
    scores = np.maximum(scores, 0.01).astype(np.float32)
    bars = rng.choice(np.float32([0, 0.1, 0.4]), count)
    return boxes, scores, bars


class TestSoftNms:
    @pytest.mark.parametrize("method", SOFT)
    @pytest.mark.parametrize("front", [soft_nms._FRONT, 4, 1])
    def test_it_is_the_plain_loop(
        self, method: NmsMethod, front: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Scores when their turn came, who is kept, and who took most, with a bar for each."""
        monkeypatch.setattr(soft_nms, "_FRONT", front)
        monkeypatch.setattr(soft_nms, "_PAIRS", 8)
        rng = np.random.default_rng(4)
        for _ in range(50):
            boxes, scores, bars = soft_case(rng, int(rng.integers(0, 25)))
            thresholds = Thresholds(method=method, overlap=float(rng.choice([0, 0.25, 0.45, 1])))
            decay = linear(thresholds.overlap) if method == "soft-linear" else gaussian(0.5)
            groups = np.zeros(len(boxes), np.int64)
            after = soften(boxes, scores, groups, bars=bars, decay=decay)
            by, overlap = strongest_decay(boxes, scores, groups, after, decay=decay)
            told = plain_variants.soft_nms(boxes, scores, bars, plain.factor_of(thresholds))
            assert len(told) == len(boxes)
            for row, one in told.items():
                assert after.scores[row] == one["score"]
                assert after.kept[row] == one["kept"]
                if one["kept"]:
                    assert by[row] == -1
                    assert np.isnan(overlap[row])
                elif one["taken"]:
                    most = max(one["taken"].values())
                    takers = [taker for taker, taken in one["taken"].items() if taken == most]
                    if most > 0:
                        assert by[row] == takers[0]
                        assert overlap[row] == plain_nms.overlap(boxes[by[row]], boxes[row])

    def test_by_hand(self) -> None:
        """IoU 0.5 with the best: 0.8 becomes 0.4 by the line, 0.8·e^-0.5 by the curve."""
        boxes = np.float32([[0, 0, 1, 1], [0, 0, 1, 0.5], [4, 0, 5, 1]])
        scores = np.float32([0.9, 0.8, 0.7])
        groups, bars = np.zeros(3, np.int64), np.full(3, 0.3, np.float32)
        straight = soften(boxes, scores, groups, bars=bars, decay=linear(0.45))
        np.testing.assert_allclose(straight.scores, [0.9, 0.4, 0.7])
        assert straight.turn.tolist() == [0, 2, 1]
        curved = soften(boxes, scores, groups, bars=bars, decay=gaussian(0.5))
        np.testing.assert_allclose(curved.scores, [0.9, 0.8 * np.exp(-0.5), 0.7], rtol=1e-6)
        assert soften(boxes, scores, groups, bars=bars, decay=linear(0.5)).scores.tolist() == (
            scores.tolist()
        )

    @pytest.mark.parametrize("sigma", [1e-300, 1e-40, 1e300])
    def test_a_sigma_beyond_float32_is_still_a_width(self, sigma: float) -> None:
        factors = gaussian(sigma)(np.float32([0, 0.5, 1]))
        assert factors.tolist() == ([1, 1, 1] if sigma > 1 else [1, 0, 0])

    def test_a_lost_box_decays_nobody(self) -> None:
        """The middle one of three in a row falls; the last overlaps only the middle."""
        boxes = np.float32([[0, 0, 2, 1], [0.5, 0, 2.5, 1], [2, 0, 3, 1]])
        candidates = Candidates(boxes, [[0, 0.9], [0, 0.8], [0, 0.7]])
        answer = select(candidates, Thresholds(method="soft-linear", overlap=0.1, confidence=0.4))
        assert pairs(answer) == [(0, 1), (2, 1)]
        assert answer.detections.scores.tolist() == [np.float32(0.9), np.float32(0.7)]

    def test_detections_are_ordered_by_decayed_scores(self) -> None:
        boxes = np.float32([[0, 0, 1, 1], [0, 0, 1, 0.5], [4, 0, 5, 1]])
        candidates = Candidates(boxes, [[0, 0.9], [0, 0.8], [0, 0.7]])
        answer = select(candidates, Thresholds(method="soft-linear"))
        assert pairs(answer) == [(0, 1), (2, 1), (1, 1)]
        assert pairs(select(candidates, Thresholds(method="soft-linear", max_detections=2))) == [
            (0, 1),
            (2, 1),
        ]
