"""Exporting into a folder: safe names, nothing lost, nothing outside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from export_cases import CLASSES, detections, gray
from hypothesis import given
from hypothesis import strategies as st

from ssd_core.errors import UserError
from ssd_core.export.exporter import Exporter
from ssd_core.export.formats import FORMATS
from ssd_core.export.names import safe_stem
from ssd_core.export.values import Record

HOSTILE = (
    "../../etc/passwd.png",
    "/etc/passwd.png",
    "..",
    ".",
    "",
    "/",
    "..\\..\\evil.png",
    "nul\0byte.png",
    "line\nbreak.png",
    ".hidden.png",
    "CON.png",
    "한글 그림.png",
    "bytes \udcff\udcfe.png",
    "lone \ud800.png",
    "ㄱ" * 500 + ".png",
    "x" * 5000,
    "classes.png",
    "data.yaml",
    "coco.png",
)


def record(source: str, width: int = 20, height: int = 10) -> Record:
    return Record(source, width, height, detections((1, 0.5, (0.1, 0.1, 0.9, 0.9))))


def tree(folder: Path) -> set[str]:
    return {
        os.path.relpath(os.path.join(at, n), folder) for at, _, ns in os.walk(folder) for n in ns
    }


@pytest.mark.parametrize("source", HOSTILE)
def test_whatever_a_picture_is_called_its_files_lie_in_the_folder(
    tmp_path: Path, source: str
) -> None:
    out = tmp_path / "deep" / "out"
    exporter = Exporter(out, list(FORMATS.values()), CLASSES)
    one = record(source)
    try:
        written = exporter.add(one, gray(one))
    except UserError:
        assert "\ud800" in source, "only what no file system can hold is refused"
        written = ()
    written += exporter.finish()
    assert len(written) == len(set(written)) == len(tree(tmp_path))
    assert {os.path.dirname(path) for path in written} == {str(out)}
    assert not [name for name in os.listdir(out) if name.startswith(".") or "\n" in name]


@given(st.text(max_size=300))
def test_a_stem_is_one_plain_component(source: str) -> None:
    stem = safe_stem(source)
    assert stem
    assert not stem.startswith((".", " "))
    assert not set(stem) & {"/", "\\", "\0", "\n", "\x1b"}
    assert len(stem.encode(errors="surrogatepass")) <= 208


def test_pictures_of_one_name_get_files_of_their_own(tmp_path: Path) -> None:
    exporter = Exporter(tmp_path, [FORMATS["voc"], FORMATS["yolo"]], CLASSES)
    for source in ("a/One.png", "b/one.jpg", "c/ONE.bmp", "d/cafe\u0301.png", "e/caf\u00e9.png"):
        exporter.add(record(source), gray(record(source)))
    stems = {name.removesuffix(".xml") for name in tree(tmp_path) if name.endswith(".xml")}
    assert stems == {"One", "one-2", "ONE-3", "cafe\u0301", "caf\u00e9-2"}
    assert {f"{stem}.txt" for stem in stems} <= tree(tmp_path)


@pytest.mark.parametrize("replace", [False, True])
def test_a_source_picture_is_never_overwritten(tmp_path: Path, replace: bool) -> None:
    sources = [tmp_path / "a.png", tmp_path / "a-detections.png", tmp_path / "A-2-detections.png"]
    for path in sources:
        path.write_text(path.name)
    exporter = Exporter(
        tmp_path, [FORMATS["png"]], CLASSES, sources=map(str, sources), replace=replace
    )
    for path in sources:
        exporter.add(record(str(path)), gray(record(str(path))))
    assert [path.read_text() for path in sources] == [path.name for path in sources]
    assert len(tree(tmp_path)) == 6


def test_other_files_are_replaced_only_if_asked(tmp_path: Path) -> None:
    theirs = tmp_path / "a.xml"
    theirs.write_text("made by hand")
    for replace in (False, True):
        exporter = Exporter(tmp_path, [FORMATS["voc"]], CLASSES, replace=replace)
        exporter.add(record("a.png"), gray(record("a.png")))
        assert (theirs.read_text() == "made by hand") is not replace
    assert tree(tmp_path) == {"a.xml", "a-2.xml"}


@pytest.mark.parametrize("replace", [False, True])
def test_a_link_is_not_followed(tmp_path: Path, replace: bool) -> None:
    out, secret = tmp_path / "out", tmp_path / "secret"
    out.mkdir()
    secret.write_text("keep")
    for name in ("a.xml", "detections.csv"):
        (out / name).symlink_to(secret)
    (out / "coco.json").symlink_to(tmp_path / "does not exist yet")
    formats = [FORMATS[key] for key in ("voc", "csv", "coco")]
    exporter = Exporter(out, formats, CLASSES, replace=replace)
    exporter.add(record("a.png"), gray(record("a.png")))
    exporter.finish()
    assert secret.read_text() == "keep"
    assert not (tmp_path / "does not exist yet").exists()


def test_a_folder_in_the_place_of_a_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.xml").mkdir()
    exporter = Exporter(tmp_path, [FORMATS["voc"]], CLASSES, replace=True)
    (path,) = exporter.add(record("a.png"), gray(record("a.png")))
    assert Path(path).name == "a-2.xml"


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    exporter = Exporter(tmp_path / "file" / "out", [FORMATS["voc"]], CLASSES)
    with pytest.raises(UserError, match=r"The folder out could not be made\. The system says: "):
        exporter.add(record("a.png"), gray(record("a.png")))


def test_a_picture_that_was_not_written_is_not_told_of(tmp_path: Path) -> None:
    exporter = Exporter(tmp_path, [FORMATS["voc"], FORMATS["json"]], CLASSES)
    lost = record("lone \ud800.png")
    with pytest.raises(UserError):
        exporter.add(lost, gray(lost))
    exporter.finish()
    assert (tmp_path / "detections.json").read_text() == "[]\n"
