"""Agreements as rows, their contributions, and what each side gave by year."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.papers import Paper
from sse_desktop.store.tables.partners import Agreement, Contribution, Partner


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRow:
    """What one side gave; in kind with its quantity and the value of one. `voided` is the reason."""

    id: uuid.UUID
    agreement_id: uuid.UUID
    given_on: date
    by_us: bool
    in_kind: bool
    what: str
    quantity: Quantity | None
    one: UnitPrice | None
    value: Money
    valued_by: str
    paper_id: uuid.UUID | None
    paper: str
    note: str
    voided: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideYear:
    """What one side gave in a year, in money and in kind; void contributions don't count."""

    year: int
    by_us: bool
    in_money: Money
    in_kind: Money

    @property
    def total(self) -> Money:
        """Money and kind together."""
        return self.in_money + self.in_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """An agreement with what each side gave so far; `mixed` when contributions are in several currencies.

    Amounts in another currency than the cooperative's are in `contributions` and `side_years`, not in `ours` and `theirs`.
    """

    id: uuid.UUID
    partner_id: uuid.UUID
    partner: str
    partner_kind: str
    title: str
    starts_on: date | None
    ends_on: date | None
    what: str
    paper_id: uuid.UUID | None
    paper: str
    archived: bool
    stamps: dict[str, int]
    ours: Money
    theirs: Money
    mixed: bool

    def is_running(self, today: date) -> bool:
        """Tell whether the agreement holds on a day."""
        has_begun = self.starts_on is None or self.starts_on <= today
        return has_begun and (self.ends_on is None or self.ends_on >= today)


def agreements(
    session: Session, *, partner_id: uuid.UUID | None = None, archived: bool = False, search: str = ""
) -> list[AgreementRow]:
    """Return the agreements by partner, the newest first."""
    select = (
        sa.select(Agreement, Partner.name, Partner.kind, Paper.title)
        .join(Partner, Partner.id == Agreement.partner_id)
        .outerjoin(Paper, Paper.id == Agreement.paper_id)
        .where(Agreement.archived.is_(archived))
        .order_by(Partner.name, Agreement.starts_on.desc(), Agreement.id.desc())
    )
    for word in fold(search).split():
        select = select.where(Agreement.search.contains(word, autoescape=True))
    if partner_id is not None:
        select = select.where(Agreement.partner_id == partner_id)
    currency = session.scalars(sa.select(Cooperative.currency)).one()
    sums = _sums(session)
    return [_row(*found, currency=currency, sums=sums) for found in session.execute(select)]


def contributions(session: Session, agreement_id: uuid.UUID) -> list[ContributionRow]:
    """Return what was given under an agreement, the newest first, void ones too."""
    select = (
        sa.select(Contribution, Paper.title)
        .outerjoin(Paper, Paper.id == Contribution.paper_id)
        .where(Contribution.agreement_id == agreement_id)
        .order_by(Contribution.given_on.desc(), Contribution.id.desc())
    )
    return [_contribution(row, paper or "") for row, paper in session.execute(select)]


def side_years(rows: Iterable[ContributionRow]) -> list[SideYear]:
    """Return the totals by year, side and currency, the newest year first and our side before theirs."""
    groups: dict[tuple[int, bool, str], list[ContributionRow]] = {}
    for row in rows:
        if row.voided is None:
            groups.setdefault((row.given_on.year, row.by_us, row.value.currency), []).append(row)
    ordered = sorted(groups.items(), key=lambda group: (-group[0][0], not group[0][1], group[0][2]))
    return [
        SideYear(
            year=year,
            by_us=by_us,
            in_money=Money(sum(row.value.minor for row in given if not row.in_kind), currency),
            in_kind=Money(sum(row.value.minor for row in given if row.in_kind), currency),
        )
        for (year, by_us, currency), given in ordered
    ]


# ---------------------------------------------------------------- inside

_Sums = dict[tuple[uuid.UUID, bool, str], int]


def _sums(session: Session) -> _Sums:
    select = (
        sa.select(Contribution.agreement_id, Contribution.by_us, Contribution.currency)
        .add_columns(sa.func.sum(Contribution.value_minor))
        .where(Contribution.voided.is_(None))
        .group_by(Contribution.agreement_id, Contribution.by_us, Contribution.currency)
    )
    return {(key, by_us, currency): int(minor) for key, by_us, currency, minor in session.execute(select)}


def _row(row: Agreement, partner: str, kind: str, paper: str | None, *, currency: str, sums: _Sums) -> AgreementRow:
    names = ("id", "partner_id", "title", "starts_on", "ends_on", "what", "paper_id", "archived")
    return AgreementRow(
        **{name: getattr(row, name) for name in names},
        partner=partner,
        partner_kind=kind,
        paper=paper or "",
        stamps=dict(row.stamps),
        ours=Money(sums.get((row.id, True, currency), 0), currency),
        theirs=Money(sums.get((row.id, False, currency), 0), currency),
        mixed=any(key == row.id and other != currency for key, _, other in sums),
    )


def _contribution(row: Contribution, paper: str) -> ContributionRow:
    names = ("id", "agreement_id", "given_on", "by_us", "in_kind", "what", "valued_by", "paper_id", "note", "voided")
    return ContributionRow(
        **{name: getattr(row, name) for name in names},
        quantity=Quantity(row.quantity_milli, row.unit) if row.quantity_milli is not None else None,
        one=UnitPrice(row.price_micros, row.currency) if row.price_micros is not None else None,
        value=Money(row.value_minor, row.currency),
        paper=paper,
    )
