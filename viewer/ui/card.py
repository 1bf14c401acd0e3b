"""A card under the lists: a head, what is known, and passages that lead into the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from viewer.brief.model import Brief
from viewer.language import tr
from viewer.mentions.model import Mention
from viewer.pages.theme import Theme
from viewer.ui.icons import icon
from viewer.ui.passages import PassageDelegate, Passages
from viewer.ui.row_list import RowList

_TALLEST = 16_000_000  # pixels that Qt lets a widget have
_SETTLES = 50  # milliseconds until Qt has laid out a card that was just filled
_AROUND = 8  # pixels to be seen of what is next to a passage


class Card(QWidget):
    """Shows one thing that is named. What is special to its kind goes into `body`.

    Signals: `mention_chosen(Mention)` when a passage is clicked or entered, `closed()`.
    """

    mention_chosen = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = words("heading")
        self._kind = words("muted")
        self._close = QToolButton()
        self._close.setAccessibleName(tr("Close card"))
        self._close.setToolTip(tr("Deselect"))
        self._close.clicked.connect(self.closed)
        self._model = Passages(self)
        self._passages = RowList(tr("Passages"), self._model)
        self._delegate = PassageDelegate(theme, self._passages)
        self._passages.setItemDelegate(self._delegate)
        self._passages.setUniformItemSizes(True)
        self._passages.clicked.connect(self._chosen)
        self._passages.activated.connect(self._chosen)
        head = QGridLayout()
        head.setContentsMargins(12, 8, 4, 8)
        head.setSpacing(4)
        head.addWidget(self._name, 0, 0)
        head.addWidget(self._close, 0, 1, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._kind, 1, 0, 1, 2)
        head.setColumnStretch(0, 1)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(12, 0, 12, 8)
        self.body.setSpacing(4)
        about = QWidget()
        about.setObjectName("side")
        about_layout = QVBoxLayout(about)
        about_layout.setContentsMargins(0, 0, 0, 0)
        about_layout.setSpacing(0)
        about_layout.addLayout(self.body)
        about_layout.addWidget(self._passages)
        about_layout.addStretch(1)
        # All under the head scrolls as one; the list is as high as its rows, of which only those in view are made.
        self._passages.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._passages.selectionModel().currentChanged.connect(self._reveal)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLES)
        self._settled.timeout.connect(self._scroll_to_current)
        self._about = QScrollArea()
        self._about.setFrameShape(QScrollArea.Shape.NoFrame)
        self._about.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._about.setWidgetResizable(True)
        self._about.setWidget(about)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._about, 1)
        self.set_theme(theme)

    def show_head(self, name: str, parts: Iterable[str], brief: Brief, mentions: Sequence[Mention]) -> None:
        """Fill in the name, the line under it, and the passages."""
        self._name.setText(name)
        self._about.setAccessibleName(tr("About {name}", name=name))
        self._kind.setText(" · ".join(part for part in parts if part))
        self._about.verticalScrollBar().setValue(0)
        self._model.show(brief, mentions)
        row = self._passages.sizeHintForRow(0) if mentions else 0
        self._passages.setFixedHeight(min(_TALLEST, len(mentions) * row) + 2 * self._passages.frameWidth())

    def _reveal(self, index: QModelIndex) -> None:
        """Bring a passage into view, once Qt has laid out what is above it."""
        if index.isValid():
            self._settled.start()

    def _scroll_to_current(self) -> None:
        box = self._passages.visualRect(self._passages.currentIndex())
        top = self._passages.mapTo(self._about.widget(), self._passages.viewport().pos() + box.topLeft()).y()
        self._about.ensureVisible(0, top + box.height() // 2, 0, box.height() // 2 + _AROUND)

    def show_mention(self, mention: Mention | None) -> None:
        """Mark the passage of a mention."""
        rows = self._model.rows
        row = bisect_left(rows, mention.start, key=attrgetter("start")) if mention else len(rows)
        if mention and row < len(rows) and rows[row].start == mention.start:
            self._passages.setCurrentIndex(self._model.index(row))
            return
        self._passages.clearSelection()

    def title(self) -> str:
        """The name on the card."""
        return self._name.text()

    def choose(self, number: int) -> None:
        """Choose a passage, from 0, as a click on it does."""
        self._chosen(self._model.index(number))

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self._close.setIcon(icon("x", theme, "muted"))
        self._passages.viewport().update()

    def _chosen(self, index: QModelIndex) -> None:
        self.mention_chosen.emit(self._model.rows[index.row()])


def words(name: str, text: str = "") -> QLabel:
    """A label with the words of a stranger's brief: never rich text. `name` is what the style sheet knows it by."""
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setText(text)
    return label
