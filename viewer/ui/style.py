"""The look of the window around the brief, derived from the theme's tokens."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from viewer.pages.theme import Theme, load_theme
from viewer.resource_files import resource


def theme_for(choice: str) -> Theme:
    """The theme for the setting `light`, `dark` or `system`."""
    if choice == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        choice = "dark" if dark else "light"
    return load_theme(choice)


def palette(theme: Theme) -> QPalette:
    """Every role that a widget may ask for."""
    role, made = QPalette.ColorRole, QPalette()
    colours = {
        role.Window: "panel",
        role.WindowText: "ink",
        role.Base: "paper",
        role.AlternateBase: "panel",
        role.Text: "ink",
        role.PlaceholderText: "muted",
        role.Button: "panel",
        role.ButtonText: "ink",
        role.BrightText: "ink",
        role.Highlight: "selection",
        role.HighlightedText: "ink",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Accent: "accent",
        role.ToolTipBase: "raised",
        role.ToolTipText: "ink",
        role.Light: "raised",
        role.Midlight: "line",
        role.Mid: "line",
        role.Dark: "muted",
        role.Shadow: "line",
    }
    for one, token in colours.items():
        made.setColor(one, theme[token])
    for one in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(theme["muted"])
        faded.setAlphaF(0.6)
        made.setColor(QPalette.ColorGroup.Disabled, one, faded)
    return made


def style_sheet(theme: Theme) -> str:
    """Spacing and lines on a 4 px grid; all colours from the theme."""
    c = {name: colour.name() for name, colour in theme.colours.items()}
    hover = QColor(theme["ink"])
    hover.setAlphaF(0.07)
    c["hover"] = hover.name(QColor.NameFormat.HexArgb)
    c["tick"] = resource("icons", f"tick-{'dark' if theme.dark else 'light'}.svg").as_posix()
    return _SHEET % c


_SHEET = """
* { outline: none; dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { background: %(raised)s; color: %(ink)s; border: 1px solid %(line)s; padding: 4px 6px; }
QMenuBar { background: %(panel)s; padding: 0 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: %(hover)s; }
QMenu { background: %(raised)s; border: 1px solid %(line)s; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 12px; border-radius: 4px; }
QMenu::item:selected { background: %(selection)s; }
QMenu::item:disabled { color: %(muted)s; }
QMenu::separator { height: 1px; background: %(line)s; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QToolBar { background: %(panel)s; border: none; border-bottom: 1px solid %(line)s; padding: 4px 8px; spacing: 4px; }
QToolBar::separator { width: 1px; background: %(line)s; margin: 4px 4px; }
QToolButton { padding: 4px 8px; border-radius: 4px; border: 1px solid transparent; }
QToolButton:hover { background: %(hover)s; }
QToolButton:pressed, QToolButton:checked { background: %(selection)s; }
QToolButton:focus { border-color: %(accent)s; }
QToolButton::menu-indicator { image: none; }
QStatusBar { background: %(panel)s; border-top: 1px solid %(line)s; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: %(muted)s; padding: 0 8px; }
QSplitter::handle { background: %(line)s; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QTabWidget::pane { border: none; border-top: 1px solid %(line)s; }
QTabBar { background: %(panel)s; }
QTabBar::tab { padding: 8px 8px; color: %(muted)s; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: %(ink)s; }
QTabBar::tab:selected { color: %(ink)s; border-bottom-color: %(accent)s; }
QTabBar::tab:focus { color: %(accent)s; }
QListView, QTreeView { background: %(panel)s; border: none; }
QListView:focus, QTreeView:focus { border: 1px solid %(accent)s; }
QTreeView::item { padding: 4px 2px; }
QTreeView::item:hover { background: %(hover)s; }
QTreeView::item:selected { background: %(selection)s; color: %(ink)s; }
QLineEdit, QPlainTextEdit {
    background: %(raised)s; border: 1px solid %(line)s; border-radius: 4px; padding: 4px 6px;
    selection-background-color: %(selection)s; selection-color: %(ink)s;
}
QLineEdit:focus, QPlainTextEdit:focus { border-color: %(accent)s; }
QPushButton { background: %(raised)s; border: 1px solid %(line)s; border-radius: 4px; padding: 5px 12px; }
QPushButton:hover { background: %(hover)s; }
QPushButton:focus { border-color: %(accent)s; }
QPushButton:default { border-color: %(accent)s; }
QPushButton:disabled { color: %(muted)s; }
QPushButton[flat="true"] { background: transparent; border: 1px solid transparent; text-align: left; padding: 4px 8px; }
QPushButton[flat="true"]:hover { background: %(hover)s; }
QPushButton[flat="true"]:focus { border-color: %(accent)s; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: %(line)s; border-radius: 4px; min-height: 32px; margin: 2px; }
QScrollBar::handle:vertical:hover { background: %(muted)s; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: %(line)s; border-radius: 4px; min-width: 32px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { border: 1px solid %(line)s; border-radius: 4px; background: %(raised)s; text-align: center; }
QProgressBar { height: 16px; }
QProgressBar::chunk { background: %(selection)s; border-radius: 3px; }
#reader { background: %(paper)s; border: none; }
#side { background: %(panel)s; }
#section { color: %(muted)s; font-weight: 600; padding: 12px 12px 4px 12px; }
#startSection { color: %(muted)s; font-weight: 600; padding: 0; }
#start QPushButton[flat="true"] { padding: 6px 8px 6px 0; }
#heading { color: %(ink)s; font-weight: 600; font-size: 16px; }
#quiet { color: %(accent)s; padding: 2px 4px; }
QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 14px; height: 14px; border: 1px solid %(muted)s; background: %(raised)s;
}
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: %(accent)s; }
QCheckBox::indicator:checked { background: %(accent)s; border-color: %(accent)s; image: url("%(tick)s"); }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid %(accent)s; }
QCheckBox:focus, QRadioButton:focus { color: %(accent)s; }
#field { border: 1px solid %(line)s; padding: 2px 8px; color: %(muted)s; }
#field[filled="true"] { color: %(ink)s; background: %(selection)s; }
#sectionButton { background: transparent; color: %(muted)s; font-weight: 600; padding: 4px 4px; text-align: left; }
#sectionButton:hover { background: %(hover)s; }
#muted { color: %(muted)s; }
#start { background: %(paper)s; }
#banner { background: %(raised)s; border-bottom: 1px solid %(line)s; }
#banner QScrollArea, #bannerText { background: transparent; }
#bannerText { color: %(ink)s; }
#selectionBar { background: %(raised)s; border: 1px solid %(line)s; border-radius: 6px; }
"""
