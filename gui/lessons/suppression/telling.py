"""What happens in a step, in a sentence or two, and the formula with its figures."""

from __future__ import annotations

from gui.lessons.frame.words import Words
from gui.lessons.suppression.shown import Shown
from ssd_core.lessons.suppression_questions import labelled_twice, rescuers, sharing
from ssd_core.types import NmsMethod


def step_told(words: Words, shown: Shown) -> str:
    """What happens in the step."""
    turn, thresholds = shown.turn, shown.state.thresholds
    if turn is None:
        return words("panel.empty")
    step, row = shown.step + 1, turn.row + 1
    if thresholds.method.soft:
        bar = f"{thresholds.confidence:.2f}"
        if turn.kept:
            return words("panel.soft", step=step, row=row, bar=bar)
        score = f"{shown.scores[turn.row]:.2f}"
        return words("panel.soft_gone", step=step, row=row, score=score, bar=bar)
    if not turn.kept:
        by = int(shown.state.trace.by[turn.row]) + 1
        return words("panel.gone", step=step, row=row, by="?" if shown.hidden == "saves" else by)
    key = "panel.win" if turn.hit.any() else "panel.win_alone"
    return words(key, step=step, row=row, overlap=f"{thresholds.overlap:.2f}")


def formula_of(words: Words, shown: Shown) -> str:
    """What the method measures or does, as a formula."""
    method = shown.state.thresholds.method
    return _FORMULAS[method].format(overlap=words("formula.overlap"), area=words("formula.area"))


def worked_out(shown: Shown) -> str:
    """The formula with the figures of the winner and a box it meets; "" where it meets none."""
    thresholds, turn, partner = shown.state.thresholds, shown.turn, shown.partner
    if turn is None or partner < 0:
        return ""
    boxes = shown.state.lineup.boxes
    pair = sharing(boxes[turn.row], boxes[partner])
    who = f"#{turn.row + 1}, #{partner + 1}: "
    if thresholds.method.soft:
        before, after = _scores_before(shown)[partner], shown.scores[partner]
        return f"{who}IoU {pair.overlap:.2f}, *s* {before:.2f} → __{after:.2f}__"
    value = float(shown.state.trace.table[turn.row, partner])
    sign = ">" if value > thresholds.overlap else "≤"
    if thresholds.method is NmsMethod.DIOU:
        figures = f"{pair.overlap:.2f} − {pair.distance:.0f}² / {pair.diagonal:.0f}²"
    else:
        figures = f"{pair.shared:,.0f} / {pair.union:,.0f} px²"
    return f"{who}{figures} = __{value:.2f}__ {sign} {thresholds.overlap:.2f}"


_FORMULAS = {
    NmsMethod.STANDARD: (
        r"\text{{{overlap}}}(A, B) = \frac{{\text{{{area}}}(A ∩ B)}}{{\text{{{area}}}(A ∪ B)}}"
    ),
    NmsMethod.DIOU: r"\text{{DIoU}} = \text{{IoU}} − \frac{{d^2}}{{c^2}}",
    NmsMethod.SOFT_LINEAR: r"s ← s · (1 − \text{{IoU}})",
    NmsMethod.SOFT_GAUSSIAN: r"s ← s · e^{{− \text{{IoU}}^2 / σ}}",
}


def _scores_before(shown: Shown) -> list[float]:
    turns = shown.state.trace.turns
    scores = turns[shown.step - 1].scores if shown.step else shown.state.lineup.scores
    return [float(score) for score in scores]


def stay_told(words: Words, shown: Shown) -> str:
    """How many boxes stay."""
    kept = "?" if shown.hidden in ("survive", "raise") else int(shown.state.trace.kept.sum())
    return words("panel.stay", kept=kept, count=len(shown.state.lineup))


def twice_told(words: Words, shown: Shown) -> str:
    """One object with two labels, if there is one."""
    trace = shown.state.trace
    pairs = labelled_twice(trace, overlap=shown.state.thresholds.overlap)
    if not pairs or shown.state.thresholds.method.soft:
        return ""
    a, b = pairs[0]
    return words(
        "panel.twice",
        a=a + 1,
        b=b + 1,
        first=shown.name(a),
        second=shown.name(b),
        overlap=f"{trace.table[a, b]:.2f}",
    )


def saved_told(words: Words, shown: Shown) -> str:
    """Without which box the selected one would stay, where it is lost."""
    row, trace = shown.selected, shown.state.trace
    if not 0 <= row < len(trace) or trace.kept[row] or shown.hidden == "saves":
        return ""
    found = rescuers(shown.state.lineup, shown.state.thresholds, row)
    if not found:
        return words("panel.saves_none", row=row + 1)
    others = ", ".join(f"#{other + 1}" for other in found)
    return words("panel.saves", row=row + 1, others=others)
