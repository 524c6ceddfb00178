"""Sentences for people that can be told in another language: a template and its values.

The core tells everything in English. A window translates the template and fills it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Self


class Sentence(str):
    """The English text, which remembers what it was made of.

    template: text with {names} as ``str.format`` takes them. values: what was put there; a value
    may be a sentence itself. Cutting and joining give plain text, as with every string: put
    sentences together with ``say`` and ``joined``.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> Self:
        sentence = super().__new__(cls, template.format(**values))
        sentence.template = template
        sentence.values = MappingProxyType(dict(values))
        return sentence

    def __reduce__(self) -> tuple[type[Sentence], tuple[str, dict[str, object]]]:
        """Data sets are sent to other processes, with what is wrong with them."""
        return Sentence, (self.template, dict(self.values))

    def with_words(self, change: Callable[[str], str]) -> Sentence:
        """The same sentence with every text among its values changed."""
        changed = {
            name: change(value) if isinstance(value, str) else value
            for name, value in self.values.items()
        }
        return Sentence(self.template, changed)


def say(text: str, /, **values: object) -> Sentence:
    """A sentence. The template is written as a literal: that is where translators find it."""
    return Sentence(text, values)


def template(text: str) -> str:
    """``text`` as it is: marks for translators a template that is filled somewhere else."""
    return text


def joined(parts: Iterable[str], separator: str = " ") -> Sentence:
    """Several sentences or names, each still to be translated, with ``separator`` between."""
    named = {f"part{number}": part for number, part in enumerate(parts)}
    return Sentence(separator.join(f"{{{name}}}" for name in named), named)
