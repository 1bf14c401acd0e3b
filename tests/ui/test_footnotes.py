"""Footnotes at their references, and tables that the column is too narrow for: with the mouse, and without."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from viewer.ui.reader import Reader
from viewer.ui.table_window import TableButton, TableWindow
from viewer.ui.window import MainWindow

# The offscreen platform has no window manager.
pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (raise|propagateSizeHints)\(\)")

FILLER = "\n\n".join(f"Paragraph {number} between the reference and its note." for number in range(60))
WIDE = "\n".join(["|" + " Unterauftragnehmer |" * 12, "|" + "---|" * 12, "|" + " Lieferkette |" * 12])
TEXT = f"""---
brief: 1
title: Notes
---
A claim.[^a] Another.[^b]

{WIDE}

{FILLER}

[^a]: The first <b>source</b>.
[^b]: The second source.

    Its second paragraph.
"""


@pytest.fixture
def window(desk: Desk) -> MainWindow:
    path = desk.folder / "notes.brief.md"
    path.write_text(TEXT, "utf-8")
    return desk.reading(path)


@pytest.fixture
def reader(window: MainWindow) -> Reader:
    return window.reader


def place(reader: Reader, words: str) -> tuple[int, int]:
    start = next(block.start + block.text.index(words) for block in reader.page.blocks if words in block.text)
    return start, start + len(words)


def at(reader: Reader, words: str) -> QPoint:
    box = reader.page.rectangles(*place(reader, words))[0]
    return (box.center() - QPointF(0, reader.verticalScrollBar().value())).toPoint()


def put_caret(reader: Reader, offset: int) -> None:
    cursor = reader.textCursor()
    cursor.setPosition(reader.page.position(offset))
    reader.setTextCursor(cursor)


def in_view(reader: Reader, words: str) -> bool:
    return reader.viewport().rect().contains(at(reader, words))


def test_pointing_at_a_reference_shows_what_the_note_says(reader: Reader) -> None:
    point = at(reader, "[2]")
    event = QHelpEvent(QEvent.Type.ToolTip, point, reader.viewport().mapToGlobal(point))
    QApplication.sendEvent(reader.viewport(), event)
    assert "The second source.<br>Its second paragraph." in QToolTip.text()
    QToolTip.hideText()


def test_what_a_note_says_is_never_taken_for_markup(reader: Reader) -> None:
    point = at(reader, "[1]")
    event = QHelpEvent(QEvent.Type.ToolTip, point, reader.viewport().mapToGlobal(point))
    QApplication.sendEvent(reader.viewport(), event)
    assert "&lt;b&gt;source&lt;/b&gt;" in QToolTip.text()
    QToolTip.hideText()


def test_a_click_goes_to_the_note_and_a_click_on_its_number_back(reader: Reader) -> None:
    assert not in_view(reader, "The second source.")
    QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=at(reader, "[2]"))
    assert in_view(reader, "The second source.")
    words = reader.page.rectangles(*place(reader, "The second source."))[0]
    number = QPointF(words.left() - 14, words.center().y() - reader.verticalScrollBar().value())
    QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=number.toPoint())
    assert in_view(reader, "[2]")


def test_the_return_key_goes_to_the_note_and_back(reader: Reader) -> None:
    put_caret(reader, place(reader, "[2]")[0] + 1)
    QTest.keyClick(reader, Qt.Key.Key_Return)
    assert in_view(reader, "The second source.")
    assert reader.caret() == place(reader, "The second source.")[0]
    put_caret(reader, place(reader, "Its second paragraph.")[0] + 3)
    QTest.keyClick(reader, Qt.Key.Key_Return)
    assert reader.caret() == place(reader, "[2]")[0]
    assert in_view(reader, "[2]")


def shown(window: MainWindow) -> list[TableWindow]:
    return [table for table in window.findChildren(TableWindow) if table.isVisible()]


def test_a_wide_table_opens_in_a_window_of_its_own(window: MainWindow, reader: Reader, qtbot: QtBot) -> None:
    put_caret(reader, place(reader, "Lieferkette")[0])
    QTest.keyClick(reader, Qt.Key.Key_Return)
    (table,) = shown(window)
    assert table.view.toPlainText().count("Unterauftragnehmer") == 12
    document = table.view.document()
    block = document.begin()
    while block.isValid():
        assert block.layout().lineCount() <= 1, block.text()  # no word is broken
        block = block.next()
    with qtbot.waitActive(table):
        table.activateWindow()
    QTest.keyClick(table.view, Qt.Key.Key_Escape)
    assert not shown(window)


def test_pointing_at_a_wide_table_offers_it(window: MainWindow, reader: Reader) -> None:
    put_caret(reader, 0)
    reader.point_at_table(reader.page.rectangles(*place(reader, "Lieferkette"))[0].center())
    button = reader.findChild(TableButton)
    assert button and button.isVisible() and reader.viewport().rect().contains(button.geometry())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    (table,) = shown(window)
    table.close()


def test_the_return_key_in_plain_text_opens_nothing(window: MainWindow, reader: Reader) -> None:
    put_caret(reader, place(reader, "Paragraph 3 ")[0])
    QTest.keyClick(reader, Qt.Key.Key_Return)
    assert not shown(window)
    assert reader.caret() == place(reader, "Paragraph 3 ")[0]
