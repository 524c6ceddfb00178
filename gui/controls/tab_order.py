"""Moving the focus by Tab among the descendants of one widget."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops at ``widget``."""
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isEnabled() and widget.isVisible() and not widget.focusProxy()


def first_stop(inside: QWidget) -> QWidget | None:
    """The descendant of ``inside`` that Tab reaches first, None if there is none."""
    return next(filter(takes_tab, _descendants(inside)), None)


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Everything in ``widget`` where Tab stops, as it is laid out rather than as it was made."""
    if not widget.isVisible():
        return
    if takes_tab(widget):
        yield widget
    for child in _as_laid_out(widget):
        yield from stops(child)


def _as_laid_out(widget: QWidget) -> list[QWidget]:
    children = [c for c in widget.children() if isinstance(c, QWidget) and not c.isWindow()]
    layout = widget.layout()
    placed = [] if layout is None else list(_placed(layout))
    return placed + [child for child in children if child not in placed]


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _placed(inner)
        elif widget is not None:
            yield widget


def step_focus(inside: QWidget, start: QWidget, *, forward: bool) -> bool:
    """Move the focus from ``start`` to the next part of ``inside`` that takes it, round the end.

    Returns False, and moves nothing, if there is none but ``start``.
    """
    parts = _descendants(inside)
    at = parts.index(start) if start in parts else -1
    after = parts[at + 1 :] + parts[: max(at, 0)]
    around = after if forward else after[::-1]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    widget = next(filter(takes_tab, around), None)
    if widget is not None:
        widget.setFocus(reason)
    return widget is not None


def _descendants(inside: QWidget) -> list[QWidget]:
    """All parts of ``inside``, each before its own, in the order in which they were put there.

    Not by ``nextInFocusChain``: to Python it makes each widget the owner of the next, so that when
    one is deleted, the rest of the window counts as gone (PySide 6.11).
    """
    return inside.findChildren(QWidget)
