"""What stands in a brief's front matter, as a reader is told it in the language that is spoken."""

from __future__ import annotations

from datetime import date

from viewer.brief.model import FrontMatter, Source
from viewer.language import mark, tr

_MONTHS = (
    *(mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"), mark("July")),
    *(mark("August"), mark("September"), mark("October"), mark("November"), mark("December")),
)


def long_date(text: str) -> str:
    """`2025-03-23` as `23 March 2025` and `2025-03` as `March 2025`; anything else stays."""
    try:
        day = date.fromisoformat(f"{text}-01"[:10]) if len(text) in (7, 10) and text[4] == "-" else None
    except ValueError:
        day = None
    if day is None:
        return text
    month = tr(_MONTHS[day.month - 1])
    year = f"{day.year:04}"  # as text: a year has no thousands
    if len(text) == 7:
        return tr("{month} {year}", month=month, year=year)
    return tr("{day} {month} {year}", day=str(day.day), month=month, year=year)


def about_line(front: FrontMatter) -> str:
    """Date, author and organisation, as far as they are given, in a line."""
    return " · ".join(part for part in (long_date(front.date), front.author, front.organisation) if part)


def source_words(source: Source) -> str:
    """Publisher, title and date of a source, as far as they are given; not its address."""
    date = long_date(source.date)
    if source.title.endswith(date):
        date = ""  # "Press coverage, late March 2025" says it
    return ", ".join(part for part in (source.publisher, source.title, date) if part)
