"""The workspaces, of which one is shown; each is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.intake import Intake
from gui.panels.rail import Rail, Workspace


@runtime_checkable
class TakesDrops(Protocol):
    """A page that has a use for what is dropped on the window."""

    def take_drop(self, intake: Intake) -> bool:
        """Use it and say True, or leave it to Inspect."""


@runtime_checkable
class HintsDrops(Protocol):
    """A page that says itself what dropping would do."""

    def hint_drop(self, shown: bool) -> None:
        """Whether something is dragged over the window now."""


@dataclass(slots=True, eq=False)
class _Place:
    title: Callable[[], str]
    make: Callable[[], QWidget]
    page: QWidget | None = None


class Pages(QStackedWidget):
    """Keys and pages; the rail shows the same and chooses among them."""

    made = Signal(str)
    """The page of this key exists from now on."""
    shown = Signal(str)
    """Another page is shown."""

    def __init__(self, rail: Rail) -> None:
        super().__init__()
        self._rail = rail
        self._places: dict[str, _Place] = {}
        self.current = ""
        rail.workspace_chosen.connect(self.show_page)

    def add(
        self, key: str, icon: str, title: Callable[[], str], make: Callable[[], QWidget]
    ) -> None:
        """A workspace more. title: in the language in use. make: called once, when first shown."""
        self._places[key] = _Place(title, make)
        self._rail.add(Workspace(key, icon, title()))

    def page(self, key: str) -> QWidget | None:
        """The page of ``key``; None if there is none, or it was never shown."""
        place = self._places.get(key)
        return place.page if place is not None else None

    def show_page(self, key: str) -> None:
        """Show the page of ``key``. Raises KeyError if there is none."""
        place = self._places[key]
        if place.page is None:
            place.page = place.make()
            self.addWidget(place.page)
            self.made.emit(key)
        self._rail.set_current(key)
        if key != self.current:
            self.current = key
            self.setCurrentWidget(place.page)
            self.shown.emit(key)

    def take_drop(self, intake: Intake) -> bool:
        """Whether the page that is shown had a use for ``intake``."""
        page = self.page(self.current)
        return isinstance(page, TakesDrops) and page.take_drop(intake)

    def hint_drop(self, shown: bool) -> bool:
        """Whether the page that is shown says itself what dropping would do."""
        page = self.page(self.current)
        if isinstance(page, HintsDrops):
            page.hint_drop(shown)
            return True
        return False

    def retranslate(self) -> None:
        """Name the entries of the rail in the language in use."""
        self._rail.set_titles({key: place.title() for key, place in self._places.items()})
