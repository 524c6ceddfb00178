"""One run in several processes, each on its own device with its own part of every batch.

``torchrun -m ssd_core train …`` starts them; DistributedDataParallel averages their gradients. The
losses are weighed such that the average is the gradient of the whole batch: hard negatives are
mined picture by picture anyway, and all are divided by the positives of all.

Batch norm is the one thing that differs from one process with the whole batch: on CUDA devices the
statistics are those of the whole batch (SyncBatchNorm); on CPUs, which have no such thing, each
process normalises by its own part, and the running statistics are those of process 0.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import timedelta

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from ssd_core.device import Device, available
from ssd_core.errors import UserError, printable
from ssd_core.network import SSD
from ssd_core.sentence import say

_WIDTH = 4
"""Numbers in an exchange. All have the same form, so that one can always answer another."""
_PATIENCE = timedelta(days=1)
"""Process 0 evaluates while the others wait. One that ended is noticed at once, at its socket."""


class PeerFailed(UserError):
    """Another process of the run could not go on; it tells why."""

    def __init__(self) -> None:
        super().__init__(
            say("The run has ended."), say("Another of its processes could not go on.")
        )


class World:
    """The processes of a run. This one is alone: every answer is its own."""

    rank = 0
    """Of this process; 0 leads: it alone evaluates and writes."""
    size = 1

    def share(self, network: SSD) -> nn.Module:
        """What to call instead of ``network`` so that its gradients are those of all."""
        return network

    def agree(self, progress: float, stop: bool) -> tuple[float, bool]:
        """The leader's progress, for clocks differ; and whether anybody wants to stop."""
        return progress, stop

    def sum(self, *values: float) -> list[float]:
        """Each value, at most three, summed over all processes."""
        return list(values)

    def union(self, numbers: Iterable[int]) -> list[int]:
        """The numbers of all processes, rising."""
        return sorted(numbers)

    def same(self, text: str) -> str:
        """The leader's text."""
        return text

    def adding_up(self, shared: nn.Module, *, last: bool) -> AbstractContextManager[object]:
        """Around the backward of a part of a batch: its gradients are exchanged after the last."""
        return nullcontext()

    @contextmanager
    def computing(self) -> Iterator[None]:
        """Around what waits for the gradients of others."""
        yield


ALONE = World()


class _Joined(World):
    """One of several processes. Every method is called by all of them in the same order."""

    def __init__(self, device: Device) -> None:
        self.rank, self.size = dist.get_rank(), dist.get_world_size()
        self._device = device
        # Of their own, on the CPU: asking must not wait for a GPU, nor mix with gradients.
        self._group = dist.new_group(backend="gloo", timeout=_PATIENCE)
        self._out_of_step = False

    def share(self, network: SSD) -> nn.Module:
        self.sum()  # all have come so far; what follows cannot be answered by a failure
        module: nn.Module = network
        if self._device.torch.type == "cuda":
            module = nn.SyncBatchNorm.convert_sync_batchnorm(network)  # type: ignore[no-untyped-call]
        return DistributedDataParallel(module)

    def agree(self, progress: float, stop: bool) -> tuple[float, bool]:
        total, stops = self.sum(progress if self.rank == 0 else 0.0, stop)
        return total, stops > 0

    def sum(self, *values: float) -> list[float]:
        found = self._exchange(values)
        if found[0]:
            self._out_of_step = True
            raise PeerFailed
        return found[1 : 1 + len(values)]

    def union(self, numbers: Iterable[int]) -> list[int]:
        self.sum()
        everybody: list[list[int]] = [[] for _ in range(self.size)]
        dist.all_gather_object(everybody, list(numbers), group=self._group)
        return sorted(set().union(*everybody))

    def same(self, text: str) -> str:
        self.sum()
        texts = [text]
        dist.broadcast_object_list(texts, src=0, group=self._group)
        return texts[0]

    def adding_up(self, shared: nn.Module, *, last: bool) -> AbstractContextManager[object]:
        assert isinstance(shared, DistributedDataParallel)
        return nullcontext() if last else shared.no_sync()

    @contextmanager
    def computing(self) -> Iterator[None]:
        self._out_of_step = True
        with _noticing():
            yield
        self._out_of_step = False

    @contextmanager
    def together(self) -> Iterator[None]:
        """Around all that this process does for the run: if one fails, all end."""
        try:
            yield
        except Exception:
            if not self._out_of_step:  # or the others wait for something else than an exchange
                self._exchange((), failed=True)
            raise
        self.sum()

    def _exchange(self, values: Iterable[float], *, failed: bool = False) -> list[float]:
        padded = [float(failed), *values, *[0.0] * _WIDTH][:_WIDTH]
        numbers = torch.tensor(padded, dtype=torch.float64)
        with _noticing():
            dist.all_reduce(numbers, group=self._group)
        found: list[float] = numbers.tolist()
        return found


@contextmanager
def _noticing() -> Iterator[None]:
    """Turn what the connection says when another process is gone into PeerFailed."""
    try:
        yield
    except RuntimeError as error:
        if isinstance(error, dist.DistError) or "gloo" in str(error):
            raise PeerFailed from error
        raise


def is_launched() -> bool:
    """Whether torchrun, or what sets the same variables, started this process."""
    return {"RANK", "WORLD_SIZE"} <= os.environ.keys()


def is_leader() -> bool:
    """Whether this process speaks for the run."""
    return not is_launched() or os.environ["RANK"] == "0"


def own_device(device: Device) -> Device:
    """``device``, or of several GPUs the one that is this process's own."""
    if not is_launched() or device.torch.type != "cuda":
        return device
    gpus = [found for found in available() if found.torch.type == "cuda"]
    return gpus[int(os.environ.get("LOCAL_RANK", "0")) % len(gpus)]


@contextmanager
def joined(device: Device) -> Iterator[World]:
    """The world of this process, in which it computes on ``device``; alone if it was not launched.

    An error inside ends the run of every process: here with that error, there with PeerFailed.
    Raises UserError where the others are not found.
    """
    if not is_launched():
        yield ALONE
        return
    cuda = device.torch.type == "cuda"
    if cuda:
        torch.cuda.set_device(device.torch)
    try:
        dist.init_process_group("nccl" if cuda else "gloo")
    except (ValueError, RuntimeError) as error:
        raise UserError(
            say("The processes of this run do not find one another."),
            say("Start them with torchrun."),
            details={"reason": printable(str(error)[:400])},
        ) from error
    try:
        world = _Joined(device)
        with world.together():
            yield world
    finally:
        dist.destroy_process_group()
