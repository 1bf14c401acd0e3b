"""From the window onto paper and into files, and back again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QDialog, QPushButton

from tests.ui.desk import Desk
from viewer.ui.export_choice import Choice
from viewer.ui.export_sheet import ExportSheet
from viewer.ui.exporting import Exporter
from viewer.ui.import_sheet import ImportSheet
from viewer.ui.session import Session
from viewer.ui.window import MainWindow

Span = Callable[[MainWindow, str], tuple[int, int]]


@pytest.fixture
def notes(window: MainWindow, session: Session, span: Span) -> dict[str, str]:
    ids = {
        "a": session.annotate(*span(window, "formal security pact"), colour="yellow", note="What does it oblige?"),
        "b": session.annotate(*span(window, "withdrew without a fight"), colour="pink", note="Check."),
        "c": session.annotate(*span(window, "technology industry"), colour="blue", note="Which?"),
    }
    session.set_tags(ids["a"], ["pact"])
    return ids


@pytest.fixture
def target(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the file dialogue says that the export is to go."""
    target = tmp_path / "out" / "out.file"
    target.parent.mkdir()
    monkeypatch.setattr(Exporter, "ask", lambda *_: target)
    return target


@pytest.fixture
def sheet(desk: Desk, window: MainWindow, notes: dict[str, str]) -> ExportSheet:
    window.actions_["export"].trigger()
    sheet = window.findChild(ExportSheet)
    assert sheet.isVisible()
    return sheet


def settled(desk: Desk, sheet: ExportSheet, ready: Callable[[], bool]) -> None:
    desk.bot.waitUntil(ready, timeout=20_000)


def press(sheet: QDialog, text: str) -> None:
    next(button for button in sheet.findChildren(QPushButton) if button.text() == text).click()


def test_the_sheet_previews_the_pages_and_counts_the_notes(desk: Desk, sheet: ExportSheet) -> None:
    settled(desk, sheet, lambda: sheet.preview.pages() > 1)
    assert sheet.summary() == "3 notes go into the file."
    sheet.set_only("#pact")
    settled(desk, sheet, lambda: sheet.summary() == "1 of 3 notes go into the file.")
    sheet.choose_format("csv")
    settled(desk, sheet, lambda: "formal security pact" in sheet.preview.text())
    assert "withdrew" not in sheet.preview.text()
    sheet.reject()


def test_it_offers_what_makes_a_difference_to_the_format(sheet: ExportSheet) -> None:
    assert {"flatten", "archive", "share_safely"} <= sheet.offered()
    sheet.choose_format("csv")
    assert sheet.offered() == {"share_safely"}
    sheet.reject()


def test_what_was_chosen_is_written_and_remembered(
    desk: Desk, window: MainWindow, sheet: ExportSheet, target: Path
) -> None:
    sheet.choose_format("csv")
    sheet.set_only("colour:pink")
    with desk.bot.waitSignal(window.exporter.exported, timeout=20_000):
        press(sheet, "Export…")
    rows = list(csv.DictReader(StringIO(target.read_text("utf-8-sig"), newline="")))
    assert [row["quote"] for row in rows] == ["withdrew without a fight"]
    assert str(target) in window.banner.text()
    assert {"Open", "Show in folder"} <= {
        one.text() for one in window.banner.findChildren(QPushButton) if one.isVisible()
    }
    window.actions_["export"].trigger()
    again = [one for one in window.findChildren(ExportSheet) if one.isVisible()][-1]
    assert again.choice().format == "csv" and again.choice().only == "", "which notes is another brief's affair"
    again.reject()


def test_a_choice_that_makes_no_sense_any_more_is_the_first_one() -> None:
    odd = Choice.remembered({"format": 7, "flatten": "yes", "archive": True}, "letter")
    assert odd.options.page == "letter" and not odd.options.flatten and odd.options.archive


def test_the_brief_itself_is_never_written_over(
    desk: Desk, window: MainWindow, sheet: ExportSheet, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = session.path.read_bytes()
    monkeypatch.setattr(Exporter, "ask", lambda *_: session.path)
    with desk.bot.waitSignal(window.exporter.failed):
        press(sheet, "Export…")
    assert session.path.read_bytes() == before and window.banner.text()


def answer(monkeypatch: pytest.MonkeyPatch, act: Callable[[ImportSheet], None], result: int = 1) -> None:
    def exec_(sheet: ImportSheet) -> int:
        act(sheet)
        return result

    monkeypatch.setattr(ImportSheet, "exec", exec_)


def exported_pdf(desk: Desk, window: MainWindow, sheet: ExportSheet, target: Path) -> Path:
    sheet.choose_format("pdf")
    with desk.bot.waitSignal(window.exporter.exported, timeout=30_000):
        press(sheet, "Export…")
    return target


def test_what_others_changed_in_the_pdf_comes_back_as_one_edit(
    desk: Desk,
    window: MainWindow,
    session: Session,
    sheet: ExportSheet,
    target: Path,
    notes: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = exported_pdf(desk, window, sheet, target)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            kept = []
            for one in page.get("/Annots", []):
                name = str(one.get("/NM", ""))
                if name.startswith(notes["a"].removeprefix("urn:uuid:")):
                    one.Contents = "It obliges nobody."
                    one.M = "D:20990101000000Z"
                if not name.startswith(notes["b"].removeprefix("urn:uuid:")):
                    kept.append(one)
            if "/Annots" in page:
                page.Annots = pikepdf.Array(kept)
        pdf.save(path)
    seen: list[tuple[str, str]] = []
    answer(monkeypatch, lambda sheet: seen.append(sheet.sides()))
    with desk.bot.waitSignal(window.importer.imported, timeout=20_000):
        window.importer.read([path])
    assert session.annotations[notes["a"]].note == "It obliges nobody."
    assert notes["b"] not in session.annotations and session.annotations[notes["c"]].note == "Which?"
    assert "What does it oblige?" in seen[0][0] and "It obliges nobody." in seen[0][1]
    assert window.actions_["undo"].text() == "&Undo import notes"
    window.actions_["undo"].trigger()
    assert session.annotations[notes["a"]].note == "What does it oblige?" and notes["b"] in session.annotations


def test_what_is_not_ticked_is_not_done(
    desk: Desk, window: MainWindow, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "notes.csv"
    table.write_text("quote,note\nformal security pact,Mine\ntechnology industry,Theirs\n", "utf-8")
    answer(monkeypatch, lambda sheet: sheet.toggle(0))
    with desk.bot.waitSignal(window.importer.imported, timeout=20_000):
        window.importer.read([table])
    assert len(session.annotations) == 1


def test_a_file_that_holds_nothing_is_refused_in_a_sentence(desk: Desk, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "notes.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing of the kind")
    with desk.bot.waitSignal(window.importer.failed, timeout=20_000):
        window.importer.read([path])
    assert "notes.pdf" in window.banner.text()
