"""``ssd-core detect``: find objects in pictures and print, save or export them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from ssd_core.bundled import sample_paths, weights_path
from ssd_core.commands.arguments import add_device, chosen_device, fraction
from ssd_core.errors import UserError
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
    detector = Detector.load(options.weights or weights_path(), chosen_device(options))
    classes = detector.config.classes
    records, failures = [], 0
    for path in paths:
        try:
            image = read_image(path)
            found = select(detector(image.rgb).candidates, thresholds).detections
            if options.save is not None:
                _save(options.save, image, found, classes)
        except UserError as error:
            failures += 1
            print(f"ssd-core: {error}", file=sys.stderr)
            continue
        record = to_record(path, image, found, classes)
        records.append(record)
        if not options.json:
            print_table(record)
    if options.json:
        json.dump(records, sys.stdout, ensure_ascii=True, indent=1)
        print()
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


def printable(text: str) -> str:
    """A file name that can be printed even if it is not valid Unicode."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def print_table(record: dict[str, Any]) -> None:
    """Label, score and box of every detection, best first."""
    found = record["detections"]
    many = "1 detection" if len(found) == 1 else f"{len(found)} detections"
    print(f"{printable(record['image'])}  {record['width']}×{record['height']}  {many}")
    for one in found:
        corners = "  ".join(f"{v:7.1f}" for v in one["box"])
        print(f"  {one['label']:<14} {one['score']:.2f}  {corners}")


def _save(folder: Path, image: Image, detections: Detections, classes: tuple[str, ...]) -> None:
    from ssd_core.annotate import annotate
    from ssd_core.image import save_image

    target = folder / f"{Path(image.source).stem}-detections.png"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        save_image(target, annotate(image, detections, classes))
    except OSError as error:
        raise UserError(
            f"{printable(target.name)} could not be written: {error.strerror}.",
            details={"folder": printable(str(folder))},
        ) from error
