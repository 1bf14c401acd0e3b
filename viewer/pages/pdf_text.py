"""Text strings, dates and web addresses as PDF wants them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from PySide6.QtCore import QUrl

_SCHEMES = ("http", "https", "mailto")
#: XML 1.0 knows no other control characters, and PDF viewers show these as boxes.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def plain(text: str) -> str:
    """`text` without control characters and lone surrogates."""
    return _CONTROLS.sub("", text)


def literal(text: str) -> str:
    """A text string as it stands in a file."""
    # One in UTF-16 has a byte order mark; plain ASCII is the same in PDFDocEncoding.
    text = plain(text)
    data = text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")
    return f"<{data.hex()}>"


def date(moment: datetime) -> str:
    """`D:20250323120000Z` (ISO 32000-1, 7.9.4)."""
    return f"D:{moment.astimezone(UTC):%Y%m%d%H%M%S}Z"


@lru_cache(maxsize=64)
def stamp(text: str, default: datetime) -> str:
    """The PDF date of an ISO 8601 time; of `default` where that is none."""
    try:
        moment = datetime.fromisoformat(text)
        return date(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return date(default)


def web_address(link: str) -> str | None:
    """The address in ASCII (ISO 32000-1, 12.6.4.7), or None for anything but http, https and mailto."""
    url = QUrl(link.strip(), QUrl.ParsingMode.TolerantMode)
    if not url.isValid() or url.scheme() not in _SCHEMES or (url.scheme() != "mailto" and not url.host()):
        return None
    return bytes(url.toEncoded().data()).decode("ascii")
