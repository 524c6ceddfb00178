"""The named figures of lessons: spin box and slider say the same, and tell each change once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.lessons.parts.slider import SliderRow

pytestmark = pytest.mark.window


def test_spin_box_and_slider_stay_together(app: QApplication) -> None:
    row = SliderRow(0.25, 4.0, step=0.05, default=1.0)
    told: list[float] = []
    row.value_changed.connect(told.append)
    row.resize(200, 60)
    row.spin.setValue(2.0)
    assert row.slider.number == pytest.approx(2.0)
    QTest.keyClick(row.slider, Qt.Key.Key_Right)
    assert told == [pytest.approx(2.0), pytest.approx(2.05)]
    assert row.spin.value() == pytest.approx(2.05)
    row.set_value(0.5)
    assert (row.value, len(told)) == (0.5, 2)


def test_whole_figures_on_a_logarithmic_slider(app: QApplication) -> None:
    row = SliderRow(1, 200, step=1, default=10, logarithmic=True)
    row.set_value(37)
    assert row.value == 37
    QTest.keyClick(row.slider, Qt.Key.Key_End)
    assert row.value == 200
