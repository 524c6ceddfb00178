"""The preflight: every defect is found, and repaired or named; the counts and the ceiling hold."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from command_line import one_sentence, strict_json
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import matching as plain

from ssd_core.boxes import cxcywh_to_xyxy, overlaps
from ssd_core.config import MAX_CLASSES, DBoxConfig
from ssd_core.data.findings import Kind, Repair
from ssd_core.data.opening import open_splits
from ssd_core.data.preflight import Checked, Preflight, preflight
from ssd_core.data.recall_ceiling import matched_objects
from ssd_core.dboxes import make_dboxes
from ssd_core.image import encode_image
from ssd_core.types import GroundTruth

BCCD = Path(__file__).parents[2] / "shared" / "data" / "bccd-voc.tar"
PIXELS = np.random.default_rng(0).integers(0, 255, (150, 200, 3), np.uint8)
PNG, JPEG = encode_image(PIXELS, ".png"), encode_image(PIXELS, ".jpg")
Box = tuple[int, int, int, int]


def entry(name: str = "cat", box: Box = (11, 21, 111, 121), *, difficult: int = 0) -> str:
    sides = "".join(
        f"<{side}>{value}</{side}>"
        for side, value in zip(("xmin", "ymin", "xmax", "ymax"), box, strict=True)
    )
    return (
        f"<object><name>{name}</name><difficult>{difficult}</difficult>"
        f"<bndbox>{sides}</bndbox></object>"
    )


def put(
    root: Path, name: str, *objects: str, picture: bytes | None = PNG, size: str = "200 150"
) -> None:
    """An annotation and, if there are any bytes for it, its picture."""
    for folder in ("Annotations", "JPEGImages"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    width, height = size.split()
    stated = f"<size><width>{width}</width><height>{height}</height></size>"
    text = f"<annotation>{stated}{''.join(objects)}</annotation>"
    (root / "Annotations" / f"{name}.xml").write_text(text)
    if picture is not None:
        (root / "JPEGImages" / f"{name}.png").write_bytes(picture)


def put_lists(root: Path, **lists: Sequence[str]) -> None:
    folder = root / "ImageSets" / "Main"
    folder.mkdir(parents=True)
    for split, names in lists.items():
        (folder / f"{split}.txt").write_text("\n".join(names))


def checked(root: Path, *splits: str, decode: bool = False, **options: object) -> Preflight:
    sets = open_splits([root], splits or ("train", "val"), **options)
    *steps, report = preflight(sets, decode=decode)
    total = sum(map(len, sets.values()))
    assert steps == [Checked(done, total) for done in range(1, total + 1)]
    assert isinstance(report, Preflight)
    return report


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """Two good pictures, and one with each defect that a folder can have; all in "train"."""
    root = tmp_path / "VOC"
    put(root, "good", entry(), entry("dog", (1, 1, 51, 51)))
    put(root, "held_out", entry())
    put(root, "inverted", entry(box=(111, 121, 11, 21)))
    put(root, "outside", entry(box=(-50, 21, 111, 121)))
    put(root, "flat", entry(box=(11, 21, 11, 121)), entry())
    put(root, "far", entry(box=(400, 400, 500, 500)))
    put(root, "boxless", "<object><name>cat</name></object>", entry())
    put(root, "nameless", entry(""), entry())
    put(root, "twice", entry(), entry(), entry("dog"))
    put(root, "hard", entry(difficult=1))
    put(root, "empty")
    put(root, "turned", entry(), size="150 200")
    put(root, "lonely", entry(), picture=None)
    put(root, "cut", entry(), picture=PNG[:-400])
    put(root, "text", entry(), picture=b"no picture")
    put(root, "broken", entry())
    (root / "Annotations" / "broken.xml").write_text("<annotation>")
    names = sorted(path.stem for path in (root / "Annotations").iterdir())
    put_lists(root, train=[n for n in names if n != "held_out"] + ["ghost"], val=["held_out"])
    return root


@pytest.mark.parametrize(
    ("item", "kind", "repaired", "said"),
    [
        ("inverted.xml", Kind.INVERTED, Repair.SWAPPED, "corners swapped. They are put right."),
        ("outside.xml", Kind.OUT_OF_RANGE, Repair.CLIPPED, "outside of the picture. It is clipped"),
        ("flat.xml", Kind.DEGENERATE, Repair.DROPPED, "no area inside of the picture"),
        ("far.xml", Kind.OUT_OF_RANGE, Repair.CLIPPED, "outside"),
        ("far.xml", Kind.DEGENERATE, Repair.DROPPED, "no area"),
        ("far.png", Kind.NO_OBJECTS, Repair.NONE, "no object that can be used"),
        ("boxless.xml", Kind.NO_BOX, Repair.DROPPED, "no box of four numbers"),
        ("nameless.xml", Kind.NO_CLASS, Repair.DROPPED, "Object 1 has no name"),
        ("twice.png", Kind.DUPLICATE, Repair.NONE, "1 of its objects"),
        ("hard.png", Kind.ALL_DIFFICULT, Repair.NONE, "difficult"),
        ("empty.png", Kind.NO_OBJECTS, Repair.NONE, "no object"),
        ("turned.xml", Kind.OTHER_SIZE, Repair.NONE, "150 × 200, but it is 200 × 150"),
        ("lonely", Kind.MISSING_PICTURE, Repair.DROPPED, "lonely has no picture. It is left out."),
        ("ghost", Kind.MISSING_ANNOTATION, Repair.DROPPED, "ghost has no annotation"),
        ("cut.png", Kind.UNREADABLE, Repair.DROPPED, "It ends after"),
        ("text.png", Kind.UNREADABLE, Repair.DROPPED, "not a picture of a kind"),
        ("broken", Kind.UNREADABLE, Repair.DROPPED, "not well-formed XML"),
    ],
)
def test_each_defect_is_repaired_or_named(
    spoilt: Path, item: str, kind: Kind, repaired: Repair, said: str
) -> None:
    found = [f for f in checked(spoilt).findings if (f.item, f.kind) == (item, kind)]
    assert len(found) == 1
    assert found[0].repaired == repaired
    assert found[0].summary.startswith(item)
    assert said in found[0].summary
    assert found[0].summary.count(item) == 1
    assert "\n" not in found[0].summary


def test_nothing_is_found_that_is_not_there(spoilt: Path) -> None:
    report = checked(spoilt)
    assert report.counts == {
        Kind.UNREADABLE: 3,
        Kind.MISSING_PICTURE: 1,
        Kind.MISSING_ANNOTATION: 1,
        Kind.OTHER_SIZE: 1,
        Kind.INVERTED: 1,
        Kind.OUT_OF_RANGE: 2,
        Kind.DEGENERATE: 2,
        Kind.NO_BOX: 1,
        Kind.NO_CLASS: 1,
        Kind.DUPLICATE: 1,
        Kind.ALL_DIFFICULT: 1,
        Kind.NO_OBJECTS: 2,
    }
    assert [(c.name, c.objects, c.difficult, c.pictures) for c in report.classes] == [
        ("cat", 11, 1, 10),
        ("dog", 2, 0, 2),
    ]
    train, val = report.splits
    assert (train.name, train.pictures, train.objects) == ("train", 11, 12)
    assert (val.name, val.pictures, val.objects, val.unusable) == ("val", 1, 1, ())
    assert (report.pictures, report.objects) == (12, 13)
    assert "12 pictures with 13 objects of 2 classes" in report.summary


def test_what_is_unusable_can_be_left_out_and_the_rest_can_be_loaded(spoilt: Path) -> None:
    sets = open_splits([spoilt], ["train"])
    *_, report = preflight(sets)
    usable = sets["train"].without(set(report.splits[0].unusable))
    assert len(usable) == report.splits[0].pictures
    names = [usable.picture(k).stem for k in range(len(usable))]
    assert not {"cut", "text"} & set(names)
    *_, again = preflight({"train": usable})
    assert again.splits[0].unusable == ()
    assert (again.pictures, again.objects) == (11, 12)


def test_a_class_that_is_not_asked_for_is_told_of(spoilt: Path) -> None:
    report = checked(spoilt, classes=("dog", "cow"))
    assert report.counts[Kind.UNKNOWN_CLASS] >= 5
    assert [(c.name, c.objects) for c in report.classes] == [("dog", 2), ("cow", 0)]


@pytest.mark.parametrize("name", ["x" * 65, "do\u200bg", "two\nlines"])
def test_names_that_weights_could_not_be_written_with_are_left_out(
    tmp_path: Path, name: str
) -> None:
    root = tmp_path / "VOC"
    put(root, "a", entry(), entry(name, (1, 1, 51, 51)))
    put_lists(root, train=["a"])
    report = checked(root, "train")
    assert [row.name for row in report.classes] == ["cat"]
    (found,) = report.findings
    assert (found.kind, found.repaired) == (Kind.NO_CLASS, Repair.DROPPED)
    assert "a name that no class can have" in found.detail


def test_more_classes_than_a_detector_can_have_are_refused(tmp_path: Path) -> None:
    root = tmp_path / "VOC"
    put(root, "a", *(entry(f"class {number}") for number in range(MAX_CLASSES + 1)))
    put_lists(root, train=["a"])
    assert "There are 1,001 classes." in str(checked(root, "train").nothing)


def test_classes_of_which_there_is_no_object_are_refused(job, spoilt: Path) -> None:
    nothing = checked(spoilt, classes=("bird", "fish")).nothing
    assert str(nothing) == (
        "There is no object to be found. None in the pictures is of these classes: bird, fish."
    )
    assert checked(spoilt, classes=("bird", "cat")).nothing is None
    code, _, err = job("train", "--data", spoilt, "--classes", "bird", "--steps", 1)
    assert code == 1
    assert "of these classes: bird." in err


def test_data_that_are_damaged_in_the_middle_show_when_decoded(tmp_path: Path) -> None:
    root = tmp_path / "VOC"
    put(root, "good", entry())
    put(root, "torn", entry(), picture=PNG[:200] + bytes(999) + PNG[1199:])
    put_lists(root, train=["good", "torn"])
    assert checked(root, "train").findings == ()
    report = checked(root, "train", decode=True)
    assert [(f.kind, f.item) for f in report.findings] == [(Kind.UNREADABLE, "torn.png")]
    assert report.splits[0].unusable == (1,)


def test_a_picture_in_two_splits_is_named(tmp_path: Path) -> None:
    root = tmp_path / "VOC"
    put(root, "a", entry())
    put(root, "b", entry())
    put_lists(root, train=["a", "b"], val=["b"])
    (found,) = checked(root).findings
    assert (found.kind, found.item) == (Kind.IN_TWO_SPLITS, "b.png")
    assert "in train and in val" in found.detail


def test_a_picture_without_an_annotation_is_named_once(tmp_path: Path) -> None:
    root = tmp_path / "VOC"
    for name in "abcde":
        put(root, name, entry())
    (root / "JPEGImages" / "extra.png").write_bytes(PNG)
    (found,) = checked(root).findings
    assert (found.kind, found.item) == (Kind.MISSING_ANNOTATION, "extra")


def test_a_size_that_the_boxes_belie_is_not_believed(tmp_path: Path) -> None:
    root = tmp_path / "VOC"
    put(root, "a", entry(box=(11, 21, 111, 121)), size="20 30")  # it is 200 × 150
    put_lists(root, train=["a"])
    pictures = open_splits([root], ["train"])["train"]
    annotation = pictures.annotation(0, (200, 150))
    assert annotation.size == (200, 150)
    assert np.allclose(annotation.truth.boxes, [[10 / 200, 20 / 150, 110 / 200, 120 / 150]])
    (found,) = checked(root, "train").findings
    assert (found.kind, found.item) == (Kind.OTHER_SIZE, "a.xml")
    assert "20 × 30, but it is 200 × 150 pixels, and its boxes fit into that alone" in found.detail


@pytest.mark.parametrize("turned", [False, True])
def test_the_size_is_that_of_the_upright_picture(tmp_path: Path, turned: bool) -> None:
    """A photograph that lies on its side is shown, and annotated, upright."""
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0"
    segment = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
    root = tmp_path / "VOC"
    size = "150 200" if turned else "200 150"
    put(root, "a", entry(), size=size, picture=JPEG[:2] + segment * turned + JPEG[2:])
    put_lists(root, train=["a"])
    for decode in (False, True):
        assert checked(root, "train", decode=decode).findings == ()


def test_sizes_are_those_of_coco_and_of_the_input(tmp_path: Path) -> None:
    root = tmp_path / "VOC"
    # √area 20, 60 and 120 in a picture of 600 × 600: half of that in the input.
    sides = (20, 60, 120)
    picture = encode_image(np.zeros((600, 600, 3), np.uint8), ".png")
    boxes = [(1 + 200 * k, 1, 1 + 200 * k + side, 1 + side) for k, side in enumerate(sides)]
    put(root, "a", *(entry(box=box) for box in boxes), picture=picture, size="600 600")
    put_lists(root, train=["a"])
    report = checked(root, "train")
    assert [(row.name, row.objects) for row in report.coco_sizes] == [
        ("small", 1),
        ("medium", 1),
        ("large", 1),
    ]
    assert [row.objects for row in report.input_sizes] == [1, 1, 1, 0, 0]
    # The smallest DBox has 30 px: one of 10 px can never overlap it by half.
    assert report.coco_sizes[0].matched == 0
    assert [row.matched_by_force for row in report.coco_sizes] == [1, 1, 1]


SMALL = make_dboxes(DBoxConfig(300, (5, 3), (60, 100), (100, 162), (162, 213), ((2,), (2, 3))))
side = st.integers(0, 12)
box = st.tuples(side, side, side, side).map(
    lambda c: [min(c[0], c[2]), min(c[1], c[3]), max(c[0], c[2]), max(c[1], c[3])]
)


@settings(max_examples=150)
@given(st.lists(box, max_size=8))
def test_the_recall_ceiling_equals_the_plain_loops(boxes: list[list[int]]) -> None:
    count = len(boxes)
    array = np.array(boxes, np.float32).reshape(count, 4) / 12
    truth = GroundTruth(array, np.ones(count, np.int64), np.zeros(count, np.bool_))
    table = overlaps(truth.boxes, cxcywh_to_xyxy(SMALL.cxcywh)).tolist()
    alone, claimed = matched_objects(truth, SMALL)
    assert (alone.tolist(), claimed.tolist()) == plain.matched_objects(table)


@pytest.mark.parametrize("size", ["1e308 1e308", "1 1", "0 -5", "nan inf", "2e9 1"])
def test_no_stated_size_ends_it(tmp_path: Path, size: str) -> None:
    root = tmp_path / "VOC"
    put(root, "a", entry(), size=size)
    put(root, "b", entry(box=(1, 1, 10**300, 10**300)))
    put_lists(root, train=["a", "b"])
    report = checked(root, "train")
    assert report.pictures == 2
    assert sum(row.objects for row in report.coco_sizes) == report.objects >= 1


def test_the_command_prints_a_report(job, spoilt: Path) -> None:
    code, out, err = job("preflight", spoilt)
    assert (code, err) == (0, "")
    assert out.startswith("12 pictures with 13 objects of 2 classes")
    assert "unreadable: 3" in out
    assert "inverted.xml: Object 1 (cat) has its corners swapped. They are put right." in out
    _, short, _ = job("preflight", spoilt, "--list", "1")
    assert "… and 2 more" in short


def test_the_command_tells_programs_everything(job, spoilt: Path) -> None:
    code, out, _ = job("preflight", spoilt, "--json", "--classes", "cat,dog")
    report = strict_json(out)
    assert code == 0
    assert (report["pictures"], report["objects"]) == (12, 13)
    assert report["counts"]["unreadable"] == 3
    assert {"kind", "item", "repaired", "detail", "summary"} == set(report["findings"][0])
    assert len(report["findings"]) == sum(report["counts"].values())
    assert json.dumps(report["classes"][0]) == json.dumps(
        {"name": "cat", "objects": 11, "difficult": 1, "pictures": 10}
    )


def test_data_that_are_none_get_one_sentence(job, tmp_path: Path) -> None:
    code, out, err = job("preflight", tmp_path / "gone")
    assert (code, out) == (1, "")
    assert one_sentence(err) == "gone could not be read. There is no such folder."
    assert job("preflight", tmp_path, "--classes", "a,,b")[0] == 2


def test_real_pictures_are_checked_without_a_finding(tmp_path: Path) -> None:
    if not BCCD.exists():
        pytest.skip(f"{BCCD} is not here")
    with tarfile.open(BCCD) as tar:
        tar.extractall(tmp_path, filter="data")
    report = checked(tmp_path / "bccd", "train", "val", "test")
    assert (report.pictures, report.objects, report.findings) == (364, 4886, ())
    assert [split.pictures for split in report.splits] == [205, 87, 72]
    assert [(c.name, c.objects) for c in report.classes] == [
        ("Platelets", 361),
        ("RBC", 4153),
        ("WBC", 372),
    ]
    assert sum(row.objects for row in report.input_sizes) == 4886
    assert (report.matched, report.matched_by_force) == (4701, 4886)
