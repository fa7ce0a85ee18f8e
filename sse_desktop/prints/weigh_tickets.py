"""Weigh tickets on paper: one, or all that wait for the printer."""

import uuid
from collections.abc import Sequence

from sse_desktop.documents.imposition import joined
from sse_desktop.documents.weigh_ticket import TicketPaper, WeighTicket, weigh_ticket
from sse_desktop.prints.issuer import issuer
from sse_desktop.queries.harvests import weigh_in
from sse_desktop.workspace import Workspace


def print_weigh_ticket(
    workspace: Workspace, weigh_in_id: uuid.UUID, language: str | None = None, paper: TicketPaper = TicketPaper.A5
) -> bytes:
    """Return the ticket of one weigh-in; a voided one says so."""
    return weigh_ticket(_ticket(workspace, weigh_in_id), workspace.locale(language), paper)


def print_weigh_tickets(
    workspace: Workspace,
    weigh_in_ids: Sequence[uuid.UUID],
    language: str | None = None,
    paper: TicketPaper = TicketPaper.A5,
) -> bytes:
    """Return several tickets in one file, in the order given."""
    locale = workspace.locale(language)
    tickets = [_ticket(workspace, weigh_in_id) for weigh_in_id in weigh_in_ids]
    made = [(f"{ticket.number} · {ticket.member_name}", weigh_ticket(ticket, locale, paper)) for ticket in tickets]
    return joined(made, title=locale.text("Weigh tickets"), author=workspace.cooperative.legal_name, locale=locale)


def _ticket(workspace: Workspace, weigh_in_id: uuid.UUID) -> WeighTicket:
    found = workspace.read(weigh_in, weigh_in_id)
    row = found.row
    return WeighTicket(
        cooperative=issuer(workspace),
        number=row.ticket,
        member_name=row.member,
        member_number=row.member_number,
        product=row.product,
        harvested_on=row.harvested_on,
        received_at=row.received_at,
        zone=workspace.cooperative.time_zone,
        gross=row.gross,
        tare=row.tare,
        net=row.net,
        damaged=row.damaged,
        accepted=row.accepted,
        lot_code=row.lot,
        grade=row.grade,
        variety=found.variety,
        community=row.community,
        plot=found.plot,
        container=found.container,
        containers=row.containers,
        price=row.price,
        paid=row.paid,
        decided_at=row.decided_at,
        place=row.place,
        weigher=row.weigher,
        note=row.note,
        void_reason=row.voided or "",
    )
