"""Forecast: of a product week by week what is pledged, what of it can be counted on and what came; and how each member keeps pledges."""

import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QPushButton, QStackedWidget, QTabBar, QWidget

from sse_desktop.commands.products import set_safety_margin
from sse_desktop.commands.reliability import forget_reliability
from sse_desktop.domain.errors import N_
from sse_desktop.domain.forecast import share_of
from sse_desktop.domain.season import Week
from sse_desktop.queries.forecast_weeks import ForecastMember, ForecastWeek, forecast_weeks
from sse_desktop.queries.products import ProductRow, products
from sse_desktop.queries.reliability import ReliabilityRow, product_reliability
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.forecast_details import reliability_details, reliability_panel, tickets_of, week_details
from sse_desktop.ui.forecast_tables import member_columns, no_pledge, week_columns
from sse_desktop.ui.margin_line import MarginLine
from sse_desktop.ui.page import Page
from sse_desktop.ui.save_sheet import save_as_sheet
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.forecast_chart import ForecastBar, ForecastChart
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.layouts import FlowLayout
from sse_desktop.ui.widgets.table import TableView

WEEKS_BACK: Final = 6
WEEKS_SHOWN: Final = 18
STEP: Final = 4
EMPTY: Final = Empty(
    N_("No forecast yet"),
    N_("Once families have pledged, this shows week by week what can be counted on, and later what came of it."),
)


