"""A strip over the page that says what is the matter, in place and without standing in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QToolButton, QWidget

from viewer.language import tr
from viewer.pages.theme import Theme
from viewer.ui.accessible import announce
from viewer.ui.icons import icon

_LINES = 6


class Banner(QFrame):
    """One message at a time; one of many lines scrolls. Hidden when there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._theme = theme
        self._role = "warning"
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setObjectName("bannerText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton()
        self._button.clicked.connect(self.act)
        self._more = QPushButton()
        self._more.clicked.connect(lambda: self._more_action and self._more_action())
        self._more_action: Callable[[], object] | None = None
        self._close = QToolButton()
        self._close.setAccessibleName(tr("Close message"))
        self._close.clicked.connect(self.hide)
        self.action: Callable[[], object] | None = None
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName(tr("Message"))
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.set_theme(theme)
        self.hide()

    def text(self) -> str:
        """The message shown, or ""."""
        return self._text.text() if self.isVisibleTo(self.parentWidget()) else ""

    def say(
        self,
        lines: Sequence[str],
        *,
        role: str = "warning",
        button: str = "",
        action: Callable[[], object] | None = None,
        more: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show sentences, one a line; `role` is `warning`, `danger` or `accent`. `action` is what the button does,
        `more` another button and what that does."""
        self._text.setText("\n".join(lines))
        self._role = role
        self.action = action
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._more.setVisible(more is not None)
        self._more_action = None
        if more:
            self._more.setText(more[0])
            self._more_action = more[1]
        self.set_theme(self._theme)
        self.setAccessibleDescription(self._text.text())
        self.show()
        self._fit()
        announce(self, self._text.text(), at_once=role == "danger")

    def withdraw(self, line: str) -> None:
        """Say this line no more, as it holds no longer; what else there was stays."""
        left = [one for one in self._text.text().split("\n") if one != line]
        self._text.setText("\n".join(left))
        self.setAccessibleDescription(self._text.text())
        if left:
            self._fit()
        else:
            self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the message, up to some lines; then it scrolls."""
        width = max(80, self._scroll.viewport().width())
        step = self._text.fontMetrics().lineSpacing()
        # Whole lines only: half a one looks like a slip.
        self._scroll.setFixedHeight(min(self._text.heightForWidth(width) + 2, _LINES * step))
        self._scroll.verticalScrollBar().setSingleStep(step)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        name = "info" if self._role == "accent" else "warning"
        self._icon.setPixmap(icon(name, theme, self._role).pixmap(18, 18))
        self._close.setIcon(icon("x", theme, "muted"))

    def act(self) -> None:
        """Do what the button says."""
        if self.action:
            self.action()
