"""Probes: what a run says of a few pictures while it learns, kept and found again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from small_training import CPU, KEPT, SLIM, Dots, begun, network, resumed

from ssd_core.data.shapes import make_scene
from ssd_core.detection import select
from ssd_core.errors import UserError
from ssd_core.image import save_image
from ssd_core.inference import Detector
from ssd_core.training import probing
from ssd_core.training.array_file import encode
from ssd_core.training.checkpoint import read_checkpoint
from ssd_core.training.data import batch_keys
from ssd_core.training.events import ProbeDone, Recovered, Stopped
from ssd_core.training.folder import STATE
from ssd_core.training.probe_files import encode_outputs
from ssd_core.training.probes import ProbeHistory
from ssd_core.training.probing import Prober
from ssd_core.training.thinning import surplus
from ssd_core.types import RawOutput, Thresholds

pytestmark = pytest.mark.usefixtures("narrow_networks")

PROBED = replace(KEPT, probe_every=2, probe_pictures=2, evaluate_every=5)
"""Five steps, with looks after 0, 2, 4 and 5 of them."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    events = list(begun(folder, PROBED))
    assert [e.step for e in events if isinstance(e, ProbeDone)] == [0, 2, 4, 5]
    assert all(e.path.is_file() for e in events if isinstance(e, ProbeDone))
    assert events[-1] == Stopped(5, "finished")
    return folder


def copied(whole: Path, folder: Path) -> Path:
    return Path(shutil.copytree(whole, folder / "run", symlinks=True))


class TestHistory:
    def test_the_pictures_are_held_out_ones_with_what_is_to_be_found(self, whole) -> None:
        history = ProbeHistory(whole)
        assert [p.image.source for p in history.pictures] == ["held out 0", "held out 1"]
        for index, picture in enumerate(history.pictures):
            rgb, truth = Dots().held_out(index)
            assert np.array_equal(picture.image.rgb, rgb)
            assert np.array_equal(picture.truth.boxes, truth.boxes)
            assert np.array_equal(picture.truth.labels, truth.labels)
        assert history.config == SLIM

    def test_the_last_look_is_what_the_averaged_network_says(self, whole) -> None:
        history = ProbeHistory(whole)
        tensors, prefix = read_checkpoint(whole / STATE).trainer.tensors, "average.module."
        state = {k.removeprefix(prefix): v for k, v in tensors.items() if k.startswith(prefix)}
        averaged = network()
        averaged.load_state_dict(state)
        detector = Detector(averaged, CPU)
        assert history.steps == (0, 2, 4, 5)
        for index, picture in enumerate(history.pictures):
            wanted = detector(picture.image.rgb)
            raw, candidates = history.raw(5, index), history.candidates(5, index)
            np.testing.assert_allclose(raw.conf, wanted.raw.conf, rtol=2e-3, atol=2e-3)
            np.testing.assert_allclose(raw.loc, wanted.raw.loc, rtol=2e-3, atol=2e-3)
            np.testing.assert_allclose(candidates.scores, wanted.candidates.scores, atol=2e-3)
            assert not np.array_equal(raw.conf, history.raw(0, index).conf)
            assert len(select(candidates, Thresholds(confidence=0.01)).detections)

    def test_a_look_is_small_and_whole(self, whole) -> None:
        size = (whole / "probes" / "5.safetensors").stat().st_size
        assert size < 2 * 8732 * (4 + 9) * 2 + 1000

    def test_it_follows_a_folder_that_is_being_written(self, tmp_path) -> None:
        folder = tmp_path / "run"
        history = ProbeHistory(folder)
        assert (history.steps, history.pictures, history.config) == ((), (), None)
        events = begun(folder, PROBED)
        seen = []
        for event in events:
            if history.refresh():
                seen.append(history.steps)
            if isinstance(event, ProbeDone):
                assert history.raw(event.step, 1).conf.shape == (8732, 9)
        assert seen == [(0,), (0, 2), (0, 2, 4), (0, 2, 4, 5)]
        assert history.refresh() is False

    def test_a_step_that_was_there_and_is_taken_anew_is_read_anew(self, whole, tmp_path) -> None:
        folder = copied(whole, tmp_path)
        history = ProbeHistory(folder)
        before = history.raw(4, 0)
        shutil.copy(folder / "probes" / "2.safetensors", folder / "probes" / "4.safetensors")
        assert not np.array_equal(history.raw(4, 0).conf, before.conf)

    def test_a_step_that_is_gone(self, whole) -> None:
        with pytest.raises(UserError, match=r"3\.safetensors could not be read\. There is no"):
            ProbeHistory(whole).raw(3, 0)


