"""``ssd-core evaluate``: VOC's mAP and COCO's AP on held-out pictures, by class and by size."""

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
    from ssd_core.evaluation import DoubleArray
    from ssd_core.reliability import Reliability
    from ssd_core.training.held_out import HeldOut

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
    report = measure(detect_held_out(detector, source, options.pictures), config.classes)
    if options.json:
        print(json.dumps(report, indent=1))
    else:
        _print(report)
    return 0


def measure(seen: HeldOut, classes: tuple[str, ...]) -> dict[str, Any]:
    """mAP@0.5 by area and by 11 points, COCO's AP[.5:.95], each also by class; mAP by size; false
    positives a picture at confidence 0.5; how often detections of a score are right.

    None stands where there was nothing to measure: JSON knows no NaN.
    """
    import numpy as np

    from ssd_core.coco_evaluation import evaluate_coco
    from ssd_core.evaluation import evaluate, false_positives_per_image, judge_all, mean_of_known
    from ssd_core.reliability import reliability

    pair, count = (seen.detections, seen.truths), len(classes) + 1
    voc = evaluate(*pair, num_classes=count)
    points = np.array([curve.eleven_point for curve in voc.curves])
    coco = evaluate_coco(*pair, num_classes=count, sizes=seen.sizes)
    told = reliability(judge_all(*pair))
    sized = {
        f"{low}-{high} px": evaluate(
            *pair, num_classes=count, size_range=(low / 300, high / 300)
        ).map
        for low, high in SIZE_BANDS
    }
    return {
        "pictures": len(seen.truths),
        "objects": sum(map(len, seen.truths)),
        "mAP@0.5": _known(voc.map),
        "mAP@0.5, 11 points": _known(mean_of_known(points)),
        "COCO AP": _known(coco.map),
        "COCO AP@0.5": _known(coco.map50),
        "COCO AP@0.75": _known(coco.map75),
        "AP by class": _by_class(classes, voc.ap),
        "11-point AP by class": _by_class(classes, points),
        "COCO AP by class": _by_class(classes, coco.by_class),
        "mAP by size": {name: _known(value) for name, value in sized.items()},
        "COCO AP by size": {name: _known(value) for name, value in coco.by_area.items()},
        "false positives a picture at 0.5": false_positives_per_image(*pair, confidence=0.5),
        "right by score": _by_score(told),
        "calibration error": _known(told.error),
    }


def _by_class(classes: tuple[str, ...], ap: DoubleArray) -> dict[str, float | None]:
    """ap: by label, the background first."""
    return {name: _known(float(value)) for name, value in zip(classes, ap[1:], strict=True)}


def _by_score(told: Reliability) -> dict[str, dict[str, float | None]]:
    bands = len(told.counts)
    rows = zip(told.counts.tolist(), told.scores.tolist(), told.right.tolist(), strict=True)
    return {
        f"{k / bands:.1f}-{(k + 1) / bands:.1f}": {
            "detections": count,
            "mean score": _known(score),
            "right": _known(right),
        }
        for k, (count, score, right) in enumerate(rows)
    }


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _print(report: dict[str, Any]) -> None:
    print(f"{report['pictures']} pictures, {report['objects']} objects")
    for name in ("mAP@0.5", "mAP@0.5, 11 points", "COCO AP", "COCO AP@0.5", "COCO AP@0.75"):
        print(f"{name:<24}{_shown(report[name])}")
    columns = [report[f"{kind}AP by class"] for kind in ("", "11-point ", "COCO ")]
    print(f"AP by class             {'0.5':<10}  11 points   COCO")
    for name in columns[0]:
        print(f"  {name:<20}  {'  '.join(f'{_shown(c[name]):<10}' for c in columns)}".rstrip())
    for heading in ("mAP by size", "COCO AP by size"):
        print(heading)
        for name, value in report[heading].items():
            print(f"  {name:<20}  {_shown(value)}")
    print(f"false positives a picture at 0.5   {report['false positives a picture at 0.5']:.3f}")
    print("right by score          right       score       detections")
    for name, band in report["right by score"].items():
        shares = "  ".join(f"{_shown(band[part], 'none'):<10}" for part in ("right", "mean score"))
        print(f"  {name:<20}  {shares}  {band['detections']:,}")
    print(f"calibration error       {_shown(report['calibration error'], 'no detections')}")


def _shown(value: float | None, none: str = "no objects") -> str:
    return none if value is None else f"{value:.4f}"
