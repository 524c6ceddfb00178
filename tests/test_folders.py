"""The pictures of a folder: which, in which order, and what happens where there is no folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_core.errors import UserError
from ssd_core.folders import list_pictures, natural_key

posix = pytest.mark.skipif(sys.platform == "win32", reason="names and links of POSIX")


def put(folder: Path, *names: str) -> None:
    """Files of these names; what is in them does not matter to a listing."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def names(paths: tuple[str, ...]) -> list[str]:
    return [os.path.basename(path) for path in paths]


def test_numbers_count_and_case_does_not(tmp_path: Path) -> None:
    put(tmp_path, "IMG10.jpg", "img2.jpg", "img1.PNG", "Img 3.webp", "10.jpg", "9.jpg")
    expected = ["9.jpg", "10.jpg", "img1.PNG", "img2.jpg", "IMG10.jpg", "Img 3.webp"]
    assert names(list_pictures(tmp_path)) == expected


def test_korean_names_sort_by_syllable_however_they_are_composed() -> None:
    decomposed = "\u1100\u1161 10.jpg"  # 가 as macOS writes it
    shuffled = ["나 1.jpg", decomposed, "가 2.jpg", "다.jpg"]
    assert sorted(shuffled, key=natural_key) == ["가 2.jpg", decomposed, "나 1.jpg", "다.jpg"]


def test_a_name_comes_before_its_copies(tmp_path: Path) -> None:
    put(tmp_path, "cat-1.jpg", "cat.jpg", "cat (2).jpg", "cat.png")
    assert names(list_pictures(tmp_path)) == ["cat.jpg", "cat.png", "cat (2).jpg", "cat-1.jpg"]


@given(st.lists(st.text(), min_size=2, unique=True))
def test_any_names_have_one_order(some: list[str]) -> None:
    backwards = some[::-1]
    assert sorted(some, key=natural_key) == sorted(backwards, key=natural_key)


def test_only_pictures_are_listed(tmp_path: Path) -> None:
    put(tmp_path, "a.jpg", "notes.txt", "weights.pth", "jpg", ".hidden.jpg", "._a.jpg")
    (tmp_path / "folder.jpg").mkdir()
    assert names(list_pictures(tmp_path)) == ["a.jpg"]


def test_subfolders_follow_the_folder_itself_if_asked_for(tmp_path: Path) -> None:
    put(tmp_path, "z.jpg", "b10/1.jpg", "b2/2.jpg", "b2/deep/3.jpg", ".git/4.jpg")
    assert names(list_pictures(tmp_path)) == ["z.jpg"]
    found = list_pictures(tmp_path, recursive=True)
    assert [os.path.relpath(path, tmp_path) for path in found] == [
        "z.jpg",
        os.path.join("b2", "2.jpg"),
        os.path.join("b2", "deep", "3.jpg"),
        os.path.join("b10", "1.jpg"),
    ]


@posix
def test_no_link_is_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    put(outside, "secret.jpg")
    put(inside, "own.jpg")
    (inside / "file.jpg").symlink_to(outside / "secret.jpg")
    (inside / "self.jpg").symlink_to(inside / "own.jpg")
    (inside / "folder").symlink_to(outside, target_is_directory=True)
    (inside / "loop").symlink_to(inside, target_is_directory=True)
    assert names(list_pictures(inside, recursive=True)) == ["own.jpg"]


@posix
def test_a_linked_folder_that_a_person_names_is_opened(tmp_path: Path) -> None:
    put(tmp_path / "real", "a.jpg")
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    assert list_pictures(tmp_path / "link") == (str(tmp_path / "link" / "a.jpg"),)


@posix
def test_a_name_that_is_not_utf_8_opens_its_file(tmp_path: Path) -> None:
    raw = os.path.join(os.fsencode(tmp_path), b"caf\xe9.jpg")
    try:
        with open(raw, "wb") as file:
            file.write(b"x")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (path,) = list_pictures(tmp_path)
    assert os.fsencode(path) == raw
    assert Path(path).read_bytes() == b"x"


def test_an_empty_folder_lists_nothing(tmp_path: Path) -> None:
    assert list_pictures(tmp_path) == ()


def test_what_is_no_folder_is_a_sentence(tmp_path: Path) -> None:
    put(tmp_path, "a.jpg")
    with pytest.raises(UserError, match=r"gone could not be opened\. There is no such folder\."):
        list_pictures(tmp_path / "gone")
    with pytest.raises(UserError, match=r"a\.jpg could not be opened\. It is a file"):
        list_pictures(tmp_path / "a.jpg")
    with pytest.raises(UserError, match="No folder can have that name"):
        list_pictures("a\0b")


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    put(tmp_path, "locked/a.jpg", "open/b.jpg")
    (tmp_path / "locked").chmod(0)
    try:
        with pytest.raises(UserError, match="You may not read it"):
            list_pictures(tmp_path / "locked")
        assert names(list_pictures(tmp_path, recursive=True)) == ["b.jpg"]
    finally:
        (tmp_path / "locked").chmod(0o700)


def test_too_many_pictures_are_refused_with_advice(tmp_path: Path) -> None:
    put(tmp_path, *(f"{n}.jpg" for n in range(4)))
    assert len(list_pictures(tmp_path, most=4)) == 4
    with pytest.raises(UserError, match="holds more than 3 pictures") as caught:
        list_pictures(tmp_path, most=3)
    assert "Open one of its folders" in caught.value.reason


def test_a_listing_that_is_stopped_keeps_what_it_has(tmp_path: Path) -> None:
    put(tmp_path, "a.jpg", "sub/b.jpg")
    assert names(list_pictures(tmp_path, recursive=True, stop=lambda: True)) == ["a.jpg"]
