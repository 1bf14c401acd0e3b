"""Where a brief can lead the reader: to web and mail addresses that were shown whole, and nowhere else."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.report.briefs import brief_of, note_on, report_on
from tests.ui.desk import Desk
from viewer.mentions.gazetteer import Gazetteer
from viewer.pages.export import export
from viewer.pages.fonts import serif_families
from viewer.report.formats import FORMATS
from viewer.ui.dialogs import open_link, shown_address

CLOSED = [
    "file:///etc/passwd",
    "FILE:///C:/Windows/System32/calc.exe",
    "//server/share/x.exe",
    r"\\server\share\x.exe",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "ms-msdt:/id",
    "search-ms:query=x",
    "smb://server/share",
    "ftp://host/file",
    "ssh://host",
    "x-apple.systempreferences:",
    "about:blank",
    "blob:https://host/x",
    "view-source:https://host",
    "http:",
    "https://",
    "http:///etc/passwd",
    "https:host",
    "relative.md",
    "/etc/passwd",
    "https://ho\u200bst\x00/",
    "http://[::1",
    "http://a b/",
]
SHOWN = {
    "https://host.example/a?b=c#d": "https://host.example/a?b=c#d",
    "https://аррӏе.com/": "https://xn--80ak6aa92e.com/",  # Cyrillic throughout
    "https://bank.example@evil.example/": "https://bank.example@evil.example/",
    "https://host.example/\u202egnp.exe": "https://host.example/%E2%80%AEgnp.exe",
    "https://EXAMPLE.com/": "https://example.com/",
    "http://2130706433/": "http://127.0.0.1/",
    "mailto:a@b.example?subject=x": "mailto:a@b.example?subject=x",
}


@pytest.mark.parametrize("target", CLOSED)
def test_what_is_never_opened(target: str) -> None:
    assert shown_address(target) == ""


@pytest.mark.parametrize(("target", "shown"), SHOWN.items())
def test_an_address_is_shown_in_ascii(target: str, shown: str) -> None:
    assert shown_address(target) == shown
    assert shown.isascii()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been opened outside of the program."""
    opened: list[str] = []

    def open_(url: QUrl) -> bool:
        opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_)
    return opened


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What boxes said; each is answered with the button of `boxes.answer`, by default the one Return presses."""
    said: list[tuple[str, str]] = []

    def exec_(box: QMessageBox) -> int:
        said.append((box.text(), box.informativeText()))
        assert box.textFormat() is Qt.TextFormat.PlainText
        default = box.defaultButton()
        return int(box.standardButton(default).value) if default else 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    return said


def test_return_opens_nothing(qtbot: QtBot, opened: list[str], boxes: list[tuple[str, str]]) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    for target in [*SHOWN, *CLOSED, "https://host.example/" + "a" * 5_000]:
        open_link(target, parent)
    assert opened == [] and len(boxes) == len(SHOWN) + len(CLOSED) + 1
    for (text, more), (target, shown) in zip(boxes, SHOWN.items(), strict=False):
        assert more.replace("\n", "") == shown
        assert (QUrl(target).host(QUrl.ComponentFormattingOption.FullyEncoded) or "mail") in text
    assert all(len(line) <= 60 for _, more in boxes for line in more.splitlines())
    assert "too long" in boxes[-1][1]


def test_what_was_shown_is_what_opens(qtbot: QtBot, opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Open)
    for target in [*SHOWN, *CLOSED]:
        open_link(target, parent)
    assert opened == list(SHOWN.values())


LINKED = "# Links\n\n" + "\n\n".join(
    f"[link {number}](<{target}>)" for number, target in enumerate([*CLOSED, *SHOWN]) if "\n" not in target
)


def test_nothing_happens_on_hover_or_while_reading(
    qtbot: QtBot, tmp_path: Path, gazetteer: Gazetteer, opened: list[str], boxes: list[tuple[str, str]]
) -> None:
    desk = Desk(qtbot, tmp_path, gazetteer)
    path = desk.folder / "links.brief.md"
    path.write_text(LINKED)
    window = desk.reading(path)
    viewport = window.reader.viewport()
    for number in range(len(CLOSED)):
        start = window.session.brief.text.index(f"link {number}")  # type: ignore[union-attr]
        window.reader.reveal(start, start + 6)
        box = window.reader.page.rectangles(start, start + 6)[0]
        point = QPoint(round(box.center().x()), round(box.center().y()) - window.reader.verticalScrollBar().value())
        buttons = Qt.MouseButton.NoButton
        place = QPointF(viewport.mapToGlobal(point))
        move = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(point), place, buttons, buttons, Qt.KeyboardModifier.NoModifier
        )
        QGuiApplication.sendEvent(viewport, move)
        QGuiApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, point, viewport.mapToGlobal(point)))
    assert (opened, boxes) == ([], [])
    start = window.session.brief.text.index("link 0")  # type: ignore[union-attr]
    desk.click_on(window, start, start + 6)
    QTest.qWait(10)
    assert opened == [] and "This link is not opened." in [text for text, _ in boxes]


@pytest.mark.parametrize("format", ["html", "docx", "pdf"])
def test_a_file_that_leaves_leads_to_web_and_mail_addresses_alone(
    qapp: QGuiApplication, tmp_path: Path, format: str
) -> None:
    serif_families()
    brief = brief_of(LINKED)
    note = note_on(brief, "link 0", "\n".join(f"[x](<{target}>) <{target}> {target}" for target in CLOSED))
    target = tmp_path / "out"
    export(report_on(brief, note), FORMATS[format], target)
    found = {"html": _in_html, "docx": _in_docx, "pdf": _in_pdf}[format](target.read_bytes())
    assert found
    for link in found:
        assert urlsplit(link).scheme in ("http", "https", "mailto") or link.startswith("#"), link


def _in_html(data: bytes) -> list[str]:
    text = data.decode()
    assert "<base" not in text and "Content-Security-Policy" in text and not re.search(r"<[^>]*\son\w+=", text)
    return re.findall(r'(?:href|src|action|data|poster)="(?!data:image/)([^"]*)"', text)


def _in_docx(data: bytes) -> list[str]:
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode(errors="replace")
            fields = re.findall(r'(?:<w:instrText[^>]*>|w:instr=")([^<"]*)', text)
            assert {field.split()[0] for field in fields} <= {"PAGE", "NUMPAGES"}
            found += re.findall(r'Target="([^"]*)" TargetMode="External"', text)
    return found


def _in_pdf(data: bytes) -> list[str]:
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for object in pdf.objects:
            if isinstance(object, pikepdf.Dictionary):
                assert "/JS" not in object and "/AA" not in object and "/OpenAction" not in object
                action = object.get("/A")
                if action is not None:
                    assert str(action.get("/S")) in ("/URI", "/GoTo"), action
                    found += [str(action.URI)] if "/URI" in action else []
    return found
