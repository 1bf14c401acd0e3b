"""The notes in any order, filtered, one or several chosen, and under them the one at hand, to be edited in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.annotations.assessment import FIELDS
from viewer.annotations.query import Query, facets, toggled
from viewer.language import mark, tr, trn
from viewer.pages.theme import Theme
from viewer.ui.accessible import in_reading_order
from viewer.ui.icons import icon
from viewer.ui.note_editor import NoteEditor
from viewer.ui.note_rows import ORDERS, Note, NoteDelegate, NoteRows
from viewer.ui.order_menu import menu_button, order_menu
from viewer.ui.row_list import RowList
from viewer.ui.wording import colour_words, number, rating_words

_FACET_LABELS = {
    "colour": mark("Colour"),
    "style": mark("Style"),
    "tag": mark("Tag"),
    **{id: field.label for id, field in FIELDS.items()},
    "author": mark("Author"),
    "entity": mark("Entity"),
    "state": mark("Place in the text"),
}
_VALUE_LABELS = {
    "state": {"placed": mark("in place"), "moved": mark("moved, to be checked"), "orphan": mark("not found")},
    "style": {"fill": mark("highlighted"), "underline": mark("underlined")},
}
_MOST_VALUES = 40


class NotesPanel(QWidget):
    """Lists the annotations and edits the chosen one.

    Signals: `annotation_chosen(str)`; `none_chosen()` when the one at hand is hidden by the filter;
    `emptied()` when the list that has the keyboard has no row any more;
    `several_chosen(list)` with the ids of all that are selected; `edit_asked(str)` when Enter is pressed on one;
    `review_asked()`. The editor's signals are its own (`editor`).
    """

    annotation_chosen = Signal(str)
    several_chosen = Signal(object)
    none_chosen = Signal()
    emptied = Signal()
    edit_asked = Signal(str)
    review_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.editor = NoteEditor(theme)
        # Where the window is low the editor scrolls, rather than that its fields lie over one another.
        self._editing = QScrollArea()
        self._editing.setFrameShape(QScrollArea.Shape.NoFrame)
        self._editing.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._editing.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._editing.setWidgetResizable(True)
        self._editing.setWidget(self.editor)
        self._editing.setVisible(False)
        self.editor.known_tags = self._known_tags
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(tr("Filter notes"))
        self._filter.setAccessibleName(tr("Filter notes"))
        self._filter.setToolTip(
            tr("Words, #tag, colour:yellow, type:claim, author:… (several of one kind: any of them)")
        )
        self._filter.setClearButtonEnabled(True)
        self._facets = menu_button(tr("Filter by"), tr("Filter by colour, tag, type and more"))
        self._facets_menu = QMenu(self)
        self._facets_menu.aboutToShow.connect(self._fill_facets)
        self._facets.setMenu(self._facets_menu)
        self._order = menu_button(tr("Order of notes"), tr("Order"))
        self._order.setMenu(order_menu(self, ORDERS, "place", self.order_by))
        self._review = QToolButton()
        self._review.setObjectName("quiet")
        self._review.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._review.clicked.connect(self.review_asked)
        self._model = NoteRows(self)
        self._list = _NoteList(tr("Notes"), self._model)
        self._delegate = NoteDelegate(theme, self._model, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        # Thousands of rows of different heights: a batch at a time, or the first look at them takes its time.
        self._list.setLayoutMode(QListView.LayoutMode.Batched)
        self._list.setBatchSize(200)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._empty = QLabel()
        self._empty.setObjectName("muted")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(12, 4, 12, 4)
        self._several = QLabel()
        self._several.setObjectName("muted")
        self._several.setWordWrap(True)
        self._several.setContentsMargins(12, 8, 12, 8)
        self._several.hide()
        self._lay_out()
        self._filter.textChanged.connect(self._filter_changed)
        self._filter.returnPressed.connect(self.focus_list)
        self._list.selectionModel().currentChanged.connect(self._current_changed)
        self._list.selectionModel().selectionChanged.connect(self._selection_changed)
        self._list.clicked.connect(self._clicked)
        self._list.enter_pressed.connect(
            lambda: self.edit_asked.emit(self._model.id_at(self._list.currentIndex().row()))
        )
        self.set_theme(theme)

    def _lay_out(self) -> None:
        top = QWidget()
        top_layout = QVBoxLayout(top)
        top_layout.setContentsMargins(0, 8, 0, 0)
        top_layout.setSpacing(4)
        self._filter_row = QWidget()
        filter_row = QHBoxLayout(self._filter_row)
        filter_row.setContentsMargins(12, 0, 12, 0)
        filter_row.setSpacing(4)
        for widget in (self._filter, self._facets, self._order):
            filter_row.addWidget(widget)
        review_row = QHBoxLayout()
        review_row.setContentsMargins(8, 0, 12, 0)
        review_row.addWidget(self._review)
        review_row.addStretch(1)
        top_layout.addWidget(self._filter_row)
        top_layout.addLayout(review_row)
        top_layout.addWidget(self._empty)
        top_layout.addWidget(self._list, 1)
        top_layout.addStretch(0)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(top)
        splitter.addWidget(self._editing)
        splitter.setSizes([380, 300])
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setChildrenCollapsible(False)
        in_reading_order(splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        layout.addWidget(self._several)

    def show_notes(self, notes: list[Note], chosen: str, to_review: int = 0) -> None:
        """List notes given in reading order; `chosen` is the id of the one at hand, `to_review` how many moved, were
        lost or stand against another version."""
        selected = set(self.selected())
        self._model.set_notes(notes)
        self._filter_row.setVisible(bool(notes))
        self.show_review(to_review)
        self._show_empty()
        self._select_all(selected)
        self.select(chosen)

    def show_review(self, count: int) -> None:
        """Offer to review so many notes."""
        self._review.setVisible(count > 0)
        self._review.setText(trn("Review 1 note …", "Review {n} notes …", count))

    def update_notes(self, notes: list[Note]) -> bool:
        """Show some notes as they are now. False, and nothing done, unless all of them are listed already."""
        if not self._model.update_notes(notes):
            return False
        chosen = self._chosen()
        if any(note.annotation.id == chosen for note in notes):
            self.select(chosen)
        return True

    def _known_tags(self) -> list[str]:
        return [
            tag
            for tag, _ in facets((note.annotation, "placed") for note in self._model.notes)
            .get("tag", Counter())
            .most_common()
        ]

    def count(self) -> int:
        """How many annotations there are, whatever the filter."""
        return len(self._model.notes)

    def listed(self) -> list[str]:
        """What the list shows, from top to bottom: ids, and headings as they are."""
        return [self._model.id_at(number) or self._model.text(row) for number, row in enumerate(self._model.rows)]

    def selected(self) -> list[str]:
        """The ids of all that are selected, from top to bottom."""
        rows = sorted(index.row() for index in self._list.selectionModel().selectedIndexes())
        return [id for row in rows if (id := self._model.id_at(row))]

    def select(self, id: str) -> None:
        """Show an annotation as chosen and in the editor, without saying so; "" for none."""
        row = self._model.row_of(id)
        if row < 0 and id and self._filter.text() and any(note.annotation.id == id for note in self._model.notes):
            self._filter.clear()
            row = self._model.row_of(id)
        selection = self._list.selectionModel()
        selection.blockSignals(True)
        if row < 0:
            self._list.clearSelection()
            self._list.setCurrentIndex(QModelIndex())
        elif self._list.currentIndex().row() != row or not selection.hasSelection():
            index = self._model.index(row)
            keep = selection.isSelected(index)
            flags = QItemSelectionModel.SelectionFlag
            selection.setCurrentIndex(index, flags.NoUpdate if keep else flags.ClearAndSelect)
            self._list.scrollTo(index)
        selection.blockSignals(False)
        self._list.viewport().update()
        self._show_several(len(self.selected()))
        if row >= 0:
            note = self._model.rows[row]
            assert isinstance(note, Note)
            self.editor.show_annotation(note.annotation, self._where(note))

    def _where(self, note: Note) -> str:
        return tr("Not found") if note.placed.state == "orphan" else note.section

    def _select_all(self, ids: Iterable[str]) -> None:
        """Select these again after the list was filled anew."""
        wanted = QItemSelection()
        for row in map(self._model.row_of, ids):
            if row >= 0:
                wanted.select(self._model.index(row), self._model.index(row))
        selection = self._list.selectionModel()
        selection.blockSignals(True)
        selection.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        selection.blockSignals(False)

    def neighbour(self, ids: Iterable[str]) -> str:
        """The note listed after these, or before them if they end the list: where to go on once they are gone."""
        gone = set(ids)
        rows = [row for row in map(self._model.row_of, gone) if row >= 0]
        if not rows:
            return ""
        after = (self._model.id_at(row) for row in range(max(rows) + 1, len(self._model.rows)))
        before = (self._model.id_at(row) for row in range(min(rows) - 1, -1, -1))
        return next((id for id in (*after, *before) if id and id not in gone), "")

    def focus_list(self) -> None:
        """Give the list the keyboard, with a note chosen."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self._list.currentIndex().isValid() or not self._model.id_at(self._list.currentIndex().row()):
            first = next((row for row in range(len(self._model.rows)) if self._model.id_at(row)), -1)
            if first >= 0:
                self._list.setCurrentIndex(self._model.index(first))

    def has_keyboard(self) -> bool:
        """Whether the list has it."""
        return self._list.hasFocus()

    def focus_filter(self) -> None:
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def filter(self, text: str) -> None:
        """Show only what this asks for (see `annotations.query`)."""
        self._filter.setText(text)

    def order_by(self, order: str) -> None:
        """Order the notes by one of `note_rows.ORDERS`."""
        self._model.set_order(order)
        self.select(self._chosen())

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._delegate.theme = theme
        self.editor.set_theme(theme)
        self._facets.setIcon(icon("funnel", theme, "muted"))
        self._order.setIcon(icon("sort-ascending", theme, "muted"))
        self._review.setIcon(icon("warning", theme, "warning"))
        self._list.viewport().update()

    def _chosen(self) -> str:
        return self._model.id_at(self._list.currentIndex().row())

    def _fill_facets(self) -> None:
        """What the notes can be filtered by, with how many there are of each."""
        menu, asked = self._facets_menu, Query.parse(self._filter.text()).values
        menu.clear()
        for key, values in facets((note.annotation, note.placed.state) for note in self._model.notes).items():
            below = menu.addMenu(tr(_FACET_LABELS[key]))
            for value, count in values.most_common(_MOST_VALUES):
                shown = _value_label(key, value)
                action = below.addAction(f"{shown.replace('&', '&&')}\t{number(count)}")
                action.setCheckable(True)
                action.setChecked(value.casefold() in asked.get(key, ()))
                action.triggered.connect(
                    lambda _on=False, key=key, value=value: self.filter(toggled(self._filter.text(), key, value))
                )
        if self._filter.text():
            menu.addSeparator()
            menu.addAction(tr("Show all")).triggered.connect(self._filter.clear)

    def _filter_changed(self, text: str) -> None:
        chosen, selected = self._chosen(), self.selected()
        self._model.set_filter(text)
        self._show_empty()
        # What is not listed any more must not be changed with the rest.
        self._select_all(selected)
        if chosen and self._model.row_of(chosen) < 0:
            self.none_chosen.emit()
        self.select(chosen if self._model.row_of(chosen) >= 0 else "")
        self.several_chosen.emit(self.selected())

    def _show_empty(self) -> None:
        nothing = (
            tr("No note matches.")
            if self._model.notes
            else (tr("No notes yet. Select words, then choose a colour to highlight them, or write a note."))
        )
        self._empty.setText(nothing)
        had_keyboard = self._list.hasFocus()
        self._empty.setVisible(not self._model.rows)
        self._list.setVisible(bool(self._model.rows))
        if had_keyboard and not self._model.rows:
            self.emptied.emit()

    def _clicked(self, index: QModelIndex) -> None:
        if id := self._model.id_at(index.row()):
            self.annotation_chosen.emit(id)

    def _current_changed(self, current: QModelIndex) -> None:
        if id := self._model.id_at(current.row()):
            self.annotation_chosen.emit(id)

    def _selection_changed(self) -> None:
        ids = self.selected()
        self.several_chosen.emit(ids)
        self._show_several(len(ids))

    def _show_several(self, count: int) -> None:
        """What can be done with several takes the place of what is done with one."""
        self._several.setVisible(count > 1)
        self._several.setText(
            trn(
                "1 note selected: recolour, underline, tag or delete it",
                "{n} notes selected: recolour, underline, tag or delete them all at once",
                count,
            )
        )
        self._editing.setVisible(count <= 1 and bool(self._chosen()))


class _NoteList(RowList):
    """Signal: `enter_pressed()`."""

    enter_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.enter_pressed.emit()
        else:
            super().keyPressEvent(event)


def _value_label(key: str, value: str) -> str:
    if key in FIELDS:
        return rating_words(key, value) or value
    if key in _VALUE_LABELS:
        return tr(_VALUE_LABELS[key].get(value, value))
    return colour_words(value) if key == "colour" else value
