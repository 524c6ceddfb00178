"""VOC annotations and folders: what VOC says, what people's files look like, what attackers send."""

from __future__ import annotations

import pickle
import tarfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_core.config import VOC_CLASSES
from ssd_core.data.voc import DataError, VocFolder, read_annotation, write_annotation
from ssd_core.image import encode_image
from ssd_core.types import GroundTruth

SHARED = Path(__file__).parents[2] / "shared" / "data"


def box_xml(xmin: Any = 11, ymin: Any = 21, xmax: Any = 51, ymax: Any = 61) -> str:
    return (
        f"<bndbox><xmin>{xmin}</xmin><ymin>{ymin}</ymin>"
        f"<xmax>{xmax}</xmax><ymax>{ymax}</ymax></bndbox>"
    )


def object_xml(name: str = "cat", box: str | None = None, more: str = "") -> str:
    return f"<object><name>{name}</name>{more}{box_xml() if box is None else box}</object>"


def xml(*objects: str, size: str = "<width>100</width><height>200</height>") -> bytes:
    return f"<annotation><size>{size}</size>{''.join(objects)}</annotation>".encode()


def read(data: bytes, **options: Any) -> Any:
    return read_annotation(data, **{"classes": ("cat", "dog"), "source": "a.xml"} | options)


def test_pixels_count_from_one() -> None:
    """Anno_xml2list subtracts 1 and divides by the size, and so does this."""
    truth = read(xml(object_xml("dog"))).truth
    assert truth.boxes[0].tolist() == pytest.approx([0.1, 0.1, 0.5, 0.3])
    assert truth.labels.tolist() == [2]
    assert read(xml(object_xml(box=box_xml(1, 1, 101, 201)))).truth.boxes[0].tolist() == [
        0,
        0,
        1,
        1,
    ]


def test_the_sides_may_come_in_any_order_and_as_decimals() -> None:
    box = "<bndbox><ymax>61.0</ymax><xmax>51.5</xmax><ymin>21</ymin><xmin>1.1e1</xmin></bndbox>"
    assert read(xml(object_xml(box=box))).truth.boxes[0] == pytest.approx([0.1, 0.1, 0.505, 0.3])


@pytest.mark.parametrize(
    ("text", "difficult"), [("1", True), ("0", False), ("", False), ("Unspecified", False)]
)
def test_difficult(text: str, difficult: bool) -> None:
    data = xml(object_xml(more=f"<difficult>{text}</difficult>"))
    assert read(data).truth.difficult.tolist() == [difficult]


def test_parts_of_a_person_are_no_objects() -> None:
    part = f"<part><name>dog</name>{box_xml(12, 22, 20, 30)}</part>"
    truth = read(xml(object_xml(more=part))).truth
    assert truth.boxes.tolist() == [pytest.approx([0.1, 0.1, 0.5, 0.3])]


def test_without_a_class_list_the_classes_are_its_own_sorted() -> None:
    annotation = read(
        xml(object_xml("mouse"), object_xml("ant"), object_xml("mouse")), classes=None
    )
    assert annotation.classes == ("ant", "mouse")
    assert annotation.truth.labels.tolist() == [2, 1, 2]


def test_a_picture_without_objects() -> None:
    annotation = read(xml())
    assert len(annotation.truth) == 0
    assert annotation.problems == ()


@pytest.mark.parametrize(
    ("entry", "kept", "problem"),
    [
        (object_xml("cow"), 0, "unknown class, cow"),
        (object_xml(""), 0, "no name"),
        (object_xml(box=box_xml(51, 61, 11, 21)), 1, "swapped"),
        (object_xml(box=box_xml(51, 21, 11, 61)), 1, "swapped"),
        (object_xml(box=box_xml(11, 21, 11, 61)), 0, "no area"),
        (object_xml(box=box_xml(300, 21, 400, 61)), 0, "outside"),
        (object_xml(box=box_xml(-30, 21, 51, 61)), 1, "outside"),
        (object_xml(box=box_xml("nan")), 0, "four numbers"),
        (object_xml(box=box_xml(xmax="1e999")), 0, "four numbers"),
        (object_xml(box=box_xml("eleven")), 0, "four numbers"),
        (object_xml(box=""), 0, "four numbers"),
    ],
)
def test_what_is_wrong_with_an_object_is_told(entry: str, kept: int, problem: str) -> None:
    annotation = read(xml(entry, object_xml("dog")))
    assert len(annotation.truth) == kept + 1
    assert annotation.truth.labels[-1] == 2
    assert problem in " ".join(annotation.problems)
    assert annotation.problems[0].startswith("Object 1 ")
    assert (annotation.truth.boxes[:, 2:] > annotation.truth.boxes[:, :2]).all()
    assert (annotation.truth.boxes >= 0).all()
    assert (annotation.truth.boxes <= 1).all()


