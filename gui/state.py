"""What the program remembers from one start to the next."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

RECENT_FILES = 10


class Settings(QObject):
    """Recent files, theme, device and window geometry, kept by QSettings."""

    changed = Signal()

    def __init__(self, store: QSettings | None = None) -> None:
        super().__init__()
        self._store = store or QSettings("ssd-viewer", "ssd-viewer")

    @property
    def recent_files(self) -> tuple[str, ...]:
        """Paths, latest first."""
        value = self._store.value("recent", [])
        if isinstance(value, str):  # an INI file gives a list of one back as a string
            value = [value]
        return tuple(v for v in value or [] if isinstance(v, str))

    def remember_file(self, path: str) -> None:
        """Put ``path`` on top of the recent files.

        A name that is not UTF-8 cannot be kept: settings would give another one back.
        """
        if not path.isascii() and path.encode("utf-8", "replace").decode() != path:
            return
        others = [p for p in self.recent_files if p != path]
        self._set("recent", [path, *others][:RECENT_FILES])

    def forget_file(self, path: str) -> None:
        """Drop a path that turned out not to be readable."""
        if path in self.recent_files:
            self._set("recent", [p for p in self.recent_files if p != path])

    @property
    def theme(self) -> str:
        """ "system", "light" or "dark"."""
        value = self._store.value("theme", "system")
        return value if value in ("light", "dark") else "system"

    def set_theme(self, theme: str) -> None:
        self._set("theme", theme)

    @property
    def device(self) -> str:
        """A device key, or "auto"."""
        return str(self._store.value("device", "auto"))

    def set_device(self, device: str) -> None:
        self._set("device", device)

    @property
    def geometry(self) -> QByteArray | None:
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else None

    def set_geometry(self, geometry: QByteArray) -> None:
        self._set("geometry", geometry)

    def _set(self, key: str, value: object) -> None:
        self._store.setValue(key, value)
        self.changed.emit()
