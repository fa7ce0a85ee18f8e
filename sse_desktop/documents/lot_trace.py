"""Where it came from and where it went, on one page: from a school's line back to plots, from a lot on to schools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import Labelled, band, facts, space
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.tables import Column, Rows, table
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedWeighIn:
    """A weigh-in in a lot. `kilos` are all its accepted kilos, or its part of a delivery line."""

    number: str
    harvested_on: date
    member_number: int
    member_name: str
    kilos: Quantity
    community: str = ""
    plot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedDelivery:
    """A delivery line drawn from a lot."""

    note_number: str
    delivered_on: date
    point_code: str
    point_name: str
    sent: Quantity
    kilos: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class LotTrace:
    """A lot with all that went in and out; `other` are losses, counts and returns, `left` what is still there."""

    cooperative: Cooperative
    lot_code: str
    product: str
    opened_on: date
    weigh_ins: tuple[TracedWeighIn, ...]
    deliveries: tuple[TracedDelivery, ...]
    other: tuple[tuple[str, Quantity], ...]
    left: Quantity
    grade: str = ""
    place: str = ""
    is_held: bool = False
    sorted_from: tuple[str, ...] = ()
    sorted_into: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryTrace:
    """A delivery line with the weigh-ins whose kilos are in it, by lot."""

    cooperative: Cooperative
    delivery: TracedDelivery
    product: str
    lots: tuple[tuple[str, tuple[TracedWeighIn, ...]], ...]
    buyer: str = ""


def lot_trace(trace: LotTrace, locale: Locale) -> bytes:
    """From a lot on to every school it went to, and back to the families it came from."""
    sheet = trace.cooperative.sheet(locale.text("Trace of lot {lot}", lot=trace.lot_code))
    received = _kilos([weigh_in.kilos for weigh_in in trace.weigh_ins])
    sent = _kilos([delivery.kilos for delivery in trace.deliveries])
    story: list[Flowable] = [
        paragraph(locale.text("Lot {lot}", lot=trace.lot_code), Text.TITLE),
        *facts(_lot_facts(trace, locale), size=10.5, label_share=0.22),
        band(_balance(trace, received, sent, locale)),
        paragraph(locale.text("Went to"), Text.HEADING),
        _deliveries(trace.deliveries, sheet, locale),
        paragraph(locale.text("Came from"), Text.HEADING),
        _weigh_ins(trace.weigh_ins, sheet, locale),
    ]
    return build(sheet, story, locale)


def delivery_trace(trace: DeliveryTrace, locale: Locale) -> bytes:
    """From what a school received back to weigh-ins, families and plots."""
    delivery = trace.delivery
    sheet = trace.cooperative.sheet(locale.text("Trace of note {number}", number=delivery.note_number))
    origin = _kilos([weigh_in.kilos for _lot, weigh_ins in trace.lots for weigh_in in weigh_ins])
    families = len({weigh_in.member_number for _lot, weigh_ins in trace.lots for weigh_in in weigh_ins})
    shown = (
        (locale.text("Delivery note"), delivery.note_number),
        (locale.text("Delivered on"), locale.date(delivery.delivered_on)),
        (locale.text("Buyer"), trace.buyer),
        (locale.text("Product"), trace.product),
        (locale.text("Sent"), f"{locale.quantity(delivery.sent)} = {locale.quantity(delivery.kilos)}"),
    )
    story: list[Flowable] = [
        paragraph(f"{delivery.point_name} · {delivery.point_code}", Text.TITLE),
        *facts([Labelled(label=label, value=value) for label, value in shown if value], label_share=0.22),
        band(
            [
                locale.text(
                    "{origin} from {families} families = {sent} in this delivery.",
                    origin=origin,
                    families=families,
                    sent=delivery.kilos,
                )
            ]
        ),
    ]
    for lot_code, weigh_ins in trace.lots:
        story += [paragraph(locale.text("Lot {lot}", lot=lot_code), Text.HEADING), _weigh_ins(weigh_ins, sheet, locale)]
    return build(sheet, story, locale)


def _lot_facts(trace: LotTrace, locale: Locale) -> list[Labelled]:
    shown = (
        (locale.text("Product"), " · ".join(filter(None, (trace.product, trace.grade)))),
        (locale.text("Opened on"), locale.date(trace.opened_on)),
        (locale.text("Place"), trace.place),
        (locale.text("Sorted out of"), ", ".join(trace.sorted_from)),
        (locale.text("Sorted into"), ", ".join(trace.sorted_into)),
        (locale.text("State"), locale.text("Held back: do not deliver from this lot") if trace.is_held else ""),
    )
    return [Labelled(label=label, value=value, strong=trace.is_held) for label, value in shown if value]


def _balance(trace: LotTrace, received: Quantity, sent: Quantity, locale: Locale) -> list[str]:
    """Says whether what went in is what went out and what is left, and what is missing where it is not."""
    other = _kilos([quantity for _title, quantity in trace.other])
    parts = [locale.text("delivered {sent}", sent=sent)]
    parts += [f"{title} {locale.quantity(quantity)}" for title, quantity in trace.other]
    parts.append(locale.text("left {left}", left=trace.left))
    said = [locale.text("Received {received} = {parts}.", received=received, parts=" + ".join(parts))]
    missing = received - sent - other - trace.left
    if missing.milli:
        said = [
            locale.text("Received {received}; {parts}.", received=received, parts=", ".join(parts)),
            locale.text("{missing} are not explained. They stand on the work list.", missing=missing),
        ]
    return said


def _kilos(quantities: Sequence[Quantity]) -> Quantity:
    return sum(quantities, start=Quantity(0, "kg"))


def _deliveries(deliveries: Sequence[TracedDelivery], sheet: Sheet, locale: Locale) -> Flowable:
    if not deliveries:
        return paragraph(locale.text("Nothing was delivered from it."))
    columns = (
        Column(title=locale.text("Delivered on")),
        Column(title=locale.text("Delivery note")),
        Column(title=locale.text("Code")),
        Column(title=locale.text("School"), share=1),
        Column(title=locale.text("Sent"), figures=True),
        Column(title=locale.text("kg"), figures=True),
    )
    rows = [
        (
            locale.date(one.delivered_on),
            one.note_number,
            one.point_code,
            one.point_name,
            locale.quantity(one.sent),
            locale.number(one.kilos.amount),
        )
        for one in deliveries
    ]
    total = _kilos([one.kilos for one in deliveries])
    totals = [(locale.text("Total"), "", "", "", "", locale.number(total.amount))]
    return table(columns, rows, room=sheet.text_width, locale=locale, totals=totals)


def _weigh_ins(weigh_ins: Sequence[TracedWeighIn], sheet: Sheet, locale: Locale) -> Rows | Flowable:
    if not weigh_ins:
        return space(2)
    columns = (
        Column(title=locale.text("Harvested on")),
        Column(title=locale.text("Ticket")),
        Column(title=locale.text("No."), figures=True),
        Column(title=locale.text("Family"), share=2),
        Column(title=locale.text("Community and plot"), share=2),
        Column(title=locale.text("kg"), figures=True),
    )
    rows = [
        (
            locale.date(one.harvested_on),
            one.number,
            str(one.member_number),
            one.member_name,
            " · ".join(filter(None, (one.community, one.plot))),
            locale.number(one.kilos.amount),
        )
        for one in weigh_ins
    ]
    total = _kilos([one.kilos for one in weigh_ins])
    totals = [(locale.text("Total"), "", "", "", "", locale.number(total.amount))]
    return table(columns, rows, room=sheet.text_width, locale=locale, totals=totals)
