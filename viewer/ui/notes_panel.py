"""The notes in reading order, and under them the one at hand, to be edited in place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from viewer.annotations.anchors import Placed
from viewer.annotations.model import Annotation
from viewer.pages.theme import Theme
from viewer.ui.note_editor import NoteEditor
from viewer.ui.row_list import Index, RowList, RowModel, paint_ground

_STATE_LABELS = {"moved": "Moved – please check", "orphan": "Not found in this text"}


@dataclass(frozen=True, slots=True)
class _Row:
    annotation: Annotation
    where: str  # the heading it stands under, or what is the matter with its place


class _Notes(RowModel[_Row]):
    """The annotations that pass the filter, in reading order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: list[_Row] = []
        self._filter = ""

    def total(self) -> int:
        return len(self._all)

    def set_notes(self, rows: list[_Row]) -> None:
        same = [row.annotation.id for row in rows] == [row.annotation.id for row in self._all]
        self._all = rows
        if same and rows and not self._filter:
            # Only contents changed: keep the selection and the scroll position while somebody types.
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self._choose()

    def set_filter(self, text: str) -> None:
        self._filter = text.strip().casefold()
        self._choose()

    def _choose(self) -> None:
        self.set_rows([row for row in self._all if self._passes(row.annotation)])

    def _passes(self, annotation: Annotation) -> bool:
        words = (annotation.exact, annotation.note, annotation.colour, annotation.creator, *annotation.tags)
        return not self._filter or any(self._filter in text.casefold() for text in words)

    def text(self, row: _Row) -> str:
        return row.annotation.exact or row.annotation.note

    def spoken(self, row: _Row) -> str:
        annotation = row.annotation
        quote, tags = annotation.exact or "On the whole brief", ", ".join(annotation.tags)
        return ". ".join(part for part in (quote, annotation.note, tags, annotation.colour, row.where) if part)

    def row_of(self, id: str) -> int:
        return next((number for number, row in enumerate(self.rows) if row.annotation.id == id), -1)


class NotesPanel(QWidget):
    """Lists the annotations and edits the chosen one.

    Signals: `annotation_chosen(str)`; the editor's are its own (`editor`).
    """

    annotation_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = NoteEditor(theme)
        self.editor.setVisible(False)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("Filter notes")
        self._filter.setAccessibleName("Filter notes")
        self._filter.setClearButtonEnabled(True)
        self._model = _Notes(self)
        self._list = RowList("Notes", self._model)
        self._delegate = _NoteDelegate(theme, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._empty = QLabel("No notes yet. Select words and press 1 to 5 to highlight them, N to write a note.")
        self._empty.setObjectName("muted")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(12, 4, 12, 4)
        top = QWidget()
        top_layout = QVBoxLayout(top)
        top_layout.setContentsMargins(0, 8, 0, 0)
        top_layout.setSpacing(8)
        filter_row = QHBoxLayout()
        filter_row.setContentsMargins(12, 0, 12, 0)
        filter_row.addWidget(self._filter)
        top_layout.addLayout(filter_row)
        top_layout.addWidget(self._empty)
        top_layout.addWidget(self._list, 1)
        top_layout.addStretch(0)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.addWidget(top)
        self._splitter.addWidget(self.editor)
        self._splitter.setSizes([400, 260])
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._filter.textChanged.connect(self._filter_changed)
        self._list.selectionModel().currentChanged.connect(self._current_changed)
        self._list.clicked.connect(lambda index: self.annotation_chosen.emit(self._id(index)))

    def show_notes(self, notes: list[tuple[Annotation, Placed, str]], chosen: str) -> None:
        """List annotations with their places and headings, in this order; `chosen` is the id of the one at hand."""
        rows = [_Row(annotation, _STATE_LABELS.get(placed.state, heading)) for annotation, placed, heading in notes]
        self._model.set_notes(rows)
        self._empty.setVisible(not rows)
        self._list.setVisible(bool(rows))
        self._filter.setVisible(bool(rows))
        self.select(chosen)

    def count(self) -> int:
        """How many annotations there are, whatever the filter."""
        return self._model.total()

    def select(self, id: str) -> None:
        """Show an annotation as chosen and in the editor, without saying so; "" for none."""
        row = self._model.row_of(id)
        if row < 0 and id and self._filter.text():
            self._filter.clear()
            row = self._model.row_of(id)
        selection = self._list.selectionModel()
        selection.blockSignals(True)
        if row < 0:
            self._list.clearSelection()
            self._list.setCurrentIndex(QModelIndex())
        elif self._list.currentIndex().row() != row:
            self._list.setCurrentIndex(self._model.index(row))
            self._list.scrollTo(self._model.index(row))
        selection.blockSignals(False)
        self._list.viewport().update()
        self.editor.setVisible(row >= 0)
        if row >= 0:
            self.editor.show_annotation(self._model.rows[row].annotation, self._model.rows[row].where)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.editor.set_theme(theme)
        self._list.viewport().update()

    def _filter_changed(self, text: str) -> None:
        self._model.set_filter(text)

    def _id(self, index: QModelIndex) -> str:
        return self._model.rows[index.row()].annotation.id

    def _current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.annotation_chosen.emit(self._id(current))


class _NoteDelegate(QStyledItemDelegate):
    """Draws an annotation: its colour, quote, note, tags and heading."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def _lines(self, row: _Row) -> list[tuple[str, str]]:
        """(text, colour role) of each line drawn."""
        annotation = row.annotation
        quote = " ".join(annotation.exact.split())
        lines = [(f"“{quote}”" if quote else "On the whole brief", "ink" if not annotation.note else "muted")]
        if annotation.entity:
            lines.append(("No mention" if annotation.entity == "not:" else f"is {annotation.entity}", "accent"))
        if annotation.declares:
            lines += [("Added by you, for this brief:", "muted"), (" ".join(annotation.declares.split()), "accent")]
        note = [line.strip() for line in annotation.note.splitlines() if line.strip()]
        lines += [(line, "ink") for line in note[:2]]
        if len(note) > 2:
            lines[-1] = (lines[-1][0] + " …", "ink")
        if annotation.tags:
            lines.append(("  ".join(f"#{tag}" for tag in annotation.tags), "accent"))
        if row.where:
            lines.append((row.where, "warning" if row.where in _STATE_LABELS.values() else "muted"))
        return lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = self._lines(index.data(Qt.ItemDataRole.UserRole))
        return QSize(120, len(lines) * (option.fontMetrics.lineSpacing() + 2) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: _Row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        box = QRectF(option.rect)
        paint_ground(painter, option, self.theme)
        colour = row.annotation.colour
        bar = QRectF(box.left() + 4, box.top() + 6, 4, box.height() - 12)
        painter.fillRect(bar, self.theme.highlights[colour] if colour in self.theme.highlights else self.theme["line"])
        y = box.top() + 7
        step = option.fontMetrics.lineSpacing() + 2
        for text, role in self._lines(row):
            area = QRectF(box.left() + 16, y, box.width() - 28, step)
            painter.setPen(self.theme[role])
            shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
            y += step
        painter.restore()
