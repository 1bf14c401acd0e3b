"""The few questions that the program asks in a box of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from viewer.language import tr, trn
from viewer.mentions.user_lexicon import UserLexiconError, start_user_lexicon
from viewer.report.bidi import visible
from viewer.ui.note_editor import TagLine

#: Characters of an address: so many can be looked at, in lines of so many.
_LONGEST, _LINE = 1000, 40


def shown_address(target: str) -> str:
    """A web or mail address with its host in ASCII and every control of text direction made visible; "" for an
    address that must not be opened."""
    url = QUrl(target, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme().lower() not in ("http", "https", "mailto"):
        return ""
    if url.scheme().lower() != "mailto" and not url.host():
        return ""
    # FullyEncoded spells an internationalised host in Punycode, so that a look-alike letter shows.
    return visible(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


def _in_lines(address: str) -> str:
    """All of an address, which no label would break by itself."""
    return "\n".join(address[at : at + _LINE] for at in range(0, len(address), _LINE))


def open_link(target: str, parent: QWidget) -> None:
    """Show where a link leads, and open it in the browser if the reader says so."""
    address = shown_address(target)
    box = _box(parent, tr("Open link"))
    if len(address) > _LONGEST:
        box.setText(tr("This link is not opened."))
        box.setInformativeText(
            tr("Its address is too long to be shown whole. It begins:\n{address}", address=_in_lines(address[:500]))
        )
        box.exec()
        return
    if not address:
        box.setText(tr("This link is not opened."))
        box.setInformativeText(
            tr(
                "Only http, https and mailto addresses are. It leads to:\n{address}",
                address=_in_lines(visible(target[:500])),
            )
        )
        box.exec()
        return
    # The name before the host may look like one.
    host = QUrl(target, QUrl.ParsingMode.StrictMode).host(QUrl.ComponentFormattingOption.FullyEncoded)
    box.setText(
        tr("Open this address at {host} in your browser?", host=host)
        if host
        else tr("Write to this address with your mail program?")
    )
    box.setInformativeText(_in_lines(address))
    box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    if box.exec() == QMessageBox.StandardButton.Open:
        QDesktopServices.openUrl(QUrl(target, QUrl.ParsingMode.StrictMode))


def ask_tags(count: int, known: Callable[[], Sequence[str]], parent: QWidget) -> list[str]:
    """Ask which tags to add to so many notes; none if the reader thinks better of it."""
    box = QDialog(parent)
    box.setWindowTitle(tr("Tag notes"))
    line = TagLine(known)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, box)
    buttons.accepted.connect(box.accept)
    buttons.rejected.connect(box.reject)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(16, 16, 16, 16)
    for widget in (QLabel(trn("Add to 1 note:", "Add to {n} notes:", count)), line, buttons):
        layout.addWidget(widget)
    line.setMinimumWidth(320)
    done = box.exec()
    box.deleteLater()
    return [tag.strip() for tag in line.text().split(",") if tag.strip()] if done else []


def open_own_names(path: Path, parent: QWidget) -> None:
    """Open the file of the user's own names in the system's editor, made if there is none; else say where it is."""
    problem = ""
    try:
        start_user_lexicon(path)
    except UserLexiconError as error:
        problem = str(error)
    if problem or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        box = _box(parent, tr("Your own names"))
        box.setText(problem or tr("Names of your own, for every brief, are kept in this file:"))
        box.setInformativeText(str(path))
        box.exec()


def ask_discard(message: str, parent: QWidget) -> bool:
    """Whether to close although notes are not saved."""
    box = _box(parent, tr("Notes are not saved"))
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(tr("Some notes are not saved."))
    box.setInformativeText(tr("{problem}\nIf you close now, they are lost.", problem=message))
    stay = box.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton(tr("Close and lose them"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is leave


def show_about(parent: QWidget) -> None:
    """Say what the program is made of, and under which licences."""
    # Imported when it is needed: asking for all versions takes as long as a tenth of the window.
    from viewer.ui.about import About

    about = About(parent)
    about.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    about.open()


def _box(parent: QWidget, title: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
