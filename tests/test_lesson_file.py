"""Lesson files come back as they were saved, and a strange one does no harm."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_core.errors import UserError
from ssd_core.lessons.lab import Lab
from ssd_core.lessons.lesson_file import (
    OpenJob,
    Prepared,
    SaveJob,
    read_lesson,
    relative_to,
    write_lesson,
)
from ssd_core.lessons.prepared import truth_as_json, truth_from_json

GOOD: dict[str, Any] = {
    "format": "ssd-viewer lesson",
    "version": 1,
    "lesson": "matching",
    "step": 2,
    "state": {"threshold": 0.4},
    "scene": {"seed": 7},
}


def refused(path: Path, read: object) -> str:
    path.write_text(read if isinstance(read, str) else json.dumps(read))
    with pytest.raises(UserError) as told:
        read_lesson(path)
    return str(told.value)


def test_a_lesson_on_a_built_in_scene_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "a.ssdlesson"
    write_lesson(path, Prepared("matching", 3, {"x": [1, 2.5, "ü"]}, seed=9))
    back = read_lesson(path)
    assert (back.lesson, back.step, back.state, back.seed) == (
        "matching",
        3,
        {"x": [1, 2.5, "ü"]},
        9,
    )
    assert back.is_built_in


def test_a_picture_travels_inside(tmp_path: Path) -> None:
    path = str(tmp_path / "a.ssdlesson")
    rgb = np.random.default_rng(0).integers(0, 256, (20, 30, 3), dtype=np.uint8)
    assert SaveJob(path, Prepared("matching", name="cat.jpg"), rgb).run(Lab()) == "a.ssdlesson"
    opened = OpenJob(path).run(Lab())
    assert np.array_equal(opened.rgb, rgb)
    assert opened.prepared.name == "cat.jpg"
    assert not opened.prepared.is_built_in


def test_a_picture_beside_is_named_relative_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    picture, lesson = tmp_path / "pictures" / "a.jpg", tmp_path / "l.ssdlesson"
    picture.write_bytes(b"x")
    assert relative_to(picture, lesson) == "pictures/a.jpg"
    assert relative_to(picture, tmp_path / "elsewhere" / "l.ssdlesson") == ""
    write_lesson(lesson, Prepared("matching", name="a.jpg", beside="pictures/a.jpg"))
    assert Path(OpenJob(str(lesson)).run(Lab()).path) == picture


@pytest.mark.parametrize(
    "beside",
    [
        "/etc/passwd.jpg",
        "../a.jpg",
        "x/../../a.jpg",
        "C:\\a.jpg",
        "\\\\host\\a.jpg",
        "a.pth",
        "a\0.jpg",
    ],
)  # fmt: skip
def test_no_other_place_is_ever_opened(tmp_path: Path, beside: str) -> None:
    words = refused(tmp_path / "a.ssdlesson", GOOD | {"scene": {"beside": beside}})
    assert "not a lesson file" in words


@pytest.mark.parametrize(
    ("read", "why"),
    [
        ("", "empty"),
        ("{", "not JSON"),
        ("[" * 100_000, "deep"),
        ([], "a list"),
        (GOOD | {"format": "other"}, "another format"),
        (GOOD | {"lesson": 3}, "a number for a name"),
        (GOOD | {"step": "2"}, "text for a number"),
        (GOOD | {"state": []}, "a list for a state"),
        (GOOD | {"scene": {"picture": "%%%"}}, "not base64"),
        (GOOD | {"scene": 5}, "a number for a scene"),
    ],
)
def test_a_strange_file_is_refused(tmp_path: Path, read: object, why: str) -> None:
    assert "a.ssdlesson could not be opened" in refused(tmp_path / "a.ssdlesson", read)


def test_a_newer_file_says_so(tmp_path: Path) -> None:
    assert "newer version" in refused(tmp_path / "a.ssdlesson", GOOD | {"version": 2})


def test_a_picture_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ssdlesson"
    write_lesson(path, Prepared("matching", picture=b"no picture at all"))
    with pytest.raises(UserError):
        OpenJob(str(path)).run(Lab())


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(changed=st.dictionaries(st.sampled_from(sorted(GOOD)), json_values))
def test_any_values_are_taken_or_refused(tmp_path_factory: Any, changed: dict[str, Any]) -> None:
    path = tmp_path_factory.mktemp("lessons") / "a.ssdlesson"
    path.write_text(json.dumps(GOOD | changed))
    try:
        read = read_lesson(path)
    except UserError:
        return
    assert isinstance(read.lesson, str)
    assert isinstance(read.state, dict)


def test_objects_come_back_to_a_hundredth_of_a_pixel() -> None:
    rows = [[10.0, 20.5, 200.0, 299.99, 3], [0, 0, 300, 300, 99]]
    truth = truth_from_json(rows, classes=8)
    assert truth.labels.tolist() == [3, 1]
    assert truth_as_json(truth)[0] == [10.0, 20.5, 200.0, 299.99, 3]
    assert len(truth_from_json([], classes=8)) == 0


@pytest.mark.parametrize(
    "rows",
    [
        None, 5, [[1, 2, 3]], [[0, 0, 400, 10, 1]], [[10, 10, 5, 20, 1]], [[0, 0, "x", 1, 1]],
        [[0, 0, float("nan"), 10, 1]], [[0, 0, 1, 1, 1]] * 41,
    ],
)  # fmt: skip
def test_objects_that_make_no_sense_are_refused(rows: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        truth_from_json(rows, classes=8)
