"""Layers beyond boxes, labels and DBoxes: grid, heat, what entered NMS, colours by level."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QActionGroup

from gui.canvas.cells import GridLayer, HeatLayer
from gui.canvas.density import DensityLayer
from gui.canvas.legend import LegendLayer
from gui.class_colors import ClassStyle
from gui.commands import Words
from gui.level_colors import level_style
from gui.wiring.parts import Parts
from ssd_core.boxes import cxcywh_to_xyxy
from ssd_core.config import SSDConfig
from ssd_core.dboxes import make_dboxes
from ssd_core.level_scores import level_scores
from ssd_core.types import Detections, FloatArray


@dataclass(frozen=True, slots=True)
class Shown:
    """Which layers are on. level: the one that grid, heat and DBoxes are of, None for all."""

    grid: bool = False
    heat: bool = False
    before_nms: bool = False
    all_dboxes: bool = False
    by_level: bool = False
    level: int | None = None

    @property
    def any(self) -> bool:
        return self.grid or self.heat or self.before_nms or self.all_dboxes or self.by_level


class Layers(QObject):
    """Keeps the canvas's extra layers as a person wants them and the session has them."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._session = parts.session
        self._canvas = parts.window.inspect.canvas
        self._button = parts.window.inspect.toolbar.layers
        self.shown = Shown()
        self._level_actions = QActionGroup(self)
        self._add_commands(parts)
        # Sliders come first: the layers follow when the canvas was repainted.
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._render)
        self._session.selection_changed.connect(self._on_selection)
        self._session.picture_changed.connect(self._on_selection)
        self._session.weights_changed.connect(self._on_weights)
        parts.commands.changed.connect(self._name_levels)  # another language

    def close(self) -> None:
        self._late.stop()

    # Commands

    def _add_commands(self, parts: Parts) -> None:
        add = parts.commands.add
        first = [
            add("grid", "picture", self._set_grid, words=self._grid_words, shortcuts=["G"],
                icon="grid", checkable=True),
            add("heat", "picture", self._set_heat, words=self._heat_words,
                shortcuts=["Shift+H"], checkable=True),
            add("before-nms", "picture", self._set_before_nms, words=self._before_words,
                shortcuts=["N"], checkable=True),
            add("all-dboxes", "picture", self._set_all_dboxes, words=self._all_words,
                shortcuts=["Shift+D"], checkable=True),
            add("by-level", "picture", self._set_by_level, words=self._by_level_words,
                shortcuts=["Shift+L"], checkable=True),
        ]  # fmt: skip
        self._button.add_section(first)
        self._button.add_section([self._level_action(None), *map(self._level_action, range(6))])
        self._level_actions.triggered.connect(self._set_level)

    def _level_action(self, level: int | None) -> QAction:
        action = QAction(self._level_actions)
        action.setCheckable(True)
        action.setChecked(level is None)
        action.setData(level)
        return action

    def _set_grid(self, on: bool) -> None:
        self._show(replace(self.shown, grid=on))

    def _set_heat(self, on: bool) -> None:
        self._show(replace(self.shown, heat=on))

    def _set_before_nms(self, on: bool) -> None:
        self._show(replace(self.shown, before_nms=on))

    def _set_all_dboxes(self, on: bool) -> None:
        self._show(replace(self.shown, all_dboxes=on))

    def _set_by_level(self, on: bool) -> None:
        self._show(replace(self.shown, by_level=on))

    def _set_level(self, action: QAction) -> None:
        self._show(replace(self.shown, level=action.data()))

    def _grid_words(self) -> Words:
        return Words(self.tr("Grid"), self.tr("The cells of a level"))

    def _heat_words(self) -> Words:
        return Words(self.tr("Score heat"), self.tr("The best score of every cell"))

    def _before_words(self) -> Words:
        return Words(self.tr("Boxes before NMS"), self.tr("Every candidate that enters NMS"))

    def _all_words(self) -> Words:
        return Words(self.tr("All DBoxes"), self.tr("Every DBox there is, of all levels or of one"))

    def _by_level_words(self) -> Words:
        return Words(self.tr("Colour by level"), self.tr("Which level found each box"))

    # What follows

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        self._button.set_active(shown.any)
        self._render()

    def _on_weights(self) -> None:
        self._name_levels()
        self._render()

    def _name_levels(self) -> None:
        config = self._config()
        names = [self.tr("All levels")]
        if config is not None:
            names += [self.tr("Level {n}×{n}").format(n=n) for n in config.dboxes.feature_maps]
        for action, name in zip(self._level_actions.actions(), names, strict=False):
            action.setText(name)

    def _on_selection(self) -> None:
        if self.shown.any:
            self._late.start()

    def _config(self) -> SSDConfig | None:
        return None if self._session.weights is None else self._session.weights.config

    def _render(self) -> None:
        config, shown, canvas = self._config(), self.shown, self._canvas
        if config is None:
            return
        grid = GridLayer(config.dboxes, shown.level or 0) if shown.grid else None
        canvas.set_under("heat", self._heat(config) if shown.heat else None)
        canvas.set_under("grid", grid)
        boxes = self._boxes(config)
        canvas.set_under("boxes", None if boxes is None else DensityLayer(boxes))
        canvas.set_styles("level", self._style_by_level if shown.by_level else None)
        canvas.set_over("levels", self._legend(config) if shown.by_level else None)

    def _heat(self, config: SSDConfig) -> HeatLayer | None:
        looked = self._session.looked_at
        if looked is None:
            return None
        maps = level_scores(looked.candidates, config.dboxes, self._session.thresholds.classes)
        level = self.shown.level
        return HeatLayer(config.dboxes, maps, range(len(maps)) if level is None else [level])

    def _boxes(self, config: SSDConfig) -> FloatArray | None:
        """What the density layer shows, None for nothing."""
        dboxes, level = make_dboxes(config.dboxes), self.shown.level
        if self.shown.all_dboxes:
            chosen = dboxes.cxcywh if level is None else dboxes.cxcywh[dboxes.level == level]
            return cxcywh_to_xyxy(chosen)
        selector = self._session.selector
        if not self.shown.before_nms or selector is None:
            return None
        entering = selector.entering(self._session.thresholds)
        if level is None:
            return entering.boxes
        return entering.boxes[dboxes.level[entering.dbox] == level]

    def _style_by_level(self, detections: Detections) -> list[ClassStyle]:
        config = self._config()
        assert config is not None
        levels = make_dboxes(config.dboxes).level[detections.dbox]
        return [level_style(level) for level in levels.tolist()]

    def _legend(self, config: SSDConfig) -> LegendLayer:
        sides = config.dboxes.feature_maps
        entries = [(level_style(k).color, f"{n}×{n}") for k, n in enumerate(sides)]
        return LegendLayer(entries, self._shows_levels)

    def _shows_levels(self) -> bool:
        return self._canvas.shows_styles("level")
