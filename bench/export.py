"""What exporting a PDF costs: `python -m bench.export [RUNS] [peers]`.

A brief of 1 MB with 1,000 annotations, each run in a process of its own; medians in seconds, the largest memory of the
process in MiB. `export` is the whole of `export_pdf`, and the three parts below it make it up; `process` is the rest as
well: start, imports, reading the brief, placing the annotations. `bare` is the whole process without appendices.
`command` is what a user waits for: `main.py export --to pdf` with all that, and the mentions found and underlined too;
but for the first run, the brief comes from the cache, as one that was opened before.

With `peers`, LibreOffice (`soffice`) and WeasyPrint (`weasyprint`), where they are on the path, turn a page of HTML of
the same text, headings and paragraphs only, into a PDF, in turn with ours.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path

from bench.texts import write_brief
from viewer.annotations.model import COLOURS, Annotation, new_annotation
from viewer.annotations.target import Target
from viewer.brief.model import Brief

_NOTES = 1_000
#: Where in the progress of `export_pdf` its parts end.
_PARTS = {"layout": 0.5, "write": 0.9, "verify": 1.0}


def main() -> None:
    runs = max(5, next((int(one) for one in sys.argv[1:] if one.isdigit()), 5))
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    figures = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        brief = write_brief(folder / "large.brief.md", 1 << 20)
        command = [sys.executable, "-m", "bench.export", "once", str(brief)]
        peers = _peers(brief) if "peers" in sys.argv else {}
        # Neither the user's own names nor a store of texts, and nothing left behind in them.
        own = environment | {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CONFIG", "DATA", "CACHE")}
        program = [sys.executable, "main.py", "export", str(brief), "--to", "pdf", "-o", str(folder / "command.pdf")]
        _write_notes(brief)
        for _ in range(runs):
            taken, printed = _timed(command, environment)
            figure = json.loads(printed) | {
                "process": taken,
                "bare": _timed([*command, "bare"], environment)[0],
                "command": _timed(program, own)[0],
            }
            figures.append(figure | {peer: _timed(one, dict(os.environ))[0] for peer, one in peers.items()})
    for key in ("command", "process", "bare", "load", "place", "export", *_PARTS, *peers):
        values = sorted(one[key] for one in figures)
        print(f"{key:>11}: {statistics.median(values):5.2f} s  ({values[0]:.2f} to {values[-1]:.2f})")
    for peer in peers:
        for key in ("command", "process", "bare"):
            ratio = statistics.median(one[key] / one[peer] for one in figures)
            print(f"{key + ' / ' + peer:>22}: {ratio:.2f}")
    print(f"     memory: {max(one['memory'] for one in figures):.0f} MiB")
    print(f"       file: {figures[0]['pages']} pages, {figures[0]['size'] / 1e6:.1f} MB")


def _timed(command: list[str], environment: dict[str, str]) -> tuple[float, str]:
    start = time.perf_counter()
    printed = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    return time.perf_counter() - start, printed


def _peers(path: Path) -> dict[str, list[str]]:
    """The commands of other programs that make a PDF of a brief's text."""
    from viewer.brief.loader import load_brief

    brief = load_brief(path)
    page = path.with_suffix(".html")
    tags = ("h2" if block.kind == "heading" else "p" for block in brief.blocks)
    lines = (f"<{tag}>{escape(block.text)}</{tag}>" for tag, block in zip(tags, brief.blocks, strict=True))
    page.write_text("<!doctype html><meta charset=utf-8><title>x</title>\n" + "\n".join(lines), "utf-8")
    profile = f"-env:UserInstallation={(path.parent / 'office').as_uri()}"
    out = str(path.parent / "peer.pdf")
    commands = {
        "soffice": ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(page)],
        "weasyprint": ["weasyprint", str(page), out],
    }
    found = {peer: [str(shutil.which(peer)), *command[1:]] for peer, command in commands.items() if shutil.which(peer)}
    for command in found.values():
        # The first start makes a profile or a cache.
        subprocess.run(command, check=True, capture_output=True)
    return found


def _notes(brief: Brief) -> Iterator[Annotation]:
    """Annotations all over a brief, every other one with a note."""
    step, colours = (len(brief.text) - 400) // _NOTES, tuple(COLOURS)
    for number in range(_NOTES):
        target = Target.at(brief.text, number * step, number * step + (12, 60, 150, 300)[number % 4])
        note = f"Note {number}" if number % 2 else ""
        yield new_annotation(brief.name, target, note=note, colour=colours[number % 5])


def _write_notes(path: Path) -> None:
    from viewer.annotations.jsonld import Page, sidecar_path, write_page
    from viewer.brief.loader import load_brief

    notes = {note.id: note for note in _notes(load_brief(path))}
    sidecar_path(path).write_bytes(write_page(Page(notes)))


def once(path: Path, *, bare: bool) -> None:
    """One export, its figures as JSON."""
    from PySide6.QtGui import QGuiApplication

    from viewer.brief.loader import load_brief
    from viewer.pages.pdf import export_pdf
    from viewer.report.model import ReportOptions, make_report

    app = QGuiApplication([])
    marks = [time.perf_counter()]
    brief = load_brief(path)
    marks.append(time.perf_counter())
    report = make_report(brief, _notes(brief), options=ReportOptions(appendices=not bare))
    marks.append(time.perf_counter())
    reached: list[tuple[float, float]] = []
    target = path.with_suffix(".pdf")
    export_pdf(report, target, progress=lambda share: reached.append((share, time.perf_counter())))
    ends = {part: next(at for share, at in reached if share >= end) for part, end in _PARTS.items()}
    starts = [reached[0][1], *ends.values()]
    figures = {part: at - start for (part, at), start in zip(ends.items(), starts, strict=False)}
    kibibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures |= {
        "load": marks[1] - marks[0],
        "place": marks[2] - marks[1],
        "export": time.perf_counter() - marks[2],
        # Linux counts KiB, macOS bytes.
        "memory": kibibytes / (1 << 20 if sys.platform == "darwin" else 1 << 10),
        "pages": _pages(target),
        "size": target.stat().st_size,
    }
    print(json.dumps(figures))
    del app


def _pages(path: Path) -> int:
    import pikepdf

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


if __name__ == "__main__":
    if sys.argv[1:2] == ["once"]:
        once(Path(sys.argv[2]), bare="bare" in sys.argv)
    else:
        main()
