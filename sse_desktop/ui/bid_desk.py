"""The bid desk: the way of one tender from its notice to the packet, in any order, and what becomes of the bid."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from sse_desktop import clock
from sse_desktop.commands.bids import back_to_draft, mark_ready, new_version, record_result, start_bid, withdraw_bid
from sse_desktop.domain.errors import N_
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.queries.bid_desk import BidDesk, bid_desk
from sse_desktop.queries.contracts import contract_of_bid
from sse_desktop.queries.tenders import TenderRow, tenders
from sse_desktop.ui.bid_capacity import CapacityStep
from sse_desktop.ui.bid_contract import contract_panel
from sse_desktop.ui.bid_eligibility import EligibilityStep
from sse_desktop.ui.bid_moves import ResultPanel, moves, submit_panel
from sse_desktop.ui.bid_notice import NoticeStep
from sse_desktop.ui.bid_packet import PacketStep
from sse_desktop.ui.bid_papers import PapersStep
from sse_desktop.ui.bid_price import PriceStep
from sse_desktop.ui.bid_social import SocialStep
from sse_desktop.ui.bid_step import BidStep
from sse_desktop.ui.bid_words import step_word
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.desk import Desk
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.pages import PAGES
from sse_desktop.ui.tender_form import open_tender
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace

CONTRACTS: Final = "contracts"
NOTHING: Final = Empty(
    N_("No tender to work at"),
    N_("The bid desk leads one tender from its notice to the printed packet. Choose a tender, or import one."),
)


class BidDeskPage(Desk):
    """One tender at a time; what it shows is read anew after every change."""

    depends_on = frozenset(
        {
            *("tender", "tender_item", "tender_lot", "demand_week", "requirement", "paper"),
            *("bid", "bid_line", "bid_week", "bid_paper", "packet", "contract"),
            *("tender_decision", "asked_value", "staff_count", "tender_clause", "partnership", "cooperative"),
            *("cost", "agreed_minimum", "market_price", "subsidy", "price_scenario"),
            *("clause_commitment", "tender_criterion", "criterion_answer", "trainee", "partner"),
            *("pledge", "weigh_in", "lot", "stock_movement", "product", "conversion", "delivery", "call_off"),
            *("pooled_capacity", "pooled_week", "reliability", "plot", "member", "sorting"),
        }
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.tender_id: uuid.UUID | None = None
        self.desk: BidDesk | None = None
        self._contract: uuid.UUID | None = None
        self.notice, self.eligibility, self.capacity = NoticeStep(self), EligibilityStep(self), CapacityStep(self)
        self.price, self.social = PriceStep(self), SocialStep(self)
        self.papers, self.packet = PapersStep(self), PacketStep(self)
        steps = (self.notice, self.eligibility, self.capacity, self.price, self.social, self.papers, self.packet)
        self.parts: Mapping[str, BidStep] = {part.key: part for part in steps}
        early = (N_("Notice"), N_("Eligibility"), N_("Capacity"), N_("Price"))
        titles = (*early, N_("Social"), N_("Papers"), N_("Packet"))
        for key, title in zip(self.parts, titles, strict=True):
            self.add_step(key, title, self.parts[key])
        self.nothing = EmptyPlace(context, NOTHING, self._first_steps)
        self.set_surface(self.nothing)
        for number, key in enumerate(self.parts, 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.work_at, key))
        self.eligibility.wants_step.connect(self.work_at)
        self.inspector.keyboard_left.connect(self._keep_keyboard)
        self.offer()

    # What is shown.

    def show_record(self, record: object) -> None:
        if isinstance(record, uuid.UUID) and record != self.tender_id:
            self.tender_id = record
            self._forget()
            self.close_inspector()
            self.go_to("notice")
        self.become_stale()
        self.steps.buttons[0].setFocus()

    def refresh(self) -> None:
        if self.tender_id is None:
            self.read(tenders, clock.now(), done=self._choose_first)
        else:
            self.read(bid_desk, self.tender_id, clock.now(), done=self.show_desk, failed=self._not_read)

    def _choose_first(self, rows: Sequence[TenderRow]) -> None:
        """Open the tender whose deadline is nearest, where none was chosen."""
        if rows and self.tender_id is None:
            self.tender_id = rows[0].id
            self.refresh()
        elif not rows:
            self._show_nothing()

    def _not_read(self, error: Exception) -> None:
        # Never leave one tender in view while another one is meant.
        self._forget()
        self._show_nothing()
        self.context.shell.problem(error)

    def _forget(self) -> None:
        self.desk, self._contract = None, None
        self.offer()

    def _show_nothing(self) -> None:
        self.steps.hide()
        self._surfaces.setCurrentIndex(len(self.parts))

    def show_desk(self, desk: BidDesk) -> None:
        """Show how every step stands, and the steps themselves."""
        if desk.tender.id != self.tender_id:
            return
        is_first = self.desk is None
        self.desk = desk
        self.steps.show()
        if self._surfaces.currentIndex() == len(self.parts):
            self.go_to("notice")
        for step in desk.steps:
            self.set_state(step.step, State(step.state.value), step_word(self.context, desk, step))
            self.parts[step.step].show_desk(desk)
        self.offer()
        self.retitled.emit()
        if desk.bid is not None:
            self.read(contract_of_bid, desk.bid.id, done=self._know_contract)
        if is_first:
            self.steps.buttons[0].setFocus()

    def _know_contract(self, found: uuid.UUID | None) -> None:
        if found != self._contract:
            self._contract = found
            self.offer()

    def headline(self) -> str | None:
        if self.desk is None:
            return None
        asked, offer = self.desk.tender, self.desk.bid
        name = asked.title or asked.reference
        if offer is None:
            return name
        state = self.text(offer.state.label)
        if offer.version == 1:
            return self.text(N_("{tender} · bid {state}"), tender=name, state=state)
        return self.text(N_("{tender} · bid {version} {state}"), tender=name, version=str(offer.version), state=state)

    def first_focus(self) -> QWidget | None:
        return self.steps.current

    def work_at(self, key: str) -> None:
        """Go to a step with the keyboard where its work begins: Alt+1 to Alt+7."""
        if self.desk is not None:
            self.go_to(key)
            self.parts[key].ready_to_type()

    def step_shown(self, key: str) -> None:
        if self.desk is not None and self.inspector.isVisible():
            self.close_inspector()

    def take_files(self, files: Sequence[Path]) -> None:
        """Take a dropped PDF or picture as a paper for what is asked, an office file as a document of the tender."""
        if not self.notice.take_documents(files):
            self.go_to("papers")
            self.papers.attach_new(files[0])

    def print_page(self) -> None:
        if not self.parts[self.step].print_step() and self.packet.view is not None:
            self.go_to("packet")
            self.packet.print_now()

    # What can be done.

    def offered(self) -> Sequence[Action]:
        desk: BidDesk | None = getattr(self, "desk", None)  # asked for while the page is still being made
        return () if desk is None else moves(desk, self._run, contract_exists=self._contract is not None)

    def _run(self, name: str) -> Callable[[], object]:
        runs: dict[str, Callable[[], object]] = {
            "start": self.start, "build": self.build, "ready": partial(self.move_bid, mark_ready, N_("The bid is ready. Build its packet and hand it in.")),
            "draft": partial(self.move_bid, back_to_draft, N_("The bid is a draft again.")), "new_version": self.make_version,
            "withdraw": self.ask_to_withdraw, "submit": self.submit, "result": self.decide, "contract": self.make_contract,
            "show_contract": self.show_contract, "change_tender": self.change_tender,
        }  # fmt: skip
        return runs[name]

    def start(self) -> None:
        """Start the bid with a line for each line of the tender."""
        if self.tender_id is not None:
            self.write(start_bid, self.tender_id, done=partial(self._tell, N_("The bid was started.")))

    def move_bid(self, command: Callable[..., Any], said: str) -> None:
        """Move the bid to another state; what keeps it from it is said, and its step is shown."""
        if self.desk is not None and self.desk.bid is not None:
            self.write(command, self.desk.bid.id, done=partial(self._tell, said))

    def build(self) -> None:
        """Go to the packet and build it."""
        self.go_to("packet")
        self.packet.build_now()

    def make_version(self) -> None:
        """Copy the bid into a new draft."""
        self.move_bid(new_version, N_("A new version was begun; the old one stays as it was."))

    def ask_to_withdraw(self) -> None:
        """Ask why the bid is taken back."""
        if self.desk is None or self.desk.bid is None:
            return
        run = partial(self.write, withdraw_bid, self.desk.bid.id)
        told = partial(self._tell, N_("The bid was withdrawn."))
        self.context.shell.ask(
            Question(
                self.text(N_("Withdraw the bid? This can't be taken back; a new version can be begun.")),
                self.text(N_("Withdraw")), lambda reason: run(reason, done=told), reason=self.text(N_("Reason")), danger=True,
            )
        )  # fmt: skip

    def submit(self) -> None:
        """Open the form that says when the bid was handed in."""
        if self.desk is not None and self.desk.bid is not None:
            self._open(
                self.text(N_("Handed in")),
                submit_panel(self.context, self.desk.bid.id),
                N_("The bid is with the buyer."),
            )

    def decide(self) -> None:
        """Open the panel that says how the buyer decided."""
        panel = ResultPanel(self.context)
        panel.given_up.connect(self.close_inspector)
        panel.decided.connect(self._decided)
        self.inspect(self.text(N_("Result of the bid")), panel)
        panel.on.setFocus()

    def _decided(self, result: BidState, on: Any) -> None:
        if self.desk is not None and self.desk.bid is not None:
            self.write(record_result, self.desk.bid.id, result, on, done=partial(self._was_decided, result))

    def _was_decided(self, result: BidState, _done: object) -> None:
        self.close_inspector()
        if result is BidState.WON:
            self.context.shell.ask(
                Question(
                    self.text(N_("The bid was won. Make its contract now?")), self.text(N_("Make the contract")),
                    lambda _reason: self.make_contract(),
                )
            )  # fmt: skip
        else:
            self.context.shell.tell(self.text(N_("The result was recorded.")))

    def make_contract(self) -> None:
        """Open the form of the contract."""
        if self.desk is not None and self.desk.bid is not None:
            offer = self.desk.bid
            panel = contract_panel(self.context, self.desk, offer.id, offer.currency)
            self._open(self.text(N_("Contract")), panel, N_("The contract was made."))

    def show_contract(self) -> None:
        """Go to the contract of the bid."""
        if self._contract is not None and any(spec.key == CONTRACTS for spec in PAGES):
            self.context.shell.go(CONTRACTS, self._contract)

    def change_tender(self) -> None:
        """Open the form of the tender."""
        if self.desk is not None:
            open_tender(self.context, self.desk.tender)

    # Private.

    def _keep_keyboard(self) -> None:
        """Bring the keyboard back to the work of the step when a form that had it is closed."""
        if self.desk is not None:
            self.parts[self.step].ready_to_type()

    def _first_steps(self) -> Sequence[Action]:
        return (Action(N_("Go to the tenders"), lambda: self.context.shell.go("tenders"), primary=True),)

    def _open(self, title: str, panel: FormPanel, said: str) -> None:
        panel.done.connect(lambda _result: self.close_inspector())
        panel.done.connect(partial(self._tell, said))
        panel.given_up.connect(self.close_inspector)
        self.inspect(title, panel)
        panel.form.first().setFocus()

    def _tell(self, said: str, _result: object = None) -> None:
        self.context.shell.tell(self.text(said))
