"""The overlay: where tags go, what a point hits, and what the painted pixels say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui.canvas import tags
from gui.canvas.hit import hit
from gui.canvas.overlay import (
    Layers,
    OverlayContext,
    paint_detections,
    paint_hovered,
    paint_selected,
)
from gui.canvas.tags import Side, TagImages, place_anyway, place_labels
from gui.canvas.viewport import Viewport
from gui.class_colors import class_style
from ssd_core.types import Detections

pytestmark = [pytest.mark.window, pytest.mark.usefixtures("app")]

VIEW = (400, 300)
HEIGHT = 20
GRAY = QColor(128, 128, 128)
CLASSES = tuple(f"class{n}" for n in range(25))
DARK_CLASS = next(k for k in range(1, 20) if class_style(k, CLASSES).ink.lightness() > 128)
LIGHT_CLASS = next(k for k in range(1, 20) if class_style(k, CLASSES).ink.lightness() < 128)


def places(boxes: list[tuple[int, ...]], width: int = 60) -> list[tuple[int, int, Side] | None]:
    found = place_labels(np.array(boxes), np.full(len(boxes), width), height=HEIGHT, view=VIEW)
    return [None if p is None else (p.x, p.y, p.side) for p in found]


class TestPlaces:
    @pytest.mark.parametrize(
        ("box", "place", "why"),
        [
            ((50, 100, 150, 200), (50, 80, Side.ABOVE), "flush above the left corner"),
            ((50, 5, 150, 200), (50, 200, Side.BELOW), "no room above"),
            ((50, 5, 150, 290), (50, 5, Side.INSIDE), "no room above or below"),
            ((50, 20, 150, 200), (50, 0, Side.ABOVE), "just room above"),
            ((-30, 100, 150, 200), (0, 80, Side.ABOVE), "slides along a box that is cut off"),
            ((380, 100, 398, 200), (340, 80, Side.ABOVE), "stays inside on the right"),
            ((-50, -50, 450, 350), (0, 0, Side.INSIDE), "a box larger than the view"),
            ((-90, 100, 0, 200), None, "out of view on the left"),
            ((50, 300, 150, 400), None, "out of view below"),
        ],
    )
    def test_first_place_that_fits_the_view(
        self, box: tuple[int, ...], place: tuple[int, int, Side] | None, why: str
    ) -> None:
        assert places([box]) == [place], why

    def test_an_earlier_tag_is_never_hit(self) -> None:
        same = (50, 100, 150, 200)
        assert places([same] * 4) == [
            (50, 80, Side.ABOVE),
            (50, 200, Side.BELOW),
            (50, 100, Side.INSIDE),
            None,
        ]

    def test_tags_may_touch(self) -> None:
        assert places([(50, 100, 90, 200), (110, 100, 150, 200)]) == [
            (50, 80, Side.ABOVE),
            (110, 80, Side.ABOVE),
        ]
        assert places([(50, 100, 90, 200), (109, 100, 150, 200)])[1] == (109, 200, Side.BELOW)

    def test_a_raised_tag_is_always_placed_in_view(self) -> None:
        for box in ([50, 5, 150, 298], [-500, -500, 900, 900], [390, 290, 399, 299]):
            place = place_anyway(np.array(box), 60, height=HEIGHT, view=VIEW)
            assert 0 <= place.x <= VIEW[0] - 60
            assert 0 <= place.y <= VIEW[1] - HEIGHT

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.tuples(*[st.integers(-60, 440)] * 4), max_size=40), st.data())
    def test_tags_lie_in_view_and_apart(
        self, corners: list[tuple[int, ...]], data: st.DataObject
    ) -> None:
        boxes = np.array(corners, np.int64).reshape(-1, 4)
        boxes = np.concatenate(
            [np.minimum(boxes[:, :2], boxes[:, 2:]), np.maximum(boxes[:, :2], boxes[:, 2:])], 1
        )
        widths = np.array([data.draw(st.integers(20, 120)) for _ in corners], np.int64)
        found = place_labels(boxes, widths, height=HEIGHT, view=VIEW)
        tags = [(p.x, p.y, p.x + w) for p, w in zip(found, widths, strict=True) if p]
        for number, (x, y, end) in enumerate(tags):
            assert x >= 0
            assert end <= VIEW[0]
            assert 0 <= y <= VIEW[1] - HEIGHT
            for other_x, other_y, other_end in tags[:number]:
                assert x >= other_end or end <= other_x or abs(y - other_y) >= HEIGHT


class TestHit:
    OUTER, INNER = (10, 10, 210, 210), (60, 60, 110, 110)

    @pytest.mark.parametrize(
        ("point", "index", "why"),
        [
            ((150, 150), 0, "only the outer box is there"),
            ((85, 85), 1, "the smaller box wins"),
            ((12, 85), 0, "a border is near"),
            ((61, 85), 1, "the inner border"),
            ((7, 85), 0, "just outside a border still counts"),
            ((3, 85), -1, "beyond its reach"),
            ((300, 85), -1, "beside everything"),
        ],
    )
    def test_what_a_point_means(self, point: tuple[int, int], index: int, why: str) -> None:
        assert hit(np.float32([self.OUTER, self.INNER]), point) == index, why

    def test_a_border_can_be_picked_through_a_smaller_box(self) -> None:
        crossing = np.float32([self.OUTER, (0, 60, 50, 110)])
        assert hit(crossing, (11, 85)) == 0
        assert hit(crossing, (30, 85)) == 1

    def test_of_equal_boxes_the_better_score_wins(self) -> None:
        assert hit(np.float32([self.OUTER, self.OUTER]), (100, 100)) == 0

    def test_nothing_to_hit(self) -> None:
        assert hit(np.zeros((0, 4), np.float32), (1, 1)) == -1


def context(
    boxes: list[tuple[int, ...]],
    *,
    labels: list[int] | None = None,
    ratio: float = 1.0,
    layers: Layers | None = None,
    dboxes: np.ndarray | None = None,
) -> OverlayContext:
    """Detections given in picture pixels of a 400×300 picture at one logical pixel each."""
    count = len(boxes)
    return OverlayContext(
        Viewport(VIEW, VIEW, ratio, zoom=ratio),
        Detections(
            np.float32(boxes).reshape(-1, 4) / np.float32(VIEW * 2),
            np.linspace(0.9, 0.5, count),
            np.array(labels or [LIGHT_CLASS] * count),
            np.arange(count),
        ),
        CLASSES,
        TagImages(ratio),
        dboxes,
        layers or Layers(labels=False),
    )


def painted(shown: OverlayContext, *, hovered: int = -1, selected: int = -1) -> QImage:
    image = QImage(*shown.viewport.device_size, QImage.Format.Format_RGB32)
    image.fill(GRAY)
    painter = QPainter(image)
    paint_detections(painter, shown)
    if selected >= 0:
        paint_selected(painter, shown, selected)
    if hovered >= 0:
        paint_hovered(painter, shown, hovered)
    painter.end()
    return image


def row(image: QImage, y: int, start: int, count: int) -> list[str]:
    return [image.pixelColor(x, y).name() for x in range(start, start + count)]


def color(label: int) -> str:
    return class_style(label, CLASSES).color.name()


def mixed(alpha: int, over: int, under: int = 128) -> int:
    return round((over * alpha + under * (255 - alpha)) / 255)


BOX = (100, 100, 200, 200)


class TestPaint:
    @pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
    def test_lines_are_crisp_at_every_pixel_ratio(self, app: QApplication, ratio: float) -> None:
        """Casing, line, casing: full pixels of exactly these colours, centred on the edge."""
        image = painted(context([BOX], ratio=ratio))
        line, casing = round(2 * ratio), round(ratio)
        first = round(100 * ratio) - line // 2
        middle = round(150 * ratio)
        across = row(image, middle, first - casing - 1, line + 2 * casing + 2)
        dark = across[1]
        assert QColor(dark).red() == pytest.approx(mixed(102, 0), abs=1)
        gray = GRAY.name()
        assert across == [
            gray,
            *[dark] * casing,
            *[color(LIGHT_CLASS)] * line,
            *[dark] * casing,
            gray,
        ]

    def test_a_dark_class_has_a_white_casing(self) -> None:
        image = painted(context([BOX], labels=[DARK_CLASS]))
        assert image.pixelColor(98, 150).red() == pytest.approx(mixed(153, 255), abs=1)
        assert image.pixelColor(100, 150).name() == color(DARK_CLASS)

    def test_corners_are_closed(self) -> None:
        image = painted(context([BOX]))
        for x in (99, 100, 199, 200):
            for y in (99, 100, 199, 200):
                assert image.pixelColor(x, y).name() == color(LIGHT_CLASS), (x, y)

    def test_the_inside_stays_untouched(self) -> None:
        image = painted(context([BOX]))
        assert image.pixelColor(150, 150) == GRAY
        assert image.pixelColor(102, 102) == GRAY

    def test_the_better_score_lies_on_top(self) -> None:
        image = painted(context([BOX, BOX], labels=[LIGHT_CLASS, DARK_CLASS]))
        assert image.pixelColor(100, 150).name() == color(LIGHT_CLASS)

    def test_classes_past_twenty_are_dashed(self) -> None:
        solid = row(painted(context([BOX])), 100, 110, 80)
        dashed = row(painted(context([BOX], labels=[25])), 100, 110, 80)
        assert set(solid) == {color(LIGHT_CLASS)}
        assert dashed.count(color(25)) == 48, "six pixels of every ten"

    def test_dashes_do_not_move_when_the_view_cuts_them_off(self) -> None:
        whole = painted(context([(0, 100, 300, 200)], labels=[25]))
        cut = painted(context([(-13, 100, 287, 200)], labels=[25]))
        assert row(cut, 100, 5, 200) == row(whole, 100, 18, 200)

    def test_a_box_far_larger_than_the_view_is_painted(self) -> None:
        image = painted(context([(-1_000_000, 100, 1_000_000, 200)]))
        assert set(row(image, 100, 0, 400)) == {color(LIGHT_CLASS)}

    @pytest.mark.parametrize("box", [(100, 100, 100, 100), (100, 100, 101, 300), (90, 90, 80, 80)])
    def test_degenerate_boxes_do_no_harm(self, box: tuple[int, ...]) -> None:
        painted(context([box], layers=Layers()), hovered=0)

    def test_the_tag_is_flush_with_the_outer_edge(self) -> None:
        image = painted(context([BOX], layers=Layers()))
        fill = color(LIGHT_CLASS)
        assert row(image, 98, 99, 3) == [fill] * 3, "square corner on the side of the box"
        assert image.pixelColor(99, 79) != QColor(fill), "rounded on the free side"
        assert image.pixelColor(105, 79).name() == fill
        assert image.pixelColor(105, 78) == GRAY

    def test_a_tag_holds_readable_text(self) -> None:
        image = TagImages(2.0).image("dog 0.87", class_style(DARK_CLASS, CLASSES), Side.ABOVE)
        assert image.height() == 40
        levels = {image.pixelColor(x, 20).lightness() for x in range(image.width())}
        assert max(levels) > 240, "white ink on a dark tag"

    def test_the_oldest_image_goes_when_there_are_many(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tags, "_KEPT_IMAGES", 2)
        images, style = TagImages(1.0), class_style(LIGHT_CLASS, CLASSES)
        first, second, _ = (images.image(text, style, Side.ABOVE) for text in "abc")
        assert images.image("b", style, Side.ABOVE) is second, "and not all of them at once"
        assert images.image("a", style, Side.ABOVE) is not first

    def test_narrow_boxes_show_their_score_only_when_raised(self) -> None:
        shown = context([(100, 100, 120, 200), (200, 100, 224, 200)], layers=Layers())
        narrow, wide = shown.resting_texts
        assert narrow == CLASSES[LIGHT_CLASS - 1]
        assert wide.startswith(f"{narrow} 0.")
        assert shown.texts[0] == f"{narrow} 0.90"

    def test_layers_can_be_left_out(self) -> None:
        empty = painted(context([BOX], layers=Layers(boxes=False, labels=False)))
        assert row(empty, 150, 90, 20) == [GRAY.name()] * 20
        dboxes = np.float32([[0.5, 0.5, 0.5, 0.5]])
        image = painted(
            context([BOX], layers=Layers(boxes=False, labels=False, dboxes=True), dboxes=dboxes)
        )
        edge = row(image, 75, 110, 120)
        assert edge.count("#ffffff") == 70, "seven pixels of every twelve"
        assert image.pixelColor(200, 150).name() == "#ffffff", "the centre is marked"

    def test_hovering_thickens_inwards_and_fills(self) -> None:
        image = painted(context([BOX]), hovered=0)
        fill = color(LIGHT_CLASS)
        assert row(image, 150, 98, 5) == ["#ffffff", fill, fill, fill, "#ffffff"]
        inside = image.pixelColor(150, 150)
        assert inside != GRAY
        assert abs(inside.red() - 128) < 20

    def test_selecting_darkens_all_but_the_box_and_its_dbox(self) -> None:
        dboxes = np.float32([[0.625, 0.5, 0.25, 0.2]])
        image = painted(context([BOX], dboxes=dboxes), selected=0)
        assert image.pixelColor(150, 150) == GRAY, "in the box"
        assert image.pixelColor(280, 140) == GRAY, "in its DBox"
        assert image.pixelColor(350, 50).red() == pytest.approx(mixed(107, 11), abs=1)

    def test_the_tag_of_a_selected_box_out_of_view_is_not_shown(self) -> None:
        image = painted(context([(500, 100, 600, 200)], layers=Layers()), selected=0)
        assert {image.pixelColor(x, 150).name() for x in range(400)} == {
            image.pixelColor(0, 0).name()
        }
