"""What the forms of partners pick from: partners, tenders, contracts, papers, meetings and buyers, in few words."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.partners import PartnerKind
from sse_desktop.queries.meetings import meeting_choices
from sse_desktop.queries.partners import PartnerChoice, partner_choices
from sse_desktop.store.tables.buyers import Buyer
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.papers import Paper
from sse_desktop.store.tables.tenders import Tender

Named = tuple[uuid.UUID, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Everything that can be picked; tenders, contracts, papers and buyers as (id, name, one more fact)."""

    partners: tuple[PartnerChoice, ...]
    tenders: tuple[Named, ...]
    contracts: tuple[Named, ...]
    papers: tuple[Named, ...]
    buyers: tuple[Named, ...]
    meetings: tuple[tuple[uuid.UUID, str, date], ...]

    def of_kinds(self, kinds: frozenset[PartnerKind]) -> tuple[PartnerChoice, ...]:
        """Return the partners of some kinds first, then the others."""
        return tuple(sorted(self.partners, key=lambda one: one.kind not in kinds))


def choices(session: Session) -> Choices:
    """Return what is in use, newest tenders and contracts first, the rest by name."""
    return Choices(
        partners=tuple(partner_choices(session)),
        tenders=_named(session, sa.select(Tender.id, Tender.title, Tender.reference).order_by(Tender.id.desc())),
        contracts=_named(
            session, sa.select(Contract.id, Contract.reference, Contract.title).order_by(Contract.signed_on.desc())
        ),
        papers=_named(
            session, sa.select(Paper.id, Paper.title, Paper.number).where(~Paper.archived).order_by(Paper.title)
        ),
        buyers=_named(
            session, sa.select(Buyer.id, Buyer.name, Buyer.tax_id).where(~Buyer.archived).order_by(Buyer.name)
        ),
        meetings=tuple(meeting_choices(session)),
    )


def _named(session: Session, select: sa.Select[uuid.UUID, str, str]) -> tuple[Named, ...]:
    return tuple((key, name, more) for key, name, more in session.execute(select))
