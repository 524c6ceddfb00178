"""Where the parts of a folder in VOC layout lie, without following a link out of it."""

from __future__ import annotations

import os
from pathlib import Path

from ssd_core.errors import Refusal, shown_name
from ssd_core.sentence import say

_CHOOSE_ROOT = say("choose the folder that holds Annotations and JPEGImages")


def voc_folder(root: Path) -> Path:
    """``root``, or the only folder in VOC layout where the VOC archives put theirs below it.

    Raises Refusal if there is none, or several.
    """
    found = voc_folders(root)
    if len(found) > 1:
        several = ", ".join(shown_name(path) for path in found)
        raise Refusal(
            say("It holds several VOC folders: {folders}.", folders=several),
            advice=say("choose one of them"),
        )
    return found[0]


def voc_folders(root: Path) -> list[Path]:
    """``root`` alone if it is in VOC layout, otherwise those below it, such as VOC2007 and VOC2012.

    Raises Refusal if there is none.
    """
    if not os.path.isdir(root):
        raise Refusal(
            say("There is no such folder."), advice=say("check whether it was moved or renamed")
        )
    inside = [path for pattern in ("VOC*", "VOCdevkit/VOC*") for path in sorted(root.glob(pattern))]
    found = [path for path in (root, *inside) if (path / "Annotations").is_dir()]
    if not found:
        raise Refusal(
            say(
                "It is not a folder in VOC layout: it has no folder Annotations with an XML file "
                "for each picture, beside JPEGImages with the pictures."
            ),
            advice=_CHOOSE_ROOT,
        )
    return [root] if found[0] == root else found


def files_in(root: Path, folder: str, suffixes: tuple[str, ...]) -> dict[str, Path]:
    """Files with one of ``suffixes`` in a folder of ``root``, by name without suffix.

    Later names are only looked up here, so that no list can lead to a file elsewhere. Raises
    Refusal.
    """
    home = root.resolve()
    if not (root / folder).resolve().is_relative_to(home):
        raise Refusal(
            say("Its {folder} is a link that leads out of it.", folder=folder),
            advice=say("copy the files into the folder"),
        )
    try:
        with os.scandir(root / folder) as entries:
            paths = sorted(
                Path(entry.path)
                for entry in entries
                if entry.is_file()
                and (not entry.is_symlink() or Path(entry.path).resolve().is_relative_to(home))
            )
    except OSError as error:
        raise Refusal(
            say(
                "Its {folder} could not be listed: {reason}.",
                folder=folder,
                reason=error.strerror or str(error),
            ),
            advice=_CHOOSE_ROOT,
        ) from error
    # Reversed: of 1.jpg and 1.png the first in the alphabet is taken.
    return {path.stem: path for path in reversed(paths) if path.suffix.lower() in suffixes}
