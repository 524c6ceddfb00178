"""Named numpy arrays as the bytes of one safetensors file, without torch."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
import safetensors
import safetensors.numpy
from numpy.typing import NDArray

from ssd_core.errors import Refusal, printable
from ssd_core.sentence import say

Arrays = dict[str, NDArray[Any]]
_ABOUT = "about"
_MAX_HEADER_BYTES = 2**20
_ERRORS = (safetensors.SafetensorError, ValueError, LookupError, TypeError, RecursionError)
"""What can be raised on bytes that are no such file."""


def encode(arrays: Mapping[str, NDArray[Any]], facts: Mapping[str, Any], *, form: str) -> bytes:
    """The file's bytes; ``decode`` gives both back. Equal arguments, equal bytes.

    facts: anything that JSON has. form: name and version of what is written.
    """
    whole = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    # One entry alone: safetensors writes several in any order.
    about = json.dumps({"format": form, **facts}, allow_nan=False)
    return safetensors.numpy.save(whole, metadata={_ABOUT: about})


def decode(data: bytes, *, form: str) -> tuple[Arrays, dict[str, Any]]:
    """(arrays, facts) of a file that ``encode`` wrote with the same ``form``.

    The arrays are read-only, the facts unchecked. Raises Refusal for anything else.
    """
    try:
        facts = _facts(data)
        if facts.get("format") != form:
            raise Refusal(
                say("It is not of the format “{form}”.", form=form),
                advice=say("open it with the version that wrote it"),
            )
        arrays: Arrays = safetensors.numpy.load(data)
    except _ERRORS as error:
        raise Refusal(
            say("Its contents are damaged."),
            advice=say("copy the run's folder again"),
            technical=printable(f"{type(error).__name__}: {error}"[:200]),
        ) from error
    for array in arrays.values():
        array.flags.writeable = False
    return arrays, facts


def _facts(data: bytes) -> dict[str, Any]:
    if len(data) < 8:
        raise ValueError("it ends early")
    (length,) = struct.unpack_from("<Q", data)
    if length > _MAX_HEADER_BYTES:
        raise ValueError(f"a header of {length:,} bytes")
    found = json.loads(json.loads(data[8 : 8 + length])["__metadata__"][_ABOUT])
    if not isinstance(found, dict):
        raise TypeError("the facts are not a table")
    return found
