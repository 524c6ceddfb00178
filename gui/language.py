"""The language of the interface: English as it is written, Korean from its translation file."""

from __future__ import annotations

from typing import ClassVar, Literal, get_args

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from ssd_core.bundled import resource_path

Choice = Literal["system", "en", "ko"]
CHOICES: tuple[Choice, ...] = get_args(Choice)


class LanguageManager(QObject):
    """Keeps the application in one language; widgets hear of a change by ``LanguageChange``."""

    applied: ClassVar[str] = "en"

    def __init__(self, app: QCoreApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._installed: list[QTranslator] = []
        self.language = ""
        """ "en" or "ko", what is in use."""
        self.set_choice(choice)

    def set_choice(self, choice: str) -> None:
        """Follow the system, or stay with one language: one of ``CHOICES``."""
        wanted = system_language() if choice not in ("en", "ko") else choice
        if wanted != self.language:
            self._use(wanted)

    def close(self) -> None:
        """Leave the application as it was."""
        LanguageManager.applied = "en"
        self._remove(self._installed)

    def _use(self, language: str) -> None:
        former = self._installed
        # Of two translators the later one is asked first: our own words win over Qt's.
        found = (_qt_translation(language), our_translation(language))
        self._installed = [translator for translator in found if translator is not None]
        self.language = LanguageManager.applied = language
        for translator in self._installed:
            self._app.installTranslator(translator)
        self._remove(former)

    def _remove(self, translators: list[QTranslator]) -> None:
        for translator in translators:
            self._app.removeTranslator(translator)
            translator.deleteLater()


def current() -> str:
    """The language that is on the application now, "en" or "ko"; English before any was chosen."""
    return LanguageManager.applied


def system_language() -> str:
    """ "ko" where the person's first language is Korean, else "en"."""
    languages = QLocale.system().uiLanguages()
    return "ko" if languages and languages[0].startswith("ko") else "en"


def our_translation(language: str) -> QTranslator | None:
    """Our words in ``language``; None in an installation without them, which speaks English.

    Qt would map the file into memory, and end the program if an update wrote over it.
    """
    try:
        data = resource_path(f"translations/ssd-viewer_{language}.qm").read_bytes()
    except OSError:
        return None
    translator = QTranslator()
    translator.data = data  # Qt reads from it, and does not keep it
    return translator if translator.load(data) else None


def _qt_translation(language: str) -> QTranslator | None:
    """The words of Qt's own dialogs and menus; None for English, in which they are written."""
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator if translator.load(f"qtbase_{language}", folder) else None
