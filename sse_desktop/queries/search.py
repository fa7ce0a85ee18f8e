"""Any record by words in any order, without accents: what the search field (Ctrl+K) finds."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold, words
from sse_desktop.domain.labels import lot_of_label
from sse_desktop.queries.deliveries import full
from sse_desktop.queries.weigh_in_rows import SERIES, TICKET
from sse_desktop.store.tables.buyers import Buyer, DeliveryPoint
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.deliveries import Delivery
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.papers import Paper
from sse_desktop.store.tables.partners import Agreement, HelpQuestion, Meeting, Partner, Prospect
from sse_desktop.store.tables.products import Product
from sse_desktop.store.tables.settlements import Settlement
from sse_desktop.store.tables.stock import Lot
from sse_desktop.store.tables.tenders import Tender
from sse_desktop.store.tables.work_days import Worker

OF_A_KIND = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A record that fits: its kind, the page that shows it, what it is called and one more fact about it."""

    kind: str
    page: str
    record: uuid.UUID
    title: str
    detail: str = ""


def search(session: Session, text: str, limit: int = OF_A_KIND) -> list[Found]:
    """Return the records that hold every word, at most `limit` of a kind; documents are found by their number.

    Nothing is found for an empty text.
    """
    wanted = words(text)
    if not wanted:
        return []
    return [
        *_numbered(session, text.strip(), limit),
        *_members(session, wanted, limit),
        *_lots(session, words(lot_of_label(text)), limit),
        *_tenders(session, wanted, limit),
        *_contracts(session, wanted, limit),
        *_buyers(session, wanted, limit),
        *_partners(session, wanted, limit),
        *_listed(session, wanted, limit),
    ]


# ---------------------------------------------------------------- documents by number


def _numbered(session: Session, text: str, limit: int) -> Iterator[Found]:
    found = TICKET.fullmatch(text)
    if found is None:
        return
    number, series = int(found["number"]), found["series"]
    for kind, page, table, detail in _DOCUMENTS:
        of_series = table.series == series if series else table.series.in_(SERIES)
        select = sa.select(table.id, table.series, table.number, detail).where(of_series, table.number == number)
        for row in session.execute(select.limit(limit)):
            yield Found(kind=kind, page=page, record=row[0], title=full(row[1], row[2]), detail=str(row[3] or ""))


_DOCUMENTS: tuple[tuple[str, str, Any, Any], ...] = (
    (
        "ticket",
        "tickets",
        WeighIn,
        sa.select(Member.name).where(Member.id == WeighIn.member_id).correlate(WeighIn).scalar_subquery(),
    ),
    (
        "delivery",
        "deliveries.notes",
        Delivery,
        sa.select(DeliveryPoint.name)
        .where(DeliveryPoint.id == Delivery.delivery_point_id)
        .correlate(Delivery)
        .scalar_subquery(),
    ),
    (
        "settlement",
        "settlements",
        Settlement,
        sa.select(Contract.reference)
        .where(Contract.id == Settlement.contract_id)
        .correlate(Settlement)
        .scalar_subquery(),
    ),
)


# ---------------------------------------------------------------- records with a folded text of their own


def _members(session: Session, wanted: list[str], limit: int) -> Iterator[Found]:
    select = sa.select(Member.id, Member.number, Member.name, Member.community).order_by(Member.archived, Member.number)
    for row in session.execute(select.where(*_all(Member.search, wanted)).limit(limit)):
        yield Found(
            kind="member", page="members", record=row.id, title=f"{row.number} · {row.name}", detail=row.community
        )


def _lots(session: Session, wanted: list[str], limit: int) -> Iterator[Found]:
    select = sa.select(Lot.id, Lot.code, Product.name).join(Product, Product.id == Lot.product_id)
    fitting = select.where(*_all(sa.func.lower(Lot.code), wanted)).order_by(Lot.opened_on.desc(), Lot.code)
    for row in session.execute(fitting.limit(limit)):
        yield Found(kind="lot", page="lots", record=row.id, title=row.code, detail=row.name)


