"""The questions of the lesson on mining, answered by the functions that train."""

from __future__ import annotations

from dataclasses import replace

from gui.lessons.frame.words import Words
from gui.lessons.mining.shown import Shown
from gui.lessons.parts.figures import plain
from ssd_core.lessons.mining import without
from ssd_core.lessons.question import Question, interval

_SHARES = (0, 50, 80, 95)
"""Where the answers about shares begin, in percent."""
_ALIKE = 0.005


def questions(shown: Shown, words: Words) -> tuple[Question, ...]:
    asked = [_kept(shown, words), _share(shown, words)]
    if len(shown.truth):
        asked.append(_forgotten(shown, words))
    return tuple(asked)


def _kept(shown: Shown, words: Words) -> Question:
    positives, others = shown.sums.positives, shown.all_sums.negatives
    true = shown.sums.negatives
    choices = sorted({true, positives, positives * (shown.ratio + 1), others})
    if len(choices) < 2:
        choices = [true, true + 1]
    return Question(
        key="kept",
        text=words("questions.kept", positives=positives, ratio=shown.ratio),
        answers=tuple(f"{choice:,}" for choice in choices),
        right=choices.index(true),
        reason=words("questions.kept_reason", positives=positives, ratio=shown.ratio, kept=true),
    )


def _share(shown: Shown, words: Words) -> Question:
    share = 100 * shown.all_sums.share_of_negatives
    answers = [f"{low}–{high} %" for low, high in zip(_SHARES, (*_SHARES[1:], 100), strict=True)]
    return Question(
        key="share",
        text=words("questions.share"),
        answers=tuple(answers),
        right=interval(int(share), _SHARES),
        reason=words(
            "questions.share_reason",
            share=f"{share:.0f}",
            negatives=f"{shown.all_sums.negatives:,}",
            positives=shown.sums.positives,
            mined=f"{100 * shown.sums.share_of_negatives:.0f}",
        ),
    )


def _forgotten(shown: Shown, words: Words) -> Question:
    """What becomes of L if the first object had not been annotated."""
    gone = replace(shown, truth=without(shown.truth, 0), focus=(-1, -1))
    before, after = shown.sums.total, gone.sums.total
    keys = ("falls", "alike", "rises")
    alike = abs(after - before) <= _ALIKE
    right = 1 if alike else 2 if after > before else 0
    worst = float(gone.losses.ranked.max(initial=0))
    return Question(
        key="forgotten",
        text=words("questions.forgotten", name=shown.scene.class_name(int(shown.truth.labels[0]))),
        answers=tuple(words(f"questions.{key}") for key in keys),
        right=right,
        reason=words(
            "questions.forgotten_reason",
            before=plain(before),
            after=plain(after),
            positives=gone.sums.positives,
            worst=plain(worst, 1),
        ),
    )
