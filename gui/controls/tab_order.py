"""Moving the focus by Tab among the descendants of one widget."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops at ``widget``."""
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isEnabled() and widget.isVisible() and not widget.focusProxy()


def first_stop(inside: QWidget) -> QWidget | None:
    """The descendant of ``inside`` that Tab reaches first, None if there is none."""
    widget = inside.nextInFocusChain()
    while widget is not inside:
        if inside.isAncestorOf(widget) and takes_tab(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None


def step_focus(inside: QWidget, start: QWidget, *, forward: bool) -> bool:
    """Move the focus from ``start`` to the next part of ``inside`` that takes it, round the end.

    Returns False, and moves nothing, if there is none but ``start``.
    """
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    widget = start
    while True:
        widget = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
        if widget is start:
            return False
        if inside.isAncestorOf(widget) and takes_tab(widget):
            widget.setFocus(reason)
            return True
