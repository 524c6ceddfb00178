"""Settings of the whole process that keep a window with busy threads responsive."""

from __future__ import annotations

import gc
import os
import sys
import threading

SWITCH_SECONDS = 0.001
"""How long a thread may keep Python's lock while another wants it; the default of 5 ms adds up."""


_BACK = 10
"""Niceness of threads that step back: of a busy core they get a tenth beside one that does not."""


def make_responsive() -> None:
    """Call once, when everything is imported, torch included, and the window is there.

    A full collection over all that was imported would stall the window for some 200 ms, so the
    collector is told to leave that alone.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.freeze()


def step_back() -> None:
    """Let every other thread go first; call in a thread that computes for hours.

    Threads and processes that it starts inherit that: those that multiply, and those that load
    pictures. Only Linux knows a niceness of single threads.
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _BACK)


def memory_of_machine() -> float | None:
    """Bytes of memory there are; None where that cannot be told."""
    try:
        return float(os.sysconf("SC_PAGE_SIZE")) * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
