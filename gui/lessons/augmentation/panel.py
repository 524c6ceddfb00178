"""The panel of the lesson: what each transform drew, and what can be changed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.controls.flow import Flow
from gui.controls.labels import ElidedLabel, label
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.controls.switch import Switch
from gui.lessons.augmentation.dials import DialRow
from gui.lessons.augmentation.shown import CROP, Shown
from gui.lessons.augmentation.tables import AfterTable, CropTable
from gui.lessons.frame.words import Words
from gui.lessons.parts.pill import Pill
from gui.lessons.parts.prose import Prose
from gui.lessons.parts.section import PanelSection
from ssd_core.data.window import LEAST_OVERLAPS, SMALLEST_CROP, TRIALS, WIDEST_CROP
from ssd_core.lessons.augmentation import Dial, distortion_dials, expansion_dials
from ssd_core.lessons.scene import SIDE

_DISTORTION = ("brightness", "contrast", "saturation", "hue")
_EXPANSION = ("ratio", "left", "top")
_CHANNELS = "RGB"


class DemandPill(Pill):
    """A pill that stands out on a tinted section, too."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        active, on, rect = theme.current(), self.isChecked(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_rounded(painter, rect, self.height() / 2, active.color("accent" if on else "raised"))
        if not on:
            edge = "muted" if self.underMouse() else "border2"
            stroke_rounded(painter, rect, self.height() / 2, active.color(edge))
        painter.setPen(active.color("on_accent" if on else "text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class LitSection(PanelSection):
    """A section that is tinted while its stage is in sight."""

    _lit = False

    def set_lit(self, lit: bool) -> None:
        if lit != self._lit:
            self._lit = lit
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._lit:
            painter = QPainter(self)
            rect = self.rect().adjusted(0, 0, 0, -1)
            painter.fillRect(rect, theme.current().color("accent_soft"))
            painter.end()


class AugmentationPanel(QWidget):
    """Its signals tell what a person changed."""

    turned = Signal(str, float)
    demanded = Signal(object)  # least overlap, None for the whole canvas
    mirrored = Signal(bool)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._intro = Prose()
        self.dials = {name: DialRow(name) for name in (*_DISTORTION, *_EXPANSION)}
        for dial in self.dials.values():
            dial.turned.connect(self.turned)
        self._make_light()
        self._make_crop()
        self._make_end()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        intro = PanelSection(self._intro, titled=False)
        self._stages = (self._light, self._expand, self._crop, self._mirror, self._resize)
        for section in (intro, *self._stages, self._after):
            column.addWidget(section)
        column.addStretch(1)

    def _make_light(self) -> None:
        self._order_name, self._order = label(fonts.SMALL), label(fonts.SMALL, fonts.MEDIUM)
        self._contrast_first = label(fonts.LABEL, tone="muted")
        self._light = LitSection(*(self.dials[name] for name in _DISTORTION))
        self._light.body.addLayout(_row(self._order_name, self._order))
        self._light.add(self._contrast_first)
        self._light.body.setSpacing(2)
        self._expand = LitSection(*(self.dials[name] for name in _EXPANSION))
        self._expand.body.setSpacing(2)

    def _make_crop(self) -> None:
        self._demand_name = label(fonts.SMALL)
        self.demands = {least: DemandPill("") for least in LEAST_OVERLAPS}
        self._pills = Flow(gap=4)
        for pill in self.demands.values():
            pill.clicked.connect(self._on_demand)
        self._pills.set_widgets(list(self.demands.values()))
        self._size_name, self._size = label(fonts.SMALL), label(fonts.SMALL, fonts.MEDIUM)
        self._shape_name, self._shape = label(fonts.SMALL), label(fonts.SMALL, fonts.MEDIUM)
        self._verdict = Prose(fonts.SMALL, tone="warning")
        self.tests = CropTable(self._words)
        self._crop = LitSection(self._demand_name, self._pills)
        self._crop.body.addLayout(_row(self._size_name, self._size))
        self._crop.body.addLayout(_row(self._shape_name, self._shape))
        for part in (self._verdict, self.tests):
            self._crop.add(part)

    def _make_end(self) -> None:
        self.mirror, self._mirror_words = Switch(), ElidedLabel(fonts.SMALL)
        self.mirror.clicked.connect(self.mirrored)
        self._mirror = LitSection()
        self._mirror.body.addLayout(_row(self._mirror_words, self.mirror))
        self._factor_name, self._factors = label(fonts.SMALL), label(fonts.SMALL, fonts.MEDIUM)
        self._resize = LitSection()
        self._resize.body.addLayout(_row(self._factor_name, self._factors))
        self._nothing = Prose(fonts.SMALL, tone="muted")
        self.after = AfterTable(self._words)
        self._after = PanelSection(self._nothing, self.after)

    def _on_demand(self) -> None:
        sender = self.sender()
        self.demanded.emit(next(k for k, pill in self.demands.items() if pill is sender))

    # What follows the picture piece by piece

    def show_dials(self, shown: Shown) -> None:
        """What distorting and expanding drew."""
        words, drawn = self._words, shown.augmentation
        for stage, section in enumerate(self._stages, start=1):
            section.set_lit(stage == shown.step)
        for dial in distortion_dials(drawn):
            self.dials[dial.name].set_dial(dial, _distortion_told(dial))
        width, height = shown.size
        for dial in expansion_dials(drawn):
            pixels = {"left": width, "top": height}.get(dial.name, 0)
            told = f"{dial.value * pixels:.0f} px" if pixels else f"×{dial.value:.2f}"
            self.dials[dial.name].set_dial(dial, told)
        self._show_light(shown)
        key = "panel.by_hand" if shown.by_hand else "panel.not_drawn"
        if drawn.expansion is not None and not shown.by_hand:
            key = "panel.drawn"
        self._expand.set_aside(words(key))

    def show_cut(self, shown: Shown) -> None:
        """The crop, and whether it is mirrored."""
        words, drawn = self._words, shown.augmentation
        self._show_crop(shown)
        self.mirror.setChecked(drawn.mirrored)
        self._mirror_words.set_full_text(
            words("panel.mirrored" if drawn.mirrored else "panel.as_it_is")
        )
        drawn_words = "panel.drawn" if drawn.mirrored else "panel.not_drawn"
        self._mirror.set_aside(words("panel.by_hand" if shown.by_hand else drawn_words))

    def _show_light(self, shown: Shown) -> None:
        words, drawn = self._words, shown.augmentation.distortion
        order = "".join(_CHANNELS[k] for k in drawn.order)
        self._order.setText(words("panel.kept") if order == _CHANNELS else f"RGB → {order}")
        changes = (drawn.contrast, drawn.saturation, drawn.hue) != (1.0, 1.0, 0.0)
        self._contrast_first.setVisible(changes)
        self._contrast_first.setText(words("panel.first" if drawn.contrast_first else "panel.last"))

    def _show_crop(self, shown: Shown) -> None:
        words, crop = self._words, shown.augmentation.crop
        for least, pill in self.demands.items():
            pill.setChecked(least == crop.least_overlap)
        tried = len(crop.tried)
        aside = words("panel.try", tried=tried, trials=TRIALS) if tried else ""
        self._crop.set_aside(words("panel.by_hand") if shown.by_hand and not tried else aside)
        (width, height), (wide, high) = shown.frames[CROP].size, shown.frames[CROP - 1].size
        sizes = {"width": width, "height": height, "canvas_width": wide, "canvas_height": high}
        self._size.setText(words("panel.size_of", **sizes))
        self._shape.setText(words("panel.shape_of", ratio=f"{shown.crop_shape.ratio:.2f}"))
        verdict = _crop_verdict(words, shown)
        self._verdict.set_text(verdict)
        self._verdict.setVisible(bool(verdict))
        self.tests.set_shown(shown)

    def show_left(self, shown: Shown) -> None:
        """What the network gets in the end."""
        words, (width, height) = self._words, shown.frames[CROP].size
        hide = shown.hidden == "shape"
        factors = f"×{SIDE / width:.3f} · ×{SIDE / height:.3f}"
        self._factors.setText("?" if hide else factors)
        nothing = not shown.left and not shown.hidden
        self._nothing.setVisible(nothing)
        self._nothing.set_text(words("panel.nothing" if len(shown.scene.truth) else "panel.empty"))
        self.after.set_shown(shown)

    def retranslate(self) -> None:
        words = self._words
        self._intro.set_text(words("panel.intro"))
        for name, dial in self.dials.items():
            dial.set_words(words(f"panel.{name}"))
        self._light.set_title(words("panel.photometric"))
        self._light.set_aside(words("panel.each"))
        self._order_name.setText(words("panel.order"))
        self._expand.set_title(words("panel.expand"))
        self._crop.set_title(words("panel.crop"))
        self._demand_name.setText(words("panel.demand"))
        for least, pill in self.demands.items():
            names = {None: words("panel.whole"), 0.0: words("panel.any")}
            pill.setText(names.get(least, f"{least}"))
            pill.setAccessibleName(f"{words('panel.demand')} {pill.text()}")
            pill.updateGeometry()
        self._pills.arrange()
        self._size_name.setText(words("panel.size"))
        self._shape_name.setText(words("panel.shape"))
        self._mirror.set_title(words("panel.mirror"))
        self.mirror.setAccessibleName(words("panel.mirror"))
        self._resize.set_title(words("panel.resize"))
        self._resize.set_aside(words("panel.always"))
        self._factor_name.setText(words("panel.factors"))
        self._after.set_title(words("panel.after"))
        self._after.set_aside(words("panel.corners"))


def _distortion_told(dial: Dial) -> str:
    """A drawn number with its sign or factor."""
    if dial.name in ("contrast", "saturation"):
        return f"×{dial.value:.2f}"
    told = f"{dial.value:+.0f}" if round(dial.value) else "0"
    return f"{told}°" if dial.name == "hue" else told


def _crop_verdict(words: Words, shown: Shown) -> str:
    """Why training would not draw this crop, "" where it could."""
    if shown.failed is not None:
        return words("panel.failed", trials=TRIALS, least=shown.failed)
    shape, least = shown.crop_shape, shown.augmentation.crop.least_overlap
    if shape.drawable or least is None or not shown.by_hand or len(shown.augmentation.crop.tried):
        return ""
    if shape.scale < SMALLEST_CROP:
        why = words("panel.too_small", scale=f"{shape.scale:.2f}")
    elif not 1 / WIDEST_CROP <= shape.ratio <= WIDEST_CROP:
        why = words("panel.too_flat")
    else:
        why = words("panel.not_enough", least=least)
    return words("panel.undrawable") + " " + why


def _row(left: QWidget, right: QLabel | QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(left)
    row.addStretch(1)
    row.addWidget(right)
    return row
