"""Writes the detections of pictures into a folder, in one or several formats."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from ssd_core.errors import FilePath, Refusal, UserError, said_by_system, shown_name
from ssd_core.export.formats import Format
from ssd_core.export.names import Names, safe_stem
from ssd_core.export.values import Options, Record
from ssd_core.files import write_atomically
from ssd_core.sentence import Sentence, say
from ssd_core.types import Image


class Exporter:
    """One export: ``add`` every picture, then ``finish``.

    Every file is written whole or not at all, inside ``folder`` itself, whatever the pictures are
    called. No picture among ``sources`` is overwritten, nor any other file unless ``replace``; a
    symbolic link in the place of a file is not followed. Pixels are not kept.

    folder: made with its parents when the first file is written. classes: names, label 1 first.
    """

    def __init__(
        self,
        folder: FilePath,
        formats: Sequence[Format],
        classes: tuple[str, ...],
        *,
        options: Options | None = None,
        sources: Iterable[str] = (),
        replace: bool = False,
    ) -> None:
        self._folder = os.fsdecode(folder)
        self._formats = tuple(formats)
        self._classes = classes
        self._options = options or Options()
        self._names = Names(self._folder, sources=sources, replace=replace)
        # A picture that is called "classes" must leave this name to the classes.
        self._shared = {
            name: self._take_shared(name) for format in self._formats for name in format.shared
        }
        self._records: list[Record] = []

    def add(self, record: Record, image: Image) -> tuple[str, ...]:
        """Write what is a picture's own; returns the paths. Raises UserError."""
        own = [
            (format.suffix, format.write) for format in self._formats if format.write is not None
        ]
        written: list[str] = []
        if own:
            stem = self._names.take(safe_stem(record.source), [suffix for suffix, _ in own])
            written = [
                self._write(stem + suffix, write(record, image, self._classes, self._options))
                for suffix, write in own
            ]
        self._records.append(record)
        return tuple(written)

    def finish(self) -> tuple[str, ...]:
        """Write what tells of all pictures; returns the paths. Raises UserError."""
        return tuple(
            self._write(self._shared[name], write(self._records, self._classes))
            for format in self._formats
            for name, write in format.shared.items()
        )

    def _take_shared(self, name: str) -> str:
        stem, suffix = os.path.splitext(name)
        return self._names.take(stem, [suffix]) + suffix

    def _write(self, name: str, data: bytes) -> str:
        self._make_folder()
        path = os.path.join(self._folder, name)
        try:
            write_atomically(path, data)
        except (OSError, ValueError) as error:  # ValueError: the system has no such name
            headline = say("{name} could not be written.", name=shown_name(path))
            raise _refused(headline, path, said_by_system(error)) from error
        return path

    def _make_folder(self) -> None:
        try:
            os.makedirs(self._folder, exist_ok=True)
        except (OSError, ValueError) as error:
            in_its_place = isinstance(error, FileExistsError)
            reason = say("It is a file, not a folder.") if in_its_place else said_by_system(error)
            headline = say("The folder {name} could not be made.", name=shown_name(self._folder))
            raise _refused(headline, self._folder, reason) from error


def _refused(headline: Sentence, path: str, reason: Sentence) -> UserError:
    refusal = Refusal(reason, advice=say("another folder or another disk"))
    return UserError(headline, refusal.reason, details=refusal.details(path))
