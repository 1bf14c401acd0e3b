"""Every action of the program, one row each. Menus, toolbar and shortcuts derive from this table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from viewer.pages.theme import COLOURS, Theme
from viewer.ui.icons import icon, swatch


@dataclass(frozen=True, slots=True)
class Row:
    """An action: its id, its menu, its text, its shortcuts, and its icon (`swatch:COLOUR` for a highlight).

    `needs` says when it is enabled: with a `brief` open, with `words` selected (or an annotation), with an
    `annotation` at hand, with a `mention` at hand (or words selected), with any of these (`span`), or always ("").
    """

    id: str
    menu: str
    text: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    needs: str = ""
    checkable: bool = False


SEPARATOR = "-"
ROWS = (
    Row("open", "&File", "&Open…", ("Ctrl+O",), "folder-open"),
    Row("recent", "&File", "Open &recent", (), "clock-counter-clockwise"),
    Row("start", "&File", "&Start page", ("Alt+Home",), "house"),
    Row(SEPARATOR, "&File", ""),
    Row("export", "&File", "&Export…", ("Ctrl+E",), "export", "brief"),
    Row("import_notes", "&File", "&Import notes…", ("Ctrl+Shift+I",), "tray", "brief"),
    Row("print", "&File", "&Print…", ("Ctrl+P",), "printer", "brief"),
    Row(SEPARATOR, "&File", ""),
    Row("quit", "&File", "&Quit", ("Ctrl+Q",)),
    Row("undo", "&Edit", "&Undo", ("Ctrl+Z",), "arrow-u-up-left"),
    Row("redo", "&Edit", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "arrow-u-up-right"),
    Row(SEPARATOR, "&Edit", ""),
    Row("copy", "&Edit", "&Copy", ("Ctrl+C",), "", "brief"),
    Row("author", "&Edit", "&Author of notes…"),
    Row("own_names", "&Edit", "Your own &names…", (), "user-list"),
    *(
        Row(f"highlight_{colour}", "&Annotate", f"Highlight {colour}", (str(number),), f"swatch:{colour}", "words")
        for number, colour in enumerate(COLOURS, 1)
    ),
    Row("underline", "&Annotate", "&Underline", ("U",), "text-underline", "words"),
    Row("highlight_all", "&Annotate", "Highlight &all occurrences", ("Shift+H",), "", "span"),
    Row(SEPARATOR, "&Annotate", ""),
    Row("note", "&Annotate", "&Note", ("N",), "note-pencil", "words"),
    Row("tag", "&Annotate", "&Tag", ("T",), "tag", "words"),
    Row("identify", "&Annotate", "This &is …", ("I",), "user-circle", "mention"),
    Row("not_here", "&Annotate", "No &mention here", ("X",), "eye-slash", "mention"),
    Row("not_in_brief", "&Annotate", "No mention in this &brief", ("Shift+X",), "", "mention"),
    Row("never", "&Annotate", "Never a mention, in &any brief", (), "", "mention"),
    Row("front_matter", "&Annotate", "Copy as &front matter", ("Ctrl+Shift+C",), "clipboard-text", "brief"),
    Row(SEPARATOR, "&Annotate", ""),
    Row("brief_note", "&Annotate", "Note on the whole &brief", ("Shift+N",), "note", "brief"),
    Row(SEPARATOR, "&Annotate", ""),
    Row("end_later", "&Annotate", "&Extend by a word", ("Alt+Shift+Right",), "", "annotation"),
    Row("end_earlier", "&Annotate", "Sh&rink by a word", ("Alt+Shift+Left",), "", "annotation"),
    Row("start_earlier", "&Annotate", "Extend at the &start", ("Alt+Shift+Up",), "", "annotation"),
    Row("start_later", "&Annotate", "Shrin&k at the start", ("Alt+Shift+Down",), "", "annotation"),
    Row(SEPARATOR, "&Annotate", ""),
    Row("delete", "&Annotate", "&Delete annotation", ("Del",), "trash", "annotation"),
    Row("previous", "&Go", "&Previous mention", ("[",), "caret-left", "brief"),
    Row("next", "&Go", "&Next mention", ("]",), "caret-right", "brief"),
    Row("notes", "&Go", "List of n&otes", ("Ctrl+L",), "", "brief"),
    Row("filter_notes", "&Go", "&Filter notes", ("Ctrl+Shift+F",), "", "brief"),
    Row("review", "&Go", "&Review moved and lost notes", ("Ctrl+R",), "", "brief"),
    Row("deselect", "&Go", "&Deselect", ("Escape",), "", "brief"),
    Row("zoom_in", "&View", "Zoom &in", ("Ctrl++", "Ctrl+=")),
    Row("zoom_out", "&View", "Zoom &out", ("Ctrl+-",)),
    Row("zoom_reset", "&View", "&Normal size", ("Ctrl+0",)),
    Row(SEPARATOR, "&View", ""),
    Row("theme_light", "&View", "&Light", (), "sun", checkable=True),
    Row("theme_dark", "&View", "&Dark", (), "moon", checkable=True),
    Row("theme_system", "&View", "Follow the &system", (), "circle-half", checkable=True),
    Row(SEPARATOR, "&View", ""),
    Row("outline", "&View", "&Briefs and outline", ("F8",), "list", checkable=True),
    Row("panel", "&View", "&Who and what", ("F9",), "users", checkable=True),
    Row(SEPARATOR, "&View", ""),
    Row("matrix", "&View", "&Matrix of actors and minerals", ("Ctrl+M",), "grid-four", "brief"),
    Row("relations", "&View", "&Relations", ("Ctrl+Shift+M",), "share-network", "brief"),
    Row("tour", "&Help", "&Tour", ("F1",), "book-open"),
    Row("about", "&Help", "&About Briefing Viewer", (), "info"),
)


class Actions:
    """The QActions of one window, by id."""

    def __init__(self, parent: QObject, slots: Mapping[str, Callable[[], object]]) -> None:
        self._actions: dict[str, QAction] = {}
        for row in ROWS:
            if row.id == SEPARATOR:
                continue
            action = QAction(row.text, parent)
            action.setObjectName(row.id)
            action.setShortcuts([QKeySequence(shortcut) for shortcut in row.shortcuts])
            action.setCheckable(row.checkable)
            plain = row.text.replace("&", "").rstrip("…")
            keys = ", ".join(
                sequence.toString(QKeySequence.SequenceFormat.NativeText) for sequence in action.shortcuts()
            )
            action.setToolTip(f"{plain} ({keys})" if keys else plain)
            if row.id in slots:
                action.triggered.connect(_without_argument(slots[row.id]))
            self._actions[row.id] = action

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put every action into its menu; returns the menus by title. `recent` becomes a submenu."""
        menus: dict[str, QMenu] = {}
        for row in ROWS:
            menu = menus.get(row.menu) or menus.setdefault(row.menu, bar.addMenu(row.menu))
            if row.id == SEPARATOR:
                menu.addSeparator()
            elif row.id == "recent":
                menus["recent"] = menu.addMenu(row.text)
            else:
                menu.addAction(self._actions[row.id])
        return menus

    def tint(self, theme: Theme) -> None:
        """Draw the icons in the colours of a theme."""
        for row in ROWS:
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
        for row in ROWS:
            if row.id != SEPARATOR:
                self._actions[row.id].setEnabled(given[row.needs])


def _without_argument(slot: Callable[[], object]) -> Callable[[bool], None]:
    def call(_checked: bool = False) -> None:
        slot()

    return call
