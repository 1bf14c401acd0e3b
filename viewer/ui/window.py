"""The main window: builds the parts, lays them out, connects them, and runs the life of a brief from open to close."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from viewer.brief.loader import BriefLoading, Head
from viewer.folders import Folders
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.model import Mention
from viewer.mentions.suggest import Suggestion
from viewer.pages.theme import COLOURS
from viewer.resource_files import shipped_briefs
from viewer.ui import dialogs
from viewer.ui.actions import Actions
from viewer.ui.announcing import announce
from viewer.ui.correcting import Correcting
from viewer.ui.export_choice import Choice
from viewer.ui.exporting import Exporter, open_file
from viewer.ui.frame import Frame
from viewer.ui.gestures import Gestures
from viewer.ui.importing import Importer
from viewer.ui.margin_notes import marks_and_notes
from viewer.ui.opening import Opener
from viewer.ui.own_names import OwnNames
from viewer.ui.reloading import Reloading
from viewer.ui.reviewing import Reviewing
from viewer.ui.saving import SaveState
from viewer.ui.session import Opened, Session
from viewer.ui.settings import Settings
from viewer.ui.tasks import Later
from viewer.ui.watching import FileWatch

_CHANGED = "The brief was changed by another program and was read again."
_WAITS = "The brief was changed by another program. It is read again when you leave the note."


class MainWindow(Frame):
    """`gazetteer` is on its way while the window is built."""

    def __init__(self, settings: Settings, folders: Folders, gazetteer: Later[Gazetteer]) -> None:
        super().__init__(settings)
        self._gazetteer = gazetteer
        self._head: Head | None = None
        self._from_list = False  # whether the note being edited was chosen in the list
        self._own = OwnNames(folders.config, gazetteer)
        self._folders = folders
        self._opener = Opener(gazetteer, self._own, folders, self)
        self._watch = FileWatch(self)
        self._own_watch = FileWatch(self)
        self._leads_on = False  # whether the keyboard goes from a suggestion that is dealt with to the next
        self._reloading: Reloading | None = None
        self._reload_waits = ""  # why the brief is to be read again as soon as nobody is typing
        self._build()
        self._lay_out()
        self._connect()
        self._apply_theme()
        self._restore()
        self._show_start()

    # Construction

    def _build(self) -> None:
        self._build_parts()
        self.gestures = Gestures(lambda: self.session, self.reader, self.who_what.notes.neighbour, self)
        self.correcting = Correcting(lambda: self.session, self._gazetteer, self._own, lambda: self._theme, self)
        self.reader.describe = self.correcting.describe
        self.reviewing = Reviewing(self.review, self.reader, lambda: self.session, self)
        self.exporter = Exporter(self)
        self.importer = Importer(lambda: self.session, lambda: self._theme, self)
        self._build_bars(Actions(self, self._slots()))

    def _slots(self) -> dict[str, Callable[[], object]]:
        slots: dict[str, Callable[[], object]] = {
            "open": self.ask_open,
            "start": self._leave_brief,
            "export": self._export,
            "import_notes": self.importer.ask,
            "print": self._print,
            "quit": self.close,
            "undo": lambda: self.session and self.session.undo(),
            "redo": lambda: self.session and self.session.redo(),
            "copy": lambda: self.reader.copy(),
            "author": self._ask_author,
            "note": lambda: self.gestures.edit("note"),
            "tag": lambda: self.gestures.edit("tags"),
            "brief_note": self.gestures.note_on_brief,
            "underline": self.gestures.underline,
            "highlight_all": self.gestures.highlight_all,
            "end_later": lambda: self.gestures.move_end("end", True),
            "end_earlier": lambda: self.gestures.move_end("end", False),
            "start_later": lambda: self.gestures.move_end("start", True),
            "start_earlier": lambda: self.gestures.move_end("start", False),
            "notes": self._show_notes_list,
            "review": self.reviewing.open,
            "filter_notes": lambda: self._show_notes_list(filtering=True),
            "identify": self.gestures.identify,
            "not_here": lambda: self.gestures.no_mention("here"),
            "not_in_brief": lambda: self.gestures.no_mention("brief"),
            "never": lambda: self.gestures.no_mention("always"),
            "front_matter": self.correcting.copy_front_matter,
            "own_names": lambda: dialogs.open_own_names(self._own.path, self),
            "delete": self.gestures.delete,
            "previous": lambda: self.gestures.step(False),
            "next": lambda: self.gestures.step(True),
            "deselect": self.gestures.deselect,
            "zoom_in": lambda: self._zoom_by(1),
            "zoom_out": lambda: self._zoom_by(-1),
            "zoom_reset": lambda: self._set_zoom(1.0),
            "outline": self._show_sides,
            "panel": self._show_sides,
            "matrix": self.views.show_matrix,
            "relations": self.views.show_relations,
            "tour": self._open_tour,
            "about": lambda: dialogs.show_about(self),
        }
        for colour in COLOURS:
            slots[f"highlight_{colour}"] = lambda colour=colour: self.gestures.highlight(colour)
        for choice in ("light", "dark", "system"):
            slots[f"theme_{choice}"] = lambda choice=choice: self._choose_theme(choice)
        return slots

    def _connect(self) -> None:
        reader, who_what = self.reader, self.who_what
        self._opener.head.connect(self._begin)
        self._opener.blocks.connect(reader.append)
        self._opener.opened.connect(self._opened)
        self._opener.failed.connect(self._failed)
        reader.mention_clicked.connect(lambda mention: self.session and self.session.select_mention(mention))
        reader.mark_clicked.connect(lambda id: self.session and self.session.select_annotation(id))
        reader.edit_asked.connect(lambda id: self._edit(id, "note"))
        reader.mark_resized.connect(self.gestures.resize)
        reader.blank_clicked.connect(self.gestures.deselect)
        reader.link_clicked.connect(self._follow)
        reader.words_changed.connect(self._words_changed)
        reader.words_chosen.connect(lambda: self.selection_bar.appear(reader.words_box()))
        reader.verticalScrollBar().valueChanged.connect(self._scrolled)
        for panel in who_what.panels.values():
            panel.entity_chosen.connect(self.gestures.choose_entity)
            panel.hidden_toggled.connect(lambda id, off: self.session and self.session.set_hidden(id, off))
        who_what.card.mention_chosen.connect(lambda mention: self.session and self.session.select_mention(mention))
        who_what.card.closed.connect(self.gestures.deselect)
        card = who_what.suggestion_card
        card.mention_chosen.connect(lambda mention: reader.reveal(mention.start, mention.end))
        card.closed.connect(self.gestures.deselect)
        for asked in (card.declare_asked, card.ignore_asked, card.identify_asked):
            asked.connect(lambda *_: setattr(self, "_leads_on", card.has_keyboard()))
        card.declare_asked.connect(self.correcting.declare)
        card.ignore_asked.connect(self.correcting.ignore)
        card.identify_asked.connect(self.correcting.ask_of)
        for below in who_what.not_declared.values():
            below.chosen.connect(lambda suggestion: self.session and self.session.select_suggestion(suggestion))
            below.declare_asked.connect(self.correcting.declare)
            below.ignore_asked.connect(self.correcting.ignore)
        self.correcting.failed.connect(lambda message: self.banner.say([message], role="warning"))
        self.correcting.corrected.connect(reader.clear_words)
        self.correcting.done.connect(self.status.tell)
        who_what.notes.none_chosen.connect(lambda: self.session and self.session.select_annotation(""))
        who_what.notes.annotation_chosen.connect(self.gestures.choose_annotation)
        who_what.notes.several_chosen.connect(lambda ids: self.session and self.session.select_several(ids))
        who_what.notes.review_asked.connect(self.reviewing.open)
        who_what.notes.edit_asked.connect(lambda id: self._edit(id, "note"))
        editor = who_what.notes.editor
        editor.rated.connect(lambda id, field, value: self.session and self.session.rate([id], field, value))
        editor.style_chosen.connect(self.gestures.underline)
        editor.left.connect(self._leave_editor)
        editor.note_typed.connect(lambda id, text: self.session and self.session.set_note(id, text))
        editor.tags_typed.connect(lambda id, tags: self.session and self.session.set_tags(id, tags))
        editor.colour_chosen.connect(self.gestures.highlight)
        editor.delete_asked.connect(self.gestures.delete)
        self.gestures.annotated.connect(self._annotated)
        self.gestures.identity_asked.connect(self.correcting.ask)
        self.gestures.no_mention_said.connect(self.correcting.no_mention)
        reader.menu_asked.connect(self._show_menu)
        self.gestures.editing_asked.connect(self._edit)
        self.gestures.tags_asked.connect(self._ask_tags)
        self.gestures.highlighted_all.connect(self._tell_highlighted)
        self._tools.theme.clicked.connect(lambda: self._choose_theme("light" if self._theme.dark else "dark"))
        self.side.brief_chosen.connect(self.open_path)
        self.side.heading_chosen.connect(reader.go_to)
        self.start.brief_chosen.connect(self.open_path)
        self.start.open_asked.connect(self.ask_open)
        self.views.entity_chosen.connect(self.gestures.choose_entity)
        self.views.passage_chosen.connect(self._go_to_passage)
        self._watch.changed.connect(lambda: self.reload())
        self._own_watch.changed.connect(self._look_at_own_names)
        self._own_watch.watch(self._own.path)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        self.exporter.chosen.connect(lambda choice: setattr(self._settings, "export", choice.kept()))
        self.importer.imported.connect(lambda message: self.banner.say([message], role="accent"))
        self.importer.failed.connect(lambda message: self.banner.say([message], role="danger"))
        self.exporter.exported.connect(self._exported)
        self.exporter.failed.connect(lambda message: self.banner.say([message], role="danger"))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)
        self._menus["recent"].aboutToShow.connect(self._fill_recent)

    # Opening and closing a brief

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        recent = self._settings.recent()
        folder = str(recent[0].parent) if recent else ""
        name, _ = QFileDialog.getOpenFileName(
            self, "Open a brief", folder, "Briefs and text (*.md *.markdown *.txt);;All files (*)"
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path, loading: BriefLoading | None = None) -> None:
        """Open the brief at `path`, which `loading` may have begun to parse already. What is open stays until the new
        one has something to show."""
        self.banner.hide()
        self._head = None
        self._reloading, self._reload_waits = None, ""
        self._opener.open(path.absolute(), loading, self._settings.recent_texts())

    def reload(self, why: str = _CHANGED) -> None:
        """Read the open brief again, and come back to the same passage, the same note, and the same history of edits.
        Nobody is interrupted who is writing a note: it waits until the note is left."""
        session = self.session
        if session is None:
            return
        if self.who_what.notes.editor.has_keyboard():
            self._reload_waits = why
            self.banner.say([_WAITS], role="accent")
            return
        self._reload_waits = ""
        self._head = None
        self._reloading = Reloading.of(session, self.reader.top_offset(), why)
        self._opener.open(session.path)

    def _focus_changed(self) -> None:
        if self._reload_waits and not self.who_what.notes.editor.has_keyboard():
            self.reload(self._reload_waits)

    def _begin(self, head: Head) -> None:
        path = self._opener.path
        if path is None or (self._head is None and not self._close_session()):
            self._opener.cancel()
            return
        self._head = head
        self.reader.begin(head, path.parent)
        self._stack.setCurrentWidget(self.reader)
        self._show_sides()
        self.setWindowTitle(f"{head.title} – Briefing Viewer")
        self.status.marking.setText(head.front.marking)
        self.status.saved.setText("Opening …")
        self._enable()

    def _opened(self, opened: Opened) -> None:
        session = self.session = Session(opened, lambda: self._settings.author, self)
        session.edited.connect(self._edited)
        session.reindexed.connect(self._reindexed)
        session.suggested.connect(self._suggested)
        session.entity_selected.connect(self._entity_selected)
        session.suggestion_selected.connect(self._suggestion_selected)
        session.told.connect(lambda message: self.banner.say([message], role="accent"))
        session.saver.noticed.connect(lambda message: self.banner.say([message], role="warning"))
        session.failed.connect(lambda message: self.banner.say([message], role="warning"))
        session.mention_selected.connect(self._mention_selected)
        session.annotation_selected.connect(self._annotation_selected)
        session.hidden_changed.connect(self._hidden_changed)
        session.saver.state_changed.connect(self._show_saved)
        self.reader.finish(session.brief.front, session.index)
        self.who_what.gazetteer = self._gazetteer()
        self.who_what.show_session(session)
        self.views.set_session(session)
        self.side.show_outline(session.brief.headings)
        self._show_marks()
        place = self._settings.place(session.path)
        if self._reloading:
            place = self._reloading.carry_over(session)
        if place:
            # After the event loop has laid out the page.
            QTimer.singleShot(0, lambda: self.reader.go_to(place))
        self._settings.remember(session.path, place, session.digest)
        self._watch.watch(session.path)
        self._show_briefs()
        self._show_saved()
        self.status.show_step(self.session)
        announce(session, self._reloading, self.banner, self._folders, self.reload)
        if self._reloading and self._reloading.annotation in session.annotations:
            session.select_annotation(self._reloading.annotation)
        elif not self._reloading:
            self.reader.setFocus()
        self._reloading = None
        self._enable()

    def _failed(self, message: str) -> None:
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
        self._settings.remember(session.path, self.reader.top_offset(), session.digest)
        self._watch.stop()
        message = session.saver.close()
        if message and not dialogs.ask_discard(message, self):
            return False
        self.session = None
        self.selection_bar.hide()
        self.reviewing.close()
        self.who_what.show_session(None)
        self.views.set_session(None)
        self.side.show_outline([])
        session.deleteLater()
        return True

    def _leave_brief(self) -> None:
        if self._close_session():
            self._show_start()

    def _show_start(self) -> None:
        self.views.close()
        self.setWindowTitle("Briefing Viewer")
        self._stack.setCurrentWidget(self.start)
        self._show_sides()
        for label in (self.status.marking, self.status.saved):
            label.clear()
        self._show_briefs()
        self.status.show_step(self.session)
        self._enable()
        self.start.setFocus()

    def _show_briefs(self) -> None:
        shipped, recent = shipped_briefs(), self._settings.recent()
        self.start.show_briefs(shipped, recent)
        current = self.session.path if self.session else None
        self.side.show_briefs([*recent, *(path for path in shipped if path not in recent)], current)

    def _fill_recent(self) -> None:
        menu = self._menus["recent"]
        menu.clear()
        for path in self._settings.recent():
            action = menu.addAction(str(path))
            action.setEnabled(path.exists())
            action.triggered.connect(lambda _checked=False, path=path: self.open_path(path))
        if menu.isEmpty():
            menu.addAction("No recent briefs").setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction("Clear", self._clear_recent)

    def _clear_recent(self) -> None:
        self._settings.clear_recent()
        self._show_briefs()

    def _open_tour(self) -> None:
        self.open_path(next(path for path in shipped_briefs() if path.name.startswith("tour")))

    # What the session says

    def _edited(self, ids: set[str]) -> None:
        self._show_marks()
        self.who_what.show_notes(ids)
        self.reviewing.refresh()
        self._enable()

    def _reindexed(self) -> None:
        session = self.session
        assert session
        self.reader.set_index(session.index)
        self.who_what.show_session(session)
        self.who_what.show_entity(session.entity, forward=False)
        self.status.show_step(session)
        self.views.reindexed()

    def _show_marks(self) -> None:
        if session := self.session:
            annotations = session.annotations.values()
            marks, notes = marks_and_notes(annotations, session.placed, self._settings.author)
            self.reader.set_marks(marks)
            self.reader.set_notes(notes)

    def _entity_selected(self, entity: str) -> None:
        self.reader.select_entity(entity)
        self.who_what.show_entity(entity)
        self.status.show_step(self.session)

    def _mention_selected(self, mention: Mention | None) -> None:
        self.reader.select_mention(mention)
        self.who_what.card.show_mention(mention)
        self.status.show_step(self.session)
        self._enable()

    def _suggested(self) -> None:
        self.who_what.show_suggestions()
        if self._leads_on and self.session and self.session.suggestion is None and not self.who_what.choose_next():
            self.reader.setFocus()
        self._leads_on = False

    def _suggestion_selected(self, suggestion: Suggestion | None) -> None:
        self.reader.show_places(suggestion.spans if suggestion else ())
        self.who_what.show_suggestion(suggestion)
        if suggestion:
            self.reader.reveal(*suggestion.spans[0])

    def _annotation_selected(self, id: str) -> None:
        self.reader.select_mark(id)
        self.who_what.show_annotation(id)
        self._enable()

    def _hidden_changed(self) -> None:
        assert self.session
        self.reader.set_hidden(self.session.hidden)
        for panel in self.who_what.panels.values():
            panel.set_hidden(self.session.hidden)

    def _show_saved(self) -> None:
        saver = self.session.saver if self.session else None
        if saver is None:
            return
        self.status.saved.setText("Saved ✓" if saver.state is SaveState.SAVED else "Not saved")
        if saver.state is SaveState.FAILED:
            self.banner.say([saver.message], role="danger", button="Try again", action=self._retry_saving)
        elif saver.message:
            self.banner.say([saver.message], role="warning", button="Try again", action=saver.fold)

    def _retry_saving(self) -> None:
        self.banner.hide()
        if self.session:
            saver = self.session.saver
            saver.retry()
            self._show_saved()

    # What the reader asks

    def _words_changed(self) -> None:
        self.reviewing.words_changed()
        if not self.reader.textCursor().hasSelection():
            self.selection_bar.hide()
        self._enable()

    def _scrolled(self) -> None:
        self.selection_bar.hide()
        if self.session:
            self.side.mark_place(self.reader.top_offset())

    def _follow(self, target: str) -> None:
        if target.startswith("#"):
            anchor = target[1:]
            block = next((block for block in self.reader.page.blocks if block.anchor == anchor), None)
            if block:
                self.reader.go_to(block.start)
        else:
            dialogs.open_link(target, self)

    def _go_to_passage(self, start: int, end: int) -> None:
        """Show words that were chosen in another window, selected, so that they can be annotated at once."""
        self.raise_()
        self.activateWindow()
        self.reader.setFocus()
        self.reader.reveal(start, end)
        self.reader.select_words(start, end)

    def _annotated(self, id: str) -> None:
        """Show what was highlighted as the annotation at hand, without taking the reader from the entities."""
        assert self.session
        self.session.annotation = id
        self.reader.select_mark(id)
        self.who_what.show_annotation(id, forward=False)
        self._enable()

    def _edit(self, id: str, what: str) -> None:
        """Bring an annotation's editor forward and put the caret into its `note` or its `tags`."""
        assert self.session
        self._from_list = self.who_what.notes.has_keyboard()
        self.session.select_annotation(id)
        self.actions_["panel"].setChecked(True)
        self._show_sides()
        self.who_what.show_annotation(id)
        editor = self.who_what.notes.editor
        if what == "tags":
            editor.edit_tags()
        else:
            editor.edit_note()

    def _leave_editor(self) -> None:
        """Escape in the editor leads back to where the note was chosen."""
        if self._from_list:
            self.who_what.notes.focus_list()
        else:
            self.reader.setFocus()

    def _show_notes_list(self, *, filtering: bool = False) -> None:
        self.actions_["panel"].setChecked(True)
        self._show_sides()
        self.who_what.show_notes_tab()
        if filtering:
            self.who_what.notes.focus_filter()
        else:
            self.who_what.notes.focus_list()

    def _ask_tags(self, ids: list[str]) -> None:
        tags = dialogs.ask_tags(len(ids), self.who_what.notes.editor.known_tags, self)
        if self.session and tags:
            self.session.add_tags(ids, tags)

    def _tell_highlighted(self, count: int) -> None:
        self.status.tell("Highlighted in 1 place" if count == 1 else f"Highlighted in {count} places")

    def _ask_author(self) -> None:
        author = dialogs.ask_author(self._settings.author, self)
        if author is not None:
            self._settings.author = author

    def _export(self) -> None:
        if self.session:
            self.exporter.open_sheet(self.session, Choice.remembered(self._settings.export), self._theme)

    def _print(self) -> None:
        # Imported when it is needed: few briefs are printed.
        from viewer.ui.printing import print_report

        if self.session:
            options = Choice.remembered(self._settings.export).options
            print_report(self.session.report(options), self)

    def _exported(self, path: Path) -> None:
        self.banner.say(
            [f"Written: {path}"],
            role="accent",
            button="Show in folder",
            action=lambda: open_file(path.parent),
            more=("Open", lambda: open_file(path)),
        )

    # Window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.open_path(paths[0])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Back from an editor, perhaps.
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._look_at_own_names()

    def _look_at_own_names(self) -> None:
        if self.session and self._own.has_changed():
            self.own_names_edited()

    def own_names_edited(self) -> None:
        """Read the user's own names again, say what is wrong with them, and find the mentions anew."""
        faults = self._own.read().faults
        if faults:
            self.banner.say([fault.at(self._own.path.name) for fault in faults], role="warning")
        if self.session:
            self.session.reindex()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._opener.cancel()
        if not self._close_session():
            event.ignore()
            return
        self.views.close()
        self._settings.set_state("geometry", self.saveGeometry())
        self._settings.set_state("splitter", self._splitter.saveState())
        self._settings.sync()
        event.accept()