def _tenders(session: Session, wanted: list[str], limit: int) -> Iterator[Found]:
    select = sa.select(Tender.id, Tender.reference, Tender.title, Tender.buyer_name).order_by(Tender.deadline_at.desc())
    for row in session.execute(select.where(*_all(Tender.search, wanted)).limit(limit)):
        detail = " · ".join(filter(None, (row.reference, row.buyer_name)))
        yield Found(kind="tender", page="tenders", record=row.id, title=row.title or row.reference, detail=detail)


def _contracts(session: Session, wanted: list[str], limit: int) -> Iterator[Found]:
    select = sa.select(Contract.id, Contract.reference, Contract.title).order_by(Contract.signed_on.desc())
    for row in session.execute(select.where(*_all(Contract.search, wanted)).limit(limit)):
        yield Found(kind="contract", page="contracts", record=row.id, title=row.reference, detail=row.title)


def _buyers(session: Session, wanted: list[str], limit: int) -> Iterator[Found]:
    select = sa.select(Buyer.id, Buyer.name, Buyer.tax_id).order_by(Buyer.archived, Buyer.name)
    for row in session.execute(select.where(*_all(Buyer.search, wanted)).limit(limit)):
        yield Found(kind="buyer", page="buyers", record=row.id, title=row.name, detail=row.tax_id)


def _partners(session: Session, wanted: list[str], limit: int) -> Iterator[Found]:
    """Give what is known of partners, meetings, prospects, agreements and workers."""
    for kind, page, table, title, detail in _TOGETHER:
        select = sa.select(table.id, title, detail).where(*_all(table.search, wanted))
        for record, name, more in session.execute(select.order_by(table.archived, title).limit(limit)):
            yield Found(kind=kind, page=page, record=record, title=name, detail=more)


_TOGETHER: tuple[tuple[str, str, Any, Any, Any], ...] = (
    ("partner", "partners", Partner, Partner.name, Partner.tax_id),
    ("meeting", "meetings", Meeting, Meeting.title, Meeting.place),
    ("prospect", "prospects", Prospect, Prospect.title, Prospect.buyer_name),
    ("agreement", "agreements", Agreement, Agreement.title, Agreement.what),
    ("worker", "workers", Worker, Worker.name, Worker.community),
)


def _all(column: Any, wanted: list[str]) -> list[sa.ColumnElement[bool]]:
    return [column.contains(word, autoescape=True) for word in wanted]


# ---------------------------------------------------------------- short lists, folded here


def _listed(session: Session, wanted: list[str], limit: int) -> Iterator[Found]:
    for kind, page, select, title, detail in _LISTS:
        count = 0
        for row in session.execute(select):
            folded = fold(" ".join(str(value) for value in row[1:] if value))
            if count < limit and all(word in folded for word in wanted):
                count += 1
                yield Found(kind=kind, page=page, record=row[0], title=title(row), detail=detail(row))


_Text = Callable[[Any], str]
_LISTS: tuple[tuple[str, str, Any, _Text, _Text], ...] = (
    (
        "product",
        "products",
        sa.select(Product.id, Product.name, Product.code).order_by(Product.archived, Product.name),
        lambda row: row.name,
        lambda row: row.code,
    ),
    (
        "paper",
        "papers",
        sa.select(Paper.id, Paper.title, Paper.kind, Paper.holder_name, Paper.number, Paper.issuer, Paper.file_name)
        .where(Paper.archived.is_(False))
        .order_by(Paper.title),
        lambda row: row.title,
        lambda row: " · ".join(filter(None, (row.holder_name, row.number))),
    ),
    (
        "delivery_point",
        "delivery_points",
        sa.select(DeliveryPoint.id, DeliveryPoint.name, DeliveryPoint.code, DeliveryPoint.canton)
        .where(DeliveryPoint.archived.is_(False))
        .order_by(DeliveryPoint.name),
        lambda row: row.name,
        lambda row: " · ".join(filter(None, (row.code, row.canton))),
    ),
    (
        "help_question",
        "help_questions",
        sa.select(HelpQuestion.id, HelpQuestion.question, HelpQuestion.answer)
        .where(HelpQuestion.archived.is_(False))
        .order_by(HelpQuestion.id.desc()),
        lambda row: row.question,
        lambda row: row.answer,
    ),
)
