"""The sheet for a buyer's yearly target: what it bought from us, delivery by delivery, and what shows who we are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import Labelled, facts, key_figures
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import closed, signatures
from sse_desktop.documents.sums import amount, must_agree
from sse_desktop.documents.tables import Column, Rows, Running, table
from sse_desktop.domain.money import Money, UnitPrice, minor_digits, sum_money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.rounding import unscaled
from sse_desktop.locale import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """What was accepted on a day of one product under one contract; the amounts add up to the sales of the year.

    `number` and `place` are those of the delivery note, or how many there were.
    """

    accepted_on: date
    number: str
    place: str
    contract: str
    product: str
    accepted: Quantity
    price: UnitPrice
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A paper that shows who we are; `valid_to` is None where it does not end."""

    title: str
    number: str = ""
    issuer: str = ""
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseEvidence:
    """Our sales to a buyer in a year, beside its goal and what it published; unknown is None or empty."""

    cooperative: Cooperative
    supplier_kind: str
    buyer: str
    buyer_tax_id: str
    year: int
    sales: Money
    lines: tuple[EvidenceLine, ...]
    certificates: tuple[Certificate, ...]
    goal: str = ""
    our_share: str = ""
    published: str = ""
    made_on: date | None = None


def purchase_evidence(evidence: PurchaseEvidence, locale: Locale) -> bytes:
    """The sheet, signed by the representative.

    Raises: SumsDisagree when the lines do not add up to the sales.
    """
    currency = evidence.sales.currency
    must_agree(
        locale.text("Sales of the year"), evidence.sales, sum_money((one.amount for one in evidence.lines), currency)
    )
    heading = locale.text("Purchases from the social economy in {year}", year=str(evidence.year))
    sheet = evidence.cooperative.sheet(heading, evidence.buyer, title=heading)
    story: list[Flowable] = [
        paragraph(heading, Text.TITLE),
        paragraph(locale.text("Evidence for {buyer}", buyer=evidence.buyer), Text.NOTE),
        key_figures(_figures(evidence, locale)),
        paragraph(locale.text("Supplier"), Text.HEADING),
        *facts(_supplier(evidence, locale), label_share=0.34),
        *_certificates(evidence, sheet, locale),
        paragraph(locale.text("Accepted deliveries"), Text.HEADING),
        _deliveries(evidence, sheet, locale),
    ]
    return build(sheet, closed(story, signatures([evidence.cooperative.representative], locale)), locale)


def _figures(evidence: PurchaseEvidence, locale: Locale) -> list[tuple[str, str]]:
    shown = [
        (locale.money(evidence.sales), locale.text("bought from us and accepted")),
        (evidence.goal, locale.text("goal of the buyer")),
        (evidence.our_share, locale.text("of the goal is ours")),
    ]
    return [(figure, label) for figure, label in shown if figure]


def _supplier(evidence: PurchaseEvidence, locale: Locale) -> list[Labelled]:
    one = evidence.cooperative
    shown = [
        (locale.text("Legal name"), one.name),
        (one.tax_id_label or locale.text("Tax number"), one.tax_id),
        (locale.text("Kind of organisation"), evidence.supplier_kind),
        (locale.text("Address"), one.address),
        (locale.text("Buyer"), " · ".join(filter(None, (evidence.buyer, evidence.buyer_tax_id)))),
        (locale.text("Published by the buyer"), evidence.published),
        (locale.text("Drawn up on"), locale.date(evidence.made_on, "long") if evidence.made_on else ""),
    ]
    return [Labelled(label=label, value=value) for label, value in shown if value]


def _certificates(evidence: PurchaseEvidence, sheet: Sheet, locale: Locale) -> list[Flowable]:
    if not evidence.certificates:
        return []
    columns = [
        Column(title=locale.text("Certificate"), share=3),
        Column(title=locale.text("Number"), least=90),
        Column(title=locale.text("Issued by"), share=2),
        Column(title=locale.text("Valid to"), least=66),
    ]
    rows = [
        (one.title, one.number, one.issuer, locale.date(one.valid_to) if one.valid_to else locale.text("does not end"))
        for one in evidence.certificates
    ]
    return [
        paragraph(locale.text("Certificates"), Text.HEADING),
        table(columns, rows, room=sheet.text_width, locale=locale),
    ]


def _deliveries(evidence: PurchaseEvidence, sheet: Sheet, locale: Locale) -> Flowable:
    if not evidence.lines:
        return paragraph(locale.text("Nothing was accepted in this year."))
    currency = evidence.sales.currency
    columns = [
        Column(title=locale.text("Accepted on"), least=60),
        Column(title=locale.text("Delivery note")),
        Column(title=locale.text("Place"), share=2),
        Column(title=locale.text("Contract"), share=1),
        Column(title=locale.text("Product"), share=1),
        Column(title=locale.text("Quantity"), figures=True),
        Column(title=locale.text("Price"), figures=True),
        Column(title=locale.text("Amount {currency}", currency=currency), figures=True),
    ]
    rows = [_row(line, locale) for line in evidence.lines]
    totals = [("", "", locale.text("Total"), "", "", "", "", amount(evidence.sales, locale))]
    made: Rows = table(
        columns, rows, room=sheet.text_width, locale=locale, size=8.5, totals=totals, running=_running(evidence, locale)
    )
    return made


def _row(line: EvidenceLine, locale: Locale) -> tuple[str, ...]:
    return (
        locale.date(line.accepted_on),
        line.number,
        line.place,
        line.contract,
        line.product,
        locale.quantity(line.accepted),
        locale.number(line.price.amount),
        amount(line.amount, locale),
    )


def _running(evidence: PurchaseEvidence, locale: Locale) -> Running:
    digits = minor_digits(evidence.sales.currency)
    return Running(
        column=7,
        values=[line.amount.minor for line in evidence.lines],
        show=lambda minor: locale.number(unscaled(minor, digits), digits),
        carried=locale.text("Carried forward"),
        brought=locale.text("Brought forward"),
    )
