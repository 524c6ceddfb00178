"""Show the code: the source of the functions behind a lesson, and what they work on now."""

from __future__ import annotations

import io
import keyword
import tokenize
from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from gui import fonts, theme
from gui.controls.buttons import Button
from gui.controls.labels import label
from gui.controls.live import LiveWidget
from gui.controls.scrolling import OverlayScrollBar
from ssd_core.lessons.code import CodeSample

_PIXELS = 11.5


class CodeTab(LiveWidget):
    """The functions one below the other, each under a comment with its place and values."""

    def __init__(self) -> None:
        super().__init__()
        self._note = label(fonts.SMALL, tone="muted")
        self._note.setWordWrap(True)
        self._copy = Button("copy")
        self._copy.clicked.connect(self._on_copy)
        self._view = QPlainTextEdit()
        self._view.setReadOnly(True)
        self._view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.document().setDocumentMargin(0)
        OverlayScrollBar(self._view)
        OverlayScrollBar(self._view, Qt.Orientation.Horizontal)
        self._highlight = _Highlight(self._view.document())
        head = QHBoxLayout()
        head.addWidget(self._note, 1)
        head.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 8, 8)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._view, 1)
        self._text = ""
        self.render_texts()

    @property
    def text(self) -> str:
        """All that is shown, and copied."""
        return self._text

    def set_samples(self, samples: Sequence[CodeSample]) -> None:
        """Show ``samples``; the place that is read stays in sight."""
        text = "\n\n\n".join(map(_listing, samples))
        if text == self._text:
            return
        self._text = text
        bars = self._view.verticalScrollBar(), self._view.horizontalScrollBar()
        places = [bar.value() for bar in bars]
        self._highlight.prepare(text)
        self._view.setPlainText(text)
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)

    def retranslate(self) -> None:
        self._note.setText(self.tr("The functions that run here, with the values of this moment."))
        self._copy.setText(self.tr("Copy"))
        self._view.setAccessibleName(self.tr("Source code"))

    def restyle(self) -> None:
        font = QFont(fonts.mono(fonts.LABEL))
        font.setPixelSize(round(_PIXELS * fonts.scale()))
        self._view.setFont(font)
        self._view.setStyleSheet("QPlainTextEdit { background: transparent; }")
        self._highlight.rehighlight()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)


def _listing(sample: CodeSample) -> str:
    rows = sample.rows()
    width = max((len(name) for name, _ in rows), default=0)
    values = [f"#   {name:<{width}}  {value}" for name, value in rows]
    return "\n".join([f"# {sample.place}", *values, sample.source])


class _Highlight(QSyntaxHighlighter):
    """Keywords strong, comments and docstrings quiet: enough to find one's way."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._spans: dict[int, list[tuple[int, int, str]]] = {}

    def prepare(self, text: str) -> None:
        """Find the tokens of ``text``, which is set next."""
        self._spans = {}
        for line, start, end, kind in _spans(text):
            self._spans.setdefault(line, []).append((start, end, kind))

    def highlightBlock(self, text: str) -> None:
        active = theme.current()
        for start, end, kind in self._spans.get(self.currentBlock().blockNumber(), ()):
            look = QTextCharFormat()
            if kind == "keyword":
                look.setFontWeight(fonts.SEMIBOLD)
            look.setForeground(active.color("text" if kind == "keyword" else "muted"))
            self.setFormat(start, min(end, len(text)) - start, look)


def _spans(text: str) -> Iterator[tuple[int, int, int, str]]:
    """(line from 0, first column, end column, "keyword" or "quiet") of what is highlighted."""
    lines = text.split("\n")
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, IndentationError):  # a method stands indented in its file
        return
    for one in tokens:
        docstring = one.type == tokenize.STRING and one.string.startswith('"""')
        if one.type == tokenize.NAME and keyword.iskeyword(one.string):
            yield one.start[0] - 1, one.start[1], one.end[1], "keyword"
        elif one.type == tokenize.COMMENT or docstring:
            for line in range(one.start[0] - 1, one.end[0]):
                start = one.start[1] if line == one.start[0] - 1 else 0
                end = one.end[1] if line == one.end[0] - 1 else len(lines[line])
                yield line, start, end, "quiet"
