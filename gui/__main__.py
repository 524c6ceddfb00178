"""``ssd-viewer``: open the window, with pictures or weights named on the command line.

Processes that load training pictures import this file again: the window is imported by ``main``.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from ssd_core import __version__


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="ssd-viewer", description="Look into an SSD detector.")
    top.add_argument(
        "files", nargs="*", metavar="FILE", help="pictures, folders, videos, or a weights file"
    )
    top.add_argument("--device", help="auto, cpu, cuda, cuda:1, mps (default: the last one used)")
    top.add_argument("--version", action="version", version=f"ssd-viewer {__version__}")
    return top


def no_display() -> bool:
    """Whether Qt could not open a window and would abort the process."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program until its window is closed. Returns the exit code."""
    options = parser().parse_args(arguments)
    if no_display():
        print(
            "ssd-viewer: there is no display here; `ssd-core detect` works without.",
            file=sys.stderr,
        )
        return 1
    return _show(options)


def _show(options: argparse.Namespace) -> int:
    from PySide6.QtWidgets import QApplication

    from gui.app import App
    from gui.crash import CrashLog, log_folder
    from gui.quit_signals import QuitSignals
    from gui.wiring.trouble import Trouble

    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("ssd-viewer")
    qt.setApplicationDisplayName("SSD Viewer")
    qt.setDesktopFileName("ssd-viewer")
    log = CrashLog(log_folder())
    try:
        log.start()
    except OSError as error:
        print(f"ssd-viewer: no log can be written: {error}", file=sys.stderr)
    app = App(qt)
    trouble = Trouble(app.window, log)
    signals = QuitSignals(app.window)
    signals.asked.connect(app.window.close_unasked)  # Qt quits only if every window may close
    signals.asked.connect(qt.quit)  # even if a dialog is still open
    app.window.show()
    app.start(options.files, device=options.device)
    trouble.tell_of_bad_end()
    code = qt.exec()
    signals.stop()
    app.close()
    log.stop()
    return code


if __name__ == "__main__":
    sys.exit(main())
