"""From the bytes of a weights file to tensors with names, whatever the container.

PyTorch files are pickles, and a pickle is a program. Only ``torch.load(weights_only=True)`` sees
one, whose unpickler refuses to call anything but the few functions that rebuild tensors.
"""

from __future__ import annotations

import io
import json
import pickle
import re
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import safetensors
import safetensors.torch
import torch
from torch import Tensor

from ssd_core.errors import Refusal, printable
from ssd_core.sentence import Sentence, say
from ssd_core.weights.pickles import globals_of

MAX_HEADER_BYTES = 2**20
MAX_TENSORS = 10_000
_ZIP = b"PK\x03\x04"
_LEGACY = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
"""How torch.save began before PyTorch 1.6: its magic number, pickled."""

_WRAPPERS = ("state_dict", "model")
_DEEPEST_WRAPPING = 3
_GLOBAL = re.compile(r"GLOBAL (\S+)")
_COPY_AGAIN = say("copy or download it again")
_STATE_DICT = say("ask for a file that holds only a state_dict, or for safetensors")
_SAVED_ANEW = say("choose a file that was saved from a network's state_dict()")
_LOAD_ERRORS = (
    pickle.UnpicklingError,
    RuntimeError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    ImportError,
    EOFError,
    OSError,
    MemoryError,
    struct.error,
)
"""What torch.load has been seen, or can be read, to raise on bytes that are no weights."""


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """What a container holds: tensors under the file's own keys, and header strings."""

    tensors: Mapping[str, Tensor]
    kind: str
    metadata: Mapping[str, str] = field(default_factory=dict)


def read_contents(data: bytes) -> Contents:
    """The tensors in a file's bytes. Nothing inside is run. Raises Refusal."""
    if data.startswith(_ZIP):
        _check_zip(data)
        return Contents(_state_dict(_torch_load(data)), say("PyTorch file (zip)"))
    if data.startswith(_LEGACY):
        return Contents(_state_dict(_torch_load(data)), say("PyTorch file (before 1.6)"))
    if data[8:9] == b"{":
        return _read_safetensors(data)
    if names := globals_of(data):
        raise code_would_run(names[0], say("Python pickle"))
    raise Refusal(
        say("It is not a weights file: neither PyTorch (.pth, .pt) nor safetensors."),
        advice=say("choose a .pth, .pt or .safetensors file"),
        kind=say("unknown; the first bytes are {bytes}", bytes=data[:8].hex(" ")),
    )


def code_would_run(name: str, kind: str) -> Refusal:
    """The refusal of a file that asks for the Python object ``name``, e.g. "os.system"."""
    return Refusal(
        say(
            "To open it, Python code inside the file would have to run ({code}). That is never "
            "done. Nothing ran.",
            code=printable(name[:120]),
        ),
        advice=_STATE_DICT,
        kind=kind,
        technical=say("the pickle asks for {code}", code=printable(name[:400])),
    )


def _ends_early(data: bytes, kind: str) -> Refusal:
    return Refusal(
        say("It ends after {size:,} bytes, before its contents do.", size=len(data)),
        advice=_COPY_AGAIN,
        kind=kind,
    )


def _damaged(kind: str, error: BaseException | str) -> Refusal:
    if isinstance(error, str):
        technical = error
    else:
        technical = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return Refusal(
        say("Its contents are damaged."), advice=_COPY_AGAIN, kind=kind, technical=technical
    )


def _check_zip(data: bytes) -> None:
    """Refuse zip files that torch.save did not write, before PyTorch looks into them."""
    kind = say("zip archive")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise _ends_early(data, kind) from error
    names = {entry.filename.rpartition("/")[2] for entry in entries}
    if "constants.pkl" in names:
        raise Refusal(
            say("It is a TorchScript program, not plain weights. Nothing ran."),
            advice=_STATE_DICT,
            kind=say("TorchScript archive"),
        )
    if "data.pkl" not in names:
        raise Refusal(
            say("It is a zip archive, but PyTorch did not write it."),
            advice=say("if weights are packed inside, unpack them and choose the .pth file"),
            kind=kind,
        )
    # PyTorch stores without compression; a few compressed bytes could unfold to any size.
    if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
        raise Refusal(
            say("It was compressed after it was written, which weights files are not."),
            advice=say("open it with PyTorch and save it again"),
            kind=kind,
        )


