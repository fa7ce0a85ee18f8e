"""Buttons made from actions: the look tells the one primary action from the others."""

from typing import Literal

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.icons import icon
from sse_desktop.ui.theme import Theme, font

Look = Literal["plain", "primary", "danger", "quiet", "place"]


def button(text: str, look: Look = "plain", *, icon_name: str = "", tip: str = "") -> QPushButton:
    """Return a button; an ampersand in `text` is shown, not taken for a key."""
    result = QPushButton(text.replace("&", "&&"))
    result.setProperty("look", look)
    result.setAccessibleName(tip or text)
    if look == "primary":
        result.setFont(font("strong"))
    if tip:
        result.setToolTip(tip)
    if icon_name:
        result.setProperty("icon_name", icon_name)
        result.setIconSize(QSize(18, 18))
        tint(result)
    return result


def tint(of: QPushButton) -> None:
    """Give a button its icon in the colours of the scheme in force."""
    name = of.property("icon_name")
    if name:
        tokens = Theme.tokens
        colours = {"primary": tokens.on_accent, "danger": tokens.blocked, "place": tokens.rail_soft}
        of.setIcon(icon(str(name), colours.get(str(of.property("look")), tokens.ink)))


def action_button(action: Action, context: Context) -> QPushButton:
    """Return a button that runs `action`; its key is shown in the tip."""
    text = context.text(action.title)
    look: Look = "primary" if action.primary else "danger" if action.danger else "plain"
    result = button(text, look, icon_name=action.icon)
    result.setToolTip(f"{text}  {action.key}" if action.key else text)
    result.setEnabled(action.enabled)
    result.clicked.connect(action.run)
    return result
