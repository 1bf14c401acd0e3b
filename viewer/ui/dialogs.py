"""The few questions that the program asks in a box of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QInputDialog,
    QLabel,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from viewer import __version__
from viewer.mentions.user_lexicon import UserLexiconError, start_user_lexicon
from viewer.pages.bidi import visible
from viewer.ui.note_editor import TagLine

_PARTS = (
    "PySide6-Essentials", "Markdown", "Pygments", "PyYAML", "ahocorasick_rs", "rapidfuzz", "rustworkx", "numpy",
    "pikepdf", "Pillow", "pypdfium2", "platformdirs", "filelock", "QtAwesome",
)  # fmt: skip


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


def open_link(target: str, parent: QWidget) -> None:
    """Show where a link leads, and open it in the browser if the reader says so."""
    address = shown_address(target)
    box = _box(parent, "Open link")
    if not address:
        box.setText("This link is not opened.")
        box.setInformativeText(f"Only http, https and mailto addresses are. It leads to:\n{visible(target[:500])}")
        box.exec()
        return
    box.setText("Open this address in your browser?")
    box.setInformativeText(address)
    box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    if box.exec() == QMessageBox.StandardButton.Open:
        QDesktopServices.openUrl(QUrl(target, QUrl.ParsingMode.StrictMode))


def ask_author(author: str, parent: QWidget) -> str | None:
    """Ask who signs the notes; None if the reader thinks better of it."""
    name, ok = QInputDialog.getText(parent, "Author of notes", "Your name, as it stands on new notes:", text=author)
    return name.strip() if ok else None


def ask_tags(count: int, known: Callable[[], Sequence[str]], parent: QWidget) -> list[str]:
    """Ask which tags to add to so many notes; none if the reader thinks better of it."""
    box = QDialog(parent)
    box.setWindowTitle("Tag notes")
    line = TagLine(known)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, box)
    buttons.accepted.connect(box.accept)
    buttons.rejected.connect(box.reject)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(16, 16, 16, 16)
    for widget in (QLabel(f"Add to {count} notes:"), line, buttons):
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
        box = _box(parent, "Your own names")
        box.setText(problem or "Names of your own, for every brief, are kept in this file:")
        box.setInformativeText(str(path))
        box.exec()


def ask_discard(message: str, parent: QWidget) -> bool:
    """Whether to close although notes are not saved."""
    box = _box(parent, "Notes are not saved")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText("Some notes are not saved.")
    box.setInformativeText(f"{message}\nIf you close now, they are lost.")
    stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton("Close and lose them", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is leave


def show_about(parent: QWidget) -> None:
    """Name the program, its parts and their versions."""
    # Imported when it is needed: it takes as long as a tenth of the window.
    from importlib.metadata import PackageNotFoundError, version

    box = _box(parent, "About Briefing Viewer")
    box.setText(f"Briefing Viewer {__version__}")
    parts = []
    for name in _PARTS:
        try:
            parts.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    box.setInformativeText(
        "Read a structured brief, see who acts and which minerals are at stake, annotate it offline. MIT licence.\n\n"
        "State names from Unicode CLDR (Unicode-3.0 licence); demonyms and capitals from the World Factbook (public "
        "domain). Source Serif Pro under the SIL Open Font Licence.\n\n" + "\n".join(parts)
    )
    box.exec()


def _box(parent: QWidget, title: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
