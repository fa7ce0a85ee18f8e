"""What may become of a bid from here: ready, handed in, won or lost, withdrawn, a new version, a contract."""

import uuid
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop import clock
from sse_desktop.commands.bids import AfterTheDeadline, submit_bid
from sse_desktop.domain.errors import N_
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.queries.bid_desk import BidDesk
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.tender_hour import HourField
from sse_desktop.ui.tender_words import own_zone
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.date_field import DateField

Run = Callable[[], object]


def moves(desk: BidDesk, run: Callable[[str], Run], *, contract_exists: bool) -> Sequence[Action]:
    """Return the actions of the desk; `run` gives what each does by its name."""
    change = Action(N_("Change the tender"), run("change_tender"))
    if desk.bid is None:
        return (Action(N_("Start the bid"), run("start"), key="Ctrl+N", primary=True), change)
    withdraw, again = Action(N_("Withdraw …"), run("withdraw")), Action(N_("New version"), run("new_version"))
    match desk.bid.state:
        case BidState.DRAFT | BidState.READY:
            return (*_before_handing_in(desk, desk.bid.state, run), change, withdraw)
        case BidState.SUBMITTED:
            return (Action(N_("Record the result"), run("result"), key="Ctrl+R", primary=True), again, withdraw)
        case BidState.WON:
            made = Action(N_("Show the contract"), run("show_contract"), primary=True)
            make = Action(N_("Make the contract"), run("contract"), key="Ctrl+R", primary=True)
            return (made if contract_exists else make,)
        case _:
            return (Action(N_("New version"), run("new_version"), primary=True), change)


def _before_handing_in(desk: BidDesk, state: BidState, run: Callable[[str], Run]) -> Sequence[Action]:
    """Return building and the next move; the packet comes first until it says what the bid says."""
    is_built = desk.packet_is_current
    build = Action(N_("Build the packet"), run("build"), key="Ctrl+B", primary=not is_built)
    if state is BidState.DRAFT:
        return (Action(N_("Mark as ready"), run("ready"), key="Ctrl+R", primary=is_built), build)
    submit = Action(N_("It was handed in"), run("submit"), key="Ctrl+R", primary=is_built)
    return (submit, build, Action(N_("Back to draft"), run("draft")))


def submit_panel(context: Context, bid_id: uuid.UUID) -> FormPanel:
    """Return the form that says when a bid was handed in."""
    zone = ZoneInfo(own_zone(context))
    form = Form(
        context, partial(_instant, zone),
        [DateField(context, "day", N_("Handed in on")), HourField(context, "hour", N_("At"), unit=own_zone(context))],
        beside={AfterTheDeadline: "hour"},
    )  # fmt: skip
    here = clock.now().astimezone(zone)
    form.fill({"day": here.date(), "hour": here.time()})
    return FormPanel(context, form, submit_bid, save=N_("It was handed in"), before=(bid_id,))


def _instant(zone: ZoneInfo, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, zone)


class ResultPanel(QWidget):
    """How the buyer decided, and on which day: `decided` gives both."""

    decided = Signal(object, object)
    given_up = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.on = DateField(context, "on", N_("Decided on"))
        self.on.set_value(context.today())
        self.won = button(context.text(N_("Won")), "primary")
        self.lost = button(context.text(N_("Lost")))
        self.cancel = button(context.text(N_("Cancel")))
        buttons = QHBoxLayout()
        for each in (self.won, self.lost, self.cancel):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        column.addWidget(self.on)
        column.addLayout(buttons)
        column.addStretch(1)
        self.setFocusProxy(self.on)
        self.won.clicked.connect(partial(self._decide, BidState.WON))
        self.lost.clicked.connect(partial(self._decide, BidState.LOST))
        self.cancel.clicked.connect(self.given_up)

    def _decide(self, result: BidState) -> None:
        if self.on.check():
            self.decided.emit(result, self.on.value())
