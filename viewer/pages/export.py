"""One door for all formats: most are written as bytes, the PDF is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from viewer.pages.pdf import export_pdf
from viewer.report.formats import Format
from viewer.report.model import Report
from viewer.report.whole_file import whole_file


def export(
    report: Report,
    chosen: Format,
    target: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write `report` to `target` in the chosen format. Raises `ReportError`; see `export_pdf` for the callbacks and for
    what the PDF needs."""
    if chosen.write is None:
        export_pdf(report, target, progress=progress, cancelled=cancelled)
    else:
        data = chosen.data(report)
        with whole_file(target) as temporary:
            temporary.write_bytes(data)
