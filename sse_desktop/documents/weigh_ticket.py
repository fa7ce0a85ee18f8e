"""The weigh ticket that a family takes home: from the gross weight to the accepted kilos, on A5, A4 or a roll."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import Labelled, Step, facts, rule, space, steps
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.imposition import side_by_side
from sse_desktop.documents.page_style import A5, Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import Signer, closed, signatures
from sse_desktop.domain.farm_price import PaidByUnit
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale

_ROLL = 80 * mm
_ROLL_EDGE = 4 * mm


class TicketPaper(StrEnum):
    """What a ticket is printed on; A4 takes the family's copy and the cooperative's side by side."""

    A5 = "a5"
    A4_TWO_COPIES = "a4"
    ROLL_80_MM = "roll"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighTicket:
    """A weigh-in as recorded. Weights are in kg; `net` is gross without tare, `accepted` is net without damaged.

    A price of None is decided later, and `decided_at` says when it was; where it was agreed for units, `paid` holds them
    and `price` is what this is per kg.
    A voided ticket keeps its number and says why.
    """

    cooperative: Cooperative
    number: str
    member_name: str
    member_number: int
    product: str
    harvested_on: date
    received_at: datetime
    zone: str
    gross: Quantity
    tare: Quantity
    net: Quantity
    damaged: Quantity
    accepted: Quantity
    lot_code: str
    grade: str = ""
    variety: str = ""
    community: str = ""
    plot: str = ""
    container: str = ""
    containers: int = 0
    price: UnitPrice | None = None
    paid: PaidByUnit | None = None
    decided_at: datetime | None = None
    place: str = ""
    weigher: str = ""
    note: str = ""
    void_reason: str = ""


def weigh_ticket(ticket: WeighTicket, locale: Locale, paper: TicketPaper = TicketPaper.A5) -> bytes:
    """The ticket on the paper asked for."""
    match paper:
        case TicketPaper.ROLL_80_MM:
            return _on_a_roll(ticket, locale)
        case TicketPaper.A4_TWO_COPIES:
            copies = (locale.text("Copy for the family"), locale.text("Copy for the cooperative"))
            left, right = (_on_a5(ticket, copy, locale) for copy in copies)
            return side_by_side(
                left, right, title=_title(ticket, locale), author=ticket.cooperative.name, locale=locale
            )
        case TicketPaper.A5:
            return _on_a5(ticket, "", locale)


def _title(ticket: WeighTicket, locale: Locale) -> str:
    return locale.text("Weigh ticket {number}", number=ticket.number)


def _on_a5(ticket: WeighTicket, copy: str, locale: Locale) -> bytes:
    sheet = Sheet(
        cooperative=ticket.cooperative.name,
        part=locale.text("Weigh ticket"),
        reference=" · ".join(filter(None, (ticket.cooperative.identifier, copy))),
        title=_title(ticket, locale),
        page_size=A5,
    )
    story: list[Flowable] = [
        paragraph(_title(ticket, locale), Text.TITLE),
        *_voided(ticket, locale),
        paragraph(_family(ticket, locale), Text.LARGE_STRONG),
        space(4),
        *facts(_facts(ticket, locale), size=9.5, label_share=0.34),
        space(4),
        *steps(_account(ticket, locale), size=11.5),
        *steps(_price(ticket, locale), size=11.5),
    ]
    signers = [
        Signer(role=locale.text("Weigher"), name=ticket.weigher),
        Signer(role=locale.text("Family"), name=ticket.member_name),
    ]
    place = signatures(signers, locale, size=8.5, room=30, with_place=False)
    return build(sheet, closed(story, place), locale)


def _family(ticket: WeighTicket, locale: Locale) -> str:
    number = locale.text("No. {number}", number=str(ticket.member_number))
    return f"{ticket.member_name} · {number}"


def _on_a_roll(ticket: WeighTicket, locale: Locale) -> bytes:
    story: list[Flowable] = [
        paragraph(ticket.cooperative.name, Text.STRONG, align="centre"),
        paragraph(ticket.cooperative.identifier, Text.NOTE, align="centre"),
        rule(),
        paragraph(_title(ticket, locale), Text.STRONG),
        *_voided(ticket, locale),
        paragraph(_family(ticket, locale), Text.STRONG),
        *facts(_facts(ticket, locale), size=8.5, label_share=0.36),
        rule(),
        *steps(_account(ticket, locale), size=10.5),
        *steps(_price(ticket, locale), size=10.5),
        space(34),
        rule(),
        paragraph(locale.text("Signature of the family"), Text.NOTE),
    ]
    sheet = Sheet(
        cooperative=ticket.cooperative.name,
        part=locale.text("Weigh ticket"),
        reference="",
        title=_title(ticket, locale),
        page_size=(_ROLL, _height(story) + 2 * _ROLL_EDGE + 12),
        left=_ROLL_EDGE,
        edge=_ROLL_EDGE,
        bare=True,
    )
    return build(sheet, story, locale)


def _height(story: Sequence[Flowable]) -> float:
    """Length of paper that a story takes: a roll is cut where the ticket ends."""
    return sum(
        block.wrap(_ROLL - 2 * _ROLL_EDGE, 10_000)[1] + block.getSpaceBefore() + block.getSpaceAfter()
        for block in story
    )


def _voided(ticket: WeighTicket, locale: Locale) -> list[Flowable]:
    if not ticket.void_reason:
        return []
    return [paragraph(locale.text("VOID: {reason}", reason=ticket.void_reason), Text.LARGE_STRONG)]


def _facts(ticket: WeighTicket, locale: Locale) -> list[Labelled]:
    produce = " · ".join(filter(None, (ticket.product, ticket.variety, ticket.grade)))
    origin = " · ".join(filter(None, (ticket.community, ticket.plot)))
    shown = (
        (locale.text("Product"), produce),
        (locale.text("From"), origin),
        (locale.text("Harvested on"), locale.date(ticket.harvested_on)),
        (locale.text("Received on"), locale.instant(ticket.received_at, ticket.zone)),
        (locale.text("Place"), ticket.place),
        (locale.text("Lot"), ticket.lot_code),
        (locale.text("Note"), ticket.note),
    )
    return [Labelled(label=label, value=value) for label, value in shown if value]


def _account(ticket: WeighTicket, locale: Locale) -> list[Step]:
    crates = ""
    if ticket.containers:
        crates = locale.text(
            "{n} × {container}", n=ticket.containers, container=ticket.container or locale.unit("crate", 2)
        )
    lines = [
        Step(label=locale.text("Gross"), figure=_kilos(ticket.gross, locale)),
        Step(label=locale.text("Containers"), figure=_less(ticket.tare, locale), note=crates),
        Step(label=locale.text("Net"), figure=_kilos(ticket.net, locale)),
    ]
    if ticket.damaged.milli:
        lines.append(Step(label=locale.text("Damaged"), figure=_less(ticket.damaged, locale)))
    return [*lines, Step(label=locale.text("Accepted"), figure=_kilos(ticket.accepted, locale), result=True)]


def _price(ticket: WeighTicket, locale: Locale) -> list[Step]:
    if ticket.price is None:
        return [Step(label=locale.text("Price"), figure=locale.text("decided later"))]
    note = locale.text("{kilos} × {price} per kg", kilos=ticket.accepted, price=ticket.price)
    value = locale.money(ticket.price.times(ticket.accepted))
    if ticket.paid is not None:
        note = locale.text(
            "{kilos} = {quantity} × {price} for one",
            kilos=ticket.accepted,
            quantity=ticket.paid.quantity,
            price=ticket.paid.price,
        )
        value = locale.money(ticket.paid.value)
    value_step = Step(label=locale.text("Value"), figure=value, note=note)
    if ticket.decided_at is None:
        return [value_step]
    return [value_step, Step(label=locale.text("Price decided"), figure=locale.instant(ticket.decided_at, ticket.zone))]


def _kilos(weight: Quantity, locale: Locale) -> str:
    """A weight with all its grams, so that the figures of the account stand below each other."""
    return f"{locale.number(weight.amount, 3)} {locale.unit(weight.unit)}"


def _less(weight: Quantity, locale: Locale) -> str:
    return f"− {_kilos(weight, locale)}"
