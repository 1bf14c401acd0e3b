"""A look at what an export will be: the pages of the PDF, or the beginning of a text."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.catalogue import document_language
from viewer.language import tr
from viewer.pages.fonts import serif_families
from viewer.pages.theme import Theme
from viewer.report.formats import Format
from viewer.report.model import Report
from viewer.ui.icons import icon
from viewer.ui.tasks import Task

_MOST_TEXT = 20_000  # characters
_SHARPNESS = 110 / 72  # pixels a point: sharp enough at the size of the sheet


class PagePreview(QWidget):
    """Writes the export into a folder of its own, on another thread, and shows what came out of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = tempfile.TemporaryDirectory(prefix="briefing-viewer-", ignore_cleanup_errors=True)
        self._stop = threading.Event()
        self._task: Task | None = None
        self._next: tuple[Report, Format] | None = None
        self._is_over = False
        self._page = 0
        self._count = 0
        self._sheet = _Sheet(theme)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName(tr("Preview"))
        self._wait = QLabel(tr("Making a preview …"))
        self._wait.setObjectName("muted")
        self._wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._wait.setWordWrap(True)
        self._stack = QStackedWidget()
        for widget in (self._wait, self._sheet, self._text):
            self._stack.addWidget(widget)
        self._label = QLabel()
        self._label.setObjectName("muted")
        self._back, self._forward = QToolButton(), QToolButton()
        for button, name, picture, step in (
            (self._back, tr("Previous page"), "caret-left", -1),
            (self._forward, tr("Next page"), "caret-right", 1),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setIcon(icon(picture, theme))
            button.clicked.connect(lambda _on=False, step=step: self.turn(step))
        self._turning = QWidget()
        row = QHBoxLayout(self._turning)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        for widget in (self._back, self._label, self._forward):
            row.addWidget(widget)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._turning)
        self._turning.hide()

    def show_report(self, report: Report, format: Format) -> None:
        """Preview this; what was under way is given up."""
        self._next = (report, format)
        self._stop.set()
        if self._task is None:
            self._start()

    def stop(self) -> None:
        """Give up what is under way, and take the folder away."""
        self._is_over, self._next = True, None
        self._stop.set()
        if self._task:
            self._task.wait()
        self._folder.cleanup()

    def pages(self) -> int:
        """How many pages the preview has; 0 while there is none."""
        return self._count

    def text(self) -> str:
        """The text shown, "" if pages are."""
        return self._text.toPlainText() if self._stack.currentWidget() is self._text else ""

    def turn(self, step: int) -> None:
        """Go some pages on, or back."""
        if self._count:
            self._page = min(max(0, self._page + step), self._count - 1)
            self._draw()

    def _start(self) -> None:
        assert self._next
        report, format = self._next
        self._next = None
        self._stop = stop = threading.Event()
        self._stack.setCurrentWidget(self._wait)
        self._wait.setText(tr("Making a preview …"))
        self._turning.hide()
        self._count = 0
        target = self._target
        # Fonts are to be registered on this thread, before another one asks for them.
        serif_families()

        def work() -> object:
            from viewer.pages.export import export

            if not format.is_previewed:
                return None
            with document_language(report.brief.front.language):
                export(report, format, target, cancelled=stop.is_set)
            return format

        self._task = Task(work, self)
        self._task.done.connect(self._show)
        self._task.failed.connect(self._failed)
        self._task.start()

    @property
    def _target(self) -> Path:
        return Path(self._folder.name) / "preview"

    def _show(self, format: Format | None) -> None:
        self._task = None
        if self._is_over:
            return
        if self._next:
            self._start()
        elif format is None:
            self._wait.setText(tr("There is no preview of this format."))
        elif format.id == "pdf":
            self._count = _page_count(self._target)
            self._stack.setCurrentWidget(self._sheet)
            self._turning.show()
            self.turn(0)
        else:
            with self._target.open(encoding="utf-8-sig", errors="replace") as file:
                self._text.setPlainText(file.read(_MOST_TEXT))
            self._stack.setCurrentWidget(self._text)

    def _failed(self, message: str) -> None:
        self._task = None
        if self._next:
            self._start()
        else:
            self._wait.setText(message)

    def _draw(self) -> None:
        self._label.setText(tr("Page {number} of {count}", number=self._page + 1, count=self._count))
        self._back.setEnabled(self._page > 0)
        self._forward.setEnabled(self._page + 1 < self._count)
        self._sheet.show_image(_rendered(self._target, self._page, _SHARPNESS * self.devicePixelRatioF()))


class _Sheet(QWidget):
    """A page, as large as there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Page preview"))

    def sizeHint(self) -> QSize:
        return QSize(400, 500)

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = QSize(self._image.size()).scaled(self.size() - QSize(2, 2), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        ratio = self.devicePixelRatioF()
        shown = self._image.scaled(
            size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        painter.drawImage(left, top, shown)
        painter.setPen(self._theme["line"])
        painter.drawRect(left, top, size.width(), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()


def _page_count(path: Path) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def _rendered(path: Path, number: int, scale: float) -> QImage:
    """A page with its annotations, as another viewer shows it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        page = document[number]
        bitmap = page.render(scale=scale, may_draw_forms=True, draw_annots=True, rev_byteorder=True, prefer_bgrx=True)
        image = QImage(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
        ).copy()
        bitmap.close()
        page.close()
        return image
    finally:
        document.close()
