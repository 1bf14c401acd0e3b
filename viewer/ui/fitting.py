"""A dialog has the size that it wants where the screen has room for it; elsewhere its content scrolls."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

_FRAME = QSize(16, 48)  # pixels that the system's frame may take


def fit(dialog: QDialog, wide: int = 0, high: int = 0) -> None:
    """Make a dialog at least so many pixels wide and high, 0 for as many as its layout needs. To be called when that is
    whole."""
    room = dialog.screen().availableGeometry().size() - _FRAME
    wanted = QSize(wide, high).expandedTo(dialog.minimumSizeHint())
    if dialog.testAttribute(Qt.WidgetAttribute.WA_Resized):
        dialog.resize(dialog.size().boundedTo(room))
    layout = dialog.layout()
    if layout is None or (wanted.width() <= room.width() and wanted.height() <= room.height()):
        dialog.setMinimumSize(wide, high)
        return
    content = QWidget()
    content.setLayout(layout)
    content.setMinimumSize(wanted)
    scroll = QScrollArea()
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidgetResizable(True)
    scroll.setWidget(content)
    around = QVBoxLayout(dialog)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(scroll)
    dialog.setMinimumSize(0, 0)
    dialog.resize((wanted + QSize(scroll.verticalScrollBar().sizeHint().width(), 0)).boundedTo(room))
