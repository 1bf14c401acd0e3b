"""The brief with its notes as one HTML file that needs nothing besides: no server, no network, not even its script.

Standards: https://html.spec.whatwg.org/, Content Security Policy 3. Whatever comes from a brief or a note is escaped
text; only http, https and mailto links lead out; images are embedded.
"""

from __future__ import annotations

from collections.abc import Iterator

from viewer.brief.model import Source
from viewer.language import tr
from viewer.report.bidi import runs_right_to_left
from viewer.report.body import is_titled_by_heading, web_address
from viewer.report.front_words import about_line, source_words
from viewer.report.html_body import body_lines
from viewer.report.html_notes import entity_lines, facet_numbers, filter_lines, note_lines
from viewer.report.html_style import policy, script, stylesheet
from viewer.report.html_text import attributes, element, language_of, words
from viewer.report.model import Report


def write_html(report: Report) -> str:
    """The file's text; the same report gives the same text."""
    return "\n".join(line for line in _lines(report) if line) + "\n"


def _lines(report: Report) -> Iterator[str]:
    brief = report.brief
    language, direction = language_of(brief.front.language)
    if not direction and runs_right_to_left(brief.title):
        direction = "rtl"
    yield "<!DOCTYPE html>"
    yield f"<html{attributes(lang=language, dir=direction)}>"
    yield from _head(report)
    marking = element("p", element("span", words(brief.front.marking)), class_=_marking_class(brief.front.marking))
    yield "<body>"
    yield marking if brief.front.marking else ""
    yield '<main>\n<div class="column">'
    yield from _title(report)
    yield "<article>"
    yield from body_lines(report)
    yield from _sources(brief.front.sources)
    yield "</article>\n</div>"
    yield from _notes(report)
    yield from _entities(report)
    yield "</main>"
    yield marking if brief.front.marking else ""
    yield f"<script>{script()}</script>"
    yield "</body>\n</html>"


def _head(report: Report) -> Iterator[str]:
    style = stylesheet(report)
    yield '<head>\n<meta charset="utf-8">'
    # Before anything that it is to govern.
    yield f"<meta{attributes(http_equiv='Content-Security-Policy', content=policy(style, script()))}>"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield element("title", words(report.brief.title))
    yield f"<style>{style}</style>\n</head>"


def _title(report: Report) -> Iterator[str]:
    front = report.brief.front
    yield "<header>"
    if not is_titled_by_heading(report.brief):
        yield element("h1", words(report.brief.title))
    if about := about_line(front):
        yield element("p", words(about), class_="about")
    yield "</header>"


def _sources(sources: tuple[Source, ...]) -> Iterator[str]:
    if not sources:
        return
    yield f'<section class="sources">\n<h2>{words(tr("Sources"))}</h2>\n<ul>'
    for source in sources:
        parts = [words(said)] if (said := source_words(source)) else []
        if address := web_address(source.url):
            parts.append(element("a", words(source.url), href=address, rel="noopener noreferrer"))
        elif source.url:
            parts.append(words(source.url))
        yield element("li", ", ".join(parts))
    yield "</ul>\n</section>"


def _notes(report: Report) -> Iterator[str]:
    yield f'<section id="notes">\n<h2>{words(tr("Notes"))}</h2>'
    if not report.notes:
        yield element("p", words(tr("No notes.")))
    facets = facet_numbers(report)
    yield from filter_lines(report, facets)
    yield from note_lines(report, facets)
    yield "</section>"


def _entities(report: Report) -> Iterator[str]:
    if not report.options.appendices or not report.entities:
        return
    underlined = "underlined" if report.options.underline_mentions else ""
    yield f'<section id="entities"{attributes(class_=underlined)}>\n<h2>{words(tr("Actors, minerals, places"))}</h2>'
    yield from entity_lines(report)
    yield "</section>"


def _marking_class(marking: str) -> str:
    known = ("tlp:red", "tlp:amber", "tlp:amber+strict", "tlp:green", "tlp:clear")
    label = marking.lower()
    return "marking " + (label.replace(":", "-").replace("+", "-") if label in known else "")
