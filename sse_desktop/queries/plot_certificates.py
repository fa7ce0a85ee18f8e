"""Which plots are certified in which week, and the part of a member's harvest that comes from them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.forecast import certified_part
from sse_desktop.domain.season import Week
from sse_desktop.domain.validity import last_day, paper_state
from sse_desktop.queries.papers import paper_kinds
from sse_desktop.store.tables.members import Member, Plot
from sse_desktop.store.tables.papers import Paper
from sse_desktop.store.tables.products import Product

PLOT = "plot"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A paper that a plot holds, with its days."""

    kind: str
    issued_on: date | None
    valid_from: date | None
    ends_on: date | None

    def covers(self, week: Week, kind: str = "") -> bool:
        """Whether the paper is of the kind (any when empty) and good on every day of the week."""
        if kind and kind != self.kind:
            return False
        days = (week.monday, week.sunday)
        return all(paper_state(self.issued_on, self.valid_from, self.ends_on, day).is_good for day in days)


@dataclass(frozen=True, slots=True)
class Land:
    """A plot's expected grams of a season and its certificates."""

    plot_id: uuid.UUID
    yield_g: int | None
    certificates: Sequence[Certificate]

    def is_certified(self, week: Week, kind: str = "") -> bool:
        """Whether a certificate of the kind (any when empty) is good in the whole week."""
        return any(paper.covers(week, kind) for paper in self.certificates)


def plot_certificates(session: Session) -> dict[uuid.UUID, list[Certificate]]:
    """Return the certificates of every plot that has one; archived papers prove nothing."""
    kinds = paper_kinds(session)
    columns = (Paper.plot_id, Paper.kind, Paper.issued_on, Paper.valid_from, Paper.valid_to)
    rows = sa.select(*columns).where(Paper.holder_kind == PLOT, Paper.archived.is_(False))
    found: dict[uuid.UUID, list[Certificate]] = {}
    for plot_id, kind, issued_on, valid_from, valid_to in session.execute(rows):
        validity = kinds[kind].validity if kind in kinds else ""
        ends_on = last_day(issued_on, valid_to, validity)
        if plot_id is not None:
            found.setdefault(plot_id, []).append(Certificate(kind, issued_on, valid_from, ends_on))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotOwner:
    """A plot as it is chosen for a paper."""

    plot_id: uuid.UUID
    plot: str
    member_number: int
    member: str
    product: str


def plot_owners(session: Session) -> list[PlotOwner]:
    """Return every plot in use with its member and product, by the member's number."""
    select = (
        sa.select(Plot.id, Plot.name, Member.number, Member.name, Product.name)
        .join(Member, Member.id == Plot.member_id)
        .outerjoin(Product, Product.id == Plot.product_id)
        .where(Plot.archived.is_(False), Member.archived.is_(False))
        .order_by(Member.number, Plot.name)
    )
    return [
        PlotOwner(plot_id=plot_id, plot=plot, member_number=number, member=member, product=product or "")
        for plot_id, plot, number, member, product in session.execute(select)
    ]


def certified_plots(session: Session, week: Week, kind: str = "") -> set[uuid.UUID]:
    """Return the plots with a certificate of the kind, any when empty, that is good in the whole week."""
    found = plot_certificates(session).items()
    return {plot_id for plot_id, papers in found if any(paper.covers(week, kind) for paper in papers)}


def land_of_members(session: Session, product_id: uuid.UUID) -> dict[uuid.UUID, list[Land]]:
    """Return the plots of a product by member; of who has none of it, the plots for which no product is named."""
    papers = plot_certificates(session)
    of_product = sa.or_(Plot.product_id == product_id, Plot.product_id.is_(None))
    own: dict[uuid.UUID, list[Land]] = {}
    open_: dict[uuid.UUID, list[Land]] = {}
    for plot in session.scalars(sa.select(Plot).where(of_product, Plot.archived.is_(False)).order_by(Plot.id)):
        land = Land(plot.id, plot.expected_yield_g, papers.get(plot.id, ()))
        (open_ if plot.product_id is None else own).setdefault(plot.member_id, []).append(land)
    return {**open_, **own}


def certified_parts(
    lands: Mapping[uuid.UUID, Sequence[Land]], member_id: uuid.UUID, weeks: Sequence[Week], kind: str = ""
) -> dict[Week, Fraction]:
    """Return for each week the part of a member's harvest that comes from plots certified in it."""
    own = lands.get(member_id, ())
    return {week: certified_part([(land.yield_g, land.is_certified(week, kind)) for land in own]) for week in weeks}
