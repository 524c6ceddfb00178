"""The texts of one lesson in the language in use."""

from __future__ import annotations

from gui import language
from ssd_core.lessons.texts import LessonTexts, lesson_texts


class Words:
    """``words("panel.intro", overlap=0.5)``; it follows the language by itself."""

    def __init__(self, stem: str) -> None:
        """stem: of the files in ``resources/lessons``, e.g. ``02-matching``."""
        self._stem = stem

    @property
    def texts(self) -> LessonTexts:
        return lesson_texts(self._stem, language.current())

    def __call__(self, key: str, /, **values: object) -> str:
        """The text ``key`` filled with ``values``. Raises KeyError if there is none."""
        return self.texts(key, **values)

    def __contains__(self, key: str) -> bool:
        return key in self.texts

    def many(self, key: str) -> list[str]:
        """The texts of the list ``key``."""
        return self.texts.many(key)
