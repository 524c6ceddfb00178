"""Fates in words: a sentence as a template and the values it is filled with.

The command line prints the English text; a window translates the template first.
"""

from __future__ import annotations

from ssd_core.explain.biography import Survivor, Verdict
from ssd_core.explain.changes import Change, steps_below
from ssd_core.explain.why_not import Reason, WhyNot
from ssd_core.fates import Fate
from ssd_core.sentence import Sentence, template
from ssd_core.types import BACKGROUND, NmsMethod, Thresholds

_MOST_DIGITS, _SCORE_DIGITS = 17, 6

SHOWN = template("Shown as #{number}.")
SUPPRESSED = template("Suppressed by {suppressor} at overlap {overlap} > {threshold}.")
SUPPRESSED_BY_HIDDEN = template(
    "Suppressed by {suppressor}, itself past the cap, at overlap {overlap} > {threshold}."
)
SUPPRESSED_DIOU = template(
    "Suppressed by {suppressor} at IoU less distance {overlap} > {threshold}."
)
SOFTENED = template(
    "Soft-NMS lowered its score from {score} to {final}, most because of {suppressor} at overlap "
    "{overlap}: not above {threshold}."
)
PAST_TOP_K = template("Past top-k: {ordinal} of {most}.")
PAST_CAP = template("Past the cap: {ordinal} of {most}.")
BELOW_CONFIDENCE = template("Below confidence {threshold}: it scored {score}.")
AT_CONFIDENCE = template("At confidence {threshold} exactly, and it must be above.")
NOT_LOOKED_FOR = template("The class {name} is not looked for.")
BACKGROUND_NEVER = template("The background is never shown.")
NOT_FINITE = template("Its score or its box is not a finite number.")

WOULD = {
    Fate.SHOWN: template("It would be shown with {knob}."),
    Fate.PAST_CAP: template("It would survive NMS, but be past the cap, with {knob}."),
    Fate.SUPPRESSED: template("It would be suppressed by NMS with {knob}."),
    Fate.PAST_TOP_K: template("It would be past top-k with {knob}."),
    Fate.BELOW_CONFIDENCE: template("It would not be shown with {knob}."),
}
KNOBS = {
    "confidence": template("confidence {relation} {value}"),
    "overlap": template("NMS overlap {relation} {value}"),
    "top_k": template("top-k {relation} {value}"),
    "max_detections": template("at most {value} detections"),
    "classes": template("{name} among the classes"),
}

WHY_NOT_AT_CONFIDENCE = template(
    "The best candidate here scored {threshold} for {name} exactly: it must be above."
)
WHY_NOT = {
    Reason.THERE: template("It is there: {suppressor} overlaps this by {overlap}."),
    Reason.NO_DBOX: template(
        "No DBox overlaps this by {threshold}: the best has {overlap}, at level {side}×{side}."
    ),
    Reason.BELOW: template(
        "The best candidate here scored {score} for {name}: below confidence {threshold}."
    ),
    Reason.TAKEN: template(
        "{suppressor} took it: the best candidate here, {score}, overlaps that by "
        "{overlap} > {limit}."
    ),
    Reason.SOFTENED: template(
        "{suppressor} took it: soft-NMS lowered the best candidate here from {score} to {final}."
    ),
    Reason.PAST_TOP_K: template(
        "The best candidate here scored {score} for {name}: past top-k, {ordinal} of {most}."
    ),
    Reason.PAST_CAP: template(
        "The best candidate here scored {score} for {name}: past the cap, {ordinal} of {most}."
    ),
    Reason.ELSEWHERE: template(
        "The best candidate here moved away: as {suppressor} it overlaps this by {overlap}."
    ),
    Reason.NOT_LOOKED_FOR: template("The class {name} is not looked for."),
    Reason.NOT_FINITE: template("The best candidate here is not a finite number."),
}


def verdict_sentence(
    verdict: Verdict, thresholds: Thresholds, classes: tuple[str, ...]
) -> Sentence:
    """What became of a candidate. classes: names without the background."""
    if verdict.suppressor is not None and verdict.overlap is not None:
        return _suppressed(verdict, verdict.suppressor, thresholds, classes)
    match verdict.fate:
        case Fate.SHOWN:
            return Sentence(SHOWN, {"number": str(verdict.number)})
        case Fate.PAST_TOP_K:
            return Sentence(PAST_TOP_K, _place(verdict.rank, thresholds.top_k))
        case Fate.PAST_CAP:
            return Sentence(PAST_CAP, _place(verdict.number, thresholds.max_detections))
        case Fate.BELOW_CONFIDENCE:
            score, threshold = _score_below(verdict, thresholds)
            if verdict.score >= thresholds.confidence_of(verdict.label):  # equal as float32
                return Sentence(AT_CONFIDENCE, {"threshold": threshold})
            return Sentence(BELOW_CONFIDENCE, {"score": score, "threshold": threshold})
        case Fate.NOT_FINITE:
            return Sentence(NOT_FINITE, {})
    if verdict.label == BACKGROUND:
        return Sentence(BACKGROUND_NEVER, {})
    return Sentence(NOT_LOOKED_FOR, {"name": classes[verdict.label - 1]})


