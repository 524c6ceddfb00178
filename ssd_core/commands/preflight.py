"""``ssd-core preflight``: what there is to learn from in a data set, and what is wrong with it."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ssd_core.commands.arguments import class_list, positive, seed_number
from ssd_core.config import PRESETS, preset
from ssd_core.errors import printable

if TYPE_CHECKING:
    from ssd_core.data.findings import Finding
    from ssd_core.data.preflight import Checked, Preflight

_PROGRESS_EVERY = 100
_LONGEST_NAME = 40


def add_to(jobs: Any) -> None:
    job = jobs.add_parser("preflight", help="check a data set before a run", description=__doc__)
    job.add_argument(
        "data", nargs="+", help="folders in VOC layout, COCO instances files or their folders"
    )
    job.add_argument(
        "--split", action="append", help="may be repeated (default: train and val, as a run does)"
    )
    job.add_argument(
        "--classes", type=class_list, help="names with commas between (default: those in the data)"
    )
    job.add_argument("--preset", choices=tuple(PRESETS), default="ssd300_slim")
    job.add_argument("--seed", type=seed_number, default=0, help="of a split without a list")
    job.add_argument("--decode", action="store_true", help="decode every picture: slow, but sure")
    job.add_argument(
        "--list", type=positive, default=10, metavar="N", help="findings of a kind to print"
    )
    job.add_argument("--json", action="store_true", help="print everything, for programs")
    job.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check and print. 0 also where something is wrong: a run would go on without it."""
    from ssd_core.data.opening import open_splits
    from ssd_core.data.preflight import preflight

    splits = options.split or ["train", "val"]
    sets = open_splits(options.data, splits, classes=options.classes, seed=options.seed)
    dboxes = preset(options.preset).dboxes
    report = watched(preflight(sets, dboxes=dboxes, decode=options.decode))
    if options.json:
        print(json.dumps(as_json(report), indent=1))
    else:
        _print(report, most=options.list)
    return 0


def as_json(report: Preflight) -> dict[str, Any]:
    """The report as JSON has it; a ``summary`` beside each finding."""
    facts = dataclasses.asdict(dataclasses.replace(report, findings=()))
    findings = [
        {
            "kind": finding.kind,
            "item": finding.item,
            "repaired": finding.repaired,
            "detail": str(finding.detail),
            "summary": str(finding.summary),
        }
        for finding in report.findings
    ]
    totals = {
        "pictures": report.pictures,
        "objects": report.objects,
        "matched": report.matched,
        "matched_by_force": report.matched_by_force,
    }
    return totals | facts | {"counts": report.counts, "findings": findings}


def watched(events: Iterable[Checked | Preflight]) -> Preflight:
    """The report at the end of ``preflight``, after showing on a terminal how far it is."""
    from ssd_core.data.preflight import Preflight

    shown = sys.stderr.isatty()
    for event in events:
        if isinstance(event, Preflight):
            if shown:
                print(file=sys.stderr)
            return event
        if shown and (event.done % _PROGRESS_EVERY == 0 or event.done == event.total):
            print(f"\rchecked {event.done:,} of {event.total:,}", end="", file=sys.stderr)
    raise RuntimeError("the preflight ended without a report")


def _print(report: Preflight, *, most: int) -> None:
    print(report.summary)
    _table("split", report.splits, ("pictures", "objects"))
    _table("class", report.classes, ("objects", "difficult", "pictures"))
    sizes = ("objects", "matched", "matched_by_force")
    _table("√area in the picture", report.coco_sizes, sizes)
    _table("√area in the input", report.input_sizes, sizes)
    by_kind: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_kind[finding.kind].append(finding)
    for kind in report.counts:
        found = by_kind[kind]
        print(f"\n{kind}: {len(found):,}")
        for finding in found[:most]:
            print(f"  {finding.summary}")
        if len(found) > most:
            print(f"  … and {len(found) - most:,} more")


def _table(title: str, rows: Sequence[Any], columns: tuple[str, ...]) -> None:
    """Rows with a ``name`` and whole numbers called ``columns``."""
    names = [printable(row.name[:_LONGEST_NAME]) for row in rows]
    wide = max(map(len, (title, *names)))
    print(f"\n{title:<{wide}}" + "".join(f"  {column.replace('_', ' '):>16}" for column in columns))
    for name, row in zip(names, rows, strict=True):
        numbers = "".join(f"  {getattr(row, column):>16,}" for column in columns)
        print(f"{name:<{wide}}{numbers}")
