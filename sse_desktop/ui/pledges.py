"""Pledges: what every family expects to bring of a product in the coming weeks; what can be promised to buyers rests on them."""

import uuid
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from sse_desktop.commands.pledges import PledgeData, set_pledges
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.season import Week, weeks
from sse_desktop.queries.pledge_rounds import RoundYield, expected_yields
from sse_desktop.queries.pledges import PledgeRow, pledge_grid
from sse_desktop.queries.products import ProductRow, products
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.matching import fits
from sse_desktop.ui.page import Page
from sse_desktop.ui.pledge_bar import PledgeBar
from sse_desktop.ui.pledge_grid import PledgeModel, Typed
from sse_desktop.ui.pledge_rounds import RoundChoice
from sse_desktop.ui.pledge_sheets import show_pledge_sheet
from sse_desktop.ui.pledge_sums import SumModel
from sse_desktop.ui.pledge_table import PledgeSheet
from sse_desktop.ui.pledge_words import member_words
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.labels import Card, label, set_tone

WEEKS_SHOWN: Final = 12
STEP: Final = 4
EMPTY: Final = Empty(
    N_("No pledges yet"),
    N_("A pledge is what a family expects to bring of a product in a week. Enter members and products first."),
)
HINT: Final = N_(
    "Weights in kg. Digits begin, Enter goes down, Tab goes right, Delete clears; blocks from a spreadsheet can be pasted, "
    "with Ctrl+Shift+V by the member numbers in their first column."
)


