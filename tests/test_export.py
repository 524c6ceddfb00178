"""What is exported, read by other programs' readers: the same boxes to half a pixel."""

from __future__ import annotations

import base64
import contextlib
import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from export_cases import CLASSES, TAME, detections, gray, records
from hypothesis import given
from hypothesis import settings as examples
from PIL import Image as PillowImage

from ssd_core.data.voc_annotation import read_annotation
from ssd_core.errors import printable
from ssd_core.export.coco import write_dataset, write_results
from ssd_core.export.json_records import write_json
from ssd_core.export.png import write_png
from ssd_core.export.svg import write_svg
from ssd_core.export.table import COLUMNS, to_tsv, write_csv
from ssd_core.export.values import Options, Record
from ssd_core.export.voc import write_voc
from ssd_core.export.yolo import write_classes, write_data_yaml, write_labels
from ssd_core.palette import class_color

HALF = 0.5 + 1e-3
"""A normalised float32 coordinate is a hundredth of a pixel coarse in the largest pictures."""
SVG = "{http://www.w3.org/2000/svg}"


def same_boxes(found: object, record: Record, *, within: float = HALF) -> None:
    size = np.array([record.width, record.height] * 2)
    expected = record.detections.boxes.astype(np.float64) * size
    found = np.asarray(found, np.float64).reshape(-1, 4)
    assert found.shape == expected.shape
    if len(expected):
        assert np.abs(found - expected).max() <= within


def names(record: Record) -> list[str]:
    return [CLASSES[label - 1] for label in record.detections.labels]


class TestCoco:
    @examples(max_examples=25)
    @given(records(), records(most=3))
    def test_pycocotools_reads_the_same_boxes(
        self, tmp_path_factory, first: Record, second: Record
    ) -> None:
        coco = pytest.importorskip("pycocotools.coco", reason="pycocotools reads COCO files")
        folder = tmp_path_factory.mktemp("coco")
        both = [first, second]
        (folder / "set.json").write_bytes(write_dataset(both, CLASSES))
        (folder / "results.json").write_bytes(write_results(both, CLASSES))
        with contextlib.redirect_stdout(io.StringIO()):
            truth = coco.COCO(str(folder / "set.json"))
            # pycocotools cannot read a results list without results.
            found = len(first.detections) + len(second.detections)
            sets = [truth, truth.loadRes(str(folder / "results.json"))] if found else [truth]
        for one in sets:
            for number, record in enumerate(both, 1):
                rows = one.loadAnns(one.getAnnIds(imgIds=[number]))
                corners = [(x, y, x + w, y + h) for x, y, w, h in (row["bbox"] for row in rows)]
                same_boxes(corners, record)
                assert [one.cats[row["category_id"]]["name"] for row in rows] == names(record)
                scores = [row["score"] for row in rows]
                assert np.allclose(scores, record.detections.scores, atol=1e-6)
                picture = one.imgs[number]
                assert (picture["width"], picture["height"]) == (record.width, record.height)

    def test_file_names_are_relative_to_the_folder_of_all(self) -> None:
        sources = ("/data/set/a/1.png", "/data/set/b/1.png")
        data = write_dataset([Record(s, 5, 5, detections()) for s in sources], CLASSES)
        assert [i["file_name"] for i in json.loads(data)["images"]] == ["a/1.png", "b/1.png"]

    def test_area_and_ids_are_what_evaluation_needs(self) -> None:
        record = Record("a.png", 100, 50, detections((2, 0.5, (0.1, 0.2, 0.5, 0.6))))
        (annotation,) = json.loads(write_dataset([record], CLASSES))["annotations"]
        assert annotation == {
            "id": 1,
            "image_id": 1,
            "category_id": 2,
            "bbox": [10.0, 10.0, 40.0, 20.0],
            "score": 0.5,
            "area": 800.0,
            "iscrowd": 0,
        }


