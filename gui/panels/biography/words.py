"""Sentences with marked-up values, and the words and figures that several steps share."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QCoreApplication

from gui.sentences import translated, translated_template
from ssd_core.sentence import Sentence
from ssd_core.types import BACKGROUND

Markup = Callable[[str, str], str]
"""Called with the name of a value and its text, HTML both ways."""


def say_marked(sentence: Sentence, markup: Markup) -> str:
    """``sentence`` as HTML, each value as ``markup`` has it."""
    values = {
        name: markup(name, escape(str(value)))
        for name, value in sentence.with_words(translated).values.items()
    }
    return escape(translated_template(sentence), quote=False).format(**values)


def class_name(label: int, classes: tuple[str, ...]) -> str:
    """The class of ``label``, or what stands for none."""
    if label == BACKGROUND:
        return QCoreApplication.translate("Biography", "background")
    return classes[label - 1]


def signed(value: float, digits: int) -> str:
    """With its sign, a real minus, and no sign before what is shown as zero."""
    text = f"{abs(value):.{digits}f}"
    if float(text) == 0:
        return text
    return ("−" if value < 0 else "+") + text
