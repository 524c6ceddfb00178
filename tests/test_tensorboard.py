"""TensorBoard's event files: what is written can be read, by us and by TensorBoard itself."""

from __future__ import annotations

import struct
import time
from dataclasses import replace
from pathlib import Path

import pytest
from resuming import at_most, take
from small_training import KEPT, Dots, begun, resumed
from test_follow import STEP

from ssd_core.errors import UserError
from ssd_core.image import decode_image
from ssd_core.training import event_file
from ssd_core.training.data import batch_keys
from ssd_core.training.events import Evaluated, StepDone
from ssd_core.training.tensorboard import PREFIX, Board

pytestmark = pytest.mark.usefixtures("narrow_networks")

PROBED = replace(KEPT, probe_every=2, probe_pictures=2)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.startswith(PREFIX))


def records(data: bytes) -> list[bytes]:
    """The data of each record, if lengths and checksums are right."""
    found = []
    while data:
        length, checksum = struct.unpack_from("<QI", data)
        assert checksum == masked(data[:8])
        body, (after,) = data[12 : 12 + length], struct.unpack_from("<I", data, 12 + length)
        assert after == masked(body)
        found.append(body)
        data = data[16 + length :]
    return found


def masked(data: bytes) -> int:
    crc = event_file.crc32c(data)
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


@pytest.mark.parametrize(
    ("data", "crc"),
    [
        (b"", 0),
        (b"123456789", 0xE3069283),
        (bytes(32), 0x8A9136AA),
        (b"\xff" * 32, 0x62A8AB43),
        (bytes(range(32)), 0x46DD794E),
    ],
)
def test_checksums_are_those_of_rfc_3720(data: bytes, crc: int) -> None:
    assert event_file.crc32c(data) == crc


@pytest.mark.parametrize(("value", "encoded"), [(1, "08 01"), (127, "08 7f"), (300, "08 ac 02")])
def test_numbers_are_those_of_the_protocol_buffers_guide(value: int, encoded: str) -> None:
    assert event_file._number(1, value) == bytes.fromhex(encoded)


def test_a_run_has_whole_records_and_a_resumed_one_a_file_more(tmp_path) -> None:
    take(begun(tmp_path, PROBED), 4)
    list(resumed(tmp_path))
    first, second = files(tmp_path)
    for path in (first, second):
        head, *rest = records(path.read_bytes())
        assert head.endswith(b"brain.Event:2")
        assert rest
    assert b"loss/conf" in first.read_bytes()


def test_a_full_disk_is_told_and_leaves_whole_records(tmp_path) -> None:
    board = Board(tmp_path, step=0)
    board.tell(STEP)
    (path,) = files(tmp_path)
    before = path.read_bytes()
    with at_most(len(before) + 9), pytest.raises(UserError, match=r"tfevents.* could not be writ"):
        board.tell(STEP)
    assert path.read_bytes() == before
    board.tell(STEP)
    assert len(records(path.read_bytes())) == 3
    board.close()


class TestReadByTensorBoard:
    """With the package, which is not among those that are needed."""

    @pytest.fixture
    def accumulated(self):
        module = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")

        def read(folder: Path):
            everything = {"images": 0, "scalars": 0, "tensors": 0}
            return module.EventAccumulator(str(folder), everything).Reload()

        return read

    def test_curves_and_probes(self, accumulated, tmp_path) -> None:
        before = time.time()
        events = list(begun(tmp_path, PROBED))
        steps = [e for e in events if isinstance(e, StepDone)]
        board = accumulated(tmp_path)
        assert set(board.Tags()["scalars"]) == {
            "loss/conf",
            "loss/loc",
            "loss/total",
            "train/gradient_norm",
            "train/learning_rate",
            "train/positives",
            "train/waiting",
            "validation/map50",
        }
        for tag, name in (("loss/loc", "loss_loc"), ("train/learning_rate", "learning_rate")):
            assert [s.step for s in board.Scalars(tag)] == [1, 2, 3, 4, 5]
            wanted = [getattr(s, name) for s in steps]
            assert [s.value for s in board.Scalars(tag)] == pytest.approx(wanted, rel=1e-6)
        assert all(before <= s.wall_time <= time.time() for s in board.Scalars("loss/loc"))
        scores = [e.map50 for e in events if isinstance(e, Evaluated)]
        assert [s.value for s in board.Scalars("validation/map50")] == pytest.approx(scores)
        assert board.Tags()["images"] == ["probes/held out 0", "probes/held out 1"]
        looks = board.Images("probes/held out 0")
        assert [look.step for look in looks] == [0, 2, 4, 5]
        image = decode_image(looks[-1].encoded_image_string, source="a look")
        assert (image.width, image.height) == (looks[-1].width, looks[-1].height) == (300, 300)

    def test_what_a_break_undid_is_taken_back(self, accumulated, tmp_path) -> None:
        config = replace(KEPT, save_every=100, evaluate_every=100)
        take(begun(tmp_path, config), 4)
        list(resumed(tmp_path))
        steps = [s.step for s in accumulated(tmp_path).Scalars("loss/loc")]
        assert steps == [1, 2, 3, 4, 5]

    def test_what_a_recovery_undid_is_taken_back(self, accumulated, tmp_path) -> None:
        key = tuple(batch_keys(5, batch=2, seed=0, position=3)[1])
        list(begun(tmp_path, source=Dots(spoilt=frozenset({key}))))
        steps = [s.step for s in accumulated(tmp_path).Scalars("loss/loc")]
        assert steps == [1, 2, 3, 4, 5]
