"""How verdicts are drawn: a colour AND a mark each, the same in both themes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QColor

from gui.class_colors import ClassStyle
from ssd_core.verdicts import Verdict

_BLACK, _WHITE = QColor(0, 0, 0), QColor(255, 255, 255)

TRUE_POSITIVE = ClassStyle(QColor("#4987D9"), _BLACK, dashed=False, mark="✓")
FALSE_POSITIVE = ClassStyle(QColor("#C52201"), _WHITE, dashed=False, mark="✕")
MISSED = ClassStyle(QColor("#FDBA2F"), _BLACK, dashed=False, mark="○")
IGNORED = ClassStyle(QColor("#8B909A"), _BLACK, dashed=False, mark="–")
"""Finds a difficult object: neither right nor wrong."""

_STYLES = {
    Verdict.TRUE_POSITIVE: TRUE_POSITIVE,
    Verdict.FALSE_POSITIVE: FALSE_POSITIVE,
    Verdict.IGNORED: IGNORED,
}


def verdict_style(verdict: int) -> ClassStyle:
    """The style of a ``Verdict``."""
    return _STYLES[Verdict(verdict)]


def verdict_styles(verdicts: Iterable[int]) -> list[ClassStyle]:
    """The style of each verdict."""
    return [verdict_style(verdict) for verdict in verdicts]
