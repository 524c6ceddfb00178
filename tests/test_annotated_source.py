"""What a run learns from: usable pictures of VOC folders and COCO files, the rest told of."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest

from ssd_core.commands.sources import open_source
from ssd_core.config import SHAPE_CLASSES, DBoxConfig
from ssd_core.data.voc import write_annotation
from ssd_core.errors import UserError
from ssd_core.image import encode_image
from ssd_core.types import GroundTruth

PICTURE = encode_image(np.random.default_rng(0).integers(0, 255, (80, 60, 3), np.uint8), ".png")
TRUTH = GroundTruth(
    np.array([[0.1, 0.1, 0.9, 0.9]], np.float32), np.array([1]), np.zeros(1, np.bool_)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten pictures of a cat or of a dog; that of 03 ends too early."""
    for name in ("Annotations", "JPEGImages"):
        (tmp_path / name).mkdir()
    for number in range(10):
        name = "dog" if number % 2 else "cat"
        text = write_annotation("a.png", width=60, height=80, truth=TRUTH, classes=(name,))
        (tmp_path / "Annotations" / f"{number:02}.xml").write_bytes(text)
        data = PICTURE[:-50] if number == 3 else PICTURE
        (tmp_path / "JPEGImages" / f"{number:02}.png").write_bytes(data)
    return tmp_path


def test_what_cannot_be_read_is_left_out_and_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, classes = open_source([str(folder)], 0, dboxes=DBoxConfig())
    assert classes == ("cat", "dog")
    assert source.size + source.held_out_size == 9
    names = {source.name(k) for k in range(source.size)}
    assert names < {f"{n:02}.png" for n in range(10)} - {"03.png"}
    told = capsys.readouterr().err
    assert told.startswith("ssd-core: unreadable (1): 03.png could not be read. It ends after ")
    assert told.count("\n") == 1
    for index in range(source.size):
        rgb, truth = source.training(index, 0)
        assert rgb.shape == (300, 300, 3)
        assert set(truth.labels.tolist()) <= {1, 2}
    for index in range(source.held_out_size):
        assert source.held_out(index)[0].shape == (80, 60, 3)


def test_the_same_seed_and_draw_give_the_same_picture(folder: Path) -> None:
    first, again, other = (
        open_source([str(folder)], seed, dboxes=DBoxConfig())[0] for seed in (4, 4, 5)
    )
    sent = pickle.loads(pickle.dumps(again))  # noqa: S301
    assert (first.training(2, 1)[0] == sent.training(2, 1)[0]).all()
    assert (first.training(2, 1)[0] != first.training(2, 2)[0]).any()
    names = [[source.name(k) for k in range(source.size)] for source in (first, again, other)]
    assert names[0] == names[1] != names[2]


def test_the_caller_may_choose_the_classes(folder: Path, capsys: pytest.CaptureFixture) -> None:
    source, classes = open_source([str(folder)], 0, dboxes=DBoxConfig(), classes=("cow", "dog"))
    assert classes == ("cow", "dog")
    labels = {k for i in range(source.size) for k in source.training(i, 0)[1].labels.tolist()}
    assert labels == {2}
    assert "unknown class" in capsys.readouterr().err
    with pytest.raises(UserError, match="shapes"):
        open_source(["shapes"], 0, dboxes=DBoxConfig(), classes=("cat",))
    assert open_source(["shapes"], 0, dboxes=DBoxConfig())[1] == SHAPE_CLASSES


def test_several_places_are_learnt_from_at_once(folder: Path) -> None:
    (folder / "JPEGImages" / "03.png").write_bytes(PICTURE)
    twice, _ = open_source([str(folder), str(folder)], 0, dboxes=DBoxConfig())
    assert (twice.size, twice.held_out_size) == (16, 4)


def test_nothing_that_can_be_read_is_an_error(folder: Path) -> None:
    for path in (folder / "JPEGImages").iterdir():
        path.write_bytes(PICTURE[:-50])
    with pytest.raises(UserError, match="None of the pictures can be read"):
        open_source([str(folder)], 0, dboxes=DBoxConfig())
