"""The bar above the grid of pledges: round, product, community, words, and the weeks that are shown."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.labels import label
from sse_desktop.ui.widgets.layouts import FlowLayout


class PledgeBar(QWidget):
    """What chooses the members and the product."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self._every = context.text(N_("All communities"))
        self.product = QComboBox()
        self.product.setAccessibleName(context.text(N_("Product")))
        self.product.setMinimumWidth(150)
        self.community = QComboBox()
        self.community.setAccessibleName(context.text(N_("Community")))
        self.community.addItem(self._every)
        self.community.setMaximumWidth(190)
        self.search = QLineEdit()
        self.search.setPlaceholderText(context.text(N_("Number, name or community")))
        self.search.setAccessibleName(context.text(N_("Number, name or community")))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(220)
        self.span = label("", "strong")
        self.span.setMinimumHeight(34)  # as high as what it stands beside

    def lay_out(self, rounds: QWidget, earlier: QWidget, later: QWidget) -> None:
        """Put everything side by side, in a second line where the inspector leaves too little room."""
        line = FlowLayout(self)
        for part in (rounds, self.product, self.community, self.search, earlier, self.span, later):
            line.addWidget(part)

    def offer_communities(self, names: Sequence[str]) -> None:
        """Offer the communities of the members; the chosen one stays while it is there."""
        known = sorted({name for name in names if name})
        if known == [self.community.itemText(at) for at in range(1, self.community.count())]:
            return
        chosen = self.chosen_community()
        self.community.blockSignals(True)
        self.community.clear()
        self.community.addItems([self._every, *known])
        self.community.setCurrentIndex(known.index(chosen) + 1 if chosen in known else 0)
        self.community.blockSignals(False)

    def chosen_community(self) -> str | None:
        """Return the community, None for all."""
        return self.community.currentText() if self.community.currentIndex() > 0 else None