def _torch_load(data: bytes) -> object:
    kind = say("PyTorch file")
    try:
        return torch.load(io.BytesIO(data), map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        if found := _GLOBAL.search(str(error)):
            raise code_would_run(found[1], kind) from error
        raise _damaged(kind, error) from error
    except _LOAD_ERRORS as error:
        raise _damaged(kind, error) from error


def _state_dict(loaded: object) -> dict[str, Tensor]:
    """The mapping of names to tensors inside what torch.load returned, without its wrappers."""
    kind = say("PyTorch file")
    for _ in range(_DEEPEST_WRAPPING):
        inner = [loaded[w] for w in _WRAPPERS if w in loaded] if isinstance(loaded, dict) else []
        if not inner or not isinstance(inner[0], dict):
            break
        loaded = inner[0]
    if not isinstance(loaded, dict) or not loaded:
        raise Refusal(
            say("It holds no parameters, only {found}.", found=_a_kind_of(loaded)),
            advice=_SAVED_ANEW,
            kind=kind,
        )
    if len(loaded) > MAX_TENSORS:
        raise Refusal(
            say("It holds {count:,} entries; no SSD has so many.", count=len(loaded)),
            advice=say("choose the weights of an SSD"),
            kind=kind,
        )
    for key, value in loaded.items():
        if not isinstance(key, str) or not isinstance(value, Tensor):
            if isinstance(key, str):
                name = printable(key[:80])
            else:
                name = say("under {kind}", kind=_a_kind_of(key))
            raise Refusal(
                say(
                    "Its entry {name} is {kind}, not a tensor under a name.",
                    name=name,
                    kind=_a_kind_of(value),
                ),
                advice=_SAVED_ANEW,
                kind=kind,
            )
    return loaded


def _a_kind_of(value: object) -> Sentence:
    if isinstance(value, dict):
        return say("a table") if value else say("an empty table")
    return say("nothing") if value is None else say("a Python {type}", type=type(value).__name__)


def _read_safetensors(data: bytes) -> Contents:
    """The header is read here first, with limits; only then does safetensors see the bytes."""
    kind = "safetensors"
    metadata, end = _safetensors_header(data, kind)
    if len(data) < end:
        raise _ends_early(data, kind)
    try:
        tensors = safetensors.torch.load(data)
    except (safetensors.SafetensorError, *_LOAD_ERRORS) as error:
        raise _damaged(kind, error) from error
    return Contents(tensors, kind, metadata)


def _safetensors_header(data: bytes, kind: str) -> tuple[dict[str, str], int]:
    """(metadata strings, how many bytes the file must have)."""
    (length,) = struct.unpack_from("<Q", data)
    if length > MAX_HEADER_BYTES:
        technical = say(
            "a header of {size:,} bytes; {limit:,} is the limit",
            size=length,
            limit=MAX_HEADER_BYTES,
        )
        raise _damaged(kind, technical)
    if len(data) < 8 + length:
        raise _ends_early(data, kind)
    try:
        header: Any = json.loads(data[8 : 8 + length])
    except (ValueError, RecursionError) as error:
        raise _damaged(kind, error) from error
    metadata = header.pop("__metadata__", {}) if isinstance(header, dict) else None
    if not isinstance(metadata, dict) or len(header) > MAX_TENSORS:
        raise _damaged(kind, say("the header is not a table of tensors"))
    if not all(isinstance(value, str) for value in metadata.values()):
        raise _damaged(kind, say("the header's metadata are not all strings"))
    try:
        ends = [int(entry["data_offsets"][1]) for entry in header.values()]
    except (TypeError, LookupError, ValueError, OverflowError) as error:
        raise _damaged(kind, error) from error
    return metadata, 8 + length + max(ends, default=0)
