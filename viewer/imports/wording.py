"""What our exports wrote about a note, so that what others wrote can be told apart from it.

A PDF says in `Contents` what is doubtful about a note's place, in `Subj` what tags it has; a Word comment says both in
paragraphs of their own.
"""

from __future__ import annotations

import re

from viewer.annotations.model import Annotation
from viewer.report.note_words import PDF_CHANGED, PDF_LOST, PDF_MOVED, WORD_LOST, WORD_MOVED, about

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_NEWLINE = re.compile("\r\n?|[\u2028\u2029\x0b\x0c]")
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
_TAG = re.compile(r"(?:^|, )#([^,]+)")


def same_words(one: str, other: str) -> bool:
    """Whether two notes say the same: line ends, control characters and white space at ends of lines are lost on the
    way through other programs."""
    return one == other or _plain(one) == _plain(other)


def without_doubt(contents: str, note: Annotation) -> str:
    """The `Contents` of a PDF's annotation without our line on the place of this note."""
    text = _NEWLINE.sub("\n", contents)
    for doubt in (_clean(words.format(note.exact)) for words in (PDF_LOST, PDF_CHANGED, PDF_MOVED)):
        if text.startswith(doubt):
            return text.removeprefix(doubt).removeprefix("\n\n")
    return contents


def without_about(comment: str, note: Annotation) -> str:
    """A Word comment without our paragraphs on the place and the tags of this note (see `report/docx_comments`)."""
    lines = _NEWLINE.sub("\n", comment).split("\n")
    if lines[0].startswith(WORD_LOST.partition("{")[0]):
        quoted = _clean(note.exact).count("\n")
        lines = lines[quoted + 1 :]
    ours = " · ".join(about(note))
    if lines and (ours or note.entity or lines[-1].startswith(WORD_MOVED)) and lines[-1].startswith(ours):
        said = lines[-1] != note.note.rpartition("\n")[2] or ours
        lines = lines[:-1] if said else lines
    return "\n".join(lines)


def tags_in(subject: str, note: Annotation) -> tuple[str, ...]:
    """The tags that a PDF's `Subj` gives this note. What other viewers write there is none of them."""
    ours = ", ".join(about(note))
    if "#" not in subject or subject == ours or (note.entity and subject.startswith(ours)):
        return note.tags
    return tags_of(subject)


def tags_of(subject: str) -> tuple[str, ...]:
    """The tags in a `Subj`."""
    return tuple(dict.fromkeys(tag.strip() for tag in _TAG.findall(subject) if tag.strip()))


def _clean(text: str) -> str:
    return _CONTROLS.sub("", _NEWLINE.sub("\n", text))


def _plain(text: str) -> str:
    return _TRAILING.sub("", _clean(text)).strip("\n ")
