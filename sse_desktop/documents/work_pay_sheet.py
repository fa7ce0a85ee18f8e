"""What a person worked in a period, what they earned and were paid, and a place to sign for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import Step, space, steps
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.imposition import joined
from sse_desktop.documents.page_style import Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import Signer, closed, signatures
from sse_desktop.documents.sums import amount, must_agree
from sse_desktop.documents.tables import Column, Rows, table
from sse_desktop.domain.money import Money, UnitPrice, sum_money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class PaySheetLine:
    """A work day; `task` is a msgid, hours or pieces are None."""

    worked_on: date
    task: str
    lot_code: str
    hours: Quantity | None
    pieces: int | None
    rate: UnitPrice
    pay: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PaySheetPayment:
    """A payment of the period."""

    paid_on: date
    method: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPaySheet:
    """A person's period: owed before + earned - paid = owed."""

    cooperative: Cooperative
    worker: str
    id_number: str
    community: str
    from_on: date
    to_on: date
    lines: tuple[PaySheetLine, ...]
    payments: tuple[PaySheetPayment, ...]
    owed_before: Money
    earned: Money
    paid: Money
    owed: Money
    treasurer: str = ""


def work_pay_sheet(pay: WorkPaySheet, locale: Locale) -> bytes:
    """The sheet of one person on A4.

    Raises: SumsDisagree when the days, the payments and what is owed do not add up.
    """
    _check(pay, locale)
    title = locale.text("Pay sheet")
    sheet = pay.cooperative.sheet(title, f"{pay.worker} · {_period(pay, locale)}")
    person = " · ".join(part for part in (pay.community, pay.id_number, _period(pay, locale)) if part)
    story: list[Flowable] = [paragraph(pay.worker, Text.TITLE), paragraph(person)]
    if pay.lines:
        story.append(_days(pay, sheet, locale))
    if pay.payments:
        story += [paragraph(locale.text("Payments"), Text.HEADING), _payments(pay, sheet, locale)]
    story += [space(6), *steps(_account(pay, locale))]
    signers = [
        Signer(role=locale.text("Received by"), name=pay.worker, id_number=pay.id_number),
        Signer(role=locale.text("Treasurer"), name=pay.treasurer),
    ]
    return build(sheet, closed(story, signatures(signers, locale)), locale)


def work_pay_sheets(sheets: Sequence[WorkPaySheet], locale: Locale, begun: Callable[[int], object] = int) -> bytes:
    """The sheets of several people in one file, each as it would be alone; `begun` is told the place of each.

    Raises: SumsDisagree.
    """
    made = []
    for place, one in enumerate(sheets):
        begun(place)
        made.append((one.worker, work_pay_sheet(one, locale)))
    title = locale.text("Pay sheets {period}", period=_period(sheets[0], locale))
    return joined(made, title=title, author=sheets[0].cooperative.name, locale=locale)


def _check(pay: WorkPaySheet, locale: Locale) -> None:
    currency = pay.earned.currency
    must_agree(locale.text("Earned"), pay.earned, sum_money((line.pay for line in pay.lines), currency))
    must_agree(locale.text("Paid"), pay.paid, sum_money((one.amount for one in pay.payments), currency))
    must_agree(locale.text("Still owed"), pay.owed, pay.owed_before + pay.earned - pay.paid)


def _period(pay: WorkPaySheet, locale: Locale) -> str:
    return locale.text("{first} to {last}", first=pay.from_on, last=pay.to_on)


def _days(pay: WorkPaySheet, sheet: Sheet, locale: Locale) -> Rows:
    columns = (
        Column(title=locale.text("Day"), least=62),
        Column(title=locale.text("Task"), share=2),
        Column(title=locale.text("Lot"), share=3),
        Column(title=locale.text("Hours worked"), figures=True),
        Column(title=locale.text("Pieces"), figures=True),
        Column(title=locale.text("Rate of pay"), figures=True),
        Column(title=locale.text("Pay {currency}", currency=pay.earned.currency), figures=True),
    )
    rows = [
        (
            locale.date(line.worked_on),
            locale.text(line.task),
            line.lot_code,
            "" if line.hours is None else locale.number(line.hours.amount.normalize()),
            "" if line.pieces is None else locale.number(line.pieces),
            locale.number(line.rate.amount.normalize()),
            amount(line.pay, locale),
        )
        for line in pay.lines
    ]
    hours = sum(line.hours.milli for line in pay.lines if line.hours is not None)
    pieces = sum(line.pieces or 0 for line in pay.lines)
    total = (
        "",
        locale.text("Total"),
        "",
        locale.number(Quantity(hours, "h").amount.normalize()) if hours else "",
        locale.number(pieces) if pieces else "",
        "",
        amount(pay.earned, locale),
    )
    return table(columns, rows, room=sheet.text_width, locale=locale, totals=[total])


def _payments(pay: WorkPaySheet, sheet: Sheet, locale: Locale) -> Rows:
    columns = (
        Column(title=locale.text("Paid on"), least=62),
        Column(title=locale.text("Way of payment"), share=3),
        Column(title=locale.text("Amount {currency}", currency=pay.paid.currency), figures=True),
    )
    rows = [(locale.date(one.paid_on), one.method, amount(one.amount, locale)) for one in pay.payments]
    return table(columns, rows, room=sheet.text_width, locale=locale)


def _account(pay: WorkPaySheet, locale: Locale) -> list[Step]:
    before = (locale.text("Owed before"), pay.owed_before) if pay.owed_before.minor else None
    account = [
        *([before] if before else []),
        (locale.text("Earned in the period"), pay.earned),
        (locale.text("Paid in the period"), -pay.paid),
    ]
    lines = [Step(label=label, figure=_signed(money, locale)) for label, money in account]
    return [*lines, Step(label=locale.text("Still owed"), figure=_signed(pay.owed, locale), result=True)]


def _signed(money: Money, locale: Locale) -> str:
    return locale.money(money) if money.minor >= 0 else f"− {locale.money(-money)}"
