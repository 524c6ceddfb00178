"""Formulas as values, written in a little TeX: ``s'_k = \\sqrt{s_k · s_{k+1}}``.

Letters are italic, digits and signs upright. ``\\frac{a}{b}``, ``\\sqrt{a}``, ``x_k``, ``x_{k+1}``,
``e^{z}``; ``\\text{area}`` is upright, ``\\live{0.37}`` is a figure that can be changed,
``\\bad{…}`` one that is wrong. Greek letters and signs are written as they are: Δ · − √ ∩ Σ.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look. tone: "" text colour, "live" accent, "bad" danger."""

    text: str
    italic: bool = False
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Parts side by side."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    top: Node
    bottom: Node


@dataclass(frozen=True, slots=True)
class Root:
    inner: Node


@dataclass(frozen=True, slots=True)
class Scripts:
    """A base with what stands low and high behind it; None: nothing there."""

    base: Node
    low: Node | None = None
    high: Node | None = None


Node = Run | Row | Fraction | Root | Scripts

_TONES = {"text": "", "live": "live", "bad": "bad"}


@lru_cache(maxsize=512)
def formula(text: str) -> Node:
    """The formula that ``text`` stands for. Raises ValueError if a brace or command is wrong."""
    reader = _Reader(text)
    return reader.row("")


def spoken(node: Node | None) -> str:
    """The formula as one line, for screen readers and tests."""
    if node is None:
        return ""
    if isinstance(node, Run):
        return node.text
    if isinstance(node, Row):
        return "".join(map(spoken, node.parts))
    if isinstance(node, Fraction):
        return f"({spoken(node.top)}) / ({spoken(node.bottom)})"
    if isinstance(node, Root):
        return f"√({spoken(node.inner)})"
    low = f"_{spoken(node.low)}" if node.low else ""
    high = f"^{spoken(node.high)}" if node.high else ""
    return spoken(node.base) + low + high


class _Reader:
    """Reads a text from the left."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def row(self, end: str) -> Node:
        """Parts up to ``end``, "" for the end of the text."""
        parts: list[Node] = []
        while self._peek() != end:
            if not self._peek():
                raise ValueError(f"a brace is not closed in {self._text!r}")
            if self._peek() in "_^" and parts:
                parts.append(self._scripts(parts.pop()))
            else:
                parts += self._part()
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _next(self) -> str:
        char = self._peek()
        self._at += 1
        return char

    def _part(self) -> list[Node]:
        char = self._next()
        if char == "\\":
            return [self._command()]
        if char == "{":
            inner = self._group_from_here()
            return [inner]
        if char == "}":
            raise ValueError(f"a brace too many in {self._text!r}")
        if char.isalpha() and char not in "ΣΔ":
            return [Run(char, italic=True)]
        return [Run(char)]

    def _command(self) -> Node:
        start = self._at
        while self._peek().isalpha():
            self._at += 1
        name = self._text[start : self._at]
        if name == "frac":
            return Fraction(self._group(), self._group())
        if name == "sqrt":
            return Root(self._group())
        if name in _TONES:
            return Run(self._raw(), tone=_TONES[name])
        raise ValueError(f"there is no \\{name} in formulas")

    def _scripts(self, base: Node) -> Node:
        found: dict[str, Node] = {}
        while self._peek() in ("_", "^"):
            sign = self._next()
            found[sign] = self._group() if self._peek() == "{" else self._part()[0]
        return Scripts(base, found.get("_"), found.get("^"))

    def _group(self) -> Node:
        if self._next() != "{":
            raise ValueError(f"a brace is missing in {self._text!r}")
        return self._group_from_here()

    def _group_from_here(self) -> Node:
        inner = self.row("}")
        self._at += 1
        return inner

    def _raw(self) -> str:
        end = self._text.find("}", self._at)
        if self._next() != "{" or end < 0:
            raise ValueError(f"a brace is missing in {self._text!r}")
        raw = self._text[self._at : end]
        self._at = end + 1
        return raw
