"""Runs on a full disk, or in a folder that may no longer be written: nothing is lost."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command_line import one_sentence
from resuming import (
    assert_same_run,
    at_most,
)
from small_training import begun, resumed

from ssd_core.errors import UserError
from ssd_core.training.folder import STATE

pytestmark = pytest.mark.usefixtures("narrow_networks")


class TestNoRoom:
    @pytest.mark.parametrize(
        "full", [STATE, pytest.param("events.jsonl", marks=pytest.mark.slow), "log.csv"]
    )
    def test_a_full_disk_leaves_what_was_saved(self, whole, tmp_path, full: str):
        events = begun(tmp_path)
        next(events)
        before = (tmp_path / STATE).read_bytes()
        room = len(before) // 2 if full == STATE else (tmp_path / full).stat().st_size + 9
        with at_most(room), pytest.raises(UserError, match=r"could not be written\.|was not wri"):
            list(events)
        assert (tmp_path / STATE).read_bytes() == before
        assert not list(tmp_path.glob(".*.tmp"))
        assert all(json.loads(line) for line in (tmp_path / "events.jsonl").open())
        list(resumed(tmp_path))
        assert_same_run(tmp_path, whole)

    def test_the_program_says_so_and_fails(self, job, tmp_path):
        short = ["--steps", 2, "--batch", 1, "--workers", 0, "--evaluate-pictures", 1]
        with at_most(2**16):
            code, out, err = job("train", "--data", "shapes", *short, "--folder", tmp_path)
        assert code == 1
        assert "saved" not in out
        assert one_sentence(err).startswith("state.safetensors could not be written.")

    def test_a_folder_that_may_no_longer_be_written(self, whole, open_folder):
        events = begun(open_folder)
        next(events)
        before = (open_folder / STATE).read_bytes()
        with (
            read_only(open_folder),
            pytest.raises(UserError, match=r"could not be written\. .+ Permission denied\.$"),
        ):
            list(events)
        assert (open_folder / STATE).read_bytes() == before
        with read_only(open_folder), pytest.raises(UserError, match="could not be written"):
            next(resumed(open_folder))
        list(resumed(open_folder))
        assert_same_run(open_folder, whole)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may enter, unlike pytest's."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name) / "run"


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nobody may write to the folder, and this process is somebody for whom that holds."""
    user = os.geteuid()
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)
        for path in (folder, *folder.iterdir()):
            path.chmod(0o755 if path.is_dir() else 0o644)
