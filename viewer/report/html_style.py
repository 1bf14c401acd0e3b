"""Style sheet and script of the HTML file, and the policy that lets a browser run nothing else.

The rules are those of resources/export/report.css and .js; the colours are those of the themes.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import Final

from viewer.report.html_text import clean
from viewer.report.model import Report
from viewer.report.palette import load_palette
from viewer.resource_files import resource

_PAGES: Final = {"a4": "A4", "letter": "letter"}


@cache
def script() -> str:
    """The script: it puts notes beside their words, and filters them. Nothing needs it to be read."""
    return "\n" + resource("export", "report.js").read_text("utf-8")


def stylesheet(report: Report) -> str:
    """The style sheet of one report."""
    light, dark = _variables("light"), _variables("dark")
    marking = _css_string(" ".join(report.brief.front.marking.split()))
    parts = (
        f":root {{ color-scheme: light dark; {light} }}",
        f"@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}",
        f"@media print {{ :root {{ color-scheme: light; {light} }} }}",
        resource("export", "report.css").read_text("utf-8").rstrip(),
        f"@page {{ size: {_PAGES[report.options.page]}; margin: 20mm; @top-center {{ content: {marking} }} "
        f'@bottom-center {{ content: {marking} }} @bottom-right {{ content: counter(page) " / " counter(pages) }} }}',
        *_rules(),
    )
    return "\n" + "\n".join(parts) + "\n"


def policy(style: str, code: str) -> str:
    """The Content Security Policy (https://www.w3.org/TR/CSP3/): this style sheet, this script, embedded images."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(code)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def token_class(token: str) -> str:
    """The class that colours a Pygments token, "" for ink."""
    name = load_palette("light").token(token)
    return f"k-{name}" if name else ""


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _variables(name: str) -> str:
    palette = load_palette(name)
    opacity = f"{round(palette.opacity * 255):02X}"
    values = {
        **palette.colours,
        **palette.groups,
        **{f"fill-{colour}": value + opacity for colour, value in palette.highlights.items()},
        **{f"line-{colour}": value for colour, value in palette.highlights.items()},
        **{f"code-{token}": value for token, value in palette.code.items()},
    }
    return " ".join(f"--{key}: {value};" for key, value in values.items())


@cache
def _rules() -> tuple[str, ...]:
    """What there is for each colour, group and token of a theme."""
    known = load_palette("light")
    colours = (
        f".{colour} {{ --fill: var(--fill-{colour}); --line-of: var(--line-{colour}) }}" for colour in known.highlights
    )
    groups = (f".{group} {{ --group: var(--{group}) }}" for group in known.groups)
    tokens = (f".k-{token} {{ color: var(--code-{token}) }}" for token in known.code)
    return (*colours, *groups, *tokens)


def _css_string(text: str) -> str:
    """A string of CSS in which every character but a letter or digit of ASCII is a number: none of them ends it."""
    shown = (letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):x} " for letter in clean(text))
    return '"' + "".join(shown) + '"'
