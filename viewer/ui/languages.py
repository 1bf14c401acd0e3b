"""The languages of the window: which there are, and changing to one while the program runs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from viewer.catalogue import CatalogueError, catalogue_path, read_catalogue
from viewer.language import translate_with
from viewer.resource_files import resource

SYSTEM = "system"
ENGLISH = "en"


def available() -> list[tuple[str, str]]:
    """The languages, each by its code and its own name, English first: `("fr", "Français")`."""
    codes = sorted(path.stem for path in resource("translations").glob("*.ts"))
    return [(ENGLISH, "English"), *((code, _own_name(code)) for code in codes)]


def install(choice: str) -> str:
    """Show every text made from now on in a language: its code, or `system` for that of the desktop, as far as there
    is a catalogue for it. Dates and numbers follow. Returns what to tell the user if it had to be English, or ""."""
    code = _resolved(choice)
    locale = _locale(code)
    QLocale.setDefault(locale)
    _install_qts_own(code)
    if code == ENGLISH:
        translate_with(None, number=locale.toString)
        return ""
    try:
        translate_with(read_catalogue(catalogue_path(code)).translate, code, locale.toString)
    except CatalogueError:
        translate_with(None, number=locale.toString)
        return f"The texts in {_own_name(code) or code} cannot be used. The window is in English."
    return ""


def _resolved(choice: str) -> str:
    codes = [code for code, _ in available()]
    if choice in codes:
        return choice
    if choice == SYSTEM:
        wanted = (language.partition("-")[0] for language in QLocale.system().uiLanguages())
        return next((code for code in wanted if code in codes), ENGLISH)
    return choice if choice.isalpha() else ENGLISH


def _locale(code: str) -> QLocale:
    """How a language writes dates and numbers: as the desktop does, if it speaks that language."""
    system = QLocale.system()
    if system.language() == QLocale(code).language():
        return system
    return QLocale("en_GB") if code == ENGLISH else QLocale(code)


def _own_name(code: str) -> str:
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:]


def _install_qts_own(code: str) -> None:
    """Have Qt's own buttons, dialogs and context menus speak the language too. Ours are not given to Qt: a translator
    written in Python, called by Qt from another thread while one is being installed, stops the program for good."""
    app = QCoreApplication.instance()
    assert app
    for old in app.findChildren(QTranslator, "qt"):
        app.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(app)
    translator.setObjectName("qt")
    if code != ENGLISH and translator.load(
        f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(translator)
