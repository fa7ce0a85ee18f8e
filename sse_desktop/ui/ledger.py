"""The fairness ledger: who got more or less than the even part, over all sharings; each number opens down to them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.queries.sharing_ledger import LedgerRow, sharing_ledger
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty


class LedgerPage(Register[LedgerRow]):
    """The register of all who took part in a sharing or earned this year."""

    depends_on = frozenset({"sharing", "sharing_member", "sharing_line", "bid", "member", "settlement"})
    name = "ledger"
    title = N_("Fairness ledger")
    search_hint = N_("Number, family or community")
    empty = Empty(
        N_("No sharing counts yet"),
        N_(
            "When a sharing is kept and its bid is handed in or won, the ledger notes for each family its even part, what it could bring and what it got."
        ),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model.arrived.connect(self._say_totals)

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("No."), lambda row: row.number, 60),
            Column(N_("Family"), lambda row: row.name, 160, stretch=True),
            Column(N_("Community"), lambda row: row.community, 130, secondary=True),
            Column(N_("Even part this year"), lambda row: row.even, 140, secondary=True),
            Column(N_("Could bring"), lambda row: row.offered, 120),
            Column(N_("Given"), lambda row: row.given, 120),
            Column(N_("Settled this year"), lambda row: row.earned, 130, secondary=True),
            Column(N_("To be made up for"), lambda row: row.carried, 140),
        )

    def offered(self) -> Sequence[Action]:
        return (Action(N_("Fair shares"), partial(self.context.shell.go, "shares"), primary=True),)

    def source(self, view: View) -> Callable[..., Sequence[LedgerRow]]:
        return partial(sharing_ledger, today=self.context.today(), text=view.words)

    def chosen(self, row: LedgerRow) -> None:
        details = Details(self.context)
        details.badge(*self._state(row)).figure(N_("To be made up for"), row.carried)
        details.note(
            self.text(N_("Even part or what it could bring, whichever is less, − what it got; over all years."))
        )
        details.heading(N_("This year"))
        details.fact(N_("Even part"), row.even).fact(N_("Could bring"), row.offered)
        details.fact(N_("Given"), row.given).fact(N_("Settled"), row.earned)
        details.heading(N_("Sharings"))
        for entry in row.entries:
            details.table(
                [
                    (self.text(N_("Even part")), entry.even),
                    (self.text(N_("Could bring")), entry.offered),
                    (self.text(N_("Given")), entry.given),
                    (self.text(N_("To be made up for")), entry.carried),
                ],
                (f"{entry.reference} · {entry.buyer}", ""),
            )
        open_ = [
            Action(N_("Open the newest sharing"), partial(self.context.shell.go, "shares", row.entries[-1].sharing_id))
        ]
        self.inspect(f"{row.number} · {row.name}", details, actions=open_ if row.entries else ())

    def opened(self, row: LedgerRow) -> None:
        if row.entries:
            self.context.shell.go("shares", row.entries[-1].sharing_id)

    def _state(self, row: LedgerRow) -> tuple[State, str]:
        if row.carried.minor > 0:
            return State.TO_DO, self.text(N_("got too little"))
        return State.READY, self.text(N_("got its part") if not row.carried.minor else N_("got more than its part"))

    def _say_totals(self) -> None:
        rows: Sequence[LedgerRow] = self.model.rows if hasattr(self.model, "rows") else ()
        if not rows:
            return
        nothing = rows[0].given - rows[0].given
        said = N_("All families of this list: given {given} this year, settled {earned}, to be made up for {carried}")
        self.totals.setText(
            self.text(
                said,
                given=sum((row.given for row in rows), start=nothing),
                earned=sum((row.earned for row in rows), start=nothing),
                carried=sum((row.carried for row in rows), start=nothing),
            )
        )
        self.totals.show()
