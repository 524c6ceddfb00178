"""Collects every word of the window into the .ts files beside this one, and compiles them.

lupdate reads ``self.tr`` and ``translate`` in Python. It does not know ``say`` and ``template``,
whose words come from the core too: they are handed to it as a file of its own kind.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LANGUAGES = {"ko": "ko_KR", "en": "en_US"}
"""English needs its plurals only: it is what the sources are written in."""


def sources() -> list[Path]:
    """The Python files of the window."""
    return sorted((ROOT / "gui").rglob("*.py"))


def templates() -> list[str]:
    """Every template of a ``Sentence``, sorted: the literals in ``say`` and ``template``."""
    files = [*sources(), *(ROOT / "ssd_core").rglob("*.py")]
    return sorted({text for file in files for text in _said(file)})


def _said(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="say" | "template"), args=[ast.Constant(value=text)]):
                yield text
            case ast.Call(func=ast.Name(id="say" | "template" as name)):
                raise SystemExit(f"{file}:{node.lineno}: {name} needs a literal")


def update(folder: Path = HERE) -> None:
    """Bring the .ts files in ``folder`` up to date; new strings are marked as unfinished."""
    with tempfile.TemporaryDirectory() as scratch:
        collected = Path(scratch) / "sentences.py"
        lines = (f"QT_TRANSLATE_NOOP('Sentences', {_literal(text)})\n" for text in templates())
        collected.write_text("".join(lines), "utf-8")
        files = [*map(str, sources()), str(collected)]
        for language, locale in LANGUAGES.items():
            plurals = ["-pluralonly"] if language == "en" else []
            _run(
                "pyside6-lupdate", "-silent", "-locations", "none", "-no-obsolete",
                "-source-language", "en_US", "-target-language", locale, *plurals,
                *files, "-ts", str(folder / f"ssd-viewer_{language}.ts"),
            )  # fmt: skip


def release(folder: Path = HERE) -> None:
    """Compile the .ts files in ``folder`` into the .qm files that the program loads."""
    for language in LANGUAGES:
        source = folder / f"ssd-viewer_{language}.ts"
        _run("pyside6-lrelease", "-silent", str(source), "-qm", str(source.with_suffix(".qm")))


def _literal(text: str) -> str:
    """``text`` as a literal that lupdate reads: it knows no escapes but these."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([Path(sys.executable).parent / tool, *arguments], check=True)


if __name__ == "__main__":
    update()
    release()
