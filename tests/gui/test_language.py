"""English and Korean: every word has its translation, and both can be switched live."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from driving import drop, end, files, make_app, wait_until
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QWidget

from gui import language
from gui.app import App
from gui.language import LanguageManager, system_language
from gui.sentences import translated
from ssd_core.bundled import resource_path, sample_paths
from ssd_core.errors import ImageError
from ssd_core.image import read_image
from ssd_core.sentence import say

FOLDER = resource_path("translations")
TOOL = Path(sys.executable).parent / "pyside6-lupdate"
needs_tools = pytest.mark.skipif(not TOOL.exists(), reason="Qt's Linguist tools are not installed")
PLACEHOLDER = re.compile(r"\{(\w+)[^}]*\}|%n")

Message = tuple[str, str]
"""Context and source text."""


@pytest.fixture(scope="module")
def updating() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update", FOLDER / "update.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def program(app: QApplication, tmp_path: Path) -> Iterator[App]:
    program = make_app(app, tmp_path)
    program.window.show()
    program.start()
    wait_until(lambda: program.session.weights is not None)
    yield program
    end(program)


def messages(path: Path) -> dict[Message, list[str]]:
    """The finished translations in a .ts file: one, or one for each plural form."""
    found: dict[Message, list[str]] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")]
            texts = forms or [translation.text or ""]
            key = context.findtext("name", ""), message.findtext("source", "")
            found[key] = [] if translation.get("type") == "unfinished" else texts
    return found


KOREAN = messages(FOLDER / "ssd-viewer_ko.ts")
ENGLISH = messages(FOLDER / "ssd-viewer_en.ts")


# The files


@needs_tools
def test_the_translations_have_every_word_of_the_sources(
    updating: ModuleType, tmp_path: Path
) -> None:
    for name in ("ssd-viewer_ko.ts", "ssd-viewer_en.ts"):
        shutil.copy(FOLDER / name, tmp_path / name)
    updating.update(tmp_path)
    assert messages(tmp_path / "ssd-viewer_ko.ts") == KOREAN
    assert messages(tmp_path / "ssd-viewer_en.ts") == ENGLISH


@pytest.mark.parametrize("found", [KOREAN, ENGLISH], ids=["ko", "en"])
def test_every_word_is_translated(found: dict[Message, list[str]]) -> None:
    assert not [key for key, texts in found.items() if not texts or not all(texts)]


@pytest.mark.parametrize("found", [KOREAN, ENGLISH], ids=["ko", "en"])
def test_translations_hold_the_same_values(found: dict[Message, list[str]]) -> None:
    for (_, source), texts in found.items():
        for text in texts:
            # Places come in both forms: "3rd" for English, "3" for who counts otherwise.
            assert _values(text) == _values(source), (source, text)


def _values(text: str) -> set[str]:
    return {m[0].replace("ordinal", "number") for m in PLACEHOLDER.finditer(text)}


@needs_tools
@pytest.mark.parametrize("name", ["ko", "en"])
def test_the_compiled_files_are_fresh(updating: ModuleType, tmp_path: Path, name: str) -> None:
    for source in FOLDER.glob("*.ts"):
        shutil.copy(source, tmp_path / source.name)
    updating.release(tmp_path)
    compiled = f"ssd-viewer_{name}.qm"
    assert (tmp_path / compiled).read_bytes() == (FOLDER / compiled).read_bytes()


# Choosing


@pytest.fixture
def manager(app: QApplication) -> Iterator[LanguageManager]:
    manager = LanguageManager(app, "en")
    yield manager
    manager.close()


def spoken(source: str, context: str, number: int = -1) -> str:
    return QCoreApplication.translate(context, source, None, number)


def test_plurals_are_right_in_both_languages(manager: LanguageManager) -> None:
    source, context = "%n file(s) written into {folder}.", "Exporting"
    assert spoken(source, context, 1) == "1 file written into {folder}."
    assert spoken(source, context, 2) == "2 files written into {folder}."
    manager.set_choice("ko")
    assert spoken(source, context, 2) == "{folder} 폴더에 파일 2개를 썼습니다."


def test_the_system_decides_unless_a_person_does(
    manager: LanguageManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Seoul:
        @staticmethod
        def system() -> QLocale:
            return QLocale("ko_KR")

    monkeypatch.setattr(language, "QLocale", Seoul)
    assert system_language() == "ko"
    manager.set_choice("system")
    assert (manager.language, spoken("Open…", "Toolbar")) == ("ko", "열기…")
    manager.set_choice("en")
    assert (manager.language, spoken("Open…", "Toolbar")) == ("en", "Open…")


def test_qt_speaks_the_same_language(manager: LanguageManager) -> None:
    manager.set_choice("ko")
    assert spoken("&Copy", "QWidgetTextControl") != "&Copy"


def test_closing_leaves_the_application_as_it_was(manager: LanguageManager) -> None:
    manager.set_choice("ko")
    manager.close()
    assert spoken("%n file(s)", "SettingsSheet", 1) == "1 file(s)"


# The core's sentences


def test_a_refusal_of_the_core_speaks_korean(manager: LanguageManager, tmp_path: Path) -> None:
    path = tmp_path / "notes.jpg"
    path.write_bytes(b"")
    with pytest.raises(ImageError) as caught:
        read_image(path)
    error = caught.value
    assert str(error) == "notes.jpg could not be read. It is empty (0 bytes)."
    manager.set_choice("ko")
    assert (
        translated(error.sentences) == "notes.jpg 파일을 읽지 못했습니다. 비어 있습니다(0바이트)."
    )
    assert translated(error.details["try"]) == "가져온 곳에서 다시 복사하세요"
    assert translated("plain text") == "plain text"


def test_values_are_translated_and_formatted(manager: LanguageManager) -> None:
    manager.set_choice("ko")
    sentence = say("It has {size:,} bytes; {limit:,} is the limit.", size=12345, limit=1000)
    assert translated(sentence) == "12,345바이트입니다. 한도는 1,000바이트입니다."
    inner = say("{reason} {name} stays.", reason=say("Its disk is gone."), name="a{b}.png")
    assert translated(inner) == "디스크가 사라졌습니다. 지금 사진(a{b}.png)은 그대로입니다."


# The window


def words_of(window: QWidget) -> list[str]:
    """Everything a person reads or a screen reader speaks, sorted."""
    found: list[str] = []
    for widget in (window, *window.findChildren(QWidget)):
        found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        if isinstance(widget, QLineEdit):
            found.append(widget.placeholderText())
        if isinstance(widget, QMenu):
            found += [action.text() for action in widget.actions()]
    return sorted(filter(None, found))


def commands_of(program: App) -> list[str]:
    words = [command.words() for command in program.commands]
    return [text for w in words for text in (w.title, w.hint, *w.aliases) if text]


def english_left(texts: list[str]) -> set[str]:
    """Those of ``texts`` that have a Korean translation, which is not what they say."""
    known = {source for (_, source), t in KOREAN.items() if t and t[0] != source}
    return {plain(text) for text in texts} & known


def plain(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text).replace("\u200b", "").strip()


def switch(program: App, choice: str) -> None:
    program.settings.set_language(choice)
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_everything(program: App) -> None:
    """A picture, and each sheet and panel that a command opens."""
    drop(program.window, files(sample_paths()[:1]))
    wait_until(lambda: program.session.selection is not None)
    wait_until(lambda: program.window.status.findChildren(QLabel)[0].isVisible())
    for key in ("settings", "shortcuts", "export", "compare", "biography", "why-not"):
        if key in {command.key for command in program.commands}:
            program.commands[key].action.trigger()


@pytest.mark.parametrize("full", [False, True], ids=["empty", "everything open"])
def test_a_switch_changes_every_word_and_back(program: App, full: bool) -> None:
    if full:
        open_everything(program)
    switch(program, "en")
    before = words_of(program.window)
    assert english_left(before)
    switch(program, "ko")
    assert not english_left(words_of(program.window))
    assert not english_left(commands_of(program))
    switch(program, "en")
    assert words_of(program.window) == before


def test_the_banner_says_in_both_languages_why_a_file_is_refused(
    program: App, tmp_path: Path
) -> None:
    switch(program, "ko")
    refused = tmp_path / "notes.jpg"
    refused.write_text("no picture")
    drop(program.window, files([refused]))
    banner = program.window.inspect.banner
    wait_until(banner.isVisible)
    assert banner.accessibleName().startswith("notes.jpg 파일을 읽지 못했습니다.")
    assert "열 수 있는 사진 형식이 아닙니다" in banner.accessibleName()
    switch(program, "en")
    assert banner.accessibleName().startswith("notes.jpg could not be read.")
