"""The table of the matrix: actors down, minerals across, a shaded number where both are named."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from viewer.language import tr
from viewer.mentions.matrix import Matrix
from viewer.mentions.model import Entity
from viewer.pages.theme import Theme
from viewer.ui.wording import number, pair_words, plain_tip

_CELL = 34  # pixels
_LONGEST = 190  # the longest header before its name goes on another line
_WIDEST = 260

Index = QModelIndex | QPersistentModelIndex


class MatrixModel(QAbstractTableModel):
    """A matrix as Qt's views ask for it; empty until it is there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.matrix = Matrix("sentence", (), (), {})

    def set_matrix(self, matrix: Matrix) -> None:
        self.beginResetModel()
        self.matrix = matrix
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.matrix.actors)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.matrix.minerals)

    def pair(self, index: Index) -> tuple[Entity, Entity]:
        """The actor and the mineral of a cell."""
        return self.matrix.actors[index.row()], self.matrix.minerals[index.column()]

    def count(self, index: Index) -> int:
        actor, mineral = self.pair(index)
        return self.matrix.count(actor.id, mineral.id)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return number(self.count(index)) if self.count(index) else ""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            actor, mineral = self.pair(index)
            said = pair_words(actor.name, mineral.name, self.count(index), self.matrix.unit)
            return said if role == Qt.ItemDataRole.AccessibleTextRole else plain_tip(said)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        names = self.matrix.minerals if orientation == Qt.Orientation.Horizontal else self.matrix.actors
        if not 0 <= section < len(names):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return names[section].name
        return plain_tip(names[section].name) if role == Qt.ItemDataRole.ToolTipRole else None


