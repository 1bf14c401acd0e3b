"""The import sheet: what files would bring in, change by change, to be ticked before anything is done."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from viewer.annotations.model import Annotation
from viewer.brief.model import Brief
from viewer.imports.proposal import Change, Proposal
from viewer.language import mark, tr, trn
from viewer.pages.theme import Theme
from viewer.ui.fitting import fit
from viewer.ui.review import Passage, Side
from viewer.ui.row_list import Index, RowList, RowModel, paint_check, paint_ground
from viewer.ui.wording import capitalised, colour_words, quoted, rated_words

_CHECK = 36  # pixels at the left of a row that tick it
_KINDS = {"added": mark("New"), "changed": mark("Changed"), "deleted": mark("Deleted")}


class _Changes(RowModel[Change]):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ticked: set[str] = set()

    def text(self, row: Change) -> str:
        return tr("{kind}: {words}", kind=tr(_KINDS[row.kind]), words=row.note.exact or row.note.note)

    def spoken(self, row: Change) -> str:
        ticked = tr("to be taken in") if row.id in self.ticked else tr("not to be taken in")
        parts = (tr(_KINDS[row.kind]), row.note.exact or tr("on the whole brief"), row.note.note, _doubt(row), ticked)
        return ". ".join(part for part in parts if part)

    def toggle(self, number: int) -> None:
        id = self.rows[number].id
        self.ticked.symmetric_difference_update({id})
        self.dataChanged.emit(self.index(number), self.index(number))


class ImportSheet(QDialog):
    """Shows a proposal. After `exec`, `ticked` holds the ids of the changes that are to be made."""

    def __init__(self, proposal: Proposal, brief: Brief, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import notes"))
        self._brief = brief
        self._model = _Changes(self)
        self._model.ticked = {change.id for change in proposal.changes if not change.is_doubtful}
        self._model.set_rows(list(proposal.changes))
        self._list = _ChangeList(tr("Changes"), self._model)
        self._list.setItemDelegate(_Delegate(theme, self._model, self._list))
        self._list.setUniformItemSizes(True)
        self._sides = (Passage(theme), Passage(theme))
        self._remark = QLabel()
        self._remark.setObjectName("muted")
        self._remark.setTextFormat(Qt.TextFormat.PlainText)
        self._remark.setWordWrap(True)
        head = QLabel(f"{capitalised(str(proposal))}.")
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        left_out = QLabel("\n".join(proposal.left_out[:6]))
        left_out.setObjectName("muted")
        left_out.setTextFormat(Qt.TextFormat.PlainText)
        left_out.setWordWrap(True)
        left_out.setVisible(bool(proposal.left_out))
        sides = QHBoxLayout()
        sides.setSpacing(12)
        for side in self._sides:
            sides.addWidget(side)
        buttons = QDialogButtonBox()
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._take = QPushButton()
        self._take.setDefault(True)
        buttons.addButton(self._take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        for widget in (head, left_out, self._list):
            layout.addWidget(widget)
        layout.setStretchFactor(self._list, 1)
        layout.addLayout(sides)
        layout.addWidget(self._remark)
        layout.addWidget(buttons)
        fit(self, 760, 540)
        self._list.toggled.connect(self._toggle)
        self._list.selectionModel().currentChanged.connect(self._show)
        self._count()
        if proposal.changes:
            self._list.setCurrentIndex(self._model.index(0))

    @property
    def ticked(self) -> frozenset[str]:
        return frozenset(self._model.ticked)

    def toggle(self, number: int) -> None:
        """Tick a change, from 0, or no longer."""
        self._toggle(self._model.index(number))

    def sides(self) -> tuple[str, str]:
        """What is shown of the change at hand: as it is, and as it would be."""
        left, right = (side.toPlainText() for side in self._sides)
        return left, right

    def _toggle(self, index: QModelIndex) -> None:
        self._model.toggle(index.row())
        self._count()

    def _count(self) -> None:
        count = len(self._model.ticked)
        self._take.setText(trn("Take in 1 change", "Take in {n} changes", count) if count else tr("Take in nothing"))
        self._take.setEnabled(count > 0)

    def _show(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        change = self._model.rows[index.row()]
        self._sides[0].show_side(self._side(tr("Here now"), change.before, tr("Not here")))
        gone = tr("Deleted") if change.kind == "deleted" else ""
        self._sides[1].show_side(self._side(tr("As it would be"), change.after, gone))
        where = " · ".join(part for part in (change.file, change.place, change.remark) if part)
        self._remark.setText(where)

    def _side(self, label: str, note: Annotation | None, none: str) -> Side:
        if note is None:
            return Side(label, note=none)
        about = [colour_words(note.colour), *rated_words(note), *(f"#{tag}" for tag in note.tags), note.creator]
        said = "\n".join(
            part for part in (note.note or tr("(no note)"), "  ".join(part for part in about if part)) if part
        )
        return Side(label, note.exact, note=said)


class _ChangeList(RowList):
    """Signal: `toggled(QModelIndex)`, by a click on the box or the space bar."""

    toggled = Signal(QModelIndex)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if index.isValid() and event.position().x() < _CHECK:
            self.toggled.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.toggled.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


def _doubt(change: Change) -> str:
    if change.is_orphan:
        return tr("Not found in this text: comes in without a place")
    return change.remark


class _Delegate(QStyledItemDelegate):
    """A row: the box, what is done, the words, the note, and what is doubtful."""

    def __init__(self, theme: Theme, model: _Changes, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(240, 2 * option.fontMetrics.lineSpacing() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        change: Change = index.data(Qt.ItemDataRole.UserRole)
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, theme)
        box = QRectF(option.rect)
        square = QRectF(box.left() + 12, box.center().y() - 7, 14, 14)
        paint_check(painter, square, theme, theme["accent"] if change.id in self._model.ticked else None)
        metrics, step = option.fontMetrics, option.fontMetrics.lineSpacing() + 1
        kind = tr(_KINDS[change.kind])
        kinds = max(metrics.horizontalAdvance(tr(word)) for word in _KINDS.values()) + 16
        left, width = box.left() + _CHECK, box.width() - _CHECK - 12
        painter.setPen(theme["warning" if change.kind == "deleted" else "accent"])
        painter.drawText(QRectF(left, box.top() + 6, kinds, step), Qt.AlignmentFlag.AlignVCenter, kind)
        quote = " ".join(change.note.exact.split())
        lines = ((quoted(quote) if quote else tr("On the whole brief"), "ink"), (_said(change), "muted"))
        for number, (text, role) in enumerate(lines):
            painter.setPen(theme["warning" if number and _doubt(change) else role])
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width - kinds))
            area = QRectF(left + kinds, box.top() + 6 + number * step, width - kinds, step)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


def _said(change: Change) -> str:
    if doubt := _doubt(change):
        return doubt
    note = " ".join(change.note.note.split())
    return " · ".join(part for part in (note, change.note.creator) if part) or tr("(no note)")
