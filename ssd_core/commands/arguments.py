"""Argument types and helpers that several jobs share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ssd_core.bundled import weights_path
from ssd_core.errors import UserError

if TYPE_CHECKING:
    from ssd_core.device import Device


def fraction(text: str) -> float:
    """A number between 0 and 1."""
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"{text} does not lie between 0 and 1")
    return value


def positive(text: str) -> int:
    """A whole number from 1 on."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def seed_number(text: str) -> int:
    """A whole number from 0 to 2⁶³ - 1."""
    if not text.isascii() or not text.isdigit() or int(text) >= 2**63:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to 2^63 - 1")
    return int(text)


def add_device(job: argparse.ArgumentParser) -> None:
    """``--device`` and ``--threads``, for jobs that compute."""
    job.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:1, mps")
    job.add_argument("--threads", type=positive, help="CPU threads (default: all cores)")


def chosen_weights(options: argparse.Namespace) -> Path:
    """The weights file that was asked for, or the bundled one. Raises UserError without any."""
    if options.weights is not None:
        return Path(options.weights)
    try:
        return weights_path()
    except FileNotFoundError as error:
        raise UserError(f"{error}; name other weights with --weights.", details={}) from error


def chosen_device(options: argparse.Namespace) -> Device:
    """The device that was asked for. Raises UserError if this computer lacks it."""
    import torch

    from ssd_core.device import choose

    if options.threads:
        torch.set_num_threads(options.threads)
    try:
        return choose(options.device)
    except ValueError as error:
        raise UserError(f"{error}.", details={"asked for": options.device}) from error
