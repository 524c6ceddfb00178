"""``ssd-core detect``: find objects in pictures and print, save or export them."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from ssd_core.bundled import sample_paths
from ssd_core.commands.arguments import add_device, chosen_device, chosen_weights, fraction
from ssd_core.errors import UserError, printable, shown_path
from ssd_core.types import Detections, Image, Thresholds


def add_to(jobs: Any) -> None:
    job = jobs.add_parser("detect", help="find objects in pictures", description=__doc__)
    job.add_argument("images", nargs="*", metavar="IMAGE")
    job.add_argument("--sample", action="store_true", help="look at a bundled sample scene")
    job.add_argument("--weights", help="weights file (default: the bundled shapes)")
    job.add_argument("--confidence", type=fraction, default=Thresholds().confidence)
    job.add_argument("--overlap", type=fraction, default=Thresholds().overlap, help="NMS overlap")
    job.add_argument("--save", type=Path, metavar="FOLDER", help="write annotated PNGs there")
    job.add_argument("--json", action="store_true", help="print JSON instead of a table")
    add_device(job)
    job.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Look at every picture. 0 only if every one of them was read (and saved, if asked)."""
    from ssd_core.detection import select
    from ssd_core.image import read_image
    from ssd_core.inference import Detector

    paths = list(options.images)
    if options.sample:
        paths += [str(path) for path in sample_paths()[:1]]
    if not paths:
        raise UserError("Name a picture to look at, or use --sample.", details={})
    thresholds = Thresholds(confidence=options.confidence, overlap=options.overlap)
    detector = Detector.load(chosen_weights(options), chosen_device(options))
    classes = detector.config.classes
    records, failures = [], 0
    for path, name in zip(paths, _names_to_save(paths), strict=True):
        try:
            image = read_image(path)
            found = select(detector(image.rgb).candidates, thresholds).detections
            if options.save is not None:
                _save(options.save / name, image, found, classes)
        except UserError as error:
            failures += 1
            print(f"ssd-core: {error}", file=sys.stderr)
            continue
        record = to_record(path, image, found, classes)
        records.append(record)
        if not options.json:
            print_table(record)
    if options.json:
        print(json.dumps(records, indent=1))
    return 1 if failures else 0


def to_record(
    path: str, image: Image, detections: Detections, classes: tuple[str, ...]
) -> dict[str, Any]:
    """One picture as plain values; boxes [xmin, ymin, xmax, ymax] in its pixels."""
    size = (image.width, image.height) * 2
    return {
        "image": path,
        "width": image.width,
        "height": image.height,
        "detections": [
            {
                "label": classes[label - 1],
                "score": round(score, 6),
                "box": [round(v * s, 2) for v, s in zip(box, size, strict=True)],
            }
            for box, score, label in zip(
                detections.boxes.tolist(),
                detections.scores.tolist(),
                detections.labels.tolist(),
                strict=True,
            )
        ],
    }


def print_table(record: dict[str, Any]) -> None:
    """Label, score and box of every detection, best first."""
    found = record["detections"]
    many = "1 detection" if len(found) == 1 else f"{len(found)} detections"
    print(f"{printable(record['image'])}  {record['width']}×{record['height']}  {many}")
    for one in found:
        corners = "  ".join(f"{v:7.1f}" for v in one["box"])
        print(f"  {one['label']:<14} {one['score']:.2f}  {corners}")


def _names_to_save(paths: list[str]) -> list[str]:
    """A file name for each annotated picture; those that would share one are numbered."""
    names = []
    uses: Counter[str] = Counter()
    for path in paths:
        stem = Path(path).stem
        uses[stem.casefold()] += 1
        number = uses[stem.casefold()]
        names.append(f"{stem}-detections{'' if number == 1 else f'-{number}'}.png")
    return names


def _save(target: Path, image: Image, detections: Detections, classes: tuple[str, ...]) -> None:
    from ssd_core.annotate import annotate
    from ssd_core.image import save_image

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"{target.name} could not be written: {error.strerror}.",
            details={"folder": shown_path(target.parent)},
        ) from error
    save_image(target, annotate(image, detections, classes))
