"""Short videos whose frames tell their number."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av

from ssd_core.bundled import sample_paths
from ssd_core.image import read_image

FPS = 20
STEP = 6
"""How much brighter the corner of each frame is than that of the one before it."""
CIRCLES = next(p for p in sample_paths() if p.stem == "crowd-of-circles")


def write_video(path: Path, numbers: Sequence[int]) -> Path:
    """The crowd of circles with a corner that tells each frame's number."""
    rgb = read_image(CIRCLES).rgb
    rgb = rgb[: rgb.shape[0] // 2 * 2, : rgb.shape[1] // 2 * 2].copy()
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FPS)
        stream.height, stream.width = rgb.shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.codec_context.gop_size = 8
        stream.codec_context.time_base = Fraction(1, FPS)
        for number in numbers:
            rgb[:32, :32] = STEP * number
            frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path