def test_boxes_that_count_from_zero_are_not_complained_of() -> None:
    annotation = read(xml(object_xml(box=box_xml(0, 0, 100, 200))))
    assert annotation.problems == ()
    assert annotation.truth.boxes[0] == pytest.approx([0, 0, 0.99, 0.995])


@pytest.mark.parametrize(
    "size", ["", "<width>0</width><height>0</height>", "<width>x</width><height>5</height>"]
)
def test_a_missing_size_is_the_picture_s(size: str) -> None:
    data = xml(object_xml(), size=size)
    assert read(data, size=(100, 200)).truth.boxes[0] == pytest.approx([0.1, 0.1, 0.5, 0.3])
    with pytest.raises(DataError, match=r"a\.xml could not be read.*how large"):
        read(data)


def test_a_size_that_is_not_the_picture_s_is_told() -> None:
    annotation = read(xml(object_xml()), size=(200, 100))
    assert annotation.size == (100, 200)
    assert "(200, 100)" in annotation.problems[0]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-8", "UTF-8"),
        ("euc-kr", "EUC-KR"),
        ("cp949", "ks_c_5601-1987"),
        ("shift-jis", "Shift_JIS"),
        ("gb18030", "gb18030"),
    ],
)
def test_the_declared_encoding_is_read(encoding: str, declared: str) -> None:
    name = "猫" if encoding in ("shift-jis", "gb18030") else "고양이"
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    text = head + xml(object_xml(name)).decode()
    assert read(text.encode(encoding), classes=None).classes == (name,)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><annotation>&i;</annotation>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><annotation>&x;</annotation>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (LAUGHS.encode(), "DOCTYPE"),
        (LAUGHS.replace('"1.0"', '"1.0" encoding="utf-16"', 1).encode("utf-16"), "DOCTYPE"),
        (OUTSIDE.encode(), "DOCTYPE"),
        (b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE a+AD4-', "encoding utf-7"),
        (b'<?xml version="1.0" encoding="punycode"?>' + b"a" * 900_000, "encoding punycode"),
        (b'<?xml version="1.0" encoding="zlib"?>', "encoding zlib"),
        (b'<?xml version="1.0" encoding="klingon"?>', "encoding klingon"),
        (
            xml(object_xml("고양이".encode("cp949").decode("latin-1"))).decode().encode("latin-1"),
            "utf-8",
        ),
        (b"<annotation>" + b" " * 2**20, "1,048,576"),
        (b"<annotation><object>", "well-formed"),
        (b"", "well-formed"),
        (b"\0\1\2\3", "well-formed"),
        (b'<?xml version="1.0" encoding="unicode_escape"?><a>\\ud800</a>', "well-formed"),
        (b"<a>" * 300_000, "well-formed"),
        (b"<html/>", "<html>"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_or_broken_xml_gets_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(DataError, match=reason) as caught:
        read(data)
    assert str(caught.value).startswith("a.xml could not be read. ")
    assert caught.value.details["try"]


def test_a_deep_annotation_does_no_harm() -> None:
    assert len(read(xml("<a>" * 100_000 + "</a>" * 100_000, object_xml())).truth) == 1


unit = st.floats(0, 1, width=32)


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 4000), st.integers(2, 4000), st.lists(st.tuples(unit, unit, unit, unit)))
def test_written_annotations_read_back_within_a_pixel(
    width: int, height: int, corners: list[tuple[float, float, float, float]]
) -> None:
    boxes = np.array([[*sorted(c[::2]), *sorted(c[1::2])] for c in corners], np.float32)
    boxes = boxes.reshape(-1, 4)[:, [0, 2, 1, 3]]
    labels = np.arange(len(boxes)) % 2 + 1
    truth = GroundTruth(boxes, labels, labels == 2)
    data = write_annotation(
        "a.jpg", width=width, height=height, truth=truth, classes=("cat", "dog")
    )
    back = read(data)
    assert back.problems == ()
    assert back.size == (width, height)
    assert back.truth.labels.tolist() == labels.tolist()
    assert back.truth.difficult.tolist() == truth.difficult.tolist()
    off = np.abs(back.truth.boxes - boxes) * [width, height, width, height]
    assert off.max(initial=0) <= 1.51  # half a pixel of rounding, one that an empty box needs


