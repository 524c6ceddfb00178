"""``ssd-core explain``: why there is a box at a point of a picture, or why there is none."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ssd_core.commands.arguments import (
    add_device,
    add_thresholds,
    chosen_device,
    chosen_thresholds,
    chosen_weights,
    positive,
)
from ssd_core.errors import UserError, printable, shown_name

if TYPE_CHECKING:
    from ssd_core.explain.biography import Archive
    from ssd_core.types import Image

_LISTED = 10


def add_to(jobs: Any) -> None:
    job = jobs.add_parser("explain", help="tell why a box is there, or not", description=__doc__)
    job.add_argument("image", metavar="IMAGE")
    place = job.add_mutually_exclusive_group(required=True)
    place.add_argument("--at", type=pixels(2), metavar="X,Y", help="every candidate there")
    place.add_argument(
        "--box", type=pixels(4), metavar="X0,Y0,X1,Y1", help="why not? what stopped a box there"
    )
    job.add_argument("--class", dest="name", metavar="NAME", help="of the box (default: strongest)")
    job.add_argument(
        "--most", type=positive, default=_LISTED, metavar="N", help="candidates to tell of"
    )
    job.add_argument("--weights", help="weights file (default: the bundled shapes)")
    add_thresholds(job)
    job.add_argument("--json", action="store_true", help="print JSON")
    add_device(job)
    job.set_defaults(run=run)


def pixels(count: int) -> Callable[[str], tuple[float, ...]]:
    """An argument type: ``count`` numbers with commas between them."""

    def parse(text: str) -> tuple[float, ...]:
        try:
            values = tuple(float(part) for part in text.split(","))
        except ValueError:
            values = ()
        if len(values) != count or not all(abs(value) < 1e9 for value in values):
            raise argparse.ArgumentTypeError(f"{text!r} is not {count} numbers with commas between")
        return values

    return parse


def run(options: argparse.Namespace) -> int:
    """Look at the picture once, and tell what became of the candidates asked for."""
    from ssd_core.explain.biography import Archive
    from ssd_core.image import read_image
    from ssd_core.inference import Detector

    image = read_image(options.image)
    _check_inside(options, image)
    detector = Detector.load(chosen_weights(options), chosen_device(options))
    thresholds = chosen_thresholds(options, detector.config.classes)
    seen = detector(image.rgb)
    archive = Archive(seen.raw, seen.candidates, detector.config, thresholds)
    record = {"image": options.image, "width": image.width, "height": image.height}
    record |= _at(archive, image, options) if options.at else _why_not(archive, image, options)
    if options.json:
        print(json.dumps(record, indent=1))
    elif options.at:
        _print_candidates(record)
    else:
        _print_why_not(record)
    return 0


def _check_inside(options: argparse.Namespace, image: Image) -> None:
    """Raises UserError for a place that is not on the picture."""
    name = shown_name(Path(options.image))
    size = f"{image.width}×{image.height} pixels"
    if options.at:
        x, y = options.at
        if not (0 <= x <= image.width and 0 <= y <= image.height):
            raise UserError(f"({x:g}, {y:g}) does not lie on {name}, which has {size}.")
        return
    x0, y0, x1, y1 = options.box
    if not (0 <= x0 < x1 <= image.width and 0 <= y0 < y1 <= image.height):
        raise UserError(f"The box must lie on {name}, which has {size}, corners in order.")


def _at(archive: Archive, image: Image, options: argparse.Namespace) -> dict[str, Any]:
    from ssd_core.explain.biography import candidates_at
    from ssd_core.explain.record import biography_record

    x, y = options.at
    label = None if options.name is None else _label(archive, options.name)
    pairs = candidates_at(archive.candidates, x / image.width, y / image.height, label=label)
    return {
        "at": [x, y],
        "candidates_there": len(pairs),
        "candidates": [
            biography_record(archive, dbox, label, size=(image.width, image.height))
            for dbox, label in pairs[: options.most].tolist()
        ],
    }


def _why_not(archive: Archive, image: Image, options: argparse.Namespace) -> dict[str, Any]:
    from ssd_core.explain.record import why_not_record
    from ssd_core.explain.why_not import strongest_label, why_not

    x0, y0, x1, y1 = options.box
    width, height = image.width, image.height
    rectangle = x0 / width, y0 / height, x1 / width, y1 / height
    if options.name is None:
        label = strongest_label(archive, rectangle)
    else:
        label = _label(archive, options.name)
    answer = why_not(archive, rectangle, label, most=options.most)
    return {"box": [x0, y0, x1, y1], **why_not_record(archive, answer)}


def _label(archive: Archive, name: str) -> int:
    classes = archive.config.classes
    if name not in classes:
        known = ", ".join(classes)
        raise UserError(f"There is no class {name}; these weights know {known}.")
    return classes.index(name) + 1


def _print_candidates(record: dict[str, Any]) -> None:
    x, y = record["at"]
    there = record["candidates_there"]
    many = "1 candidate" if there == 1 else f"{there} candidates"
    print(f"{printable(record['image'])}  at ({x:g}, {y:g})  {many}")
    for number, one in enumerate(record["candidates"], 1):
        born = one["dbox"]
        cell = ", ".join(map(str, born["cell"]))
        where = f"{born['map']}×{born['map']} map, cell ({cell}), aspect {born['aspect']}"
        told = f"{printable(one['class'])} {_score(one)}  {printable(one['fate'])}"
        print(f"  {number:>3}  {told}")
        print(f"       DBox {born['index']}, {where}")
        if one["change"] is not None:
            print(f"       {printable(one['change'])}")


def _print_why_not(record: dict[str, Any]) -> None:
    heading = (record["image"], record["class"], record["summary"])
    print("  ".join(map(printable, heading)))
    for one in record["dboxes"]:
        print(
            f"  DBox {one['dbox']:<6} {one['map']:>2}×{one['map']:<2}  "
            f"overlap {one['dbox_overlap']:.2f}, its BBox {one['box_overlap']:.2f}  "
            f"{_score(one)}  {printable(one['fate'])}"
        )


def _score(one: dict[str, Any]) -> str:
    return "no score" if one["score"] is None else f"{one['score']:.2f}"
