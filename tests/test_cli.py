"""``ssd-core detect`` and ``evaluate`` as people and scripts use them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from command_line import CROWD, one_sentence, program, strict_json

from ssd_core.bundled import sample_paths
from ssd_core.cli import main
from ssd_core.config import SHAPE_CLASSES, preset
from ssd_core.data.shapes import make_scene
from ssd_core.export.formats import FORMATS
from ssd_core.export.json_records import to_plain
from ssd_core.export.values import FORMAT_KEYS, Record
from ssd_core.image import read_image, save_image
from ssd_core.network import build_network
from ssd_core.types import Detections
from ssd_core.weights import write_weights


class TestDetect:
    def test_a_table_of_what_is_in_the_picture(self, job) -> None:
        code, out, err = job("detect", CROWD)
        heading, *rows = out.splitlines()
        assert (code, err) == (0, "")
        assert heading == f"{CROWD}  640×640  {len(rows)} detections"
        assert len(rows) >= 4
        for row in rows:
            label, score, *corners = row.split()
            assert label in SHAPE_CLASSES
            assert 0.3 <= float(score) <= 1
            assert len(list(map(float, corners))) == 4
        scores = [float(row.split()[1]) for row in rows]
        assert scores == sorted(scores, reverse=True)

    def test_json_has_exactly_the_fields_that_were_promised(self, job) -> None:
        code, out, _ = job("detect", CROWD, "--json")
        (record,) = strict_json(out)
        assert code == 0
        assert list(record) == ["image", "width", "height", "detections"]
        assert (record["image"], record["width"], record["height"]) == (CROWD, 640, 640)
        assert len(record["detections"]) >= 4
        for found in record["detections"]:
            assert list(found) == ["label", "score", "box"]
            assert found["label"] in SHAPE_CLASSES
            assert 0.3 < found["score"] <= 1
            xmin, ymin, xmax, ymax = found["box"]
            assert -320 <= xmin < xmax <= 960
            assert -320 <= ymin < ymax <= 960
            assert max(xmax - xmin, ymax - ymin) > 16

    def test_boxes_are_in_the_pixels_of_a_picture_that_is_not_square(self) -> None:
        found = Detections(
            np.float32([[-0.1, 0.2, 0.5, 0.75]]), np.float32([0.875]), np.array([2]), np.array([0])
        )
        assert to_plain(Record("a.png", 200, 50, found), ("cat", "dog")) == {
            "image": "a.png",
            "width": 200,
            "height": 50,
            "detections": [{"label": "dog", "score": 0.875, "box": [0.0, 10.0, 100.0, 37.5]}],
        }

    def test_one_unreadable_picture_does_not_hide_the_others(self, job, tmp_path) -> None:
        words = tmp_path / "words.png"
        words.write_text("no picture")
        code, out, err = job("detect", CROWD, words, tmp_path / "gone.png", CROWD, "--json")
        assert code == 1
        assert [record["image"] for record in strict_json(out)] == [CROWD, CROWD]
        first, second = err.splitlines()
        assert first.startswith("ssd-core: words.png could not be read. It is not a picture")
        assert second == "ssd-core: gone.png could not be read. There is no such file."

    def test_thresholds_are_used(self, job) -> None:
        def count(*options: object) -> int:
            return len(strict_json(job("detect", CROWD, "--json", *options)[1])[0]["detections"])

        assert count("--confidence", 0.01) > count() > count("--confidence", 1) == 0
        assert count("--overlap", 0.9) > count("--overlap", 0.1)

    def test_annotated_pictures_are_written_and_none_over_another(self, job, tmp_path) -> None:
        twins = [tmp_path / "a" / "Scene.png", tmp_path / "b" / "Scene.bmp"]
        for path, seed in zip(twins, (1, 2), strict=True):
            path.parent.mkdir()
            save_image(path, make_scene(seed).rgb)
        out = tmp_path / "new" / "out"
        pictures = [*twins, CROWD]
        assert job("detect", *pictures, "--confidence", 0.05, "--save", out)[0] == 0
        names = [
            "Scene-detections.png",
            "Scene-2-detections.png",
            "crowd-of-circles-detections.png",
        ]
        assert sorted(p.name for p in out.iterdir()) == sorted(names)
        for source, name in zip(pictures, names, strict=True):
            before, after = read_image(source).rgb, read_image(out / name).rgb
            assert before.shape == after.shape
            assert 0.3 < (before == after).all(axis=2).mean() < 1

    def test_a_folder_that_cannot_be_made_is_named(self, job, tmp_path) -> None:
        (tmp_path / "file").write_text("")
        code, _, err = job("detect", CROWD, "--save", tmp_path / "file" / "out")
        assert code == 1
        assert one_sentence(err).startswith("The folder out could not be made. The system says: ")
        _, _, err = job("detect", CROWD, "--save", tmp_path / "file")
        assert one_sentence(err).endswith(
            "folder file could not be made. It is a file, not a folder."
        )

    @pytest.mark.parametrize(
        "name", ["한글 그림.jpg".encode(), b"not\xff\xfeutf8.jpg", b"a\x1b[2Jb.jpg"]
    )
    def test_any_file_name(self, job, tmp_path, name: bytes) -> None:
        path = os.path.join(os.fsencode(tmp_path), name)
        try:
            shutil.copy(CROWD, path)
        except OSError:
            pytest.skip("this file system refuses the name")
        code, out, err = job("detect", os.fsdecode(path), "--json", "--save", tmp_path / "out")
        (record,) = strict_json(out)
        assert (code, err) == (0, "")
        assert os.fsencode(record["image"]) == path
        (saved,) = os.listdir(os.fsencode(tmp_path / "out"))
        stem = name.removesuffix(b".jpg").replace(b"\x1b", b"_")
        assert saved == stem + b"-detections.png"
        code, out, _ = job("detect", os.fsdecode(path))
        assert code == 0
        out.encode()
        assert "\x1b" not in out

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ([], "Name a picture to look at, or use --sample."),
            ([CROWD, "--weights", "gone.pth"], "gone.pth was not loaded. There is no such file."),
            ([CROWD, "--weights", CROWD], "crowd-of-circles.jpg was not loaded."),
            ([CROWD, "--output", "out"], "Name a format to export with --export: png,"),
            ([CROWD, "--device", "nonsense"], "there is no device 'nonsense' on this computer"),
        ],
    )
    def test_what_cannot_be_done_is_said_in_a_sentence(self, job, arguments, said) -> None:
        code, out, err = job("detect", *arguments)
        assert (code, out) == (1, "")
        assert one_sentence(err).startswith(said)

    @pytest.mark.parametrize(
        "wrong",
        [("--confidence", "2"), ("--confidence", "nan"), ("--overlap", "-0.1"), ("--threads", "0")],
    )
    def test_wrong_usage(self, job, wrong) -> None:
        code, out, err = job("detect", CROWD, *wrong)
        assert (code, out) == (2, "")
        assert f"argument {wrong[0]}:" in err

    def test_a_sample(self, job) -> None:
        code, out, _ = job("detect", "--sample", "--json")
        assert code == 0
        assert [record["image"] for record in strict_json(out)] == [str(sample_paths()[0])]

    @pytest.mark.filterwarnings("ignore:overflow")
    def test_numbers_that_are_none_never_reach_the_json(self, job, tmp_path) -> None:
        """Logits of some 1e38 decode to boxes and scores that are not finite."""
        network = build_network(preset("ssd300_slim"))
        with torch.no_grad():
            for head in (*network.loc, *network.conf):
                head.weight.mul_(1e38)
        path = tmp_path / "wild.safetensors"
        write_weights(path, network.state_dict(), network.config, provenance={}, half=False)
        code, out, _ = job("detect", CROWD, "--json", "--weights", path, "--confidence", 0)
        assert code == 0
        strict_json(out)


class TestExport:
    def test_a_folder_in_every_format(self, job, tmp_path) -> None:
        source = folder_of_scenes(tmp_path / "in", 3)
        out = tmp_path / "new" / "out"
        code, said, err = job("detect", source, "--export", *FORMAT_KEYS, "--output", out)
        assert (code, err) == (0, "")
        assert re.fullmatch(r"3 pictures, \d+ detections: .* in .*\n", said)
        own = {f"{n}{end}" for n in (1, 2, 10) for end in ("-detections.png", "-detections.svg")}
        own |= {f"{n}{end}" for n in (1, 2, 10) for end in (".xml", ".txt")}
        shared = {name for format in FORMATS.values() for name in format.shared}
        assert {p.name for p in out.iterdir()} == own | shared
        images = json.loads((out / "coco.json").read_text())["images"]
        assert [image["file_name"] for image in images] == ["1.png", "2.png", "10.png"]

    def test_what_is_exported_is_what_is_printed(self, job, tmp_path) -> None:
        source = folder_of_scenes(tmp_path / "in", 2)
        arguments = ("detect", source, "--json", "--export", "json", "--output", tmp_path / "out")
        printed = strict_json(job(*arguments)[1])
        assert printed == strict_json((tmp_path / "out" / "detections.json").read_text())
        assert sum(len(one["detections"]) for one in printed) > 2

    def test_the_keys_are_those_of_the_formats(self) -> None:
        assert tuple(FORMATS) == FORMAT_KEYS

    def test_one_unreadable_picture_does_not_hide_the_others(self, job, tmp_path) -> None:
        source = folder_of_scenes(tmp_path / "in", 2)
        (source / "broken.png").write_text("no picture")
        code, said, err = job("detect", source, "--export", "voc", "--output", tmp_path / "out")
        assert code == 1
        assert said.startswith("2 pictures, ")
        assert one_sentence(err).startswith("broken.png could not be read.")
        assert {p.name for p in (tmp_path / "out").iterdir()} == {"1.xml", "2.xml"}

    def test_into_the_folder_of_the_pictures_nothing_is_lost(self, job, tmp_path) -> None:
        source = folder_of_scenes(tmp_path, 1)
        (source / "1.xml").write_text("made by hand")
        before = (source / "1.png").read_bytes()
        command = ("detect", source, "--export", "voc", "png", "--output", source)
        assert job(*command)[0] == 0
        assert (source / "1.xml").read_text() == "made by hand"
        assert (source / "1.png").read_bytes() == before
        assert (source / "1-2.xml").is_file()
        assert (source / "1-2-detections.png").is_file()

    def test_a_second_run_replaces_only_if_asked(self, job, tmp_path) -> None:
        source, out = folder_of_scenes(tmp_path / "in", 1), tmp_path / "out"
        command = ("detect", source, "--export", "csv", "voc", "--output", out)
        for extra in ([], ["--replace"]):
            assert job(*command, *extra)[0] == 0
            assert {p.name for p in out.iterdir()} == {"1.xml", "detections.csv"}
        assert job(*command)[0] == 0
        assert len(list(out.iterdir())) == 4

    def test_scores_can_be_left_out(self, job, tmp_path) -> None:
        for extra, columns in (((), 6), (("--no-scores",), 5)):
            out = tmp_path / str(columns)
            assert job("detect", CROWD, "--export", "yolo", "--output", out, *extra)[0] == 0
            lines = (out / "crowd-of-circles.txt").read_text().splitlines()
            assert {len(line.split()) for line in lines} == {columns}

    def test_folders_inside_only_when_asked(self, job, tmp_path) -> None:
        folder_of_scenes(tmp_path / "in", 1)
        folder_of_scenes(tmp_path / "in" / "deeper", 1)
        for extra, count in (((), 1), (("--recursive",), 2)):
            code, out, _ = job("detect", tmp_path / "in", "--json", *extra)
            assert (code, len(strict_json(out))) == (0, count)

    def test_a_folder_without_pictures_is_named(self, job, tmp_path) -> None:
        code, out, err = job("detect", tmp_path, "--export", "coco", "--output", tmp_path / "out")
        assert (code, out) == (1, "")
        assert one_sentence(err) == f"{tmp_path.name} holds no pictures."
        assert strict_json(job("detect", tmp_path, "--json")[1]) == [], "a list all the same"
        assert not (tmp_path / "out").exists()

    def test_without_a_place_it_writes_below_the_folder_it_is_called_in(
        self, job, tmp_path, monkeypatch
    ) -> None:
        source = folder_of_scenes(tmp_path / "in", 2)
        before = sorted(source.iterdir())
        (tmp_path / "here").mkdir()
        monkeypatch.chdir(tmp_path / "here")
        code, said, err = job("detect", source, "--export", "coco")
        assert (code, err) == (0, "")
        assert said.endswith("detections\n")
        assert {p.name for p in Path("detections").iterdir()} == {"coco.json", "coco-results.json"}
        assert sorted(source.iterdir()) == before

    def test_an_unknown_format_is_wrong_usage(self, job) -> None:
        code, _, err = job("detect", CROWD, "--export", "doc", "--output", "out")
        assert code == 2
        assert "argument --export: invalid choice: 'doc'" in err

    def test_progress_only_on_a_terminal(self, job, tmp_path, monkeypatch) -> None:
        source = folder_of_scenes(tmp_path / "in", 2)
        command = ("detect", source, "--export", "csv", "--output", tmp_path / "out")
        assert job(*command)[2] == ""
        monkeypatch.setattr("sys.stderr.isatty", lambda: True)
        assert "2/2  2.png" in job(*command)[2]


def folder_of_scenes(folder: Path, count: int) -> Path:
    """``count`` generated pictures 1.png, 2.png, 10.png."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, seed in zip((1, 2, 10)[:count], range(count), strict=True):
        save_image(folder / f"{name}.png", make_scene(seed).rgb)
    return folder


