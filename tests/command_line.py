"""Running ``ssd-core`` in a process of its own, and reading what it said."""

from __future__ import annotations

import json
import subprocess
import sys

from ssd_core.bundled import sample_paths

CROWD = next(str(p) for p in sample_paths() if p.stem == "crowd-of-circles")


def program(*arguments: object, **options) -> subprocess.Popen[str]:
    """Start one job; what it prints is piped."""
    command = [sys.executable, "-m", "ssd_core", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )


def strict_json(text: str):
    """JSON as the standard has it: NaN and Infinity are no numbers."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not JSON")

    return json.loads(text, parse_constant=refuse)


def one_sentence(stderr: str) -> str:
    """What the program said, if it was one line of ours."""
    assert stderr.startswith("ssd-core: "), stderr
    assert stderr.count("\n") == 1, stderr
    return stderr.removeprefix("ssd-core: ").strip()
