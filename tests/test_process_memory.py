"""How much memory there is, and keeping what was freed."""

from __future__ import annotations

import mmap
import resource
import sys

import numpy as np
import pytest

from ssd_core.process_memory import keeping_freed_memory, memory_in_use, return_memory

linux = pytest.mark.skipif(sys.platform != "linux", reason="only glibc can be told")
SIZE = 2**26


def new_pages() -> int:
    """Pages that this thread touched for the first time while a block came and went."""
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    np.ones(SIZE, np.uint8)
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before


@linux
def test_memory_in_use_grows_with_what_is_used() -> None:
    with mmap.mmap(-1, SIZE) as block:  # pages of its own: an array may get some that were freed
        before = memory_in_use()
        np.frombuffer(block, np.uint8)[:] = 1
        assert memory_in_use() - before == pytest.approx(SIZE, rel=0.1)


@linux
def test_a_block_that_comes_and_goes_is_kept_and_given_back_at_the_end() -> None:
    return_memory()  # what other tests left would be taken instead of new pages
    outside = new_pages()
    with keeping_freed_memory():
        new_pages()
        assert new_pages() < outside / 4
        kept = memory_in_use()
    assert memory_in_use() < kept - SIZE / 2


def test_giving_back_does_no_harm() -> None:
    return_memory()
