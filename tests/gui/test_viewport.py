"""Viewport: mappings are inverse, zooming keeps the point, and the picture cannot be lost."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gui.canvas.viewport import MARGIN, MAX_ZOOM, MIN_ZOOM, Viewport

quick = settings(max_examples=150, deadline=None)

sizes = st.tuples(st.integers(1, 20_000), st.integers(1, 20_000))
views = st.tuples(st.integers(1, 4000), st.integers(1, 3000))
ratios = st.sampled_from([1.0, 1.25, 1.5, 2.0, 3.0])
factors = st.floats(0.05, 20)
shares = st.tuples(st.floats(0, 1), st.floats(0, 1))
steps = st.floats(-5000, 5000)


@st.composite
def viewports(draw: st.DrawFn) -> Viewport:
    """Anywhere a person can get to: fitted, then zoomed and panned."""
    viewport = Viewport(draw(sizes), draw(views), draw(ratios)).fitted()
    across, down = draw(shares)
    cursor = across * viewport.view[0], down * viewport.view[1]
    return viewport.zoomed(cursor, draw(factors)).panned(draw(steps), draw(steps))


def visible(viewport: Viewport) -> list[float]:
    """Logical pixels of the picture inside the view, along x and y."""
    return [
        min(start + size * viewport.scale, room) - max(start, 0)
        for start, size, room in zip(viewport.offset, viewport.picture, viewport.view, strict=True)
    ]


@quick
@given(viewports(), st.floats(-1e4, 1e4), st.floats(-1e4, 1e4))
def test_picture_and_view_points_map_back(viewport: Viewport, x: float, y: float) -> None:
    there = viewport.to_view(*viewport.to_picture(x, y))
    assert there == pytest.approx((x, y), rel=1e-6, abs=1e-4)


@quick
@given(viewports(), shares, factors)
def test_zoom_keeps_the_point_under_the_cursor(
    viewport: Viewport, share: tuple[float, float], factor: float
) -> None:
    cursor = share[0] * viewport.view[0], share[1] * viewport.view[1]
    point = viewport.to_picture(*cursor)
    zoomed = viewport.zoomed(cursor, factor)
    # Where the clamp did not have to act, the point stays to a hundredth of a pixel.
    ratio = zoomed.zoom / viewport.zoom
    free = [c - (c - o) * ratio for c, o in zip(cursor, viewport.offset, strict=True)]
    assume(free == pytest.approx(zoomed.offset, abs=1e-9))
    assert zoomed.to_view(*point) == pytest.approx(cursor, abs=0.01)


def test_zooming_in_on_a_fitted_picture_always_keeps_the_point() -> None:
    viewport = Viewport((640, 427), (1048, 724)).fitted()
    for cursor in ((30, 40), (524, 362), (1000, 600)):
        point = viewport.to_picture(*cursor)
        zoomed = viewport
        for _ in range(12):
            zoomed = zoomed.zoomed(cursor, 1.25)
            assert zoomed.to_view(*point) == pytest.approx(cursor, abs=1e-6)


@quick
@given(viewports(), steps, steps)
def test_the_picture_cannot_be_lost(viewport: Viewport, dx: float, dy: float) -> None:
    moved = viewport.panned(dx, dy)
    for seen, size, room in zip(visible(moved), moved.picture, moved.view, strict=True):
        assert seen >= min(size * moved.scale, room / 4) - 1e-6


@quick
@given(viewports(), factors)
def test_zoom_stays_within_its_limits(viewport: Viewport, factor: float) -> None:
    zoomed = viewport.zoomed((0, 0), factor).zoomed((0, 0), factor)
    assert min(MIN_ZOOM, viewport.fit_zoom) <= zoomed.zoom <= MAX_ZOOM


@quick
@given(sizes, views, ratios)
def test_fit_shows_the_whole_picture_centred(
    size: tuple[int, int], view: tuple[int, int], ratio: float
) -> None:
    assume(min(view) > 2 * MARGIN + 2)
    fitted = Viewport(size, view, ratio).fitted()
    for start, length, room in zip(fitted.offset, fitted.picture, view, strict=True):
        assert start == pytest.approx((room - length * fitted.scale) / 2)
        assert start >= MARGIN - 1e-6
    touches = min(start for start in fitted.offset) == pytest.approx(MARGIN)
    assert touches or fitted.zoom == MAX_ZOOM


@quick
@given(viewports(), ratios)
def test_actual_size_is_one_picture_pixel_a_device_pixel(viewport: Viewport, ratio: float) -> None:
    actual = viewport.resized(viewport.view, ratio).actual_size()
    assert actual.zoom == pytest.approx(1)
    assert actual.scale == pytest.approx(1 / ratio)


@quick
@given(viewports(), ratios)
def test_another_pixel_ratio_shows_the_same(viewport: Viewport, ratio: float) -> None:
    moved = viewport.resized(viewport.view, ratio)
    assert moved.scale == pytest.approx(viewport.scale)
    assert moved.offset == pytest.approx(viewport.offset, abs=1e-6)


def test_boxes_land_where_the_mapping_says() -> None:
    viewport = Viewport((400, 200), (500, 500), 2.0).fitted().zoomed((100, 100), 1.7)
    (left, top, right, bottom) = viewport.boxes_to_device(np.float32([[0.25, 0.5, 1.0, 1.0]]))[0]
    ratio = viewport.pixel_ratio
    start = [c * ratio for c in viewport.to_view(100, 100)]
    end = [c * ratio for c in viewport.to_view(400, 200)]
    # The origin is rounded to whole device pixels, so half a pixel may lie between.
    assert (left, top) == pytest.approx(start, abs=0.51)
    assert (right, bottom) == pytest.approx(end, abs=0.51)


def test_pixels_show_only_past_twice_the_size_and_beyond_the_view() -> None:
    fitted = Viewport((64, 64), (800, 600)).fitted()
    assert fitted.scale > 2
    assert not fitted.shows_pixels, "a picture seen whole is painted smooth"
    assert fitted.zoomed((400, 300), 2).shows_pixels
    large = Viewport((4000, 3000), (800, 600)).actual_size()
    assert not large.shows_pixels
    assert large.zoomed((400, 300), 2.1).shows_pixels


@pytest.mark.parametrize("view", [(0, 0), (1, 1), (10, 3000)])
def test_a_view_without_room_does_no_harm(view: tuple[int, int]) -> None:
    fitted = Viewport((640, 480), view).fitted()
    assert math.isfinite(fitted.zoom)
    assert fitted.zoom > 0
    assert all(map(math.isfinite, fitted.zoomed((0, 0), 2).panned(5, 5).offset))
