"""Where training pictures come from, and how they become batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import count
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, Sampler

from ssd_core.config import SSDConfig
from ssd_core.data.shapes import make_scene
from ssd_core.dboxes import make_dboxes
from ssd_core.matching import learning_targets
from ssd_core.sentence import say
from ssd_core.training.loader_process import be_quiet, end_loaders
from ssd_core.training.unread import training_example
from ssd_core.types import ByteArray, FloatArray, GroundTruth, IntArray

FIRST_TRAINING_SEED = 1_000_000
"""Scenes with smaller seeds are never trained on; evaluation uses them."""

Batch = tuple[Tensor, Tensor, Tensor]
"""Pictures uint8 [B, S, S, 3], target offsets [B, N, 4], target labels int64 [B, N]."""


Key = tuple[int, int]
"""(index, draw): which picture, and for which time."""

_ENDLESS = 1 << 30
"""A source that says it has more pictures than this makes them up."""
GENERATED_EPOCH = 1_000
"""Pictures that count as a pass over a source without end."""


class PictureSource(Protocol):
    """Annotated pictures of the network's input size. Must survive being sent to a process."""

    @property
    def size(self) -> int:
        """How many different indices there are."""
        ...

    def training(self, index: int, draw: int) -> tuple[ByteArray, GroundTruth]:
        """Picture ``index`` as augmented in its ``draw``-th use; equal arguments, equal picture."""
        ...

    def held_out(self, index: int) -> tuple[ByteArray, GroundTruth]:
        """Picture ``index`` of the evaluation set, not augmented."""
        ...

    @property
    def held_out_size(self) -> int:
        """How many pictures the evaluation set has."""
        ...

    def name(self, index: int) -> str:
        """What a person knows training picture ``index`` by."""
        ...

    def held_out_name(self, index: int) -> str:
        """What a person knows picture ``index`` of the evaluation set by."""
        ...


def epoch_of(source: PictureSource) -> int:
    """Pictures in one pass over the source."""
    return GENERATED_EPOCH if source.size > _ENDLESS else source.size


class ShapesSource:
    """Generated scenes without end, full ones to learn from and ordinary ones to be tested with."""

    size = 1 << 40
    held_out_size = FIRST_TRAINING_SEED

    def __init__(self, seed: int) -> None:
        self._first = FIRST_TRAINING_SEED + seed * (1 << 41)

    def training(self, index: int, draw: int) -> tuple[ByteArray, GroundTruth]:
        scene = make_scene(self._first + index, full=True)
        return scene.rgb, scene.truth

    def held_out(self, index: int) -> tuple[ByteArray, GroundTruth]:
        scene = make_scene(index)
        return scene.rgb, scene.truth

    def name(self, index: int) -> str:
        return say("scene {number}", number=self._first + index)

    def held_out_name(self, index: int) -> str:
        return say("scene {number}", number=index)


_Example = tuple[ByteArray, IntArray, FloatArray, IntArray, tuple[int, ...]]
"""A picture; of its P positives which DBoxes [P], their offsets [P, 4], their labels [P]; and the
indices of pictures that it takes the place of, because they cannot be read."""


class _Examples(Dataset[_Example]):
    """The example of an (index, draw) pair, made in a loader process."""

    def __init__(self, source: PictureSource, config: SSDConfig) -> None:
        self._source = source
        self._config = config

    def __getitem__(self, key: Key) -> _Example:
        rgb, truth, unread = training_example(self._source, *key)
        dboxes = make_dboxes(self._config.dboxes)
        offsets, labels = learning_targets(truth, dboxes, variances=self._config.variances)
        positives = np.flatnonzero(labels)
        return rgb, positives, offsets[positives], labels[positives], unread


