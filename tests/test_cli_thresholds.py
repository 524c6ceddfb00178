"""The kind of NMS and the thresholds of ``ssd-core detect``."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from command_line import CROWD, one_sentence, strict_json

from ssd_core.bundled import weights_path
from ssd_core.commands.arguments import add_thresholds, chosen_thresholds
from ssd_core.config import SHAPE_CLASSES
from ssd_core.detection import select
from ssd_core.device import choose
from ssd_core.errors import UserError
from ssd_core.image import read_image
from ssd_core.inference import Detector
from ssd_core.types import NmsMethod, Thresholds


def read(*arguments: str) -> Thresholds:
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_thresholds(parser)
    return chosen_thresholds(parser.parse_args(arguments), ("cat", "sea=lion", "dog"))


def test_without_options_they_are_the_defaults() -> None:
    assert read() == Thresholds()


def test_every_option_is_taken() -> None:
    own = ("--class-confidence", "dog=0.5", "--class-confidence", "sea=lion=0.25")
    told = read(
        "--confidence", "0.4", "--overlap", "0.6", "--nms", "soft-gaussian", "--sigma", "0.3",
        "--class-agnostic", "--top-k", "7", *own,
    )  # fmt: skip
    assert told == Thresholds(
        confidence=0.4,
        overlap=0.6,
        top_k=7,
        method=NmsMethod.SOFT_GAUSSIAN,
        sigma=0.3,
        class_agnostic=True,
        class_confidence={3: 0.5, 2: 0.25},
    )


@pytest.mark.parametrize(
    "wrong",
    [
        ("--nms", "softest"),
        ("--sigma", "0"),
        ("--top-k", "0"),
        ("--sigma", "inf"),
        ("--class-confidence", "dog"),
        ("--class-confidence", "=0.5"),
        ("--class-confidence", "dog=1.5"),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: tuple[str, str]) -> None:
    with pytest.raises(argparse.ArgumentError):
        read(*wrong)


def test_a_class_that_the_weights_do_not_know_is_named() -> None:
    with pytest.raises(UserError, match="no class 'horse'"):
        read("--class-confidence", "horse=0.5")


def test_detect_uses_them(job) -> None:
    """The same boxes and decayed scores as the library gives."""
    options = ("--nms", "soft-linear", "--class-agnostic", "--class-confidence", "circle=0.9")
    code, out, err = job("detect", CROWD, "--json", *options)
    assert (code, err) == (0, "")
    thresholds = Thresholds(
        method=NmsMethod.SOFT_LINEAR,
        class_agnostic=True,
        class_confidence={SHAPE_CLASSES.index("circle") + 1: 0.9},
    )
    detector = Detector.load(Path(weights_path()), choose("cpu"))
    found = select(detector(read_image(CROWD).rgb).candidates, thresholds).detections
    (record,) = strict_json(out)
    assert [one["score"] for one in record["detections"]] == pytest.approx(
        found.scores.tolist(), abs=1e-5
    )
    code, _, err = job("detect", CROWD, "--class-confidence", "horse=0.5")
    assert code != 0
    assert "horse" in one_sentence(err)
