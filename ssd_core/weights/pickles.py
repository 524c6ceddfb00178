"""Which Python objects a pickle asks for, found by reading its opcodes; nothing is run."""

from __future__ import annotations

import pickletools
import struct


def globals_of(data: bytes) -> list[str]:
    """Dotted names in the order a pickle asks for them, e.g. ["posix.system"].

    Empty if the bytes are not one whole pickle.
    """
    names: list[str] = []
    strings: list[str] = []  # what has been on the stack or in the memo, latest last
    try:
        for opcode, argument, _ in pickletools.genops(data):
            if opcode.name in ("GLOBAL", "INST"):
                names.append(str(argument).replace(" ", "."))
            elif opcode.name == "STACK_GLOBAL":
                names.append(".".join(strings[-2:]))
            elif isinstance(argument, str):
                strings.append(argument)
    except (ValueError, EOFError, LookupError, TypeError, OverflowError, struct.error):
        return []
    return names
