"""``ssd-core train`` as people and scripts use it."""

from __future__ import annotations

import csv
import json
import os
import signal
from pathlib import Path

import pytest
import torch
from command_line import CROWD, one_sentence, program, strict_json
from resuming import assert_same_run
from small_training import narrow

from ssd_core.bundled import weights_path
from ssd_core.config import SHAPE_CLASSES, preset
from ssd_core.data.shapes import make_scene
from ssd_core.data.voc import write_annotation
from ssd_core.image import save_image
from ssd_core.training.config_file import read_config
from ssd_core.weights import read_weights

narrowly = narrow()  # for tests that never look at the weights
SHORT = ["--steps", "2", "--batch", "2", "--workers", "0", "--evaluate-pictures", "2"]


@pytest.fixture(scope="module")
def voc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny VOC folder: three pictures, two classes."""
    root = tmp_path_factory.mktemp("VOC")
    for folder in ("Annotations", "JPEGImages"):
        (root / folder).mkdir()
    classes = ["star" if k % 2 else "blob" for k in range(8)]
    busy = (
        scene for scene in map(make_scene, range(1000)) if len(set(scene.truth.labels % 2)) == 2
    )
    for number, scene in zip(range(3), busy, strict=False):
        save_image(root / "JPEGImages" / f"{number}.png", scene.rgb)
        (root / "Annotations" / f"{number}.xml").write_bytes(
            write_annotation(
                f"{number}.png", width=300, height=300, truth=scene.truth, classes=classes
            )
        )
    return root


def test_shapes_from_nothing(job, tmp_path) -> None:
    code, out, err = job("train", "--data", "shapes", *SHORT, "--folder", tmp_path)
    assert (code, err) == (0, "")
    first, second, *_ = out.splitlines()
    assert first.startswith("recipe scratch (From scratch, small)  ssd300_slim  2 steps  batch 2")
    assert second.startswith("step 1  0.0 %")
    saved, finished = out.splitlines()[-2:]
    assert saved == f"step 2  saved {tmp_path / 'last.safetensors'}"
    assert finished == "step 2  finished"
    with (tmp_path / "log.csv").open(newline="") as file:
        assert [row["step"] for row in csv.DictReader(file)] == ["1", "2", "2"]
    choices = json.loads((tmp_path / "config.json").read_text())
    assert (choices["steps"], choices["batch"], choices["workers"]) == (2, 2, 0)
    weights = read_weights(tmp_path / "last.safetensors")
    assert weights.config == preset("ssd300_slim")
    assert weights.provenance["data"] == "shapes"
    assert job("detect", CROWD, "--weights", weights.path)[0] == 0


def test_a_voc_folder_from_the_bundled_weights(job, voc, tmp_path) -> None:
    steady = ["--learning-rate", "1e-9", "--weights", weights_path()]
    code, _, err = job("train", "--data", voc, *SHORT, *steady, "--folder", tmp_path)
    assert (code, err) == (0, "")
    start, end = read_weights(weights_path()), read_weights(tmp_path / "last.safetensors")
    assert end.config == start.config.with_classes(("blob", "star"))
    for key in ("stem.0.conv.weight", "loc.2.weight"):
        torch.testing.assert_close(end.state[key], start.state[key], atol=1e-4, rtol=1e-3)
    new, old = (state["conf.0.bias"].view(4, -1) for state in (end.state, start.state))
    star = 1 + SHAPE_CLASSES.index("star")
    torch.testing.assert_close(new[:, [0, 2]], old[:, [0, star]], atol=1e-4, rtol=1e-3)
    assert not new[:, 1].any()

    code, out, _ = job("evaluate", "--data", voc, "--weights", end.path, "--json")
    report = strict_json(out)
    assert code == 0
    assert report["pictures"] == 1
    assert list(report["AP by class"]) == ["blob", "star"]


@narrowly
def test_a_loss_that_is_not_finite_ends_with_a_sentence(job, tmp_path) -> None:
    wild = ["--learning-rate", "1e37", "--steps", "9"]
    code, _, err = job("train", "--data", "shapes", *SHORT, *wild, "--folder", tmp_path)
    assert code == 1
    assert "no longer finite after step" in one_sentence(err)
    assert not (tmp_path / "last.safetensors").exists()


def test_options_replace_what_the_recipe_says(job, tmp_path) -> None:
    options = ("--recipe", "book", "--preset", "ssd300_slim", "--schedule", "step", "--parts", 2)
    options += ("--milestones", "0.5,0.9", "--frozen", "--precision", "fp32", "--patience", 3)
    options += ("--augment", "crop,zoom")
    code, out, err = job("train", "--data", "shapes", *SHORT, *options, "--folder", tmp_path)
    assert code == 0
    assert one_sentence(err).startswith("the recipe book expects --weights")
    assert out.startswith("recipe book (The book's recipe)  ssd300_slim  2 steps  batch 2  sgd")
    config = read_config(tmp_path)
    assert (config.epochs, config.evaluate_epochs, config.momentum) == (0, 10, 0.9)
    assert (config.milestones, config.frozen, config.precision) == ((0.5, 0.9), 1.0, "fp32")
    assert config.augment == ("crop", "zoom")


@narrowly
def test_a_rate_is_found_and_nothing_is_written(job, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("ssd_core.training.find_rate.STEPS", 4)
    code, out, err = job("train", "--data", "shapes", *SHORT, "--find-rate")
    assert (code, err) == (0, "")
    *table, verdict = out.splitlines()
    assert [line.split()[:2] for line in table] == [
        ["rate", rate] for rate in ("1.00e-06", "3.16e-05", "1.00e-03", "3.16e-02")[: len(table)]
    ]
    assert verdict.startswith(("Try --learning-rate ", "The loss fell at none"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--minutes", "-1"), "This run cannot start: minutes"),
        (("--minutes", "0"), "This run cannot start: minutes"),
        (("--minutes", "nan"), "This run cannot start: minutes"),
        (("--workers", "-1"), "This run cannot start: workers"),
        (("--learning-rate", "0"), "This run cannot start: learning_rate"),
        (("--data", "shapes", "gone"), "Generated shapes are learnt from alone."),
        (("--data", "gone"), "gone could not be read. There is no such folder."),
        (("--weights", "gone.pth"), "gone.pth was not loaded. There is no such file."),
        (("--folder", CROWD), "crowd-of-circles.jpg could not be written."),
    ],
)
def test_what_cannot_start_is_said_in_a_sentence(job, tmp_path, wrong, said) -> None:
    short = SHORT[2:] if wrong[0] == "--minutes" else SHORT
    code, out, err = job("train", "--data", "shapes", "--folder", tmp_path, *short, *wrong)
    assert code == 1
    assert "step 1 " not in out
    assert one_sentence(err).startswith(said)


@pytest.mark.parametrize(
    "wrong",
    [
        ("--seed", "-1"),
        ("--batch", "0"),
        ("--steps", "x"),
        ("--preset", "ssd9000"),
        ("--augment", "flip"),
    ],
)
def test_wrong_usage(job, wrong) -> None:
    code, _, err = job("train", "--data", "shapes", *wrong)
    assert code == 2
    assert f"argument {wrong[0]}:" in err


@narrowly
def test_ctrl_c_means_what_it_meant_when_the_run_is_over(job, tmp_path) -> None:
    before = signal.getsignal(signal.SIGINT)
    job("train", "--data", "shapes", *SHORT, "--folder", tmp_path)
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_ends_a_training_well(tmp_path) -> None:
    """As a terminal sends it: to the loader process too."""
    process = program(
        *("train", "--data", "shapes", "--steps", 10**6, "--batch", 1, "--workers", 1),
        *("--evaluate-pictures", 1, "--folder", tmp_path),
        start_new_session=True,
    )
    assert process.stdout.readline().startswith("recipe scratch ")
    first = process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate()
    assert first.startswith("step 1 ")
    assert err == ""
    assert process.returncode == 0
    assert "saved" in out.splitlines()[-1]
    assert int(read_weights(tmp_path / "last.safetensors").provenance["steps"]) >= 1


@narrowly
def test_without_a_folder_each_run_gets_its_own(job, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number in (1, 2):
        code, _, err = job("train", "--data", "shapes", *SHORT)
        assert (code, err) == (0, "")
        assert (tmp_path / "runs" / str(number) / "last.safetensors").is_file()


def test_a_run_that_is_killed_goes_on_as_if_it_had_not_been(job, tmp_path) -> None:
    short = ["--steps", 3, "--batch", 1, "--workers", 0, "--evaluate-pictures", 1]
    short += ["--save-every", 1, "--data", "shapes", "--device", "cpu"]
    process = program("train", *short, "--folder", tmp_path / "killed")
    assert process.stdout.readline().startswith("recipe scratch ")
    assert process.stdout.readline().startswith("step 1 ")
    process.kill()
    process.communicate()
    code, out, err = job("train", "--resume", tmp_path / "killed", "--device", "cpu")
    assert (code, err) == (0, "")
    assert " resumed" in out.splitlines()[0]
    assert job("train", *short, "--folder", tmp_path / "whole")[0] == 0
    assert_same_run(tmp_path / "killed", tmp_path / "whole")
