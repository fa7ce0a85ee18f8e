"""What goes into the packet of a bid, and the packets that were built."""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.partners import PartnershipForm
from sse_desktop.domain.quantity import KILO, NoConversion, Quantity, convert_to_kg
from sse_desktop.domain.season import Week
from sse_desktop.queries.bids import BidDetail, BidLineRow, bid
from sse_desktop.queries.capacity import LineNotPlanned
from sse_desktop.queries.cooperative import CooperativeRow, cooperative
from sse_desktop.queries.packet_social import PacketSocial, packet_social
from sse_desktop.queries.paper_rules import refuse_late
from sse_desktop.queries.paper_states import paper_states
from sse_desktop.queries.papers import PaperRow, paper
from sse_desktop.queries.products import conversions
from sse_desktop.queries.readiness import bid_failures, price_failures
from sse_desktop.store.tables.bids import Bid, BidPaper, Packet
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.partners import Partner, Partnership
from sse_desktop.store.tables.tenders import Tender

# Who only supplies us, or bids for another lot, takes no part in the bid itself.
_TAKE_PART: Final = (PartnershipForm.SUBCONTRACT, PartnershipForm.CO_CONTRACTOR, PartnershipForm.CAPACITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketLine:
    """An offered line with its weeks; Σ weeks = quantity. `kilos` is None where no factor of the product is known."""

    code: str
    description: str
    product: str
    quantity: Quantity
    price: UnitPrice
    tax_bp: int
    plan: tuple[tuple[Week, Quantity], ...]
    kilos: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPaper:
    """A paper that goes with the bid, by its file."""

    title: str
    file_sha: str
    file_name: str
    issuer: str
    number: str
    holder: str
    issued_on: date | None
    valid_to: date | None
    third_party_signed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketMember:
    """A member as the form names them."""

    number: int
    name: str
    id_number: str
    community: str
    joined_on: date | None
    share_capital: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPartner:
    """Who takes part in the bid with us: in which form, with which part of the work, for which share of the price."""

    name: str
    tax_id: str
    form: PartnershipForm
    what: str
    share_bp: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketSource:
    """Everything a packet says. total = Σ lines, without tax; `words` is the total in the documents' language.

    `hindrances` is what keeps a draft from being ready: such a packet says on its cover that it must not be handed in.
    """

    bid_id: uuid.UUID
    tender_id: uuid.UUID
    reference: str
    title: str
    buyer: str
    procedure: str
    deadline: datetime | None
    cooperative: CooperativeRow
    lines: tuple[PacketLine, ...]
    total: Money
    words: str
    members: tuple[PacketMember, ...]
    papers: tuple[PacketPaper, ...]
    hindrances: tuple[DomainError, ...] = ()
    #: Out of the text of the rest, so that packets without such a part keep the digest they had.
    social: PacketSocial | None = field(default=None, repr=False)
    partners: tuple[PacketPartner, ...] = field(default=(), repr=False)

    @property
    def digest(self) -> str:
        """The digest of all of it: another one means another packet."""
        facts = [str(hindrance) for hindrance in self.hindrances]
        facts += [repr(self.social)] if self.social is not None else []
        facts += [repr(self.partners)] if self.partners else []
        return sha256(repr((replace(self, hindrances=()), facts)).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketRow:
    """A packet that was built: its PDF is the attachment `sha256`; parts, files beside and checks as commands.md lays down."""

    id: uuid.UUID
    bid_id: uuid.UUID
    version: int
    made_at: datetime
    sha256: str
    pages: int
    folios: int
    parts: Sequence[Mapping[str, Any]]
    beside: Sequence[Mapping[str, Any]]
    checks: Sequence[Mapping[str, Any]]
    made_from: str


def packets(session: Session, bid_id: uuid.UUID) -> list[PacketRow]:
    """Return the packets of a bid, the newest first."""
    rows = sa.select(Packet).where(Packet.bid_id == bid_id, Packet.voided.is_(None)).order_by(Packet.version.desc())
    return [_packet_row(row) for row in session.scalars(rows)]


def packet(session: Session, packet_id: uuid.UUID) -> PacketRow:
    """Return one packet."""
    return _packet_row(session.get_one(Packet, packet_id))


def packet_that_went_out(session: Session, bid_id: uuid.UUID) -> PacketRow | None:
    """Return the newest packet of a bid that was handed in; None while the bid may still change, or if none was built."""
    state = BidState(session.scalars(sa.select(Bid.state).where(Bid.id == bid_id)).one())
    if state in {BidState.DRAFT, BidState.READY}:
        return None
    return next(iter(packets(session, bid_id)), None)


def packet_source(session: Session, bid_id: uuid.UUID, today: date) -> PacketSource:
    """Return all that goes into the packet of a bid: chosen papers, and for the rest the best that is valid on its day.

    Raises:
        NothingOffered, QuantityMissing, PriceMissing, WeeksDoNotAddUp: the offer is not complete. LineNotPlanned: nobody
        knows when a line is due. PaperTooLate: a paper was issued after the deadline, where a rule forbids it.
    """
    detail = bid(session, bid_id)
    for failure in price_failures(detail):
        raise failure
    row = cooperative(session)
    day = today if detail.deadline is None else detail.deadline.date()
    papers = _papers(session, detail, today)
    for one in papers:
        refuse_late(session, detail.tender_id, one.title, one.issued_on)
    return PacketSource(
        bid_id=bid_id,
        tender_id=detail.tender_id,
        reference=detail.reference,
        title=detail.title,
        buyer=detail.buyer,
        procedure=session.scalars(sa.select(Tender.procedure).where(Tender.id == detail.tender_id)).one(),
        deadline=detail.deadline,
        cooperative=row,
        lines=tuple(_line(session, line, day) for line in detail.offered),
        total=detail.total,
        words=detail.words or "",
        members=tuple(_members(session, row.currency)),
        papers=tuple(_packet_paper(one) for one in papers),
        social=packet_social(session, detail.tender_id, bid_id, detail.total),
        partners=tuple(_partners(session, detail.tender_id)),
        hindrances=tuple(bid_failures(session, bid_id, today)) if detail.state is BidState.DRAFT else (),
    )


def _line(session: Session, line: BidLineRow, day: date) -> PacketLine:
    if line.price is None or not line.plan:
        raise LineNotPlanned(description=line.description)
    return PacketLine(
        code=line.classification,
        description=line.description,
        product=line.product or line.description,
        quantity=line.quantity,
        price=line.price,
        tax_bp=line.tax_bp,
        plan=tuple(sorted(line.plan.items())),
        kilos=_kilos(session, line, day),
    )


def _kilos(session: Session, line: BidLineRow, day: date) -> Quantity | None:
    """Return what the offered quantity weighs by the factor of that day."""
    if line.product_id is None or line.quantity.unit == KILO:
        return None
    try:
        return convert_to_kg(line.quantity, conversions(session, line.product_id), day)
    except NoConversion:
        return None


def _papers(session: Session, detail: BidDetail, today: date) -> list[PaperRow]:
    """Return the papers in the order they are asked for, then the further ones; each once, and only with a file."""
    asked = [
        state.paper
        for state in paper_states(session, detail.tender_id, today, detail.id)
        if state.paper is not None and (state.is_chosen or state.state.is_good)
    ]
    annexes = sa.select(BidPaper.paper_id).where(
        BidPaper.bid_id == detail.id, BidPaper.requirement_id.is_(None), ~BidPaper.archived
    )
    further = [paper(session, key, today) for key in session.scalars(annexes.order_by(BidPaper.position))]
    found = {one.id: one for one in [*asked, *further] if one.file_sha}
    return list(found.values())


def _partners(session: Session, tender_id: uuid.UUID) -> Iterator[PacketPartner]:
    rows = sa.select(Partnership, Partner.name, Partner.tax_id).join(Partner, Partner.id == Partnership.partner_id)
    ours = rows.where(Partnership.tender_id == tender_id, Partnership.form.in_(_TAKE_PART), ~Partnership.archived)
    for row, name, tax_id in session.execute(ours.order_by(Partner.name, Partnership.id)):
        form = PartnershipForm(row.form)
        yield PacketPartner(name=name, tax_id=tax_id, form=form, what=row.what, share_bp=row.share_bp)


def _packet_paper(row: PaperRow) -> PacketPaper:
    return PacketPaper(
        title=row.title,
        file_sha=row.file_sha or "",
        file_name=row.file_name,
        issuer=row.issuer,
        number=row.number,
        holder=row.holder_name,
        issued_on=row.issued_on,
        valid_to=row.valid_to,
        third_party_signed=row.third_party_signed,
    )


def _members(session: Session, currency: str) -> list[PacketMember]:
    members = sa.select(Member).where(~Member.archived, Member.left_on.is_(None)).order_by(Member.number)
    return [
        PacketMember(
            number=member.number,
            name=member.name,
            id_number=member.id_number,
            community=member.community,
            joined_on=member.joined_on,
            share_capital=Money(member.share_capital_minor, currency),
        )
        for member in session.scalars(members)
    ]


def _packet_row(row: Packet) -> PacketRow:
    return PacketRow(
        id=row.id,
        bid_id=row.bid_id,
        version=row.version,
        made_at=row.made_at,
        sha256=row.sha256,
        pages=row.pages,
        folios=row.folios,
        parts=json.loads(row.parts),
        beside=json.loads(row.beside),
        checks=json.loads(row.checks),
        made_from=row.made_from,
    )
