"""Partnerships: who works with us on which tender or contract, and whether the paper that proves it is there."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sse_desktop.commands.partnerships import archive_partnership
from sse_desktop.domain.errors import N_
from sse_desktop.queries.partner_choices import Choices, choices
from sse_desktop.queries.partnerships import PartnershipRow, ProofState, partnerships
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action
from sse_desktop.ui.partner_words import PROOF_SHAPES, kind_words
from sse_desktop.ui.partnerships_form import change_partnership_panel, new_partnership_panel
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.ui.register import View
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter


class PartnershipsPage(RecordsPage[PartnershipRow]):
    """The register of partnerships."""

    depends_on = frozenset({"partnership", "partner", "tender", "contract", "paper", "meeting"})
    name = "partnerships"
    title = N_("Partnerships")
    search_hint = N_("Partner, tender, contract or work")
    empty = Empty(
        N_("No partnerships yet"),
        N_(
            "A partnership says with whom we do a tender or contract: subcontract, together, by lots, or as a supplier."
        ),
    )
    filters = (
        Filter(
            "which", N_("Which partnerships"), (("", N_("Partnerships in use")), ("archived", N_("Archived")))
        ),
    )  # fmt: skip

    def make_columns(self) -> tuple[Column[Any], ...]:
        text, percent = self.text, self.context.locale.percent
        return (
            Column(N_("Partner"), lambda row: row.partner, 180),
            Column(N_("Tender or contract"), lambda row: row.on_what, 180, stretch=True),
            Column(N_("Way of working together"), lambda row: text(row.form.label), 170),
            Column(
                N_("Its share"), lambda row: percent(row.share_bp) if row.share_bp is not None else "", 80, right=True
            ),
            Column(N_("Who leads"), lambda row: text(N_("we")) if row.we_lead else row.partner, 120, secondary=True),
            Column(N_("Ends on"), lambda row: row.ends_on, 100, secondary=True),
            Column(N_("Proof"), lambda row: Mark(PROOF_SHAPES[row.proof], text(row.proof.label)), 150),
        )  # fmt: skip

    def headline(self) -> str | None:
        return self.text(N_("Partnerships"))

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New partnership"), self.new_partnership, key="Ctrl+N", primary=True, icon="add"),)

    def source(self, view: View) -> Callable[..., Sequence[PartnershipRow]]:
        archived = view.filters.get("which") == "archived"
        return partial(partnerships, today=self.context.today(), archived=archived, search=view.words)

    # The inspector.

    def chosen(self, row: PartnershipRow) -> None:
        details = Details(self.context).badge(PROOF_SHAPES[row.proof], self.text(row.proof.label))
        if row.form.proof:
            details.note(self.text(row.form.proof))
        details.fact(N_("Partner"), row.partner).fact(N_("Kind"), kind_words(self.context, row.partner_kind))
        details.fact(N_("Tender"), row.tender).fact(N_("Contract"), row.contract)
        details.fact(N_("Way of working together"), self.text(row.form.label))
        details.fact(N_("Who leads"), self.text(N_("we")) if row.we_lead else row.partner)
        details.fact(N_("Its part of the work"), row.what)
        details.fact(
            N_("Its share of the price"), self.context.locale.percent(row.share_bp) if row.share_bp is not None else ""
        )
        details.fact(N_("Starts on"), row.starts_on).fact(N_("Ends on"), row.ends_on)
        details.fact(N_("Paper that proves it"), row.paper).fact(N_("Paper ends on"), row.paper_ends)
        details.fact(N_("Came of the meeting"), row.meeting).fact(N_("Note"), row.note)
        self.inspect(row.partner, details, actions=self.row_actions(row))

    def opened(self, row: PartnershipRow) -> None:
        self.change(row)

    def row_actions(self, row: PartnershipRow) -> Sequence[Action]:
        go = self.context.shell.go
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        ways = (
            (N_("Show the tender"), "tenders", row.tender_id),
            (N_("Show the contract"), "contracts", row.contract_id),
            (N_("Show the paper"), "papers", row.paper_id),
        )
        return (
            Action(N_("Change"), partial(self.change, row), primary=row.proof is ProofState.MISSING),
            *(Action(title, partial(go, page, record)) for title, page, record in ways if record is not None),
            Action(archive, partial(self.archive, row)),
        )

    # What can be done.

    def new_partnership(self) -> None:
        """Open an empty form."""
        self.read(choices, done=self._open_new)

    def new_from_meeting(self, meeting_id: uuid.UUID, partner_id: uuid.UUID | None) -> None:
        """Open a form for what came of a meeting."""
        preset = {"meeting_id": meeting_id, "partner_id": partner_id}
        self.read(choices, done=partial(self._open_new, preset=preset))

    def show_record(self, record: object) -> None:
        if isinstance(record, tuple):
            self.new_from_meeting(*record)
        else:
            super().show_record(record)

    def change(self, row: PartnershipRow) -> None:
        """Open the form of a partnership."""

        def read(found: Choices) -> None:
            self.open_form(row.partner, change_partnership_panel(self.context, found, row), row)

        self.read(choices, done=read)

    def archive(self, row: PartnershipRow) -> None:
        """Take a partnership out of the lists, or back in."""
        said = N_("It is back in the lists.") if row.archived else N_("It is in the archive now.")
        self.run(archive_partnership, row.id, archived=not row.archived, said=said)

    def _open_new(self, found: Choices, preset: dict[str, Any] | None = None) -> None:
        panel = new_partnership_panel(self.context, found, preset or {})
        self.open_form(self.text(N_("New partnership")), panel)
