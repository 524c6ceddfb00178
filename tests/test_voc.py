"""VOC folders: splits, layouts, what is missing in them, and real ones."""

from __future__ import annotations

import pickle
import tarfile
from pathlib import Path

import numpy as np
import pytest

from ssd_core.config import VOC_CLASSES
from ssd_core.data.opening import open_splits
from ssd_core.data.splits import names_of_split
from ssd_core.data.voc import DataError, VocFolder
from ssd_core.image import encode_image

SHARED = Path(__file__).parents[2] / "shared" / "data"
BOX = "<bndbox><xmin>11</xmin><ymin>21</ymin><xmax>51</xmax><ymax>61</ymax></bndbox>"
SIZE = "<size><width>100</width><height>200</height></size>"


def xml(*names: str, size: str = SIZE) -> bytes:
    objects = "".join(f"<object><name>{name}</name>{BOX}</object>" for name in names)
    return f"<annotation>{size}{objects}</annotation>".encode()


PICTURE = encode_image(np.full((20, 10, 3), 200, np.uint8), ".png")


def no_list(_: str) -> None:
    """A folder without ImageSets."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten pictures, 00 to 09, with a cat each and a dog in the last."""
    root = tmp_path / "VOC2012"
    (root / "Annotations").mkdir(parents=True)
    (root / "JPEGImages").mkdir()
    for number in range(10):
        names = ["cat"] + ["dog"] * (number == 9)
        (root / "Annotations" / f"{number:02}.xml").write_bytes(xml(*names, size=""))
        (root / "JPEGImages" / f"{number:02}.png").write_bytes(PICTURE)
    return root


def write_split(root: Path, name: str, text: str) -> None:
    lists = root / "ImageSets" / "Main"
    lists.mkdir(parents=True, exist_ok=True)
    (lists / f"{name}.txt").write_text(text)


def test_every_annotation_without_a_split(folder: Path) -> None:
    voc = VocFolder.open(folder)
    assert (len(voc), voc.classes, voc.problems) == (10, ("cat", "dog"), ())
    image, truth = voc.load(9)
    assert (image.width, image.height) == (10, 20)
    # The boxes are those of a picture of 100 × 200; this one is 10 × 20, so they are clipped.
    assert truth.labels.tolist() == []
    assert "no area" in " ".join(voc.annotation(9, (10, 20)).problems)


def test_the_size_in_the_annotation_comes_first(folder: Path) -> None:
    (folder / "Annotations" / "00.xml").write_bytes(xml("cat"))
    assert VocFolder.open(folder).load(0)[1].boxes[0] == pytest.approx([0.1, 0.1, 0.5, 0.3])


def test_a_split_is_the_list_of_its_name_in_the_list_s_order(folder: Path) -> None:
    write_split(folder, "train", "07\n 02 \n\n07\n")
    assert VocFolder.open(folder, "train").names == ("07", "02")


def test_the_classes_do_not_depend_on_the_split(folder: Path) -> None:
    write_split(folder, "train", "00\n01\n")
    assert VocFolder.open(folder, "train").classes == ("cat", "dog")


def test_without_lists_the_split_is_drawn_by_the_seed(folder: Path) -> None:
    train, val = (VocFolder.open(folder, split, seed=3).names for split in ("train", "val"))
    assert (len(train), len(val)) == (8, 2)
    assert sorted(train + val) == [f"{n:02}" for n in range(10)]
    assert VocFolder.open(folder, "val", seed=3).names == val
    assert len({VocFolder.open(folder, "val", seed=seed).names for seed in range(6)}) > 1


def test_a_drawn_split_depends_on_names_alone(folder: Path) -> None:
    """Not on the order of a listing, and hardly on what is added or taken away later."""
    before = set(VocFolder.open(folder, "val", seed=3).names)
    assert set(names_of_split("val", [f"{n:02}" for n in range(9, -1, -1)], no_list, 3)) == before
    for number in range(10, 15):
        (folder / "Annotations" / f"{number:02}.xml").write_bytes(xml("cat"))
        (folder / "JPEGImages" / f"{number:02}.png").write_bytes(PICTURE)
    after = set(VocFolder.open(folder, "val", seed=3).names)
    assert len(after) == 3
    old = {name for name in after if name < "10"}
    assert old <= before or before <= after


