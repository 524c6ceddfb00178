"""The matching strategy of section 2.2 with plain loops over a table of overlaps [G][N]."""

from __future__ import annotations


def match(table, threshold=0.5):
    """(ground truth of each DBox or -1, whether the threshold alone would not have given it)."""
    count = len(table[0]) if len(table) else 0
    natural = []
    for d in range(count):
        best, best_gt = 0.0, -1
        for g in range(len(table)):
            if table[g][d] > best:
                best, best_gt = table[g][d], g
        natural.append(best_gt if best >= threshold else -1)
    owner = list(natural)
    for g in range(len(table)):  # every ground truth claims its best DBox; the later one wins
        best = max(table[g])
        if best > 0:
            owner[table[g].index(best)] = g
    return owner, [o != n for o, n in zip(owner, natural, strict=True)]
