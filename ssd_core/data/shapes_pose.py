"""Turning, stretching and tilting an outline, and the unsteady hand that follows it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ssd_core.data.shapes_outlines import Points

_ANY_QUARTER = frozenset({"arrow", "crescent"})
"""Classes that are as natural pointing in any of the four directions."""

_LOG_2_2, _LOG_3 = np.log(2.2), np.log(3.0)


@dataclass(frozen=True, slots=True)
class Pose:
    """turn, then stretch along x over y, then tilt, then keystone (a mild homography).

    turn, tilt: radians. stretch: width over height, 1/3..3. keystone: (x, y) perspective terms.
    """

    turn: float
    stretch: float
    tilt: float
    keystone: tuple[float, float]


def random_pose(name: str, size: float, rng: np.random.Generator) -> Pose:
    """A pose that leaves a ``name`` of about ``size`` px (of 300) recognisable.

    Strong stretches keep the turn near a quarter, since a stretched oblique square or cross is
    no longer one; small shapes keep a short side that still shows their form.
    """
    limit = min(_LOG_3, 2 * np.log(size / 12.5), 2 * np.log(max(296.0 / size, 1.02)))
    spread = rng.normal(0.0, 0.2) if rng.random() < 0.4 else rng.uniform(-1.0, 1.0) * _LOG_3
    stretch = float(np.exp(min(max(spread, -limit), limit)))
    away = abs(np.log(stretch))
    oblique = away < 0.2 and rng.random() < 0.5
    if oblique:
        turn = rng.uniform(0.0, 2 * np.pi)
    else:
        quarters = rng.integers(4) if name in _ANY_QUARTER or rng.random() < 0.2 else 0
        turn = quarters * np.pi / 2 + rng.normal(0.0, 0.05)
    steep = not oblique and away < _LOG_2_2 and rng.random() < 0.25
    tilt = rng.uniform(-np.pi, np.pi) if steep else rng.normal(0.0, 0.09)
    keystone = rng.uniform(-0.14, 0.14, 2)
    return Pose(turn, stretch, tilt, (float(keystone[0]), float(keystone[1])))


def posed(points: Points, pose: Pose) -> Points:
    """``points`` [P, 2] under ``pose``, in the same arbitrary unit."""
    side = np.sqrt(pose.stretch)
    turned = points @ _rotation(pose.turn) * [side, 1 / side]
    tilted = turned @ _rotation(pose.tilt)
    reach = max(float(np.abs(tilted).max()), 1e-6)
    depth = 1.0 + tilted @ np.array(pose.keystone) / reach
    return np.asarray(tilted / depth[:, None])


def hand_drawn(points: Points, *, closed: bool, wobble: float, rng: np.random.Generator) -> Points:
    """The path of a hand that follows ``points``; ``wobble`` is its error in the unit of these.

    The ends of a closed outline miss one another a little, as they do on paper.
    """
    path = np.concatenate([points, points[:1]]) if closed else points
    legs = np.hypot(*(path[1:] - path[:-1]).T)
    along = np.concatenate([[0.0], np.cumsum(legs)])
    overlap = rng.uniform(-0.015, 0.06) if closed else 0.0
    # The corners themselves are kept: resampling alone would clip the tips that make a star.
    end = (1.0 + overlap) * along[-1]
    at = np.sort(np.concatenate([np.linspace(0.0, end, 56), along[along < end]]))
    at = at[np.concatenate([[True], at[1:] > at[:-1]])]
    where = at % along[-1] if closed else at
    steady = np.stack([np.interp(where, along, path[:, axis]) for axis in (0, 1)], axis=1)
    return steady + wobble * _tremor(at / along[-1], rng)


def _tremor(at: Points, rng: np.random.Generator) -> Points:
    """Smooth noise of standard deviation about 1 at positions ``at`` (0..1 along the path)."""
    frequency = np.array([0.7, 1.3, 2.1, 3.6, 6.3])
    strength = np.array([0.8, 0.6, 0.5, 0.35, 0.25])
    phase = rng.uniform(0.0, 2 * np.pi, (2, 5))
    waves = np.sin(2 * np.pi * at[:, None, None] * frequency + phase) * strength
    return np.asarray(waves.sum(axis=2))


def _rotation(angle: float) -> Points:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[cos, sin], [-sin, cos]])
