"""Comments of Word documents: ours there and back, and those of others."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from tests.imports.papers import applied, kinds
from tests.imports.test_round_trip import BRIEF, TEXT, notes
from tests.report.briefs import report_on
from viewer.annotations.model import Annotation
from viewer.imports.errors import ImportRefusedError
from viewer.imports.formats import read
from viewer.imports.making import REPLYING
from viewer.imports.matching import propose
from viewer.imports.proposal import Proposal
from viewer.report.docx import write_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'


def package(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(data: bytes, part: str, *pairs: tuple[str, str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "surrogateescape") for name in archive.namelist()}
    for old, new in pairs:
        parts[part], count = re.subn(old, new, parts[part], count=1, flags=re.DOTALL)
        assert count, old
    return package(parts)


def proposed(data: bytes, ours: list[Annotation]) -> Proposal:
    return propose([read("n.docx", data)], {note.id: note for note in ours}, BRIEF)


def test_our_document_there_and_back() -> None:
    ours = notes()
    found = proposed(write_docx(report_on(BRIEF, *ours)), ours)
    assert [(change.kind, change.note.exact, change.note.note) for change in found.changes] == []


def test_a_comment_that_was_changed_in_word() -> None:
    ours = notes()[2:5]
    data = write_docx(report_on(BRIEF, *ours))
    found = proposed(changed(data, "word/comments.xml", ("in a cell", "in a table")), ours)
    assert [(change.kind, change.note.note) for change in found.changes] == [("changed", "in a table")]


DOCUMENT = f"""<?xml version="1.0"?><w:document {W}><w:body>
<w:p><w:r><w:t>Foreword, </w:t></w:r><w:r><w:t>not in the brief.</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">President Félix </w:t></w:r><w:commentRangeStart w:id="0"/>
<w:commentRangeStart w:id="1"/><w:r><w:t>Tshise</w:t></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del>
<w:r><w:t>kedi</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r>
<w:commentReference w:id="0"/></w:r><w:commentRangeEnd w:id="1"/>
<w:r><w:commentReference w:id="1"/></w:r><w:r><w:t xml:space="preserve"> offers cobalt</w:t></w:r></w:p>
</w:body></w:document>"""
COMMENTS = f"""<?xml version="1.0"?><w:comments {W} {W14}>
<w:comment w:id="0" w:author="Bo" w:date="2025-04-01T10:00:00Z"><w:p w14:paraId="0A"><w:r><w:annotationRef/>
<w:t>Who?</w:t></w:r></w:p><w:p w14:paraId="0B"><w:r><w:t>And why?</w:t></w:r></w:p></w:comment>
<w:comment w:id="1" w:author="Cy" w:date="2025-04-01T11:00:00Z">
<w:p w14:paraId="0C"><w:r><w:t>He.</w:t></w:r></w:p></w:comment>
</w:comments>"""
THREADS = f"""<w15:commentsEx {W15}><w15:commentEx w15:paraId="0B"/>
<w15:commentEx w15:paraId="0C" w15:paraIdParent="0B"/></w15:commentsEx>"""
PARTS = {"word/document.xml": DOCUMENT, "word/comments.xml": COMMENTS, "word/commentsExtended.xml": THREADS}


def test_comments_and_replies_of_others() -> None:
    found = proposed(package(PARTS), [])
    first, reply = sorted((change.note for change in found.changes), key=lambda note: note.created)
    assert (first.exact, first.note, first.creator) == ("Tshisekedi", "Who?\nAnd why?", "Bo")
    assert first.start == TEXT.index("Tshisekedi")
    assert (reply.note, reply.motivation, reply.exact) == ("He.", REPLYING, "Tshisekedi")
    assert kinds(proposed(package(PARTS), list(applied(found, []).values()))) == []


def test_deletions_are_told_by_what_the_document_says_went_out() -> None:
    ours = notes()[2:5]
    whole = changed(
        write_docx(report_on(BRIEF, *ours)), "word/comments.xml", ('<w:comment w:id="2".*?</w:comment>', "")
    )
    assert kinds(proposed(whole, ours)) == ["deleted"]
    silent = changed(whole, "customXml/item1.xml", ("<base.*</base>", "<other/>"))
    assert kinds(proposed(silent, ours)) == [], "a file that says nothing of it deletes nothing"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "parts",
    [
        {"a": "b"},
        {"word/document.xml": "<w:document"},
        {**PARTS, "word/comments.xml": ENTITIES + "<x>&a;&b;</x>"},
        {**PARTS, "word/document.xml": ENTITIES + "<x/>"},
        {**PARTS, "word/document.xml": "<a>" * 5000 + "</a>" * 5000},
    ],
)
def test_what_no_word_document_holds_is_refused(parts: dict[str, str]) -> None:
    with pytest.raises(ImportRefusedError):
        read("x.docx", package(parts))


def test_half_a_file_is_refused() -> None:
    data = package(PARTS)
    for cut in range(4, len(data), 37):
        with pytest.raises(ImportRefusedError):
            read("x.docx", data[:cut])