class TestHostileFolders:
    @pytest.mark.parametrize("damage", ["cut", "empty", "other", "shape", "type", "link", "pipe"])
    def test_outputs(self, whole, tmp_path, damage: str) -> None:
        folder = copied(whole, tmp_path)
        path = folder / "probes" / "4.safetensors"
        data = path.read_bytes()
        few = RawOutput(np.zeros((9, 4), np.float32), np.zeros((9, 9), np.float32))
        wide = {"loc": np.zeros((2, 8732, 4)), "conf": np.zeros((2, 8732, 9))}
        changed = {
            "cut": data[:-7],
            "empty": b"",
            "other": data.replace(b"ssd-viewer probe 1", b"ssd-viewer probe 9"),
            "shape": encode_outputs([few, few], 4),
            "type": encode(wide, {}, form="ssd-viewer probe 1"),
        }
        path.unlink()
        if damage == "link":
            path.symlink_to(folder / "probes" / "2.safetensors")
        elif damage == "pipe":
            os.mkfifo(path)
        else:
            path.write_bytes(changed[damage])
        history = ProbeHistory(folder)
        assert len(history.raw(2, 0).conf) == 8732
        with pytest.raises(UserError, match=r"^4\.safetensors could not be read\. It[s ]"):
            history.raw(4, 0)

    @pytest.mark.parametrize("damage", ["cut", "names", "classes", "label", "preset", "picture"])
    def test_pictures(self, whole, tmp_path, damage: str) -> None:
        folder = copied(whole, tmp_path)
        path = folder / "probes" / "pictures.safetensors"
        data = path.read_bytes()
        changed = {
            "cut": data[:-7],
            "names": data.replace(b'[\\"held out 0\\"', b"[123456789012]"),
            "classes": data.replace(b'\\"circle', b'\\"square'),
            "label": data.replace(b"0.labels", b"0.lebals"),
            "preset": data.replace(b"ssd300_slim", b"ssd300_slam"),
            "picture": data.replace(b'"0.rgb":{"dtype":"U8"', b'"0.rgb":{"dtype":"I8"'),
        }[damage]
        assert changed != data
        path.write_bytes(changed)
        with pytest.raises(UserError, match=r"^pictures\.safetensors could not be read\."):
            ProbeHistory(folder)

    def test_a_folder_of_probes_that_is_a_link_is_neither_read_nor_written(
        self, whole, tmp_path
    ) -> None:
        folder = copied(whole, tmp_path)
        (folder / "probes").rename(tmp_path / "elsewhere")
        (folder / "probes").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(UserError, match="symbolic link"):
            ProbeHistory(folder)
        before = sorted((tmp_path / "elsewhere").iterdir())
        with pytest.raises(UserError, match="symbolic link"):
            list(resumed(folder))
        assert sorted((tmp_path / "elsewhere").iterdir()) == before

    def test_names_that_are_no_steps_are_left_alone(self, whole, tmp_path) -> None:
        folder = copied(whole, tmp_path)
        for name in ("007.safetensors", "-1.safetensors", "²", "1e3.safetensors", "٣.safetensors"):
            (folder / "probes" / name).write_bytes(b"")
        assert ProbeHistory(folder).steps == (0, 2, 4, 5)


