"""``ssd-core explain``: the biography and "why not?" from the command line."""

from __future__ import annotations

import pytest
from command_line import CROWD, one_sentence, strict_json

from ssd_core.bundled import weights_path
from ssd_core.commands import explain
from ssd_core.detection import select
from ssd_core.image import read_image
from ssd_core.inference import Detector
from ssd_core.types import Selection, Thresholds


@pytest.fixture(scope="module")
def selection() -> Selection:
    detector = Detector.load(weights_path())
    return select(detector(read_image(CROWD).rgb).candidates, Thresholds())


def middle_of(selection: Selection, number: int) -> tuple[float, float]:
    """Pixels of the middle of detection ``number``."""
    image = read_image(CROWD)
    xmin, ymin, xmax, ymax = selection.detections.boxes[number - 1].tolist()
    return (xmin + xmax) / 2 * image.width, (ymin + ymax) / 2 * image.height


def test_the_detection_at_a_point_is_among_its_candidates(job, selection: Selection) -> None:
    x, y = middle_of(selection, 2)
    code, out, _ = job("explain", CROWD, "--at", f"{x},{y}", "--most", "500", "--json")
    record = strict_json(out)
    assert code == 0
    assert record["candidates_there"] == len(record["candidates"])
    scores = [one["score"] for one in record["candidates"]]
    assert scores == sorted(scores, reverse=True)
    second = next(one for one in record["candidates"] if one["fate"] == "Shown as #2.")
    found = selection.detections
    assert second["dbox"]["index"] == found.dbox[1]
    assert second["score"] == pytest.approx(float(found.scores[1]), abs=1e-6)
    fallen = [one for one in record["candidates"] if one["verdict"]["fate"] == "suppressed"]
    assert any(one["verdict"]["suppressor"]["number"] == 2 for one in fallen)


def test_thresholds_decide(job, selection: Selection) -> None:
    x, y = middle_of(selection, 1)
    _, out, _ = job("explain", CROWD, "--at", f"{x},{y}", "--json", "--confidence", "1")
    fates = {one["verdict"]["fate"] for one in strict_json(out)["candidates"]}
    assert fates == {"below_confidence"}


def test_a_class_is_told_of_however_low_it_scored(job, selection: Selection) -> None:
    x, y = middle_of(selection, 1)
    _, out, _ = job("explain", CROWD, "--at", f"{x},{y}", "--class", "arrow", "--json")
    told = strict_json(out)["candidates"]
    assert told
    assert {one["class"] for one in told} == {"arrow"}


def test_thresholds_are_those_of_detect(job, selection: Selection) -> None:
    x, y = middle_of(selection, 1)
    options = ("--top-k", "1", "--class-confidence", "circle=1", "--sigma", "0.3")
    _, out, _ = job("explain", CROWD, "--at", f"{x},{y}", "--class", "circle", "--json", *options)
    fates = {one["verdict"]["fate"] for one in strict_json(out)["candidates"]}
    assert fates == {"below_confidence"}


def test_a_box_too_small_for_any_overlap(job) -> None:
    code, out, _ = job("explain", CROWD, "--box", "200,200,200.000001,200.000001")
    assert code == 0
    assert "No DBox overlaps this" in out


def test_what_is_not_a_number_is_said_in_words(capsys) -> None:
    """A network that diverged still gets its answers, and names cannot move the cursor."""
    one = {"dbox": 3, "map": 38, "dbox_overlap": 0.6, "box_overlap": 0.0, "score": None}
    record = {"image": "a", "class": "b", "summary": "c\x1b[2J", "dboxes": [one | {"fate": "f"}]}
    explain._print_why_not(record)
    out = capsys.readouterr().out
    assert "no score" in out
    assert "\x1b" not in out


def test_a_table_to_read(job, selection: Selection) -> None:
    x, y = middle_of(selection, 1)
    code, out, _ = job("explain", CROWD, "--at", f"{x},{y}", "--most", "3")
    assert code == 0
    assert "Shown as #1." in out
    assert out.count("DBox ") == 3


def test_why_not(job) -> None:
    code, out, _ = job("explain", CROWD, "--box", "2,2,30,30", "--class", "star", "--json")
    record = strict_json(out)
    assert code == 0
    assert record["class"] == "star"
    assert record["summary"].endswith(".")
    assert record["dboxes"]
    code, out, _ = job("explain", CROWD, "--box", "2,2,30,30")
    assert code == 0
    assert "overlap" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--at", "99999,3"), "does not lie on"),
        (("--box", "30,30,2,2"), "corners in order"),
        (("--at", "5,5", "--class", "zebra"), "no class zebra"),
    ],
)
def test_what_cannot_be_told_is_one_sentence(job, arguments, words) -> None:
    code, out, error = job("explain", CROWD, *arguments)
    assert (code, out) == (1, "")
    assert words in one_sentence(error)


@pytest.mark.parametrize("place", ["5", "a,b", "1,2,3", "nan,1", "inf,2"])
def test_a_place_is_two_numbers(job, place: str) -> None:
    code, _, error = job("explain", CROWD, "--at", place)
    assert code == 2
    assert "is not 2 numbers" in error
