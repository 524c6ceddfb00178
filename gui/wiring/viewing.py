"""What is drawn over the picture, how near it is, and light or dark."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.commands import Words
from gui.wiring.parts import Parts


class Viewing(QObject):
    """Zoom, overlays and theme."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._themes = parts.themes
        self._settings = parts.settings
        self._inspect = parts.window.inspect
        self._overlays = parts.settings.overlays
        self._connect(parts)
        self._add_commands(parts)
        self._inspect.toolbar.set_overlays(**self._overlays)
        self._inspect.canvas.set_layers(**self._overlays)

    def close(self) -> None:
        """Nothing runs here."""

    def _connect(self, parts: Parts) -> None:
        canvas, status = self._inspect.canvas, parts.window.status
        canvas.zoom_changed.connect(status.set_zoom)
        canvas.cursor_moved.connect(status.set_cursor)
        canvas.set_readout(parts.presenter.readout)
        self._inspect.toolbar.overlay_toggled.connect(self._show_overlay)
        parts.window.rail.theme_toggled.connect(self._toggle_theme)

    def _add_commands(self, parts: Parts) -> None:
        add, canvas = parts.commands.add, self._inspect.canvas
        zoom = [
            add("zoom-fit", "picture", canvas.fit, words=self._fit, shortcuts=["Ctrl+0"]),
            add(
                "zoom-actual",
                "picture",
                canvas.actual_size_around_middle,
                words=self._actual,
                shortcuts=["Ctrl+1"],
            ),
            add("zoom-in", "picture", canvas.zoom_in, words=self._in, shortcuts=["Ctrl++"]),
            add("zoom-out", "picture", canvas.zoom_out, words=self._out, shortcuts=["Ctrl+-"]),
        ]
        parts.window.status.set_zoom_actions(zoom)
        add("boxes", "picture", self._flip_boxes, words=self._boxes, shortcuts=["B"], icon="boxes")
        add(
            "labels",
            "picture",
            self._flip_labels,
            words=self._labels,
            shortcuts=["L"],
            icon="labels",
        )
        add(
            "dboxes",
            "picture",
            self._flip_dboxes,
            words=self._dboxes,
            shortcuts=["D"],
            icon="dboxes",
        )
        add(
            "theme",
            "view",
            self._toggle_theme,
            words=self._theme_words,
            shortcuts=["Ctrl+Shift+L"],
            icon="theme",
        )

    def _flip_boxes(self) -> None:
        self._flip("boxes")

    def _flip_labels(self) -> None:
        self._flip("labels")

    def _flip_dboxes(self) -> None:
        self._flip("dboxes")

    def _flip(self, key: str) -> None:
        self._show_overlay(key, not self._overlays[key])
        self._inspect.toolbar.set_overlays(**self._overlays)

    def _show_overlay(self, key: str, on: bool) -> None:
        self._overlays[key] = on
        self._settings.set_overlays(self._overlays)
        self._inspect.canvas.set_layers(**self._overlays)

    def _toggle_theme(self) -> None:
        self._themes.toggle()
        self._settings.set_theme(self._themes.mode)

    def _fit(self) -> Words:
        return Words(self.tr("Fit"), self.tr("The whole picture"))

    def _actual(self) -> Words:
        return Words(self.tr("100 %"), self.tr("A pixel of the picture on a pixel of the screen"))

    def _in(self) -> Words:
        return Words(self.tr("Zoom in"))

    def _out(self) -> Words:
        return Words(self.tr("Zoom out"))

    def _boxes(self) -> Words:
        return Words(self.tr("Boxes"), self.tr("Draw the detected boxes, or not"))

    def _labels(self) -> Words:
        return Words(self.tr("Labels"), self.tr("Draw class and score at each box, or not"))

    def _dboxes(self) -> Words:
        return Words(self.tr("DBoxes"), self.tr("Draw the DBox that each box came from, or not"))

    def _theme_words(self) -> Words:
        return Words(self.tr("Light or dark"))