class PledgesPage(Page):
    """A grid for one product at a time; every cell is saved as soon as it is typed."""

    depends_on = frozenset({"pledge", "member", "product", "plot", "pledge_round", "pledge_round_product"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.first = Week.of(context.today())
        self._rows: Sequence[PledgeRow] = ()
        self._products: Sequence[ProductRow] = ()
        self._saving = 0
        self.model = PledgeModel(context.locale, self)
        self.sums = SumModel(context.locale, self.text(N_("All members, kg")), self)
        self.sheet = PledgeSheet(self.text(N_("Pledges in kg")), self.text(N_("Sums by week")), self.model, self.sums)
        self.round = RoundChoice(self, lambda: self._products)
        self.bar = PledgeBar(context)
        self.product, self.search, self.span = self.bar.product, self.bar.search, self.bar.span
        self.state = label("", "strong", wrap=True)
        self.trouble = label("", tone="blocked", wrap=True)
        self.trouble.hide()
        self.about = label("", tone="soft", wrap=True)
        self.places = QStackedWidget()
        self._lay_out()
        self.round.chosen.connect(self._round_chosen)
        self.round.answered.connect(self.tell_round)
        self.product.currentIndexChanged.connect(self._read_grid)
        self.search.textChanged.connect(self._show)
        self.bar.community.currentIndexChanged.connect(self._show)
        self.model.typed.connect(self.save)
        self.model.refused.connect(self._refused)
        self.model.summed.connect(self._add_up)
        self.sheet.grid.selectionModel().currentChanged.connect(self._tell_member)
        by_number = QShortcut(QKeySequence("Ctrl+Shift+V"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        by_number.activated.connect(self.paste_by_number)

    def _lay_out(self) -> None:
        self.earlier = self._step(N_("Earlier weeks"), "◀", "Alt+PgUp", -STEP)
        self.later = self._step(N_("Later weeks"), "▶", "Alt+PgDown", STEP)
        self.bar.lay_out(self.round.combo, self.earlier, self.later)
        card = Card()
        for part in (self.bar, self.state, self.trouble):
            card.body.addWidget(part)
        card.body.addWidget(self.sheet, 1)
        card.body.addWidget(self.about)
        card.body.addWidget(label(self.text(HINT), tone="soft", wrap=True))
        nothing = Card()
        nothing.body.addWidget(EmptyPlace(self.context, EMPTY, self._first_steps))
        self.places.addWidget(card)
        self.places.addWidget(nothing)
        self.set_body(self.places)
        self.state.hide()

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

    def offered(self) -> Sequence[Action]:
        if not self._rows:
            return ()
        return (
            Action(N_("Sheet to fill in"), self.print_page, key="Ctrl+P", icon="print"),
            Action(N_("Sheet with the pledges"), partial(self.print_sheet, is_filled=True)),
            *self.round.offered(),
        )

    def first_focus(self) -> QWidget | None:
        return self.sheet.grid

    def refresh(self) -> None:
        self.round.read()
        self.read(products, done=self._offer_products)

    def print_page(self) -> None:
        self.print_sheet(is_filled=False)

    def print_sheet(self, *, is_filled: bool) -> None:
        """Show the sheet of the shown community or of all, to be filled in by hand or with what is pledged."""
        product = self.chosen_product()
        if product is not None:
            shown = self.shown_weeks()
            show_pledge_sheet(
                self, product, (shown[0], shown[-1]), self.round.row, self.bar.chosen_community(), is_filled
            )

    def go_by(self, by: int) -> None:
        """Show other weeks; a round shows all of its own."""
        if self.round.row is None:
            self.first += by
            self._read_grid()

    def chosen_product(self) -> uuid.UUID | None:
        data = self.product.currentData()
        return uuid.UUID(data) if data else None

    def shown_weeks(self) -> list[Week]:
        """Return the weeks of the round, or those stepped to."""
        row = self.round.row
        return weeks(row.first_week, row.last_week) if row else weeks(self.first, self.first + (WEEKS_SHOWN - 1))

    # Reading and writing.

    def _offer_products(self, rows: Sequence[ProductRow]) -> None:
        self._products = rows
        row = self.round.row
        offered = [each for each in rows if row is None or each.id in row.product_ids]
        chosen = self.product.currentData()
        self.product.blockSignals(True)
        self.product.clear()
        for each in offered:
            self.product.addItem(each.name, str(each.id))
        self.product.setCurrentIndex(max(0, self.product.findData(chosen)) if offered else -1)
        self.product.blockSignals(False)
        self._read_grid()

    def _round_chosen(self) -> None:
        is_free = self.round.row is None
        for part in (self.earlier, self.later):
            part.setVisible(is_free)
        self.state.setVisible(not is_free)
        self._offer_products(self._products)

    def _read_grid(self) -> None:
        product = self.chosen_product()
        if product is None:
            self.places.setCurrentIndex(1)
            return
        shown = self.shown_weeks()
        self.read(expected_yields, product, done=self._know_yields)
        self.read(pledge_grid, product, shown[0], shown[-1], done=partial(self._arrived, product, shown))

    def _know_yields(self, found: Mapping[uuid.UUID, RoundYield]) -> None:
        self.model.tell_season(found, is_season=self.round.row is not None)

    def _arrived(self, product: uuid.UUID, shown: Sequence[Week], rows: Sequence[PledgeRow]) -> None:
        if self._saving or product != self.chosen_product() or shown != self.shown_weeks():
            return  # what was read is older than what was typed or chosen; the news of the saving reads again
        is_first = not self._rows
        self._rows = rows
        self.model.everyone = {row.member_number: row.member_id for row in rows}
        self.bar.offer_communities([row.community for row in rows])
        self.places.setCurrentIndex(0 if rows else 1)
        first, last = (self.context.locale.date(day) for day in (shown[0].monday, shown[-1].sunday))
        self.span.setText(self.text(N_("{first} to {last}"), first=first, last=last))
        if is_first:
            self.offer()
        self._show()

    def _show(self) -> None:
        words, community = fold(self.search.text()).split(), self.bar.chosen_community()
        shown = [
            row
            for row in self._rows
            if fits(words, fold(f"{row.member_number} {row.member} {row.community}"))
            and (community is None or row.community == community)
        ]
        self.model.show(shown, self.shown_weeks())
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

    def paste_by_number(self) -> None:
        """Enter a block from the clipboard whose first column are member numbers, from the chosen week on."""
        column = max(0, min(self.sheet.grid.currentIndex().column(), len(self.model.weeks) - 1))
        self.model.paste_by_number(QGuiApplication.clipboard().text(), column)

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
        self._tell_member(self.sheet.grid.currentIndex())
        self.tell_round()

    def tell_round(self) -> None:
        """Say how the round stands."""
        self.state.setText(self.round.words(sum(1 for row in self._rows_now() if self.model.is_above(row))))

    def _rows_now(self) -> Sequence[PledgeRow]:
        typed = {row.member_id: row for row in self.model.rows}
        return [typed.get(row.member_id, row) for row in self._rows]

    def _tell_member(self, index: QModelIndex | QPersistentModelIndex, _before: object = None) -> None:
        row = self.model.rows[index.row()] if index.isValid() and index.row() < len(self.model.rows) else None
        self.about.setText(member_words(self.context, self.model, row) if row is not None else "")
        set_tone(self.about, "to_do" if row is not None and self.model.is_above(row) else "soft")
