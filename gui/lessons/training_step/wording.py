"""What the film and the enlarged stage say of a step, in the language in use."""

from __future__ import annotations

from collections.abc import Sequence, Sized

from gui.lessons.frame.words import Words
from gui.lessons.training_step.asking import level_name
from gui.lessons.training_step.bar_chart import Group
from gui.lessons.training_step.stage_view import ViewWords
from gui.lessons.training_step.told import Told
from ssd_core.lessons.training_step.values import STAGES
from ssd_core.types import Detections


def captions(words: Words, told: Told | None, hidden: str) -> list[str]:
    """One a stage, below its card."""
    if told is None:
        return [""] * len(STAGES)
    loss = told.trace.loss
    figures = {
        "batch": len(told.trace.pictures),
        "match": f"{loss.positives:,}",
        "mine": "?" if hidden == "silent" else f"{int(told.counts[1].sum()):,}",
        "loss": f"{loss.positives:,}",
        "gradients": f"{told.trace.gradients.norm:.2f}",
        "update": f"{sum(part.weights for part in told.trace.gradients.parts) / 1e6:.1f}",
    }
    return [words(f"stages.{stage}.caption", figure=figures[stage]) for stage in STAGES]


def view_words(words: Words, told: Told | None, stage: str, page: str, waiting: str) -> ViewWords:
    """page: "heads" or "parts", of the gradients. waiting: for what is not there yet."""
    if told is None:
        return ViewWords(waiting=waiting)
    after = told.after
    return ViewWords(
        tiles=_tiles(words, told, stage),
        after_tiles=() if stage != "update" else _boxes(words, told.detections_after),
        levels=_counts(told, stage),
        rows=tuple(words.many("loss.rows")),
        before=words("update.before", loss=f"{told.trace.loss.total:.3f}"),
        after=waiting
        if after is None
        else words("update.after", loss=f"{after.loss:.3f}", rate=f"{after.learning_rate:.2g}"),
        groups=_levels(words, told) if page == "heads" else _parts(words, told),
        share=(words("gradients.share"), words("gradients.share_note")),
        heads=(words("gradients.class_head"), words("gradients.box_head")),
    )


def _tiles(words: Words, told: Told, stage: str) -> tuple[str, ...]:
    """Under each picture: how many objects, positives or negatives it has."""
    counted: dict[str, Sequence[Sized]] = {
        "batch": told.trace.pictures.truths,
        "match": told.positives,
        "mine": told.negatives,
    }
    if stage == "update":
        return _boxes(words, told.detections_before)
    found = counted.get(stage, ())
    return tuple(words(f"stages.{stage}.tile", count=len(rows)) for rows in found)


def _boxes(words: Words, detections: Sequence[Detections]) -> tuple[str, ...]:
    """How many boxes there are in each picture, and how sure the network is of them."""
    return tuple(
        words("update.none")
        if not len(found)
        else words("update.tile", count=len(found), mean=f"{float(found.scores.mean()):.3f}")
        for found in detections
    )


def _counts(told: Told, stage: str) -> tuple[tuple[str, str], ...]:
    """(name, count) of each level, in the stages that are about DBoxes."""
    places = {"match": 0, "mine": 1}
    if stage not in places:
        return ()
    counts = told.counts[places[stage]].tolist()
    return tuple((level_name(level), f"{count:,}") for level, count in enumerate(counts))


def _levels(words: Words, told: Told) -> tuple[Group, ...]:
    positives, negatives = told.counts
    conf, loc = told.norms
    return tuple(
        Group(
            level_name(level),
            words("gradients.counts", positives=positives[level], negatives=negatives[level]),
            (float(conf[level]), float(loc[level])),
            float(told.shares[level]),
        )
        for level in range(len(conf))
    )


def _parts(words: Words, told: Told) -> tuple[Group, ...]:
    return tuple(
        Group(
            words(f"parts.{part.name}"),
            words("gradients.weights", count=f"{part.weights:,}"),
            (part.norm,),
        )
        for part in told.trace.gradients.parts
    )
