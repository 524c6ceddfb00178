"""``ssd-core detect``: find objects in pictures and print, save or export them."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ssd_core.bundled import sample_paths
from ssd_core.commands.arguments import (
    add_device,
    add_thresholds,
    chosen_device,
    chosen_thresholds,
    chosen_weights,
)
from ssd_core.errors import UserError, printable, shown_name, shown_path
from ssd_core.export.values import FORMAT_KEYS, Options, Record
from ssd_core.folders import list_pictures

if TYPE_CHECKING:
    from ssd_core.batch import Detected, Refused
    from ssd_core.export.exporter import Exporter
    from ssd_core.inference import Detector
    from ssd_core.types import Thresholds

_NEW_LINE = "\r\x1b[K"
"""Back to the start of the terminal's line, and clear it."""
_OUTPUT = Path("detections")
"""Below the folder that the command is given in: it never writes beside the pictures unasked."""


def add_to(jobs: Any) -> None:
    job = jobs.add_parser("detect", help="find objects in pictures", description=__doc__)
    job.add_argument("images", nargs="*", metavar="IMAGE|FOLDER")
    job.add_argument("--sample", action="store_true", help="look at a bundled sample scene")
    job.add_argument("--recursive", action="store_true", help="look into folders of folders too")
    job.add_argument("--weights", help="weights file (default: the bundled shapes)")
    add_thresholds(job)
    job.add_argument("--json", action="store_true", help="print JSON instead of a table")
    _add_export(job.add_argument_group("export"))
    add_device(job)
    job.set_defaults(run=run)


def _add_export(group: Any) -> None:
    group.add_argument("--save", type=Path, metavar="FOLDER", help="write annotated PNGs there")
    group.add_argument(
        "--export",
        nargs="+",
        action="extend",
        choices=FORMAT_KEYS,
        metavar="FORMAT",
        help=f"write files of these kinds into --output: {', '.join(FORMAT_KEYS)}",
    )
    group.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        help=f"where --export writes (default: {_OUTPUT})",
    )
    group.add_argument(
        "--replace", action="store_true", help="replace files in --output instead of numbering"
    )
    group.add_argument("--no-labels", action="store_true", help="no class names on pictures")
    group.add_argument(
        "--no-scores", action="store_true", help="no scores on pictures and in YOLO files"
    )


def run(options: argparse.Namespace) -> int:
    """Look at every picture. 0 only if each of them was read, and written where asked."""
    from ssd_core.inference import Detector

    _check(options)
    say = _Teller(progress=bool(options.json or options.export) and sys.stderr.isatty())
    paths = _pictures(options, say)
    if not paths and not say.failures:
        raise UserError("Name a picture to look at, or use --sample.", details={})
    if not paths:
        if options.json:
            print("[]")
        return 1
    detector = Detector.load(chosen_weights(options), chosen_device(options))
    exporters = _exporters(options, paths, detector.config.classes)
    thresholds = chosen_thresholds(options, detector.config.classes)
    listed, pictures, found = [], 0, 0
    for plain in _look_at_all(paths, detector, thresholds, exporters, say):
        pictures += 1
        found += len(plain["detections"])
        if options.json:
            listed.append(plain)
        elif not options.export:
            print_table(plain)
    failures = say.failures
    for exporter in exporters:
        with say.what_fails():
            exporter.finish()
    if options.json:
        print(json.dumps(listed, indent=1))
    elif options.export and say.failures == failures:
        _print_summary(pictures, found, options)
    return 1 if say.failures else 0


