"""The chart to other programs: clipboard, a picture, or a table of every step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from gui.panels.charts.charts import Charts
from gui.panels.charts.picture import to_image, to_svg
from gui.panels.toast import Toast
from gui.workers.following import FollowThread
from gui.workers.writing import WriteRequest, WritingThread
from ssd_core.errors import UserError, shown_name
from ssd_core.export.names import safe_stem

_KINDS = {"png": "PNG (*.png)", "svg": "SVG (*.svg)", "csv": "CSV (*.csv)"}


class ChartOut(QObject):
    """Asks where to, and has threads write it."""

    def __init__(self, charts: Charts, following: FollowThread, toast: Toast) -> None:
        super().__init__(charts)
        self._charts = charts
        self._following = following
        self._toast = toast
        self._writing = WritingThread()
        for thread in (self._writing, following):
            thread.written.connect(self._on_written)
            thread.write_failed.connect(self._on_failed)
        charts.export_asked.connect(self.export)

    def close(self) -> None:
        """End the thread."""
        self._writing.stop()

    def export(self, kind: str) -> None:
        """Copy the chart, or let a person choose a file for it: "copy", "png", "svg", "csv"."""
        if kind == "copy":
            image = to_image(self._charts)
            QGuiApplication.clipboard().setImage(image)
            self._toast.show_message(self.tr("Chart copied."))
            return
        dialog = QFileDialog(self._charts.window(), self.tr("Save chart as"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_KINDS[kind])
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"{safe_stem(self._charts.title)}-loss.{kind}")
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: str) -> None:
        """Write the chart to ``path``; its ending says how."""
        kind = Path(path).suffix.lower()
        if kind == ".csv":
            self._following.write_table(Path(path))
            return
        what = to_svg(self._charts) if kind == ".svg" else to_image(self._charts)
        self._writing.post(WriteRequest(Path(path), what))

    def _on_written(self, path: Path) -> None:
        self._toast.show_message(self.tr("{name} saved.").format(name=shown_name(path)))

    def _on_failed(self, error: UserError) -> None:
        self._toast.show_message(error.sentences, kind="error")
