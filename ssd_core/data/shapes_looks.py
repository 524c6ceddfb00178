"""Which pens, paints and manners of drawing a scene uses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ssd_core.data.shapes_paint import (
    Colour,
    contrast,
    random_colour,
    random_fill,
    smooth_field,
    solid,
    stripes,
)
from ssd_core.data.shapes_sprite import Look, Sprite
from ssd_core.opencv import cv2
from ssd_core.types import ByteArray

_SETTINGS = ("paper", "graphic", "photograph")
_SETTING_EDGES = (0.45, 0.67)
_SMALL = 34.0
_BLACK, _WHITE = np.full(3, 15.0), np.full(3, 245.0)


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """paint: uint8 [h, w, 3], to be laid on by alpha: uint8 [h, w]."""

    paint: ByteArray
    alpha: ByteArray


@dataclass(frozen=True, slots=True, eq=False)
class Studio:
    """What the shapes of one scene have in common.

    setting: "paper", "graphic" or "photograph". unit: pixels that stand for one of 300.
    pens: the marker colours at hand. pen: their width in pixels. shadows: do shapes cast any?
    tidy: do shapes that are not huddled keep clear of one another?
    """

    setting: str
    unit: float
    pens: tuple[Colour, ...]
    pen: float
    shadows: bool
    tidy: bool

    @classmethod
    def random(cls, unit: float, rng: np.random.Generator) -> Studio:
        """Any studio, a paper one most often."""
        setting = _SETTINGS[int(np.searchsorted(_SETTING_EDGES, rng.random()))]
        pens = tuple(_pen_colour(rng) for _ in range(int(rng.integers(1, 5))))
        width = float(np.exp(rng.uniform(np.log(1.8), np.log(8.0)))) * unit
        shadows = setting != "paper" and rng.random() < 0.4
        return cls(setting, unit, pens, width, bool(shadows), rng.random() < 0.7)

    def look(self, side: float, rng: np.random.Generator) -> Look:
        """How to draw the next shape, whose side is ``side`` px."""
        draw = rng.random()
        pen = min(max(self.pen * rng.uniform(0.85, 1.15), 0.022 * side), 0.14 * side)
        pen = max(pen, 1.5)
        if self.setting == "paper":
            return Look(body=draw > 0.74, pen=0.0 if draw > 0.92 else pen, by_hand=draw < 0.92)
        small = side < _SMALL * self.unit
        if draw < (0.75 if small else 0.58):
            return Look(body=True, pen=0.0, by_hand=False)
        thick = max(pen, (0.06 if self.setting == "photograph" else 0.035) * side)
        return Look(body=draw > 0.8, pen=thick, by_hand=bool(rng.random() < 0.3))

    def layers(
        self, sprite: Sprite, look: Look, ground: ByteArray, rng: np.random.Generator
    ) -> list[Layer]:
        """The paint of ``sprite`` for the picture part ``ground`` it will lie on, undermost first.

        Empty if no colour at hand would show there.
        """
        height, width = sprite.body.shape
        small = min(height, width) < _SMALL * self.unit
        main = self._showing(ground, 78.0 if small else 55.0, rng)
        if main is None:
            return []
        if not look.pen:
            return [Layer(random_fill(main, height, width, rng), sprite.body)]
        layers = []
        if look.body:
            layers.append(self._body(sprite, main, rng))
        dryness = 0.35 if look.by_hand and not small and rng.random() < 0.4 else 0.0
        layers.append(Layer(solid(main, height, width), _dried(sprite.stroke, dryness, rng)))
        return layers

    def _body(self, sprite: Sprite, main: Colour, rng: np.random.Generator) -> Layer:
        height, width = sprite.body.shape
        if self.setting == "paper":
            hatch = sprite.body
            if min(height, width) > 30 and rng.random() < 0.5:
                period = rng.uniform(1.6, 3.0) * self.pen + 2
                angle = rng.uniform(0.0, np.pi)
                lines = stripes(height, width, _BLACK, _WHITE, period, angle)[..., 0]
                hatch = np.minimum(hatch, lines)
            strength = rng.uniform(0.55, 1.0)
            return Layer(solid(main, height, width), (hatch * strength).astype(np.uint8))
        inside = random_colour(rng)
        if contrast(inside, main[None])[0] < 45.0:
            inside = _WHITE if main.mean() < 128 else _BLACK
        return Layer(random_fill(inside, height, width, rng), sprite.body)

    def _showing(self, ground: ByteArray, least: float, rng: np.random.Generator) -> Colour | None:
        """A colour that stands out from nearly all of ``ground``."""
        step = max(1, min(ground.shape[:2]) // 24)
        sampled = np.ascontiguousarray(ground[::step, ::step])
        coarse = cv2.resize(sampled, (5, 5), interpolation=cv2.INTER_AREA)
        cells = coarse.reshape(25, 3).astype(np.float64)
        choices = list(self.pens) if self.setting == "paper" else []
        choices = [choices[i] for i in rng.permutation(len(choices))]
        if self.setting != "paper":
            choices += [random_colour(rng) for _ in range(5)]
        for colour in (*choices, _BLACK, _WHITE):
            if np.count_nonzero(contrast(colour, cells) < least) <= 3:
                return colour
        return None


def _pen_colour(rng: np.random.Generator) -> Colour:
    """Black, blue, red, green or anything, dark enough for paper."""
    kind = rng.random()
    if kind < 0.45:
        return rng.uniform(5.0, 60.0) + rng.uniform(0.0, 15.0, 3)
    colour = rng.uniform(0.0, 70.0, 3)
    colour[rng.integers(3)] = rng.uniform(110.0, 230.0)
    return colour if kind < 0.85 else random_colour(rng) * 0.8


def _dried(alpha: ByteArray, dryness: float, rng: np.random.Generator) -> ByteArray:
    """``alpha`` of a marker that gives less ink in places."""
    if not dryness:
        return alpha
    height, width = alpha.shape
    tones = np.stack([np.full(3, 255 * (1 - dryness)), np.full(3, 255.0)])
    ink = smooth_field(height, width, tones, int(rng.integers(3, 9)), rng)[..., 0]
    return np.asarray(cv2.multiply(alpha, np.ascontiguousarray(ink), scale=1 / 255), np.uint8)
