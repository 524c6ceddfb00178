"""COCO's instances files: its layouts, its splits, and what strangers put in them."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_core.data.annotation import DataError, make_annotation
from ssd_core.data.coco import CocoRoot
from ssd_core.data.coco_json import parse_instances
from ssd_core.data.findings import Kind, Repair
from ssd_core.data.opening import discovered_classes, joined_split, open_roots, open_splits
from ssd_core.data.picture_set import load
from ssd_core.data.preflight import preflight
from ssd_core.export.coco import write_dataset
from ssd_core.export.values import Record
from ssd_core.image import encode_image
from ssd_core.types import Detections

PICTURE = encode_image(np.full((200, 100, 3), 90, np.uint8), ".png")
CATEGORIES = [{"id": 7, "name": "dog"}, {"id": 3, "name": "cat"}, {"id": 9, "name": "never"}]


def image(number: int, **more: Any) -> dict[str, Any]:
    return {"id": number, "file_name": f"{number:02}.png", "width": 100, "height": 200} | more


def annotation(number: int, category: Any = 3, box: Any = (10, 20, 40, 40), **more: Any) -> Any:
    return {"image_id": number, "category_id": category, "bbox": box} | more


def write(path: Path, images: Any, annotations: Any, categories: Any = CATEGORIES) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {"images": images, "annotations": annotations, "categories": categories}
    path.write_text(json.dumps(document))
    return path


def put_pictures(folder: Path, *numbers: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{number:02}.png").write_bytes(PICTURE)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Ten pictures with a cat each, and a dog in the last, beside their file."""
    put_pictures(tmp_path, *range(10))
    boxes = [annotation(n) for n in range(10)] + [annotation(9, 7, iscrowd=1)]
    return write(tmp_path / "some.json", [image(n) for n in range(10)], boxes)


def test_boxes_are_corner_and_size_from_zero(file: Path) -> None:
    whole = CocoRoot.open(file).split(None)
    assert (len(whole), whole.classes, whole.findings) == (10, ("cat", "dog"), ())
    picture, truth = load(whole, 9)
    assert (picture.width, picture.height) == (100, 200)
    assert truth.boxes[0] == pytest.approx([0.1, 0.1, 0.5, 0.3])
    assert truth.labels.tolist() == [1, 2]
    assert truth.difficult.tolist() == [False, True]


def test_what_is_exported_is_read_back(tmp_path: Path) -> None:
    put_pictures(tmp_path, 1)
    boxes = np.array([[0.1, 0.1, 0.5, 0.3], [0, 0, 1, 1]], np.float32)
    found = Detections(boxes, np.array([0.9, 0.8]), np.array([2, 1]), np.array([0, 1]))
    record = Record(str(tmp_path / "01.png"), width=100, height=200, detections=found)
    (tmp_path / "all.json").write_bytes(write_dataset([record], ("a", "b")))
    truth = load(CocoRoot.open(tmp_path / "all.json").split(None), 0)[1]
    assert truth.boxes == pytest.approx(boxes, abs=1e-4)
    assert truth.labels.tolist() == [2, 1]


def test_a_class_list_decides_the_labels(file: Path) -> None:
    chosen = CocoRoot.open(file).split(None, classes=("dog",))
    assert chosen.annotation(9).truth.labels.tolist() == [1]
    (finding,) = chosen.annotation(9).findings
    assert (finding.kind, finding.item) == (Kind.UNKNOWN_CLASS, "09.png")


def test_one_file_is_split_by_the_seed(file: Path) -> None:
    splits = open_splits([file], seed=5)
    names = {
        split: {pictures.picture(k).name for k in range(len(pictures))}
        for split, pictures in splits.items()
    }
    assert (len(names["train"]), len(names["val"])) == (8, 2)
    assert not names["train"] & names["val"]
    document = json.loads(file.read_text())
    document["images"].reverse()
    file.write_text(json.dumps(document))
    again = open_splits([file], seed=5)["val"]
    assert {again.picture(k).name for k in range(len(again))} == names["val"]


