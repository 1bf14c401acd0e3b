"""A table in a window of its own, as wide as it wants to be: for tables that the column is too narrow for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QTextEdit, QToolButton, QVBoxLayout, QWidget

from viewer.brief.model import Block
from viewer.language import tr
from viewer.pages.decorations import paint_structure
from viewer.pages.document import BriefDocument
from viewer.pages.tables import FittedTable
from viewer.pages.theme import Theme
from viewer.ui.reader_painting import Scene
from viewer.ui.reader_places import Places
from viewer.ui.steps import Steps

_MARGIN = 24  # units
_TALL = 10_000  # pixels


def squeezed(page: BriefDocument, block: Block) -> bool:
    """Whether the table of a cell would be set wider than the column, had it the room."""
    return bool(block.cell) and page.table(block).squeezed


def cells_of(page: BriefDocument, index: int) -> Sequence[Block]:
    """The cells of the table that a block (index) is in."""
    blocks = page.blocks
    cell = blocks[index].cell
    assert cell
    first = index - cell.row * cell.columns - cell.column
    return blocks[first : first + cell.rows * cell.columns]


class TableWindow(QDialog):
    """Shows a table with the mentions and annotations in it. Its words can be selected and copied."""

    def __init__(self, page: BriefDocument, cells: Sequence[Block], scene: Scene, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Table"))
        self.view = _TableView(page, cells, scene, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        room = parent.screen().availableSize() * 0.9
        self.resize(self.view.wanted().boundedTo(room))


class _TableView(QTextEdit):
    def __init__(self, page: BriefDocument, cells: Sequence[Block], scene: Scene, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Table"))
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._scene = scene
        formats = page.formats
        self._page = BriefDocument(page.theme, formats.unit, None)
        self._page.formats.language = formats.language
        self._page.set_margins(_MARGIN, _MARGIN, _MARGIN)
        width = formats.px(FittedTable(formats, cells).comfortable_width)
        self._page.fit(width)
        self._setting = Steps(self)
        self._setting.start(self._page.appending(cells))
        self._width = round(width + 2 * formats.px(_MARGIN))
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(self._width)
        self.setDocument(self._page.qt)

    def wanted(self) -> QSize:
        """The size in pixels at which nothing has to be scrolled."""
        bar = self.verticalScrollBar().sizeHint().width()
        # What is not yet set is more than a screen shows.
        height = _TALL if self._setting.is_busy else int(self._page.qt.size().height())
        return QSize(self._width + bar, height + bar)

    def event(self, event: QEvent) -> bool:
        # Escape closes the table, and does nothing else that it does in the window with the brief.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.window().close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        offset = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        area = event.rect().translated((-offset).toPoint())
        start, end = Places(self._page).between(area.top(), area.bottom())
        painter = QPainter(self.viewport())
        painter.translate(offset)
        width = self._page.qt.textWidth() - 2 * self._page.left
        paint_structure(painter, self._page, area.top(), area.bottom(), width)
        self._scene.paint_behind(painter, self._page, start, end)
        painter.end()
        super().paintEvent(event)
        painter.begin(self.viewport())
        painter.translate(offset)
        self._scene.paint_over(painter, self._page, start, end)
        painter.end()


class TableButton(QToolButton):
    """Stands over the table that is pointed at, if the column is too narrow for it."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.index = -1  # of a cell in that table
        self.setObjectName("floating")
        self.setText(tr("Whole table"))
        self.setToolTip(tr("Show this table in a window of its own"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self.isVisible():
            self._tint()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tint()

    def _tint(self) -> None:
        from viewer.ui.icons import icon  # not before: few briefs have such tables

        self.setIcon(icon("arrows-out", self._theme))

    def point_at(self, page: BriefDocument, index: int, scroll: int) -> None:
        """Stand over the table of a block (index), if it is squeezed; else hide."""
        inside = 0 <= index < len(page.blocks) and squeezed(page, page.blocks[index])
        self.index = index if inside else -1
        self.setVisible(inside)
        if inside:
            cells = cells_of(page, index)
            first = page.index_at(cells[0].start)
            columns = cells[0].cell.columns if cells[0].cell else 1
            right = max(page.box(page.qt_block(first + column)).right() for column in range(columns))
            top = page.box(page.qt_block(first)).top() - page.cell_padding(cells[0]) - scroll
            self.adjustSize()
            x = min(right + page.cell_padding(cells[0]), self.parentWidget().width()) - self.width()
            self.move(int(x), max(0, int(top) - self.height()))
