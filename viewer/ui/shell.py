"""The window on the screen: one tab for each brief that is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from viewer.brief.loader import BriefLoading
from viewer.language import tr
from viewer.patience import in_time
from viewer.resource_files import resource
from viewer.ui.first_page import FirstPage
from viewer.ui.preferences import Preferences
from viewer.ui.still_tabs import StillTabs
from viewer.ui.wording import plain_tip

if TYPE_CHECKING:
    from viewer.ui.window import MainWindow

_PROGRAM = "Briefing Viewer"
_LEAST = (480, 320)  # pixels


class Shell(QWidget):
    """Tabs over windows that `make` makes, each of which shows one brief or the start page. With one tab there is no
    bar of tabs to be seen.

    With the page that the first window is to be made around, that is shown by itself until `begin`, or until a window
    is asked for.
    """

    def __init__(
        self,
        preferences: Preferences,
        make: Callable[[], MainWindow],
        page: FirstPage | None = None,
    ) -> None:
        super().__init__()
        self._settings = preferences.settings
        self._look = preferences.look
        self._look.theme_changed.connect(self._tint)
        preferences.language_changed.connect(self.rebuild)
        self._make = make
        self._page = page
        self._normal = Qt.WindowState.WindowNoState  # what the window was before it filled the screen
        self._tabs = StillTabs()
        self._tabs.setDocumentMode(True)
        self._tabs.setMovable(True)
        self._tabs.setTabBarAutoHide(True)
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._tabs.tabBar().setExpanding(False)
        self._tabs.tabBar().setAccessibleName(tr("Open briefs"))
        self._tabs.tabBar().setObjectName("briefTabs")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(*_LEAST)
        layout.addWidget(self._tabs)
        self._tabs.currentChanged.connect(self._show_title)
        if page:
            self._tabs.hide()
            layout.addWidget(page)
            self._show_title()
        else:
            self.begin()
        # Not before: Qt would work out the sheet anew for all that is in a part each time that it comes into another.
        self._look.dress(self)
        self._restore()

    def begin(self) -> None:
        """Show the first window, if there is none yet."""
        if self._tabs.count():
            return
        page, self._page = self._page, None
        from PySide6.QtGui import QIcon

        self.setWindowIcon(QIcon(str(resource("icons", "briefing-viewer.svg"))))
        window = self._make()
        self._add(window)
        if page:
            page.hide()
            self._tabs.show()
        (window.reader if window.path else window.start).setFocus()

    @property
    def windows(self) -> list[MainWindow]:
        """What the tabs hold, from the first to the last."""
        return [cast("MainWindow", self._tabs.widget(number)) for number in range(self._tabs.count())]

    @property
    def current(self) -> MainWindow:
        """What the chosen tab holds."""
        self.begin()
        return cast("MainWindow", self._tabs.currentWidget())

    # What the windows ask for

    def open_path(self, path: Path, loading: BriefLoading | None = None) -> None:
        """Show a brief: in the tab that has it, else here if the start page is shown, else in a tab of its own."""
        if self.bring_forward(path):
            return
        if self.current.path is not None:
            self.new_tab()
        self.current.open_path(path, loading)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Come forward and show briefs that another start of the program was given."""
        self.come_forward()
        for path in paths:
            self.open_path(path)

    def bring_forward(self, path: Path) -> bool:
        """Go to the tab in which a brief is open; False if there is none."""
        open_here = {window.path: window for window in self.windows if window.path is not None}
        # Links are followed, unless the disk is one that does not answer.
        same = in_time(lambda: next((other for other in open_here if other.resolve() == path.resolve()), None), path)
        if same is None or same not in open_here:
            return False
        self._tabs.setCurrentWidget(open_here[same])
        return True

    def new_tab(self) -> MainWindow:
        """A tab with the start page, behind the chosen one, and chosen now."""
        window = self._make()
        self._add(window)
        window.start.setFocus()
        return window

    def close_tab(self) -> None:
        """Close the chosen tab. The only one goes back to the start page first, and then closes the window."""
        if self._tabs.count() == 1 and self.current.path is not None:
            self.current.leave_brief()
        else:
            self._close(self.current)

    def step_tab(self, steps: int) -> None:
        """Go some tabs on, or back, and around."""
        self._tabs.setCurrentIndex((self._tabs.currentIndex() + steps) % self._tabs.count())

    def set_full_screen(self, on: bool) -> None:
        """Fill the screen, without tabs; or be what the window was before."""
        if on == self.isFullScreen():
            return
        if on:
            self._normal = self.windowState()
        self.setWindowState(Qt.WindowState.WindowFullScreen if on else self._normal)
        self._tabs.tabBar().setVisible(not on and self._tabs.count() > 1)

    def rebuild(self) -> bool:
        """Make every window anew, for another language, and come back to the same briefs, places and histories; False
        if notes could not be saved, so that nothing was changed."""
        from viewer.ui.saving import SaveState

        if any(window.session and window.session.saver.state is SaveState.FAILED for window in self.windows):
            return False
        at = self._tabs.currentIndex()
        for number, old in enumerate(self.windows):
            path, left = old.leave()
            new = self._make()
            self._tabs.removeTab(number)
            old.deleteLater()
            self._insert(number, new)
            if path:
                new.go_on(path, left)
        self._tabs.setCurrentIndex(at)
        return True

    def come_forward(self) -> None:
        """Be seen, whatever was before it."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # Tabs

    def _add(self, window: MainWindow) -> None:
        self._tabs.setCurrentIndex(self._insert(self._tabs.currentIndex() + 1, window))

    def _insert(self, number: int, window: MainWindow) -> int:
        window.tabs = self
        window.windowTitleChanged.connect(lambda _title: self._name(window))
        number = self._tabs.insertTab(number, window, "")
        close = QToolButton()
        close.setObjectName("closeTab")
        close.setIconSize(QSize(14, 14))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+W closes from the keyboard
        close.clicked.connect(lambda: self._close(window))
        self._tabs.tabBar().setTabButton(number, QTabBar.ButtonPosition.RightSide, close)
        self._name(window)
        self._tint()
        return number

    def _close(self, window: MainWindow) -> None:
        if self._tabs.count() == 1:
            self.close()
        elif window.close():
            self._tabs.removeTab(self._tabs.indexOf(window))
            window.deleteLater()

    def _tint(self) -> None:
        from viewer.ui.icons import icon  # not before there are tabs

        for number in range(self._tabs.count()):
            button = self._tabs.tabBar().tabButton(number, QTabBar.ButtonPosition.RightSide)
            if isinstance(button, QToolButton):
                button.setIcon(icon("x", self._look.theme))

    def _name(self, window: MainWindow) -> None:
        number = self._tabs.indexOf(window)
        title = window.windowTitle() or tr("Start")
        self._tabs.setTabText(number, title.replace("&", "&&"))
        button = self._tabs.tabBar().tabButton(number, QTabBar.ButtonPosition.RightSide)
        if button:
            button.setAccessibleName(tr("Close {title}", title=title))
            button.setToolTip(plain_tip(button.accessibleName()))
        self._tabs.setTabToolTip(number, plain_tip(str(window.path or "")))
        self._show_title()

    def _show_title(self) -> None:
        title = self._tabs.currentWidget().windowTitle() if self._tabs.count() else ""
        self.setWindowTitle(f"{title} – {_PROGRAM}" if title else _PROGRAM)

    # Window

    def _restore(self) -> None:
        room = self.screen().availableGeometry()
        # Room for the frame that the system puts around it.
        self.resize(min(1280, room.width()), min(800, room.height() - 40))
        geometry = self._settings.state("geometry")
        if geometry:
            self.restoreGeometry(geometry)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._page:
            self._page.opener.cancel()
        # The one that is read first, so that a question about its notes is asked where they are seen.
        for window in sorted(self.windows, key=lambda window: window is not self.current):
            self._tabs.setCurrentWidget(window)
            if not window.close():
                event.ignore()
                return
        if not self.isFullScreen():
            self._settings.set_state("geometry", self.saveGeometry())
        self._settings.sync()
        event.accept()
        # The windows beside it are closed with their briefs; a box that is still open must not keep the program alive.
        QApplication.closeAllWindows()
