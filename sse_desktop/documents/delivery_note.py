"""The delivery note of one stop, in large type: what was sent, what the school accepted, who received it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import Labelled, boxes, facts, space
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.fonts import REGULAR, width
from sse_desktop.documents.page_style import Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import Signer, closed, signatures
from sse_desktop.documents.tables import GAP, Column, Rows, table
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale

_ROOM_TO_WRITE = 34.0
_SIZE = 11.5


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredLine:
    """A product of one lot. `weight` is the weight of what was sent; accepted and rejected are None until recorded."""

    product: str
    lot_code: str
    sent: Quantity
    weight: Quantity
    full_containers: int = 0
    loose_units: int = 0
    container: str = ""
    accepted: Quantity | None = None
    rejected: Quantity | None = None
    reason: str = ""
    replacement_due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """What the receiver stated; the temperature is in tenths of a degree Celsius."""

    received_at: datetime
    receiver: Signer
    temperature_decidegrees: int | None = None
    crates_in: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryNote:
    """One delivery to one point. Without a reception, its places are empty boxes to fill in by hand."""

    cooperative: Cooperative
    number: str
    buyer: str
    point_name: str
    point_code: str
    dispatched_at: datetime
    zone: str
    lines: tuple[DeliveredLine, ...]
    supplier: Signer
    point_code_label: str = ""
    address: str = ""
    contract_reference: str = ""
    order_number: str = ""
    pupils: int | None = None
    rations: int | None = None
    driver: str = ""
    vehicle: str = ""
    crates_out: int = 0
    replaces_number: str = ""
    reception: Reception | None = None
    note: str = ""
    void_reason: str = ""


def delivery_note(note: DeliveryNote, locale: Locale) -> bytes:
    """The note of one stop."""
    title = locale.text("Delivery note {number}", number=note.number)
    order = locale.text("Order {number}", number=note.order_number) if note.order_number else ""
    sheet = note.cooperative.sheet(locale.text("Delivery note"), note.contract_reference, order, title=title)
    story: list[Flowable] = [
        paragraph(title, Text.TITLE),
        *_warnings(note, locale),
        paragraph(note.point_name, Text.LARGE_STRONG),
        boxes(_stop(note, locale), high=38, size=13),
        *facts(_facts(note, locale), size=_SIZE, label_share=0.28),
        space(4),
        _lines(note, sheet, locale),
        *_reasons(note, locale),
    ]
    return build(sheet, closed(story, boxes(_handover(note, locale)), _signed(note, locale)), locale)


def _warnings(note: DeliveryNote, locale: Locale) -> list[Flowable]:
    shown = []
    if note.void_reason:
        shown.append(locale.text("VOID: {reason}", reason=note.void_reason))
    if note.replaces_number:
        shown.append(locale.text("Replaces goods rejected under note {number}", number=note.replaces_number))
    return [paragraph(text, Text.LARGE_STRONG) for text in shown]


def _stop(note: DeliveryNote, locale: Locale) -> list[tuple[str, str]]:
    items = [(note.point_code_label or locale.text("Code"), note.point_code)]
    if note.pupils is not None:
        items.append((locale.text("Pupils"), locale.number(note.pupils)))
    if note.rations is not None:
        items.append((locale.text("Rations"), locale.number(note.rations)))
    return [*items, (locale.text("Dispatched on"), locale.instant(note.dispatched_at, note.zone))]


def _facts(note: DeliveryNote, locale: Locale) -> list[Labelled]:
    transport = " · ".join(filter(None, (note.driver, note.vehicle)))
    shown = (
        (locale.text("Buyer"), note.buyer),
        (locale.text("Address"), note.address),
        (locale.text("Transport"), transport),
        (locale.text("Note"), note.note),
    )
    return [Labelled(label=label, value=value) for label, value in shown if value]


def _lines(note: DeliveryNote, sheet: Sheet, locale: Locale) -> Rows:
    columns = (
        Column(title=locale.text("Product and lot"), share=3, least=_widest_lot(note)),
        Column(title=locale.text("Sent"), figures=True),
        Column(title=locale.text("In containers"), share=2, least=70),
        Column(title=locale.text("kg"), figures=True),
        Column(title=locale.text("Accepted"), figures=True, least=60, boxed=True),
        Column(title=locale.text("Rejected"), figures=True, least=60, boxed=True),
    )
    rows = [_row(line, locale) for line in note.lines]
    is_blank = note.reception is None
    return table(
        columns, rows, room=sheet.text_width, locale=locale, size=_SIZE, least_height=_ROOM_TO_WRITE if is_blank else 0
    )


def _widest_lot(note: DeliveryNote) -> float:
    """Room for the longest code of a lot: it is read off crates and must not be broken."""
    return max((width(line.lot_code, REGULAR, _SIZE) for line in note.lines), default=0.0) + GAP + 1


def _row(line: DeliveredLine, locale: Locale) -> tuple[str, ...]:
    return (
        f"{line.product}\n{line.lot_code}",
        locale.quantity(line.sent),
        _packed(line, locale),
        locale.number(line.weight.amount),
        "" if line.accepted is None else locale.quantity(line.accepted),
        "" if line.rejected is None else locale.quantity(line.rejected),
    )


def _packed(line: DeliveredLine, locale: Locale) -> str:
    """Full containers and loose units: what the school counts at the door."""
    parts = []
    if line.full_containers:
        container = line.container or locale.unit("crate", line.full_containers)
        parts.append(locale.text("{n} × {container}", n=line.full_containers, container=container))
    if line.loose_units:
        parts.append(
            locale.text("+ {n} loose", n=line.loose_units) if parts else locale.text("{n} loose", n=line.loose_units)
        )
    return "\n".join(parts)


def _reasons(note: DeliveryNote, locale: Locale) -> list[Flowable]:
    """Why something was rejected and until when it is replaced; before the reception, lines to write it on."""
    if note.reception is None:
        return facts([Labelled(label=locale.text("Reason of a rejection"), value="")], label_share=0.26)
    said = []
    for line in note.lines:
        if line.rejected is not None and line.rejected.milli:
            due = ""
            if line.replacement_due is not None:
                due = locale.text("to be replaced by {day}", day=line.replacement_due)
            said.append(
                " · ".join(
                    filter(None, (line.product, line.lot_code, locale.quantity(line.rejected), line.reason, due))
                )
            )
    items = [Labelled(label=locale.text("Rejected"), value=text) for text in said]
    if note.reception.note:
        items.append(Labelled(label=locale.text("Note of the receiver"), value=note.reception.note))
    return [] if not items else facts(items, label_share=0.28)


def _handover(note: DeliveryNote, locale: Locale) -> list[tuple[str, str]]:
    received = note.reception
    temperature = crates_in = at = ""
    if received is not None:
        at = locale.instant(received.received_at, note.zone)
        if received.temperature_decidegrees is not None:
            temperature = f"{locale.number(Decimal(received.temperature_decidegrees) / 10, 1)} °C"
        if received.crates_in is not None:
            crates_in = locale.number(received.crates_in)
    return [
        (locale.text("Received on, at"), at),
        (locale.text("Temperature"), temperature),
        (locale.text("Crates left here"), locale.number(note.crates_out)),
        (locale.text("Crates taken back"), crates_in),
    ]


def _signed(note: DeliveryNote, locale: Locale) -> Flowable:
    receiver = note.reception.receiver if note.reception else Signer()
    roles = (locale.text("Received by"), locale.text("Delivered by"))
    people = (receiver, note.supplier)
    signers = [
        Signer(role=role, name=person.name, post=person.post, id_number=person.id_number)
        for role, person in zip(roles, people, strict=True)
    ]
    return signatures(signers, locale, size=10.5, room=40, with_place=False)
