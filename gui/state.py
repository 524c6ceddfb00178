"""What the program remembers from one start to the next."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from gui.train_choices import TrainChoices
from ssd_core.types import Thresholds

RECENT_FILES = 10
OVERLAYS = ("boxes", "labels", "dboxes")
LANGUAGES = ("system", "en", "ko")
TEXT_SIZES = (1.0, 1.25, 1.5, 1.75, 2.0)
_MOST_PATHS = 20_000
"""A list of files larger than this is not worth the time to write at each close."""


@dataclass(frozen=True, slots=True)
class LastSession:
    """What was open when the window closed. paths and index: as in ``Place``; weights: a path."""

    paths: tuple[str, ...] = ()
    index: int = 0
    weights: str = ""
    thresholds: Thresholds = field(default_factory=Thresholds)


class Settings(QObject):
    """Recent files, the last session and what the settings sheet sets, kept by QSettings.

    Whatever a person or another version wrote into the file, a value that makes no sense reads as
    the usual one.
    """

    changed = Signal()
    language_changed = Signal(str)
    """The language that a person chose, one of ``LANGUAGES``."""

    def __init__(self, store: QSettings | None = None) -> None:
        super().__init__()
        self._store = store or QSettings("ssd-viewer", "ssd-viewer")

    # Recent files

    @property
    def recent_files(self) -> tuple[str, ...]:
        """Paths, latest first."""
        return self._texts("recent")

    def remember_file(self, path: str) -> None:
        """Put ``path`` on top of the recent files."""
        if _can_be_kept(path):
            others = [p for p in self.recent_files if p != path]
            self._set("recent", [path, *others][:RECENT_FILES])

    def forget_file(self, path: str) -> None:
        """Drop a path that turned out not to be readable."""
        if path in self.recent_files:
            self._set("recent", [p for p in self.recent_files if p != path])

    def forget_files(self) -> None:
        """Drop all recent files, which files were open last, and where exports went."""
        self._store.remove("session")
        self._store.remove("export_folder")
        self._set("recent", [])

    # Training

    @property
    def train_choices(self) -> TrainChoices:
        """What the form of Train said last."""
        try:
            return TrainChoices.from_json(str(self._store.value("train", "")))
        except ValueError:
            return TrainChoices()

    def set_train_choices(self, choices: TrainChoices) -> None:
        if all(map(_can_be_kept, (*choices.data, choices.parent, choices.weights))):
            self._set("train", choices.to_json())

    @property
    def recent_runs(self) -> tuple[str, ...]:
        """Run folders, latest first."""
        return self._texts("runs")

    def remember_run(self, folder: str) -> None:
        """Put ``folder`` on top of the runs that were looked at."""
        if _can_be_kept(folder):
            others = [run for run in self.recent_runs if run != folder]
            self._set("runs", [folder, *others][:RECENT_FILES])

    @property
    def paused_run(self) -> str:
        """The folder of a run that a person wants to go on with, "" for none."""
        return str(self._store.value("paused_run", ""))

    def set_paused_run(self, folder: str) -> None:
        if _can_be_kept(folder):
            self._set("paused_run", folder)

    @property
    def running_run(self) -> str:
        """The folder of the run that is going on; of one that was when the program was killed or
        the power failed. "" for none.
        """
        return str(self._store.value("running_run", ""))

    def set_running_run(self, folder: str) -> None:
        if _can_be_kept(folder):
            self._set("running_run", folder)

    # What the settings sheet sets

    @property
    def language(self) -> str:
        """ "system", or one of ``LANGUAGES``."""
        value = self._store.value("language", "system")
        return value if value in LANGUAGES else "system"

    def set_language(self, language: str) -> None:
        self._set("language", language)
        self.language_changed.emit(language)

    @property
    def theme(self) -> str:
        """ "system", "light" or "dark"."""
        value = self._store.value("theme", "system")
        return value if value in ("light", "dark") else "system"

    def set_theme(self, theme: str) -> None:
        self._set("theme", theme)

    @property
    def text_size(self) -> float:
        """One of ``TEXT_SIZES``: how much larger than usual."""
        value = _number(self._store.value("text_size"), 1.0)
        return min(TEXT_SIZES, key=lambda size: abs(size - value))

    def set_text_size(self, size: float) -> None:
        self._set("text_size", size)

    @property
    def reduce_motion(self) -> bool:
        """Whether nothing moves by itself."""
        return self._flag("reduce_motion", False)

    def set_reduce_motion(self, reduce: bool) -> None:
        self._set("reduce_motion", reduce)

    @property
    def device(self) -> str:
        """A device key, or "auto"."""
        return str(self._store.value("device", "auto"))

    def set_device(self, device: str) -> None:
        self._set("device", device)

    @property
    def restores(self) -> bool:
        """Whether the last session is opened again at start."""
        return self._flag("restore", True)

    def set_restores(self, restore: bool) -> None:
        self._set("restore", restore)

    @property
    def overlays(self) -> dict[str, bool]:
        """Which of "boxes", "labels" and "dboxes" are drawn."""
        shown = str(self._store.value("overlays", "boxes labels")).split()
        return {key: key in shown for key in OVERLAYS}

    def set_overlays(self, shown: Mapping[str, bool]) -> None:
        self._set("overlays", " ".join(key for key in OVERLAYS if shown.get(key)))

    @property
    def lessons_done(self) -> frozenset[str]:
        """Keys of the lessons that a person went through."""
        return frozenset(str(self._store.value("lessons_done", "")).split())

    def finish_lesson(self, key: str) -> None:
        self._set("lessons_done", " ".join(sorted(self.lessons_done | {key})))

    @property
    def export_folder(self) -> str:
        """Where exports go because a person chose it; "" while nobody did."""
        return str(self._store.value("export_folder", ""))

    def set_export_folder(self, folder: str) -> None:
        if _can_be_kept(folder):
            self._set("export_folder", folder)

    # The last session

    @property
    def geometry(self) -> QByteArray | None:
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else None

    def set_geometry(self, geometry: QByteArray) -> None:
        self._set("geometry", geometry)

    @property
    def last_session(self) -> LastSession:
        try:
            return _read_session(json.loads(str(self._store.value("session", "{}"))))
        except (ValueError, TypeError, AttributeError, RecursionError):
            return LastSession()

    def set_last_session(self, last: LastSession) -> None:
        """Keep ``last``, without the files if there are too many or their names cannot be kept."""
        if len(last.paths) > _MOST_PATHS or not all(map(_can_be_kept, last.paths)):
            last = replace(last, paths=(), index=0)
        if not _can_be_kept(last.weights):
            last = replace(last, weights="")
        written = asdict(last)
        classes = last.thresholds.classes
        written["thresholds"]["classes"] = None if classes is None else sorted(classes)
        self._set("session", json.dumps(written))

    def _texts(self, key: str) -> tuple[str, ...]:
        value = self._store.value(key, [])
        if isinstance(value, str):  # an INI file gives a list of one back as a string
            value = [value]
        return tuple(v for v in value or [] if isinstance(v, str))

    def _flag(self, key: str, usual: bool) -> bool:
        value = self._store.value(key, usual)
        return value if isinstance(value, bool) else str(value).lower() == "true"

    def _set(self, key: str, value: object) -> None:
        self._store.setValue(key, value)
        self.changed.emit()


def _read_session(read: dict[str, Any]) -> LastSession:
    """Raises ValueError, TypeError or AttributeError if ``read`` makes no sense."""
    paths = _strings(read.get("paths", ()))
    thresholds = dict(read.get("thresholds", {}))
    classes = thresholds.pop("classes", None)
    own = thresholds.pop("class_confidence", ())
    return LastSession(
        paths=paths,
        index=min(max(int(read.get("index", 0)), 0), max(len(paths) - 1, 0)),
        weights=str(read.get("weights", "")),
        thresholds=Thresholds(
            **thresholds,
            classes=None if classes is None else frozenset(map(int, classes)),
            class_confidence=tuple((int(label), float(score)) for label, score in own),
        ),
    )


def _strings(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(value for value in values if isinstance(value, str))


def _can_be_kept(path: str) -> bool:
    """Whether settings give the same path back: a name that is not UTF-8 would become another."""
    return path.isascii() or path.encode("utf-8", "replace").decode() == path


def _number(value: object, usual: float) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return usual
