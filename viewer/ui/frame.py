"""The frame of the main window: its parts and where they stand, how they look, and what can be done now."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.language import tr
from viewer.pages.theme import COLOURS, Theme
from viewer.ui.accessible import in_reading_order
from viewer.ui.actions import Actions
from viewer.ui.banner import Banner
from viewer.ui.find_bar import FindBar
from viewer.ui.full_screen import FullScreen
from viewer.ui.go_to import GoTo
from viewer.ui.narrow import Narrow
from viewer.ui.panes import Panes
from viewer.ui.preferences import Preferences
from viewer.ui.reader import Reader
from viewer.ui.recent_menu import RecentMenu
from viewer.ui.review import Review
from viewer.ui.selection_bar import SelectionBar
from viewer.ui.session import Session
from viewer.ui.settings import ZOOM_STEPS
from viewer.ui.side_panel import SidePanel
from viewer.ui.start_page import StartPage
from viewer.ui.status_bar import StatusBar
from viewer.ui.theme_menu import ThemeMenu
from viewer.ui.tool_bar import ToolBar
from viewer.ui.views import Views
from viewer.ui.who_what import WhoWhat

#: The actions of the reader's context menu, in groups.
_CONTEXT = (
    ("identify", "not_here", "not_in_brief", "never"),
    ("note", "tag", "underline", "highlight_all", "delete"),
    ("copy",),
)


class Frame(QMainWindow):
    """Everything that is there whether a brief is open or not."""

    session: Session | None = None
    actions_: Actions

    def __init__(self, preferences: Preferences, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self.preferences = preferences
        self._settings = preferences.settings
        self._theme = preferences.look.theme
        self._theme_waits = False  # while the window is hidden

    def _build_parts(self) -> None:
        theme = self._theme
        self.banner = Banner(theme)
        self.review = Review(theme)
        self.start = StartPage(theme)
        self.side = SidePanel(theme)
        self.who_what = WhoWhat(theme)
        self.views = Views(self, self.preferences.look)
        self.find_bar = FindBar(theme)
        self.go_to = GoTo(theme, self)

    def _build_bars(self, actions: Actions) -> None:
        self.actions_ = actions
        names = [f"highlight_{colour}" for colour in COLOURS] + ["underline", "note", "tag", "identify"]
        self.selection_bar = SelectionBar([actions[name] for name in names], self.reader)
        self._tools = ToolBar(actions)
        self.status = StatusBar(actions)
        # The keys of what cannot be done now say what it takes.
        self._hints = {name: QShortcut(self) for name in ("identify", "not_here", "not_in_brief")}
        for hint in self._hints.values():
            hint.activated.connect(lambda: self.status.tell(tr("Select words or click a mention first")))

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        # Else whatever has the window laid out, as a word in the status bar does, moves its parts from where they are.
        self.setAnimated(False)
        self.reader.setAcceptDrops(False)
        self.setMinimumSize(480, 320)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._stack.addWidget(self.reader)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.review)
        column.addWidget(self._stack, 1)
        column.addWidget(self.find_bar)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        for widget, stretch in ((self.side, 0), (centre, 1), (self.who_what, 0)):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(self._splitter.count() - 1, stretch)
        self.side.setMinimumWidth(150)
        self.who_what.setMinimumWidth(260)
        self._splitter.setSizes([210, 740, 330])
        in_reading_order(self._splitter)
        self.setCentralWidget(self._splitter)
        outline, panel = self.actions_["outline"], self.actions_["panel"]
        self._narrow = Narrow(self._splitter, ((outline, self.side), (panel, self.who_what)))
        self._narrow.changed.connect(self._show_sides)
        self._panes = Panes(
            (self._tools, self.side, self.banner, self.review, self._stack, self.find_bar, self.who_what, self.status)
        )
        menus = self.actions_.fill(self.menuBar())
        self._recent = RecentMenu(menus["recent"], self._settings)
        self.themes = ThemeMenu(menus["theme"], self.preferences.look, self.actions_)
        self.addToolBar(self._tools)
        self.setStatusBar(self.status)
        self.full_screen = FullScreen(self, centre, (self.menuBar(), self._tools, self.status), (outline, panel))

    def _restore(self) -> None:
        if splitter := self._settings.state("splitter"):
            self._splitter.restoreState(splitter)
        self.status.show_zoom(self._settings.zoom)
        self.actions_["outline"].setChecked(True)
        self.actions_["panel"].setChecked(True)

    def _show_theme(self, theme: Theme) -> None:
        """Show a theme that has just come into force. What is hidden, as tabs are, waits until somebody looks."""
        self._theme = theme
        self.views.set_theme(theme)
        self._theme_waits = not self.isVisible()
        if not self._theme_waits:
            self._tint()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.isWindow() and not self.styleSheet():
            self.preferences.look.dress(self)
        if self._theme_waits:
            self._theme_waits = False
            self._tint()

    def _tint(self) -> None:
        self.actions_.tint(self._theme)
        for part in (self._tools, self.reader, self.banner, self.review, self.start, self.side, self.who_what):
            part.set_theme(self._theme)
        self.find_bar.set_theme(self._theme)
        self.go_to.set_theme(self._theme)
        self.status.set_theme(self._theme)

    def _set_keys(self) -> None:
        for name, hint in self._hints.items():
            hint.setKeys(self.preferences.keys.of(name))

    def _setting_changed(self, name: str) -> None:
        if name == "type_size":
            self._set_zoom(self._settings.zoom)

    def _zoom_by(self, steps: int) -> None:
        at = ZOOM_STEPS.index(self._settings.zoom) + steps
        self._set_zoom(ZOOM_STEPS[min(max(0, at), len(ZOOM_STEPS) - 1)])

    def _set_zoom(self, zoom: float) -> None:
        self._settings.zoom = zoom
        self.reader.set_zoom(zoom * self._settings.type_scale)
        self.status.show_zoom(zoom)

    def _show_sides(self) -> None:
        reading = self._stack.currentWidget() is self.reader
        self.side.setVisible(reading and self.actions_["outline"].isChecked())
        self.who_what.setVisible(reading and self.actions_["panel"].isChecked())

    def _show_panel(self) -> None:
        self.actions_["panel"].setChecked(True)
        self._show_sides()

    def _enable(self) -> None:
        session = self.session
        has_annotation = bool(session and session.annotation)
        words = bool(session and self.reader.words())
        mention = bool(session and session.mention)
        self.actions_.enable(brief=session is not None, words=words, annotation=has_annotation, mention=mention)
        for hint in self._hints.values():
            hint.setEnabled(session is not None and not words and not mention)
        self._tools.export.setEnabled(session is not None)
        history = session.history if session else None
        undone = history.undo_label if history and history.can_undo else ""
        redone = history.redo_label if history and history.can_redo else ""
        self.actions_["undo"].setEnabled(bool(history and history.can_undo))
        self.actions_["redo"].setEnabled(bool(history and history.can_redo))
        self.actions_["undo"].setText(tr("&Undo {what}", what=undone) if undone else tr("&Undo"))
        self.actions_["redo"].setText(tr("&Redo {what}", what=redone) if redone else tr("&Redo"))

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for names in _CONTEXT:
            for name in names:
                if self.actions_[name].isEnabled():
                    menu.addAction(self.actions_[name])
            menu.addSeparator()
        menu.exec(place)
        menu.deleteLater()
