"""Settings of the whole process that keep a window with busy threads responsive."""

from __future__ import annotations

import ctypes
import gc
import sys

SWITCH_SECONDS = 0.001
"""How long a thread may keep Python's lock while another wants it; the default of 5 ms adds up."""


def make_responsive() -> None:
    """Call once, when everything is imported, torch included, and the window is there.

    A full collection over all that was imported would stall the window for some 200 ms, so the
    collector is told to leave that alone.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.freeze()


def return_memory() -> None:
    """Give what is free back to the system, where the C library can be told to; takes some ms.

    Each frame of a video leaves a small value that stays among large ones that go, so the library
    by itself would hold ever more memory: 30 kB a frame were measured.
    """
    if _malloc_trim is not None:
        _malloc_trim(0)


# Of glibc alone; elsewhere the library does it by itself.
_malloc_trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
