"""Errors that a person reads: a sentence or two, and rows of details to show and copy."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType

from ssd_core.sentence import Sentence, joined, say

FilePath = str | os.PathLike[str]


class UserError(Exception):
    """Something a person asked for could not be done.

    headline: what could not be done, with which file. reason: why. ``str(error)`` is both, and can
    be shown as it is. details: ordered rows for who wants to know more: "file", "kind", "reason",
    "try". All are printable whatever the file is called.
    """

    def __init__(
        self, headline: str, reason: str = "", *, details: Mapping[str, str] | None = None
    ) -> None:
        self.headline = printable(headline, keep="\n")
        self.reason = printable(reason, keep="\n")
        super().__init__(f"{self.headline} {self.reason}".strip())
        self.details: Mapping[str, str] = MappingProxyType(
            {name: printable(text, keep="\n") for name, text in (details or {}).items()}
        )

    @property
    def sentences(self) -> Sentence:
        """What ``str`` gives, in a form that can be translated."""
        return joined(part for part in (self.headline, self.reason) if part)


class ImageError(UserError):
    """A picture could not be read or written."""


class WeightsError(UserError):
    """A weights file could not be read or written."""


class Refusal(Exception):
    """Why a file is refused, raised where its name is not known.

    reason: whole sentences that follow "<name> could not be read.".
    advice: what a person can try. kind: what the file seems to be. technical: the reason as the
    details tell it, where that is more than the sentence.
    """

    def __init__(self, reason: str, *, advice: str, kind: str = "", technical: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice
        self.kind = kind
        self.technical = technical or reason

    def details(self, path: FilePath) -> dict[str, str]:
        """The rows of ``UserError.details`` for the file at ``path``."""
        rows = {
            "file": shown_path(path),
            "kind": self.kind,
            "reason": self.technical,
            "try": self.advice,
        }
        return {name: text for name, text in rows.items() if text}


def said_by_system(error: Exception) -> Sentence:
    """The system's own words for what went wrong, such as "Permission denied"."""
    reason = getattr(error, "strerror", None) or str(error)
    return say("The system says: {reason}.", reason=reason)


def shown_name(path: FilePath) -> str:
    """The file's name without its folder, as it may stand in a sentence."""
    full = os.fsdecode(path)
    return printable(os.path.basename(full) or full)


def shown_path(path: FilePath) -> str:
    """The whole path, with the home folder as ``~``: what is copied does not tell a user name."""
    full, home = os.path.abspath(os.fsdecode(path)), os.path.expanduser("~")
    if full.startswith(home + os.sep):
        full = "~" + full[len(home) :]
    return printable(full)


def printable(text: str, *, keep: str = "") -> str:
    """``text`` with whatever cannot be encoded or would move the cursor spelt out as an escape.

    File names and keys come from strangers: a name that is not UTF-8 arrives with surrogates, and
    one may hold line breaks, terminal commands or marks that reverse the reading direction.
    keep: characters that are let through all the same.
    """
    if isinstance(text, Sentence):
        return text.with_words(lambda value: printable(value, keep=keep))
    return "".join(
        c if c.isprintable() or c in keep else c.encode("unicode_escape").decode("ascii")
        for c in text
    )
