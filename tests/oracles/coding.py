"""Equation 2 of the paper and its inverse, one box at a time, float64."""

from __future__ import annotations

from math import exp, log


def encode(box, dbox, v0=0.1, v1=0.2):
    xmin, ymin, xmax, ymax = box
    cx, cy, w, h = (xmin + xmax) / 2, (ymin + ymax) / 2, xmax - xmin, ymax - ymin
    dcx, dcy, dw, dh = dbox
    return [(cx - dcx) / (v0 * dw), (cy - dcy) / (v0 * dh), log(w / dw) / v1, log(h / dh) / v1]


def decode(loc, dbox, v0=0.1, v1=0.2):
    dcx, dcy, dw, dh = dbox
    cx, cy = dcx + loc[0] * v0 * dw, dcy + loc[1] * v0 * dh
    w, h = dw * exp(loc[2] * v1), dh * exp(loc[3] * v1)
    return [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2]
