"""Sentences that remember what they were made of, in the language in use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ssd_core.sentence import Sentence

CONTEXT = "Sentences"
"""Under which the translation files keep templates, those of the core and those of ``say`` here."""


def translated(text: str) -> str:
    """``text`` in the language in use; what is not a ``Sentence`` stays as it is."""
    if not isinstance(text, Sentence):
        return text
    spoken = text.with_words(translated)
    return translated_template(spoken).format(**spoken.values)


def translated_template(sentence: Sentence) -> str:
    """The template of ``sentence`` in the language in use, still to be filled."""
    return QCoreApplication.translate(CONTEXT, sentence.template)