class TestVoc:
    @examples(max_examples=50)
    @given(records())
    def test_a_reader_that_counts_as_voc_does_finds_the_same_boxes(self, record: Record) -> None:
        root = ElementTree.fromstring(write_voc(record, CLASSES))
        boxes = []
        for entry in root.iter("bndbox"):
            xmin, ymin, xmax, ymax = (
                int(entry.findtext(side)) for side in ("xmin", "ymin", "xmax", "ymax")
            )
            assert 1 <= xmin <= xmax <= record.width
            assert 1 <= ymin <= ymax <= record.height
            boxes.append((xmin - 1, ymin - 1, xmax, ymax))
        same_boxes(boxes, record)
        assert [e.findtext("name") for e in root.iter("object")] == list(
            map(printable, names(record))
        )

    @examples(max_examples=25)
    @given(records())
    def test_it_is_valid_by_the_schema(self, record: Record) -> None:
        xmlschema = pytest.importorskip("xmlschema", reason="xmlschema checks XML by a schema")
        schema = xmlschema.XMLSchema(str(Path(__file__).with_name("voc_annotation.xsd")))
        schema.validate(io.BytesIO(write_voc(record, CLASSES)))

    def test_the_whole_picture_and_its_last_pixel(self) -> None:
        whole, last = (0.0, 0.0, 1.0, 1.0), (0.99, 0.98, 1.0, 1.0)
        record = Record("a.png", 100, 50, detections((1, 0.9, whole), (1, 0.8, last)))
        root = ElementTree.fromstring(write_voc(record, CLASSES))
        corners = [[int(v.text) for v in box] for box in root.iter("bndbox")]
        assert corners == [[1, 1, 100, 50], [100, 50, 100, 50]]

    @pytest.mark.parametrize("middle", [0.0, 0.104, 0.107, 0.5, 1.0])
    def test_a_box_thinner_than_a_pixel_is_a_pixel(self, middle: float) -> None:
        record = Record("a.png", 100, 1, detections((1, 0.5, (middle, 0, middle, 1))))
        root = ElementTree.fromstring(write_voc(record, CLASSES))
        xmin, xmax = (int(root.findtext(f".//{side}")) for side in ("xmin", "xmax"))
        assert xmin == xmax == min(int(middle * 100) + 1, 100)

    def test_this_program_takes_it_for_ground_truth(self) -> None:
        box = (0.25, 0.2, 0.75, 0.8)
        record = Record("a.png", 200, 100, detections((1, 0.9, box), (2, 0.8, box)))
        data = write_voc(record, CLASSES)
        read = read_annotation(data, classes=CLASSES, source="a.xml")
        assert not read.problems
        assert read.truth.labels.tolist() == [1, 2]
        # It takes the last pixel for the edge, as ssd.pytorch does: a pixel less.
        assert np.abs((read.truth.boxes - box) * [200, 100, 200, 100]).max() <= 1.0 + 1e-3


class TestYolo:
    @examples(max_examples=50)
    @given(records())
    def test_lines_are_read_by_their_words(self, record: Record) -> None:
        lines = write_labels(record, Options()).decode("ascii").splitlines()
        rows = np.array([line.split() for line in lines], np.float64).reshape(-1, 6)
        assert rows[:, 0].tolist() == (record.detections.labels - 1).tolist()
        centre, half = rows[:, 1:3], rows[:, 3:5] / 2
        size = [record.width, record.height] * 2
        same_boxes(np.hstack([centre - half, centre + half]) * size, record)
        assert np.allclose(rows[:, 5], record.detections.scores, atol=1e-6)

    def test_a_picture_without_objects_has_an_empty_file(self) -> None:
        assert write_labels(Record("a.png", 5, 5, detections()), Options()) == b""

    def test_a_class_keeps_to_its_line(self) -> None:
        lines = write_classes([], CLASSES).decode().split("\n")
        assert len(lines) == len(CLASSES) + 1
        assert lines[:TAME] == list(CLASSES[:TAME])

    def test_the_names_in_the_yaml_are_json_strings(self) -> None:
        text = write_data_yaml([], CLASSES).decode()
        head, names = text.split("names:\n")
        assert head == "path: .\ntrain: .\nval: .\n"
        parsed = dict(line.split(": ", 1) for line in names.splitlines())
        assert [json.loads(value) for value in parsed.values()] == list(map(printable, CLASSES))
        assert [int(key) for key in parsed] == list(range(len(CLASSES)))


class TestTable:
    @examples(max_examples=50)
    @given(records())
    def test_csv_gives_back_every_value(self, record: Record) -> None:
        text = write_csv([record], CLASSES).decode()
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        same_boxes([[row[side] for side in COLUMNS[5:]] for row in rows], record)
        for row, name in zip(rows, names(record), strict=True):
            assert row["image"] == record.source
            spelt = name.encode(errors="backslashreplace").decode()
            assert row["label"].removeprefix("'") == spelt.removeprefix("'")

    @pytest.mark.parametrize(
        "start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
    )
    def test_no_cell_begins_like_a_formula(self, start: str) -> None:
        evil = f'{start}HYPERLINK("http://x")'
        record = Record(f"{evil}.png", 5, 5, detections((1, 0.5, (0, 0, 1, 1))))
        ((image, *_, label, _, _, _, _, _),) = list(
            csv.reader(io.StringIO(write_csv([record], (evil,)).decode(), newline=""))
        )[1:]
        assert image == f"'{evil}.png"
        assert label == f"'{evil}"
        pasted = to_tsv(record, (evil,)).splitlines()[1]
        assert pasted.startswith("'")

    def test_a_pasted_row_is_one_row(self) -> None:
        whole = (0.0, 0.0, 1.0, 1.0)
        rows = [(label, 0.5, whole) for label in range(1, len(CLASSES) + 1)]
        text = to_tsv(Record("a\tb\n.png", 5, 5, detections(*rows)), CLASSES)
        cells = [line.split("\t") for line in text.split("\n")[:-1]]
        assert len(cells) == len(CLASSES) + 1
        assert {len(row) for row in cells} == {len(COLUMNS)}
        text.encode()


