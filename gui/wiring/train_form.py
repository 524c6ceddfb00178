"""The form of Train: what is chosen for the next run, shown, remembered, and made a request of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from gui.controls.details import without_home
from gui.intake import Intake
from gui.opened_files import WEIGHTS_SUFFIXES
from gui.train_choices import BUNDLED, TrainChoices
from gui.wiring.parts import Parts
from gui.wiring.train_data import TrainData
from gui.workers.messages import WeightsInfo
from gui.workers.starting import NewRun
from gui.workspaces.train import TrainWorkspace
from ssd_core.bundled import weights_path
from ssd_core.errors import shown_name
from ssd_core.sentence import Sentence, say
from ssd_core.training.recipes import RECIPES


def is_run(folder: Path) -> bool:
    """Whether a training run was written to ``folder``."""
    return (folder / "config.json").is_file() and (folder / "events.jsonl").is_file()


class TrainFormWiring(QObject):
    """Knows the choices. ``changed`` tells that another run would start now."""

    changed = Signal()
    run_dropped = Signal(str)
    """A run folder, to be looked at."""

    def __init__(self, parts: Parts, page: TrainWorkspace) -> None:
        super().__init__(page)
        self._window = parts.window
        self._session = parts.session
        self._settings = parts.settings
        self._page = page
        self.choices = parts.settings.train_choices
        self.data = TrainData(parts.window, page.form.dataset)
        self._connect()
        self._show()

    def close(self) -> None:
        self.data.close()

    def _connect(self) -> None:
        form = self._page.form
        form.schedule.recipe_chosen.connect(self._on_recipe)
        form.schedule.changed.connect(self._set)
        form.schedule.weights_chosen.connect(self._on_weights)
        form.augment.changed.connect(self._on_augment)
        form.augment.preview_requested.connect(self._show_lesson)
        form.machine.device_chosen.connect(self._on_device)
        form.machine.place_requested.connect(self._ask_for_place)
        self.data.data_chosen.connect(self._on_data)
        self.data.classes_chosen.connect(self._on_classes)
        self.data.checked.connect(self.changed)
        self._page.dropped.connect(self._take_drop)
        self._session.weights_changed.connect(self._show_devices)
        self._page.installEventFilter(self)

    # The next run

    def request(self) -> NewRun:
        """The run that was chosen."""
        self._page.form.schedule.finish_typing()
        choices = self.choices
        recipe = RECIPES[choices.recipe]
        first = "shapes" if choices.generated else Path(choices.data[0]).stem
        weights = None
        if choices.weights:
            weights = weights_path() if choices.weights == BUNDLED else Path(choices.weights)
        return NewRun(
            parent=self.parent,
            name=f"{first or 'run'}-{choices.recipe}",
            config=choices.config(),
            preset=recipe.preset,
            classes=choices.classes,
            weights=weights,
            device=choices.device,
            pictures=self.data.pictures,
        )

    @property
    def parent(self) -> Path:
        """The folder in which runs get folders of their own."""
        if self.choices.parent:
            return Path(self.choices.parent)
        place = QStandardPaths.StandardLocation.GenericDataLocation
        return Path(QStandardPaths.writableLocation(place)) / "ssd-viewer" / "runs"

    # Choosing

    def _set(self, choices: TrainChoices) -> None:
        self.choices = choices
        self._settings.set_train_choices(choices)
        self._show()
        self.changed.emit()

    def _on_recipe(self, key: str) -> None:
        self._set(self.choices.with_recipe(key))

    def _on_data(self, data: tuple[str, ...]) -> None:
        if data == self.choices.data:
            self.data.look_again()
        else:
            self._set(replace(self.choices, data=data, classes=()))

    def _on_classes(self, classes: tuple[str, ...]) -> None:
        self._set(replace(self.choices, classes=classes))

    def _on_augment(self, augment: tuple[str, ...]) -> None:
        self._set(replace(self.choices, augment=augment))

    def _show_lesson(self) -> None:
        self._window.show_workspace("learn")
        self._window.page("learn").show_lesson("augmentation")

    def _on_device(self, device: str) -> None:
        self._set(replace(self.choices, device=device))

    def _on_weights(self, key: str) -> None:
        if key != "file":
            self._set(replace(self.choices, weights=BUNDLED if key == "bundled" else ""))
            return
        dialog = QFileDialog(self._window, self.tr("Weights to start from"))
        patterns = " ".join(f"*{suffix}" for suffix in WEIGHTS_SUFFIXES)
        dialog.setNameFilters(
            [
                self.tr("Weights ({patterns})").format(patterns=patterns),
                self.tr("All files (*)"),
            ]
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(self._on_weights_file)
        dialog.rejected.connect(self._show)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_weights_file(self, paths: Sequence[str]) -> None:
        self._set(replace(self.choices, weights=paths[0]))

    def _ask_for_place(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Folder for runs"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setDirectory(str(self.parent if self.parent.is_dir() else Path.home()))
        dialog.filesSelected.connect(self._on_place)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_place(self, paths: Sequence[str]) -> None:
        self._set(replace(self.choices, parent=paths[0]))

    def _take_drop(self, intake: Intake) -> None:
        if len(intake.paths) == 1 and is_run(Path(intake.paths[0])):
            self.run_dropped.emit(intake.paths[0])
            return
        if not self._page.form.dataset.source.isEnabled():
            refusal = self.tr("A run is going on: other pictures can be chosen when it is over.")
        else:
            refusal = intake.refusal or self.data.take_drop(intake)
        if refusal:
            self._page.toast.show_message(refusal, kind="warning")

    # Showing

    def _show(self) -> None:
        choices, form = self.choices, self._page.form
        form.schedule.set_choices(choices)
        form.augment.set_chosen(choices.augment)
        form.augment.setHidden(choices.generated)  # of those each is another one anyway
        start = {"": "nothing", BUNDLED: "bundled"}.get(choices.weights, "file")
        name = shown_name(choices.weights) if start == "file" else ""
        form.schedule.set_weights(start, name)
        form.machine.set_place(without_home(str(self.parent)))
        self._show_devices(self._session.weights)
        self.data.set_data(choices.data, choices.classes, RECIPES[choices.recipe].preset)

    def _show_devices(self, weights: WeightsInfo | None) -> None:
        known = () if weights is None else weights.devices
        devices = (("auto", self._automatic(weights)), *known)
        chosen = self.choices.device
        if known and chosen not in dict(devices):  # one that was there last time
            chosen = "auto"
            self.choices = replace(self.choices, device=chosen)
        self._page.form.machine.set_devices(devices, chosen)

    def _automatic(self, weights: WeightsInfo | None) -> Sentence:
        """What the device is called that is chosen for a person, and how it would compute."""
        if weights is None or not weights.automatic[0]:
            return say("Automatic")
        device, fastest = weights.automatic
        precision = self.choices.config().precision
        used = fastest if precision == "auto" else precision
        return say("Automatic ({device}, {precision})", device=device, precision=used)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self.data.retranslate()
            self._show_devices(self._session.weights)
        return False
