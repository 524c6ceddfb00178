"""Sources of frames: real small video files, described cameras, and the generator."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from ssd_core.digest import Digest
from ssd_core.frames.camera import CameraSource, cameras
from ssd_core.frames.generated import GeneratedSource
from ssd_core.frames.memory import FrameMemory
from ssd_core.frames.numbering import Numbering
from ssd_core.frames.source import Frame, FrameSource, SourceError
from ssd_core.frames.video import VideoSource
from ssd_core.types import Candidates

FPS = 25
STEP = 4
"""How much brighter each frame is than the one before it: frames tell their number."""


def write_video(
    path: Path,
    times: Sequence[int],
    *,
    per_second: int = FPS,
    size: tuple[int, int] = (96, 64),
    rotation: int = 0,
    codec: str = "libx264",
    b_frames: int = 0,
) -> Path:
    """A video whose frame i is shown at ``times[i] / per_second`` and is ``STEP * i`` bright."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=per_second)
        stream.width, stream.height = size
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        stream.codec_context.gop_size = 10
        if b_frames:
            stream.codec_context.max_b_frames = b_frames
        stream.codec_context.time_base = Fraction(1, per_second)
        if rotation:
            stream.set_display_rotation(rotation)
        for i, time in enumerate(times):
            rgb = np.full((size[1], size[0], 3), STEP * i, np.uint8)
            rgb[: size[1] // 4, : size[0] // 4] = 255  # a corner that tells which way is up
            frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
            frame.pts, frame.time_base = time, Fraction(1, per_second)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """48 frames, 25 a second."""
    return write_video(tmp_path_factory.mktemp("clip") / "clip.mp4", range(48))


def number(frame: Frame | None) -> int:
    """Which frame of ``write_video`` this is, by its brightness."""
    assert frame is not None
    return round(float(np.median(frame.rgb)) / STEP)


def read_all(source: FrameSource) -> list[Frame]:
    frames = []
    while (frame := source.read()) is not None:
        frames.append(frame)
    return frames


def test_every_frame_comes_once_in_order_with_its_time(clip: Path) -> None:
    source = VideoSource(clip)
    frames = read_all(source)
    assert [number(f) for f in frames] == list(range(48))
    assert [f.index for f in frames] == list(range(48))
    assert [f.seconds for f in frames] == pytest.approx([i / FPS for i in range(48)])
    assert (source.size, source.fps, source.duration) == ((96, 64), FPS, pytest.approx(48 / FPS))
    assert source.read() is None
    source.close()


@pytest.mark.parametrize("target", [0, 1, 9, 10, 11, 25, 46, 47, 3])
def test_seeking_finds_exactly_the_frame_and_goes_on_from_it(clip: Path, target: int) -> None:
    source = VideoSource(clip)
    source.seek(target / FPS)
    frame = source.read()
    assert (number(frame), frame.index) == (target, target)
    following = source.read()
    assert (following is None) if target == 47 else (number(following) == target + 1)
    source.close()


def test_the_frame_at_a_time_between_two_is_the_earlier_one(clip: Path) -> None:
    source = VideoSource(clip)
    source.seek(20.9 / FPS)
    assert number(source.read()) == 20
    source.close()


def test_past_the_end_is_the_last_frame_and_before_the_start_the_first(clip: Path) -> None:
    source = VideoSource(clip)
    source.seek(1e6)
    assert number(source.read()) == 47
    assert source.read() is None
    source.seek(-5)
    assert number(source.read()) == 0
    source.close()


@pytest.mark.parametrize(("suffix", "codec"), [(".avi", "ffv1"), (".mkv", "libx264")])
def test_other_containers_seek_as_exactly(tmp_path: Path, suffix: str, codec: str) -> None:
    source = VideoSource(write_video(tmp_path / f"clip{suffix}", range(30), codec=codec))
    assert source.duration == pytest.approx(30 / FPS, abs=0.05)
    for target in (17, 29, 0, 5):
        source.seek(target / FPS + 1e-3)
        assert number(source.read()) == target
    source.close()


@pytest.mark.parametrize(
    ("suffix", "codec", "b_frames"),
    [(".avi", "mpeg4", 2), (".mpg", "mpeg2video", 2), (".mkv", "mpeg4", 2), (".mov", "mpeg4", 0)],
)
def test_frames_that_are_stored_out_of_order_come_in_order(
    tmp_path: Path, suffix: str, codec: str, b_frames: int
) -> None:
    path = write_video(tmp_path / f"old{suffix}", range(30), codec=codec, b_frames=b_frames)
    source = VideoSource(path)
    frames = read_all(source)
    seconds = [f.seconds for f in frames]
    assert len(frames) == 30
    assert seconds == sorted(set(seconds))
    assert [abs(number(f) - i) for i, f in enumerate(frames)] < [2] * 30
    source.seek(frames[21].seconds)
    assert np.array_equal(source.read().rgb, frames[21].rgb)
    source.close()


def test_frames_of_a_varying_rate_keep_their_own_times(tmp_path: Path) -> None:
    times = [0, 10, 15, 100, 102, 300]
    source = VideoSource(write_video(tmp_path / "phone.mp4", times, per_second=100))
    frames = read_all(source)
    assert [f.seconds for f in frames] == pytest.approx([t / 100 for t in times])
    source.seek(2.9)
    shown = source.read()
    assert (number(shown), shown.index) == (4, 4)
    source.close()


@pytest.mark.parametrize(("rotation", "corner"), [(90, (-1, 0)), (180, (-1, -1)), (-90, (0, -1))])
def test_a_rotated_video_stands_upright(
    tmp_path: Path, rotation: int, corner: tuple[int, int]
) -> None:
    source = VideoSource(write_video(tmp_path / "turned.mp4", range(3), rotation=rotation))
    frame = source.read()
    assert source.size == ((96, 64) if rotation == 180 else (64, 96))
    assert frame.rgb.shape[1::-1] == source.size
    assert frame.rgb[corner].min() > 200
    assert frame.rgb[-1 - corner[0], -1 - corner[1]].max() < 100
    source.close()


def test_one_frame_is_a_video_too(tmp_path: Path) -> None:
    source = VideoSource(write_video(tmp_path / "still.mp4", [0]))
    assert number(source.read()) == 0
    assert source.read() is None
    source.seek(7.0)
    assert number(source.read()) == 0
    source.close()


def test_a_cut_off_video_plays_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = write_video(tmp_path / "whole.avi", range(48), codec="ffv1")
    cut = tmp_path / "cut.avi"
    cut.write_bytes(whole.read_bytes()[: os.path.getsize(whole) // 2])
    source = VideoSource(cut)
    frames = read_all(source)
    assert [number(f) for f in frames] == list(range(len(frames)))
    assert 5 < len(frames) < 40
    assert source.duration == pytest.approx(len(frames) / FPS, abs=2 / FPS)
    source.seek(1.9)  # where its header says there is something
    assert number(source.read()) == len(frames) - 1
    source.close()


def test_damaged_packets_are_left_out_and_counted(tmp_path: Path) -> None:
    whole = write_video(tmp_path / "whole.mkv", range(40))
    data = bytearray(whole.read_bytes())
    with av.open(str(whole)) as container:
        packets = [p for p in container.demux() if p.size]
    for packet in packets[21:24]:
        start = bytes(data).index(bytes(packet))
        data[start : start + packet.size] = b"\xff" * packet.size
    broken = tmp_path / "broken.mkv"
    broken.write_bytes(data)
    source = VideoSource(broken)
    frames = read_all(source)
    assert source.damaged > 0
    assert number(frames[-1]) == 39
    assert len(frames) < 40
    source.close()


def write_sound(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44100)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
        frame.sample_rate = 44100
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("empty.mp4", b"", "empty (0 bytes)"),
        ("text.mp4", b"not a video at all, only words\n" * 50, "not a video of a kind"),
        (
            "list.mp4",
            b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1/a.ts\n",
            "not a video",
        ),
        ("concat.mp4", b"ffconcat version 1.0\nfile 'clip.mp4'\n", "not a video"),
    ],
)
def test_what_is_no_video_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=name) as refused:
        VideoSource(path)
    assert why in refused.value.reason
    assert refused.value.details["try"]


