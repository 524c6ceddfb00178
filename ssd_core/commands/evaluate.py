"""``ssd-core evaluate``: mAP on held-out pictures, by class and by size."""

from __future__ import annotations

import argparse
import json
import math
from typing import TYPE_CHECKING, Any

from ssd_core.commands.arguments import (
    add_device,
    chosen_device,
    chosen_weights,
    positive,
    seed_number,
)

if TYPE_CHECKING:
    from ssd_core.types import Detections, GroundTruth

SIZE_BANDS = ((16, 32), (32, 64), (64, 128), (128, 300))
"""√area in pixels of the 300×300 input: from, below."""


def add_to(jobs: Any) -> None:
    job = jobs.add_parser("evaluate", help="measure mAP", description=__doc__)
    job.add_argument(
        "--data", required=True, nargs="+", help="'shapes', or VOC folders and COCO files"
    )
    job.add_argument("--weights", help="weights file (default: the bundled shapes)")
    job.add_argument("--pictures", type=positive, default=1_000, metavar="N")
    job.add_argument("--seed", type=seed_number, default=0, help="of a split without a list")
    job.add_argument("--json", action="store_true")
    add_device(job)
    job.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Detect on held-out pictures, print the measures."""
    from ssd_core.commands.sources import open_source
    from ssd_core.inference import Detector
    from ssd_core.training.run import detect_held_out

    detector = Detector.load(chosen_weights(options), chosen_device(options))
    config = detector.config
    source, _ = open_source(
        options.data, options.seed, dboxes=config.dboxes, classes=config.classes
    )
    found, truths = detect_held_out(detector, source, options.pictures)
    report = measure(found, truths, detector.config.classes)
    if options.json:
        print(json.dumps(report, indent=1))
    else:
        _print(report)
    return 0


def measure(
    found: list[Detections], truths: list[GroundTruth], classes: tuple[str, ...]
) -> dict[str, Any]:
    """mAP@0.5, AP by class and by size, false positives a picture at confidence 0.5.

    None stands where there was no object to find: JSON knows no NaN.
    """
    from ssd_core.evaluation import evaluate, false_positives_per_image

    count = len(classes) + 1
    whole = evaluate(found, truths, num_classes=count)
    by_size = {
        f"{low}-{high} px": _known(
            evaluate(found, truths, num_classes=count, size_range=(low / 300, high / 300)).map
        )
        for low, high in SIZE_BANDS
    }
    return {
        "pictures": len(truths),
        "objects": sum(len(t) for t in truths),
        "mAP@0.5": _known(whole.map),
        "AP by class": {name: _known(whole.ap[i + 1]) for i, name in enumerate(classes)},
        "mAP by size": by_size,
        "false positives a picture at 0.5": false_positives_per_image(
            found, truths, confidence=0.5
        ),
    }


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _print(report: dict[str, Any]) -> None:
    print(f"{report['pictures']} pictures, {report['objects']} objects")
    print(f"mAP@0.5                 {_shown(report['mAP@0.5'])}")
    for heading in ("AP by class", "mAP by size"):
        print(heading)
        for name, value in report[heading].items():
            print(f"  {name:<20}  {_shown(value)}")
    print(f"false positives a picture at 0.5   {report['false positives a picture at 0.5']:.3f}")


def _shown(value: float | None) -> str:
    return "no objects" if value is None else f"{value:.4f}"
