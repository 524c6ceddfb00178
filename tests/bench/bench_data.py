"""Training pictures: a loader's work on each, and how long a training step waits for them.

The plain way decodes the whole picture and changes all of it in float32 before it resizes. The
floor is decoding the JPEGs alone. Both are timed on one core, as a loader process has it.
"""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import cv2
import numpy as np
import torch
from bench.measure import Figure, Row, in_turn
from oracles.augmentation import classic

from ssd_core.config import SHAPE_CLASSES, preset
from ssd_core.data.augment import MEAN, Augmentation
from ssd_core.data.opening import open_splits
from ssd_core.data.picture_set import PictureSet, load
from ssd_core.data.shapes import make_scene
from ssd_core.data.voc import write_annotation
from ssd_core.device import choose, cpu_has_bf16
from ssd_core.image import encode_image, resized
from ssd_core.network import build_network
from ssd_core.training.annotated_source import AnnotatedSource
from ssd_core.training.config import TrainConfig
from ssd_core.training.data import PictureSource, ShapesSource, batches
from ssd_core.training.loop import Trainer
from ssd_core.training.starting import initialise

_PICTURES = 48
_STEPS, _WARM_UP = 24, 6
_SHARED = Path(__file__).parents[3] / "shared" / "data" / "bccd-voc.tar"


def run() -> list[Row | Figure]:
    """Pictures as large as VOC's, made here; BCCD's where it is there."""
    with TemporaryDirectory() as folder:
        made = _made(Path(folder) / "made")
        rows = [*_worker("VOC-sized JPEG", made), _waiting("shapes", ShapesSource(0))]
        rows.append(_waiting("VOC-sized JPEGs", _source(made)))
        if _SHARED.is_file():
            with tarfile.open(_SHARED) as archive:
                archive.extractall(folder, filter="data")
            bccd = Path(folder) / "bccd"
            rows += [*_worker("BCCD", bccd), _waiting("BCCD", _source(bccd))]
    return rows


def _made(folder: Path) -> Path:
    """Scenes as 500×375 JPEGs, in VOC's layout."""
    for name in ("JPEGImages", "Annotations"):
        (folder / name).mkdir(parents=True)
    for seed in range(_PICTURES):
        scene = make_scene(seed, size=500)
        picture = encode_image(resized(scene.rgb, 500, 375), ".jpg")
        text = write_annotation(
            f"{seed}.jpg", width=500, height=375, truth=scene.truth, classes=SHAPE_CLASSES
        )
        (folder / "JPEGImages" / f"{seed:02}.jpg").write_bytes(picture)
        (folder / "Annotations" / f"{seed:02}.xml").write_bytes(text)
    return folder


def _source(folder: Path) -> AnnotatedSource:
    sets = open_splits([folder])
    return AnnotatedSource(sets["train"], sets["val"], size=300, seed=0)


def _worker(name: str, folder: Path) -> list[Row | Figure]:
    """From a file to a training picture, against the classic pipeline and against the decoder."""
    pictures, source = open_splits([folder])["train"], _source(folder)
    count = min(len(pictures), _PICTURES)
    files = [np.fromfile(pictures.picture(k), np.uint8) for k in range(count)]
    with _one_core():
        plain, ours = _times(
            count, lambda k: _classic(pictures, k), lambda k: source.training(k, 0)
        )
        ours_again, floor = _times(
            count, lambda k: source.training(k, 0), lambda k: cv2.imdecode(files[k], 1)
        )
    note = f"{1e3 / plain:.0f} → {1e3 / ours:.0f} pictures/s"
    return [
        Row(f"{name} → training picture, a worker", plain, ours, 5.0, note),
        Figure(f"{name}, times of decoding alone", ours_again / floor, "×", 3.0),
    ]


def _times(
    count: int, plain: Callable[[int], object], ours: Callable[[int], object]
) -> tuple[float, float]:
    """Milliseconds of a core a picture, the mean over ``count`` of the best of each."""
    times = [
        in_turn(lambda k=k: plain(k), lambda k=k: ours(k), turns=5, clock=process_time)
        for k in range(count)
    ]
    return sum(t[0] for t in times) / count, sum(t[1] for t in times) / count


def _classic(pictures: PictureSet, index: int) -> object:
    image, truth = load(pictures, index)
    drawn = Augmentation.draw(truth, np.random.default_rng((0, 0, index)))
    return classic(image.rgb, truth.boxes, drawn, 300, MEAN)


def _waiting(name: str, source: PictureSource) -> Figure:
    """The share of real training steps of the slim network that its one loader keeps waiting.

    The first steps are left out: what a loader that has just started makes is not what it keeps up.
    """
    precision = "bf16" if cpu_has_bf16() else "fp32"  # the fastest, so that data come slowest
    config = TrainConfig(batch=8, workers=1, precision=precision)
    classes = getattr(source, "classes", SHAPE_CLASSES)
    network = build_network(preset("ssd300_slim").with_classes(classes))
    initialise(network)
    data = batches(source, network.config, batch=8, seed=0, workers=1)
    trainer = Trainer(network, config, data, choose("cpu").torch)
    left = iter(range(_WARM_UP + _STEPS))
    try:
        events = list(trainer.run(lambda: next(left, None) is None))[:-1]
    finally:
        trainer.close()
    waited = sum(event.waiting for event in events[_WARM_UP:])
    seconds = events[-1].seconds - events[_WARM_UP - 1].seconds
    step = f"{1e3 * seconds / _STEPS:.0f} ms"
    return Figure(f"{name}: waiting, of a slim step of {step}", 100 * waited / seconds, "%", 5.0)


@contextmanager
def _one_core() -> Iterator[None]:
    before = cv2.getNumThreads(), torch.get_num_threads()
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(before[0])
        torch.set_num_threads(before[1])
