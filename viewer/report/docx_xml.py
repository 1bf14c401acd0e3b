"""WordprocessingML (ISO/IEC 29500-1, 17) as text: runs, paragraphs and packages, with nothing in them that is no XML.

Written here and not with python-docx: a brief of 4,000 paragraphs and 1,000 comments takes that half a minute, and
links, shading, fields, dates and numbered lists would have to be XML of ours all the same.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from viewer.report.bidi import is_mixed
from viewer.report.body import web_address

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES: Final = f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"'

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS: Final = re.compile("([\n\t])")
_IN_ADDRESS: Final = "%/:=&?~#+!$,;'@()*-._"


def clean(text: str) -> str:
    """`text` with line ends as line feeds, and what XML 1.0 does not allow or discourages as U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped(text: str) -> str:
    """Text for an element, or for an attribute in double quotes."""
    return html.escape(clean(text))


def run(text: str, properties: str = "") -> str:
    """A run (17.3.2.25), with line breaks and tabs as elements. `properties` are in the order of the schema, without
    `rtl`, which follows from the text."""
    if is_mixed(text):
        properties += "<w:rtl/>"
    parts = []
    for part in _BREAKS.split(clean(text)):
        if part == "\n":
            parts.append("<w:br/>")
        elif part == "\t":
            parts.append("<w:tab/>")
        elif part:
            parts.append(f'<w:t xml:space="preserve">{html.escape(part, quote=False)}</w:t>')
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{''.join(parts)}</w:r>"


def paragraph(inside: str, style: str = "", properties: str = "") -> str:
    """A paragraph (17.3.1.22); `properties` are in the order of the schema, behind the style."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p>{f'<w:pPr>{named}{properties}</w:pPr>' if named or properties else ''}{inside}</w:p>"


def uri(link: str) -> str:
    """The address of a link as a relationship may hold it, "" for what leads nowhere. Word takes a file with anything
    else for damaged."""
    address = web_address(link)
    try:
        parts = urlsplit(address)
        if not address or (parts.port or 0) < 0:
            return ""
        place = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
        # A literal IPv6 address is the one place for brackets; nobody has one in a brief.
        rest = (quote(part, safe=_IN_ADDRESS) for part in (parts.path, parts.query, parts.fragment))
        return urlunsplit((parts.scheme, quote(place, safe=_IN_ADDRESS), *rest))
    except ValueError:
        return ""


class Relationships:
    """What a part refers to, by id (ISO/IEC 29500-2, 9.3). The same target gets the same id."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str, bool], str] = {}

    def id(self, kind: str, target: str, *, is_external: bool = False) -> str:
        """The id of a relationship; `kind` is the last word of its type."""
        return self._ids.setdefault((kind, target, is_external), f"rId{len(self._ids) + 1}")

    def xml(self) -> str:
        """The part that lists them."""
        lines = (
            f'<Relationship Id="{id}" Type="{kind if "/" in kind else f"{RELATIONS}/{kind}"}" '
            f'Target="{escaped(target)}"{" TargetMode=" + chr(34) + "External" + chr(34) if external else ""}/>'
            for (kind, target, external), id in self._ids.items()
        )
        namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
        return f'{DECLARATION}<Relationships xmlns="{namespace}">{"".join(lines)}</Relationships>'


def package(parts: Mapping[str, str | bytes], types: Iterable[str]) -> bytes:
    """A ZIP file of the parts; `types` are the elements of its list of content types. Its times are all the same, and
    none that tells anything."""
    listed = f"""{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{"".join(types)}</Types>"""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in {"[Content_Types].xml": listed, **parts}.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()