class TestProgram:
    def test_it_runs_by_itself_on_any_terminal(self, tmp_path) -> None:
        picture = tmp_path / "그림.jpg"
        shutil.copy(CROWD, picture)
        ascii_only = os.environ | {"PYTHONIOENCODING": "ascii"}
        process = program("detect", picture, tmp_path / "없다.jpg", env=ascii_only)
        out, err = process.communicate()
        assert process.returncode == 1
        assert "\\uadf8\\ub9bc.jpg" in out
        assert "circle" in out
        assert "could not be read" in one_sentence(err)

    def test_a_reader_that_goes_away_is_no_error(self) -> None:
        buffered = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
        process = program("detect", CROWD, env=buffered)
        process.stdout.close()
        process.wait()
        assert process.stderr.read() == ""
        process.stderr.close()

    def test_help_needs_no_torch(self) -> None:
        code = (
            "import sys; from ssd_core.cli import parser; parser().format_help();"
            "sys.exit('torch' in sys.modules or 'cv2' in sys.modules)"
        )
        assert subprocess.run([sys.executable, "-c", code]).returncode == 0

    def test_help_holds_no_marks_of_docstrings(self, capsys) -> None:
        with pytest.raises(SystemExit):
            main(["detect", "--help"])
        assert "ssd-core detect: find objects" in capsys.readouterr().out


