"""A run as one table: every step that counts, and what was measured after it."""

from __future__ import annotations

import math

from ssd_core.training.follow import RunReader


def to_csv(run: RunReader) -> str:
    """CSV with a header and a row a step, in the order of the steps; "" for what is not known.

    Columns of evaluations begin with "held_out_". Takes about a second for 100,000 steps.
    """
    columns = {name: run.steps[name].tolist() for name in run.steps.columns}
    rows = {step: row for row, step in enumerate(columns["step"])}
    measured = {n: run.validation[n].tolist() for n in run.validation.columns if n != "step"}
    evaluated = {step: row for row, step in enumerate(run.validation["step"].tolist())}
    lines = [",".join((*columns, *(f"held_out_{name}" for name in measured)))]
    for step in sorted({*rows, *evaluated}):
        row, found = rows.get(step), evaluated.get(step)
        cells = [_cell(None if row is None else values[row]) for values in columns.values()]
        cells[0] = _cell(step)
        cells += [_cell(None if found is None else values[found]) for values in measured.values()]
        lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


def _cell(value: float | None) -> str:
    if value is None or not math.isfinite(value):
        return ""
    return str(int(value)) if value == int(value) else repr(value)