@pytest.mark.parametrize(
    ("instances", "pictures"),
    [
        ("annotations/instances_{}2017.json", "{}2017"),
        ("annotations/instances_{}2017.json", "images/{}2017"),
        ("{}/_annotations.coco.json", "{}"),
        ("{}.json", "images"),
        ("annotations/{}.json", "images"),
    ],
)
def test_a_folder_holds_a_file_a_split(tmp_path: Path, instances: str, pictures: str) -> None:
    for split, numbers in (("train", (1, 2, 3)), ("val", (4,))):
        put_pictures(tmp_path / pictures.format(split), *numbers)
        write(
            tmp_path / instances.format(split),
            [image(n) for n in numbers],
            [annotation(n) for n in numbers],
        )
    splits = open_splits([tmp_path])
    assert [len(splits[split]) for split in ("train", "val")] == [3, 1]
    assert splits["val"].picture(0).name == "04.png"
    with pytest.raises(DataError, match="no split called test"):
        CocoRoot.open(tmp_path).split("test")


def test_captions_beside_the_instances_are_not_taken_for_any(tmp_path: Path) -> None:
    put_pictures(tmp_path / "train2017", 1)
    notes = tmp_path / "annotations"
    write(notes / "captions_train2017.json", [image(1)], [{"image_id": 1, "caption": "a cat"}])
    write(notes / "instances_train2017.json", [image(1)], [annotation(1)])
    whole = CocoRoot.open(tmp_path).split(None)
    assert (len(whole), whole.annotation(0).findings) == (1, ())


def test_roots_of_both_kinds_are_used_at_once(file: Path, tmp_path: Path) -> None:
    voc = tmp_path / "voc"
    (voc / "Annotations").mkdir(parents=True)
    put_pictures(voc / "JPEGImages", 1)
    box = "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>51</xmax><ymax>101</ymax></bndbox>"
    text = f"<annotation><object><name>ant</name>{box}</object></annotation>"
    (voc / "Annotations" / "01.xml").write_text(text)
    roots = open_roots([file, voc])
    assert discovered_classes(roots) == ("ant", "cat", "dog")
    both = joined_split(roots, None)
    assert len(both) == 11
    assert load(both, 10)[1].labels.tolist() == [1]
    assert load(both, 9)[1].labels.tolist() == [2, 3]
    left = both.without({0, 10})
    assert [left.picture(k).name for k in (0, 8)] == ["01.png", "09.png"]
    with pytest.raises(IndexError):
        left.picture(9)


BAD_BOXES = ([1, 2, 3], None, "box", [1, 2, 3, "4"], [1, 2, 3, True], [1, 2, float("nan"), 4])


@pytest.mark.parametrize("box", [*BAD_BOXES, [1, 2, 3, 10**400], [1e308, 0, 1e308, 5]])
def test_a_box_that_is_none_is_left_out(file: Path, box: Any) -> None:
    write(file, [image(1)], [annotation(1), annotation(1, box=box)])
    pictures = CocoRoot.open(file).split(None)
    said = pictures.annotation(0)
    assert len(said.truth) == 1
    assert [f.kind for f in said.findings] == [Kind.NO_BOX]


@pytest.mark.parametrize(
    ("box", "kind", "kept"),
    [
        ((50, 60, -40, -40), Kind.INVERTED, 1),
        ((-20, 20, 70, 40), Kind.OUT_OF_RANGE, 1),
        ((10, 20, 0, 40), Kind.DEGENERATE, 0),
    ],
)
def test_a_box_is_mended_as_in_voc(file: Path, box: Any, kind: Kind, kept: int) -> None:
    write(file, [image(1)], [annotation(1), annotation(1, box=box)])
    said = CocoRoot.open(file).split(None).annotation(0)
    assert [f.kind for f in said.findings] == [kind]
    assert len(said.truth) == 1 + kept
    if kind is Kind.INVERTED:
        assert said.truth.boxes[1] == pytest.approx([0.1, 0.1, 0.5, 0.3])


def test_records_that_make_no_sense_are_named_and_left_out(file: Path) -> None:
    images = [image(1), 5, {"id": 2}, image(1, file_name="x.png"), image(77), image(True)]
    boxes = [annotation(1), annotation(404), "?", annotation(1, 55), annotation(1, None)]
    write(file, images, boxes, [*CATEGORIES, {"id": 1}, {"name": "x"}, None])
    pictures = CocoRoot.open(file).split(None)
    assert len(pictures) == 1
    counts = [finding.kind for finding in pictures.findings]
    assert counts.count(Kind.NO_CLASS) == 3
    assert counts.count(Kind.UNREADABLE) == 3
    assert counts.count(Kind.DUPLICATE) == 1
    assert counts.count(Kind.MISSING_PICTURE) == 3  # two annotations, and picture 77
    assert all(finding.repaired is Repair.DROPPED for finding in pictures.findings)
    said = pictures.annotation(0)
    assert [f.kind for f in said.findings] == [Kind.UNKNOWN_CLASS, Kind.NO_CLASS]
    *_, report = preflight({"train": pictures})
    assert report.objects == 1
    assert len(report.findings) == len(pictures.findings) + 2