def _suppressed(
    verdict: Verdict, by: Survivor, thresholds: Thresholds, classes: tuple[str, ...]
) -> Sentence:
    values: dict[str, str] = {"suppressor": shown_name(by, classes)}
    assert verdict.overlap is not None
    if thresholds.method.soft:
        confidence = thresholds.confidence_of(verdict.label)
        score, final = told_apart(verdict.score, verdict.final_score)
        final, threshold = told_apart(verdict.final_score, confidence, least=_digits(final))
        values |= {"score": score, "final": final, "threshold": threshold}
        return Sentence(SOFTENED, values | {"overlap": f"{verdict.overlap:.2f}"})
    overlap, threshold = told_apart(verdict.overlap, thresholds.overlap)
    values |= {"overlap": overlap, "threshold": threshold}
    if thresholds.method is NmsMethod.DIOU:
        return Sentence(SUPPRESSED_DIOU, values)
    return Sentence(SUPPRESSED if by.number is not None else SUPPRESSED_BY_HIDDEN, values)


def change_sentence(change: Change, classes: tuple[str, ...]) -> Sentence:
    """What would give the candidate another fate."""
    knob: dict[str, str]
    if change.knob == "classes":
        knob = {"name": classes[int(change.value) - 1]}
    elif change.knob in ("top_k", "max_detections"):
        knob = {"value": str(int(change.value)), "relation": "≥"}
    else:
        beyond = "≥" if change.rising else "≤"
        knob = {"value": f"{change.value:.2f}", "relation": beyond if change.onwards else "="}
    would = WOULD.get(change.fate, WOULD[Fate.BELOW_CONFIDENCE])
    return Sentence(would, {"knob": Sentence(KNOBS[change.knob], knob)})


def why_not_sentence(answer: WhyNot, thresholds: Thresholds, classes: tuple[str, ...]) -> Sentence:
    """Why no box of the class stands where a person expected one."""
    words = WHY_NOT[answer.reason]
    values: dict[str, str] = {"name": classes[answer.label - 1]}
    if answer.reason is Reason.NO_DBOX:
        overlap, threshold = told_apart(answer.best_overlap, answer.threshold)
        return Sentence(
            words, {"overlap": overlap, "threshold": threshold, "side": str(answer.best_side)}
        )
    verdict, shown = answer.verdict, answer.shown
    if verdict is not None:
        confidence = thresholds.confidence_of(answer.label)
        score, threshold = _score_below(verdict, thresholds)
        values |= {"score": score, "threshold": threshold}
        if answer.reason is Reason.BELOW and verdict.score >= confidence:  # equal as float32
            words = WHY_NOT_AT_CONFIDENCE
        values["final"] = told_apart(verdict.final_score, confidence)[0]
        if verdict.fate is Fate.PAST_TOP_K:
            values |= _place(verdict.rank, thresholds.top_k)
        elif verdict.fate is Fate.PAST_CAP:
            values |= _place(verdict.number, thresholds.max_detections)
        elif verdict.overlap is not None:
            overlap, limit = told_apart(verdict.overlap, thresholds.overlap)
            values |= {"overlap": overlap, "limit": limit}
    if shown is not None:
        values["suppressor"] = shown_name(shown, classes)
    if answer.shown_overlap is not None:
        values["overlap"] = told_apart(answer.shown_overlap, answer.threshold)[0]
    return Sentence(words, values)


def shown_name(shown: Survivor, classes: tuple[str, ...]) -> str:
    """ "#3 dog 0.91", without the number where it is not shown."""
    name = f"{classes[shown.label - 1]} {shown.score:.2f}"
    return name if shown.number is None else f"#{shown.number} {name}"


def told_apart(value: float, threshold: float, *, least: int = 2) -> tuple[str, str]:
    """Both with two decimals, and with more where they would look equal or the wrong way round.

    The threshold loses the zeros that it was given for that.
    """
    for digits in range(least, _MOST_DIGITS):
        pair = f"{value:.{digits}f}", f"{threshold:.{digits}f}"
        first, second = float(pair[0]), float(pair[1])
        if (first > second) == (value > threshold) and (first < second) == (value < threshold):
            break
    return pair[0], _without_zeros(pair[1])


def _score_below(verdict: Verdict, thresholds: Thresholds) -> tuple[str, str]:
    """Its score and its confidence threshold; also above the slider's next lower step."""
    step = next(iter(steps_below(verdict.score)), 0.0)
    fits = (d for d in range(2, _SCORE_DIGITS) if float(f"{verdict.score:.{d}f}") > step)
    return told_apart(verdict.score, thresholds.confidence_of(verdict.label), least=next(fits, 2))


def ordinal(number: int) -> str:
    """ "1st", "2nd", "11th"…"""
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _place(number: int | None, most: int) -> dict[str, str]:
    """Both forms of a place, for languages without ordinals like ours."""
    assert number is not None
    return {"ordinal": ordinal(number), "number": str(number), "most": str(most)}


def _digits(text: str) -> int:
    return len(text.partition(".")[2])


def _without_zeros(text: str) -> str:
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"