class TestEvaluate:
    def test_a_table_by_class_and_size(self, job) -> None:
        code, out, err = job("evaluate", "--data", "shapes", "--pictures", 3)
        assert (code, err) == (0, "")
        assert out.startswith("3 pictures, ")
        assert "nan" not in out
        assert all(name in out for name in (*SHAPE_CLASSES, "mAP@0.5", "COCO AP@0.75", "16-32 px"))
        assert "right by score" in out

    def test_json_knows_no_nan(self, job) -> None:
        code, out, _ = job("evaluate", "--data", "shapes", "--pictures", 1, "--json")
        report = strict_json(out)
        assert code == 0
        assert report["pictures"] == 1
        assert [name for name in report if "class" in name] == [
            "AP by class",
            "11-point AP by class",
            "COCO AP by class",
        ]
        assert 0 <= report["COCO AP"] <= report["COCO AP@0.5"] <= 1
        assert 0 <= report["mAP@0.5, 11 points"] <= 1
        assert set(report["COCO AP by size"]) == {"small", "medium", "large"}
        bands = report["right by score"]
        assert list(bands)[::9] == ["0.0-0.1", "0.9-1.0"]
        assert all(0.9 <= bands["0.9-1.0"][part] <= 1 for part in ("right", "mean score"))
        assert 0 <= report["calibration error"] < 0.2
        values = report["AP by class"].values()
        assert None in values, "a single scene does not show all eight classes"
        assert all(v is None or 0 <= v <= 1 for v in values)

    def test_weights_for_other_classes_are_not_measured_on_shapes(self, job, tmp_path) -> None:
        network = build_network(preset("ssd300_slim").with_classes(("cat", "dog")))
        path = tmp_path / "cats.safetensors"
        write_weights(path, network.state_dict(), network.config, provenance={})
        code, out, err = job("evaluate", "--data", "shapes", "--weights", path)
        assert (code, out) == (1, "")
        assert "do not look for the shapes" in one_sentence(err)
