"""What holds for every test: the package before torch, one thread, the same examples each time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

# Read when torch is imported, by the programs that tests start as well.
os.environ["OMP_NUM_THREADS"] = "1"

import ssd_core  # noqa: F401  (sets OMP_WAIT_POLICY, which is read at the same moment)

# isort: split
import pytest
from hypothesis import settings

from ssd_core.cli import main

settings.register_profile("project", deadline=None, derandomize=True, database=None)
settings.load_profile("project")


@pytest.fixture(scope="module")
def narrow_networks() -> Iterator[None]:
    """A module whose runs are of a network with a quarter of the channels."""
    from small_training import narrow  # torch, which not every process of the tests needs

    with narrow():
        yield


@pytest.fixture(scope="module")
def whole(narrow_networks: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run of a narrow network that nobody broke off."""
    from small_training import begun

    from ssd_core.training.events import Stopped

    folder = tmp_path_factory.mktemp("whole")
    assert list(begun(folder))[-1] == Stopped(5, "finished")
    return folder


@pytest.fixture
def job(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run one ``ssd-core`` job in this process: (exit code, stdout, stderr)."""

    def run(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as wrong_usage:
            code = wrong_usage.code
        return code, *capsys.readouterr()

    return run
