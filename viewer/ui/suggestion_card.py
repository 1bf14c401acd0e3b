"""The card of a name that nothing explains: what it may be, where it stands, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from viewer.brief.model import Brief
from viewer.language import tr, trn
from viewer.mentions.model import Mention, Suggestion
from viewer.pages.theme import Theme
from viewer.ui.card import Card, words
from viewer.ui.kind_menu import kind_menu
from viewer.ui.wording import kind_words, with_article


class SuggestionCard(Card):
    """Shows a suggestion.

    Signals: `declare_asked(Suggestion, str)` with the kind chosen, `ignore_asked(Suggestion)`, and
    `identify_asked(Suggestion)` when it is another name of someone known.
    """

    declare_asked = Signal(object, str)
    ignore_asked = Signal(object)
    identify_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._suggestion: Suggestion | None = None
        self._forms = words("")
        self._kind_chosen = ""
        self._kinds = QPushButton()
        self._kinds.setToolTip(tr("What it is"))
        self._kinds.setMenu(kind_menu(self, self.set_kind))
        declare, ignore, identify = (QPushButton(text) for text in (tr("Declare"), tr("Ignore"), tr("This is …")))
        declare.setToolTip(tr("Find this name as a mention, here and in its other forms"))
        ignore.setToolTip(tr("Never a mention in this brief"))
        identify.setToolTip(tr("Another name of someone or something known"))
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, widgets in ((first, (self._kinds, declare)), (second, (identify, ignore))):
            row.setSpacing(8)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
            row.setContentsMargins(0, 4, 0, 0)
        self.body.addWidget(self._forms)
        self.body.addLayout(first)
        self.body.addLayout(second)
        declare.clicked.connect(lambda: self.declare_asked.emit(self._suggestion, self._kind_chosen))
        ignore.clicked.connect(lambda: self.ignore_asked.emit(self._suggestion))
        identify.clicked.connect(lambda: self.identify_asked.emit(self._suggestion))

    def show_suggestion(self, suggestion: Suggestion, brief: Brief) -> None:
        """Fill the card."""
        self._suggestion = suggestion
        self._forms.setText(tr("Also written {names}", names=", ".join(suggestion.aliases)))
        self._forms.setVisible(bool(suggestion.aliases))
        self.set_kind(suggestion.kind)
        times = len(suggestion.spans)
        parts = (
            tr("not declared"),
            tr("perhaps {kind}", kind=with_article(kind_words(suggestion.kind))),
            trn("1 passage", "{n} passages", times),
        )
        self.show_head(suggestion.name, parts, brief, as_mentions(suggestion))

    def set_kind(self, kind: str) -> None:
        """Choose another kind than the one guessed, as the menu does."""
        self._kind_chosen = kind
        self._kinds.setText(kind_words(kind))
        self._kinds.setAccessibleName(tr("Kind: {kind}", kind=kind_words(kind)))

    def has_keyboard(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)


def as_mentions(suggestion: Suggestion) -> list[Mention]:
    """Its places as mentions of nobody, for what shows passages."""
    return [
        Mention(start, end, "", suggestion.group, suggestion.kind, "reader", suggestion.name)
        for start, end in suggestion.spans
    ]
