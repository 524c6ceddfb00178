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


def matched_objects(table, threshold=0.5):
    """Which ground truths some DBox is given for its overlap alone, and which when all claim."""
    alone, claimed = [False] * len(table), [False] * len(table)
    for d in range(len(table[0]) if len(table) else 0):
        column = [row[d] for row in table]
        if max(column) >= threshold:
            alone[column.index(max(column))] = True
    for owner in match(table, threshold)[0]:
        if owner >= 0:
            claimed[owner] = True
    return alone, claimed
