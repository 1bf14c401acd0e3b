"""Corrections of who and what is named: asked for in the window, kept as annotations or among the user's own names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from viewer.brief.model import DeclaredEntity
from viewer.errors import ViewerError
from viewer.language import tr
from viewer.mentions import user_lexicon
from viewer.mentions.about import why
from viewer.mentions.corrections import why_no_name
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.model import Entity, Mention, Suggestion
from viewer.mentions.yaml_text import as_front_matter
from viewer.pages.theme import Theme
from viewer.report.corrections import NO_MENTION, declaration, ignoring
from viewer.ui.entity_chooser import EntityChooser, Scope
from viewer.ui.kind_menu import group_of
from viewer.ui.own_names import OwnNames
from viewer.ui.session import Session
from viewer.ui.wording import capitalised, in_quotes, kind_label


class Correcting(QObject):
    """Acts on the open session, if there is one.

    Signals: `corrected()`, `failed(str)` with a reason, `done(str)` with what there is to say of something that cannot
    be seen.
    """

    failed = Signal(str)
    corrected = Signal()
    done = Signal(str)

    def __init__(
        self,
        session: Callable[[], Session | None],
        gazetteer: Callable[[], Gazetteer],
        own: OwnNames,
        theme: Callable[[], Theme],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._gazetteer = gazetteer
        self._own = own
        self._theme = theme
        self._window = window

    def describe(self, mention: Mention) -> str:
        """What a mention says when the mouse is on it: who or what, and why."""
        session = self._session()
        if session is None or mention.entity not in session.index.entities:
            return ""
        entity = session.index.entities[mention.entity]
        reason = why(mention, session.brief, session.index)
        return "\n".join(part for part in (entity.name, kind_label(entity), entity.role, reason) if part)

    def ask(self, start: int, end: int) -> None:
        """Ask what the words between two code points are, and how far that holds."""
        session = self._session()
        if session is None:
            return
        words = session.brief.text[start:end]
        present = session.index.at(start)
        if chosen := self._choose(words, "here", present=present.entity if present else ""):
            entity, scope = chosen
            if not entity.id:
                self._declare(entity.name, entity.kind, (), scope)
            elif scope == "here":
                session.identify(start, end, f"{entity.group}:{entity.id}")
            else:
                self._let_name(entity, (words,), scope)
            self.corrected.emit()

    def ask_of(self, suggestion: Suggestion) -> None:
        """Ask whose other name a suggestion is."""
        if chosen := self._choose(suggestion.name, "brief", suggestion.kind):
            entity, scope = chosen
            if entity.id:
                self._let_name(entity, (suggestion.name, *suggestion.aliases), "brief" if scope == "here" else scope)
            else:
                self._declare(suggestion.name, entity.kind, suggestion.aliases, scope)

    def declare(self, suggestion: Suggestion, kind: str = "") -> None:
        """Make a suggestion an entity of the brief, for this reader; of another kind than it seems, if one is given."""
        self._declare(suggestion.name, kind or suggestion.kind, suggestion.aliases, "brief")

    def _declare(self, name: str, kind: str, aliases: Iterable[str], scope: Scope) -> None:
        """A new entity, of the brief or always."""
        session = self._session()
        if session is None or self._is_refused(name):
            return
        aliases = tuple(alias for alias in aliases if not why_no_name(alias))
        new = DeclaredEntity(self._new_id(name), group_of(kind), name, kind, aliases)
        label = tr("declare {name}", name=in_quotes(name))
        if scope == "always":
            self._keep(tr("{what}, always", what=label), lambda: user_lexicon.add_entity(self._own.path, new))
        else:
            session.declare(declaration(new.group, new.id, name, kind, aliases), label)

    def ignore(self, suggestion: Suggestion) -> None:
        """Offer a suggestion no more in this brief."""
        if session := self._session():
            session.declare(
                ignoring(suggestion.name, *suggestion.aliases), tr("ignore {name}", name=in_quotes(suggestion.name))
            )

    def no_mention(self, start: int, end: int, scope: Scope) -> None:
        """Say that the words between two code points name nobody: here, in the brief, or ever."""
        session = self._session()
        if session is None:
            return
        words = session.brief.text[start:end]
        if scope == "here":
            session.identify(start, end, NO_MENTION)
        elif self._is_refused(words):
            return
        elif scope == "brief":
            session.declare(ignoring(words), tr("no mention of {name}", name=in_quotes(words)))
        else:
            label = tr("{what}, always", what=tr("no mention of {name}", name=in_quotes(words)))
            self._keep(label, lambda: user_lexicon.add_ignored(self._own.path, words))
        self.corrected.emit()

    def copy_front_matter(self) -> None:
        """Put what the reader declared and ignored for this brief on the clipboard, as its author would write it."""
        session = self._session()
        if session is None:
            return
        front = session.brief.front
        text = as_front_matter(session.corrections(), session.index.entities, front)
        if text:
            QGuiApplication.clipboard().setText(text)
            own = {*(f"{entity.group}s" for entity in front.entities), *(["ignore"] if front.ignore else [])}
            keys = [line.partition(":")[0] for line in text.splitlines() if not line.startswith(" ")]
            replaced, added = (
                ", ".join(f"`{key}:`" for key in keys if (key in own) is there) for there in (True, False)
            )
            if replaced and added:
                said = tr(
                    "Copied: replaces {keys} and adds {others} in the front matter of the brief",
                    keys=replaced,
                    others=added,
                )
            elif replaced:
                said = tr("Copied: replaces {keys} in the front matter of the brief", keys=replaced)
            else:
                said = tr("Copied: adds {keys} in the front matter of the brief", keys=added)
            self.done.emit(said)
        else:
            self.done.emit(tr("Nothing to copy yet: declare a name, or say what one is wherever the brief has it."))

    def _choose(
        self, words: str, scope: Scope, kind: str = "organisation", present: str = ""
    ) -> tuple[Entity, Scope] | None:
        session = self._session()
        assert session
        known = session.index.entities
        others = [entity for entity in self._gazetteer().entities.values() if entity.id not in known]
        chooser = EntityChooser(words, [*known.values(), *others], self._theme(), self._window, kind)
        chooser.set_scope(scope)
        if present:
            chooser.select(present)
        done = chooser.exec()
        chooser.deleteLater()
        return (chooser.entity, chooser.scope) if done and chooser.entity else None

    def _let_name(self, entity: Entity, names: tuple[str, ...], scope: Scope) -> None:
        session = self._session()
        if session is None or any(self._is_refused(name) for name in names):
            return
        label = tr("identify {name}", name=in_quotes(names[0]))
        if scope == "brief":
            session.declare(declaration(entity.group, entity.id, aliases=names), label)
            return

        def add() -> user_lexicon.FileChange:
            own = {declared.id for declared in self._own.read().corrections.declared}
            if entity.id in own or entity.id in self._gazetteer().entities:
                changes = [user_lexicon.add_alias(self._own.path, name, entity.id) for name in names]
                return user_lexicon.FileChange(changes[0].before, changes[-1].after)
            # Only this brief knows it: what the others are to find has to be said there too.
            declared = DeclaredEntity(entity.id, entity.group, entity.name, entity.kind, (*entity.aliases, *names))
            return user_lexicon.add_entity(self._own.path, declared)

        self._keep(tr("{what}, always", what=label), add)

    def _keep(self, label: str, change: Callable[[], user_lexicon.FileChange]) -> None:
        session = self._session()
        assert session
        try:
            session.keep(label, change())
        except ViewerError as error:
            self.failed.emit(str(error))
        else:
            self.done.emit(tr("Kept for every brief in {path}", path=self._own.path))

    def _is_refused(self, name: str) -> bool:
        reason = why_no_name(name)
        if reason:
            self.failed.emit(f"{capitalised(reason)}.")
        return bool(reason)

    def _new_id(self, name: str) -> str:
        # Imported when it is needed: PyYAML takes 30 ms.
        from viewer.brief.front_matter import slug

        session = self._session()
        assert session
        taken = {*session.index.entities, *self._gazetteer().entities}
        id = base = slug(name) or "name"
        number = 2
        while id in taken:
            id, number = f"{base}-{number}", number + 1
        return id
