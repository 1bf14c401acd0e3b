"""The windows beside the main one, matrix and relations: made when they are first asked for, and kept up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from viewer.pages.theme import Theme
from viewer.ui.look import Look
from viewer.ui.session import Session

if TYPE_CHECKING:
    from viewer.ui.matrix_view import MatrixView
    from viewer.ui.relations_view import RelationsView

    View = MatrixView | RelationsView


class Views(QObject):
    """Opens the views of the open brief. They are windows of their own, which close with the brief.

    Signals: `passage_chosen(int, int)`, code points of the brief; `entity_chosen(str)`.
    """

    passage_chosen = Signal(int, int)
    entity_chosen = Signal(str)

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._theme = look.theme
        self._session: Session | None = None
        self.matrix: MatrixView | None = None
        self.relations: RelationsView | None = None

    def show_matrix(self) -> None:
        """Open the matrix, or bring it forward."""
        # Both are imported when they are asked for: no start of the program pays for QtSvg and the rest.
        from viewer.ui.matrix_view import MatrixView

        if self._session:
            if self.matrix is None:
                self.matrix = MatrixView(self._theme)
                self._adopt(self.matrix)
            self._bring(self.matrix)
            self.matrix.table.setFocus()

    def show_relations(self) -> None:
        """Open the relations, or bring them forward."""
        from viewer.ui.relations_view import RelationsView

        if self._session:
            if self.relations is None:
                self.relations = RelationsView(self._theme)
                self._adopt(self.relations)
            self._bring(self.relations)

    def set_session(self, session: Session | None) -> None:
        """Follow the main window to another brief; without one, those that are open show nothing until there is one."""
        self._session = session
        for view in self._made():
            view.show_session(session if view.isVisible() else None)

    def reindexed(self) -> None:
        """A correction has changed the mentions."""
        for view in self._made():
            if view.isVisible():
                view.refresh()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for view in self._made():
            view.set_theme(theme)

    def close(self) -> None:
        """Close all of them."""
        for view in self._made():
            view.close()

    def _made(self) -> list[View]:
        return [view for view in (self.matrix, self.relations) if view]

    def _adopt(self, view: View) -> None:
        # Without a parent, above which it would have to stay: a passage is shown in the main window, perhaps behind it.
        self._look.dress(view)
        view.setWindowIcon(QIcon(self._window.windowIcon()))
        view.passage_chosen.connect(self.passage_chosen)
        view.entity_chosen.connect(self.entity_chosen)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), view, view.close)

    def _bring(self, view: View) -> None:
        if not view.isVisible():
            view.show_session(self._session)
            view.show()
        view.raise_()
        view.activateWindow()
