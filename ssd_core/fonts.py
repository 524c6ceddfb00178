"""A typeface for letters on saved pictures: the built-in one, or one of the system's for others."""

from __future__ import annotations

from functools import lru_cache

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

_SYSTEM_FONTS = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKkr-Regular.otf",
    "NotoSansKR-Regular.otf",
    "NanumGothic.ttf",
    "UnDotum.ttf",
    "malgun.ttf",
    "AppleSDGothicNeo.ttc",
    "Arial Unicode.ttf",
    "DejaVuSans.ttf",
    "segoeui.ttf",
)
"""Hangul first, then what knows most scripts. Pillow looks where the system keeps its fonts."""


def font_for(text: str, size: float) -> Font:
    """The font of ``size`` pixels that has most letters of ``text``.

    The built-in font serves Latin, the same on every computer. Letters that neither it nor the
    system's fonts have become boxes.
    """
    return _font_with("".join(sorted({c for c in text if not c.isascii()})), size)


@lru_cache(maxsize=256)
def _font_with(letters: str, size: float) -> Font:
    best: Font = ImageFont.load_default(size)
    fewest = _missing(best, letters)
    for name in _SYSTEM_FONTS:
        if fewest == 0:
            break
        font = _system_font(name, size)
        if font is not None and (missing := _missing(font, letters)) < fewest:
            best, fewest = font, missing
    return best


@lru_cache(maxsize=64)
def _system_font(name: str, size: float) -> ImageFont.FreeTypeFont | None:
    try:
        return ImageFont.truetype(name, size)
    except OSError:
        return None


def _missing(font: Font, letters: str) -> int:
    """How many of ``letters`` look like the box that stands for what a font lacks."""
    box = _look(font, "\U0010ffff")
    return sum(_look(font, c) == box for c in letters if not c.isspace())


def _look(font: Font, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)