class _Teller:
    """Says on stderr how far it is, and what could not be done; the rest is done all the same."""

    def __init__(self, *, progress: bool) -> None:
        self.failures = 0
        self._progress = progress

    def position(self, number: int, count: int, path: str) -> None:
        """Rewrite the line that tells how far it is."""
        if self._progress and count > 1:
            words = f"{number}/{count}  {shown_name(path)[:60]}"
            print(_NEW_LINE + words, end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """Take that line away."""
        if self._progress:
            print(end=_NEW_LINE, file=sys.stderr, flush=True)

    @contextmanager
    def what_fails(self) -> Iterator[None]:
        """A UserError inside is told and counted, and ends only what is inside."""
        try:
            yield
        except UserError as error:
            self.failures += 1
            self.done()
            print(f"ssd-core: {error}", file=sys.stderr)


def _look_at_all(
    paths: Sequence[str],
    detector: Detector,
    thresholds: Thresholds,
    exporters: Sequence[Exporter],
    say: _Teller,
) -> Iterator[dict[str, Any]]:
    """Every picture that was read, and written, as plain values."""
    from ssd_core.batch import detect_all
    from ssd_core.export.json_records import to_plain

    for event in detect_all(detector, paths, thresholds):
        say.position(event.index + 1, len(paths), event.path)
        record = None
        with say.what_fails():
            record = _written(event, exporters)
        if record is not None:
            yield to_plain(record, detector.config.classes)
    say.done()


def _written(event: Detected | Refused, exporters: Sequence[Exporter]) -> Record:
    """What was found, after every exporter has written it. Raises UserError."""
    from ssd_core.batch import Refused

    if isinstance(event, Refused):
        raise event.error
    record = Record(event.path, event.width, event.height, event.detections)
    for exporter in exporters:
        exporter.add(record, event.image)
    return record


def print_table(record: dict[str, Any]) -> None:
    """Label, score and box of every detection, best first."""
    found = record["detections"]
    heading = f"{printable(record['image'])}  {record['width']}×{record['height']}"
    print(f"{heading}  {_counted(len(found), 'detection')}")
    for one in found:
        corners = "  ".join(f"{v:7.1f}" for v in one["box"])
        print(f"  {printable(one['label']):<14} {one['score']:.2f}  {corners}")


def _check(options: argparse.Namespace) -> None:
    if options.export and options.output is None:
        options.output = _OUTPUT
    if options.output is not None and not options.export:
        keys = ", ".join(FORMAT_KEYS)
        raise UserError(f"Name a format to export with --export: {keys}.", details={})


def _pictures(options: argparse.Namespace, say: _Teller) -> list[str]:
    """The pictures that were named, those of a folder in its place."""
    paths: list[str] = []
    for name in options.images:
        if os.path.isdir(name):
            with say.what_fails():
                paths += _inside(name, recursive=options.recursive)
        else:
            paths.append(name)
    if options.sample:
        paths += [str(path) for path in sample_paths()[:1]]
    return paths


def _inside(folder: str, *, recursive: bool) -> Sequence[str]:
    pictures = list_pictures(folder, recursive=recursive)
    if not pictures:
        raise UserError(
            f"{shown_name(folder)} holds no pictures.", details={"folder": shown_path(folder)}
        )
    return pictures


def _exporters(
    options: argparse.Namespace, paths: Sequence[str], classes: tuple[str, ...]
) -> list[Exporter]:
    from ssd_core.export.exporter import Exporter
    from ssd_core.export.formats import FORMATS

    chosen = Options(labels=not options.no_labels, scores=not options.no_scores)
    wishes = []
    if options.save is not None:
        wishes.append((options.save, ["png"], True))
    if options.export:
        wishes.append((options.output, list(dict.fromkeys(options.export)), options.replace))
    return [
        Exporter(
            folder,
            [FORMATS[key] for key in keys],
            classes,
            options=chosen,
            sources=paths,
            replace=replace,
        )
        for folder, keys, replace in wishes
    ]


def _print_summary(pictures: int, found: int, options: argparse.Namespace) -> None:
    counted = f"{_counted(pictures, 'picture')}, {_counted(found, 'detection')}"
    formats = ", ".join(dict.fromkeys(options.export))
    print(f"{counted}: {formats} in {shown_path(options.output)}")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
