"""JSON as text that is canonical (one line, keys sorted) and bounded, so that no hostile value travels further.

The standard is RFC 8259. Python's reader accepts more (`NaN`, any depth up to the stack) and its writer produces more;
here both are strict, and every way to fail is a ValueError.
"""

from __future__ import annotations

import json
import math
import re
from typing import NoReturn

#: Containers inside containers that one value may have. W3C annotations need about six.
MAX_DEPTH = 100

_SURROGATE = re.compile("[\ud800-\udfff]")


class BeyondBoundsError(ValueError):
    """JSON that may well be sound, but nests too deep or holds a number too large to be read."""


def parse(text: str) -> object:
    """The value that `text` stands for.

    Raises ValueError for anything that is not JSON, and BeyondBoundsError for what nests past the stack.
    """
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError:
        raise
    except (RecursionError, ValueError) as error:  # or a whole number of thousands of digits, which Python refuses
        raise BeyondBoundsError(str(error)) from None


def canonical(value: object) -> str:
    """The one line that stands for `value`; `canonical(parse(canonical(v))) == canonical(v)`.

    The line can always be encoded as UTF-8: lone surrogates are written as escapes. Raises ValueError for a value that
    is not JSON, and BeyondBoundsError for one that nests deeper than `MAX_DEPTH`.
    """
    text = _encoded(value)
    # Few brackets cannot nest deep, and counting them is much faster than walking.
    if text.count("{") + text.count("[") > MAX_DEPTH and not is_shallow(value):
        raise BeyondBoundsError("nested too deep")
    if _SURROGATE.search(text):
        # Two escaped halves side by side are read back as one character, so the round trip is made here and now.
        text = _escaped(_encoded(parse(_escaped(text))))
    return text


def is_shallow(value: object) -> bool:
    """Whether `value` nests no deeper than `MAX_DEPTH`. Walks level by level, so depth costs no stack."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        inner: list[object] = []
        for item in level:
            if isinstance(item, dict):
                inner.extend(child for child in item.values() if isinstance(child, (dict, list)))
            elif isinstance(item, (list, tuple)):
                inner.extend(child for child in item if isinstance(child, (dict, list, tuple)))
        if not inner:
            return True
        level = inner
    return False


def is_balanced(text: str) -> bool:
    """Whether the brackets of one line close in order, strings aside: a whole value, as far as one can see."""
    closing: list[str] = []
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[\]{}"]', text):
        mark = token.group()
        if mark in "[{":
            closing.append("]" if mark == "[" else "}")
        elif mark in "]}":
            if not closing or closing.pop() != mark:
                return False
        elif mark == '"':
            return False
    return not closing


def _escaped(text: str) -> str:
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _encoded(value: object) -> str:
    try:
        return _ENCODER.encode(value)
    except TypeError as error:
        raise ValueError(str(error)) from None
    except RecursionError:
        raise BeyondBoundsError("nested too deep") from None


def _finite(literal: str) -> float:
    number = float(literal)
    if not math.isfinite(number):
        raise BeyondBoundsError(f"{literal[:20]} is out of range")
    return number


def _refuse(literal: str) -> NoReturn:
    raise json.JSONDecodeError("not JSON", literal, 0)


_DECODER = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, allow_nan=False)
