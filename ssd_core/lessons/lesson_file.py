"""Lesson files (``.ssdlesson``): what a teacher prepared, as small JSON.

A file comes from anywhere: it is read with a cap, its values are checked, and a picture that it
names lies beside it: no other path is ever opened.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from ssd_core.errors import FilePath, Refusal, UserError, printable, said_by_system, shown_name
from ssd_core.files import read_regular_file, write_atomically
from ssd_core.folders import PICTURE_SUFFIXES
from ssd_core.lessons.lab import Lab
from ssd_core.sentence import say
from ssd_core.types import ByteArray

SUFFIX = ".ssdlesson"
_FORMAT, _VERSION = "ssd-viewer lesson", 1
_LARGEST = 32 * 1024 * 1024
_MOST_STEPS = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A lesson as it was left. state: plain JSON values of the lesson itself.

    The scene: the built-in one of ``seed``, unless there is ``picture``, the bytes of an encoded
    picture, or ``beside``, the path of one relative to the lesson file's folder.
    """

    lesson: str
    step: int = 0
    state: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    name: str = ""
    picture: bytes = b""
    beside: str = ""

    @property
    def is_built_in(self) -> bool:
        """Whether it is told on a built-in scene."""
        return not (self.picture or self.beside)


def write_lesson(path: FilePath, prepared: Prepared) -> None:
    """Put ``prepared`` at ``path``. Raises UserError."""
    scene: dict[str, Any] = {"seed": prepared.seed}
    if prepared.beside:
        scene = {"beside": prepared.beside, "name": prepared.name}
    elif prepared.picture:
        scene = {"picture": base64.b64encode(prepared.picture).decode(), "name": prepared.name}
    written = {
        "format": _FORMAT,
        "version": _VERSION,
        "lesson": prepared.lesson,
        "step": prepared.step,
        "state": dict(prepared.state),
        "scene": scene,
    }
    try:
        write_atomically(path, json.dumps(written, ensure_ascii=False).encode("utf-8"))
    except OSError as error:
        raise UserError(
            say("{name} could not be saved.", name=shown_name(path)), said_by_system(error)
        ) from error


def read_lesson(path: FilePath) -> Prepared:
    """What was written at ``path``. Raises UserError."""
    try:
        return _checked(json.loads(read_regular_file(path, limit=_LARGEST)))
    except Refusal as refusal:
        raise _unreadable(path, refusal.reason) from refusal
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _unreadable(path, say("It is not a lesson file, or a damaged one.")) from error


def _checked(read: Any) -> Prepared:
    """Raises ValueError, TypeError, KeyError or AttributeError if ``read`` makes no sense."""
    if read["format"] != _FORMAT:
        raise ValueError("another format")
    if int(read["version"]) > _VERSION:
        raise Refusal(
            say("A newer version of this program wrote it."), advice=say("update this program")
        )
    lesson, step, state, scene = read["lesson"], read["step"], read["state"], read["scene"]
    if not isinstance(lesson, str) or not isinstance(step, int) or not isinstance(state, dict):
        raise TypeError("values of other kinds")
    picture = base64.b64decode(scene.get("picture", ""), validate=True)
    return Prepared(
        lesson=lesson,
        step=min(max(step, 0), _MOST_STEPS),
        state=state,
        seed=max(int(scene.get("seed", 0)), 0),
        name=printable(str(scene.get("name", ""))),
        picture=picture,
        beside=_beside(scene.get("beside", "")),
    )


def _beside(name: object) -> str:
    """A relative path that stays in its folder, "" for none. Raises ValueError for any other."""
    if not isinstance(name, str):
        raise TypeError("a path is no text")
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or any(c in name for c in ":\\\0"):
        raise ValueError("the picture lies somewhere else")
    if name and not parts[-1].lower().endswith(PICTURE_SUFFIXES):
        raise ValueError("what lies beside is no picture")
    return name


def relative_to(picture: FilePath, lesson: FilePath) -> str:
    """How the file at ``lesson`` names ``picture``; "" if that does not lie beside or below it."""
    try:
        inside = Path(picture).resolve().relative_to(Path(lesson).resolve().parent)
        return _beside(inside.as_posix())
    except (ValueError, OSError):
        return ""


def _unreadable(path: FilePath, reason: str) -> UserError:
    return UserError(say("{name} could not be opened.", name=shown_name(path)), reason)


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A lesson file that was read. rgb: the picture inside it; path: that of one beside it."""

    prepared: Prepared
    rgb: ByteArray | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class OpenJob:
    """Read the lesson file at ``path``, and the picture in it."""

    path: str

    def run(self, _lab: Lab) -> Opened:
        from ssd_core.image import decode_image

        prepared = read_lesson(self.path)
        if prepared.beside:
            return Opened(prepared, path=str(Path(self.path).parent / prepared.beside))
        if not prepared.picture:
            return Opened(prepared)
        image = decode_image(prepared.picture, source=prepared.name or shown_name(self.path))
        return Opened(prepared, rgb=image.rgb)


@dataclass(frozen=True, slots=True, eq=False)
class SaveJob:
    """Write ``prepared`` at ``path``, with ``rgb`` inside it, if there is one."""

    path: str
    prepared: Prepared
    rgb: ByteArray | None = None

    def run(self, _lab: Lab) -> str:
        """The name that it was written under."""
        from dataclasses import replace

        from ssd_core.image import encode_image

        prepared = self.prepared
        if self.rgb is not None:
            prepared = replace(prepared, picture=encode_image(self.rgb, ".png"))
        write_lesson(self.path, prepared)
        return shown_name(self.path)
