"""Members with their plots, and what each has delivered, as rows."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import words
from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.plot_certificates import Certificate, plot_certificates
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.members import Member, Plot
from sse_desktop.store.tables.products import Product


class NoMemberFound(DomainError):
    """No member has this number or name."""

    sentence = N_("There is no member {member}. Check the number or the name.")


class SeveralMembersFound(DomainError):
    """Several members fit what was typed."""

    sentence = N_("{count} members fit {member}. Use the member's number.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFilter:
    """Which members are wanted; `words` in any order, without accents; `archived` None: both."""

    words: str = ""
    community: str = ""
    archived: bool | None = False


EVERY_MEMBER = MemberFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """A member in the register, with what was accepted of them and when they came last."""

    id: uuid.UUID
    number: int
    name: str
    kind: str
    id_number: str
    community: str
    phone: str
    archived: bool
    plots: int
    tickets: int
    delivered: Quantity
    last_delivery: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChoice:
    """A member as the weigh-in desk offers it; `search` is folded."""

    id: uuid.UUID
    number: int
    name: str
    community: str
    search: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotRow:
    """A plot; the expected yield is that of a season. `certificates` counts its papers, `certified_until` is the last day of the one that ends last, None where one does not end."""

    id: uuid.UUID
    member_id: uuid.UUID
    name: str
    product_id: uuid.UUID | None
    product: str
    community: str
    area_m2: int | None
    expected_yield: Quantity | None
    certificates: int
    certified_until: date | None
    archived: bool
    stamps: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDetail:
    """All that is known of a member; `stamps` go back with a change, so that two writers notice each other."""

    id: uuid.UUID
    number: int
    name: str
    kind: str
    id_number: str
    sex: str | None
    birth_year: int | None
    community: str
    canton: str
    province: str
    household: str
    priority_codes: str
    phone: str
    joined_on: date | None
    left_on: date | None
    share_capital: Money
    bank_name: str
    bank_account: str
    consent_on: date | None
    notes: str
    archived: bool
    stamps: Mapping[str, int]
    plots: tuple[PlotRow, ...]


def members(session: Session, which: MemberFilter = EVERY_MEMBER, since: date | None = None) -> list[MemberRow]:
    """Return members by number, with what they delivered since a day of receipt, or ever."""
    zone = _zone(session)
    # By an expression, so that SQLite reads the table once from end to end instead of hopping through it by the index of
    # members: a third of the time for a million weigh-ins.
    who = sa.func.coalesce(WeighIn.member_id, WeighIn.member_id)
    came = (
        sa.select(
            who.label("member_id"),
            sa.func.count().label("tickets"),
            sa.func.sum(WeighIn.accepted_g).label("grams"),
            sa.func.max(WeighIn.received_at).label("last"),
        )
        .where(WeighIn.voided.is_(None))
        .group_by(who)
    )
    if since is not None:
        came = came.where(WeighIn.received_at >= datetime.combine(since, time(), zone).astimezone(UTC))
    delivered = came.subquery()
    plots = (
        sa.select(sa.func.count())
        .where(Plot.member_id == Member.id, Plot.archived.is_(False))
        .correlate(Member)
        .scalar_subquery()
    )
    columns = (Member, plots, delivered.c.tickets, delivered.c.grams, delivered.c.last)
    select = sa.select(*columns).outerjoin(delivered, delivered.c.member_id == Member.id).order_by(Member.number)
    return [_row(zone, *row) for row in session.execute(select.where(*_conditions(which)))]


def _conditions(which: MemberFilter) -> list[sa.ColumnElement[bool]]:
    found = [Member.search.contains(word, autoescape=True) for word in words(which.words)]
    if which.archived is not None:
        found.append(Member.archived.is_(which.archived))
    if which.community:
        found.append(Member.community == which.community)
    return found


def _zone(session: Session) -> ZoneInfo:
    return ZoneInfo(session.scalar(sa.select(Cooperative.time_zone)) or "UTC")


def _row(
    zone: ZoneInfo, member: Member, plots: int, tickets: int | None, grams: int | None, last: datetime | None
) -> MemberRow:
    return MemberRow(
        id=member.id,
        number=member.number,
        name=member.name,
        kind=member.kind,
        id_number=member.id_number,
        community=member.community,
        phone=member.phone,
        archived=member.archived,
        plots=plots,
        tickets=tickets or 0,
        delivered=Quantity(int(grams or 0), KILO),
        last_delivery=last.astimezone(zone).date() if last else None,
    )


def communities(session: Session) -> list[str]:
    """Return the communities that members come from, by name."""
    names = sa.select(Member.community).where(Member.community != "").distinct().order_by(Member.community)
    return list(session.scalars(names))


def member_choices(session: Session) -> list[MemberChoice]:
    """Return every member who is not archived, by number, for choosing while typing."""
    order = sa.select(Member.id, Member.number, Member.name, Member.community, Member.search).order_by(Member.number)
    rows = session.execute(order.where(Member.archived.is_(False)))
    return [
        MemberChoice(id=row.id, number=row.number, name=row.name, community=row.community, search=row.search)
        for row in rows
    ]


def find_member(session: Session, text: str) -> MemberChoice:
    """Return the member of a number, or the only one who is not archived and whose name has these words.

    Raises:
        NoMemberFound, SeveralMembersFound.
    """
    found = [row for row in member_choices(session) if str(row.number) == text.strip()]
    wanted = words(text)
    if not found and wanted:
        found = [row for row in member_choices(session) if all(word in row.search for word in wanted)]
    if not found:
        raise NoMemberFound(member=text)
    if len(found) > 1:
        raise SeveralMembersFound(count=len(found), member=text)
    return found[0]


def member(session: Session, member_id: uuid.UUID) -> MemberDetail:
    """Return all that is known of a member, archived plots too."""
    row = session.get_one(Member, member_id)
    currency = session.scalar(sa.select(Cooperative.currency)) or "USD"
    own = {name: getattr(row, name) for name in _OWN}
    return MemberDetail(
        **own,
        share_capital=Money(row.share_capital_minor, currency),
        plots=tuple(plots(session, member_id=member_id)),
    )


_OWN = tuple(name for name in MemberDetail.__dataclass_fields__ if name not in {"share_capital", "plots"})


def plots(session: Session, *, member_id: uuid.UUID | None = None) -> list[PlotRow]:
    """Return the plots of a member, or all plots, archived ones last."""
    select = sa.select(Plot, Product.name).outerjoin(Product, Product.id == Plot.product_id)
    if member_id is not None:
        select = select.where(Plot.member_id == member_id)
    papers = plot_certificates(session)
    rows = session.execute(select.order_by(Plot.archived, Plot.name))
    return [_plot(plot, product, papers.get(plot.id, ())) for plot, product in rows]


def _plot(row: Plot, product: str | None, papers: Sequence[Certificate]) -> PlotRow:
    ends = [paper.ends_on for paper in papers]
    return PlotRow(
        id=row.id,
        member_id=row.member_id,
        name=row.name,
        product_id=row.product_id,
        product=product or "",
        community=row.community,
        area_m2=row.area_m2,
        expected_yield=None if row.expected_yield_g is None else Quantity(row.expected_yield_g, KILO),
        certificates=len(papers),
        certified_until=None if None in ends else max((day for day in ends if day is not None), default=None),
        archived=row.archived,
        stamps=dict(row.stamps),
    )
