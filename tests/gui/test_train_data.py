"""The pictures of a run: dropped, looked at, their classes chosen; and data that are refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import drop, files, wait_until
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from train_driving import Trainee, tiny_recipes, voc_folder  # noqa: F401  a fixture

from gui.controls.sheet import Sheet
from gui.panels.train.classes_sheet import ClassesSheet
from gui.panels.train.dataset_section import DatasetSection
from gui.panels.train.findings_sheet import FindingsSheet
from gui.wiring.own_run import Phase
from ssd_core.bundled import sample_paths
from ssd_core.training.config_file import read_config
from ssd_core.weights import read_weights

pytestmark = pytest.mark.usefixtures("tiny_recipes", "narrow_networks")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    voc_folder(root / "pets")
    voc_folder(root / "damaged", damaged=True)
    (root / "empty").mkdir()
    return root


@pytest.fixture(scope="module")
def trainee(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trainee]:
    made = Trainee(app, tmp_path_factory.mktemp("trainee"))
    yield made
    made.close()


@pytest.fixture
def section(trainee: Trainee) -> Iterator[DatasetSection]:
    section = trainee.page.form.dataset
    yield section
    section.asked.emit("shapes")
    for sheet in trainee.app.window.findChildren(Sheet):
        sheet.close()


def let_fall(trainee: Trainee, *paths: Path) -> None:
    drop(trainee.app.window, files(paths))


def looked(section: DatasetSection) -> bool:
    return section.card._facts is not None and section.card._facts.train is not None


def test_generated_shapes_need_no_data(trainee: Trainee, section: DatasetSection) -> None:
    assert section.source.text() == "Generated shapes"
    assert "8 class" in section.card._summary.text()
    assert not section.card._split.isVisible()
    assert trainee.page.head.button("start").isEnabled()


def test_a_folder_that_is_dropped_is_looked_at(
    trainee: Trainee, section: DatasetSection, folders: Path
) -> None:
    let_fall(trainee, folders / "pets")
    wait_until(lambda: looked(section))
    assert section.source.text() == "pets"
    assert section.card._summary.text().startswith("10 image")
    assert (section.card._train.text(), section.card._val.text()) == ("8 train", "2 val")
    assert section._classes.text() == "cat, dog"
    assert section._ceiling.control.text() == "100 %"
    assert section.card._see.text() == "classes and sizes"
    assert trainee.app.settings.train_choices.data == (str(folders / "pets"),)


def test_several_folders_are_learnt_from_together(
    trainee: Trainee, section: DatasetSection, folders: Path
) -> None:
    let_fall(trainee, folders / "pets", folders / "damaged")
    wait_until(lambda: looked(section))
    assert section.source.text() == "pets + damaged"
    assert section.card._summary.text().startswith("19 image")


def test_what_is_wrong_can_be_seen_and_nothing_of_it_is_fatal(
    trainee: Trainee, section: DatasetSection, folders: Path
) -> None:
    let_fall(trainee, folders / "damaged")
    wait_until(lambda: looked(section))
    assert section.card._repairs.text().splitlines() == ["1 box repaired", "1 left out"]
    QTest.mouseClick(section.card._see, Qt.MouseButton.LeftButton)
    sheet = trainee.app.window.findChild(FindingsSheet)
    assert sheet.isVisible()
    text = sheet._model.text()
    assert "Files that cannot be read  1" in text
    assert "03.png could not be read." in text
    assert "Boxes with swapped corners  1" in text
    QTest.mouseClick(sheet._copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert text in copied
    assert "cat: 5 in 5 pictures" in copied


def test_how_many_objects_there_are_of_what_is_told_of_sound_data_too(
    trainee: Trainee, section: DatasetSection, folders: Path
) -> None:
    let_fall(trainee, folders / "pets")
    wait_until(lambda: looked(section))
    QTest.mouseClick(section.card._see, Qt.MouseButton.LeftButton)
    sheet = trainee.app.window.findChild(FindingsSheet)
    by_class, by_size = sheet._counts
    assert [(row.name, row.total, row.label) for row in by_class._rows] == [
        ("cat", 5, 1),
        ("dog", 5, 2),
    ]
    assert [row.total for row in by_size._rows] == [0, 0, 0, 0, 10]
    assert by_class.height() == by_class.sizeHint().height()
    assert not sheet._list.isVisible()
    assert sheet._note.text() == "Nothing wrong was found."


def test_the_classes_can_be_chosen(
    trainee: Trainee, section: DatasetSection, folders: Path
) -> None:
    let_fall(trainee, folders / "pets")
    wait_until(lambda: looked(section))
    QTest.mouseClick(section._edit, Qt.MouseButton.LeftButton)
    sheet = trainee.app.window.findChild(ClassesSheet)
    assert sheet._names.toPlainText() == "cat\ndog"
    for names in ("dog\ndog", "", "d" * 65, "do\u200bg"):
        sheet._names.setPlainText(names)
        assert not sheet._use.isEnabled()
    sheet._names.setPlainText(" dog \n")
    QTest.mouseClick(sheet._use, Qt.MouseButton.LeftButton)
    wait_until(lambda: looked(section) and section._classes.text() == "dog")
    assert section.card._see.text() == "see which"  # the cats are left out
    for name in ("bird", "dog"):  # of which there is none, and the way back
        QTest.mouseClick(section._edit, Qt.MouseButton.LeftButton)
        sheet._names.setPlainText(name)
        QTest.mouseClick(sheet._use, Qt.MouseButton.LeftButton)
        wait_until(lambda name=name: looked(section) and section._classes.text() == name)
        assert section.error.isVisible() == (name == "bird")
        assert trainee.page.head.button("start").isEnabled() == (name == "dog")
    QTest.mouseClick(section._edit, Qt.MouseButton.LeftButton)
    QTest.mouseClick(sheet._usual, Qt.MouseButton.LeftButton)
    wait_until(lambda: section._classes.text() == "cat, dog" and looked(section))


def test_a_folder_without_annotations_is_refused_where_it_was_named(
    trainee: Trainee, section: DatasetSection, folders: Path
) -> None:
    let_fall(trainee, folders / "empty")
    wait_until(section.error.isVisible)
    assert section.error.accessibleName() == "empty could not be read"
    assert "no folder Annotations" in section.error._sentences.text()
    assert not section.card.isVisible()
    assert not trainee.page.head.button("start").isEnabled()
    section.asked.emit("shapes")
    assert not section.error.isVisible()
    assert trainee.page.head.button("start").isEnabled()


def test_a_picture_is_nothing_to_learn_from(trainee: Trainee, section: DatasetSection) -> None:
    let_fall(trainee, sample_paths()[0])
    assert trainee.page.toast.isVisible()
    assert trainee.app.window.workspace == "train"
    assert section.source.text() == "Generated shapes"


def test_a_run_learns_from_a_folder_and_tells_its_classes(
    trainee: Trainee, section: DatasetSection, folders: Path
) -> None:
    augment = trainee.page.form.augment
    assert not augment.isVisible()  # generated scenes need none
    let_fall(trainee, folders / "damaged")
    wait_until(lambda: looked(section))
    QTest.mouseClick(augment.chips["mirror"], Qt.MouseButton.LeftButton)
    trainee.start()
    assert read_config(trainee.own.folder).augment == ("crop", "colour", "zoom")
    assert not augment.chips["mirror"].isEnabled()
    let_fall(trainee, folders / "pets")  # not now
    assert section.source.text() == "damaged"
    trainee.press("stop")
    trainee.wait(Phase.NONE)
    weights = read_weights(trainee.own.folder / "last.safetensors")
    assert weights.config.classes == ("cat", "dog")
    QTest.mouseClick(augment._preview, Qt.MouseButton.LeftButton)
    assert trainee.app.window.page("learn").current == "augmentation"
    trainee.app.window.show_workspace("train")


def test_a_run_whose_pictures_are_gone_says_so_and_can_be_resumed(
    trainee: Trainee, section: DatasetSection, folders: Path
) -> None:
    root = voc_folder(folders / "gone")
    let_fall(trainee, root)
    wait_until(lambda: looked(section))
    trainee.start()
    trainee.press("pause")
    trainee.wait(Phase.PAUSED)
    moved = root.rename(folders / "moved")
    trainee.press("resume")
    trainee.wait(Phase.NONE)
    card = trainee.page.form.error
    assert card.isVisible()
    assert "gone could not be read" in card.accessibleName()
    shutil.move(moved, root)
    wait_until(lambda: trainee.page.head.button("resume").isVisible())
    trainee.press("resume")
    trainee.wait(Phase.LEARNING)
    assert not card.isVisible()
    trainee.press("stop")
    trainee.wait(Phase.NONE)


def test_a_run_folder_that_is_dropped_is_followed(
    trainee: Trainee, section: DatasetSection, tmp_path: Path
) -> None:
    run = tmp_path / "elsewhere-07"
    run.mkdir()
    for name in ("config.json", "events.jsonl"):
        (run / name).write_text("")
    let_fall(trainee, run)
    assert trainee.app._parts.runs.watched == run
    assert trainee.page.head._name.text() == "elsewhere-07"
    chip = trainee.page.head.chip
    wait_until(lambda: chip.text == "No run in there")
    (run / "events.jsonl").unlink()
    (run / "events.jsonl").symlink_to("/etc/hostname")
    wait_until(lambda: chip.text.startswith("events.jsonl could not be read. "))
    assert section.source.text() == "Generated shapes"
