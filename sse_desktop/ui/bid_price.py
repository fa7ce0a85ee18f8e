"""Step Price: the price of each line with up to six decimals, its tax, and the offer in figures and in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.commands.bid_lines import fill_prices, set_price, set_quantity, set_tax
from sse_desktop.commands.bids import add_missing_lines
from sse_desktop.domain.clauses import basis_points
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.bid_desk import BidDesk
from sse_desktop.queries.bids import BidLineRow
from sse_desktop.ui.bid_fair_price import FairPriceNote
from sse_desktop.ui.bid_step import BidStep
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.page import Page
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.field import LineField
from sse_desktop.ui.widgets.labels import Card, label, rule
from sse_desktop.ui.widgets.number_fields import DecimalField, PriceField, QuantityField


class PriceStep(BidStep):
    """A row for each line, one set of fields for the row under the cursor; Enter saves and goes to the next row."""

    key = "price"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self.table = RowTable(self.context, N_("Prices of the lines"), self._columns())
        self.of_line = label("", "strong", wrap=True)
        currency = page.context.workspace.cooperative.currency if page.context.workspace is not None else "USD"
        self.price = PriceField(
            self.context, "price", N_("Price of one unit, without tax"), currency=currency, required=False
        )
        self.quantity = QuantityField(
            self.context, "quantity", N_("Offered quantity"), unit="", hint=N_("Zero: this line is not offered")
        )
        self.tax = DecimalField(self.context, "tax", N_("Tax"), unit="%", required=False)
        self.price.title.setText(self.text(N_("Price of one unit, without tax")))
        self.tax.title.setText(self.text(N_("Tax")))
        self.rates = ChoiceField(self.context, "rates", N_("Rates of the law"), required=False)
        self.rates.title.setText(self.text(N_("Rates of the law")))
        self.theirs = button("")
        self.fill = button(self.text(N_("Fill in known prices")))
        self.missing = button(self.text(N_("Add the lines that came later")))
        self.schedule = button(self.text(N_("Fill the buyer's price schedule …")))
        self.shares = button(self.text(N_("Fair shares")))
        self.fair = FairPriceNote(self.context)
        self.total = label("", "figure")
        self.tax_total = label("", tone="soft")
        self.words = label("", wrap=True, selectable=True)
        self._lay_out()
        self.table.picked.connect(self._picked)
        self.table.wanted.connect(lambda _row: self.price.setFocus())
        for field, save in (
            (self.price, self.save_price),
            (self.quantity, self.save_quantity),
            (self.tax, self.save_tax),
        ):
            field.entered.connect(save)
            field.line.editingFinished.connect(save)
        self.price.entered.connect(self._go_on)
        self.rates.edited.connect(self.take_rate)
        self.theirs.clicked.connect(self.take_theirs)
        self.fill.clicked.connect(self.fill_known)
        self.missing.clicked.connect(self.add_missing)
        self.schedule.clicked.connect(self.fill_schedule)
        self.shares.clicked.connect(self.go_to_shares)

    def _lay_out(self) -> None:
        lines, sum_card = Card(), Card(self.text(N_("Our offer")))
        lines.body.addWidget(self.table, 1)
        lines.body.addWidget(rule())
        lines.body.addWidget(self.of_line)
        edit = QHBoxLayout()
        edit.setSpacing(12)
        edit.addWidget(self.price, 3, Qt.AlignmentFlag.AlignTop)
        edit.addWidget(self.quantity, 3, Qt.AlignmentFlag.AlignTop)
        edit.addWidget(self.tax, 2, Qt.AlignmentFlag.AlignTop)
        edit.addWidget(self.rates, 3, Qt.AlignmentFlag.AlignTop)
        buttons = QVBoxLayout()
        buttons.addSpacing(22)
        buttons.addWidget(self.theirs)
        edit.addLayout(buttons, 2)
        lines.body.addLayout(edit)
        lines.body.addWidget(self.fair)
        more = QHBoxLayout()
        more.addWidget(self.fill)
        more.addWidget(self.missing)
        more.addStretch(1)
        lines.body.addLayout(more)
        figures = QHBoxLayout()
        figures.addWidget(self.total)
        figures.addSpacing(16)
        figures.addWidget(self.tax_total, 1, Qt.AlignmentFlag.AlignVCenter)
        figures.addWidget(self.shares, 0, Qt.AlignmentFlag.AlignVCenter)
        figures.addWidget(self.schedule, 0, Qt.AlignmentFlag.AlignVCenter)
        sum_card.body.addLayout(figures)
        sum_card.body.addWidget(self.words)
        self.column.addWidget(lines, 1)
        self.column.addWidget(sum_card)

    def _columns(self) -> tuple[Column[BidLineRow], ...]:
        return (
            Column(N_("Description"), lambda line: line.description, 190, stretch=True),
            Column(N_("Offered"), lambda line: line.quantity, 120, right=True),
            Column(N_("Price of the buyer"), lambda line: line.buyer_price, 130, right=True, secondary=True),
            Column(N_("Our price"), self._price_cell, 130, right=True),
            Column(N_("Tax"), lambda line: self.context.locale.percent(line.tax_bp), 70, right=True),
            Column(N_("Total without tax"), lambda line: line.total, 140, right=True),
        )

    def _price_cell(self, line: BidLineRow) -> object:
        if not line.is_offered:
            return Mark(State.QUIET, self.text(N_("not offered")))
        if not line.is_asked:
            return Mark(State.TO_DO, self.text(N_("not asked any more")))
        return line.price if line.price is not None else Mark(State.TO_DO, self.text(N_("missing")))

    def show_desk(self, desk: BidDesk) -> None:
        super().show_desk(desk)
        offer = desk.bid
        self.price.unit.setText(offer.currency if offer is not None else "")
        self._offer_rates(desk)
        self.fair.show_bid(desk.tender.id, offer.id if offer is not None else None)
        self.table.show_rows(offer.lines if offer is not None else ())
        for field in (self.price, self.quantity, self.tax):
            field.setEnabled(self.is_draft)
        self.fill.setVisible(self.is_draft and offer is not None and bool(offer.unpriced))
        self.missing.setVisible(self.is_draft and self._lacks_lines(desk))
        self.schedule.setVisible(offer is not None)
        if offer is None:
            self.total.setText("–")
            self.tax_total.setText("")
            self.words.setText(self.text(N_("Start the bid to enter prices.")))
            return
        locale = self.context.locale
        self.total.setText(locale.money(offer.total))
        self.tax_total.setText(
            self.text(N_("without tax · tax {tax} · with tax {whole}"), tax=offer.tax, whole=offer.total + offer.tax)
        )
        self.words.setText(offer.words or self.text(N_("The total is written in words once every line has its price.")))

    # The chosen line.

    def _picked(self, line: BidLineRow | None) -> None:
        self.of_line.setText(line.description if line is not None else "")
        shows_theirs = line is not None and line.buyer_price is not None and line.buyer_price != line.price
        self.theirs.setVisible(shows_theirs)
        self.fair.show_line(line)
        if line is None:
            return
        if line.buyer_price is not None:
            self.theirs.setText(self.text(N_("Take {price}"), price=line.buyer_price))
        self.theirs.setEnabled(self.is_draft)
        self._show_rate(line)
        self.quantity.set_unit(self.context.locale.unit(line.quantity.unit, line.quantity.amount))
        percent = Decimal(line.tax_bp) / 100
        shown: Mapping[LineField, Any] = {self.price: line.price, self.quantity: line.quantity, self.tax: percent}
        for field, value in shown.items():
            # A stored value never overwrites one that is being typed into this very line.
            if not (field.property("line") == str(line.id) and field.line.isModified()):
                field.set_value(value)
                field.line.setModified(False)
            field.setProperty("line", str(line.id))

    def save_price(self) -> None:
        """Store the price that was typed for the line it was typed for."""
        line = self._edited(self.price)
        if line is None or not self.price.check():
            return
        typed: UnitPrice | None = self.price.value()
        self.price.line.setModified(False)
        if typed != line.price:
            self.write(set_price, line.id, typed, failed=lambda error: self._refused(self.price, error))

    def save_quantity(self) -> None:
        """Store the offered quantity; typed weeks keep their rhythm."""
        line = self._edited(self.quantity)
        if line is None or not self.quantity.check():
            return
        self.quantity.line.setModified(False)
        number = self.quantity.number()
        if number is not None and number != line.quantity.amount:
            offered = Quantity.of(number, line.quantity.unit)
            self.write(set_quantity, line.id, offered, failed=lambda error: self._refused(self.quantity, error))

    def save_tax(self) -> None:
        """Store the tax of the line."""
        line = self._edited(self.tax)
        if line is None or not self.tax.check():
            return
        self.tax.line.setModified(False)
        percent = self.tax.number() or Decimal(0)
        points = int(percent * 100)
        if points != line.tax_bp:
            self.write(set_tax, line.id, points, failed=lambda error: self._refused(self.tax, error))

    def take_rate(self) -> None:
        """Store the rate of the law that was chosen as the tax of the line."""
        line, points = self.table.current, self.rates.read()
        if line is not None and points is not None and points != line.tax_bp:
            self.tax.line.setModified(False)
            self.write(set_tax, line.id, points, failed=lambda error: self._refused(self.tax, error))

    def _offer_rates(self, desk: BidDesk) -> None:
        """Offer the taxes of the country that are in force on the day of the tender, each with what it applies to."""
        workspace = self.context.workspace
        rules = workspace.profile.on(desk.eligibility.on).tax if workspace is not None else ()
        words: dict[int, list[str]] = {}
        for each in rules:
            said = " · ".join(self.text(part) for part in (each.label, each.applies) if part)
            words.setdefault(basis_points(each.rate), []).append(said)
        self.rates.set_choices([(points, "; ".join(each)) for points, each in words.items()])
        self.rates.setVisible(bool(rules))

    def _show_rate(self, line: BidLineRow) -> None:
        """Show the rate of the law that the line has; it is chosen without storing anything."""
        self.rates.combo.blockSignals(True)
        self.rates.set_value(line.tax_bp)
        self.rates.combo.blockSignals(False)
        self.rates.setEnabled(self.is_draft)

    def take_theirs(self) -> None:
        """Take the price that the buyer set."""
        line = self.table.current
        if line is not None and line.buyer_price is not None:
            self.price.line.setModified(False)
            self.write(set_price, line.id, line.buyer_price)

    def fill_known(self) -> None:
        """Fill prices that nobody typed: the buyer's, else ours of last time."""
        if self.desk is not None and self.desk.bid is not None:
            self.write(fill_prices, self.desk.bid.id, said=N_("Known prices were filled in; what was typed stays."))

    def add_missing(self) -> None:
        """Add a line for each one that came to the tender after the bid was started."""
        if self.desk is not None and self.desk.bid is not None:
            self.write(add_missing_lines, self.desk.bid.id, said=N_("The lines were added."))

    def fill_schedule(self) -> None:
        """Write our prices into the file of the buyer."""
        from sse_desktop.ui.bid_schedule import ScheduleFill

        if self.desk is not None and self.desk.bid is not None:
            sheet = ScheduleFill(self.context, self.desk.bid)
            self.context.shell.open_sheet(self.text(N_("The buyer's price schedule")), sheet)

    def _lacks_lines(self, desk: BidDesk) -> bool:
        known = {line.tender_item_id for line in desk.bid.lines} if desk.bid is not None else set()
        return any(not item.archived and item.id not in known for item in desk.tender.items)

    def _edited(self, field: LineField) -> BidLineRow | None:
        """Return the line whose value is being typed, or None when nothing was typed."""
        if not field.line.isModified():
            return None
        found: BidLineRow | None = next((row for row in self.table.rows if str(row.id) == field.property("line")), None)
        return found

    def _refused(self, field: LineField, error: Exception) -> None:
        if isinstance(error, DomainError):
            field.show_error(self.context.locale.explain(error))
        else:
            self.context.shell.problem(error)

    def _go_on(self) -> None:
        if not self.price.line.isModified() and self.table.go_on():
            self.price.line.selectAll()

    def ready_to_type(self) -> None:
        """Put the keyboard where the work of this step begins."""
        (self.price if self.is_draft else self.table).setFocus()
        self.price.line.selectAll()

    def go_to_shares(self) -> None:
        """Go to the families' shares of this bid: they are reckoned at these prices."""
        if self.desk is not None:
            self.context.shell.go("shares", self.desk.tender.id)