@pytest.mark.parametrize(
    "name", ["../secret.png", "/etc/hostname", "link.png", "a\0b.png", "\ud800.png", "x" * 5000]
)
def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    put_pictures(tmp_path / "data", 1)
    (tmp_path / "secret.png").write_bytes(PICTURE)
    (tmp_path / "data" / "link.png").symlink_to(tmp_path / "secret.png")
    # Many pictures beside the file: that is where theirs are looked for.
    images = [image(1), image(2, file_name=name)]
    path = write(tmp_path / "data" / "some.json", images, [annotation(1), annotation(2)])
    pictures = CocoRoot.open(path).split(None)
    assert [pictures.picture(k).name for k in range(len(pictures))] == ["01.png"]
    assert [f.kind for f in pictures.findings] == [Kind.MISSING_PICTURE]
    assert pictures.findings[0].item.isprintable()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "not well-formed JSON"),
        (b"\xff\xfe\x00", "not well-formed JSON"),
        (b"[" * 100_000, "not well-formed JSON"),
        (b"[]", "no list of images"),
        (b'{"images": [], "annotations": {}}', "no list of annotations"),
        (b'{"images": [], "annotations": []}', "no list of categories"),
        (b'{"images": [], "annotations": [], "categories": []}', "no annotated picture"),
        (b"[]," * 10_000_001, "10,000,000 lists and objects"),
        (b'{"images": [' + b"9" * 5000 + b"]}", "not well-formed JSON"),
        (b"", "empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_none_gets_one_sentence(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "some.json"
    path.write_bytes(data)
    with pytest.raises(DataError, match=reason) as caught:
        CocoRoot.open(path).split(None)
    assert str(caught.value).startswith("some.json could not be read. ")


KEYS = ("id", "name", "file_name", "width", "image_id", "category_id", "bbox", "iscrowd")
plain_value = (
    st.none()
    | st.booleans()
    | st.integers(-2, 3)
    | st.sampled_from([10**400, 1e308, float("nan"), "", "a", "\ud800", "\0"])
)
value = (
    plain_value | st.lists(plain_value, max_size=4) | st.dictionaries(st.just("id"), plain_value)
)
record = plain_value | st.dictionaries(st.sampled_from(KEYS), value)


@settings(max_examples=200)
@given(st.lists(st.lists(record, max_size=4), min_size=3, max_size=3))
def test_no_record_does_harm(lists: list[list[Any]]) -> None:
    document = dict(zip(("images", "annotations", "categories"), lists, strict=True))
    with_one = {**document, "images": [{"id": 1, "file_name": "a"}, *document["images"]]}
    instances = parse_instances(json.dumps(with_one).encode(), item="x.json")
    assert instances.images[0].file_name == "a"
    for entry in instances.images:
        said = make_annotation(
            entry.objects,
            classes=sorted(instances.classes),
            stated=entry.size,
            size=(10, 10),
            item=entry.file_name,
        )
        assert len(said.truth) <= len(entry.objects)
        assert np.isfinite(said.truth.boxes).all()


def test_a_file_of_more_bytes_than_any_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    with path.open("wb") as file:
        file.truncate(2**29 + 1)
    with pytest.raises(DataError, match="536,870,913 bytes; 536,870,912 is the limit"):
        CocoRoot.open(path)


def test_a_folder_without_any_and_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no instances file"):
        CocoRoot.open(tmp_path)
    with pytest.raises(DataError, match="no such file"):
        open_roots([tmp_path / "gone.json"])
    with pytest.raises(DataError, match="not a folder in VOC layout"):
        open_roots([tmp_path])


def test_a_set_may_be_sent_to_another_process(file: Path) -> None:
    pictures = CocoRoot.open(file).split("train")
    assert pickle.loads(pickle.dumps(pictures)) == pictures  # noqa: S301
