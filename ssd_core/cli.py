"""The ``ssd-core`` command: detect, explain, check data, train and evaluate without a window."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from ssd_core import __version__, commands
from ssd_core.errors import UserError


def parser() -> argparse.ArgumentParser:
    """The command line, described once; ``--help`` prints it."""
    top = argparse.ArgumentParser(prog="ssd-core", description=_for_people(__doc__))
    top.add_argument("--version", action="version", version=f"ssd-core {__version__}")
    jobs = top.add_subparsers(dest="job", required=True, metavar="JOB")
    commands.detect.add_to(jobs)
    commands.explain.add_to(jobs)
    commands.preflight.add_to(jobs)
    commands.train.add_to(jobs)
    commands.evaluate.add_to(jobs)
    for job in jobs.choices.values():
        job.description = _for_people(job.description)
    return top


def _for_people(docstring: str | None) -> str:
    """Without the marks that set code off in a docstring."""
    return (docstring or "").replace("``", "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one job. Returns the exit code: 0 done, 1 something failed, 130 stopped by Ctrl+C.

    Raises SystemExit(2) for wrong usage.
    """
    _print_any_text()
    options = parser().parse_args(arguments)
    try:
        code = _run(options)
        print(end="", flush=True)
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        _discard_output()
        return 1
    return code


def _run(options: argparse.Namespace) -> int:
    try:
        code: int = options.run(options)
    except UserError as error:
        print(f"ssd-core: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("ssd-core: stopped", file=sys.stderr)
        return 130
    return code


def _print_any_text() -> None:
    """Spell out what the terminal's encoding lacks: file and class names are anybody's."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _discard_output() -> None:
    """Python flushes its output once more when it ends, and would complain again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
