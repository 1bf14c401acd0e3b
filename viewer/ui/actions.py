"""Every action of the program, one row each. Menus, toolbar and shortcuts derive from this table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from viewer.language import tr
from viewer.pages.theme import Theme
from viewer.ui.icons import icon, swatch
from viewer.ui.keys import Keys, shown


@dataclass(frozen=True, slots=True)
class Row:
    """An action: its id, its text, its shortcuts as they come with the program (`, ` between several, none for those
    that cannot be undone lightly or are chosen once), and its icon (`swatch:COLOUR` for a highlight).

    `needs` says when it is enabled: with a `brief` open, with `words` selected (or an annotation), with an
    `annotation` at hand, with a `mention` at hand (or words selected), with any of these (`span`), or always (""). Who
    keeps the `history` of something says itself what it leads back to.
    """

    id: str
    text: str
    keys: str = ""
    icon: str = ""
    needs: str = ""
    checkable: bool = False

    @property
    def name(self) -> str:
        """The text as it stands outside menus."""
        return self.text.replace("&", "").rstrip("…").rstrip()


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu: its id, its title, and its rows and submenus in groups, between which there is a line."""

    id: str
    text: str
    groups: tuple[tuple[Row | Menu, ...], ...] = ()

    def rows(self) -> Iterator[Row]:
        """Its rows and those of its submenus, in order."""
        for group in self.groups:
            for entry in group:
                if isinstance(entry, Menu):
                    yield from entry.rows()
                else:
                    yield entry


def menus() -> tuple[Menu, ...]:
    """The menus, in the language of the moment. `recent` is filled by the window, which also adds the reader's own
    themes to `theme`."""
    return (
        Menu("file", tr("&File"), (
            (
                Row("open", tr("&Open…"), "Ctrl+O", "folder-open"),
                Menu("recent", tr("Open &recent")),
                Row("start", tr("&Start page"), "Alt+Home", "house"),
            ),
            (
                Row("new_tab", tr("New &tab"), "Ctrl+T", "plus"),
                Row("close_tab", tr("&Close tab"), "Ctrl+W"),
                Row("next_tab", tr("Ne&xt tab"), "Ctrl+Tab, Ctrl+PgDown"),
                Row("previous_tab", tr("Pre&vious tab"), "Ctrl+Shift+Tab, Ctrl+PgUp"),
            ),
            (
                Row("export", tr("&Export…"), "Ctrl+E", "export", "brief"),
                Row("import_notes", tr("&Import notes…"), "Ctrl+Shift+I", "tray", "brief"),
                Row("print", tr("&Print…"), "Ctrl+P", "printer", "brief"),
            ),
            (
                Row("quit", tr("&Quit"), "Ctrl+Q"),
            ),
        )),
        Menu("edit", tr("&Edit"), (
            (
                Row("undo", tr("&Undo"), "Ctrl+Z", "arrow-u-up-left", "history"),
                Row("redo", tr("&Redo"), "Ctrl+Shift+Z, Ctrl+Y", "arrow-u-up-right", "history"),
            ),
            (
                Row("copy", tr("&Copy"), "Ctrl+C", "", "brief"),
            ),
            (
                Row("find", tr("&Find…"), "Ctrl+F", "magnifying-glass", "brief"),
                Row("find_next", tr("Find ne&xt"), "F3", "", "brief"),
                Row("find_previous", tr("Find pre&vious"), "Shift+F3", "", "brief"),
            ),
            (
                Row("own_names", tr("Your own &names…"), "Ctrl+Shift+N", "user-list"),
                Row("settings", tr("&Settings…"), "Ctrl+,", "gear-six"),
            ),
        )),
        Menu("annotate", tr("&Annotate"), (
            (
                Row("highlight_yellow", tr("Highlight yellow"), "1", "swatch:yellow", "words"),
                Row("highlight_green", tr("Highlight green"), "2", "swatch:green", "words"),
                Row("highlight_blue", tr("Highlight blue"), "3", "swatch:blue", "words"),
                Row("highlight_pink", tr("Highlight pink"), "4", "swatch:pink", "words"),
                Row("highlight_orange", tr("Highlight orange"), "5", "swatch:orange", "words"),
                Row("underline", tr("&Underline"), "U", "text-underline", "words"),
                Row("highlight_all", tr("Highlight &all occurrences"), "Shift+H", "", "span"),
            ),
            (
                Row("note", tr("&Note"), "N", "note-pencil", "words"),
                Row("tag", tr("&Tag"), "T", "tag", "words"),
                Row("identify", tr("This &is …"), "I", "user-circle", "mention"),
                Row("not_here", tr("No &mention here"), "X", "eye-slash", "mention"),
                Row("not_in_brief", tr("No mention in this &brief"), "Shift+X", "", "mention"),
                Row("never", tr("Ne&ver a mention, in any brief"), "Ctrl+Shift+X", "", "mention"),
                Row("front_matter", tr("Copy as &front matter"), "Ctrl+Shift+C", "clipboard-text", "brief"),
            ),
            (
                Row("brief_note", tr("Note on the &whole brief"), "Shift+N", "note", "brief"),
            ),
            (
                Row("end_later", tr("&Extend by a word"), "Alt+Shift+Right", "", "annotation"),
                Row("end_earlier", tr("Sh&rink by a word"), "Alt+Shift+Left", "", "annotation"),
                Row("start_earlier", tr("Extend at the &start"), "Alt+Shift+Up", "", "annotation"),
                Row("start_later", tr("Shrin&k at the start"), "Alt+Shift+Down", "", "annotation"),
            ),
            (
                Row("delete", tr("&Delete annotation"), "Del", "trash", "annotation"),
            ),
        )),
        Menu("go", tr("&Go"), (
            (
                Row("go_to", tr("&Go to…"), "Ctrl+K", "compass"),
                Row("back", tr("&Back"), "Alt+Left", "arrow-left", "history"),
                Row("forward", tr("F&orward"), "Alt+Right", "arrow-right", "history"),
            ),
            (
                Row("previous", tr("&Previous mention"), "[", "caret-left", "brief"),
                Row("next", tr("&Next mention"), "]", "caret-right", "brief"),
                Row("previous_note", tr("Previous note"), "{", "", "brief"),
                Row("next_note", tr("Next note"), "}", "", "brief"),
                Row("notes", tr("&List of notes"), "Ctrl+L", "", "brief"),
                Row("filter_notes", tr("&Filter notes"), "Ctrl+Shift+F", "", "brief"),
                Row("review", tr("&Review moved and lost notes"), "Ctrl+R", "", "brief"),
                Row("deselect", tr("&Deselect"), "Escape"),
            ),
            (
                Row("next_pane", tr("Next pane"), "F6"),
                Row("previous_pane", tr("Previous pane"), "Shift+F6"),
            ),
        )),
        Menu("view", tr("&View"), (
            (
                Row("zoom_in", tr("Zoom &in"), "Ctrl++, Ctrl+="),
                Row("zoom_out", tr("Zoom &out"), "Ctrl+-"),
                Row("zoom_reset", tr("&Normal size"), "Ctrl+0"),
            ),
            (
                Menu("theme", tr("&Theme"), (
                    (
                        Row("theme_system", tr("Follow the &system"), "Ctrl+Alt+0", checkable=True),
                    ),
                    (
                        Row("theme_light", tr("&Light"), "Ctrl+Alt+1", checkable=True),
                        Row("theme_dark", tr("&Dark"), "Ctrl+Alt+2", checkable=True),
                        Row("theme_sepia", tr("S&epia"), "Ctrl+Alt+3", checkable=True),
                        Row("theme_contrast-light", tr("High &contrast, light"), "Ctrl+Alt+4", checkable=True),
                        Row("theme_contrast-dark", tr("&High contrast, dark"), "Ctrl+Alt+5", checkable=True),
                    ),
                )),
                Row("theme_toggle", tr("Light or &dark"), "Ctrl+Shift+D"),
            ),
            (
                Row("outline", tr("&Briefs and outline"), "F8", checkable=True),
                Row("panel", tr("&Who and what"), "F9", checkable=True),
                Row("full_screen", tr("F&ull screen"), "F11", "", "brief", checkable=True),
            ),
            (
                Row("matrix", tr("&Matrix of actors and minerals"), "Ctrl+M", "grid-four", "brief"),
                Row("relations", tr("&Relations"), "Ctrl+Shift+M", "share-network", "brief"),
            ),
        )),
        Menu("help", tr("&Help"), (
            (
                Row("tour", tr("&Tour"), "F1", "book-open"),
                Row("shortcuts", tr("&Keyboard shortcuts"), "?", "keyboard"),
                Row("about", tr("&About Briefing Viewer"), "Shift+F1", "info"),
            ),
        )),
    )  # fmt: skip


