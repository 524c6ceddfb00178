"""Tokens reach the palette and the style sheet, and words on every surface can be read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit

from gui import icons, theme
from gui.class_colors import class_style
from gui.theme import DARK, LIGHT, Theme, ThemeManager
from ssd_core.config import SHAPE_CLASSES, VOC_CLASSES


def _luminance(color: QColor) -> float:
    """Relative luminance, WCAG 2.1."""
    channels = (color.redF(), color.greenF(), color.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: str | QColor, b: str | QColor) -> float:
    low, high = sorted((_luminance(QColor(a)), _luminance(QColor(b))))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture
def manager(app: QApplication):
    running = ThemeManager(app, "light")
    yield running
    running.set_mode("light")
    running.setParent(None)
    running.deleteLater()


@pytest.mark.parametrize("active", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "surface", "raised", "sel"])
@pytest.mark.parametrize("token", ["text", "muted"])
def test_words_are_readable_on_every_ground(active: Theme, ground: str, token: str) -> None:
    assert _contrast(active.color(token), active.color(ground)) >= 4.5


@pytest.mark.parametrize("active", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("token", ["accent", "danger", "success", "warning"])
def test_coloured_words_are_readable_on_the_surface(active: Theme, token: str) -> None:
    assert _contrast(active.color(token), active.surface) >= 4.5
    assert _contrast(active.on_accent, active.accent) >= 4.5


@pytest.mark.parametrize("active", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_has_no_placeholder_left(active: Theme) -> None:
    sheet = theme.stylesheet(active)
    assert "$" not in sheet
    assert active.accent in sheet


def test_the_manager_puts_palette_and_current_theme_in_step(manager: ThemeManager) -> None:
    changes: list[str] = []
    manager.changed.connect(lambda: changes.append(theme.current().name))
    manager.set_mode("dark")
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    assert (window.name().upper(), theme.current(), manager.theme) == (DARK.window, DARK, DARK)
    manager.set_mode("dark")
    manager.toggle()
    assert manager.theme is LIGHT
    assert changes == ["dark", "light"]


def test_toggling_back_to_what_the_system_has_follows_it_again(
    manager: ThemeManager, app: QApplication
) -> None:
    manager.set_mode("system")
    before = manager.theme
    manager.toggle()
    assert manager.theme is not before
    assert manager.mode != "system"
    manager.toggle()
    assert manager.theme is before
    assert manager.mode == "system"


def test_system_mode_follows_the_colour_scheme(manager: ThemeManager, app: QApplication) -> None:
    manager.set_mode("system")
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert manager.theme is (DARK if dark else LIGHT)


def test_a_shown_widget_is_repainted_in_the_new_theme(manager: ThemeManager) -> None:
    field = QLineEdit()
    field.show()
    before = field.grab().toImage().pixelColor(field.rect().center()).name().upper()
    manager.set_mode("dark")
    after = field.grab().toImage().pixelColor(field.rect().center()).name().upper()
    field.close()
    assert (before, after) == (LIGHT.raised, DARK.raised)


def test_voc_classes_have_their_own_slots_and_others_the_custom_order(app: QApplication) -> None:
    person = VOC_CLASSES.index("person") + 1
    assert class_style(person, VOC_CLASSES).color.name().upper() == "#FDBA2F"
    assert class_style(1, SHAPE_CLASSES).color.name().upper() == "#FDBA2F"
    assert class_style(2, SHAPE_CLASSES).color.name().upper() == "#4987D9"


def test_class_colours_are_distinct_readable_and_dashed_when_reused() -> None:
    names = tuple(f"c{i}" for i in range(25))
    styles = [class_style(label, names) for label in range(1, 26)]
    assert len({s.color.name() for s in styles[:20]}) == 20
    assert all(_contrast(s.ink, s.color) >= 4.5 for s in styles)
    assert [s.dashed for s in styles] == [False] * 20 + [True] * 5
    assert styles[20].color == styles[0].color


def test_an_icon_is_tinted_and_sharp_at_the_pixel_ratio(app: QApplication) -> None:
    once = icons.pixmap("close", "#C4313A", 20, 2.0)
    image = once.toImage()
    strongest = max(
        (image.pixelColor(x, y) for x in range(40) for y in range(40)), key=QColor.alpha
    )
    assert (once.width(), once.devicePixelRatio()) == (40, 2.0)
    assert strongest.name() == "#c4313a"
    assert icons.pixmap("close", "#C4313A", 20, 2.0) is once


def test_an_unknown_icon_is_an_error(app: QApplication) -> None:
    with pytest.raises(FileNotFoundError, match=r"no-such\.svg"):
        icons.pixmap("no-such", "#000000", 16)