class ForecastPage(Page):
    """One product at a time: a picture, its weeks, and the members with their reliability."""

    depends_on = frozenset({"pledge", "member", "product", "weigh_in", "reliability"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.first = Week.of(context.today()) + -WEEKS_BACK
        self._products: Sequence[ProductRow] = ()
        self._kept: uuid.UUID | None = None
        self.product = QComboBox()
        self.product.setAccessibleName(self.text(N_("Product")))
        self.product.setMinimumWidth(170)
        self.span = label("", "strong")
        self.span.setMinimumHeight(34)  # as high as what it stands beside
        self.margin = MarginLine(context)
        keys = (self.text(N_("pledged, kg")), self.text(N_("forecast, kg")), self.text(N_("weighed in, kg")))
        self.chart = ForecastChart(self.text(N_("Pledged, forecast and weighed in by week")), keys)
        self.weeks: ListModel[ForecastWeek] = ListModel(week_columns(context), context.locale, self)
        self.members: ListModel[ReliabilityRow] = ListModel(member_columns(context), context.locale, self)
        self.week_table = TableView(self.text(N_("By week")))
        self.member_table = TableView(self.text(N_("By member")))
        self.tabs = QTabBar()
        self.tables = QStackedWidget()
        self.places = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setObjectName("clear")
        line = FlowLayout(bar)
        earlier = self._step(N_("Earlier weeks"), "◀", "Alt+PgUp", -STEP)
        later = self._step(N_("Later weeks"), "▶", "Alt+PgDown", STEP)
        for part in (self.product, earlier, self.span, later, self.margin):
            line.addWidget(part)
        for model, table, title in (
            (self.weeks, self.week_table, N_("By week")),
            (self.members, self.member_table, N_("By member")),
        ):
            table.show_model(model)
            self.tables.addWidget(table)
            self.tabs.addTab(self.text(title))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        card = Card()
        card.body.addWidget(bar)
        card.body.addWidget(self.chart)
        card.body.addWidget(self.tabs)
        card.body.addWidget(self.tables, 1)
        nothing = Card()
        nothing.body.addWidget(EmptyPlace(self.context, EMPTY, self._first_steps))
        self.places.addWidget(card)
        self.places.addWidget(nothing)
        self.set_body(self.places)

    def _connect(self) -> None:
        self.product.currentIndexChanged.connect(self._product_chosen)
        self.tabs.currentChanged.connect(self.tables.setCurrentIndex)
        self.week_table.row_chosen.connect(self._week_chosen)
        self.week_table.row_opened.connect(self._week_opened)
        self.member_table.row_chosen.connect(self._member_chosen)
        self.member_table.row_opened.connect(self._member_opened)
        self.member_table.setSortingEnabled(True)
        self.member_table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.margin.typed.connect(self.set_margin)

    def _step(self, title: str, sign: str, key: str, by: int) -> QPushButton:
        result = button(sign, tip=f"{self.text(title)}  {key}")
        result.clicked.connect(partial(self.go_by, by))
        shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(self.go_by, by))
        return result

    def _first_steps(self) -> Sequence[Action]:
        return (Action(N_("Pledges"), partial(self.context.shell.go, "pledges"), primary=True),)

    # The page.

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("Pledges"), partial(self.context.shell.go, "pledges")),
            Action(N_("Save as spreadsheet"), self.save_as_spreadsheet, icon="save"),
        )

    def first_focus(self) -> QWidget | None:
        return self.tables.currentWidget()

    def refresh(self) -> None:
        self.read(products, done=self._offer_products)

    def show_record(self, record: object) -> None:
        """Show the forecast of a product by its id."""
        self._kept = record if isinstance(record, uuid.UUID) else self._kept
        self.become_stale()

    def go_by(self, by: int) -> None:
        """Show other weeks."""
        self.first += by
        self._read()

    def chosen_product(self) -> ProductRow | None:
        """Return the product that is shown."""
        at = self.product.currentIndex()
        return self._products[at] if 0 <= at < len(self._products) else None

    def save_as_spreadsheet(self) -> None:
        """Ask for a file and write the table that is shown into it."""
        row = self.chosen_product()
        if row is None:
            return
        if self.tables.currentIndex() == 0:
            last = self.first + (WEEKS_SHOWN - 1)
            source: Any = partial(
                forecast_weeks, product_id=row.id, first=self.first, last=last, on=self.context.today()
            )
            save_as_sheet(
                self, self.context, self.text(N_("Forecast of {product}"), product=row.name), self.weeks, source
            )
        else:
            source = partial(product_reliability, product_id=row.id, on=self.context.today())
            title = self.text(N_("Reliability for {product}"), product=row.name)
            save_as_sheet(self, self.context, title, self.members, source)

    # Reading and writing.

    def _offer_products(self, rows: Sequence[ProductRow]) -> None:
        before = self.chosen_product()
        wanted = self._kept or (before.id if before is not None else None)
        self._kept, self._products = None, rows
        self.product.blockSignals(True)
        self.product.clear()
        self.product.addItems([row.name for row in rows])
        self.product.setCurrentIndex(next((at for at, row in enumerate(rows) if row.id == wanted), 0 if rows else -1))
        self.product.blockSignals(False)
        self._read()

    def _product_chosen(self) -> None:
        self.close_inspector()
        self._read()

    def _read(self) -> None:
        row = self.chosen_product()
        if row is None:
            self.places.setCurrentIndex(1)
            return
        self.margin.show_product(row)
        last, today = self.first + (WEEKS_SHOWN - 1), self.context.today()
        self.read(product_reliability, row.id, today, done=partial(self._know_members, row.id))
        self.read(forecast_weeks, row.id, self.first, last, today, done=partial(self._know_weeks, row.id, self.first))

    def _know_members(self, product_id: uuid.UUID, rows: Sequence[ReliabilityRow]) -> None:
        row = self.chosen_product()
        if row is None or row.id != product_id:
            return
        self.members.set_rows(rows)

    def _know_weeks(self, product_id: uuid.UUID, first: Week, rows: Sequence[ForecastWeek]) -> None:
        row = self.chosen_product()
        if row is None or row.id != product_id or first != self.first:
            return
        date = self.context.locale.date
        span = {"first": date(rows[0].week.monday), "last": date(rows[-1].week.sunday)}
        self.span.setText(self.text(N_("{first} to {last}"), **span))
        is_empty = len(self._products) == 1 and no_pledge(rows) and not self.members.rowCount()
        self.places.setCurrentIndex(1 if is_empty else 0)
        self.weeks.set_rows(rows)
        self.chart.show_bars([self._bar(each) for each in rows])

    def _bar(self, row: ForecastWeek) -> ForecastBar:
        now = Week.of(self.context.today())
        is_past = row.came is not None and row.week < now and row.pledged.milli
        words = ""
        if is_past and row.came is not None:
            share = share_of(row.came.milli, row.pledged.milli)
            words = self.context.locale.percent((share + 50) // 100 * 100)
        came = row.came.amount if row.came is not None else None
        title = self.text(N_("wk {number}"), number=str(row.week.number))
        return ForecastBar(title, row.pledged.amount, row.sure.amount, came, words, row.week == now)

    def set_margin(self, margin_bp: int) -> None:
        """Store the safety margin of the product."""
        row = self.chosen_product()
        if row is not None:
            said = N_("{share} is taken off the forecast of {product} now.")
            words = self.text(said, share=self.context.locale.percent(margin_bp), product=row.name)
            self.write(set_safety_margin, row.id, margin_bp, row.stamps, done=partial(self._told, words),
                       failed=self._margin_refused)  # fmt: skip

    def _margin_refused(self, error: Exception) -> None:
        row = self.chosen_product()
        if row is not None:
            self.margin.show_product(row)
        self.context.shell.problem(error)

    def _told(self, words: str, _result: object = None) -> None:
        self.context.shell.tell(words)

    # The inspector.

    def _week_chosen(self, at: int) -> None:
        row, product = self.weeks.row_at(at), self.chosen_product()
        if row is not None and product is not None:
            details = week_details(self.context, row, partial(self._show_tickets, product.id, row))
            go = partial(self.context.shell.go, "tickets", tickets_of(product.id, row))
            tickets = (Action(N_("Tickets of the week"), go),) if row.came is not None and row.came.milli else ()
            title = self.text(N_("Week {number}: {first} to {last}"), number=str(row.week.number),
                              first=row.week.monday, last=row.week.sunday)  # fmt: skip
            self.inspect(title, details, actions=tickets)

    def _week_opened(self, at: int) -> None:
        row, product = self.weeks.row_at(at), self.chosen_product()
        if row is not None and product is not None and row.came is not None and row.came.milli:
            self.context.shell.go("tickets", tickets_of(product.id, row))

    def _show_tickets(self, product_id: uuid.UUID, row: ForecastWeek, member: ForecastMember) -> None:
        self.context.shell.go("tickets", tickets_of(product_id, row, member.member))

    def _member_chosen(self, at: int) -> None:
        row = self.members.row_at(at)
        if row is not None:
            actions = [Action(N_("Set the reliability …"), partial(self.set_for, row))]
            if row.set_by_hand is not None:
                actions.append(Action(N_("Let what was learned count"), partial(self.forget_for, row)))
            actions.append(Action(N_("Member"), partial(self.context.shell.go, "members", row.member_id)))
            self.inspect(f"{row.member_number} · {row.member}", reliability_details(self.context, row), actions=actions)

    def _member_opened(self, at: int) -> None:
        row = self.members.row_at(at)
        if row is not None:
            self.set_for(row)

    def set_for(self, row: ReliabilityRow) -> None:
        """Open the form that sets a member's reliability."""
        panel = reliability_panel(self.context, row)
        panel.done.connect(lambda _result: self._closed(self.text(N_("Saved."))))
        panel.given_up.connect(self.close_inspector)
        self.inspect(f"{row.member_number} · {row.member}", panel)
        panel.form.first().setFocus()

    def forget_for(self, row: ReliabilityRow) -> None:
        """Let what was learned count again."""
        words = self.text(N_("What was learned of {member} counts again."), member=row.member)
        self.write(forget_reliability, row.member_id, row.product_id, done=lambda _result: self._closed(words))

    def _closed(self, words: str) -> None:
        self.close_inspector()
        self._told(words)
