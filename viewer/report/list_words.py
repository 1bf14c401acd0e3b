"""Words for kinds, colours and places of notes, in the language of the window, or of the document being written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from viewer.language import mark, tr

if TYPE_CHECKING:
    from viewer.annotations.model import Annotation

_KINDS: Final = {
    "person": mark("person"),
    "state": mark("state"),
    "bloc": mark("bloc"),
    "government-body": mark("government body"),
    "armed-group": mark("armed group"),
    "company": mark("company"),
    "media": mark("media"),
    "organisation": mark("organisation"),
    "element": mark("element"),
    "mineral": mark("mineral"),
    "ore": mark("ore"),
    "group": mark("group"),
    "energy": mark("energy"),
    "place": mark("place"),
    "actor": mark("actor"),
}
_COLOURS: Final = {
    "yellow": mark("yellow"),
    "green": mark("green"),
    "blue": mark("blue"),
    "pink": mark("pink"),
    "orange": mark("orange"),
}


def kind_words(kind: str) -> str:
    """A kind, or a group, as people write it: `armed group`; a brief may have kinds that nobody else knows."""
    known = _KINDS.get(kind)
    return tr(known) if known else kind.replace("-", " ")


def colour_words(colour: str) -> str:
    """A highlight's colour; "" for none."""
    known = _COLOURS.get(colour)
    return tr(known) if known else colour


def look_words(stored: Annotation) -> str:
    """`yellow`, `yellow underline`."""
    colour = colour_words(stored.colour)
    return tr("{colour} underline", colour=colour) if stored.style == "underline" else colour


def moved_words(quote: str) -> str:
    """Of a moved note, which was on the words `quote`, if those are others now."""
    return tr("moved, please check; marked as “{words}”", words=quote) if quote else tr("moved, please check")
