"""The style sheet that is laid over Fusion, filled with the tokens of one scheme."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sse_desktop.ui.theme import Tokens

SHEET = Template("""
QMainWindow, QWidget#ground { background: $ground; }
QToolTip { background: $card; color: $ink; border: 1px solid $border; padding: 4px 8px; }
QLabel { background: transparent; color: $ink; }
QLabel[tone="soft"] { color: $soft; }
QLabel[tone="blocked"] { color: $blocked; }
QLabel[tone="to_do"] { color: $to_do; }
QLabel[tone="ready"] { color: $ready; }

QFrame#card { background: $card; border: 1px solid $line; border-radius: 8px; }
QFrame#inspector { background: $card; border: 1px solid $line; border-radius: 8px; }
QFrame#rule { background: $line; border: none; }

QFrame#rail { background: $rail; border: none; }
QFrame#rail QLabel { color: $rail_ink; }
QPushButton#place { background: transparent; color: $rail_soft; border: none; border-left: 4px solid transparent; border-radius: 0;
    padding: 0 12px 0 14px; min-height: 37px; text-align: left; }
QPushButton#place:hover { background: $rail_here; color: $rail_ink; }
QPushButton#place:checked { background: $rail_here; color: $rail_ink; border-left: 4px solid #5CC58F; font-weight: bold; }
QPushButton#place:focus { border: 2px solid #5CC58F; border-left: 4px solid #5CC58F; padding-left: 14px; padding-right: 10px; min-height: 33px; }

QFrame#strip { background: $card; border: none; border-top: 1px solid $line; }
QFrame#strip QLabel { color: $soft; }

QPushButton { background: $card; color: $ink; border: 1px solid $border; border-radius: 6px; padding: 0 14px; min-height: 30px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 0 13px; min-height: 28px; }
QPushButton:disabled { color: $soft; border-color: $line; background: $ground; }
QPushButton:checked { background: $selection; border-color: $accent; }
QPushButton[look="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; }
QPushButton[look="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="primary"]:focus { border: 2px solid $ink; }
QPushButton[look="primary"]:disabled { background: $quiet_ground; color: $quiet; border-color: $quiet_ground; }
QPushButton[look="danger"] { color: $blocked; border-color: $blocked; }
QPushButton[look="quiet"] { border-color: transparent; background: transparent; padding: 0 8px; }
QPushButton[look="quiet"]:hover { background: $hover; }
QPushButton[look="quiet"]:focus { border: 2px solid $accent; padding: 0 7px; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox { background: $card; color: $ink; border: 1px solid $border; border-radius: 6px;
    padding: 0 10px; min-height: 32px; selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit { padding: 6px 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid $accent; padding: 0 9px; min-height: 30px; }
QPlainTextEdit:focus { padding: 5px 7px; }
QLineEdit[state="blocked"], QComboBox[state="blocked"], QPlainTextEdit[state="blocked"] { border: 2px solid $blocked; padding: 0 9px; min-height: 30px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: $ground; color: $soft; border-color: $line; }
QLineEdit[look="title"], QComboBox[look="title"] { font-size: 16pt; font-weight: bold; min-height: 36px; }
QLineEdit[look="lead"], QComboBox[look="lead"] { font-size: 11pt; min-height: 36px; }
QLineEdit[look="title"]:focus, QLineEdit[look="lead"]:focus, QLineEdit[look="title"][state="blocked"] { min-height: 34px; }
QLineEdit:read-only { background: $ground; }
QComboBox::drop-down { border: none; width: 28px; subcontrol-origin: padding; subcontrol-position: center right; }
QComboBox::down-arrow { image: url($arrow); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $card; color: $ink; border: 1px solid $border; outline: none; padding: 4px;
    selection-background-color: $selection; selection-color: $ink; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0 8px; }
QListWidget { background: $card; color: $ink; border: 1px solid $border; border-radius: 6px; padding: 4px; outline: none; }
QListWidget:focus { border: 2px solid $accent; padding: 3px; }
QListWidget::item:selected { background: $selection; color: $ink; }
QListWidget::indicator { width: 16px; height: 16px; border: 1px solid $border; border-radius: 4px; background: $card; }
QListWidget::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }
QCheckBox { color: $ink; spacing: 8px; min-height: 32px; }
QCheckBox::indicator { width: 18px; height: 18px; border: 1px solid $border; border-radius: 4px; background: $card; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }
QCheckBox:focus { border: 2px solid $accent; border-radius: 6px; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $soft; border: none; border-bottom: 3px solid transparent; padding: 0 12px; min-height: 32px; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; border-bottom: 3px solid $accent; font-weight: bold; }
QTabBar::tab:focus { background: $hover; border-radius: 6px; }

QTableView { background: $card; border: none; outline: none; gridline-color: transparent; }
QTableView:focus { border: none; }
QHeaderView { background: $card; border: none; }
QHeaderView::section { background: $card; color: $soft; border: none; border-bottom: 1px solid $line; padding: 0 8px; min-height: 32px; }
QTableCornerButton::section { background: $card; border: none; border-bottom: 1px solid $line; }
QHeaderView::section:hover { color: $ink; }
QHeaderView::up-arrow, QHeaderView::down-arrow { width: 10px; height: 10px; subcontrol-position: center left; subcontrol-origin: padding; }
QHeaderView::up-arrow { image: url($up); }
QHeaderView::down-arrow { image: url($arrow); }
QListView#suggestions { background: $card; border: 1px solid $border; border-radius: 8px; outline: none; padding: 4px; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#ground, QWidget#clear { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $bar_soft; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $border; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QProgressBar { background: $line; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QMenu { background: $card; color: $ink; border: 1px solid $border; padding: 4px; }
QMenu::item { min-height: 28px; padding: 2px 24px 2px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QSplitter::handle { background: transparent; }

QFrame#notice { border: none; border-radius: 8px; }
QFrame#notice[state="ready"] { background: $ready_ground; }
QFrame#notice[state="to_do"] { background: $to_do_ground; }
QFrame#notice[state="blocked"] { background: $blocked_ground; }
QFrame#notice[state="quiet"] { background: $quiet_ground; }
QFrame#notice[state="ready"] QLabel { color: $ready; }
QFrame#notice[state="to_do"] QLabel { color: $to_do; }
QFrame#notice[state="blocked"] QLabel { color: $blocked; }
QFrame#notice[state="quiet"] QLabel { color: $quiet; }
""")


def style_sheet(tokens: Tokens, *, images: dict[str, str]) -> str:
    """Return the style sheet for `tokens`; `images` names the small pictures it draws."""
    colours = {name: getattr(tokens, name) for name in tokens.__slots__ if name != "series"}
    return SHEET.substitute(colours | images)