class TestRun:
    @pytest.mark.parametrize(
        "breaks",
        [
            pytest.param((1, 3), marks=pytest.mark.slow),
            (4, 6),
            pytest.param((2, 9), marks=pytest.mark.slow),
        ],
    )
    def test_broken_off_the_same_looks_are_kept(self, whole, tmp_path, breaks) -> None:
        first, second = breaks
        take(begun(tmp_path, PROBED), first)
        take(resumed(tmp_path), second)
        list(resumed(tmp_path))
        names = sorted(p.name for p in (whole / "probes").iterdir())
        assert sorted(p.name for p in (tmp_path / "probes").iterdir()) == names
        for name in names:
            theirs = (whole / "probes" / name).read_bytes()
            assert (tmp_path / "probes" / name).read_bytes() == theirs
        looks = [line for line in lines(tmp_path) if "ProbeDone" in line]
        assert looks == [line for line in lines(whole) if "ProbeDone" in line]

    def test_what_a_write_left_that_a_power_cut_ended_is_cleared_away(self, tmp_path) -> None:
        take(begun(tmp_path, PROBED), 2)
        left = tmp_path / "probes" / ".0123456789abcdef.tmp"
        left.write_bytes(b"half")
        list(resumed(tmp_path))
        assert not left.exists()

    def test_steps_that_are_undone_are_forgotten(self, tmp_path) -> None:
        config = replace(PROBED, save_every=100, evaluate_every=100, steps=4)
        spoilt = Dots(spoilt=frozenset({tuple(batch_keys(5, batch=2, seed=0, position=3)[1])}))
        history = ProbeHistory(tmp_path)
        steps = []
        for event in begun(tmp_path, config, source=spoilt):
            history.refresh()
            if isinstance(event, Recovered):
                assert event.step == 0
                steps.append(history.steps)
        assert steps == [(0,)]
        assert history.steps == (0, 2, 4)

    def test_a_run_may_have_none(self, tmp_path) -> None:
        events = list(begun(tmp_path, replace(PROBED, probe_every=0, steps=1)))
        assert not any(isinstance(e, ProbeDone) for e in events)
        assert not (tmp_path / "probes").exists()

    def test_pictures_of_ones_own(self, tmp_path) -> None:
        save_image(tmp_path / "wide.png", np.zeros((700, 2100, 3), np.uint8))
        save_image(tmp_path / "scene.png", make_scene(3).rgb)
        paths = tuple(str(tmp_path / name) for name in ("wide.png", "scene.png"))
        take(begun(tmp_path / "run", replace(PROBED, probes=paths)), 1)
        for path in paths:
            os.unlink(path)  # the run has its own copies
        wide, scene = ProbeHistory(tmp_path / "run").pictures
        assert wide.image.rgb.shape == (341, 1024, 3)
        assert (scene.image.source, len(scene.truth)) == ("scene.png", 0)
        assert np.array_equal(scene.image.rgb, make_scene(3).rgb)
        take(resumed(tmp_path / "run"), 3)

    def test_a_picture_that_cannot_be_read_is_named(self, tmp_path) -> None:
        with pytest.raises(UserError, match=r"gone\.png could not be read"):
            list(begun(tmp_path, replace(PROBED, probes=(str(tmp_path / "gone.png"),))))

    def test_numbers_too_large_for_float16_stay_finite(self, tmp_path) -> None:
        wild = network()
        with torch.no_grad():
            wild.conf[0].bias.fill_(1e9)
        prober = Prober(tmp_path, PROBED, Dots(), wild, CPU)
        prober.look(wild, 0)
        assert np.isfinite(ProbeHistory(tmp_path).raw(0, 0).conf).all()

    def test_old_looks_give_way_to_new_ones(self, tmp_path, monkeypatch) -> None:
        monkeypatch.setattr(probing, "MAX_BYTES", 0)
        prober = Prober(tmp_path, PROBED, Dots(), small := network(), CPU)
        for step in range(0, 60, 2):
            prober.look(small, step)
        steps = ProbeHistory(tmp_path).steps
        assert len(steps) <= 17
        assert {0, 2, 4, 58} <= set(steps)


def take(events: Iterator, count: int) -> None:
    for _ in range(count):
        next(events, None)
    events.close()


def lines(folder: Path) -> list[str]:
    return (folder / "events.jsonl").read_text().splitlines()


class TestThinning:
    @pytest.mark.parametrize("most", [1, 16, 40, 100, 300])
    def test_what_is_kept(self, most: int) -> None:
        kept: set[int] = set()
        for number in range(2000):
            kept.add(number)
            gone = set(surplus(kept, most=most))
            assert number not in gone
            kept -= gone
            assert not surplus(kept, most=most)
            assert len(kept) <= max(most, number.bit_length() + 1) + 1
            if number < most:
                assert len(kept) == number + 1 or most == 1
        whole = set(range(2000)) - set(surplus(range(2000), most=most))
        assert kept == whole  # however it came about
        assert {0, 1, 2, 4, 1024, 1999} <= kept

    def test_gaps_grow_with_the_number(self) -> None:
        gone = set(surplus(range(1024), most=64))
        kept = [n for n in range(1024) if n not in gone]
        gaps = np.diff(kept[:-1])
        assert (np.diff(gaps) >= 0).all()
        assert gaps[0] == 1
        assert len(kept) > 48
