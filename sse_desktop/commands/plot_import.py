"""Plots from a sheet: each line finds its member by the number and its product by code or name."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.importing import CREATED, SKIPPED, UPDATED, ImportResult, import_rows
from sse_desktop.commands.members import PlotData, add_plot, change_plot
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.roles import Role
from sse_desktop.queries.members import NoMemberFound
from sse_desktop.queries.products import NoProductFound
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.members import Member, Plot
from sse_desktop.store.tables.products import Product

_FIELDS = ("community", "area_m2", "expected_yield_g")
_COLUMN_OF: dict[type[DomainError], str] = {NoMemberFound: "member", NoProductFound: "product"}


@allowed(Role.SECRETARY)
def import_plots(session: Writing, rows: Sequence[Mapping[str, Any]], *, partial: bool = False) -> ImportResult:
    """Store plots from a sheet, all or nothing.

    A row names `member` (the number), `name`, `product` (code or name), and fields of PlotData. It changes the plot of that
    name of the member; an empty value leaves what is known, and an archived plot comes back.

    Raises:
        RowsRefused: with every wrong row; nothing was stored.
    """
    return import_rows(session, rows, _import_row, lambda failure: _COLUMN_OF.get(type(failure), "name"), partial)


def _import_row(session: Writing, row: Mapping[str, Any]) -> str:
    member_id = session.scalar(sa.select(Member.id).where(Member.number == row.get("member")))
    if member_id is None:
        raise NoMemberFound(member=str(row.get("member", "")))
    given = {name: row[name] for name in _FIELDS if row.get(name) not in {None, ""}}
    if row.get("product"):
        given["product_id"] = _product(session, str(row["product"]))
    name = str(row.get("name", "")).strip()
    known = _plot(session, member_id, name)
    if known is None:
        add_plot(session, member_id, PlotData(**{"name": name, **given}))
        return CREATED
    before = {field: getattr(known, field) for field in ("name", "product_id", *_FIELDS)}
    change_plot(session, known.id, PlotData(**{**before, **given}))
    changed = known.archived or any(getattr(known, field) != value for field, value in before.items())
    known.archived = False
    return UPDATED if changed else SKIPPED


def _plot(session: Writing, member_id: uuid.UUID, name: str) -> Plot | None:
    plots = session.scalars(sa.select(Plot).where(Plot.member_id == member_id).order_by(Plot.archived, Plot.id))
    return next((plot for plot in plots if fold(plot.name) == fold(name)), None)


def _product(session: Writing, text: str) -> uuid.UUID:
    wanted = fold(text)
    rows = session.execute(sa.select(Product.id, Product.code, Product.name).where(Product.archived.is_(False))).all()
    for product_id, code, name in rows:
        if wanted in {fold(code), fold(name)}:
            found: uuid.UUID = product_id
            return found
    raise NoProductFound(product=text, known=", ".join(name for _, _, name in rows))