def shipped_keys() -> dict[str, str]:
    """The shortcuts that come with the program, by the id of the action."""
    return {row.id: row.keys for menu in menus() for row in menu.rows()}


class Actions:
    """The QActions of one window, by id, with the shortcuts that `keys` has at any moment."""

    def __init__(self, parent: QObject, slots: Mapping[str, Callable[[], object]], keys: Keys) -> None:
        self._actions: dict[str, QAction] = {}
        self._keys = keys
        self._rows = [row for menu in menus() for row in menu.rows()]
        for row in self._rows:
            action = QAction(row.text, parent)
            action.setObjectName(row.id)
            action.setCheckable(row.checkable)
            if row.id in slots:
                action.triggered.connect(_without_argument(slots[row.id]))
            self._actions[row.id] = action
        self._set_keys()
        keys.changed.connect(self._set_keys)

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put every action into its menu; returns the menus by id."""
        filled: dict[str, QMenu] = {}

        def put(menu: Menu, into: QMenu) -> None:
            filled[menu.id] = into
            for number, group in enumerate(menu.groups):
                if number:
                    into.addSeparator()
                for entry in group:
                    if isinstance(entry, Menu):
                        put(entry, into.addMenu(entry.text))
                    else:
                        into.addAction(self._actions[entry.id])

        for menu in menus():
            put(menu, bar.addMenu(menu.text))
        return filled

    def tint(self, theme: Theme) -> None:
        """Draw the icons in the colours of a theme."""
        for row in self._rows:
            if row.icon.startswith("swatch:"):
                self._actions[row.id].setIcon(swatch(theme, row.icon.partition(":")[2]))
            elif row.icon:
                self._actions[row.id].setIcon(icon(row.icon, theme))

    def enable(self, *, brief: bool, words: bool, annotation: bool, mention: bool) -> None:
        """Enable what can be done now."""
        given = {
            "": True,
            "brief": brief,
            "words": brief and (words or annotation),
            "annotation": annotation,
            "mention": mention or words,
            "span": mention or words or annotation,
        }
        for row in self._rows:
            # Not on and off again: each change has the tool bar, and with it the window, laid out and painted anew.
            if row.needs != "history":
                self._actions[row.id].setEnabled(given[row.needs])

    def _set_keys(self) -> None:
        for row in self._rows:
            sequences = self._keys.of(row.id)
            action = self._actions[row.id]
            action.setShortcuts(sequences)
            keys = ", ".join(map(shown, sequences))
            action.setToolTip(f"{row.name} ({keys})" if keys else row.name)


def _without_argument(slot: Callable[[], object]) -> Callable[[bool], None]:
    def call(_checked: bool = False) -> None:
        slot()

    return call
