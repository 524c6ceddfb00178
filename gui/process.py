"""Settings of the whole process that keep a window with busy threads responsive."""

from __future__ import annotations

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