def test_names_are_escaped() -> None:
    truth = GroundTruth(np.array([[0.1, 0.1, 0.5, 0.5]]), np.array([1]), np.array([False]))
    data = write_annotation(
        "a\x1b & <b>\udc80.jpg", width=100, height=100, truth=truth, classes=("R&D <고양이>",)
    )
    assert read(data, classes=None).classes == ("R&D <고양이>",)
    with pytest.raises(ValueError, match="no name"):
        write_annotation("a.jpg", width=9, height=9, truth=truth, classes=())


PICTURE = encode_image(np.full((20, 10, 3), 200, np.uint8), ".png")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten pictures, 00 to 09, with a cat each and a dog in the last."""
    root = tmp_path / "VOC2012"
    (root / "Annotations").mkdir(parents=True)
    (root / "JPEGImages").mkdir()
    for number in range(10):
        objects = [object_xml("cat")] + [object_xml("dog")] * (number == 9)
        (root / "Annotations" / f"{number:02}.xml").write_bytes(xml(*objects, size=""))
        (root / "JPEGImages" / f"{number:02}.png").write_bytes(PICTURE)
    return root


def write_split(root: Path, name: str, text: str) -> None:
    lists = root / "ImageSets" / "Main"
    lists.mkdir(parents=True, exist_ok=True)
    (lists / f"{name}.txt").write_text(text)


def test_every_annotation_without_a_split(folder: Path) -> None:
    voc = VocFolder.open(folder)
    assert (len(voc), voc.classes, voc.problems) == (10, ("cat", "dog"), ())
    image, truth = voc.load(9)
    assert (image.width, image.height) == (10, 20)
    # The boxes are those of a picture of 100 × 200; this one is 10 × 20, so they are clipped.
    assert truth.labels.tolist() == []
    assert "no area" in voc.annotation(9, (10, 20)).problems[0]


def test_the_size_in_the_annotation_comes_first(folder: Path) -> None:
    (folder / "Annotations" / "00.xml").write_bytes(xml(object_xml()))
    assert VocFolder.open(folder).load(0)[1].boxes[0] == pytest.approx([0.1, 0.1, 0.5, 0.3])


def test_a_split_is_the_list_of_its_name_in_the_list_s_order(folder: Path) -> None:
    write_split(folder, "train", "07\n 02 \n\n07\n")
    assert VocFolder.open(folder, "train").names == ("07", "02")


def test_the_classes_do_not_depend_on_the_split(folder: Path) -> None:
    write_split(folder, "train", "00\n01\n")
    assert VocFolder.open(folder, "train").classes == ("cat", "dog")


def test_without_lists_the_split_is_drawn_by_the_seed(folder: Path) -> None:
    train, val = (VocFolder.open(folder, split, seed=3).names for split in ("train", "val"))
    assert (len(train), len(val)) == (8, 2)
    assert sorted(train + val) == [f"{n:02}" for n in range(10)]
    assert VocFolder.open(folder, "val", seed=3).names == val
    assert len({VocFolder.open(folder, "val", seed=seed).names for seed in range(6)}) > 1


def test_a_missing_val_list_is_what_the_others_leave(folder: Path) -> None:
    write_split(folder, "train", "00\n01\n02\n")
    write_split(folder, "test", "03\n04\n")
    assert VocFolder.open(folder, "val").names == ("05", "06", "07", "08", "09")


def test_a_drawn_split_keeps_off_the_test_list(folder: Path) -> None:
    write_split(folder, "test", "".join(f"{n:02}\n" for n in range(5)))
    drawn = VocFolder.open(folder, "train").names + VocFolder.open(folder, "val").names
    assert sorted(drawn) == ["05", "06", "07", "08", "09"]


def test_what_cannot_be_used_is_left_out_and_told(folder: Path) -> None:
    (folder / "Annotations" / "01.xml").write_bytes(b"<annotation>")
    (folder / "JPEGImages" / "02.png").unlink()
    write_split(folder, "train", "00\n01\n02\nabsent\n../../secret\n")
    voc = VocFolder.open(folder, "train")
    assert voc.names == ("00",)
    told = "\n".join(voc.problems)
    for part in ("01.xml could not be read", "02 has no picture", "absent has no annotation"):
        assert part in told
    assert "../../secret has no annotation" in told


def test_links_that_lead_out_of_the_folder_count_as_missing(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    for kind, suffix in (("Annotations", ".xml"), ("JPEGImages", ".png")):
        inside = folder / kind / f"03{suffix}"
        inside.rename(elsewhere / inside.name)
        inside.symlink_to(elsewhere / inside.name)
        (folder / kind / f"alias{suffix}").symlink_to(folder / kind / f"04{suffix}")
    write_split(folder, "train", "03\nalias\n")
    assert VocFolder.open(folder, "train").names == ("alias",)
    assert "03" not in VocFolder.open(folder).names
    (elsewhere / "list.txt").write_text("00\n")
    (folder / "ImageSets" / "Main" / "test.txt").symlink_to(elsewhere / "list.txt")
    with pytest.raises(DataError, match="no split called test"):
        VocFolder.open(folder, "test")


def test_a_linked_folder_of_pictures_elsewhere_is_refused(folder: Path) -> None:
    (folder / "JPEGImages").rename(folder.parent / "pictures")
    (folder / "JPEGImages").symlink_to(folder.parent / "pictures")
    with pytest.raises(DataError, match="JPEGImages is a link that leads out of it"):
        VocFolder.open(folder)


def test_the_voc_folder_is_found_where_the_archives_put_it(folder: Path) -> None:
    assert VocFolder.open(folder.parent).root == folder
    devkit = folder.parent / "data" / "VOCdevkit"
    devkit.mkdir(parents=True)
    folder.rename(devkit / "VOC2007")
    assert len(VocFolder.open(devkit.parent)) == 10
    (devkit / "VOC2012" / "Annotations").mkdir(parents=True)
    with pytest.raises(DataError, match="several VOC folders: VOC2007, VOC2012"):
        VocFolder.open(devkit.parent)


@pytest.mark.parametrize(
    ("name", "split", "reason"),
    [
        ("VOC2012", "test", "no split called test"),
        ("VOC2012", "../../x", "no split called"),
        ("missing", None, "no such folder"),
        ("VOC2012/JPEGImages", None, "not a folder in VOC layout"),
        ("VOC2012/Annotations/00.xml", None, "no such folder"),
    ],
)
def test_says_why_a_folder_cannot_be_opened(
    folder: Path, name: str, split: str | None, reason: str
) -> None:
    with pytest.raises(DataError, match=reason):
        VocFolder.open(folder.parent / name, split)


def test_a_folder_without_anything_to_learn_is_refused(folder: Path) -> None:
    for path in (folder / "Annotations").iterdir():
        path.write_bytes(xml())
    with pytest.raises(DataError, match="no annotated object"):
        VocFolder.open(folder)
    with pytest.raises(DataError, match="no annotated picture in its split train"):
        write_split(folder, "train", "absent\n")
        VocFolder.open(folder, "train", classes=("cat",))


def test_a_given_class_list_decides_the_labels(folder: Path) -> None:
    (folder / "Annotations" / "09.xml").write_bytes(xml(object_xml("dog"), object_xml("cat")))
    voc = VocFolder.open(folder, classes=("dog",))
    assert voc.load(9)[1].labels.tolist() == [1]
    assert "unknown class, cat" in voc.annotation(9).problems[0]


def test_a_folder_may_be_sent_to_another_process(folder: Path) -> None:
    voc = VocFolder.open(folder)
    assert pickle.loads(pickle.dumps(voc)) == voc  # noqa: S301


def unpacked(name: str, to: Path) -> Path:
    archive = SHARED / name
    if not archive.exists():
        pytest.skip(f"{archive} is not here")
    with tarfile.open(archive) as tar:
        tar.extractall(to, filter="data")
    return to


def test_a_real_set_of_microscope_pictures(tmp_path: Path) -> None:
    root = unpacked("bccd-voc.tar", tmp_path) / "bccd"
    voc = VocFolder.open(root)
    assert (len(voc), voc.classes) == (364, ("Platelets", "RBC", "WBC"))
    annotations = [voc.annotation(i) for i in range(len(voc))]
    left_out = sum("no area" in text for a in annotations for text in a.problems)
    assert sum(len(a.truth) for a in annotations) + left_out == 4_888
    splits = [set(VocFolder.open(root, s).names) for s in ("train", "val", "test")]
    assert sum(map(len, splits)) == len(set().union(*splits)) == 364
    image, truth = voc.load(0)
    assert (image.width, image.height) == (640, 480)
    assert truth.boxes[0] == pytest.approx([259 / 640, 176 / 480, 490 / 640, 375 / 480])


def test_real_photographs_with_voc_s_classes(tmp_path: Path) -> None:
    root = unpacked("coco-voc20-open-voc.tar", tmp_path) / "coco-voc20-open"
    voc = VocFolder.open(root, classes=VOC_CLASSES)
    assert len(voc) == 62
    assert voc.problems == ()
    for index in range(len(voc)):
        image, truth = voc.load(index)
        assert voc.annotation(index, (image.width, image.height)).problems == ()
        assert len(truth) > 0
