"""A reader of its own, without a window around it, and a mouse for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.brief.loader import Head, load_brief
from viewer.mentions.index import MentionIndex
from viewer.pages.theme import load_theme
from viewer.ui.reader import Reader


def open_reader(qtbot: QtBot, folder: Path, text: str, width: int, height: int) -> Reader:
    """A reader, shown, with a brief of this Markdown text."""
    path = folder / "b.brief.md"
    path.write_text(text, "utf-8")
    brief = load_brief(path)
    reader = Reader(load_theme("light"))
    qtbot.addWidget(reader)
    reader.resize(width, height)
    with qtbot.waitExposed(reader):
        reader.show()
    reader.begin(Head(brief.name, brief.title, brief.front, brief.digest, ()), folder)
    reader.append(brief.blocks)
    reader.finish(brief.front, MentionIndex((), {}, ()))
    QCoreApplication.processEvents()
    return reader


def click(widget: QWidget, point: QPointF) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point.toPoint())


def press(widget: QWidget, point: QPointF) -> None:
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=point.toPoint())


def release(widget: QWidget, point: QPointF) -> None:
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=point.toPoint())


def move(widget: QWidget, point: QPointF, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    """Move the mouse, with a button down unless it is `NoButton`: QTest's moves have none."""
    where = QPointF(widget.mapToGlobal(point.toPoint()))
    none = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, point, where, Qt.MouseButton.NoButton, button, none)
    QCoreApplication.sendEvent(widget, event)


def drag(widget: QWidget, start: QPointF, end: QPointF) -> None:
    press(widget, start)
    move(widget, (start + end) / 2)
    move(widget, end)
    release(widget, end)
