"""How a process that loads training pictures behaves beside the one that trains."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from typing import Any

import torch

_BEHIND = 5
"""Niceness beyond that of the trainer. Its thread holds Python's lock for a window to wait for:
while pictures are loaded ahead, it must not be the one that stands without a core.
"""


def be_quiet(_: int) -> None:
    """Called in each loader process before it loads anything.

    One core a loader: OpenCV and torch would otherwise take them all from the network. Ctrl+C
    reaches every process of a terminal; it is for the trainer to say when loading ends.
    """
    from ssd_core.opencv import cv2

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    if hasattr(os, "nice"):  # Windows has none
        os.nice(_BEHIND)
    threading.Thread(target=_end_with_trainer, name="parent", daemon=True).start()


def end_loaders(iterator: Any) -> None:
    """Tell the processes of a ``DataLoader``'s iterator to end.

    Of a busy machine they get so little that it takes them seconds, and whoever paused the run
    would wait for processes that have nothing left to lose.
    """
    threading.Thread(target=iterator._shutdown_workers, name="ending loaders").start()


def _end_with_trainer() -> None:
    """A trainer that crashes tells nobody. By itself a loader would wait for ever then: it ends
    only when the batch at hand was taken from it.
    """
    trainer = multiprocessing.parent_process()
    if trainer is not None:
        trainer.join()
        os._exit(1)