def test_without_lists_of_their_own_train_and_val_share_out_trainval(folder: Path) -> None:
    write_split(folder, "trainval", "".join(f"{n:02}\n" for n in range(5)))
    drawn = [VocFolder.open(folder, split).names for split in ("train", "val")]
    assert [len(names) for names in drawn] == [4, 1]
    assert sorted(drawn[0] + drawn[1]) == ["00", "01", "02", "03", "04"]


def test_several_folders_are_one_set_with_the_classes_of_all(folder: Path) -> None:
    """As VOC2007 and VOC2012 are trained on together, by naming the VOCdevkit of both."""
    devkit = folder.parent / "VOCdevkit"
    devkit.mkdir()
    folder.rename(devkit / "VOC2012")
    for kind, suffix, data in (("Annotations", "xml", xml("ant")), ("JPEGImages", "png", PICTURE)):
        (devkit / "VOC2007" / kind).mkdir(parents=True)
        for number in range(5):
            (devkit / "VOC2007" / kind / f"{number:02}.{suffix}").write_bytes(data)
    splits = open_splits([devkit.parent])
    assert [len(splits[name]) for name in ("train", "val")] == [4 + 8, 1 + 2]
    assert splits["train"].classes == splits["val"].classes == ("ant", "cat", "dog")
    first, last = (splits["train"].annotation(k, (100, 200)).truth.labels[0] for k in (0, 4))
    assert (first, last) == (1, 2)
    chosen = open_splits([devkit / "VOC2007", devkit / "VOC2012"], classes=("cat", "ant"))["train"]
    assert chosen.annotation(0).truth.labels.tolist() == [2]
    assert pickle.loads(pickle.dumps(chosen)) == chosen  # noqa: S301


def test_a_missing_val_list_is_what_the_others_leave(folder: Path) -> None:
    write_split(folder, "train", "00\n01\n02\n")
    write_split(folder, "test", "03\n04\n")
    assert VocFolder.open(folder, "val").names == ("05", "06", "07", "08", "09")


def test_a_drawn_split_keeps_off_the_test_list(folder: Path) -> None:
    write_split(folder, "test", "".join(f"{n:02}\n" for n in range(5)))
    drawn = VocFolder.open(folder, "train").names + VocFolder.open(folder, "val").names
    assert sorted(drawn) == ["05", "06", "07", "08", "09"]


def test_what_cannot_be_used_is_left_out_and_told(folder: Path) -> None:
    (folder / "Annotations" / "01.xml").write_bytes(b"<annotation>")
    (folder / "JPEGImages" / "02.png").unlink()
    write_split(folder, "train", "00\n01\n02\nabsent\n../../secret\n")
    voc = VocFolder.open(folder, "train")
    assert voc.names == ("00",)
    told = "\n".join(voc.problems)
    for part in ("01.xml could not be read", "02 has no picture", "absent has no annotation"):
        assert part in told
    assert "../../secret has no annotation" in told


