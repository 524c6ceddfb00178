"""Many pictures: one event each, in order, whatever lies among them."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ssd_core.batch import Detected, Refused, detect_all
from ssd_core.bundled import sample_paths, weights_path
from ssd_core.detection import select
from ssd_core.image import read_image
from ssd_core.inference import Detector, Inference
from ssd_core.types import ByteArray, Thresholds

SAMPLES = [str(path) for path in sample_paths()[:3]]


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector.load(weights_path())


def test_every_picture_gives_what_it_gives_alone(detector: Detector) -> None:
    thresholds = Thresholds(confidence=0.4)
    events = list(detect_all(detector, SAMPLES, thresholds))
    assert [event.path for event in events] == SAMPLES
    assert [event.index for event in events] == [0, 1, 2]
    for event in events:
        assert isinstance(event, Detected)
        image = read_image(event.path)
        alone = select(detector(image.rgb).candidates, thresholds)
        assert (event.width, event.height) == (image.width, image.height)
        np.testing.assert_array_equal(event.detections.boxes, alone.detections.boxes)
        assert event.selection.funnel == alone.funnel


def test_a_bad_file_is_one_event_and_the_others_follow(detector: Detector, tmp_path: Path) -> None:
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(Path(SAMPLES[0]).read_bytes()[:3_000])
    paths = [SAMPLES[0], str(cut), str(tmp_path / "gone.jpg"), SAMPLES[1]]
    events = list(detect_all(detector, paths, Thresholds()))
    assert [type(event) for event in events] == [Detected, Refused, Refused, Detected]
    assert [event.path for event in events] == paths
    assert "cut.jpg could not be read" in str(events[1].error)
    assert "There is no such file" in str(events[2].error)


def test_stop_ends_it_before_the_next_picture_and_leaves_no_thread(detector: Detector) -> None:
    seen: list[Detected | Refused] = []
    for event in detect_all(detector, SAMPLES * 10, Thresholds(), stop=lambda: len(seen) == 2):
        seen.append(event)
    assert len(seen) == 2
    assert not [t for t in threading.enumerate() if t.name.startswith("batch reader")]


def test_a_batch_that_is_dropped_leaves_no_thread(detector: Detector) -> None:
    events = detect_all(detector, SAMPLES, Thresholds())
    next(events)
    events.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("batch reader")]


def test_a_picture_too_large_for_the_memory_is_refused(detector: Detector) -> None:
    def look(rgb: ByteArray) -> Inference:
        if rgb.shape == first.shape and (rgb == first).all():
            raise MemoryError
        return detector(rgb)

    first = read_image(SAMPLES[0]).rgb
    events = list(detect_all(look, SAMPLES[:2], Thresholds()))
    assert isinstance(events[0], Refused)
    assert "more memory than there is" in str(events[0].error)
    assert isinstance(events[1], Detected)


def test_what_is_wrong_with_the_device_is_not_blamed_on_a_picture() -> None:
    def look(rgb: ByteArray) -> Inference:
        raise RuntimeError("the device is gone")

    with pytest.raises(RuntimeError, match="the device is gone"):
        list(detect_all(look, SAMPLES, Thresholds()))


def test_thresholds_hold_for_every_picture(detector: Detector) -> None:
    strict = replace(Thresholds(), confidence=1.0)
    assert all(len(event.detections) == 0 for event in detect_all(detector, SAMPLES, strict))
