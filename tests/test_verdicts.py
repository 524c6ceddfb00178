"""Verdicts: equal to the evaluation of one picture, worked out cases, and the finder's rules."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_core.bundled import sample_paths
from ssd_core.data.annotation import DataError
from ssd_core.data.beside import find_annotation, read_annotation_of
from ssd_core.data.voc_annotation import write_annotation
from ssd_core.evaluation import evaluate
from ssd_core.types import Detections, GroundTruth
from ssd_core.verdicts import Verdict, in_classes, judge

LEFT = (0.0, 0.0, 0.4, 0.4)
RIGHT = (0.6, 0.6, 1.0, 1.0)
NOWHERE = (0.0, 0.8, 0.2, 1.0)
TP, FP, IGNORED = Verdict.TRUE_POSITIVE, Verdict.FALSE_POSITIVE, Verdict.IGNORED


def found(*rows: tuple[Any, int, float]) -> Detections:
    boxes = np.array([r[0] for r in rows], np.float32).reshape(-1, 4)
    scores = np.array([r[2] for r in rows], np.float32)
    return Detections(boxes, scores, np.array([r[1] for r in rows]), np.arange(len(rows)))


def truth(*rows: tuple[Any, int, bool]) -> GroundTruth:
    boxes = np.array([r[0] for r in rows], np.float32).reshape(-1, 4)
    labels = np.array([r[1] for r in rows], np.int64)
    return GroundTruth(boxes, labels, np.array([r[2] for r in rows], np.bool_))


sixth = st.integers(0, 6).map(lambda n: n / 6)
boxes = st.tuples(sixth, sixth, sixth, sixth).map(
    lambda c: (min(c[0], c[2]), min(c[1], c[3]), max(c[0], c[2]), max(c[1], c[3]))
)
label = st.integers(1, 2)
few_scores = st.sampled_from([0.25, 0.5, 0.75])  # so that ties are common


@settings(max_examples=400)
@given(
    st.lists(st.tuples(boxes, label, few_scores), max_size=8),
    st.lists(st.tuples(boxes, label, st.booleans()), max_size=5),
    st.sampled_from([0.3, 0.5, 1.0]),
)
def test_counts_are_those_of_the_evaluation(
    rows: list[Any], objects: list[Any], overlap: float
) -> None:
    detections, annotated = found(*rows), truth(*objects)
    verdicts = judge(detections, annotated, overlap=overlap)
    measured = evaluate([detections], [annotated], num_classes=3, iou=overlap)
    assert verdicts.true_positives == measured.correct.sum()
    assert verdicts.false_positives == measured.false_positives.sum()
    assert verdicts.true_positives + verdicts.false_negatives == measured.objects.sum()


@settings(max_examples=200)
@given(
    st.lists(st.tuples(boxes, label, few_scores), max_size=8),
    st.lists(st.tuples(boxes, label, st.booleans()), max_size=5),
)
def test_who_found_whom_agrees_in_both_directions(rows: list[Any], objects: list[Any]) -> None:
    detections, annotated = found(*rows), truth(*objects)
    verdicts = judge(detections, annotated)
    right = np.flatnonzero(verdicts.verdict == TP)
    assert sorted(verdicts.found_by[verdicts.found_by >= 0].tolist()) == right.tolist()
    for row in right:
        wanted = verdicts.gt_index[row]
        assert verdicts.found_by[wanted] == row
        assert annotated.labels[wanted] == detections.labels[row]
        assert verdicts.overlap[row] >= 0.5
    assert not (verdicts.missed & (verdicts.found_by >= 0)).any()
    assert not (verdicts.missed & annotated.difficult).any()


def test_a_duplicate_is_false_though_it_lies_well() -> None:
    result = judge(found((LEFT, 1, 0.8), (LEFT, 1, 0.9)), truth((LEFT, 1, False)))
    assert result.verdict.tolist() == [FP, TP]
    assert result.gt_index.tolist() == [0, 0]
    assert result.found_by.tolist() == [1]


def test_a_difficult_object_is_neither_found_nor_missed() -> None:
    objects = truth((LEFT, 1, True), (RIGHT, 1, True))
    result = judge(found((LEFT, 1, 0.9), (NOWHERE, 1, 0.8)), objects)
    assert result.verdict.tolist() == [IGNORED, FP]
    assert result.missed.tolist() == [False, False]
    assert (result.precision, math.isnan(result.recall)) == (0.0, True)


def test_the_figures_worked_out_by_hand() -> None:
    objects = truth((LEFT, 1, False), (RIGHT, 2, False), (NOWHERE, 1, False))
    result = judge(found((LEFT, 1, 0.9), (RIGHT, 1, 0.8)), objects)
    assert result.verdict.tolist() == [TP, FP]
    assert result.gt_index.tolist()[0] == 0
    assert result.missed.tolist() == [False, True, True]
    assert (result.precision, result.recall) == (1 / 2, 1 / 3)
    assert result.f1 == pytest.approx(2 / (2 + 1 + 2))


def test_a_class_without_objects_here_has_no_ground_truth() -> None:
    result = judge(found((LEFT, 2, 0.9)), truth((LEFT, 1, False)))
    assert (result.verdict.tolist(), result.gt_index.tolist()) == ([FP], [-1])
    assert result.overlap.tolist() == [0.0]


def test_nothing_at_all_has_no_figures() -> None:
    result = judge(Detections.none(), GroundTruth.none())
    assert all(math.isnan(value) for value in (result.precision, result.recall, result.f1))


@pytest.mark.parametrize("overlap", [0.0, 1.1])
def test_refuses_what_is_no_overlap(overlap: float) -> None:
    with pytest.raises(ValueError, match="overlap"):
        judge(Detections.none(), GroundTruth.none(), overlap=overlap)


def test_classes_are_matched_by_name_and_unknown_ones_left_out() -> None:
    objects = truth((LEFT, 1, False), (RIGHT, 2, True), (NOWHERE, 3, False))
    known, rows = in_classes(objects, ("boat", "cat", "dog"), ("dog", "cat"))
    assert known.labels.tolist() == [2, 1]
    assert known.difficult.tolist() == [True, False]
    assert rows.tolist() == [1, 2]
    asked, rows = in_classes(
        objects, ("boat", "cat", "dog"), ("dog", "cat"), looked_for=frozenset({1})
    )
    assert (asked.labels.tolist(), rows.tolist()) == ([1], [2])


def annotation(name: str = "circle") -> bytes:
    return write_annotation(
        "x.jpg", width=100, height=80, truth=truth((LEFT, 1, False)), classes=[name]
    )


def test_an_annotation_is_found_beside_the_picture_or_in_annotations(tmp_path: Path) -> None:
    pictures = tmp_path / "JPEGImages"
    picture = pictures / "x.jpg"
    pictures.mkdir()
    assert find_annotation(picture) is None
    (tmp_path / "Annotations").mkdir()
    (tmp_path / "Annotations" / "x.xml").write_bytes(annotation())
    assert find_annotation(picture) == tmp_path / "Annotations" / "x.xml"
    (pictures / "x.xml").write_bytes(annotation("star"))
    found_there = read_annotation_of(picture, (100, 80))
    assert found_there is not None
    assert (found_there[0], found_there[1].classes) == (pictures / "x.xml", ("star",))


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_links_that_lead_out_count_as_missing(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    pictures = tmp_path / "set" / "JPEGImages"
    elsewhere.mkdir()
    pictures.mkdir(parents=True)
    (elsewhere / "x.xml").write_bytes(annotation())
    (pictures / "x.xml").symlink_to(elsewhere / "x.xml")
    (tmp_path / "set" / "Annotations").symlink_to(elsewhere)
    assert find_annotation(pictures / "x.jpg") is None
    (pictures / "y.xml").write_bytes(annotation())
    (pictures / "z.xml").symlink_to(pictures / "y.xml")
    assert find_annotation(pictures / "z.jpg") == pictures / "z.xml"


def test_a_broken_annotation_is_one_sentence_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("<annotation><object>")
    with pytest.raises(DataError, match=r"x\.xml could not be read\. It is not well-formed XML\."):
        read_annotation_of(tmp_path / "x.jpg", (100, 80))


def test_two_samples_have_ground_truth_of_the_bundled_classes() -> None:
    annotated = [p for p in sample_paths() if find_annotation(p) is not None]
    assert len(annotated) == 2
