"""The frame of the main window: its parts and where they stand, how they look, and what can be done now."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QIcon, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.pages.theme import COLOURS
from viewer.resource_files import resource
from viewer.ui.actions import Actions
from viewer.ui.banner import Banner
from viewer.ui.reader import Reader
from viewer.ui.review import Review
from viewer.ui.selection_bar import SelectionBar
from viewer.ui.session import Session
from viewer.ui.settings import ZOOM_STEPS, Settings
from viewer.ui.side_panel import SidePanel
from viewer.ui.start_page import StartPage
from viewer.ui.status_bar import StatusBar
from viewer.ui.style import palette, style_sheet, theme_for
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

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._theme = theme_for(settings.theme)

    def _build_parts(self) -> None:
        theme = self._theme
        self.reader = Reader(theme)
        self.reader.set_zoom(self._settings.zoom)
        self.banner = Banner(theme)
        self.review = Review(theme)
        self.start = StartPage(theme)
        self.side = SidePanel(theme)
        self.who_what = WhoWhat(theme)
        self.views = Views(self, theme)

    def _build_bars(self, actions: Actions) -> None:
        self.actions_ = actions
        names = [f"highlight_{colour}" for colour in COLOURS] + ["underline", "note", "tag", "identify"]
        self.selection_bar = SelectionBar([actions[name] for name in names], self.reader)
        self._tools = ToolBar(actions)
        self.status = StatusBar(actions)
        # The keys of what cannot be done now say what it takes.
        self._hints = [QShortcut(actions[name].shortcut(), self) for name in ("identify", "not_here", "not_in_brief")]
        for hint in self._hints:
            hint.activated.connect(lambda: self.status.tell("Select words or click a mention first"))

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self.reader.setAcceptDrops(False)
        self.setMinimumSize(860, 560)
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
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        for widget, stretch in ((self.side, 0), (centre, 1), (self.who_what, 0)):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(self._splitter.count() - 1, stretch)
        self.side.setMinimumWidth(150)
        self.who_what.setMinimumWidth(260)
        self._splitter.setSizes([210, 740, 330])
        self.setCentralWidget(self._splitter)
        self._menus = self.actions_.fill(self.menuBar())
        self.addToolBar(self._tools)
        self.setStatusBar(self.status)

    def _restore(self) -> None:
        room = self.screen().availableGeometry()
        # Room for the frame that the system puts around it.
        self.resize(min(1280, room.width()), min(800, room.height() - 40))
        self.setWindowIcon(QIcon(str(resource("icons", "briefing-viewer.png"))))
        geometry, splitter = self._settings.state("geometry"), self._settings.state("splitter")
        if geometry:
            self.restoreGeometry(geometry)
        if splitter:
            self._splitter.restoreState(splitter)
        self.status.show_zoom(self._settings.zoom)
        self.actions_["outline"].setChecked(True)
        self.actions_["panel"].setChecked(True)

    def _choose_theme(self, choice: str) -> None:
        self._settings.theme = choice
        self._theme = theme_for(choice)
        self._apply_theme()

    def _system_theme_changed(self) -> None:
        if self._settings.theme == "system":
            self._theme = theme_for("system")
            self._apply_theme()

    def _apply_theme(self) -> None:
        theme = self._theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(palette(theme))
        self.setStyleSheet(style_sheet(theme))
        self.actions_.tint(theme)
        for part in (
            self._tools,
            self.reader,
            self.banner,
            self.review,
            self.start,
            self.side,
            self.who_what,
            self.views,
        ):
            part.set_theme(theme)
        for choice in ("light", "dark", "system"):
            self.actions_[f"theme_{choice}"].setChecked(self._settings.theme == choice)

    def _zoom_by(self, steps: int) -> None:
        at = ZOOM_STEPS.index(self._settings.zoom) + steps
        self._set_zoom(ZOOM_STEPS[min(max(0, at), len(ZOOM_STEPS) - 1)])

    def _set_zoom(self, zoom: float) -> None:
        self._settings.zoom = zoom
        self.reader.set_zoom(zoom)
        self.status.show_zoom(zoom)

    def _show_sides(self) -> None:
        reading = self._stack.currentWidget() is self.reader
        self.side.setVisible(reading and self.actions_["outline"].isChecked())
        self.who_what.setVisible(reading and self.actions_["panel"].isChecked())

    def _enable(self) -> None:
        session = self.session
        has_annotation = bool(session and session.annotation)
        words = bool(session and self.reader.words())
        mention = bool(session and session.mention)
        self.actions_.enable(brief=session is not None, words=words, annotation=has_annotation, mention=mention)
        for hint in self._hints:
            hint.setEnabled(session is not None and not words and not mention)
        self._tools.export.setEnabled(session is not None)
        history = session.history if session else None
        for name, possible, label in (
            ("undo", bool(history and history.can_undo), history.undo_label if history else ""),
            ("redo", bool(history and history.can_redo), history.redo_label if history else ""),
        ):
            self.actions_[name].setEnabled(possible)
            self.actions_[name].setText(
                f"&{name.capitalize()} {label}" if possible and label else f"&{name.capitalize()}"
            )

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for names in _CONTEXT:
            for name in names:
                if self.actions_[name].isEnabled():
                    menu.addAction(self.actions_[name])
            menu.addSeparator()
        menu.exec(place)
        menu.deleteLater()
