"""The list of a settlement for the assembly: every family, and sums that say with what they agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import band
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.member_statement import SettlementTotals
from sse_desktop.documents.page_style import A4, Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import Signer, closed, signatures
from sse_desktop.documents.sums import amount, must_agree
from sse_desktop.documents.tables import Column, Rows, Running, table
from sse_desktop.domain.money import Money, minor_digits, sum_money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.rounding import unscaled
from sse_desktop.locale import Locale

_ROOM_TO_SIGN = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementLine:
    """One family in the settlement, as on its statement; `units` where everything of everybody was sold in one unit."""

    member_number: int
    member_name: str
    kilos: Quantity
    due: Money
    paid: Money
    deducted: Money
    net: Money
    carried: Money
    units: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementSheet:
    """A settlement as the assembly reads it. `totals` is what each statement repeats."""

    cooperative: Cooperative
    number: str
    buyer: str
    contract_reference: str
    from_on: date
    to_on: date
    lines: tuple[SettlementLine, ...]
    totals: SettlementTotals
    treasurer: Signer
    president: Signer


def settlement_sheet(settlement: SettlementSheet, locale: Locale) -> bytes:
    """The list with a place for every family's signature, on A4 that lies.

    Raises: SumsDisagree when the families do not add up to what was shared, or shared and kept to what was received.
    """
    _check(settlement, locale)
    sheet = settlement.cooperative.sheet(
        locale.text("Settlement {number}", number=settlement.number),
        settlement.contract_reference,
        page_size=(A4[1], A4[0]),
    )
    period = locale.text("{first} to {last}", first=settlement.from_on, last=settlement.to_on)
    story: list[Flowable] = [
        paragraph(locale.text("Settlement {number}", number=settlement.number), Text.TITLE),
        paragraph(f"{settlement.buyer} · {period}"),
        _families(settlement, sheet, locale),
    ]
    signers = [
        Signer(role=role, name=signer.name, post=signer.post, id_number=signer.id_number)
        for role, signer in (
            (locale.text("Treasurer"), settlement.treasurer),
            (locale.text("President"), settlement.president),
        )
    ]
    return build(
        sheet, closed(story, band(_agreement(settlement, locale)), signatures(signers, locale, room=34)), locale
    )


def _check(settlement: SettlementSheet, locale: Locale) -> None:
    totals, currency = settlement.totals, settlement.totals.shared.currency
    retained = sum_money((kept for _title, kept in totals.retained), currency)
    must_agree(locale.text("Paid to all families"), totals.shared, _sum(settlement, "paid"))
    must_agree(locale.text("Due to all families"), totals.due_to_all, _sum(settlement, "due"))
    must_agree(locale.text("Paid by the buyer"), totals.received, totals.shared + retained)
    for line in settlement.lines:
        must_agree(line.member_name, line.net, line.paid - line.deducted)
        must_agree(line.member_name, line.carried, line.due - line.paid)


def _sum(settlement: SettlementSheet, column: str) -> Money:
    return sum_money((getattr(line, column) for line in settlement.lines), settlement.totals.shared.currency)


def _families(settlement: SettlementSheet, sheet: Sheet, locale: Locale) -> Rows:
    has_units = any(line.units is not None for line in settlement.lines)
    columns = [
        Column(title=locale.text("No."), figures=True),
        Column(title=locale.text("Family"), share=3),
        *([Column(title=locale.text("Units sold"), figures=True)] if has_units else []),
        Column(title=locale.text("kg"), figures=True),
        Column(title=locale.text("Due"), figures=True),
        Column(title=locale.text("Paid now"), figures=True),
        Column(title=locale.text("Deductions"), figures=True),
        Column(title=locale.text("Receives"), figures=True),
        Column(title=locale.text("Carried over"), figures=True),
        Column(title=locale.text("Signature"), share=2, boxed=True),
    ]
    money = ("due", "paid", "deducted", "net", "carried")
    rows = [
        (
            str(line.member_number),
            line.member_name,
            *([_units(line.units, locale)] if has_units else []),
            locale.number(line.kilos.amount),
            *(amount(getattr(line, column), locale) for column in money),
            "",
        )
        for line in settlement.lines
    ]
    kilos = sum((line.kilos for line in settlement.lines), start=Quantity(0, "kg"))
    sums = tuple(amount(_sum(settlement, column), locale) for column in money)
    sold = [_units(_sold(settlement), locale)] if has_units else []
    kilos_of_all = locale.number(kilos.amount)
    total = ("", locale.text("All families"), *sold, kilos_of_all, *sums, settlement.totals.shared.currency)
    return table(
        columns,
        rows,
        room=sheet.text_width,
        locale=locale,
        size=9.5,
        totals=[total],
        running=_running(settlement, locale, column=7 if has_units else 6),
        least_height=_ROOM_TO_SIGN,
    )


def _units(units: Quantity | None, locale: Locale) -> str:
    if units is None:
        return ""
    return f"{locale.number(units.amount, 1)} {locale.unit(units.unit, units.amount)}"


def _sold(settlement: SettlementSheet) -> Quantity | None:
    """The units of everybody."""
    units = [line.units for line in settlement.lines if line.units is not None]
    return sum(units[1:], start=units[0]) if units else None


def _running(settlement: SettlementSheet, locale: Locale, *, column: int) -> Running:
    digits = minor_digits(settlement.totals.shared.currency)
    return Running(
        column=column,
        values=[line.net.minor for line in settlement.lines],
        show=lambda minor: locale.number(unscaled(minor, digits), digits),
        carried=locale.text("Carried forward"),
        brought=locale.text("Brought forward"),
    )


def _agreement(settlement: SettlementSheet, locale: Locale) -> list[str]:
    totals = settlement.totals
    kept = " − ".join(f"{title} {locale.money(money)}" for title, money in totals.retained)
    received = (
        locale.text(
            "Paid by the buyer {received} − {kept} = {shared}.",
            received=totals.received,
            kept=kept,
            shared=totals.shared,
        )
        if kept
        else locale.text("Paid by the buyer {received}; nothing was kept back.", received=totals.received)
    )
    return [
        received,
        locale.text(
            "Paid now to all families {paid} = shared {shared}.", paid=_sum(settlement, "paid"), shared=totals.shared
        ),
        locale.text(
            "Paid now {paid} − deductions {deducted} = the families receive {net}.",
            paid=_sum(settlement, "paid"),
            deducted=_sum(settlement, "deducted"),
            net=_sum(settlement, "net"),
        ),
        locale.text(
            "Due {due} − paid now {paid} = carried over {carried}.",
            due=_sum(settlement, "due"),
            paid=_sum(settlement, "paid"),
            carried=_sum(settlement, "carried"),
        ),
    ]
