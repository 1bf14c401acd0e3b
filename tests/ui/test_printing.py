"""Printing, onto a file for want of a printer: the pages asked for, with the marks in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from pytestqt.qtbot import QtBot

from viewer.ui.session import Session
from viewer.ui.window import MainWindow


def test_the_pages_asked_for_with_their_marks(
    window: MainWindow,
    session: Session,
    span: Callable[[MainWindow, str], tuple[int, int]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    target = tmp_path / "printed.pdf"
    session.annotate(*span(window, "formal security pact"), colour="yellow")

    def exec_(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setFromTo(1, 2)
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", exec_)
    with qtbot.waitSignal(window.printing.done, timeout=60_000):
        window.actions_["print"].trigger()
    document = pypdfium2.PdfDocument(target)
    try:
        assert len(document) == 2
        page = document[0]
        text = page.get_textpage()
        assert "formal security pact" in " ".join(text.get_text_range().split())
        text.close()
        image = page.render(scale=1).to_pil().convert("RGB")
        page.close()
    finally:
        document.close()
    colours = image.getcolors(image.width * image.height)
    assert any(red > 220 and green > 200 and blue < 190 for _, (red, green, blue) in colours), "nothing is yellow"


def test_thinking_better_of_it_prints_nothing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: 0)
    window.actions_["print"].trigger()
    assert not window.banner.text()
