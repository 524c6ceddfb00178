"""Where training pictures come from, and what a run leaves in its folder."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Iterator
from dataclasses import asdict, fields, replace

import numpy as np
import pytest
import torch
from small_training import CPU, SHORT, SLIM, Dots, network

from ssd_core.data.shapes import make_scene
from ssd_core.dboxes import make_dboxes
from ssd_core.errors import UserError
from ssd_core.image import preprocess
from ssd_core.matching import learning_targets
from ssd_core.training.config import TrainConfig
from ssd_core.training.data import Batch, ShapesSource, batch_keys, batches, to_input
from ssd_core.training.events import Evaluated, Saved, StepDone, Stopped
from ssd_core.training.run import train
from ssd_core.types import GroundTruth
from ssd_core.weights import read_weights

pytestmark = pytest.mark.usefixtures("narrow_networks")


class TestBatches:
    def test_equal_seeds_give_equal_batches_whoever_makes_them(self) -> None:
        def first(workers: int) -> list[Batch]:
            loader = batches(ShapesSource(1), SLIM, batch=2, seed=1, workers=workers)
            taken = list(itertools.islice(loader, 3))
            loader.close()
            return taken

        for alone, shared in zip(first(0), first(2), strict=True):
            assert all(torch.equal(a, b) for a, b in zip(alone, shared, strict=True))

    def test_shapes_and_types(self) -> None:
        pictures, offsets, labels = next(batches(ShapesSource(0), SLIM, batch=3, seed=0, workers=0))
        assert (pictures.shape, pictures.dtype) == ((3, 300, 300, 3), torch.uint8)
        assert (offsets.shape, offsets.dtype) == ((3, 8732, 4), torch.float32)
        assert (labels.shape, labels.dtype) == ((3, 8732), torch.int64)
        assert labels.max() <= 8
        assert (labels > 0).any()

    def test_each_picture_has_its_own_targets(self) -> None:
        source = ShapesSource(3)
        pictures, offsets, labels = next(batches(source, SLIM, batch=4, seed=0, workers=0))
        for place, (index, draw) in enumerate(batch_keys(source.size, batch=4, seed=0, position=0)):
            rgb, truth = source.training(index, draw)
            wanted = learning_targets(truth, make_dboxes(), variances=SLIM.variances)
            assert np.array_equal(pictures[place].numpy(), rgb)
            assert np.array_equal(offsets[place].numpy(), wanted[0])
            assert np.array_equal(labels[place].numpy(), wanted[1])

    def test_scenes_of_other_seeds_and_of_the_evaluation_are_others(self) -> None:
        pictures = [ShapesSource(seed).training(0, 0)[0] for seed in (0, 1)]
        pictures.append(ShapesSource(0).held_out(0)[0])
        assert not any(np.array_equal(a, b) for a, b in itertools.combinations(pictures, 2))
        assert np.array_equal(ShapesSource(0).held_out(5)[0], ShapesSource(9).held_out(5)[0])

    def test_each_pass_shows_every_picture_once_in_a_new_order(self) -> None:
        seen = self.keys(Numbers(7), batch=2, count=14, seed=3)
        first, second = seen[:7], seen[7:14]
        assert sorted(first) == [(i, 0) for i in range(7)]
        assert sorted(second) == [(i, 1) for i in range(7)]
        assert [i for i, _ in first] != [i for i, _ in second]
        assert seen == self.keys(Numbers(7), batch=2, count=14, seed=3)
        assert seen != self.keys(Numbers(7), batch=2, count=14, seed=4)

    def test_more_pictures_a_batch_than_there_are(self) -> None:
        assert len(self.keys(Numbers(1), batch=5, count=5, seed=0)) == 5

    @staticmethod
    def keys(source: Numbers, *, batch: int, count: int, seed: int) -> list[tuple[int, int]]:
        loader = batches(source, SLIM, batch=batch, seed=seed, workers=0)
        return list(itertools.islice(pictures_as_keys(loader), count))

    def test_the_input_is_what_detection_preprocesses(self) -> None:
        rgb = make_scene(0).rgb
        for scaled in (SLIM.preprocessing, replace(SLIM.preprocessing, std=(58.0, 57.0, 57.5))):
            config = replace(SLIM, preprocessing=scaled)
            x = to_input(torch.from_numpy(rgb[None]), config, CPU.torch)
            assert np.array_equal(x.numpy(), preprocess(rgb, scaled))
            assert x.is_contiguous(memory_format=torch.channels_last)


class Numbers:
    """Pictures whose first pixel holds their index and draw."""

    held_out_size = 0

    def __init__(self, size: int) -> None:
        self.size = size

    def training(self, index: int, draw: int) -> tuple[np.ndarray, GroundTruth]:
        rgb = np.zeros((300, 300, 3), np.uint8)
        rgb[0, 0, :2] = index, draw
        return rgb, GroundTruth.none()


def pictures_as_keys(loader: Iterator[Batch]) -> Iterator[tuple[int, int]]:
    for pictures, _, _ in loader:
        yield from ((int(p[0, 0, 0]), int(p[0, 0, 1])) for p in pictures)


class TestRunFolder:
    def test_it_holds_the_weights_the_log_and_the_choices(self, tmp_path) -> None:
        folder = tmp_path / "some" / "run"
        events = list(
            train(network(), SHORT, ShapesSource(0), folder, CPU, provenance={"by": "me"})
        )
        assert [type(e) for e in events] == [
            StepDone, StepDone, Evaluated, Saved, StepDone, Evaluated, Saved, Stopped,
        ]  # fmt: skip
        assert events[-1] == Stopped(3, "finished")
        assert sorted(p.name.partition("tfevents")[0] for p in folder.iterdir()) == [
            ".lock",
            "best.safetensors",
            "config.json",
            "events.jsonl",
            "events.out.",
            "last.safetensors",
            "log.csv",
            "state.safetensors",
        ]
        assert TrainConfig(**json.loads((folder / "config.json").read_text())) == SHORT
        with (folder / "log.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        assert list(rows[0]) == [
            *(f.name for f in fields(StepDone)),
            *("map50", "train_loss", "val_loss"),
        ]
        steps = [e for e in events if isinstance(e, StepDone)]
        logged = [{k: float(v) for k, v in r.items() if v} for r in rows if r["seconds"]]
        for row, step in zip(logged, steps, strict=True):
            assert row.pop("train_loss") == step.loss_loc + step.loss_conf
            assert row == {k: v for k, v in asdict(step).items() if v == v}
        last = [e for e in events if isinstance(e, Evaluated)][-1]
        assert last.loss_loc > 0
        assert last.loss_conf > 0
        assert last.classes == SLIM.classes
        assert len(last.ap) == len(last.classes)
        assert float(rows[-1]["val_loss"]) == last.loss_loc + last.loss_conf
        assert [r["step"] for r in rows if r["map50"]] == ["2", "3"]
        weights = read_weights(folder / "last.safetensors")
        assert weights.config == SLIM
        assert weights.provenance["steps"] == "3"
        assert weights.provenance["by"] == "me"

    def test_a_run_that_is_stopped_keeps_what_it_learnt(self, tmp_path) -> None:
        answers = iter([False, True])
        config = replace(SHORT, steps=100, evaluate_every=100)
        *_, end = train(
            network(),
            config,
            ShapesSource(0),
            tmp_path,
            CPU,
            provenance={},
            stop=lambda: next(answers),
        )
        assert end == Stopped(1, "asked")
        assert read_weights(tmp_path / "last.safetensors").provenance["steps"] == "1"

    def test_a_loss_that_is_not_finite_leaves_the_last_good_file_alone(self, tmp_path) -> None:
        last = tmp_path / "last.safetensors"
        last.write_bytes(b"good")
        config = replace(SHORT, steps=9, evaluate_every=9, learning_rate=1e37, warm_up=0)
        events = list(train(network(), config, Dots(), tmp_path, CPU, provenance={}))
        assert events[-1].reason == "not finite"
        assert last.read_bytes() == b"good"

    @pytest.mark.parametrize("blocked", ["run", "run/config.json", "run/log.csv"])
    def test_a_folder_that_cannot_be_written_is_named(self, tmp_path, blocked: str) -> None:
        path = tmp_path / blocked
        if blocked == "run":
            path.write_text("a file, not a folder")
        else:
            path.mkdir(parents=True)
        events = train(network(), SHORT, ShapesSource(0), tmp_path / "run", CPU, provenance={})
        with pytest.raises(UserError, match=r"could not be written\. The system says: .+\.$"):
            next(events)
