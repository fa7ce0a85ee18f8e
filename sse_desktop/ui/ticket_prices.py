"""The price of a ticket that was taken without one: asked for in the inspector, for it alone or for all alike that wait."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.changing import BelowNothing
from sse_desktop.commands.ticket_prices import TicketPriceData, decide_price, take_back_price
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import KILO, NoConversion
from sse_desktop.queries.weigh_in_rows import WeighInRow
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.product_forms import unit_choices
from sse_desktop.ui.widgets.choice_fields import ChoiceField, TickField
from sse_desktop.ui.widgets.number_fields import PriceField


class Tickets(Protocol):
    """The register the price is asked for in."""

    def inspect(self, title: str, content: QWidget, *, actions: Sequence[Action] = ()) -> None: ...
    def chosen(self, row: WeighInRow) -> None: ...
    def write(self, command: Any, *args: Any, **more: Any) -> object: ...


class TicketPricing:
    """Decides prices afterwards, and takes them back."""

    def __init__(self, context: Context, page: Tickets) -> None:
        self.context = context
        self.page = page

    def actions(self, row: WeighInRow) -> list[Action]:
        """Return what can be done with the price of a ticket: nothing when it was known at the scale."""
        if row.voided is not None:
            return []
        if row.price is None:
            return [Action(N_("Decide the price …"), partial(self.decide, row))]
        if row.decided_at is not None:
            return [Action(N_("Take back the price …"), partial(self.ask_to_take_back, row))]
        return []

    def decide(self, row: WeighInRow) -> None:
        """Ask for the price of a ticket."""
        currency = self.context.workspace.cooperative.currency if self.context.workspace is not None else "USD"
        panel = price_panel(self.context, row, currency)
        panel.done.connect(partial(self._decided, row))
        panel.given_up.connect(partial(self.page.chosen, row))
        self.page.inspect(self.context.text(N_("Price of ticket {ticket}"), ticket=row.ticket), panel)
        panel.form.first().setFocus()

    def ask_to_take_back(self, row: WeighInRow) -> None:
        """Ask why a decided price counts no more."""
        text = self.context.text
        sentence = text(N_("Take back the price of ticket {ticket}? It waits for a price again."), ticket=row.ticket)
        confirmed = partial(self._take_back, row)
        question = Question(sentence, text(N_("Take it back")), confirmed, text(N_("Reason")), danger=True)
        self.context.shell.ask(question)

    def _take_back(self, row: WeighInRow, reason: str) -> None:
        self.page.write(take_back_price, row.id, reason, done=lambda _: self.page.chosen(row))

    def _decided(self, row: WeighInRow, count: int) -> None:
        one, many = N_("The price of {n} ticket is decided."), N_("The prices of {n} tickets are decided.")
        self.context.shell.tell(self.context.locale.plural(one, many, count))
        self.page.chosen(row)


def price_panel(context: Context, row: WeighInRow, currency: str) -> FormPanel:
    """Ask what is paid for a kilo, a hundred or another unit of a ticket that has no price."""

    def data(*, price: UnitPrice, unit: str, all_waiting: bool) -> TicketPriceData:
        return TicketPriceData(price_micros=price.micros, unit=unit, all_waiting=all_waiting)

    hint = N_("Units are counted with what one weighed on the day of receipt.")
    alike = context.text(N_("All tickets of {product} {grade} that wait"), product=row.product, grade=row.grade)
    form = Form(context, data, [
        PriceField(context, "price", N_("Price"), currency=currency),
        ChoiceField(context, "unit", N_("For one"), unit_choices(context), hint=hint),
        TickField(context, "all_waiting", alike),
    ], beside={NoConversion: "unit", BelowNothing: "price"})  # fmt: skip
    form.fill({"unit": KILO, "all_waiting": False})
    return FormPanel(context, form, decide_price, save=N_("Save the price"), before=(row.id,))
