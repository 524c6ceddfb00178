"""Which Python objects a pickle asks for, found by reading its opcodes; nothing is run."""

from __future__ import annotations

import pickletools
import struct

_ENOUGH = 1 << 20


def globals_of(data: bytes) -> list[str]:
    """Dotted names in the order a pickle asks for them, e.g. ["posix.system"].

    Empty if the bytes are not a pickle. Only the first MiB is read, which takes half a second:
    whoever wants code to run has to name it before the data.
    """
    names: list[str] = []
    strings: list[str] = []  # what has been on the stack or in the memo, latest last
    try:
        for opcode, argument, _ in pickletools.genops(data[:_ENOUGH]):
            if opcode.name in ("GLOBAL", "INST"):
                names.append(str(argument).replace(" ", "."))
            elif opcode.name == "STACK_GLOBAL":
                names.append(".".join(strings[-2:]))
            elif isinstance(argument, str):
                strings.append(argument)
    except (ValueError, EOFError, LookupError, TypeError, OverflowError, struct.error):
        return names if len(data) > _ENOUGH else []
    return names
