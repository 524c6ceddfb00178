"""Driving the Train workspace: a program whose runs are tiny, in a folder of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from driving import end, make_app, wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui import train_choices
from gui.app import App
from gui.train_choices import TrainChoices
from gui.wiring.own_run import OwnRun, Phase
from gui.wiring.training import Training
from gui.workspaces.train import TrainWorkspace
from ssd_core.data.voc import write_annotation
from ssd_core.image import encode_image
from ssd_core.training.recipes import RECIPES
from ssd_core.types import GroundTruth

PICTURE = encode_image(np.random.default_rng(0).integers(0, 255, (80, 60, 3), np.uint8), ".png")
TINY = TrainChoices(unit="steps", length=100_000, batch=2)


@pytest.fixture
def tiny_recipes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recipes that load no pictures in other processes and measure with two of them."""
    small = {
        key: replace(
            recipe,
            preset="ssd300_slim",
            config=replace(
                recipe.config,
                workers=0,
                evaluate_pictures=2,
                evaluate_epochs=0,
                evaluate_every=1_000,
                probe_pictures=1,
                probe_every=1_000,
            ),
        )
        for key, recipe in RECIPES.items()
    }
    monkeypatch.setattr("gui.workers.training.step_back", lambda: None)
    for module in ("gui.train_choices", "gui.wiring.train_form"):
        monkeypatch.setattr(f"{module}.RECIPES", MappingProxyType(small))


def voc_folder(root: Path, *, pictures: int = 10, damaged: bool = False) -> Path:
    """Small pictures of a cat or of a dog. damaged: one ends too early, and a box is inverted."""
    for name in ("Annotations", "JPEGImages"):
        (root / name).mkdir(parents=True)
    for number in range(pictures):
        name = "dog" if number % 2 else "cat"
        truth = GroundTruth(
            np.array([[0.1, 0.1, 0.9, 0.9]], np.float32), np.array([1]), np.zeros(1, np.bool_)
        )
        text = write_annotation("a.png", width=60, height=80, truth=truth, classes=(name,))
        data = PICTURE
        if damaged and number == 3:
            data = data[:-50]
        if damaged and number == 4:
            text = text.replace(b"<xmin>", b"<x>").replace(b"</xmin>", b"</x>")
            text = text.replace(b"<xmax>", b"<xmin>").replace(b"</xmax>", b"</xmin>")
            text = text.replace(b"<x>", b"<xmax>").replace(b"</x>", b"</xmax>")
        (root / "Annotations" / f"{number:02}.xml").write_bytes(text)
        (root / "JPEGImages" / f"{number:02}.png").write_bytes(data)
    return root


class Trainee:
    """The program with its Train workspace in sight."""

    def __init__(
        self, qt: QApplication, folder: Path, choices: train_choices.TrainChoices = TINY
    ) -> None:
        self.runs = folder / "runs"
        self.app: App = make_app(qt, folder)
        if not choices.parent:
            choices = replace(choices, parent=str(self.runs))
        self.app.settings.set_train_choices(choices)
        self.app.window.show()
        self.app.window.show_workspace("train")

    @property
    def page(self) -> TrainWorkspace:
        page = self.app.window.page("train")
        assert isinstance(page, TrainWorkspace)
        return page

    @property
    def own(self) -> OwnRun:
        training = next(s for s in self.app._subjects if isinstance(s, Training))
        return next(s for s in training._subjects if isinstance(s, OwnRun))

    @property
    def step(self) -> int:
        """How far the run is that the page shows."""
        text = self.page.status.findChildren(type(self.page.status._steps))[0].text()
        return int(text.split()[0].replace(",", "")) if text else 0

    def press(self, key: str) -> None:
        """Click one of the buttons of the head bar, which must be there to be clicked."""
        button = self.page.head.button(key)
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def wait(self, *phases: Phase) -> None:
        wait_until(lambda: self.own.phase in phases)

    def start(self) -> None:
        """Start a run and wait until it is seen to have learnt something."""
        self.press("start")
        self.wait(Phase.LEARNING)
        wait_until(lambda: self.step >= 1)

    def close(self) -> None:
        end(self.app)