class MatrixTable(QTableView):
    """Shows a matrix. Headers stay in sight; arrow keys move; Enter goes on to the passages.

    Signals: `cell_chosen()` when another cell is current, `entered()` on Enter, `entity_chosen(str)` when a header is
    clicked.
    """

    cell_chosen = Signal()
    entered = Signal()
    entity_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Matrix of actors and minerals"))
        self._model = MatrixModel(self)
        self.setModel(self._model)
        self._delegate = _CellDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self._columns, self._rows = _ColumnHeader(theme, self), _RowHeader(theme, self)
        self.setHorizontalHeader(self._columns)
        self.setVerticalHeader(self._rows)
        for header in (self._columns, self._rows):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(_CELL)
            header.setDefaultSectionSize(_CELL)
            header.setSectionsClickable(True)
        self._columns.setAccessibleName(tr("Minerals"))
        self._rows.setAccessibleName(tr("Actors"))
        self._columns.sectionClicked.connect(lambda at: self.entity_chosen.emit(self.matrix.minerals[at].id))
        self._rows.sectionClicked.connect(lambda at: self.entity_chosen.emit(self.matrix.actors[at].id))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self._tint(theme)

    @property
    def matrix(self) -> Matrix:
        return self._model.matrix

    def show_matrix(self, matrix: Matrix) -> None:
        """Show a matrix; the same two entities stay current if they are still there."""
        current = self.pair()
        self._model.set_matrix(matrix)
        self._rows.measure()
        self._columns.measure()
        if current is None or not self.choose(current[0].id, current[1].id):
            self.choose_first()

    def pair(self) -> tuple[Entity, Entity] | None:
        """The actor and the mineral of the current cell."""
        index = self.currentIndex()
        return self._model.pair(index) if index.isValid() else None

    def choose(self, actor: str, mineral: str) -> bool:
        """Make a cell current; whether there is one."""
        rows = [entity.id for entity in self.matrix.actors]
        columns = [entity.id for entity in self.matrix.minerals]
        if actor not in rows or mineral not in columns:
            return False
        self.setCurrentIndex(self._model.index(rows.index(actor), columns.index(mineral)))
        return True

    def choose_first(self) -> None:
        """Make the cell with the highest count current, of several the first."""
        cells = self.matrix.cells
        if cells:
            order = {entity.id: at for at, entity in enumerate((*self.matrix.actors, *self.matrix.minerals))}
            self.choose(*min(cells, key=lambda pair: (-len(cells[pair]), order[pair[0]], order[pair[1]])))

    def set_theme(self, theme: Theme) -> None:
        self._tint(theme)
        self._delegate.set_theme(theme)
        for header in (self._columns, self._rows):
            header.theme = theme
            header.viewport().update()
        self.viewport().update()

    def _tint(self, theme: Theme) -> None:
        # Only a style sheet reaches the corner between the headers.
        self.setStyleSheet(f"QTableCornerButton::section {{ background: {theme['panel'].name()}; border: none; }}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _current_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        self.cell_chosen.emit()
        for header in (self._columns, self._rows):
            header.viewport().update()


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell: the more passages, the deeper, and always the number."""

    def __init__(self, theme: Theme, table: MatrixTable) -> None:
        super().__init__(table)
        self._table = table
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._palette = theme.palette

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, MatrixModel)
        count, most = model.count(index), model.matrix.most
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, QColor(self._palette.shade(count / most if most else 0)))
        painter.setPen(QPen(self.theme["line"], 1))
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_MouseOver and not current:
            painter.setPen(QPen(self.theme["muted"], 1))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        if current:
            # A frame in ink: it shows on every shade.
            painter.setPen(QPen(self.theme["ink"] if self._table.hasFocus() else self.theme["muted"], 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        if count:
            font = option.font
            font.setBold(current)
            painter.setFont(font)
            painter.setPen(self.theme["ink"])
            painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, number(count))
        painter.restore()


class _Header(QHeaderView):
    """Draws names, that of the current cell in bold; a pointing hand says that a click does something."""

    def __init__(self, orientation: Qt.Orientation, theme: Theme, table: MatrixTable) -> None:
        super().__init__(orientation, table)
        self.theme = theme
        self._table = table
        self._depth = _CELL
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setHighlightSections(True)
        self.setMouseTracking(True)

    def names(self) -> list[str]:
        raise NotImplementedError

    def measure(self) -> None:
        """Make room for the longest name, on two lines if it is very long."""
        font = self.font()
        font.setBold(True)
        metrics = QFontMetricsF(font)
        widths = [metrics.horizontalAdvance(name) for name in self.names()]
        self._depth = int(max([_CELL, *(min(wide, self.longest) for wide in widths)])) + 20
        self.updateGeometries()
        self._table.updateGeometries()

    longest = _LONGEST

    def _paint_name(self, painter: QPainter, name: str, box: QRectF, current: bool, align: Qt.AlignmentFlag) -> None:
        font = self.font()
        font.setBold(current)
        painter.setFont(font)
        painter.setPen(self.theme["ink"])
        metrics = QFontMetricsF(font)
        wrapped = metrics.horizontalAdvance(name) > box.width()
        flags = int(align) | int(Qt.AlignmentFlag.AlignVCenter) | (int(Qt.TextFlag.TextWordWrap) if wrapped else 0)
        if wrapped:
            room = metrics.boundingRect(QRectF(0, 0, box.width(), 1000), flags, name)
            if room.height() > box.height() or room.width() > box.width():
                name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width() * 1.7)
        painter.drawText(box, flags, name)

    def _ground(self, painter: QPainter, rect: QRect, current: bool) -> None:
        painter.fillRect(rect, self.theme["selection"] if current else self.theme["panel"])
        painter.setPen(QPen(self.theme["line"], 1))


class _ColumnHeader(_Header):
    """Names that read upwards."""

    def __init__(self, theme: Theme, table: MatrixTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, theme, table)

    def names(self) -> list[str]:
        return [mineral.name for mineral in self._table.matrix.minerals]

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._depth)

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        names = self.names()
        if not 0 <= at < len(names):
            return
        current = at == self._table.currentIndex().column()
        painter.save()
        self._ground(painter, rect, current)
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        box = QRectF(8, 1, rect.height() - 12, rect.width() - 2)
        self._paint_name(painter, names[at], box, current, Qt.AlignmentFlag.AlignLeft)
        painter.restore()


class _RowHeader(_Header):
    """Names beside their rows."""

    longest = _WIDEST

    def __init__(self, theme: Theme, table: MatrixTable) -> None:
        super().__init__(Qt.Orientation.Vertical, theme, table)

    def names(self) -> list[str]:
        return [actor.name for actor in self._table.matrix.actors]

    def sizeHint(self) -> QSize:
        return QSize(self._depth, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        names = self.names()
        if not 0 <= at < len(names):
            return
        current = at == self._table.currentIndex().row()
        painter.save()
        self._ground(painter, rect, current)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        box = QRectF(rect).adjusted(12, 1, -8, -1)
        self._paint_name(painter, names[at], box, current, Qt.AlignmentFlag.AlignRight)
        painter.restore()
