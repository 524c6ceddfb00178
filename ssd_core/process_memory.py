"""The memory of this process: how much it is, and when what was freed goes back to the system."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
"""``mallopt``'s numbers, of glibc's malloc.h."""
_ANY_SIZE = 2**30
_USUAL = 2**25
"""Where glibc's own, moving thresholds end up in a process that frees large blocks."""

# Of glibc alone; elsewhere the library does it by itself.
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None
_malloc_trim = getattr(_libc, "malloc_trim", None)
_mallopt = getattr(_libc, "mallopt", None)


def memory_in_use() -> float | None:
    """Bytes of memory that this process takes; None where that cannot be told."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except OSError:
        return None
    return float(pages) * os.sysconf("SC_PAGE_SIZE")


def return_memory() -> None:
    """Give what is free back to the system, where the C library can be told to; takes some ms.

    Each frame of a video leaves a small value that stays among large ones that go, so the library
    by itself would hold ever more memory: 30 kB a frame were measured.
    """
    if _malloc_trim is not None:
        _malloc_trim(0)


@contextmanager
def keeping_freed_memory() -> Iterator[None]:
    """Let the C library keep large blocks that are freed, for the next step wants them again.

    A block that comes fresh from the system is cleared page by page when it is first written: an
    SSD300 step with 8 pictures touched 340,000 new pages, a tenth of its time; so it touches none.
    """
    _keep_up_to(_ANY_SIZE)
    try:
        yield
    finally:
        _keep_up_to(_USUAL)
        return_memory()


def _keep_up_to(size: int) -> None:
    if _mallopt is not None:
        _mallopt(_MMAP_THRESHOLD, size)
        _mallopt(_TRIM_THRESHOLD, size)
