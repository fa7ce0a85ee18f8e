"""Today: what is due, three figures, and what can still be promised in the coming weeks; for a new cooperative the first steps."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sse_desktop import clock
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.queries.contracts import ContractRow, contracts
from sse_desktop.queries.harvests import WeighInFilter, WeighInTotals, weigh_in_count, weigh_in_totals
from sse_desktop.queries.members import member_choices
from sse_desktop.queries.outlook import outlook
from sse_desktop.queries.pledges import pledged_in_week
from sse_desktop.queries.products import containers, products
from sse_desktop.queries.stock import FreeStock, free_stock
from sse_desktop.queries.today import TodayItem, today_items
from sse_desktop.ui.backup_watch import OLD_DAYS, last_copy
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.first_steps import FirstSteps, Known
from sse_desktop.ui.inbox import Inbox, inbox_of, open_inbox
from sse_desktop.ui.page import Page
from sse_desktop.ui.today_figures import FigureCard, harvest_words, money_words, stock_words
from sse_desktop.ui.today_list import TodayList
from sse_desktop.ui.today_weeks import WeeksCard

WEEKS_AHEAD: Final = 12


class TodayPage(Page):
    """Reads everything that changes what is due; refreshes with nearly every commit while it is seen."""

    depends_on = frozenset(
        {
            *(
                "weigh_in",
                "weigh_in_price",
                "stock_movement",
                "lot",
                "pledge",
                "product",
                "member",
                "container_kind",
                "conversion",
            ),
            *(
                "tender",
                "tender_decision",
                "bid",
                "paper",
                "requirement",
                "contract",
                "call_off",
                "delivery",
                "acceptance",
                "receipt",
            ),
            *("settlement", "print_job", "backup", "cooperative"),
            *("meeting", "prospect", "partnership", "tender_question", "tender_amendment", "tender_milestone"),
            *("tender_clause", "clause_progress", "clause_acceptance"),
        }
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._items: Sequence[TodayItem] = ()
        self._known = Known()
        self._pledged = Quantity(0, KILO)
        self._backup: tuple[datetime | None] | None = None  # nothing: not looked yet
        self.due = TodayList(context)
        self.harvest = FigureCard(context, N_("Harvest of the week"), partial(self._go, "tickets"))
        self.stock = FigureCard(context, N_("Free in stock"), partial(self._go, "lots"))
        self.money = FigureCard(context, N_("To receive"), partial(self._go, "contracts"))
        self.weeks = WeeksCard(context)
        self.steps = FirstSteps(context)
        self.below = QStackedWidget()
        self._lay_out()
        self.due.opened.connect(self._open)
        self.inbox = inbox_of(context)
        self.inbox.changed.connect(self._show_due)
        self.offer()

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(12)
        for card in (self.harvest, self.stock, self.money):
            figures.addWidget(card, 1)
        self.below.addWidget(self.weeks)
        self.below.addWidget(self.steps)
        self.figures = QWidget()
        self.figures.setLayout(figures)
        figures.setContentsMargins(0, 0, 0, 0)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.due, 5)
        column.addWidget(self.figures)
        column.addWidget(self.below, 6)
        self.set_body(body)

    # The page.

    def headline(self) -> str | None:
        return self.text(N_("Today, {day}"), day=self.context.locale.date(self.context.today(), "full"))

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New ticket"), partial(self._go, "weigh_in"), key="Ctrl+N", primary=True, icon="add"),)

    def first_focus(self) -> QWidget | None:
        return self.due.table

    def refresh(self) -> None:
        today = self.context.today()
        week = Week.of(today)
        self.read(member_choices, done=self._know_members)
        self.read(products, done=self._know_products)
        self.read(containers, done=self._know_containers)
        self.read(weigh_in_count, done=self._know_weigh_ins)
        self.read(today_items, clock.now(), done=self._show_items)
        self.read(pledged_in_week, week, done=self._know_pledged)
        self.read(weigh_in_totals, WeighInFilter(from_on=week.monday, to_on=today), done=self._show_harvest)
        self.read(free_stock, done=self._show_stock)
        self.read(contracts, done=self._show_money)
        self.read(outlook, today, WEEKS_AHEAD, done=self.weeks.show_products)
        self.context.worker.long(last_copy, owner=self, done=self._show_backup)
        self.retitled.emit()

    # What is due.

    def _show_items(self, items: Sequence[TodayItem]) -> None:
        self._items = items
        self._show_due()

    def _show_backup(self, made_at: datetime | None) -> None:
        self._backup = (made_at,)
        self._show_due()

    def _show_due(self) -> None:
        """Show what is known by now; the answers come in any order."""
        backup = backup_item(*self._backup, self.context.today(), self._known.weigh_ins) if self._backup else None
        items = [*inbox_items(self.inbox), *self._items, *([backup] if backup is not None else [])]
        self.due.show_items(items)
        self.due.setVisible(bool(items) or not self._known.is_new)

    def _open(self, item: TodayItem) -> None:
        if item.kind == "inbox":
            open_inbox(self.context)
            return
        self.context.shell.go(item.page, item.record if item.kind != "unpriced" else "unpriced")

    def _go(self, page: str) -> None:
        self.context.shell.go(page)

    # What is there already.

    def _know_members(self, rows: Sequence[Any]) -> None:
        self._known.members = len(rows)

    def _know_products(self, rows: Sequence[Any]) -> None:
        self._known.products = len(rows)

    def _know_containers(self, rows: Sequence[Any]) -> None:
        self._known.containers = len(rows)

    def _know_weigh_ins(self, count: int) -> None:
        self._known.weigh_ins = count
        workspace = self.context.workspace
        self._known.has_tax_number = workspace is not None and bool(workspace.cooperative.tax_id)
        self.steps.show_known(self._known)
        self.figures.setVisible(bool(count))
        self.below.setCurrentIndex(1 if self._known.is_new else 0)
        self._show_due()

    # Figures.

    def _know_pledged(self, pledged: Quantity) -> None:
        self._pledged = pledged

    def _show_harvest(self, totals: WeighInTotals) -> None:
        self.harvest.show_figure(totals.accepted, harvest_words(self.context, totals, self._pledged))

    def _show_stock(self, rows: Sequence[FreeStock]) -> None:
        figure, words = stock_words(self.context, rows)
        self.stock.show_figure(figure, words)

    def _show_money(self, rows: Sequence[ContractRow]) -> None:
        figure, words = money_words(self.context, rows)
        self.money.show_figure(figure, words)


def inbox_items(inbox: Inbox) -> list[TodayItem]:
    """Return the files of the inbox folder that nobody decided about, as one thing to do."""
    if not inbox.waiting:
        return []
    facts = {"count": len(inbox.waiting), "file": inbox.waiting[0].name}
    sentence = N_("New files in the inbox: {count}, the first is {file}.")
    return [TodayItem(kind="inbox", state="to_do", sentence=sentence, facts=facts, page="tenders")]


def backup_item(made_at: datetime | None, today: date, entries: int) -> TodayItem | None:
    """Return what to do about the backup: nothing while it is young, or while there is nothing to lose."""
    if not entries:
        return None
    if made_at is None:
        return TodayItem(kind="backup", state="to_do", sentence=N_("Nothing was backed up yet."), page="backups")
    days = (clock.now() - made_at).days
    if days < OLD_DAYS:
        return None
    sentence = N_("The last backup is {days} days old. Copy one to a stick.")
    return TodayItem(kind="backup", state="to_do", sentence=sentence, facts={"days": days}, on=today, page="backups")
