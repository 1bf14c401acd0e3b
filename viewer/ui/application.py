"""The Qt application: its name, its style, and the files that macOS has it open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from viewer.ui.accessible import describe_parts
from viewer.ui.garbage import GarbageCollector


class Application(QApplication):
    """Signals: `file_asked(Path)` when the system hands over a file, as macOS does instead of passing arguments."""

    file_asked = Signal(object)

    def __init__(self, arguments: list[str]) -> None:
        # The style is chosen this way, as `setStyle` would bring all of QStyle into Python: a hundredth of a second.
        super().__init__([*arguments, "-style", "Fusion"])
        self.setApplicationName("Briefing Viewer")
        self.setDesktopFileName("briefing-viewer")
        self._garbage = GarbageCollector(self)
        describe_parts()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_asked.emit(Path(event.file()))
            return True
        return super().event(event)