def batch_keys(size: int, *, batch: int, seed: int, position: int) -> list[Key]:
    """The pictures of batch ``position`` = 0, 1 …, of a source with ``size`` pictures.

    Each pass over the source has a new order, and passes follow one another without a gap. A pure
    function: a run that was broken off goes on with any batch, whatever was loaded ahead.
    """
    numbers = range(position * batch, (position + 1) * batch)
    return [(_picture(size, seed, number), number // size) for number in numbers]


def _picture(size: int, seed: int, number: int) -> int:
    draw, place = divmod(number, size)
    if size > _ENDLESS:  # a generator: every index is new, so no order is needed
        return place
    return int(_order(size, seed, draw)[place])


@lru_cache(maxsize=4)
def _order(size: int, seed: int, draw: int) -> NDArray[np.int64]:
    return np.random.default_rng((seed, draw)).permutation(size)


class _Batches(Sampler[list[Key]]):
    """One part of the ``batch_keys`` of every position from ``start`` on."""

    def __init__(
        self, size: int, *, batch: int, seed: int, start: int, part: tuple[int, int]
    ) -> None:
        self._size, self._batch, self._seed, self._start = size, batch, seed, start
        self._part = part

    def __iter__(self) -> Iterator[list[Key]]:
        first, parts = self._part
        for position in count(self._start):
            keys = batch_keys(self._size, batch=self._batch, seed=self._seed, position=position)
            yield keys[first::parts]


_Arrays = tuple[NDArray[np.uint8], IntArray, IntArray, FloatArray, IntArray]
_Packed = tuple[_Arrays, frozenset[int]]


def _packed(examples: list[_Example]) -> _Packed:
    """A batch as a loader process hands it over: pictures, and for each positive of them all its
    picture, DBox, offsets and label. With every negative it would be nearly twice as much. Beside
    them the indices of pictures that could not be read.

    As arrays: tensors would be faster to hand over, but a loader process that ends while its queue
    still sends one is aborted by the C++ runtime.
    """
    pictures, positives, offsets, labels, unread = zip(*examples, strict=True)
    owners = np.repeat(np.arange(len(examples)), [len(rows) for rows in positives])
    dboxes = np.concatenate(positives)
    arrays = np.stack(pictures), owners, dboxes, np.concatenate(offsets), np.concatenate(labels)
    return arrays, frozenset().union(*unread)


def _unpacked(arrays: _Arrays, dboxes: int) -> Batch:
    """The batch with targets for all ``dboxes``; those of negatives are zero."""
    pictures, owners, positives, offsets, labels = map(torch.from_numpy, arrays)
    all_offsets = torch.zeros(len(pictures), dboxes, 4)
    all_labels = torch.zeros(len(pictures), dboxes, dtype=torch.int64)
    all_offsets[owners, positives] = offsets
    all_labels[owners, positives] = labels
    return pictures, all_offsets, all_labels


def batches(
    source: PictureSource,
    config: SSDConfig,
    *,
    batch: int,
    seed: int,
    workers: int,
    start: int = 0,
    part: tuple[int, int] = (0, 1),
    unread: Callable[[int], None] | None = None,
) -> Iterator[Batch]:
    """Endless training batches from position ``start`` on, those of ``batch_keys``.

    part: (k, n) gives every n-th picture of each batch, from the k-th on. unread: is told, before
    a batch, the indices of its pictures that cannot be read and whose place others take.

    Loader processes are spawned, not forked, so that they are safe beside a window's threads. When
    the iterator is closed they are told to end, and nobody waits for that.
    """
    loader = DataLoader(
        _Examples(source, config),
        batch_sampler=_Batches(source.size, batch=batch, seed=seed, start=start, part=part),
        num_workers=workers,
        collate_fn=_packed,
        worker_init_fn=be_quiet,
        multiprocessing_context="spawn" if workers else None,
        prefetch_factor=4 if workers else None,
        # Without its own, the loader would take a number from the one that a checkpoint holds.
        generator=torch.Generator(),
    )
    handed_over = iter(loader)
    try:
        for arrays, lost in handed_over:
            if unread is not None:
                for index in sorted(lost):
                    unread(index)
            yield _unpacked(arrays, config.dboxes.total)
    finally:
        if workers:
            end_loaders(handed_over)


def in_parts(batch: Batch, parts: int) -> list[Batch]:
    """The batch cut into ``parts`` of about one size; fewer where it has fewer pictures."""
    count = min(parts, len(batch[0]))
    pictures, offsets, labels = (whole.tensor_split(count) for whole in batch)
    return list(zip(pictures, offsets, labels, strict=True))


def to_input(pictures: Tensor, config: SSDConfig, device: torch.device) -> Tensor:
    """A uint8 batch [B, S, S, 3] as the network's input [B, 3, S, S], channels last in memory.

    The arithmetic of ``image.preprocess`` after its resize.
    """
    mean = torch.tensor(config.preprocessing.mean, device=device)
    std = torch.tensor(config.preprocessing.std, device=device)
    x = (pictures.to(device, non_blocking=True).float() - mean) / std
    return x.permute(0, 3, 1, 2)