def test_links_that_lead_out_of_the_folder_count_as_missing(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    for kind, suffix in (("Annotations", ".xml"), ("JPEGImages", ".png")):
        inside = folder / kind / f"03{suffix}"
        inside.rename(elsewhere / inside.name)
        inside.symlink_to(elsewhere / inside.name)
        (folder / kind / f"alias{suffix}").symlink_to(folder / kind / f"04{suffix}")
    write_split(folder, "train", "03\nalias\n")
    assert VocFolder.open(folder, "train").names == ("alias",)
    assert "03" not in VocFolder.open(folder).names
    (elsewhere / "list.txt").write_text("00\n")
    (folder / "ImageSets" / "Main" / "test.txt").symlink_to(elsewhere / "list.txt")
    with pytest.raises(DataError, match="no split called test"):
        VocFolder.open(folder, "test")


def test_a_linked_folder_of_pictures_elsewhere_is_refused(folder: Path) -> None:
    (folder / "JPEGImages").rename(folder.parent / "pictures")
    (folder / "JPEGImages").symlink_to(folder.parent / "pictures")
    with pytest.raises(DataError, match="JPEGImages is a link that leads out of it"):
        VocFolder.open(folder)


def test_the_voc_folder_is_found_where_the_archives_put_it(folder: Path) -> None:
    assert VocFolder.open(folder.parent).root == folder
    devkit = folder.parent / "data" / "VOCdevkit"
    devkit.mkdir(parents=True)
    folder.rename(devkit / "VOC2007")
    assert len(VocFolder.open(devkit.parent)) == 10
    (devkit / "VOC2012" / "Annotations").mkdir(parents=True)
    with pytest.raises(DataError, match="several VOC folders: VOC2007, VOC2012"):
        VocFolder.open(devkit.parent)


@pytest.mark.parametrize(
    ("name", "split", "reason"),
    [
        ("VOC2012", "test", "no split called test"),
        ("VOC2012", "../../x", "no split called"),
        ("missing", None, "no such folder"),
        ("VOC2012/JPEGImages", None, "not a folder in VOC layout"),
        ("VOC2012/Annotations/00.xml", None, "no such folder"),
    ],
)
def test_says_why_a_folder_cannot_be_opened(
    folder: Path, name: str, split: str | None, reason: str
) -> None:
    with pytest.raises(DataError, match=reason):
        VocFolder.open(folder.parent / name, split)


def test_a_folder_without_anything_to_learn_is_refused(folder: Path) -> None:
    for path in (folder / "Annotations").iterdir():
        path.write_bytes(xml())
    with pytest.raises(DataError, match="no annotated object"):
        VocFolder.open(folder)
    write_split(folder, "train", "absent\n")
    with pytest.raises(DataError, match="no annotated picture in its split train"):
        VocFolder.open(folder, "train", classes=("cat",))


def test_a_given_class_list_decides_the_labels(folder: Path) -> None:
    (folder / "Annotations" / "09.xml").write_bytes(xml("dog", "cat"))
    voc = VocFolder.open(folder, classes=("dog",))
    assert voc.load(9)[1].labels.tolist() == [1]
    assert "unknown class, cat" in voc.annotation(9).problems[0]


def test_a_folder_may_be_sent_to_another_process(folder: Path) -> None:
    voc = VocFolder.open(folder)
    assert pickle.loads(pickle.dumps(voc)) == voc  # noqa: S301


def unpacked(name: str, to: Path) -> Path:
    archive = SHARED / name
    if not archive.exists():
        pytest.skip(f"{archive} is not here")
    with tarfile.open(archive) as tar:
        tar.extractall(to, filter="data")
    return to


def test_a_real_set_of_microscope_pictures(tmp_path: Path) -> None:
    root = unpacked("bccd-voc.tar", tmp_path) / "bccd"
    voc = VocFolder.open(root)
    assert (len(voc), voc.classes) == (364, ("Platelets", "RBC", "WBC"))
    assert sum(len(voc.annotation(i).truth) for i in range(len(voc))) == 4_886
    splits = [set(VocFolder.open(root, s).names) for s in ("train", "val", "test")]
    assert sum(map(len, splits)) == len(set().union(*splits)) == 364
    image, truth = voc.load(0)
    assert (image.width, image.height) == (640, 480)
    assert truth.boxes[0] == pytest.approx([259 / 640, 176 / 480, 490 / 640, 375 / 480])


def test_real_photographs_with_voc_s_classes(tmp_path: Path) -> None:
    root = unpacked("coco-voc20-open-voc.tar", tmp_path) / "coco-voc20-open"
    voc = VocFolder.open(root, classes=VOC_CLASSES)
    assert len(voc) == 62
    assert voc.problems == ()
    for index in range(len(voc)):
        image, truth = voc.load(index)
        assert voc.annotation(index, (image.width, image.height)).problems == ()
        assert len(truth) > 0
