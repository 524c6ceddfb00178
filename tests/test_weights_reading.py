"""Weights from strangers: nothing inside is run, nothing half right is handed on."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import corpus
import numpy as np
import pytest
import safetensors.torch
import torch
from torch import Tensor

from ssd_core.config import SHAPE_CLASSES, VOC_CLASSES, DBoxConfig, Preprocessing, preset
from ssd_core.errors import WeightsError
from ssd_core.network import build_network
from ssd_core.weights import read_start, read_weights, write_weights
from ssd_core.weights.checks import expected_shapes
from ssd_core.weights.header import to_header

VOC = preset("ssd300_voc")
SLIM = preset("ssd300_slim")
State = dict[str, Tensor]


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def slim() -> State:
    return corpus.random_state(expected_shapes(SLIM))


@pytest.fixture
def voc() -> State:
    return corpus.hollow_state(expected_shapes(VOC))


@pytest.fixture
def refusal(tmp_path: Path) -> Callable[..., WeightsError]:
    """Writes bytes to a file, expects that it is refused, and hands back the error."""

    def expect(data: bytes, name: str = "strange.pth") -> WeightsError:
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(WeightsError) as caught:
            read_weights(path)
        error = caught.value
        assert str(error).startswith(f"{name} was not loaded. ")
        assert {"file", "reason", "try"} <= set(error.details)
        assert all(text.isprintable() and text for text in error.details.values())
        assert len(str(error)) < 300
        return error

    return expect


def ours(state: State, **changes: Any) -> bytes:
    """A file of ours with parts of its header replaced; None takes a part out."""
    header = to_header(SLIM, {"seed": "1"}) | changes
    return safetensors.torch.save(
        state, metadata={name: text for name, text in header.items() if text is not None}
    )


# What is sound


@pytest.mark.parametrize("half", [True, False])
def test_our_own_file_comes_back(slim: State, half: bool, tmp_path: Path) -> None:
    config = replace(
        SLIM.with_classes(("원", "square")),
        preprocessing=Preprocessing(300, (127.5, 1.25, 0.0), (2.0, 1.0, 0.5)),
    )
    state = corpus.random_state(expected_shapes(config))
    path = tmp_path / "가중치.safetensors"
    write_weights(path, state, config, provenance={"seed": "7", "data": "도형"}, half=half)
    found = read_weights(path)
    assert found.config == config
    assert found.dialect == "ssd-viewer"
    assert found.provenance == {"seed": "7", "data": "도형"}
    assert found.path == path
    assert found.size_bytes == path.stat().st_size
    assert list(found.state) == list(expected_shapes(config))
    for key, value in state.items():
        stored = value.half().float() if half and value.is_floating_point() else value
        assert torch.equal(found.state[key], stored)
        assert found.state[key].dtype == value.dtype
    build_network(config).load_state_dict(dict(found.state))
    assert os.listdir(tmp_path) == [path.name]


def test_half_precision_halves_the_file(slim: State, tmp_path: Path) -> None:
    for half in (True, False):
        write_weights(tmp_path / f"{half}", slim, SLIM, provenance={}, half=half)
    small, large = (tmp_path / "True").stat().st_size, (tmp_path / "False").stat().st_size
    assert small < 8_000_000
    assert 1.9 < large / small < 2.0


@pytest.mark.parametrize("legacy", [False, True])
def test_ssd_pytorch_file(legacy: bool, tmp_path: Path) -> None:
    make = corpus.hollow_state if legacy else corpus.random_state
    state = make(expected_shapes(VOC))
    (tmp_path / "ssd300_mAP_77.43_v2.pth").write_bytes(
        corpus.torch_file(OrderedDict(state), legacy=legacy)
    )
    found = read_weights(tmp_path / "ssd300_mAP_77.43_v2.pth")
    assert found.dialect == "ssd.pytorch"
    assert found.config == VOC
    assert found.provenance == {}
    assert all(torch.equal(found.state[key], state[key]) for key in state)


def _hollow(state: State, dtype: torch.dtype) -> State:
    return {key: torch.zeros((), dtype=dtype).expand(t.shape) for key, t in state.items()}


WRAPPINGS: dict[str, Callable[[State], Any]] = {
    "state_dict": lambda state: {"epoch": 3, "state_dict": state, "optimizer": {"lr": 0.1}},
    "model": lambda state: {"model": state},
    "two wrappers": lambda state: {"model": {"state_dict": state}},
    "DataParallel": lambda state: {f"module.{key}": value for key, value in state.items()},
    "both": lambda state: {"model": {f"module.{key}": value for key, value in state.items()}},
    "float16": lambda state: _hollow(state, torch.float16),
    "bfloat16": lambda state: _hollow(state, torch.bfloat16),
    "float64": lambda state: _hollow(state, torch.float64),
    "parameters": lambda state: {k: torch.nn.Parameter(v) for k, v in state.items()},
    "other order": lambda state: dict(reversed(state.items())),
}


@pytest.mark.parametrize("wrap", WRAPPINGS.values(), ids=WRAPPINGS)
def test_wrappers_and_precisions(wrap: Callable[[State], Any], voc: State, tmp_path: Path) -> None:
    (tmp_path / "w.pt").write_bytes(corpus.torch_file(wrap(voc)))
    found = read_weights(tmp_path / "w.pt")
    assert list(found.state) == list(voc)
    assert {value.dtype for value in found.state.values()} == {torch.float32}
    assert not any(value.requires_grad for value in found.state.values())


def test_ssd_pytorch_keys_in_safetensors_and_under_any_name(tmp_path: Path) -> None:
    state = {k: torch.zeros(s, dtype=torch.float16) for k, s in expected_shapes(VOC).items()}
    (tmp_path / "w.bin").write_bytes(safetensors.torch.save(state))
    assert read_weights(tmp_path / "w.bin").dialect == "ssd.pytorch"


@pytest.mark.parametrize(
    ("count", "classes"),
    [(20, VOC_CLASSES), (1, ("class 1",)), (3, ("class 1", "class 2", "class 3"))],
)
def test_the_number_of_classes_is_inferred(
    count: int, classes: tuple[str, ...], tmp_path: Path
) -> None:
    config = VOC.with_classes(tuple(map(str, range(count))))
    data = corpus.torch_file(corpus.hollow_state(expected_shapes(config)))
    (tmp_path / "w.pth").write_bytes(data)
    assert read_weights(tmp_path / "w.pth").config == VOC.with_classes(classes)


# What would run code


@pytest.mark.parametrize("name", corpus.traps(Path("trap")))
def test_code_inside_is_never_run(name: str, refusal: Any, tmp_path: Path) -> None:
    sprung = tmp_path / "sprung"
    error = refusal(corpus.traps(sprung)[name], "yolo_best.pt")
    assert not sprung.exists()
    assert str(error) == (
        "yolo_best.pt was not loaded. To open it, Python code inside the file would have to run "
        f"({os.mkdir.__module__}.mkdir). That is never done. Nothing ran."
    )


def test_the_traps_are_real(tmp_path: Path) -> None:
    """Opened the way that is never used here, the pickle does what it is there for."""
    import pickle

    pickle.loads(corpus.traps(tmp_path / "sprung")["pickle 5"])  # noqa: S301
    assert (tmp_path / "sprung").exists()


def test_numpy_values_are_code_too(refusal: Any) -> None:
    error = refusal(corpus.torch_file({"loss": np.float64(3)}))
    assert "multiarray.scalar). That is never done" in str(error)


def test_torchscript_is_a_program(refusal: Any) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("net/data.pkl", b"\x80\x02}.")
        archive.writestr("net/constants.pkl", b"\x80\x02).")
    assert "TorchScript program" in str(refusal(buffer.getvalue()))


# What is no weights file


def test_what_is_no_file(tmp_path: Path) -> None:
    cases = {"": "It is a folder", "gone.pth": "There is no such file", "a\0b": "No file can have"}
    for name, sentence in cases.items():
        with pytest.raises(WeightsError, match=sentence):
            read_weights(f"{tmp_path}/{name}")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in this system's folders")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "w.pth")
    with pytest.raises(WeightsError, match="It is a pipe"):
        read_weights(tmp_path / "w.pth")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "w.pth").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(WeightsError, match="1,099,511,627,776 bytes"):
        read_weights(tmp_path / "w.pth")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "It is empty"),
        (b"hello " * 50, "It is not a weights file"),
        (corpus.encoded(".jpg"), "It is not a weights file"),
        (b"\x80\x04garbage", "It is not a weights file"),
        (b"PK\x03\x04" + bytes(500), "It ends after 504 bytes"),
        (corpus.torch_file([1, 2]), "It holds no parameters, only a Python list"),
        (corpus.torch_file(torch.zeros(3)), "It holds no parameters, only a Python Tensor"),
        (corpus.torch_file({}), "It holds no parameters, only an empty table"),
        (corpus.torch_file({"a": 1}), "Its entry a is a Python int"),
        (corpus.torch_file({"a": {"b": {"c": torch.zeros(1)}}}), "Its entry a is a table"),
        (corpus.torch_file({3: torch.zeros(1)}), "Its entry under a Python int"),
        (corpus.torch_file({"a\n\x1b[2J\u202e": 1}), "Its entry a\\n\\x1b[2J\\u202e is"),
        (corpus.torch_file({"conf.0.weight": torch.zeros(1)}), "1 of 71 keys fit"),
        (corpus.torch_file(dict.fromkeys(map(str, range(20_000)), 0)), "It holds 20,000 entries"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value,
)
def test_what_holds_no_weights(data: bytes, sentence: str, refusal: Any) -> None:
    assert sentence in str(refusal(data))


def test_zip_files_of_others(refusal: Any) -> None:
    for kind, sentence in ((zipfile.ZIP_STORED, "PyTorch did not"), (8, "compressed after")):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", kind) as archive:
            archive.writestr("notes.txt" if kind == 0 else "a/data.pkl", b"\x80\x02}.")
        assert sentence in str(refusal(buffer.getvalue()))


FOREIGN = {
    "torchvision": ("backbone.features.0.weight", "head.classification_head.module_list.0.weight"),
    "lufficc": ("backbone.vgg.0.weight", "box_head.predictor.cls_headers.0.weight"),
    "VGG backbone": ("0.weight", "28.weight", "31.weight", "33.weight"),
    "not an SSD300 file": ("model.0.conv.weight", "model.1.conv.weight"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_other_layouts_get_a_helpful_sentence(name: str, refusal: Any) -> None:
    assert name in str(refusal(corpus.torch_file(dict.fromkeys(FOREIGN[name], torch.zeros(1)))))


def test_a_backbone_alone_can_be_started_from(voc: State, refusal: Any, tmp_path: Path) -> None:
    backbone = {key[4:]: value for key, value in voc.items() if key.startswith("vgg.")}
    assert len(backbone) == 30
    assert "holds only the VGG backbone" in str(refusal(corpus.torch_file(backbone)))
    path = tmp_path / "vgg16_reducedfc.pth"
    path.write_bytes(corpus.torch_file(backbone))
    start = read_start(path)
    assert (start.part, start.config.preset) == ("vgg.", "ssd300_voc")
    assert start.state.keys() == {f"vgg.{key}" for key in backbone}
    assert all(torch.equal(start.state[f"vgg.{key}"], value) for key, value in backbone.items())
    del backbone["33.bias"]
    path.write_bytes(corpus.torch_file(backbone))
    with pytest.raises(WeightsError, match=r"It lacks vgg\.33\.bias: 29 of 30 keys fit"):
        read_start(path)


def test_a_whole_network_can_be_started_from_too(voc: State, tmp_path: Path) -> None:
    path = tmp_path / "whole.pth"
    path.write_bytes(corpus.torch_file(voc))
    assert (read_start(path).part, len(read_start(path).state)) == ("", len(voc))


# What nearly fits


def test_a_missing_key(voc: State, refusal: Any) -> None:
    del voc["extras.3.weight"], voc["loc.0.bias"]
    error = refusal(corpus.torch_file(voc))
    assert str(error).endswith("It lacks extras.3.weight: 69 of 71 keys fit ssd300_voc.")
    assert error.details["kind"] == "PyTorch file (zip)"


def test_a_surplus_key(voc: State, refusal: Any) -> None:
    voc["head.9"] = torch.zeros(1)
    assert str(refusal(corpus.torch_file(voc))).endswith(
        "ssd300_voc has no head.9, which the file holds."
    )


WRONG_TENSORS: dict[str, tuple[Callable[[Tensor], Tensor], str]] = {
    "shape": (lambda t: t.new_zeros(64), "Its extras.0.bias is 64; 256 is expected."),
    "one number": (lambda t: t.new_zeros(()), "Its extras.0.bias is a single number; 256"),
    "enormous": (lambda t: t[:1].expand(2**40), "Its extras.0.bias is 1099511627776; 256"),
    "integers": (lambda t: t.long(), "Its extras.0.bias holds int64 numbers; float32"),
    "booleans": (lambda t: t.bool(), "holds bool numbers; float32 is expected"),
    "complex": (lambda t: t.to(torch.complex64), "holds complex64 numbers"),
    "sparse": (
        lambda t: t.to_sparse(),
        "holds cpu sparse_coo float32 numbers; float32 is expected",
    ),
    "meta": (lambda t: t.to("meta"), "holds meta strided float32 numbers"),
    "NaN": (lambda t: torch.cat([t[:253], t.new_full((3,), torch.nan)]), "3 of the 256 values of"),
    "infinite": (lambda t: t + torch.inf, "256 of the 256 values of extras.0.bias are NaN or inf"),
    "too big": (lambda t: t.double() + 1e300, "256 of the 256 values of extras.0.bias"),
}


@pytest.mark.parametrize("name", WRONG_TENSORS)
def test_a_tensor_that_does_not_fit_is_named(name: str, voc: State, refusal: Any) -> None:
    change, sentence = WRONG_TENSORS[name]
    voc["extras.0.bias"] = change(voc["extras.0.bias"])
    assert sentence in str(refusal(corpus.torch_file(voc)))


@pytest.mark.parametrize("shape", [(), (4, 512, 3, 3), (7, 512, 3, 3), (8004, 512, 3, 3)])
def test_a_head_without_a_number_of_classes(
    shape: tuple[int, ...], voc: State, refusal: Any
) -> None:
    voc["conf.0.weight"] = torch.zeros(()).expand(shape)
    assert "which is no number of classes" in str(refusal(corpus.torch_file(voc)))


def test_heads_that_disagree_on_the_classes(voc: State, refusal: Any) -> None:
    voc["conf.0.weight"] = torch.zeros(()).expand(12, 512, 3, 3)
    assert str(refusal(corpus.torch_file(voc))).endswith("Its conf.0.bias is 84; 12 is expected.")


def test_a_negative_variance(slim: State, refusal: Any) -> None:
    key = next(key for key in slim if key.endswith("running_var"))
    slim[key][3] = -1
    assert f"A variance in {key} is negative" in str(refusal(ours(slim)))


# What our own header may claim


WRONG_HEADERS = {
    "newer": ({"format": "ssd-viewer 2"}, "Its format is “ssd-viewer 2”"),
    "preset": ({"preset": "../../x"}, "The preset in its header cannot be right"),
    "other preset": ({"preset": "ssd300_voc"}, "It lacks vgg.0.weight"),
    "no preset": ({"preset": None}, "The preset"),
    "no classes": ({"classes": None}, "there is none"),
    "not JSON": ({"classes": "["}, "it is not JSON"),
    "deep JSON": ({"classes": "[" * 50_000}, "it is not JSON"),
    "empty list": ({"classes": "[]"}, "1 to 1,000 names"),
    "too many": ({"classes": json.dumps(list(map(str, range(1001))))}, "1 to 1,000 names"),
    "a table": ({"classes": '{"a": 1}'}, "1 to 1,000 names"),
    "numbers": ({"classes": "[1, 2]"}, "names are text"),
    "long name": ({"classes": json.dumps(["x" * 65])}, "names are text"),
    "control": ({"classes": '["a\\u001b[2J"]'}, "names are text"),
    "surrogate": ({"classes": '["\\ud800"]'}, "names are text"),
    "twice": ({"classes": '["a", "a"]'}, "two classes have the same name"),
    "fewer classes": ({"classes": '["a"]'}, "Its conf.0.weight is 36×"),
    "size": ({"preprocessing": '{"size": 512, "mean": [0,0,0], "std": [1,1,1]}'}, "300 pixels"),
    "true": ({"preprocessing": '{"size": true, "mean": [0,0,0], "std": [1,1,1]}'}, "300 pixels"),
    "NaN": ({"preprocessing": '{"size": 300, "mean": [NaN,0,0], "std": [1,1,1]}'}, "mean must"),
    "huge": (
        {"preprocessing": '{"size": 300, "mean": [1' + "0" * 400 + ',0,0], "std": [1,1,1]}'},
        "mean must",
    ),
    "zero": ({"preprocessing": '{"size": 300, "mean": [0,0,0], "std": [0,1,1]}'}, "std must"),
    "two": ({"preprocessing": '{"size": 300, "mean": [0,0], "std": [1,1,1]}'}, "mean must"),
    "more": ({"preprocessing": '{"size": 300, "mean": 1, "std": 1, "x": 1}'}, "it must give"),
    "list": ({"provenance": "[]"}, "it must be a table"),
    "facts": ({"provenance": '{"a": 1}'}, "facts are text"),
}


@pytest.mark.parametrize("name", WRONG_HEADERS)
def test_a_header_is_not_believed(name: str, slim: State, refusal: Any) -> None:
    changes, sentence = WRONG_HEADERS[name]
    assert sentence in str(refusal(ours(slim, **changes)))


@pytest.mark.parametrize(
    "header",
    [
        b"{",
        b"{}}",
        b"{" + b'"a":{' * 5000,
        b'{"a":1}',
        b'{"a":{"data_offsets":[0,1e999],"shape":[1],"dtype":"F32"}}',
        b'{"a":{"data_offsets":[0,4],"shape":[99999999999],"dtype":"F32"}}',
        b'{"a":{"data_offsets":[0,4],"shape":[1],"dtype":"F99"}}',
        b'{"__metadata__":{"a":1}}',
        b'{"__metadata__":[]}',
        b'{"\xff":1}',
    ],
)
def test_a_broken_safetensors_header(header: bytes, refusal: Any) -> None:
    assert "damaged" in str(refusal(corpus.safetensors_file(header, bytes(4))))


def test_a_header_that_claims_gigabytes(refusal: Any) -> None:
    assert "damaged" in str(refusal((2**60).to_bytes(8, "little") + b"{}"))
    entry = b'{"a":{"data_offsets":[0,%d],"shape":[1],"dtype":"F32"}}' % 2**50
    assert "It ends after" in str(refusal(corpus.safetensors_file(entry, bytes(4))))


# What is broken


@pytest.mark.filterwarnings("ignore:Detected pickle protocol")
def test_nothing_crashes_or_runs_on_changed_bytes(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    small = {"a.weight": torch.arange(6.0), "b": torch.zeros(2, dtype=torch.float16)}
    files = [
        corpus.torch_file(small),
        corpus.torch_file({"state_dict": small, "epoch": 3}, legacy=True),
        safetensors.torch.save(small, metadata=to_header(SLIM, {"seed": "1"})),
        corpus.traps(tmp_path / "sprung")["state dict"],
        corpus.traps(tmp_path / "sprung")["pickle 5"],
    ]
    path = tmp_path / "w"
    for turn in range(400):
        path.write_bytes(corpus.mutated(files[turn % len(files)], rng))
        with pytest.raises(WeightsError):
            read_weights(path)
    assert os.listdir(tmp_path) == ["w"]


def test_a_changed_header_is_refused_or_sound(slim: State, tmp_path: Path) -> None:
    rng = np.random.default_rng(8)
    whole = ours(slim)
    shapes = expected_shapes(SLIM)
    end = 8 + int.from_bytes(whole[:8], "little")
    refused = 0
    for _ in range(50):
        changed = bytearray(whole)
        changed[rng.integers(end)] = rng.integers(256)
        (tmp_path / "w").write_bytes(changed)
        try:
            found = read_weights(tmp_path / "w")
        except WeightsError:
            refused += 1
        else:
            assert {key: tuple(value.shape) for key, value in found.state.items()} == shapes
            assert all(value.isfinite().all() for value in found.state.values())
    assert 25 < refused <= 50


@pytest.mark.parametrize("share", [0.0001, 0.3, 0.9, 0.999999])
def test_truncated_weights(share: float, slim: State, voc: State, refusal: Any) -> None:
    for whole in (ours(slim), corpus.torch_file(slim), corpus.torch_file(slim, legacy=True)):
        cut = whole[: int(len(whole) * share)]
        error = refusal(cut)
        assert f"It ends after {len(cut):,} bytes" in str(error) or "damaged" in str(error)


# Writing


def test_what_could_not_be_read_is_not_written(slim: State, tmp_path: Path) -> None:
    key = "loc.0.bias"
    lacking = {k: v for k, v in slim.items() if k != key}
    moved = replace(SLIM, dboxes=replace(DBoxConfig(), steps=(8, 16, 32, 64, 100, 299)))
    cases = [
        (lacking, SLIM, "It lacks loc.0.bias"),
        (slim | {key: slim[key] * torch.nan}, SLIM, "16 of the 16 values of loc.0.bias are NaN"),
        (slim, SLIM.with_classes(("x" * 99, *SHAPE_CLASSES[1:])), "The class list"),
        (slim, moved, "Its numbers differ from the preset ssd300_slim"),
    ]
    for state, config, sentence in cases:
        with pytest.raises(WeightsError, match=sentence):
            write_weights(tmp_path / "w.safetensors", state, config, provenance={})
    assert os.listdir(tmp_path) == []


def test_a_tensor_that_leaves_the_range_of_float16_stays_float32(
    slim: State, tmp_path: Path
) -> None:
    """The variance of a first convolution over pixels of 0..255 does."""
    path, key = tmp_path / "w.safetensors", "stem.0.norm.running_var"
    wide = slim | {key: slim[key] * 0 + 70_827.5}
    write_weights(path, wide, SLIM, provenance={})
    found = read_weights(path).state
    assert torch.equal(found[key], wide[key])
    assert torch.equal(found["loc.0.bias"], slim["loc.0.bias"].half().float())


def test_a_failed_write_leaves_what_was_there(slim: State, tmp_path: Path) -> None:
    path = tmp_path / "w.safetensors"
    write_weights(path, slim, SLIM, provenance={})
    before = path.read_bytes()
    with pytest.raises(WeightsError):
        write_weights(path, {}, SLIM, provenance={})
    with pytest.raises(WeightsError, match="The system says"):
        write_weights(tmp_path / "no folder" / "w", slim, SLIM, provenance={})
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == [path.name]


def test_the_state_that_was_handed_over_is_not_changed(slim: State, tmp_path: Path) -> None:
    copies = {key: value.clone() for key, value in slim.items()}
    write_weights(tmp_path / "w.safetensors", slim, SLIM, provenance={})
    assert all(torch.equal(slim[key], copies[key]) for key in slim)
