"""Every format there is: what its files are called, and which function writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ssd_core.export.coco import write_dataset, write_results
from ssd_core.export.json_records import write_json
from ssd_core.export.png import write_png
from ssd_core.export.svg import write_svg
from ssd_core.export.table import write_csv
from ssd_core.export.values import FORMAT_KEYS, Options, Record
from ssd_core.export.voc import write_voc
from ssd_core.export.yolo import write_classes, write_data_yaml, write_labels
from ssd_core.types import Image

PictureWriter = Callable[[Record, Image, tuple[str, ...], Options], bytes]
"""The file of one picture: record, its pixels, class names (label 1 first), options."""
BatchWriter = Callable[[Sequence[Record], tuple[str, ...]], bytes]
"""A file of all pictures of a batch: records, class names."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. It has a file a picture, files for the whole batch, or both.

    key: how it is called on the command line. suffix: what follows the picture's name in the name
    of its own file, "" where no picture has one. write: the writer of that file.
    shared: the files of the batch, name to writer.
    """

    key: str
    suffix: str = ""
    write: PictureWriter | None = None
    shared: Mapping[str, BatchWriter] = field(default_factory=dict)

    @property
    def per_picture(self) -> bool:
        """Whether each picture has a file of its own."""
        return self.write is not None


def _voc(record: Record, _image: Image, classes: tuple[str, ...], _options: Options) -> bytes:
    return write_voc(record, classes)


def _yolo(record: Record, _image: Image, _classes: tuple[str, ...], options: Options) -> bytes:
    return write_labels(record, options)


_ALL = (
    # An annotated picture must not take the name of the picture that it was made of.
    Format("png", "-detections.png", write_png),
    Format("svg", "-detections.svg", write_svg),
    Format("csv", shared={"detections.csv": write_csv}),
    Format("json", shared={"detections.json": write_json}),
    Format("coco", shared={"coco.json": write_dataset, "coco-results.json": write_results}),
    Format("voc", ".xml", _voc),
    Format(
        "yolo", ".txt", _yolo, shared={"classes.txt": write_classes, "data.yaml": write_data_yaml}
    ),
)

FORMATS: Mapping[str, Format] = dict(
    sorted(((f.key, f) for f in _ALL), key=lambda pair: FORMAT_KEYS.index(pair[0]))
)
"""By key, in the order a person is offered them."""
