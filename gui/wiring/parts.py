"""What every subject is given to wire itself to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from gui.commands import Commands
from gui.main_window import MainWindow
from gui.presenter import Presenter
from gui.runs import Runs
from gui.session import Session
from gui.state import Settings
from gui.theme import ThemeManager


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The parts that all subjects share."""

    window: MainWindow
    session: Session
    presenter: Presenter
    settings: Settings
    commands: Commands
    themes: ThemeManager
    runs: Runs


class Subject(Protocol):
    """One subject, wired when it is made."""

    def close(self) -> None:
        """End its threads and timers; the window is closed by then."""
