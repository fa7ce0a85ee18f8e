"""The head of a place: its title, its views as tabs, the search field and the one primary action."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QTabBar, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.search_box import SearchBox
from sse_desktop.ui.widgets.buttons import action_button, button
from sse_desktop.ui.widgets.labels import Headline

BUTTONS: Final = 2
BUTTON_EXTRA_PX: Final = 60  # frame, icon and space around the words
MENU_PX: Final = 60
LEAST_PX: Final = 360  # title and search


class Header(QWidget):
    """Title and search on one line, tabs below when the place has several views."""

    view_chosen = Signal(int)
    back = Signal()

    def __init__(self, context: Context, search: SearchBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._actions: tuple[Action, ...] = ()
        self._count = 0
        self.title = Headline()
        self.back_button = button(context.text(N_("Back")), "plain", icon_name="back")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(context.text(N_("Views of this place")))

        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.back_button)
        line.addWidget(self.title, 1)
        line.addWidget(search)
        line.addLayout(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.tabs)

        self.back_button.hide()
        self.tabs.hide()
        self.tabs.tabBarClicked.connect(self.view_chosen)
        self.tabs.currentChanged.connect(self._walked)
        self.back_button.clicked.connect(self.back)

    def show_title(self, title: str) -> None:
        self.title.setText(title)

    def show_views(self, titles: Sequence[str], current: int) -> None:
        """Show the views of a place; a single one needs no tab."""
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for title in titles:
            self.tabs.addTab(title.replace("&", "&&"))
        self.tabs.setCurrentIndex(current)
        self.tabs.blockSignals(False)
        self.tabs.setVisible(len(titles) > 1)

    def show_actions(self, actions: Sequence[Action]) -> None:
        """Show the primary action last, before it the others that have room, up to two, and what is left in a menu."""
        self._actions = tuple(actions)
        self._fill(self._fitting())

    def _fitting(self) -> int:
        """Return how many of the other actions have room beside title, search and primary action."""
        texts = [self._context.text(action.title) for action in self._actions if not action.primary]
        primary = [self._context.text(action.title) for action in self._actions if action.primary]
        needed = [self.fontMetrics().horizontalAdvance(text) + BUTTON_EXTRA_PX for text in texts]
        room = (
            self.width()
            - LEAST_PX
            - sum(self.fontMetrics().horizontalAdvance(text) + BUTTON_EXTRA_PX for text in primary)
        )
        for count in range(min(BUTTONS, len(needed)), 0, -1):
            if sum(needed[:count]) + (MENU_PX if count < len(needed) else 0) <= room:
                return count
        return 0

    def _fill(self, count: int) -> None:
        self._count = count
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        others = [action for action in self._actions if not action.primary]
        for action in [*others[:count], *(action for action in self._actions if action.primary)]:
            self._buttons.addWidget(action_button(action, self._context))
        if others[count:]:
            self._buttons.insertWidget(count, self._more(others[count:]))

    def _more(self, actions: Sequence[Action]) -> QPushButton:
        more = button("⋯", tip=self._context.text(N_("More actions")))
        menu = QMenu(more)
        for action in actions:
            entry = menu.addAction(self._context.text(action.title).replace("&", "&&"), action.run)
            entry.setEnabled(action.enabled)
        more.setMenu(menu)
        return more

    def show_sheet(self, title: str, is_open: bool) -> None:
        """Make the head that of a sheet, with the way back, or of the place again."""
        self.back_button.setVisible(is_open)
        if is_open:
            self.show_title(title)
            self.tabs.hide()

    def _walked(self, number: int) -> None:
        if self.tabs.hasFocus() and number >= 0:
            self.view_chosen.emit(number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting() != self._count:
            self._fill(self._fitting())