def test_json_is_strict_and_complete() -> None:
    poor = np.float32([[np.nan, -np.inf, np.inf, 0.5], [-1.0, 0.0, 2.0, 1.0]])
    record = Record(
        "a\udcff.png", 40, 20, detections((5, np.nan, tuple(poor[0])), (3, 0.5, tuple(poor[1])))
    )

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    (read,) = json.loads(write_json([record], CLASSES), parse_constant=refuse)
    assert read["image"] == "a\udcff.png"
    assert [one["label"] for one in read["detections"]] == [CLASSES[4], CLASSES[2]]
    assert [one["box"] for one in read["detections"]] == [[0, 0, 40, 10], [0, 0, 40, 20]]


class TestSvg:
    @examples(max_examples=25)
    @given(records(longest=64))
    def test_boxes_are_shapes_and_names_are_text(self, record: Record) -> None:
        root = ElementTree.fromstring(write_svg(record, gray(record), CLASSES, Options()))
        assert root.get("viewBox") == f"0 0 {record.width} {record.height}"
        groups = root.findall(f"{SVG}g")[::-1]  # the best is drawn last
        boxes = []
        for group in groups:
            outline = next(r for r in group.findall(f"{SVG}rect") if r.get("fill") == "none")
            x, y, w, h = (float(outline.get(a)) for a in ("x", "y", "width", "height"))
            boxes.append((x, y, x + w, y + h))
        same_boxes(boxes, record)
        titles = [group.findtext(f"{SVG}title") for group in groups]
        assert [t.rsplit(" ", 1)[0] for t in titles] == [printable(n) for n in names(record)]
        assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {
            "svg", "image", "g", "rect", "title", "text"
        }  # fmt: skip

    def test_the_picture_inside_is_the_picture(self) -> None:
        record = Record("a.png", 30, 20, detections())
        image = gray(record)
        (inside,) = ElementTree.fromstring(write_svg(record, image, CLASSES, Options())).iter(
            f"{SVG}image"
        )
        kind, data = inside.get("href").split(",")
        assert kind == "data:image/png;base64"
        pixels = np.asarray(PillowImage.open(io.BytesIO(base64.b64decode(data))))
        assert np.array_equal(pixels, image.rgb)

    def test_labels_and_scores_can_be_left_out(self) -> None:
        record = Record("a.png", 90, 90, detections((2, 0.5, (0.1, 0.5, 0.9, 0.9))))

        def text(**wish: bool) -> list[str]:
            data = write_svg(record, gray(record), CLASSES, Options(**wish))
            return [e.text for e in ElementTree.fromstring(data).iter(f"{SVG}text")]

        assert text() == ["dog 0.50"]
        assert text(scores=False) == ["dog"]
        assert text(labels=False) == ["0.50"]
        assert text(labels=False, scores=False) == []


class TestPng:
    @pytest.mark.parametrize("label", [1, 2])
    @pytest.mark.parametrize("size", [(640, 640), (1200, 700), (3000, 2000)])
    def test_the_outline_lies_on_the_box(self, label: int, size: tuple[int, int]) -> None:
        record = Record("a.png", *size, detections((label, 0.5, (0.25, 0.3, 0.8, 0.9))))
        data = write_png(record, gray(record), CLASSES, Options(labels=False, scores=False))
        pixels = np.asarray(PillowImage.open(io.BytesIO(data)))
        assert pixels.shape == (size[1], size[0], 3)
        fill = tuple(bytes.fromhex(class_color(label, CLASSES).fill[1:]))
        rows, columns = np.nonzero((pixels == fill).all(axis=2))
        outer = [columns.min(), rows.min(), columns.max(), rows.max()]
        same_boxes(outer, record)

    def test_without_labels_and_scores_there_is_no_tag(self) -> None:
        record = Record("a.png", 640, 640, detections((1, 0.5, (0.25, 0.5, 0.8, 0.9))))

        def painted_above(**wish: bool) -> bool:
            data = write_png(record, gray(record), CLASSES, Options(**wish))
            pixels = np.asarray(PillowImage.open(io.BytesIO(data)))
            return bool((pixels[:310] != 128).any())

        assert painted_above(labels=False)
        assert painted_above(scores=False)
        assert not painted_above(labels=False, scores=False)
