"""The two themes, and the one object that puts one of them on the application.

Chrome is grey; colour belongs to boxes and data. The one accent marks what can be changed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import ClassVar, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from gui import fonts
from gui.stylesheet import QSS

Mode = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour of the chrome as "#RRGGBB". Class colours are the same in both themes."""

    name: str
    window: str
    surface: str
    raised: str
    canvas: str
    sel: str
    """Selected row, rail item, trough of a segment."""
    hover: str
    border: str
    border2: str
    """Control outline and slider track."""
    checked: str
    checked_border: str
    text: str
    muted: str
    faint: str
    """Ticks and disabled text only, never words to read."""
    accent: str
    on_accent: str
    accent_soft: str
    danger: str
    success: str
    warning: str
    tooltip: str
    tooltip_text: str
    tooltip_border: str
    tooltip_accent: str
    d1: str
    """d1 to d4: the data ramp, strongest first."""
    d2: str
    d3: str
    d4: str
    hist_off: str
    hist_on: str
    suppress: str

    @property
    def is_dark(self) -> bool:
        return self.name == "dark"

    def color(self, token: str) -> QColor:
        """The colour of a field by its name, e.g. ``"accent"``."""
        return QColor(getattr(self, token))


LIGHT = Theme(
    name="light",
    window="#F1F1F3", surface="#FAFAFB", raised="#FFFFFF", canvas="#DFE0E3",
    sel="#ECEDF0", hover="#F1F2F4",
    border="#E1E2E6", border2="#C9CBD1", checked="#FFFFFF", checked_border="#E1E2E6",
    text="#1B1C1F", muted="#646872", faint="#9CA0A9",
    accent="#2F62D8", on_accent="#FFFFFF", accent_soft="#E6EDFC",
    danger="#C4313A", success="#1C7C4D", warning="#946000",
    tooltip="#1B1C1F", tooltip_text="#F1F2F4", tooltip_border="#3B3C3F",
    tooltip_accent="#82A6FF",
    d1="#2B3A55", d2="#5B76A8", d3="#94ABD3", d4="#C6D3EA",
    hist_off="#C9CCD3", hist_on="#5D6370", suppress="#D5333D",
)  # fmt: skip
DARK = Theme(
    name="dark",
    window="#151618", surface="#1B1C1F", raised="#25272B", canvas="#0E0F10",
    sel="#2B2D32", hover="#232529",
    border="#2B2D32", border2="#42454C", checked="#3A3D43", checked_border="#3A3D43",
    text="#E7E8EB", muted="#9CA1AB", faint="#62666F",
    accent="#82A6FF", on_accent="#0E1526", accent_soft="#243153",
    danger="#FF7E80", success="#5CC98F", warning="#E5B14F",
    tooltip="#2E3035", tooltip_text="#F1F2F4", tooltip_border="#4B4D51",
    tooltip_accent="#82A6FF",
    d1="#DCE6FA", d2="#9DB6E6", d3="#6280B8", d4="#3C5079",
    hist_off="#3A3D44", hist_on="#A2A8B4", suppress="#D5333D",
)  # fmt: skip


def current() -> Theme:
    """The theme that is on the application now; the light one before any was applied."""
    return ThemeManager.applied


def palette(theme: Theme) -> QPalette:
    """``theme`` as a Qt palette, with its disabled group."""
    role = QPalette.ColorRole
    tokens = {
        role.Window: theme.window, role.WindowText: theme.text,
        role.Base: theme.raised, role.AlternateBase: theme.sel, role.Text: theme.text,
        role.Button: theme.raised, role.ButtonText: theme.text, role.BrightText: theme.danger,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.accent, role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent, role.Link: theme.accent, role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.tooltip, role.ToolTipText: theme.tooltip_text,
        role.Light: theme.raised, role.Midlight: theme.border, role.Mid: theme.border,
        role.Dark: theme.border2, role.Shadow: theme.border2,
    }  # fmt: skip
    result = QPalette()
    for key, value in tokens.items():
        result.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        result.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.faint))
    return result


def stylesheet(theme: Theme) -> str:
    """The style sheet of the whole application in the colours of ``theme``."""
    return QSS.substitute(asdict(theme), badge=f"{fonts.scaled(22)}px")


class ThemeManager(QObject):
    """Keeps the application in one theme: the system's, or the one that was asked for."""

    changed = Signal()
    applied: ClassVar[Theme] = LIGHT

    def __init__(self, app: QApplication, mode: Mode = "system") -> None:
        super().__init__(app)
        self._app = app
        self._mode: Mode = mode
        if not app.styleSheet():  # where ours is, Fusion is too: changing it styles all anew
            app.setStyle("Fusion")
        app.setFont(fonts.font(fonts.BODY))
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.set_mode(mode)

    @property
    def theme(self) -> Theme:
        return self.applied

    @property
    def mode(self) -> Mode:
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or stay light or dark."""
        self._mode = mode
        hints = self._app.styleHints()
        # Told to Qt as well, so that the title bar and native dialogs match.
        if mode == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if mode == "dark" else Qt.ColorScheme.Light)
        self._apply()

    def toggle(self) -> None:
        """Switch between light and dark; where that is what the system has, follow it again."""
        wanted: Mode = "light" if self.theme.is_dark else "dark"
        self.set_mode("system")
        if self.theme.is_dark != (wanted == "dark"):
            self.set_mode(wanted)

    def set_text_size(self, factor: float) -> None:
        """Make all text ``factor`` times its usual size, with what stands around it."""
        fonts.rescale(self._app, factor)
        self._app.setStyleSheet(stylesheet(self.theme))

    def _follow_system(self) -> None:
        if self._mode == "system":
            self._apply()

    def _wanted(self) -> Theme:
        if self._mode == "system":
            scheme = self._app.styleHints().colorScheme()
            return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._mode == "dark" else LIGHT

    def _apply(self) -> None:
        theme = self._wanted()
        if theme is ThemeManager.applied and self._app.styleSheet():
            return
        ThemeManager.applied = theme
        self._app.setPalette(palette(theme))
        self._app.setStyleSheet(stylesheet(theme))
        self.changed.emit()
