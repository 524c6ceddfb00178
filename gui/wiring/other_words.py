"""What commands are called in every language, so that the palette finds them in any."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTranslator

from gui.commands import Words
from gui.language import our_translation

Translate = Callable[..., str]


class OtherWords:
    """Asks for the words of a command as if another language were in use."""

    def __init__(self) -> None:
        self._korean = our_translation("ko") or QTranslator()

    def of(self, words: Callable[[], Words]) -> tuple[str, ...]:
        """Titles and further names in English and in Korean; none of words that cannot be asked."""
        owner = getattr(words, "__self__", None)
        if not isinstance(owner, QObject):
            return ()
        context = type(owner).__name__

        def in_korean(text: str, *_rest: object) -> str:
            return self._korean.translate(context, text) or text

        found: list[str] = []
        for translate in (_in_english, in_korean):
            told = _told_with(words, owner, translate)
            found += [told.title, *told.aliases]
        return tuple(dict.fromkeys(found))


def _in_english(text: str, *_rest: object) -> str:
    return text


def _told_with(words: Callable[[], Words], owner: QObject, translate: Translate) -> Words:
    """``words`` with ``translate`` in the place of the owner's ``tr``.

    To install a translator instead would make the whole window speak anew, twice.
    """
    owner.tr = translate  # type: ignore[method-assign]
    try:
        return words()
    finally:
        del owner.tr
