"""Where the keyboard goes when notes are written: into the editor, back where one came from, to the list of notes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from viewer.ui import dialogs
from viewer.ui.reader import Reader
from viewer.ui.session import Session
from viewer.ui.who_what import WhoWhat


class NoteTaking(QObject):
    """Leads to the notes of the open session.

    Signals: `panel_wanted()` when the panel that holds the notes has to be there.
    """

    panel_wanted = Signal()

    def __init__(
        self, session: Callable[[], Session | None], reader: Reader, who_what: WhoWhat, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = reader
        self._who_what = who_what
        self._from_list = False  # whether the note being edited was chosen in the list

    def edit(self, id: str, what: str) -> None:
        """Bring an annotation's editor forward and put the caret into its `note` or its `tags`."""
        session = self._session()
        assert session
        self._from_list = self._who_what.notes.has_keyboard()
        session.select_annotation(id)
        self.panel_wanted.emit()
        self._who_what.show_annotation(id)
        editor = self._who_what.notes.editor
        if what == "tags":
            editor.edit_tags()
        else:
            editor.edit_note()

    def leave(self) -> None:
        """Escape in the editor leads back to where the note was chosen."""
        if self._from_list:
            self._who_what.notes.focus_list()
        else:
            self._reader.setFocus()

    def show_list(self, *, filtering: bool = False) -> None:
        """Bring the list of notes forward, the keyboard in it or in its filter."""
        self.panel_wanted.emit()
        self._who_what.show_notes_tab()
        if filtering:
            self._who_what.notes.focus_filter()
        else:
            self._who_what.notes.focus_list()

    def ask_tags(self, ids: list[str]) -> None:
        """Ask for tags, and put them on several annotations."""
        tags = dialogs.ask_tags(len(ids), self._who_what.notes.editor.known_tags, self._who_what.window())
        session = self._session()
        if session and tags:
            session.add_tags(ids, tags)
