"""Pledges: what every family expects to bring of a product in the coming weeks; what can be promised to buyers rests on them."""

import uuid
from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QWidget

from sse_desktop.commands.pledges import PledgeData, set_pledges
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.season import Week, weeks
from sse_desktop.queries.pledges import PledgeRow, pledge_grid
from sse_desktop.queries.products import ProductRow, products
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.matching import fits
from sse_desktop.ui.page import Page
from sse_desktop.ui.pledge_grid import PledgeModel, SumModel, Typed
from sse_desktop.ui.pledge_table import PledgeSheet
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.labels import Card, label

WEEKS_SHOWN: Final = 12
STEP: Final = 4
EMPTY: Final = Empty(
    N_("No pledges yet"),
    N_("A pledge is what a family expects to bring of a product in a week. Enter members and products first."),
)


class PledgesPage(Page):
    """A grid for one product at a time; every cell is saved as soon as it is typed."""

    depends_on = frozenset({"pledge", "member", "product"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.first = Week.of(context.today())
        self._rows: Sequence[PledgeRow] = ()
        self._saving = 0
        self.model = PledgeModel(context.locale, self.text(N_("Total")), self)
        self.sums = SumModel(context.locale, self.text(N_("All members, kg")), self)
        self.sheet = PledgeSheet(self.text(N_("Pledges in kg")), self.text(N_("Sums by week")), self.model, self.sums)
        self.product = QComboBox()
        self.product.setAccessibleName(self.text(N_("Product")))
        self.product.setMinimumWidth(180)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.text(N_("Number, name or community")))
        self.search.setAccessibleName(self.text(N_("Number, name or community")))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(240)
        self.span = label("", "strong")
        self.trouble = label("", tone="blocked", wrap=True)
        self.trouble.hide()
        self.places = QStackedWidget()
        self._lay_out()
        self.product.currentIndexChanged.connect(self._read_grid)
        self.search.textChanged.connect(self._show)
        self.model.typed.connect(self.save)
        self.model.refused.connect(self._refused)
        self.model.summed.connect(self._add_up)

    def _lay_out(self) -> None:
        earlier = self._step(N_("Earlier weeks"), "◀", "Alt+PgUp", -STEP)
        later = self._step(N_("Later weeks"), "▶", "Alt+PgDown", STEP)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.product)
        bar.addWidget(self.search)
        bar.addStretch(1)
        bar.addWidget(earlier)
        bar.addWidget(self.span)
        bar.addWidget(later)
        hint = N_(
            "Weights in kg. Digits begin, Enter goes down, Tab goes right, Delete clears; blocks from a spreadsheet can be pasted."
        )
        card = Card()
        card.body.addLayout(bar)
        card.body.addWidget(self.trouble)
        card.body.addWidget(self.sheet, 1)
        card.body.addWidget(label(self.text(hint), tone="soft", wrap=True))
        nothing = Card()
        nothing.body.addWidget(EmptyPlace(self.context, EMPTY, self._first_steps))
        self.places.addWidget(card)
        self.places.addWidget(nothing)
        self.set_body(self.places)

    def _step(self, title: str, sign: str, key: str, by: int) -> QPushButton:
        result = button(sign, tip=f"{self.text(title)}  {key}")
        result.clicked.connect(partial(self.go_by, by))
        shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(self.go_by, by))
        return result

    def _first_steps(self) -> Sequence[Action]:
        shell = self.context.shell
        return (
            Action(N_("Members"), lambda: shell.go("members"), primary=True),
            Action(N_("Products and units"), lambda: shell.go("products")),
        )

    # The page.

    def first_focus(self) -> QWidget | None:
        return self.sheet.grid

    def refresh(self) -> None:
        self.read(products, done=self._offer_products)

    def go_by(self, by: int) -> None:
        """Show other weeks."""
        self.first += by
        self._read_grid()

    def chosen_product(self) -> uuid.UUID | None:
        data = self.product.currentData()
        return uuid.UUID(data) if data else None

    # Reading and writing.

    def _offer_products(self, rows: Sequence[ProductRow]) -> None:
        chosen = self.product.currentData()
        self.product.blockSignals(True)
        self.product.clear()
        for row in rows:
            self.product.addItem(row.name, str(row.id))
        self.product.setCurrentIndex(max(0, self.product.findData(chosen)) if rows else -1)
        self.product.blockSignals(False)
        self._read_grid()

    def _read_grid(self) -> None:
        product = self.chosen_product()
        if product is None:
            self.places.setCurrentIndex(1)
            return
        last = self.first + (WEEKS_SHOWN - 1)
        self.read(pledge_grid, product, self.first, last, done=self._arrived)

    def _arrived(self, rows: Sequence[PledgeRow]) -> None:
        if self._saving:
            return  # what was read is older than what was typed; the news of the saving reads again
        self._rows = rows
        self.places.setCurrentIndex(0 if rows else 1)
        last = self.first + (WEEKS_SHOWN - 1)
        locale = self.context.locale
        self.span.setText(
            self.text(N_("{first} to {last}"), first=locale.date(self.first.monday), last=locale.date(last.sunday))
        )
        self._show()

    def _show(self) -> None:
        words = fold(self.search.text()).split()
        shown = [row for row in self._rows if fits(words, fold(f"{row.member_number} {row.member} {row.community}"))]
        self.model.show(shown, weeks(self.first, self.first + (WEEKS_SHOWN - 1)))
        if not self.sheet.grid.currentIndex().isValid() and shown:
            self.sheet.grid.setCurrentIndex(self.model.index(0, 0))

    def save(self, cells: Sequence[Typed]) -> None:
        """Store what was typed or pasted, as one step that Ctrl+Z takes back."""
        product = self.chosen_product()
        if product is None:
            return
        self.trouble.hide()
        pledges = [
            PledgeData(member_id=cell.member_id, product_id=product, week=cell.week, grams=cell.grams) for cell in cells
        ]
        self._saving += 1
        self.write(set_pledges, pledges, done=self._saved, failed=self._not_saved)

    def _saved(self, _count: int) -> None:
        self._saving -= 1
        if not self._saving:
            self.become_stale()

    def _not_saved(self, error: Exception) -> None:
        self._saving -= 1
        self._read_grid()
        self.context.shell.problem(error)

    def _refused(self, error: DomainError) -> None:
        self.trouble.setText(f"■ {self.context.locale.explain(error)}")
        self.trouble.show()
        self.sheet.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_up(self) -> None:
        self.trouble.hide()
        self.sums.show(self.model.sums())
