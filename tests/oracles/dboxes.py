"""Default boxes as the paper says them: one loop a level, row, column and shape; float64."""

from __future__ import annotations

from math import sqrt


def dboxes(config) -> list[list[float]]:
    rows = []
    for k, cells in enumerate(config.feature_maps):
        for i in range(cells):
            for j in range(cells):
                cx = (j + 0.5) / (config.input_size / config.steps[k])
                cy = (i + 0.5) / (config.input_size / config.steps[k])
                s = config.min_sizes[k] / config.input_size
                s_prime = sqrt(s * config.max_sizes[k] / config.input_size)
                rows.append([cx, cy, s, s])
                rows.append([cx, cy, s_prime, s_prime])
                for ratio in config.aspect_ratios[k]:
                    rows.append([cx, cy, s * sqrt(ratio), s / sqrt(ratio)])
                    rows.append([cx, cy, s / sqrt(ratio), s * sqrt(ratio)])
    return [[min(max(v, 0.0), 1.0) for v in row] for row in rows]
