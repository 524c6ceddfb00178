"""Texts of lessons: both languages say the same, and a damaged file is refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssd_core.bundled import resource_path
from ssd_core.errors import UserError
from ssd_core.lessons.texts import LARGEST, LessonTexts, lesson_texts, read_texts

STEMS = sorted({path.name.split(".")[0] for path in resource_path("lessons").glob("*.toml")})
NEEDED = ("title", "subtitle", "paper", "book")


@pytest.mark.parametrize("stem", STEMS)
def test_both_languages_have_the_same_keys_and_values(stem: str) -> None:
    english, korean = lesson_texts(stem, "en"), lesson_texts(stem, "ko")
    assert english.keys() == korean.keys()
    assert all(key in english for key in NEEDED)
    assert "learners.0.ask" in english
    for key in sorted(english.keys()):
        assert english.placeholders(key) == korean.placeholders(key), key
        assert english.template(key).strip(), key


@pytest.mark.parametrize("stem", STEMS)
def test_korean_is_korean(stem: str) -> None:
    korean = lesson_texts(stem, "ko")
    spoken = [korean.template(key) for key in sorted(korean.keys()) if key.startswith("learners")]
    assert all(any("가" <= letter <= "힣" for letter in text) for text in spoken)


def test_an_unknown_language_speaks_english() -> None:
    assert lesson_texts("02-matching", "xx")("title") == "Matching"


def test_texts_are_flat_and_filled(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('a = "one {n}"\n[b]\nc = "two"\n[[d]]\ne = "three"\n[[d]]\ne = "four"\n')
    texts = read_texts(path)
    assert texts.keys() == {"a", "b.c", "d.0.e", "d.1.e"}
    assert texts("a", n=3) == "one 3"
    assert texts.placeholders("a") == {"n"}
    assert LessonTexts({"x.0": "p", "x.1": "q"}).many("x") == ["p", "q"]
    with pytest.raises(KeyError):
        texts("nothing")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"a = ", "not TOML"),
        (b"\xff\xfe", "not UTF-8"),
        (b"", "empty"),
        (b"a = '" + b"x" * LARGEST + b"'", "too large"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"x\.toml could not be read"):
        read_texts(path)
