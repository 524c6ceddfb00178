"""A biography tells what the network said and what select did, in numbers that recompute."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import coding
from oracles.cases import random_variant
from oracles.detect import softmax
from oracles.nms import overlap
from oracles.nms_variants import diou

from ssd_core.coding import to_candidates
from ssd_core.config import PRESETS, DBoxConfig, SSDConfig
from ssd_core.dboxes import make_dboxes
from ssd_core.detection import select
from ssd_core.explain.biography import FLOOR, Archive, Biography, birth, candidates_at
from ssd_core.explain.changes import nearest_change
from ssd_core.explain.sentences import (
    change_sentence,
    ordinal,
    told_apart,
    verdict_sentence,
)
from ssd_core.fates import Fate, fates
from ssd_core.types import Candidates, NmsMethod, RawOutput, Thresholds

SMALL = SSDConfig(
    "small",
    "slim",
    ("cat", "dog", "person"),
    DBoxConfig(
        feature_maps=(3, 1),
        steps=(100, 300),
        min_sizes=(110, 213),
        max_sizes=(213, 315),
        aspect_ratios=((2,), (2,)),
    ),
)


def random_archive(seed: int, *, variants: bool = True) -> Archive:
    """Raw outputs of 40 DBoxes in which overlaps, ties and every fate are common."""
    rng = np.random.default_rng(seed)
    count, columns = SMALL.dboxes.total, SMALL.num_classes
    loc = rng.normal(0, rng.choice([0.5, 2.0]), (count, 4))
    conf = rng.normal(0, rng.choice([1.0, 3.0]), (count, columns))
    if rng.random() < 0.5:
        conf = np.round(conf)
    if rng.random() < 0.2:
        loc[rng.integers(count), 0] = np.nan
        conf[rng.integers(count), 1] = np.inf
    raw = RawOutput(loc.astype(np.float32), conf.astype(np.float32))
    thresholds = random_variant(rng, columns)
    if not variants:
        thresholds = replace(thresholds, method=NmsMethod.STANDARD, class_agnostic=False)
    candidates = to_candidates(raw, make_dboxes(SMALL.dboxes), variances=SMALL.variances)
    return Archive(raw, candidates, SMALL, thresholds)


def every_pair(archive: Archive) -> list[tuple[int, int]]:
    rows, columns = archive.candidates.scores.shape
    return [(dbox, label) for dbox in range(rows) for label in range(columns)]


seeds = st.integers(0, 2**32 - 1)


@given(seeds)
def test_the_numbers_of_the_shown_are_their_places_in_select(seed: int) -> None:
    archive = random_archive(seed)
    found = select(archive.candidates, archive.thresholds).detections
    shown = list(zip(found.dbox.tolist(), found.labels.tolist(), strict=True))
    told = {
        pair: archive.verdict(*pair)
        for pair in every_pair(archive)
        if archive.verdict(*pair).fate is Fate.SHOWN
    }
    assert sorted(told, key=lambda pair: told[pair].number) == shown
    assert [told[pair].number for pair in shown] == list(range(1, len(shown) + 1))
    assert [told[pair].final_score for pair in shown] == found.scores.tolist()


@given(seeds)
def test_every_candidate_has_one_verdict_and_its_numbers_agree_with_it(seed: int) -> None:
    archive = random_archive(seed)
    now = archive.thresholds
    for dbox, label in every_pair(archive):
        verdict = archive.verdict(dbox, label)
        bar = np.float32(now.confidence_of(label))
        match verdict.fate:
            case Fate.NOT_LOOKED_FOR:
                assert label == 0 or label not in now.classes
            case Fate.NOT_FINITE:
                box = archive.candidates.boxes[dbox]
                assert not math.isfinite(verdict.score) or not np.isfinite(box).all()
            case Fate.BELOW_CONFIDENCE:
                assert verdict.score <= bar
            case Fate.PAST_TOP_K:
                assert verdict.rank > now.top_k
            case Fate.PAST_CAP:
                assert verdict.number > now.max_detections
            case Fate.SHOWN:
                assert verdict.number <= now.max_detections
                assert verdict.final_score > bar
            case Fate.SUPPRESSED:
                assert_suppressed(archive, dbox, label)


def assert_suppressed(archive: Archive, dbox: int, label: int) -> None:
    """The killer is shown, or survived past the cap; the overlap is that of the two boxes."""
    verdict, now = archive.verdict(dbox, label), archive.thresholds
    by = verdict.suppressor
    assert by is not None
    fate = archive.verdict(by.dbox, by.label).fate
    assert fate is (Fate.PAST_CAP if by.number is None else Fate.SHOWN)
    assert by.label == label or now.class_agnostic
    measure = diou if now.method is NmsMethod.DIOU else overlap
    boxes = archive.candidates.boxes
    assert verdict.overlap == measure(boxes[by.dbox], boxes[dbox])
    if now.method.soft:
        assert verdict.final_score <= np.float32(now.confidence_of(label)) < verdict.score
    else:
        assert verdict.overlap > np.float32(now.overlap)


@given(seeds)
def test_boxes_and_scores_recompute_from_the_raw_output(seed: int) -> None:
    archive = random_archive(seed)
    rng = np.random.default_rng(seed)
    for dbox in rng.integers(0, SMALL.dboxes.total, 5).tolist():
        if not np.isfinite(archive.raw.loc[dbox]).all():
            continue
        life = archive.biography(dbox, int(rng.integers(1, 4)))
        dcxcywh = make_dboxes(SMALL.dboxes).cxcywh[dbox].tolist()
        box = coding.decode([float(v) for v in archive.raw.loc[dbox]], dcxcywh)
        assert life.shift.box == pytest.approx(np.clip(box, 0, 1), abs=1e-5)
        centre = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        assert life.shift.centre == pytest.approx(centre, abs=1e-5)
        if np.isfinite(archive.raw.conf[dbox]).all():
            scores = softmax(archive.raw.conf[dbox])
            for label, score in life.scores:
                assert score == pytest.approx(scores[label], abs=1e-5)
        assert life.verdict.label in [label for label, _ in life.scores]


def change_is_true(archive: Archive, pair: tuple[int, int]) -> None:
    now, change = archive.thresholds, nearest_change(archive, *pair)
    before = archive.verdict(*pair).fate
    if change is None:
        hopeless = {Fate.NOT_LOOKED_FOR, Fate.NOT_FINITE, Fate.BELOW_CONFIDENCE}
        assert before in hopeless or now.method.soft
        return
    after = fates(archive.candidates, change.thresholds).fate[pair]
    assert after == change.fate != before
    if change.knob == "overlap":
        steps = np.arange(101) / 100
        kept = [
            fates(archive.candidates, replace(now, overlap=float(step))).fate[pair] != before
            for step in steps[steps > now.overlap]
        ]
        first = round(change.value * 100) - (101 - len(kept))
        assert not any(kept[:first])
        assert kept[first]
        assert change.onwards == all(kept[first:])


@settings(max_examples=40)
@given(seeds)
def test_what_would_change_its_fate_does_and_nothing_nearer(seed: int) -> None:
    archive = random_archive(seed)
    rng = np.random.default_rng(seed)
    pairs = every_pair(archive)
    for k in rng.integers(0, len(pairs), 4).tolist():
        change_is_true(archive, pairs[k])
    for fate in Fate:
        rows = np.argwhere(archive.fates.fate == fate)
        if len(rows):
            change_is_true(archive, tuple(rows[int(rng.integers(len(rows)))].tolist()))


@given(seeds)
def test_sentences_never_contradict_themselves(seed: int) -> None:
    archive = random_archive(seed)
    for pair in every_pair(archive):
        verdict = archive.verdict(*pair)
        sentence = verdict_sentence(verdict, archive.thresholds, SMALL.classes)
        assert sentence.endswith(".")
        values = sentence.values
        if verdict.fate is Fate.SUPPRESSED and not archive.thresholds.method.soft:
            assert float(values["overlap"]) > float(values["threshold"])
        elif verdict.fate is Fate.SUPPRESSED:
            assert float(values["final"]) <= float(values["threshold"]) or math.isclose(
                verdict.final_score, float(values["threshold"]), rel_tol=1e-6
            )
        elif verdict.fate is Fate.BELOW_CONFIDENCE and "score" in values:
            assert float(values["score"]) < float(values["threshold"])


def one(fate: Fate) -> tuple[Archive, Biography]:
    """A candidate of class dog with the fate asked for, in a picture of five DBoxes that matter."""
    count = SMALL.dboxes.total
    boxes = np.tile(np.float32([0.9, 0.9, 1, 1]), (count, 1))
    scores = np.zeros((count, 4), np.float32)
    scores[:5, 2] = [0.91, 0.58, 0.40, 0.35, 0.12]
    boxes[:5] = [[0, 0, 1, 1], [0, 0, 0.624, 1], [0, 0, 0.2, 0.2], [0.5, 0, 0.7, 0.2], [0, 0, 1, 1]]
    raw = RawOutput(np.zeros((count, 4)), np.zeros((count, 4)))
    thresholds = Thresholds(top_k=3, max_detections=1)
    archive = Archive(raw, Candidates(boxes, scores), SMALL, thresholds)
    dbox = {
        Fate.SHOWN: 0, Fate.SUPPRESSED: 1, Fate.PAST_CAP: 2, Fate.PAST_TOP_K: 3,
        Fate.BELOW_CONFIDENCE: 4,
    }[fate]  # fmt: skip
    return archive, archive.biography(dbox, 2)


@pytest.mark.parametrize(
    ("fate", "verdict", "change"),
    [
        (Fate.SHOWN, "Shown as #1.", "It would not be shown with confidence ≥ 0.91."),
        (
            Fate.SUPPRESSED,
            "Suppressed by #1 dog 0.91 at overlap 0.62 > 0.45.",
            "It would survive NMS, but be past the cap, with NMS overlap ≥ 0.63.",
        ),
        (
            Fate.PAST_CAP,
            "Past the cap: 2nd of 1.",
            "It would be shown with at most 2 detections.",
        ),
        (
            Fate.PAST_TOP_K,
            "Past top-k: 4th of 3.",
            "It would survive NMS, but be past the cap, with top-k ≥ 4.",
        ),
        (
            Fate.BELOW_CONFIDENCE,
            "Below confidence 0.30: it scored 0.12.",
            "It would be past top-k with confidence ≤ 0.11.",
        ),
    ],
)
def test_each_fate_in_a_sentence(fate: Fate, verdict: str, change: str) -> None:
    archive, life = one(fate)
    assert life.verdict.fate is fate
    told = verdict_sentence(life.verdict, archive.thresholds, SMALL.classes)
    moved = nearest_change(archive, *life.pair)
    assert told == verdict
    assert change_sentence(moved, SMALL.classes) == change


def test_a_suppressor_past_the_cap_has_no_number() -> None:
    boxes = np.float32([[0, 0, 1, 1], [0, 0.5, 0.1, 0.6], [0, 0.5, 0.1, 0.6]])
    scores = np.float32([[0, 0.9, 0, 0], [0, 0.8, 0, 0], [0, 0.7, 0, 0]])
    raw = RawOutput(np.zeros((3, 4)), np.zeros((3, 4)))
    archive = Archive(raw, Candidates(boxes, scores), SMALL, Thresholds(max_detections=1))
    told = verdict_sentence(archive.verdict(2, 1), archive.thresholds, SMALL.classes)
    assert told == ("Suppressed by cat 0.80, itself past the cap, at overlap 1.00 > 0.45.")


def test_two_more_digits_where_two_would_look_equal() -> None:
    assert told_apart(0.62, 0.45) == ("0.62", "0.45")
    assert told_apart(float(np.nextafter(np.float32(0.45), 1)), 0.45) == ("0.45000002", "0.45")
    assert told_apart(0.2999, 0.3) == ("0.2999", "0.30")
    assert told_apart(0.3, 0.3) == ("0.30", "0.30")
    assert told_apart(1 / 3, 0.333) == ("0.3333", "0.333")


def test_a_score_on_the_threshold_is_not_above_it() -> None:
    count = SMALL.dboxes.total
    scores = np.zeros((count, 4), np.float32)
    scores[0, 1] = 0.3
    raw = RawOutput(np.zeros((count, 4)), np.zeros((count, 4)))
    candidates = Candidates(np.tile(np.float32([0, 0, 1, 1]), (count, 1)), scores)
    archive = Archive(raw, candidates, SMALL, Thresholds())
    told = verdict_sentence(archive.verdict(0, 1), archive.thresholds, SMALL.classes)
    assert told == "At confidence 0.30 exactly, and it must be above."
    assert nearest_change(archive, 0, 1).value == 0.29


def test_a_score_is_told_above_the_step_that_would_let_it_in() -> None:
    """0.27 would not be above 0.27."""
    count = SMALL.dboxes.total
    scores = np.zeros((count, 4), np.float32)
    scores[0, 1] = 0.2744
    raw = RawOutput(np.zeros((count, 4)), np.zeros((count, 4)))
    candidates = Candidates(np.tile(np.float32([0, 0, 1, 1]), (count, 1)), scores)
    archive = Archive(raw, candidates, SMALL, Thresholds())
    told = verdict_sentence(archive.verdict(0, 1), archive.thresholds, SMALL.classes)
    change = change_sentence(nearest_change(archive, 0, 1), SMALL.classes)
    assert told == "Below confidence 0.30: it scored 0.274."
    assert change == "It would be shown with confidence ≤ 0.27."


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (214, "214th")]
)
def test_ordinals(number: int, words: str) -> None:
    assert ordinal(number) == words


def test_the_birth_of_the_tall_box_in_the_middle_of_the_third_level() -> None:
    born = birth(PRESETS["ssd300_voc"], 8221)
    assert (born.level, born.maps[born.level], born.cell, born.aspect) == (2, 10, (4, 6), "1/2")
    assert born.scale == pytest.approx(0.37)
    width, height = born.box[2] - born.box[0], born.box[3] - born.box[1]
    assert (width, height) == pytest.approx((0.37 / 2**0.5, 0.37 * 2**0.5))


@given(seeds, st.floats(0, 1), st.floats(0, 1))
def test_candidates_at_a_point_are_all_that_hold_it_strongest_first(
    seed: int, x: float, y: float
) -> None:
    candidates = random_archive(seed).candidates
    found = [tuple(pair) for pair in candidates_at(candidates, x, y).tolist()]
    held = [
        (dbox, label)
        for dbox, (left, top, right, bottom) in enumerate(candidates.boxes.tolist())
        for label in range(1, candidates.num_classes)
        if left <= np.float32(x) <= right
        and top <= np.float32(y) <= bottom
        and np.isfinite(candidates.scores[dbox, label])
    ]
    held.sort(key=lambda pair: (-candidates.scores[pair], *pair))
    strong = [pair for pair in held if candidates.scores[pair] > np.float32(FLOOR)]
    assert found == (strong or held[:1])
    assert candidates_at(candidates, x, y, most=2).tolist() == [list(pair) for pair in found[:2]]
    of_two = [pair for pair in held if pair[1] == 2]
    strong = [pair for pair in of_two if candidates.scores[pair] > np.float32(FLOOR)]
    alone = [tuple(pair) for pair in candidates_at(candidates, x, y, label=2).tolist()]
    assert alone == (strong or of_two[:1])


def test_offsets_that_are_not_finite_move_the_centre_into_what_is_painted() -> None:
    count = SMALL.dboxes.total
    loc = np.zeros((count, 4), np.float32)
    loc[0, 0] = np.inf
    raw = RawOutput(loc, np.zeros((count, 4), np.float32))
    candidates = to_candidates(raw, make_dboxes(SMALL.dboxes))
    life = Archive(raw, candidates, SMALL, Thresholds()).biography(0, 1)
    assert np.isfinite(life.shift.centre).all()


def test_no_candidate_beside_all_boxes() -> None:
    nowhere = Candidates(np.full((3, 4), 0.5), np.ones((3, 4)))
    assert candidates_at(nowhere, 0.1, 0.1).shape == (0, 2)
