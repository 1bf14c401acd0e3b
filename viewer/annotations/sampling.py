"""Which places of a text are looked at where looking at all of them would take too long.

Whether a place is chosen depends on the character there and on nothing before it, so two texts that have a passage in
common are looked at in the same places of it, wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

#: How many characters are counted to learn which are frequent.
_COUNTED = 1 << 14
#: A character may make up this part of the share that is wanted: several together are spread more evenly than one.
_LARGEST_PART = 0.5
_MARK = re.compile(b"\x01")


class Sampler:
    """Chooses about `share` of the places in texts that are like `text`; no places if `text` is empty."""

    def __init__(self, text: str, share: float) -> None:
        # Every third at least, lest a text of even columns is counted in one column only.
        counted = _low_bytes(text[:: max(1, len(text) // _COUNTED) | 1])
        frequencies = Counter(counted).most_common()
        wanted = share * len(counted)
        chosen: set[int] = set()
        total = 0
        for byte, count in frequencies:
            if count <= _LARGEST_PART * wanted and total + count <= 1.2 * wanted:
                chosen.add(byte)
                total += count
        if total < wanted / 2 and frequencies:
            # Few different characters, each of them frequent.
            chosen.add(next(byte for byte, _ in reversed(frequencies) if byte not in chosen or len(frequencies) == 1))
        self._table = bytes(byte in chosen for byte in range(256))

    def places(self, text: str) -> Iterator[int]:
        """The chosen places of any text, in code points, in order."""
        marked = _low_bytes(text).translate(self._table)
        return (match.start() for match in _MARK.finditer(marked))


def _low_bytes(text: str) -> bytes:
    """One byte for each code point; in every script the lowest one tells most characters apart."""
    return text.encode("utf-32-le", "surrogatepass")[::4]
