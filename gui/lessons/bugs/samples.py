"""The right and the wrong function of an exhibit, with what came out of each."""

from __future__ import annotations

from ssd_core.lessons.bugs.comparison import Comparison
from ssd_core.lessons.bugs.exhibits import Exhibit
from ssd_core.lessons.bugs.visit import Hung
from ssd_core.lessons.code import CodeSample


def samples(exhibit: Exhibit, hung: Hung) -> tuple[CodeSample, ...]:
    """Only once there are figures: torch is imported by then, and the window need not wait."""
    from ssd_core.lessons.bugs.patches import wrong_pipeline
    from ssd_core.lessons.bugs.pipeline import REAL, look

    stage, compared = exhibit.stage, hung.comparison
    return (
        CodeSample(getattr(REAL, stage), _values(compared, wrong=False)),
        CodeSample(getattr(wrong_pipeline(exhibit.key), stage), _values(compared, wrong=True)),
        CodeSample(look, {"rgb": hung.rgb}),
    )


def _values(compared: Comparison, *, wrong: bool) -> dict[str, object]:
    seen = compared.wrong if wrong else compared.right
    return {"boxes": seen.boxes, "scores": seen.scores, "places": seen.places, "pairs": seen.pairs}
