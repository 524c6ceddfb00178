"""Argument types and helpers that several jobs share."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ssd_core.bundled import weights_path
from ssd_core.config import is_class_name
from ssd_core.errors import UserError, printable
from ssd_core.types import NmsMethod, Thresholds

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


def rising_fractions(text: str) -> tuple[float, ...]:
    """Numbers between 0 and 1 with commas between, each larger than the one before."""
    found = tuple(map(fraction, text.split(",")))
    if list(found) != sorted(set(found)):
        raise argparse.ArgumentTypeError(f"{text!r} does not rise")
    return found


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


def class_list(text: str) -> tuple[str, ...]:
    """Class names with commas between, label 1 first."""
    names = tuple(name.strip() for name in text.split(","))
    if "" in names or len(set(names)) < len(names):
        raise argparse.ArgumentTypeError(f"{text!r} is no list of different names")
    strange = next((name for name in names if not is_class_name(name)), None)
    if strange is not None:
        raise argparse.ArgumentTypeError(f"{strange[:80]!r} is no name that a class can have")
    return names


def class_fraction(text: str) -> tuple[str, float]:
    """A class and a number between 0 and 1, such as ``dog=0.5``."""
    name, equals, value = text.rpartition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form CLASS=NUMBER")
    return name, fraction(value)


def width(text: str) -> float:
    """A number above 0."""
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not 0.0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"{text} is not above 0")
    return value


def add_thresholds(job: argparse.ArgumentParser) -> None:
    """Options for what a person can move in the window, with the same defaults."""
    default = Thresholds()
    job.add_argument(
        "--confidence",
        type=fraction,
        default=default.confidence,
        help="least score of a detection (default: %(default)s)",
    )
    job.add_argument(
        "--class-confidence",
        type=class_fraction,
        action="append",
        default=[],
        metavar="CLASS=NUMBER",
        help="another confidence for one class; may be repeated",
    )
    job.add_argument(
        "--overlap",
        type=fraction,
        default=default.overlap,
        help="at which a better box suppresses another (default: %(default)s)",
    )
    job.add_argument(
        "--top-k",
        type=positive,
        default=default.top_k,
        metavar="N",
        help="candidates a class that enter NMS (default: %(default)s)",
    )
    job.add_argument(
        "--nms",
        choices=[method.value for method in NmsMethod],
        default=default.method.value,
        help="what becomes of boxes that overlap a better one (default: %(default)s)",
    )
    job.add_argument(
        "--sigma",
        type=width,
        default=default.sigma,
        help="width of --nms soft-gaussian (default: %(default)s)",
    )
    job.add_argument(
        "--class-agnostic",
        action="store_true",
        help="let boxes of different classes suppress one another",
    )


def chosen_thresholds(options: argparse.Namespace, classes: Sequence[str]) -> Thresholds:
    """What ``add_thresholds`` read. Raises UserError for a class that is not among ``classes``."""
    own = {}
    for name, confidence in options.class_confidence:
        if name not in classes:
            raise UserError(
                f"These weights know no class {printable(name)!r}.",
                details={"classes": ", ".join(classes)},
            )
        own[classes.index(name) + 1] = confidence
    return Thresholds(
        confidence=options.confidence,
        overlap=options.overlap,
        top_k=options.top_k,
        method=NmsMethod(options.nms),
        class_agnostic=options.class_agnostic,
        class_confidence=tuple(own.items()),
        sigma=options.sigma,
    )


def add_device(job: argparse.ArgumentParser) -> None:
    """``--device`` and ``--threads``, for jobs that compute."""
    job.add_argument(
        "--device", default="auto", help="auto, cpu, cuda, cuda:1, mps (default: %(default)s)"
    )
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
