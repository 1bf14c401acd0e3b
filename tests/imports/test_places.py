"""Printed words found in the text they were printed from."""

from __future__ import annotations

import pytest

from viewer.imports.places import Places

TEXT = (
    "The ﬁrst oﬃce was re-opened by Félix.\nOne item\nAnother item\n"
    "The rate was 5 %. The rate was 6 %. Emoji 😀 here, שלום עולם there, and an end."
)


@pytest.mark.parametrize(
    ("printed", "prefix", "suffix", "found"),
    [
        ("The first office", "", "", "The ﬁrst oﬃce"),
        ("oﬃce was re\ufffe\r\nopened", "", "", "oﬃce was re-opened"),
        ("re-\r\nopened by Fe\u0301lix", "", "", "re-opened by Félix"),
        ("• One item\r\n• Another", "", "", "One item\nAnother"),
        ("rate", "was 5 %. The ", " was 6 %", "rate"),
        ("\x01", "%. Emoji ", " here,", "😀"),
        ("עולם שלום", "", "", "שלום עולם"),
        ("Office", "", "", None),
        ("rate", "", "", None),
        ("", "", "", None),
        (" \r\n", "", "", None),
    ],
)
def test_find(printed: str, prefix: str, suffix: str, found: str | None) -> None:
    place = Places(TEXT).find(printed, prefix, suffix)
    assert (TEXT[slice(*place)] if place else None) == found


def test_the_context_tells_which() -> None:
    place = Places(TEXT).find("rate", "was 5 %. The ", " was 6 %")
    assert place and place[0] == TEXT.rindex("rate")
