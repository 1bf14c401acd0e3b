"""The window that says what the program is made of, under which licences, and which versions run here."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QIcon, QTextOption
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer import __version__
from viewer.language import tr
from viewer.parts import Part, parts_here, versions
from viewer.resource_files import resource

_ICON = 48  # pixels


class About(QDialog):
    """Lists the parts, to be searched by name or licence, with the notices of the one that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Briefing Viewer"))
        self.setMinimumSize(560, 400)
        self.resize(900, 600)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search parts and licences"))
        self.search.setAccessibleName(tr("Search parts and licences"))
        self.search.setClearButtonEnabled(True)
        self.parts = QListWidget()
        self.parts.setAccessibleName(tr("Parts"))
        self.parts.setFixedWidth(248)
        self.parts.setSpacing(2)
        self.notices = QPlainTextEdit()
        self.notices.setReadOnly(True)
        self.notices.setAccessibleName(tr("Licence and notices"))
        self.notices.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._lay_out()
        for part in parts_here():
            item = QListWidgetItem(f"{tr(part.name)} {part.version()}".rstrip(), self.parts)
            item.setData(Qt.ItemDataRole.UserRole, part)
            item.setToolTip(part.licence)
        self.search.textChanged.connect(self._filter)
        self.parts.currentItemChanged.connect(lambda item: self._show(item and item.data(Qt.ItemDataRole.UserRole)))
        self.parts.setCurrentRow(0)
        self.search.setFocus()

    def _lay_out(self) -> None:
        icon = QLabel()
        picture = QIcon(str(resource("icons", "briefing-viewer.svg")))
        icon.setPixmap(picture.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        name = QLabel(f"Briefing Viewer {__version__}")
        name.setObjectName("heading")
        font = name.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.3)
        name.setFont(font)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        says = QLabel(
            tr("Read briefs closely, offline, and hand them on marked up. Free software under the MIT licence.")
        )
        says.setWordWrap(True)
        says.setObjectName("muted")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(name)
        words.addWidget(says)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)

        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.parts, 1)
        self._home = QPushButton(tr("Open the website"))
        self._home.clicked.connect(self._open_home)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addLayout(left)
        body.addWidget(self.notices, 1)

        self.copy_button = QPushButton(tr("Copy versions"))
        self.copy_button.setToolTip(tr("For a report of a fault: the versions of everything, and of this system"))
        self.copy_button.clicked.connect(self._copy)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self._home, QDialogButtonBox.ButtonRole.ActionRole)
        # Enter in the search must not press one of them.
        for button in buttons.buttons():
            button.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addLayout(body, 1)
        layout.addWidget(buttons)

    def _filter(self, words: str) -> None:
        shown = []
        for row in range(self.parts.count()):
            item = self.parts.item(row)
            part = item.data(Qt.ItemDataRole.UserRole)
            fits = all(word in f"{item.text()} {part.licence}".casefold() for word in words.casefold().split())
            item.setHidden(not fits)
            if fits:
                shown.append(item)
        if shown and self.parts.currentItem() not in shown:
            self.parts.setCurrentItem(shown[0])

    def _show(self, part: Part | None) -> None:
        if part is None:
            return
        head = [f"{tr(part.name)} {part.version()}".rstrip()]
        if part.licence:
            head.append(tr("Licence: {licence}", licence=part.licence))
        if part.home:
            head.append(part.home)
        paragraphs = ["\n".join(head)]
        if part.note:
            paragraphs.append(tr(part.note))
        texts = dict(part.notices())
        for name, text in texts.items():
            paragraphs.append(f"—— {name} ——\n\n{text}" if len(texts) > 1 else text)
        self.notices.setPlainText("\n\n".join(paragraphs))
        self._home.setEnabled(bool(part.home))
        self._home.setToolTip(part.home)

    def _open_home(self) -> None:
        QDesktopServices.openUrl(QUrl(self.parts.currentItem().data(Qt.ItemDataRole.UserRole).home))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(version_report())
        self.copy_button.setText(tr("Copied"))


def version_report() -> str:
    """The versions of everything, and how Qt draws here, a line each."""
    screen = QGuiApplication.primaryScreen()
    scale = f", scale {screen.devicePixelRatio():g}" if screen else ""
    return f"{versions()}\nDisplay {QGuiApplication.platformName()}{scale}"
