"""VOC annotations: what VOC says, what people's files look like, what attackers send."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_core.data.voc import DataError, read_annotation, write_annotation
from ssd_core.types import GroundTruth


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
    assert "200 × 100" in annotation.problems[0]


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
        (b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE a+AD4-', "DOCTYPE"),
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


corners = st.lists(st.tuples(unit, unit, unit, unit), max_size=4)


@settings(max_examples=150, deadline=None)
@given(st.integers(2, 4000), st.integers(2, 4000), corners)
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
    pixels = boxes * [width, height, width, height]
    off = np.abs(back.truth.boxes * [width, height, width, height] - pixels)
    # A box of less than a pixel, at the border, must be moved in and widened.
    narrow = np.tile(pixels[:, 2:] - pixels[:, :2] < 1, 2)
    assert (off <= np.where(narrow, 2.01, 1.01)).all()


def test_names_are_escaped() -> None:
    truth = GroundTruth(np.array([[0.1, 0.1, 0.5, 0.5]]), np.array([1]), np.array([False]))
    data = write_annotation(
        "a\x1b & <b>\udc80.jpg", width=100, height=100, truth=truth, classes=("R&D <고양이>",)
    )
    assert read(data, classes=None).classes == ("R&D <고양이>",)
    with pytest.raises(ValueError, match="no name"):
        write_annotation("a.jpg", width=9, height=9, truth=truth, classes=())