def test_sound_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="only sound"):
        VideoSource(write_sound(tmp_path / "song.mp4"))


def test_folders_pipes_and_missing_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="folder"):
        VideoSource(tmp_path)
    with pytest.raises(SourceError, match="no such file"):
        VideoSource(tmp_path / "gone.mp4")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.mp4")
        with pytest.raises(SourceError, match="pipe"):
            VideoSource(tmp_path / "pipe.mp4")


def test_frames_beyond_8k_are_refused(tmp_path: Path) -> None:
    wide = write_video(tmp_path / "wide.avi", [0], size=(8448, 16), codec="mjpeg")
    with pytest.raises(SourceError, match="8,448 × 16"):
        VideoSource(wide)


def test_numbers_beyond_what_was_read_follow_the_rate() -> None:
    numbering = Numbering(10.0)
    assert [numbering.number(t) for t in (0.0, 0.3, 0.4)] == [0, 1, 2]
    numbering.jumped()
    assert numbering.number(5.0) == 50
    assert numbering.number(5.1) == 51
    numbering.jumped()
    assert numbering.number(0.3) == 1


def digest_of(picture: int) -> Digest:
    random = np.random.default_rng(picture)
    scores = random.dirichlet(np.ones(4), 50).astype(np.float32)
    low = random.uniform(0, 0.5, (50, 2)).astype(np.float32)
    return Digest.of(Candidates(np.concatenate([low, low + 0.2], axis=1), scores))


