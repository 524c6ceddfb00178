"""The pictures of the README: ``python -m tests.readme_pictures --run RUN`` takes them.

They go stale whenever the window changes, so they are made, not kept by hand.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import ssd_core  # noqa: F401  (sets what torch reads when it is imported)

# isort: split
import av
import cv2
import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "resources" / "screenshots"
sys.path[:0] = [str(ROOT / "tests" / "gui"), str(ROOT / "tests")]

from driving import drop, end, files, make_app, run_events, wait_until  # noqa: E402
from test_biography import archive, at, subject  # noqa: E402
from test_compare import comparing  # noqa: E402

from gui.app import App  # noqa: E402
from gui.panels.probe.panel import ProbePanel  # noqa: E402
from ssd_core.bundled import sample_paths  # noqa: E402
from ssd_core.fates import Fate  # noqa: E402
from ssd_core.image import read_image  # noqa: E402

_WEIGHTS = "weights/ssd300-shapes.safetensors"
_FPS, _SIDE, _EACH = 10, 480, 20
"""Of the film: frames a second, pixels, and frames of each sample."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--run", type=Path, help="run folder to show; without it that picture stays"
    )
    options = parser.parse_args()
    qt = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        program = make_app(qt, Path(name))
        program.window.resize(1440, 900)
        program.window.show()
        program.start()
        wait_until(lambda: program.session.weights is not None)
        for picture, prepare in _prepared(program, Path(name), options.run):
            prepare()
            run_events(1500)
            program.window.grab().save(str(PICTURES / f"{picture}.png"))
            print(picture, flush=True)
        end(program)


def _prepared(
    program: App, folder: Path, run: Path | None
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Names of pictures, and what is to be done before each."""
    yield "inspect-light", lambda: _inspect(program)
    yield "inspect-dark", lambda: program.themes.set_mode("dark")
    yield "biography", lambda: _biography(program)
    yield "compare", lambda: _compare(program, folder)
    yield "video", lambda: _video(program, folder)
    yield "learn-matching", lambda: _lesson(program, "matching", step=0)
    yield "learn-nms", lambda: _lesson(program, "suppression", step=2)
    if run is not None:
        yield "train-light", lambda: _run(program, run)


def _sample(name: str) -> Path:
    return next(path for path in sample_paths() if path.stem == name)


def _open(program: App, path: Path) -> None:
    before = program.session.picture
    drop(program.window, files([path]))
    wait_until(lambda: program.session.picture is not before)
    wait_until(lambda: program.session.selection is not None)
    run_events(300)


def _inspect(program: App) -> None:
    """The pointer on the largest box."""
    _open(program, _sample("heart-on-paper"))
    boxes = program.session.selection.detections.boxes
    xmin, _, xmax, ymax = boxes[(boxes[:, 2:] - boxes[:, :2]).prod(1).argmax()].tolist()
    QTest.mouseMove(program.window.inspect.canvas, at(program, (xmin + xmax) / 2, ymax))


def _biography(program: App) -> None:
    """The strongest candidate that another one suppressed."""
    program.themes.set_mode("light")
    _open(program, _sample("two-stars"))
    file = archive(program)
    rows = np.argwhere(file.fates.fate == Fate.SUPPRESSED)
    dbox, label = rows[file.candidates.scores[rows[:, 0], rows[:, 1]].argmax()].tolist()
    xmin, ymin, xmax, ymax = file.candidates.boxes[dbox].tolist()
    subject(program)._open((dbox, label), ((xmin + xmax) / 2, (ymin + ymax) / 2))


def _compare(program: App, folder: Path) -> None:
    """The bundled weights beside those of two trainings before."""
    subject(program).leave()
    git = ["git", "-C", str(ROOT)]
    log = subprocess.check_output([*git, "log", "--format=%h", "--", _WEIGHTS], text=True)
    earlier = folder / "shapes-earlier.safetensors"
    earlier.write_bytes(subprocess.check_output([*git, "show", f"{log.split()[2]}:{_WEIGHTS}"]))
    _open(program, _sample("small-shapes"))
    QTest.keyClick(program.window.inspect.canvas, Qt.Key.Key_K)
    run_events(200)
    comparing(program).panel.sides.weights_chosen.emit(str(earlier))
    wait_until(lambda: not comparing(program).second.is_same)
    wait_until(lambda: comparing(program).second.looked is not None)


def _video(program: App, folder: Path) -> None:
    """A film of the samples, at the marker drawings."""
    QTest.keyClick(program.window.inspect.canvas, Qt.Key.Key_K)
    film = _write_film(folder / "film.mp4")
    drop(program.window, files([film]))
    marker = [path.stem for path in sample_paths()].index("marker-arrows")
    run_events(max(0, 1000 * _EACH * marker // _FPS - 2_000))  # starting takes its time as well


def _write_film(path: Path) -> Path:
    """The samples one after the other, the camera drawing nearer."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=_FPS)
        stream.width = stream.height = _SIDE
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, _FPS)
        for number in range(_EACH * len(sample_paths())):
            rgb = read_image(sample_paths()[number // _EACH]).rgb
            scale = _SIDE / min(rgb.shape[:2]) * (1 + 0.3 * (number % _EACH) / _EACH)
            middle = np.array([rgb.shape[1], rgb.shape[0]]) / 2
            shift = _SIDE / 2 - scale * middle
            move = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])
            frame = av.VideoFrame.from_ndarray(
                cv2.warpAffine(rgb, move, (_SIDE, _SIDE)), format="rgb24"
            )
            frame.pts, frame.time_base = number, Fraction(1, _FPS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def _lesson(program: App, key: str, *, step: int) -> None:
    program.window.show_workspace("learn")
    run_events(500)
    page = program.window.page("learn")
    page.show_lesson(key)
    run_events(500)
    QTest.keyClick(page.lesson.centre, Qt.Key.Key_Escape)  # no question for now
    for _ in range(step):
        QTest.keyClick(page.lesson.centre, Qt.Key.Key_Right)


def _run(program: App, run: Path) -> None:
    """A finished run, and the last of its probes."""
    program.window.show_workspace("train")
    program._parts.runs.watch(run)
    section = program.window.page("train").findChild(ProbePanel).probe
    wait_until(section._group.actions)
    section._group.actions()[-1].trigger()


if __name__ == "__main__":
    main()
