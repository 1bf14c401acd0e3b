"""The front matter in words, in the language of the document."""

from __future__ import annotations

import pytest

from viewer.catalogue import document_language
from viewer.report.front_words import long_date


@pytest.mark.parametrize(
    ("language", "date", "said"),
    [
        ("en", "2017-02-23", "23 February 2017"),
        ("en", "2025-03", "March 2025"),
        ("fr", "2025-03", "mars 2025"),
        ("fr", "2025-08-01", "1 août 2025"),
        ("en", "2022", "2022"),
        ("en", "2025-13", "2025-13"),
        ("en", "2025-1-1", "2025-1-1"),
        ("en", "2025-02-30", "2025-02-30"),
        ("en", "2025W01", "2025W01"),
        ("en", "", ""),
        ("en", "spring 2025", "spring 2025"),
    ],
)
def test_dates_are_said_in_words(language: str, date: str, said: str) -> None:
    with document_language(language):
        assert long_date(date) == said
