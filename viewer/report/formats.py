"""The formats in which a brief and its notes can leave the program. A new one is a new file and one row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from viewer.language import mark
from viewer.report.model import Report


@dataclass(frozen=True, slots=True)
class Format:
    """`id` is what the command line calls it.

    `suffix` replaces `.brief.md`. `write` gives what the file holds, a text or, where `is_text` says that it is none,
    bytes; None where viewer.pages has to draw it. `options` are the fields of `ReportOptions` that make a difference,
    beside `only`, which always does. `is_previewed`: a look at its pages, or at its text, tells what it will be.
    """

    id: Literal["pdf", "md", "html", "docx", "csv", "jsonld", "json"]
    label: str
    suffix: str
    write: Callable[[Report], str | bytes] | None = None
    options: tuple[str, ...] = ("share_safely",)
    is_text: bool = True
    is_previewed: bool = True

    def data(self, report: Report) -> bytes:
        """The bytes of the file, lone surrogates as question marks; only where there is a `write`."""
        assert self.write
        made = self.write(report)
        return made if isinstance(made, bytes) else made.encode(errors="replace")


# The writers are imported when they are asked to write: the window knows the formats from its start, and most are never
# asked for.


def _docx(report: Report) -> bytes:
    from viewer.report.docx import write_docx

    return write_docx(report)


def _html(report: Report) -> str:
    from viewer.report.html import write_html

    return write_html(report)


def _markdown(report: Report) -> str:
    from viewer.report.markdown import write_markdown

    return write_markdown(report)


def _csv(report: Report) -> str:
    from viewer.report.csv_notes import write_csv

    return write_csv(report)


def _jsonld(report: Report) -> str:
    from viewer.report.jsonld_notes import write_jsonld

    return write_jsonld(report)


def _json(report: Report) -> str:
    from viewer.report.json_notes import write_json

    return write_json(report)


_WHOLE: Final = ("page", "underline_mentions", "appendices", "share_safely")
_ROWS: Final = (
    Format("pdf", mark("Annotated PDF"), ".annotated.pdf", None, (*_WHOLE, "flatten", "archive"), is_text=False),
    Format(
        "docx", mark("Word document"), ".annotated.docx", _docx, ("page", "appendices", "share_safely"),
        is_text=False, is_previewed=False,
    ),
    Format("html", mark("Web page"), ".annotated.html", _html, _WHOLE, is_previewed=False),
    Format("md", mark("Notes as Markdown"), ".notes.md", _markdown),
    Format("csv", mark("Notes as a table (CSV)"), ".notes.csv", _csv),
    Format("jsonld", mark("Notes as JSON-LD"), ".notes.jsonld", _jsonld),
    Format("json", mark("Notes as JSON"), ".notes.json", _json, ("appendices", "share_safely")),
)  # fmt: skip
FORMATS = {row.id: row for row in _ROWS}
