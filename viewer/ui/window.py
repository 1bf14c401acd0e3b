"""The window of one brief: builds the parts and connects them, all in one place to read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from viewer.folders import Folders
from viewer.language import tr, trn
from viewer.mentions.gazetteer import Gazetteer
from viewer.pages.theme import COLOURS
from viewer.ui import dialogs
from viewer.ui.actions import Actions
from viewer.ui.brief_life import BriefLife
from viewer.ui.correcting import Correcting
from viewer.ui.export_choice import Choice
from viewer.ui.exporting import Exporter, open_file
from viewer.ui.first_page import FirstPage
from viewer.ui.gestures import Gestures
from viewer.ui.importing import Importer
from viewer.ui.long_work import LongWork
from viewer.ui.moving import Moving
from viewer.ui.note_taking import NoteTaking
from viewer.ui.preferences import Preferences
from viewer.ui.reviewing import Reviewing
from viewer.ui.session import Session
from viewer.ui.settings import Settings
from viewer.ui.tasks import Later
from viewer.ui.watching import FileWatch


class MainWindow(BriefLife):
    """One brief, or the start page, with everything around it."""

    def __init__(
        self,
        settings: Settings,
        folders: Folders,
        gazetteer: Later[Gazetteer],
        preferences: Preferences | None = None,
        page: FirstPage | None = None,
    ) -> None:
        """Is built around a page that is there already, or around one of its own."""
        shared = preferences or Preferences(settings, folders)
        page = page or FirstPage(shared, folders, gazetteer)
        super().__init__(shared, folders, gazetteer, page)
        if preferences is None:
            self.preferences.setParent(self)
        self._own_watch = FileWatch(self)
        self._build()
        self._lay_out()
        self._connect()
        self._tint()
        self._set_keys()
        self._restore()
        self._go_on_from(page)
        page.deleteLater()

    # Construction

    def _build(self) -> None:
        self._build_parts()
        self.gestures = Gestures(lambda: self.session, self.reader, self.who_what.notes.neighbour, self)
        self.correcting = Correcting(lambda: self.session, self._gazetteer, self._own, lambda: self._theme, self)
        self.reader.describe = self.correcting.describe
        self.reviewing = Reviewing(self.review, self.reader, lambda: self.session, self)
        self.notes = NoteTaking(lambda: self.session, self.reader, self.who_what, self)
        self.moving = Moving(self.reader, self.find_bar, self.go_to, self.gestures, self._briefs, self)
        self.exporter = Exporter(self)
        self.printing = LongWork(self)
        self.importer = Importer(lambda: self.session, lambda: self._theme, self)
        self._build_bars(Actions(self, self._slots(), self.preferences.keys))

    def _slots(self) -> dict[str, Callable[[], object]]:
        slots: dict[str, Callable[[], object]] = {
            "open": self.ask_open,
            "start": self.leave_brief,
            "export": self._export,
            "import_notes": self.importer.ask,
            "print": self._print,
            "new_tab": lambda: self.tabs and self.tabs.new_tab(),
            "close_tab": lambda: self.tabs.close_tab() if self.tabs else self.close(),
            "next_tab": lambda: self.tabs and self.tabs.step_tab(1),
            "previous_tab": lambda: self.tabs and self.tabs.step_tab(-1),
            "quit": lambda: self.window().close(),
            "undo": lambda: self._repeat(Session.undo),
            "redo": lambda: self._repeat(Session.redo),
            "copy": lambda: self.reader.copy(),
            "note": lambda: self.gestures.edit("note"),
            "tag": lambda: self.gestures.edit("tags"),
            "brief_note": self.gestures.note_on_brief,
            "underline": self.gestures.underline,
            "highlight_all": self.gestures.highlight_all,
            "end_later": lambda: self.gestures.move_end("end", True),
            "end_earlier": lambda: self.gestures.move_end("end", False),
            "start_later": lambda: self.gestures.move_end("start", True),
            "start_earlier": lambda: self.gestures.move_end("start", False),
            "notes": self.notes.show_list,
            "review": self.reviewing.open,
            "filter_notes": lambda: self.notes.show_list(filtering=True),
            "identify": self.gestures.identify,
            "not_here": lambda: self.gestures.no_mention("here"),
            "not_in_brief": lambda: self.gestures.no_mention("brief"),
            "never": lambda: self.gestures.no_mention("always"),
            "front_matter": self.correcting.copy_front_matter,
            "settings": lambda: self.preferences.open_dialog(self),
            "own_names": lambda: dialogs.open_own_names(self._own.path, self),
            "delete": self.gestures.delete,
            "previous": lambda: self.gestures.step(False),
            "next": lambda: self.gestures.step(True),
            "previous_note": lambda: self.gestures.step_note(False),
            "next_note": lambda: self.gestures.step_note(True),
            "previous_pane": lambda: self._panes.step(False),
            "next_pane": lambda: self._panes.step(True),
            "deselect": self._escape,
            "full_screen": lambda: self.full_screen.toggle(),
            "zoom_in": lambda: self._zoom_by(1),
            "zoom_out": lambda: self._zoom_by(-1),
            "zoom_reset": lambda: self._set_zoom(1.0),
            "outline": self._show_sides,
            "panel": self._show_sides,
            "matrix": self.views.show_matrix,
            "relations": self.views.show_relations,
            "theme_toggle": self.preferences.look.toggle,
            "tour": self._open_tour,
            "shortcuts": lambda: self.preferences.open_sheet(self),
            "about": lambda: dialogs.show_about(self),
        }
        slots |= self.moving.slots()
        for colour in COLOURS:
            slots[f"highlight_{colour}"] = lambda colour=colour: self.gestures.highlight(colour)
        return slots

    def _connect(self) -> None:
        reader, who_what = self.reader, self.who_what
        self._opener.head.connect(self._begin)
        self._opener.blocks.connect(reader.append)
        self._opener.opened.connect(self._opened)
        self._opener.failed.connect(self._failed)
        self.status.waiting.cancelled.connect(self.cancel_opening)
        reader.mention_clicked.connect(lambda mention: self.session and self.session.select_mention(mention))
        reader.mark_clicked.connect(lambda id: self.session and self.session.select_annotation(id))
        reader.edit_asked.connect(lambda id: self.notes.edit(id, "note"))
        reader.mark_resized.connect(self.gestures.resize)
        reader.blank_clicked.connect(self.gestures.deselect)
        reader.link_clicked.connect(self._follow)
        reader.words_changed.connect(self._words_changed)
        reader.words_chosen.connect(lambda: self.selection_bar.appear(reader.words_box()))
        reader.verticalScrollBar().valueChanged.connect(self._scrolled)
        # Where somebody has gone need not stand at the top.
        reader.jumped.connect(lambda _before, offset, _series: self.side.mark_place(offset))
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
        who_what.notes.emptied.connect(reader.setFocus)
        who_what.notes.none_chosen.connect(lambda: self.session and self.session.select_annotation(""))
        who_what.notes.annotation_chosen.connect(self.gestures.choose_annotation)
        who_what.notes.several_chosen.connect(lambda ids: self.session and self.session.select_several(ids))
        who_what.notes.review_asked.connect(self.reviewing.open)
        who_what.notes.edit_asked.connect(lambda id: self.notes.edit(id, "note"))
        editor = who_what.notes.editor
        editor.rated.connect(lambda id, field, value: self.session and self.session.rate([id], field, value))
        editor.style_chosen.connect(self.gestures.underline)
        editor.left.connect(self.notes.leave)
        editor.note_typed.connect(lambda id, text: self.session and self.session.set_note(id, text))
        editor.tags_typed.connect(lambda id, tags: self.session and self.session.set_tags(id, tags))
        editor.colour_chosen.connect(self.gestures.highlight)
        editor.delete_asked.connect(self.gestures.delete)
        self.gestures.annotated.connect(self._annotated)
        self.gestures.identity_asked.connect(self.correcting.ask)
        self.gestures.no_mention_said.connect(self.correcting.no_mention)
        reader.menu_asked.connect(self._show_menu)
        self.gestures.editing_asked.connect(self.notes.edit)
        self.notes.panel_wanted.connect(self._show_panel)
        self.gestures.tags_asked.connect(self.notes.ask_tags)
        self.gestures.highlighted_all.connect(
            lambda count: self.status.tell(trn("Highlighted in 1 place", "Highlighted in {n} places", count))
        )
        self.gestures.deleted.connect(
            lambda count: self.status.tell(
                trn("1 note deleted. Undo brings it back.", "{n} notes deleted. Undo brings them back.", count)
            )
        )
        self.side.brief_chosen.connect(self.open_here)
        self.side.brief_wanted_beside.connect(self.open_beside)
        self.side.heading_chosen.connect(reader.go_to)
        self.start.brief_chosen.connect(self.open_here)
        self.start.brief_wanted_beside.connect(self.open_beside)
        self.start.open_asked.connect(self.ask_open)
        self.moving.brief_asked.connect(self.open_here)
        self.moving.changed.connect(self._enable_jumps)
        reader.ruler.lost_chosen.connect(self.reviewing.open)
        self.full_screen.panels_changed.connect(self._show_sides)
        self.full_screen.changed.connect(self._fill_screen)
        self.views.entity_chosen.connect(self.gestures.choose_entity)
        self.views.passage_chosen.connect(self._go_to_passage)
        self._watch.gone.connect(self._tell_gone)
        self._watch.changed.connect(lambda: self.reload())
        self._own_watch.changed.connect(self._look_at_own_names)
        self._own_watch.watch(self._own.path)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        self.exporter.chosen.connect(self._keep_export)
        self.printing.done.connect(lambda _: self.status.tell(tr("Printed")))
        self.printing.failed.connect(lambda message: self.banner.say([message], role="danger"))
        self.importer.imported.connect(lambda message: self.banner.say([message], role="accent"))
        self.importer.failed.connect(lambda message: self.banner.say([message], role="danger"))
        self.exporter.exported.connect(self._exported)
        self.exporter.failed.connect(lambda message: self.banner.say([message], role="danger"))
        preferences = self.preferences
        preferences.look.theme_changed.connect(self._show_theme)
        preferences.look.noticed.connect(lambda notice: self.banner.say([notice], role="warning"))
        preferences.look.withdrawn.connect(self.banner.withdraw)
        preferences.keys.changed.connect(self._set_keys)
        preferences.settings.changed.connect(self._setting_changed)
        self._recent.chosen.connect(self.open_beside)
        self._recent.cleared.connect(self._forget_briefs)

    # What the reader asks

    def _escape(self) -> None:
        """Stop waiting, else close what is open over the page, else let go of what is chosen, else leave the full
        screen."""
        if self.status.waiting.is_waiting:
            self.cancel_opening()
            return
        session = self.session
        chosen = session and (session.entity or session.mention or session.suggestion or session.annotation)
        if self.moving.finder.close():
            return
        if self.full_screen.is_on and not chosen and not self.reader.words():
            self.full_screen.set_on(False)
        else:
            self.gestures.deselect()

    def _fill_screen(self, on: bool) -> None:
        self.actions_["full_screen"].setChecked(on)
        if self.tabs:
            self.tabs.set_full_screen(on)
        else:
            self.setWindowState(Qt.WindowState.WindowFullScreen if on else Qt.WindowState.WindowNoState)

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

    def _export(self) -> None:
        if self.session:
            self.exporter.open_sheet(
                self.session, Choice.remembered(self._settings.export, self._settings.page), self._theme
            )

    def _keep_export(self, choice: Choice) -> None:
        self._settings.export = choice.kept()
        self._settings.page = choice.options.page

    def _print(self) -> None:
        # Imported when it is needed: few briefs are printed.
        from viewer.ui.printing import print_report

        if self.session:
            options = Choice.remembered(self._settings.export, self._settings.page).options
            print_report(self.session.report(options), self, self.printing)

    def _exported(self, path: Path) -> None:
        self.banner.say(
            [tr("Written: {path}", path=path)],
            role="accent",
            button=tr("Show in folder"),
            action=lambda: open_file(path.parent),
            more=(tr("Open"), lambda: open_file(path)),
        )

    # Window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            for path in paths if self.tabs else paths[:1]:
                self.open_beside(path)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._look_at_own_names()  # back from an editor, perhaps

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
        self._settings.set_state("splitter", self._splitter.saveState())
        self._settings.sync()
        event.accept()
