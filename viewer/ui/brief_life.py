"""The life of a brief in a window, from open to close."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from viewer.brief.cache import BriefCache
from viewer.brief.loader import BriefLoading, Head
from viewer.folders import Folders
from viewer.language import mark, tr
from viewer.mentions.gazetteer import Gazetteer
from viewer.patience import answers
from viewer.resource_files import shipped_briefs
from viewer.ui import dialogs
from viewer.ui.announcing import announce
from viewer.ui.first_page import FirstPage, margins_to_keep
from viewer.ui.following import Following
from viewer.ui.moving import Moving
from viewer.ui.preferences import Preferences
from viewer.ui.reloading import Reloading
from viewer.ui.session import Opened, Session
from viewer.ui.tasks import Later
from viewer.ui.watching import FileWatch

_CHANGED = mark("The brief was changed by another program and was read again.")
_WAITS = mark("The brief was changed by another program. It is read again when you leave the note.")


class Tabs(Protocol):
    """What a window asks of the shell that holds it among others."""

    def open_path(self, path: Path) -> None: ...

    def bring_forward(self, path: Path) -> bool: ...

    def new_tab(self) -> object: ...

    def close_tab(self) -> None: ...

    def step_tab(self, steps: int) -> None: ...

    def set_full_screen(self, on: bool) -> None: ...


class BriefLife(Following):
    """A window that opens briefs, one at a time; alone, or one of the `tabs` of a shell. `gazetteer` is on its way
    while the window is built."""

    tabs: Tabs | None = None
    moving: Moving

    def __init__(
        self, preferences: Preferences, folders: Folders, gazetteer: Later[Gazetteer], page: FirstPage
    ) -> None:
        super().__init__(preferences, page.reader)
        self._gazetteer = gazetteer
        self._folders = folders
        self._own = page.own
        self._opener = page.opener
        self._opener.setParent(self)
        self._watch = FileWatch(self)
        self._head: Head | None = None
        self._reloading: Reloading | None = None
        self._reload_waits = ""  # why the brief is to be read again as soon as nobody is typing

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        recent = self._settings.recent()
        folder = str(recent[0].parent) if recent and answers(recent[0].parent) else ""
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Open a brief"), folder, tr("Briefs and text (*.md *.markdown *.txt);;All files (*)")
        )
        if name:
            self.open_beside(Path(name))

    @property
    def path(self) -> Path | None:
        """The brief that is open, or being opened; None on the start page."""
        return self._opener.path or (self.session.path if self.session else None)

    def open_beside(self, path: Path) -> None:
        """Open a brief without closing the one that is open, where there are tabs."""
        if self.tabs:
            self.tabs.open_path(path)
        else:
            self.open_path(path)

    def open_here(self, path: Path) -> None:
        """Open a brief in the place of the one that is open, or go to the tab that has it."""
        if not (self.tabs and self.tabs.bring_forward(path)):
            self.open_path(path)

    def open_path(self, path: Path, loading: BriefLoading | None = None) -> None:
        """Open the brief at `path`, which `loading` may have begun to parse already. What is open stays until the new
        one has something to show."""
        self.banner.hide()
        self._head = None
        self._reloading, self._reload_waits = None, ""
        self._begin_waiting(path)
        self._opener.open(path, loading, self._settings.recent_texts())

    def _go_on_from(self, page: FirstPage) -> None:
        """Go on with the brief that a page shows, if it shows one; else show the start page."""
        if not page.hand_over():
            self._show_start()
            return
        if page.head:
            self._show_head(page.head)
        if page.opened:
            self._opened(page.opened)
        elif page.failed:
            self._failed(page.failed)
        elif path := self._opener.path:
            self._begin_waiting(path)

    def _begin_waiting(self, path: Path) -> None:
        self.status.waiting.begin(tr("Opening {name} …", name=path.name))

    def cancel_opening(self) -> None:
        """Open the brief that is on its way no longer."""
        self._opener.cancel()
        self.status.waiting.end()
        if self.session is None:
            self._show_start()

    def leave(self) -> tuple[Path | None, Reloading | None]:
        """Save and close the brief, if one is open; returns what another window needs to go on where this one was."""
        session, path = self.session, self.path
        # A brief that is on its way has not yet come back to where it was.
        left = Reloading.of(session, self.reader.top_offset(), "") if session else self._reloading
        self._opener.cancel()
        self._close_session()
        self.views.close()
        return path, left

    def go_on(self, path: Path, left: Reloading | None) -> None:
        """Open a brief where another window left it."""
        self.open_path(path)
        self._reloading = left

    def reload(self, why: str = "") -> None:
        """Read the open brief again, and come back to the same passage, the same note, and the same history of edits.
        Nobody is interrupted who is writing a note: it waits until the note is left."""
        session = self.session
        if session is None:
            return
        if self.who_what.notes.editor.has_keyboard():
            self._reload_waits = why or tr(_CHANGED)
            self.banner.say([tr(_WAITS)], role="accent")
            return
        self._reload_waits = ""
        self._head = None
        self._reloading = Reloading.of(session, self.reader.top_offset(), why or tr(_CHANGED))
        self._opener.open(session.path)

    def _tell_gone(self) -> None:
        told = tr("The brief was moved or deleted. It stays as you see it, and your notes stay where they are.")
        self.banner.say([told], role="warning")

    def _focus_changed(self) -> None:
        if self._reload_waits and not self.who_what.notes.editor.has_keyboard():
            self.reload(self._reload_waits)

    def _begin(self, head: Head) -> None:
        path = self._opener.path
        if path is None or (self._head is None and not self._close_session()):
            self._opener.cancel()
            self.status.waiting.end()
            return
        self._show_head(head)
        self.reader.begin(head, path.parent)  # now that it has its width

    def _show_head(self, head: Head) -> None:
        self._head = head
        self._stack.setCurrentWidget(self.reader)
        self._show_sides()
        self.setWindowTitle(head.title)
        self.status.marking.setText(head.front.marking)
        self.status.saved.clear()
        self._enable()

    def _opened(self, opened: Opened) -> None:
        self.status.waiting.end()
        session = self.session = Session(opened, lambda: self._settings.author, self)
        self._attend(session)
        self.reader.finish(session.brief.front, session.index)
        self.who_what.gazetteer = self._gazetteer()
        self.who_what.show_session(session)
        self.views.set_session(session)
        self.side.show_outline(session.brief.headings)
        self._show_marks()
        place = self._settings.place(session.path)
        if self._reloading:
            place = self._reloading.carry_over(session)
        place = self.moving.opened(session, place)
        if place:
            # After the event loop has laid out the page.
            QTimer.singleShot(0, lambda: self.reader.come_to(place))
        self._settings.remember(session.path, place, session.digest)
        self._watch.watch(session.path)
        self._show_briefs()
        self._show_saved()
        self.status.show_step(self.session)
        notices = self.preferences.take_notices()
        announce(session, self._reloading, self.banner, self._folders, self.reload, notices)
        if self._reloading:
            self._reloading.choose_again(session)
        else:
            self.reader.setFocus()
        self._reloading = None
        self._enable()

    def _failed(self, message: str) -> None:
        self.status.waiting.end()
        self.banner.say([message], role="danger")
        if self.session:
            self._show_saved()
        elif self._head is None:
            self._show_start()

    def _close_session(self) -> bool:
        """Save and let go of the open brief; False if the reader wants to stay because of unsaved notes."""
        session = self.session
        if session is None:
            return True
        self.keep_place()
        self._watch.stop()
        message = session.saver.close()
        if message and not dialogs.ask_discard(message, self):
            return False
        self.moving.closed()
        self.session = None
        self.selection_bar.hide()
        self.reviewing.close()
        self.who_what.show_session(None)
        self.views.set_session(None)
        self.side.show_outline([])
        session.deleteLater()
        return True

    def keep_place(self) -> None:
        """Remember how far the open brief was read."""
        if self.session:
            self._settings.remember(self.session.path, self.reader.top_offset(), self.session.digest)
            if self.reader.isVisible() and not self.full_screen.is_on:
                self._settings.set_state(*margins_to_keep(self.reader))

    def leave_brief(self) -> None:
        if self._close_session():
            self._show_start()

    def _show_start(self) -> None:
        self.full_screen.set_on(False)
        self.find_bar.hide()
        self.views.close()
        self.setWindowTitle("")
        self._stack.setCurrentWidget(self.start)
        self._show_sides()
        for label in (self.status.marking, self.status.saved):
            label.clear()
        self._show_briefs()
        self.status.show_step(self.session)
        self._enable()
        self.start.setFocus()

    def _briefs(self) -> list[Path]:
        """The recent briefs and the shipped ones."""
        recent = self._settings.recent()
        return [*recent, *(path for path in shipped_briefs() if path not in recent)]

    def _show_briefs(self) -> None:
        self.start.show_briefs(shipped_briefs(), self._settings.recent())
        self.side.show_briefs(self._briefs(), self.session.path if self.session else None)

    def _forget_briefs(self) -> None:
        """Leave no trace of what was open but the notes, and the texts that these are found again by."""
        BriefCache(self._folders.briefs).clear()
        self._settings.sync()
        self._show_briefs()

    def _open_tour(self) -> None:
        self.open_beside(next(path for path in shipped_briefs() if path.name.startswith("tour")))
