"""What the parts of the lesson show: one frozen value, made anew at every change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, get_args

from ssd_core.boxes import areas
from ssd_core.lessons.feature_maps import (
    SHOWN,
    SOURCE_NAMES,
    CellFacts,
    FeatureMaps,
    MapFacts,
    Show,
    answering_level,
    cell_at,
    cell_facts,
    map_facts,
    norms,
    object_at,
)
from ssd_core.lessons.scene import SIDE, LessonScene
from ssd_core.types import FloatArray

View = Literal["picture", "over", "map"]
VIEWS: tuple[View, ...] = get_args(View)


@dataclass(frozen=True, slots=True)
class Setup:
    """What a person set. cell: the (row, column) that is kept. heat: opacity, 0..1."""

    level: int = 0
    cell: tuple[int, int] = (18, 18)
    view: View = "over"
    show: Show = "strongest"
    channel: int = 0
    heat: float = 0.6
    normalised: bool = True

    def to_json(self) -> dict[str, Any]:
        return {
            "level": self.level,
            "cell": list(self.cell),
            "view": self.view,
            "show": self.show,
            "channel": self.channel,
            "heat": self.heat,
            "normalised": self.normalised,
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Setup:
        """Raises ValueError, KeyError or TypeError for what makes no sense."""
        row, column = (int(value) for value in told["cell"])
        made = cls(
            level=int(told["level"]),
            cell=(row, column),
            view=told["view"],
            show=told["show"],
            channel=int(told["channel"]),
            heat=float(told["heat"]),
            normalised=bool(told["normalised"]),
        )
        fits = made.view in VIEWS and made.show in SHOWN and 0 <= made.level < 6
        if not fits or not 0 <= made.heat <= 1 or min(row, column, made.channel) < 0:
            raise ValueError(f"there is no such view of the feature maps: {made}")
        return made


@dataclass(frozen=True, eq=False)
class Shown:
    """A scene with its feature maps, and a cell of one of them.

    hovered: the cell under the pointer. hidden: the key of a question that is open.
    """

    scene: LessonScene
    maps: FeatureMaps
    setup: Setup
    hovered: tuple[int, int] | None = None
    hidden: str = ""

    @cached_property
    def table(self) -> list[MapFacts]:
        """Every level in numbers."""
        return map_facts(self.scene.config.dboxes, self.maps.reaches)

    @property
    def facts(self) -> MapFacts:
        """The level in sight."""
        return self.table[self.setup.level]

    @property
    def layers(self) -> tuple[str, ...]:
        """What the layers are called that the maps come from."""
        return SOURCE_NAMES[self.scene.config.backbone]

    @property
    def position(self) -> tuple[int, int]:
        """The (row, column) that is looked at, in the level in sight."""
        last = self.facts.cells - 1
        row, column = self.hovered or self.setup.cell
        return min(row, last), min(column, last)

    @cached_property
    def cell(self) -> CellFacts:
        """The cell that is looked at."""
        level = self.setup.level
        reach = self.maps.reaches[level]
        return cell_facts(self.scene.config.dboxes, reach, level, *self.position)

    @cached_property
    def centre(self) -> tuple[float, float]:
        """Where that cell's DBoxes are centred, 0..1; the last cells' may lie outside."""
        left, top, right, bottom = self.cell.place
        return (left + right) / 2, (top + bottom) / 2

    def place_in(self, level: int) -> tuple[int, int]:
        """The (row, column) of another level at the same place."""
        return cell_at(self.scene.config.dboxes, level, *self.centre)

    def cell_of_object(self, row: int) -> tuple[int, int]:
        """The (row, column) in the level in sight over the middle of an object."""
        left, top, right, bottom = self.scene.truth.boxes[row].tolist()
        place = (left + right) / 2, (top + bottom) / 2
        return cell_at(self.scene.config.dboxes, self.setup.level, *place)

    @property
    def sources(self) -> tuple[FloatArray, ...]:
        return self.maps.sources(normalised=self.setup.normalised)

    def norm(self, level: int, *, normalised: bool | None = None) -> float:
        """‖x‖ of the cell of ``level`` at this place."""
        wanted = self.setup.normalised if normalised is None else normalised
        source = (
            self.maps.sources(normalised=wanted)[level] if level == 0 else self.maps.maps[level]
        )
        row, column = self.place_in(level)
        return float(norms(source[:, row : row + 1, column : column + 1])[0, 0])

    @property
    def heat(self) -> FloatArray:
        """Responses of the level in sight, 0..1, float32 [f, f]."""
        return self.heat_of(self.setup.level)

    def heat_of(self, level: int) -> FloatArray:
        """Responses of any level, shown as the one in sight is."""
        setup = self.setup
        return self.maps.heat(level, setup.show, setup.channel, normalised=setup.normalised)

    @cached_property
    def object_under(self) -> int:
        """Row of the object under the cell, -1 for none."""
        return object_at(self.scene.truth, *self.centre)

    def side_of(self, row: int) -> float:
        """√area of an object in pixels of the network's input."""
        return float(areas(self.scene.truth.boxes[row]) ** 0.5) * SIDE

    def best_level(self, row: int) -> tuple[int, float]:
        """The level whose DBox fits an object best, and their overlap."""
        return answering_level(self.scene.truth.boxes[row], self.scene.dboxes)

    def with_setup(self, **changes: Any) -> Shown:
        return replace(self, setup=replace(self.setup, **changes), hovered=None)
