"""Every text that a person sees passes through here, so that it can be shown in another language.

The rooms that know nothing of Qt use it too; the window puts a catalogue behind it (`ui/languages.py`). Until then,
and on the command line, texts are shown as they are written: in English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

#: A text in another language, or None if there is none; the number, where the text counts something, picks the form.
Translate = Callable[[str, int | None], str | None]


def _as_written(_text: str, _number: int | None) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class _Speaker:
    """What stands behind `tr`."""

    translate: Translate = _as_written
    code: str = "en"
    number: Callable[[int], str] = str


_speaker = _Speaker()
#: Of a document that is being written, on whichever thread.
_of_document: ContextVar[_Speaker | None] = ContextVar("_of_document", default=None)


def _speaking() -> _Speaker:
    return _of_document.get() or _speaker


def translate_with(translate: Translate | None, code: str = "en", number: Callable[[int], str] = str) -> None:
    """Have `translate` put texts into the language `code` from now on, and `number` write whole numbers in them; None
    for English as it is written."""
    global _speaker
    _speaker = _Speaker(translate, code, number) if translate else _Speaker(number=number)


@contextmanager
def document_in(translate: Translate | None, code: str = "en") -> Iterator[None]:
    """Put texts into another language on this thread while a document is written; None for English."""
    token = _of_document.set(_Speaker(translate, code) if translate else _Speaker())
    try:
        yield
    finally:
        _of_document.reset(token)


def spoken() -> str:
    """The code of the language that texts are shown in: `en`, `fr`."""
    return _speaking().code


def mark(text: str) -> str:
    """A text that is translated later, with `tr(text)` where it is shown: for tables made when a module is imported."""
    return text


def tr(text: str, /, **values: object) -> str:
    """A text in the reader's language, its `{fields}` filled with `values`. `text` must be a literal, or have passed
    through `mark`: the catalogue is made from the calls in the sources."""
    return _filled(_speaking().translate(text, None), text, values)


def trn(one: str, many: str, number: int, /, **values: object) -> str:
    """The form of a text that fits a number: `trn("1 note", "{n} notes", 3)` is "3 notes". In the catalogue it stands
    under `many`, with as many forms as the language has."""
    return _filled(_speaking().translate(many, number), one if number == 1 else many, {"n": number, **values})


def _filled(translated: str | None, english: str, values: dict[str, object]) -> str:
    if not values:
        return english if translated is None else translated
    shown = {key: _speaking().number(value) if type(value) is int else value for key, value in values.items()}
    if translated is not None:
        try:
            return translated.format(**shown)
        except (KeyError, IndexError, ValueError):  # a slip in the catalogue is no reason to stop
            pass
    return english.format(**shown)
