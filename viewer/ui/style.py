"""The look of the window around the brief, derived from the theme's tokens."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from viewer.pages.theme import Theme
from viewer.resource_files import resource


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
    """Spacing and lines on a 4 px grid; all colours from the theme. What has the keyboard has a ring of two pixels,
    for which its padding makes room."""
    c = {name: colour.name() for name, colour in theme.colours.items()}
    for name, opacity in (("hover", 0.15 if theme.contrast else 0.07), ("faint", 0.6)):
        shade = QColor(theme["ink" if name == "hover" else "muted"])
        shade.setAlphaF(opacity)
        c[name] = shade.name(QColor.NameFormat.HexArgb)
    # What only a shade tells in other themes is framed in those of high contrast.
    c["chosen"] = c["ink"] if theme.contrast else "transparent"
    for picture in ("tick", "down", "up"):
        c[picture] = resource("icons", f"{picture}-{'dark' if theme.dark else 'light'}.svg").as_posix()
    return _SHEET % c


_SHEET = """
* { outline: none; dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { background: %(raised)s; color: %(ink)s; border: 1px solid %(control)s; padding: 4px 6px; }
QMenuBar { background: %(panel)s; padding: 0 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; border: 1px solid transparent; background: transparent; }
QMenuBar::item:selected { background: %(hover)s; border-color: %(chosen)s; }
QMenu { background: %(raised)s; border: 1px solid %(control)s; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 12px; border: 1px solid transparent; border-radius: 4px; }
QMenu::item:selected { background: %(selection)s; border-color: %(chosen)s; }
QMenu::item:disabled { color: %(faint)s; }
QMenu::separator { height: 1px; background: %(line)s; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 4px; border: 1px solid %(muted)s; background: %(raised)s; }
QMenu::indicator:non-exclusive { border-radius: 4px; }
QMenu::indicator:exclusive { border-radius: 8px; }
QMenu::indicator:non-exclusive:checked { background: %(accent)s; border-color: %(accent)s; image: url("%(tick)s"); }
QMenu::indicator:exclusive:checked { width: 6px; height: 6px; border: 5px solid %(accent)s; }
QToolBar { background: %(panel)s; border: none; border-bottom: 1px solid %(line)s; padding: 4px 8px; spacing: 4px; }
QToolBar::separator { width: 1px; background: %(line)s; margin: 4px 4px; }
QToolButton { padding: 4px 8px; border-radius: 4px; border: 1px solid transparent; }
QToolButton:hover { background: %(hover)s; border-color: %(chosen)s; }
QToolButton:pressed, QToolButton:checked { background: %(selection)s; border-color: %(chosen)s; }
QToolButton:focus { border: 2px solid %(focus)s; padding: 3px 7px; }
QToolButton#floating { background: %(raised)s; border-color: %(line)s; }
QToolButton::menu-indicator { image: none; }
#qt_toolbar_ext_button { padding: 0; }
QStatusBar { background: %(panel)s; border-top: 1px solid %(line)s; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: %(muted)s; padding: 0 8px; }
QSplitter::handle { background: %(line)s; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QTabWidget::pane { border: none; border-top: 1px solid %(line)s; }
QTabBar { background: %(panel)s; qproperty-drawBase: 0; }
QTabBar::tab { padding: 6px 6px; color: %(muted)s; border: 2px solid transparent; }
QTabBar::tab:hover { color: %(ink)s; }
QTabBar::tab:selected { color: %(ink)s; border-bottom-color: %(accent)s; }
QTabBar::tab:focus { border-color: %(focus)s; border-radius: 4px; }
#briefTabs { background: %(panel)s; qproperty-drawBase: 0; }
#briefTabs::tab { padding: 6px 4px 6px 12px; min-width: 96px; max-width: 260px; }
#closeTab { padding: 2px; margin: 0 4px; border: none; border-radius: 4px; }
#closeTab:hover { background: %(hover)s; }
QAbstractItemView { selection-background-color: %(selection)s; selection-color: %(ink)s; }
QListView, QTreeView { background: %(panel)s; border: 2px solid transparent; }
QTableView { border: 2px solid transparent; gridline-color: %(line)s; }
QListView:focus, QTreeView:focus, QTableView:focus, QScrollArea:focus { border: 2px solid %(focus)s; }
QTreeView::item { padding: 4px 2px; border: 1px solid transparent; }
QTreeView::item:hover, QListView::item:hover { background: %(hover)s; }
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected {
    background: %(selection)s; color: %(ink)s; border-color: %(chosen)s;
}
QHeaderView::section {
    background: %(panel)s; color: %(muted)s; padding: 4px 8px; border: none; border-bottom: 1px solid %(line)s;
}
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
    background: %(raised)s; border: 1px solid %(control)s; border-radius: 4px; padding: 4px 6px;
    selection-background-color: %(selection)s; selection-color: %(ink)s;
}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid %(focus)s; padding: 3px 5px;
}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { border: none; padding: 0 6px; background: transparent; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: %(faint)s; border-color: %(line)s; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("%(down)s"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: %(raised)s; border: 1px solid %(control)s; padding: 4px; }
QComboBox QAbstractItemView::item { padding: 4px 8px; min-height: 20px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 20px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url("%(up)s"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("%(down)s"); width: 10px; height: 10px; }
QPushButton { background: %(raised)s; border: 1px solid %(control)s; border-radius: 4px; padding: 5px 12px; }
QPushButton:hover { background: %(hover)s; }
QPushButton:pressed { background: %(selection)s; }
QPushButton:default { border-color: %(accent)s; }
QPushButton:focus { border: 2px solid %(focus)s; padding: 4px 11px; }
QPushButton:disabled { color: %(faint)s; border-color: %(line)s; }
QPushButton[flat="true"] { background: transparent; border: 1px solid transparent; text-align: left; padding: 4px 8px; }
QPushButton[flat="true"]:hover { background: %(hover)s; border-color: %(chosen)s; }
QPushButton[flat="true"]:focus { border: 2px solid %(focus)s; padding: 3px 7px; }
QScrollBar { background: transparent; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: %(control)s; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: %(muted)s; border-radius: 4px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSlider:horizontal { min-height: 24px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: %(control)s; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: %(accent)s; }
QSlider::handle:horizontal {
    width: 14px; height: 14px; margin: -6px 0; border: 1px solid %(accent)s; border-radius: 8px; background: %(raised)s;
}
QSlider::handle:horizontal:focus { border: 2px solid %(focus)s; width: 12px; height: 12px; }
QProgressBar { border: 1px solid %(control)s; border-radius: 4px; background: %(raised)s; text-align: center; }
QProgressBar { height: 16px; }
QProgressBar::chunk { background: %(selection)s; border-radius: 3px; }
#reader { background: %(paper)s; border: none; border-top: 2px solid transparent; }
#reader:focus { border: none; border-top: 2px solid %(focus)s; }
#side { background: %(panel)s; }
#section { color: %(muted)s; font-weight: 600; padding: 12px 12px 4px 12px; }
#startSection { color: %(muted)s; font-weight: 600; padding: 0; }
#start QPushButton[flat="true"] { padding: 6px 8px 6px 0; }
#heading { color: %(ink)s; font-weight: 600; font-size: 16px; }
#quiet { color: %(accent)s; padding: 2px 4px; }
#quiet:focus { padding: 1px 3px; }
QCheckBox, QRadioButton { spacing: 8px; padding: 1px; border: 2px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: %(focus)s; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 14px; height: 14px; border: 1px solid %(muted)s; background: %(raised)s;
}
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: %(accent)s; border-color: %(accent)s; image: url("%(tick)s"); }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid %(accent)s; }
#field { border: 1px solid %(control)s; padding: 2px 8px; color: %(muted)s; }
#field[filled="true"] { color: %(ink)s; background: %(selection)s; }
#field:focus { border: 2px solid %(focus)s; padding: 1px 7px; }
#sectionButton { background: transparent; color: %(muted)s; font-weight: 600; padding: 4px 4px; text-align: left; }
#sectionButton:hover { background: %(hover)s; }
#sectionButton:focus { padding: 3px 3px; }
#muted { color: %(muted)s; }
#key {
    color: %(ink)s; background: %(raised)s; border: 1px solid %(control)s; border-radius: 4px; padding: 0 6px;
}
#start, #startList { background: %(paper)s; }
#banner { background: %(raised)s; border-bottom: 1px solid %(line)s; }
#banner QScrollArea, #bannerText { background: transparent; }
#bannerText { color: %(ink)s; }
#findBar { background: %(panel)s; border-top: 1px solid %(line)s; }
#toggle { border-color: %(line)s; }
#toggle:focus, #toggle:checked { border-color: %(accent)s; }
#goTo { background: %(raised)s; border: 1px solid %(line)s; border-radius: 8px; }
#goTo QListView { background: %(raised)s; border: none; }
#goTo QLineEdit { padding: 8px 8px; }
#fullScreenHint {
    background: %(raised)s; color: %(ink)s; border: 1px solid %(line)s; border-radius: 8px; padding: 8px 16px;
}
#warning { color: %(warning)s; }
#selectionBar { background: %(raised)s; border: 1px solid %(control)s; border-radius: 6px; }
"""
