"""The functions behind each stage, with what they work on now."""

from __future__ import annotations

from gui.lessons.training_step.told import Told
from ssd_core.lessons.code import CodeSample


def samples(told: Told, stage: str, rate: float) -> tuple[CodeSample, ...]:
    """Of ``stage``. Only once there is a step: torch is imported by then. rate: of learning."""
    from ssd_core.lessons.training_step.recording import Recording
    from ssd_core.loss import hardest_negatives, multibox_loss
    from ssd_core.matching import match
    from ssd_core.training.loop import make_optimiser

    trace = told.trace
    asked, gradients = trace.asked, trace.gradients
    shown: dict[str, tuple[CodeSample, ...]] = {
        "batch": (),
        "match": (CodeSample(match, {"gt_index": asked.matches[0].gt_index}),),
        "mine": (CodeSample(hardest_negatives, {"confidence_loss": asked.confidence,
                                                "returns": asked.negatives}),),
        "loss": (CodeSample(multibox_loss, {"conf": trace.conf, "total": trace.loss.total}),),
        "gradients": (CodeSample(Recording, {"∂L/∂loc": gradients.loc,
                                             "∂L/∂conf": gradients.conf}),),
        "update": (CodeSample(make_optimiser, {"lr": rate}),
                   CodeSample(Recording.apply, {})),
    }  # fmt: skip
    return shown[stage] or (CodeSample(Recording, {"rgb": trace.pictures.rgb}),)
