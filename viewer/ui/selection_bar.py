"""The small toolbar that appears at selected words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QToolButton, QWidget


class SelectionBar(QFrame):
    """Buttons for actions, floating over its parent. It never takes the focus from the reader."""

    def __init__(self, actions: list[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selectionBar")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(0)
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setIconSize(QSize(18, 18))
            layout.addWidget(button)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(16)
        shadow.setOffset(0, 2)
        self.setGraphicsEffect(shadow)
        self.hide()

    def appear(self, words: QRectF) -> None:
        """Show the bar under a box of its parent, or above it where there is no room below."""
        if words.isEmpty():
            self.hide()
            return
        self.adjustSize()
        area = self.parentWidget().rect().adjusted(8, 8, -8, -8)
        x = min(max(words.center().x() - self.width() / 2, area.left()), area.right() - self.width())
        y = words.bottom() + 8
        if y + self.height() > area.bottom():
            y = words.top() - self.height() - 8
        self.move(int(x), int(max(area.top(), y)))
        self.show()
        self.raise_()
