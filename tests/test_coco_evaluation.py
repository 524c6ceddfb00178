"""COCO's AP against pycocotools, on random and edge cases; a few worked out by hand without it."""

from __future__ import annotations

import contextlib
import io
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_evaluation import LEFT, NOWHERE, RIGHT, found, truth

from ssd_core.coco_evaluation import CocoEvaluation, evaluate_coco
from ssd_core.types import Detections, GroundTruth

CLASSES = 3
Sizes = list[tuple[int, int]]


def reference(
    detections: Sequence[Detections], truths: Sequence[GroundTruth], sizes: Sizes
) -> tuple[np.ndarray, np.ndarray]:
    """(precision [10, 101, C - 1, 4] with -1 for none, the twelve printed numbers)."""
    coco_module = pytest.importorskip("pycocotools.coco")
    evaluator = pytest.importorskip("pycocotools.cocoeval").COCOeval
    annotations, results = [], []
    for number, (seen, objects, size) in enumerate(zip(detections, truths, sizes, strict=True)):
        for box, label, difficult in zip(
            _xywh(objects.boxes, size), objects.labels, objects.difficult, strict=True
        ):
            annotations.append(
                {
                    "id": len(annotations) + 1,
                    "image_id": number,
                    "category_id": int(label),
                    "bbox": box,
                    "area": box[2] * box[3],
                    "iscrowd": int(difficult),
                }
            )
        for box, label, score in zip(
            _xywh(seen.boxes, size), seen.labels, seen.scores.tolist(), strict=True
        ):
            entry = {"image_id": number, "category_id": int(label), "bbox": box, "score": score}
            results.append(entry)
    with contextlib.redirect_stdout(io.StringIO()):
        coco = coco_module.COCO()
        coco.dataset = {
            "info": {},
            "images": [{"id": number} for number in range(len(truths))],
            "annotations": annotations,
            "categories": [{"id": label} for label in range(1, CLASSES)],
        }
        coco.createIndex()
        loaded = coco.loadRes(results) if results else _nothing(coco_module, coco)
        judge = evaluator(coco, loaded, "bbox")
        judge.evaluate()
        judge.accumulate()
        judge.summarize()
    return judge.eval["precision"][..., 2], judge.stats


def _nothing(module: Any, coco: Any) -> Any:
    empty = module.COCO()
    empty.dataset = {**coco.dataset, "annotations": []}
    empty.createIndex()
    return empty


def _xywh(boxes: np.ndarray, size: tuple[int, int]) -> list[list[float]]:
    scaled = boxes.astype(np.float64) * [*size, *size]
    return np.concatenate([scaled[:, :2], scaled[:, 2:] - scaled[:, :2]], axis=1).tolist()


def assert_equal_to_reference(
    detections: Sequence[Detections], truths: Sequence[GroundTruth], sizes: Sizes
) -> CocoEvaluation:
    precision, stats = reference(detections, truths, sizes)
    ours = evaluate_coco(detections, truths, num_classes=CLASSES, sizes=sizes)
    theirs = np.where(precision < 0, np.nan, precision).mean(axis=1)  # [10, C - 1, 4]
    assert ours.ap[..., 1:] == pytest.approx(theirs.transpose(2, 0, 1), abs=1e-12, nan_ok=True)
    printed = [ours.map, ours.map50, ours.map75, *ours.by_area.values()]
    assert np.nan_to_num(printed, nan=-1.0) == pytest.approx(stats[:6], abs=1e-12)
    alone = evaluate_coco(detections, truths, num_classes=CLASSES)
    assert alone.map == pytest.approx(ours.map, abs=1e-9, nan_ok=True)
    assert alone.by_area == {}
    return ours


part = st.integers(0, 8).map(lambda n: n / 8)
boxes = st.tuples(part, part, part, part).map(
    lambda c: (min(c[0], c[2]), min(c[1], c[3]), max(c[0], c[2]), max(c[1], c[3]))
)
label = st.integers(1, CLASSES - 1)
few_scores = st.sampled_from([0.25, 0.5, 0.75])  # so that ties are common
picture = st.tuples(
    st.lists(st.tuples(boxes, label, few_scores), max_size=8),
    st.lists(st.tuples(boxes, label, st.booleans()), max_size=5),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(picture, min_size=1, max_size=4), st.sampled_from([(64, 64), (100, 300), (9, 9)]))
