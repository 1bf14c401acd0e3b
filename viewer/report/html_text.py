"""Text and elements of HTML (https://html.spec.whatwg.org/), none of which can say more than it was meant to."""

from __future__ import annotations

import html
import re
from typing import Final

# What the standard calls a parse error: controls, surrogates, noncharacters. A carriage return would be read as a line
# feed.
_NOT_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PLANE_ENDS: Final = re.compile("[" + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}"
                                              for plane in range(0x10000, 0x110000, 0x10000)) + "]")  # fmt: skip
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_RIGHT_TO_LEFT: Final = frozenset("ar arc ckb dv fa ha he iw ks ku ps sd ug ur yi".split())


def clean(text: str) -> str:
    """`text` with line ends as line feeds, and what no HTML may hold as U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    text = _NOT_TEXT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if text.isascii() else _PLANE_ENDS.sub("\ufffd", text)


def words(text: str) -> str:
    """Text, escaped for the inside of an element."""
    return html.escape(clean(text), quote=False)


def attributes(**values: str | bool | int) -> str:
    """Attributes, escaped; `class_` is `class`, `data_n` is `data-n`. Those that are "" or False are left out."""
    parts = []
    for name, value in values.items():
        if value is False or value == "":
            continue
        name = name.rstrip("_").replace("_", "-")
        parts.append(f" {name}" if value is True else f' {name}="{html.escape(clean(str(value)))}"')
    return "".join(parts)


def element(tag: str, inside: str, **values: str | bool | int) -> str:
    """An element around what is HTML already."""
    return f"<{tag}{attributes(**values)}>{inside}</{tag}>"


def language_of(language: str) -> tuple[str, str]:
    """The values of `lang` and `dir` for a language of the front matter; "" where it is none that BCP 47 knows."""
    if not _LANGUAGE.fullmatch(language):
        return "", ""
    return language, "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
