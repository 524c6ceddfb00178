"""The one style sheet of the application; ``$name`` stands for a field of ``gui.theme.Theme``."""

from __future__ import annotations

from string import Template

QSS = Template(
    """
* { outline: 0; }

#rail { background: $window; border: 0; border-right: 1px solid $border; }
#inspector, #formColumn, #toolbar, #headBar, #status, #lessons { background: $surface; }
#formColumn { border-right: 1px solid $border; }
#toolbar { border-bottom: 1px solid $border; }
#status { border-top: 1px solid $border; }
#inspector { border-left: 1px solid $border; }
#lessons { border-right: 1px solid $border; }
#lessonWall { background: $canvas; }
#section { border-bottom: 1px solid $border; }

QLabel { background: transparent; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="success"] { color: $success; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="accent"] { color: $accent; }
QLabel:disabled { color: $faint; }
#separator { background: $border2; border: 0; }
#banner { background: $raised; border-bottom: 1px solid $border; border-left: 3px solid $danger; }
#details { background: $sel; border-radius: 6px; }
#errorCard { background: $raised; border: 1px solid $danger; border-radius: 8px; }
#toast { background: $tooltip; border: 1px solid $tooltip_border; border-radius: 6px; }
#sheetHead { border: 0; border-bottom: 1px solid $border; background: transparent; }
#sheetFoot { border: 0; border-top: 1px solid $border; background: transparent; }
#toast QLabel { color: $tooltip_text; }
QLabel#badge {
  background: $sel; border-radius: 11px; padding: 0 10px;
  min-height: $badge; max-height: $badge;
}

QPushButton {
  min-height: 26px; padding: 0 10px; border: 1px solid $border2; border-radius: 6px;
  background: $raised; color: $text;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $sel; }
QPushButton:disabled { color: $faint; border-color: $border; }
QPushButton[kind="primary"] {
  background: $accent; border-color: $accent; color: $on_accent;
}
QPushButton[kind="primary"]:disabled { background: $sel; border-color: $border; }
QPushButton[kind="danger"] { color: $danger; }
QPushButton[kind="flat"] { background: transparent; border-color: transparent; }
QPushButton[kind="flat"]:hover { background: $hover; }
QPushButton[kind="flat"]:pressed { background: $sel; }

QToolButton { border: 1px solid transparent; border-radius: 6px; background: transparent; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $sel; }
QPushButton[joined="left"] { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QToolButton[joined="right"] {
  border: 1px solid $border2; border-left: 0; background: $raised;
  border-top-left-radius: 0; border-bottom-left-radius: 0;
}
QToolButton[joined="right"]:hover { background: $hover; }
QToolButton[link] { padding: 0; border: 0; background: transparent; }
QToolButton[link="true"] { color: $accent; }
QToolButton[link="quiet"] { color: $muted; }
QToolButton[link="quiet"]:hover { color: $text; }
QToolButton[link="tooltip"] { color: $tooltip_accent; }
QToolButton[link]:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; width: 0; }

QAbstractSpinBox {
  min-height: $badge; max-height: $badge;
  border: 1px solid $border2; border-radius: 5px;
  background: $raised; color: $text;
  selection-background-color: $accent; selection-color: $on_accent;
}
QAbstractSpinBox:focus { border-color: $accent; }
QAbstractSpinBox:disabled { color: $faint; border-color: $border; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
  subcontrol-origin: border; width: 18px; border: 0; background: transparent;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { image: none; width: 0; height: 0; }

QLineEdit[kind="field"] {
  min-height: 26px; padding: 0 8px; border: 1px solid $border2; border-radius: 6px;
  background: $raised; color: $text;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit[kind="field"]:focus { border-color: $accent; }
QLineEdit[kind="field"]:disabled { color: $faint; border-color: $border; }
QLineEdit[kind="field"][state="refused"] { border-color: $danger; }
#textField {
  padding: 4px; border: 1px solid $border2; border-radius: 6px; background: $raised; color: $text;
  selection-background-color: $accent; selection-color: $on_accent;
}
#textField:focus { border-color: $accent; }
QLineEdit[kind="bare"] {
  border: 0; padding: 0; background: transparent; color: $text;
  selection-background-color: $accent; selection-color: $on_accent;
}
#underlined { padding: 0 0 6px 0; border-bottom: 1px solid $border; }
#palette { border: 0; padding: 8px 0; background: transparent; }

QTableView, #runLog { border: 0; background: $surface; }

QScrollArea { border: 0; background: transparent; }
QScrollBar:vertical { width: 10px; margin: 0; background: transparent; }
QScrollBar:horizontal { height: 10px; margin: 0; background: transparent; }
QScrollBar::handle { border-radius: 3px; margin: 2px; background: $border2; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu {
  padding: 4px; border: 1px solid $border2; border-radius: 8px;
  background: $raised; color: $text;
}
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 5px; background: transparent; }
QMenu::item:selected { background: $sel; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; margin: 4px 6px; background: $border; }

QToolTip {
  padding: 4px 6px; border: 1px solid $tooltip_border;
  background: $tooltip; color: $tooltip_text;
}

QSplitter::handle { background: $border; }
"""
)