def test_equals_pycocotools_on_ties_and_edges(pictures: list[Any], size: tuple[int, int]) -> None:
    detections = [found(*p[0]) for p in pictures]
    assert_equal_to_reference(detections, [truth(*p[1]) for p in pictures], [size] * len(pictures))


@pytest.mark.parametrize("seed", range(6))
def test_equals_pycocotools_on_what_detectors_find(seed: int) -> None:
    """Boxes around objects with some error, doubles and strays, in pictures of several sizes."""
    rng = np.random.default_rng(seed)
    pairs = [detected_scene(rng) for _ in range(30)]
    sizes = [(int(w), int(h)) for w, h in rng.integers(200, 700, (30, 2))]
    ours = assert_equal_to_reference([p[0] for p in pairs], [p[1] for p in pairs], sizes)
    assert 0.05 < ours.map < 0.95


def detected_scene(rng: np.random.Generator) -> tuple[Detections, GroundTruth]:
    count = int(rng.integers(0, 9))
    low = rng.uniform(0, 0.7, (count, 2))
    objects = np.concatenate([low, low + rng.uniform(0.02, 0.3, (count, 2))], axis=1)
    labels = rng.integers(1, CLASSES, count)
    near = np.repeat(objects, 3, axis=0) + rng.normal(0, 0.015, (3 * count, 4))
    stray = rng.uniform([0, 0, 0.4, 0.4], [0.5, 0.5, 0.9, 0.9], (20, 4))
    rows = np.concatenate([near, stray]).astype(np.float32)
    said = np.concatenate([np.repeat(labels, 3), rng.integers(1, CLASSES, 20)])
    scores = np.concatenate([rng.uniform(0.2, 1, 3 * count), rng.uniform(0, 0.6, 20)])
    truth = GroundTruth(objects.astype(np.float32), labels, rng.random(count) < 0.15)
    return Detections(rows, scores.astype(np.float32), said, np.arange(len(rows))), truth


def test_no_more_than_a_hundred_of_a_class_count() -> None:
    """The right one is the 101st of its class, or the 101st of all."""
    strays = [(NOWHERE, 1, 0.9)] * 100
    for stray_label, expected in ((1, 0.0), (2, 1.0)):
        rows = [(box, stray_label, score) for box, _, score in strays]
        seen = [found(*rows, (LEFT, 1, 0.1))]
        objects = [truth((LEFT, 1, False))]
        ours = assert_equal_to_reference(seen, objects, [(300, 300)])
        assert ours.by_class[1] == pytest.approx(expected)


def test_each_overlap_counts_for_a_tenth() -> None:
    """Three quarters of an object: found at 0.5 to 0.75, six of ten."""
    seen = [found(((0.0, 0.0, 0.4, 0.3), 1, 0.9))]
    result = evaluate_coco(seen, [truth((LEFT, 1, False))], num_classes=2)
    assert result.map50 == pytest.approx(1.0)
    assert result.map == pytest.approx(0.6, abs=0.1)


def test_a_difficult_object_takes_any_number_of_detections() -> None:
    inside = (0.1, 0.1, 0.2, 0.2)
    seen = [found((inside, 1, 0.9), (LEFT, 1, 0.8), (RIGHT, 1, 0.7))]
    objects = [truth((LEFT, 1, True), (RIGHT, 1, False))]
    ours = assert_equal_to_reference(seen, objects, [(300, 300)])
    assert ours.map == pytest.approx(1.0)


def test_nothing_to_find_is_nan() -> None:
    for objects in (truth(), truth((LEFT, 1, True))):
        assert math.isnan(evaluate_coco([found((LEFT, 1, 0.9))], [objects], num_classes=2).map)
    assert math.isnan(evaluate_coco([], [], num_classes=2).map)
    assert evaluate_coco([found()], [truth((LEFT, 1, False))], num_classes=2).map == 0.0


def test_boxes_that_are_not_finite_are_false() -> None:
    seen = [found(((math.nan,) * 4, 1, 0.9), (LEFT, 1, 0.8))]
    result = evaluate_coco(seen, [truth((LEFT, 1, False))], num_classes=2, sizes=[(300, 300)])
    assert result.map == pytest.approx(0.5)


def test_says_what_does_not_fit() -> None:
    objects = [truth((LEFT, 1, False))]
    with pytest.raises(ValueError, match="0 pictures for 1"):
        evaluate_coco([], objects, num_classes=2)
    with pytest.raises(ValueError, match="label 1 is outside of 1"):
        evaluate_coco([found()], objects, num_classes=1)
