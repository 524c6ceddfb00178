"""Sentences remember what they were made of, through everything that errors do with them."""

from __future__ import annotations

import ast
from copy import deepcopy
from pathlib import Path

import pytest

import ssd_core
from ssd_core.errors import UserError, printable
from ssd_core.image import decode_image
from ssd_core.sentence import Sentence, joined, say

CORE = Path(ssd_core.__file__).parent
ERRORS = {"Refusal", "UserError", "ImageError", "WeightsError", "DataError", "SourceError"}


def test_a_sentence_is_its_english_text() -> None:
    sentence = say("It has {size:,} bytes; {limit:,} is the limit.", size=12345, limit=1000)
    assert sentence == "It has 12,345 bytes; 1,000 is the limit."
    assert sentence.template == "It has {size:,} bytes; {limit:,} is the limit."
    assert sentence.values == {"size": 12345, "limit": 1000}


def test_values_may_be_sentences_and_hold_braces() -> None:
    inner = say("{name} has no picture.", name="{0}")
    outer = joined([inner, "plain {text}"])
    assert outer == "{0} has no picture. plain {text}"
    shouted = outer.with_words(str.upper)
    assert shouted == "{0} HAS NO PICTURE. PLAIN {TEXT}"


def test_what_is_not_printable_is_spelt_out_inside_of_values() -> None:
    nested = say("{reason} stays.", reason=say("Its {key} is there.", key="a\x1bb"))
    clean = printable(nested)
    assert isinstance(clean, Sentence)
    assert clean == "Its a\\x1bb is there. stays."
    assert clean.template == nested.template
    assert isinstance(clean.values["reason"], Sentence)


def test_a_sentence_is_the_same_in_another_process() -> None:
    sentence = say("{name} has no picture.", name="a{b}")
    copy = deepcopy(sentence)  # as pickle does it, by what the sentence reduces to
    assert (copy, copy.template, copy.values) == (sentence, sentence.template, sentence.values)


def test_errors_keep_the_sentences() -> None:
    error = UserError(
        say("{name} could not be read.", name="a\u202eb.png"),
        say("It is empty (0 bytes)."),
        details={"try": say("choose another file")},
    )
    assert (
        str(error) == error.sentences == "a\\u202eb.png could not be read. It is empty (0 bytes)."
    )
    for text in (error.headline, error.reason, error.details["try"]):
        assert isinstance(text, Sentence)


@pytest.mark.parametrize("data", [b"", b"GIF8", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_a_picture_is_refused_with_sentences(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        decode_image(data, source="a.png")
    error = caught.value
    assert isinstance(error.headline, Sentence)
    assert isinstance(error.reason, Sentence)
    assert isinstance(error.details["try"], Sentence)
    assert isinstance(error.details["kind"], Sentence)


def test_no_refusal_is_written_as_plain_text() -> None:
    plain = [
        f"{path.relative_to(CORE)}:{node.lineno}"
        for path in CORE.rglob("*.py")
        if "commands" not in path.parts and "training" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _is_refusal(node) and _words(node)
    ]
    assert not plain


def _is_refusal(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id in ERRORS


def _words(node: ast.Call) -> bool:
    """Whether an argument is text that could not be translated."""
    arguments = [*node.args, *(k.value for k in node.keywords if k.arg != "technical")]
    return any(
        isinstance(a, ast.JoinedStr) or (isinstance(a, ast.Constant) and isinstance(a.value, str))
        for a in arguments
    )