def test_memory_forgets_the_oldest_frames_at_its_limit() -> None:
    digest = digest_of(0)
    memory = FrameMemory(3 * digest.nbytes)
    for second in (4.0, 1.0, 2.0, 3.0):
        memory.add(second, digest)
    assert [seconds for seconds, _ in memory.snapshot()] == [1.0, 2.0, 3.0]
    memory.add(2.0, digest)
    assert (len(memory), memory.nbytes) == (3, 3 * digest.nbytes)
    memory.clear()
    assert (len(memory), memory.nbytes) == (0, 0)


def test_a_generated_video_ends_and_seeks() -> None:
    source = GeneratedSource(size=(64, 48), live=False, fps=30, count=5)
    frames = read_all(source)
    assert [f.index for f in frames] == [0, 1, 2, 3, 4]
    assert not np.array_equal(frames[0].rgb, frames[1].rgb)
    source.seek(frames[3].seconds)
    assert source.read().index == 3


def test_a_generated_camera_is_unplugged_after_its_frames() -> None:
    source = GeneratedSource(size=(64, 48), fps=1000, unplug_after=3)
    with pytest.raises(SourceError, match="unplugged"):
        read_all(source)


def describe(folder: Path, device: str, name: str, index: int) -> None:
    (folder / device).mkdir()
    (folder / device / "name").write_text(name + "\n", "utf-8")
    (folder / device / "index").write_text(f"{index}\n")


@pytest.mark.skipif(not Path("/sys").is_dir(), reason="cameras are described there on Linux")
def test_cameras_are_listed_by_name_without_their_further_devices(tmp_path: Path) -> None:
    describe(tmp_path, "video10", "USB capture", 0)
    describe(tmp_path, "video0", "Integrated camera", 0)
    describe(tmp_path, "video1", "Integrated camera", 1)
    (tmp_path / "video9").mkdir()
    found = cameras(tmp_path)
    assert [(c.index, c.name, c.path) for c in found] == [
        (0, "Integrated camera", "/dev/video0"),
        (10, "USB capture", "/dev/video10"),
    ]
    assert cameras(tmp_path / "none") == ()


def test_a_camera_that_is_not_there_says_so() -> None:
    with pytest.raises(SourceError, match="Front door could not be started"):
        CameraSource(77, name="Front door")
