"""The six-monthly control table of a social clause: what is asked, done, claimed and accepted, period by period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import Labelled, band, facts
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import A4, Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import Signer, closed, signatures
from sse_desktop.documents.sums import amount, must_agree
from sse_desktop.documents.tables import Column, Rows, table
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money, sum_money
from sse_desktop.locale import Locale

_TRAINEES, _PAYMENTS = N_("Trainees"), N_("Paid to social enterprises")


class HoursDisagree(DomainError):
    """The hours of the trainees are not those of the periods."""

    sentence = N_(
        "The table was not made: its periods hold {periods} hours, its trainees {trainees}. "
        "Nothing was changed; check the entries it is made from."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPeriod:
    """A period by its last day; shares in hundredths of a percent, up to its end."""

    end: date
    hours: Decimal
    hours_so_far: Decimal
    paid: Money
    paid_so_far: Money
    claimed_bp: int | None
    accepted_bp: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlTrainee:
    """A trainee with the hours of each period."""

    name: str
    contract: str
    hours: tuple[Decimal, ...]
    total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPayment:
    """What was paid to a social enterprise, without tax."""

    on: date
    partner: str
    evidence: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlTable:
    """Everything on the table. `asked` are labels and values in the language; `at_stake` and `imposed` are two things."""

    cooperative: Cooperative
    reference: str
    title: str
    buyer: str
    clause: str
    asked: tuple[tuple[str, str], ...]
    periods: tuple[ControlPeriod, ...]
    trainees: tuple[ControlTrainee, ...]
    payments: tuple[ControlPayment, ...]
    currency: str
    at_stake: Money | None = None
    is_total_failure: bool = False
    imposed: Money | None = None

    @property
    def hours(self) -> Decimal:
        """Hours of all periods."""
        return sum((period.hours for period in self.periods), start=Decimal(0))


def control_table(control: ControlTable, locale: Locale) -> bytes:
    """The table on A4 that lies, for the site report; signed by us and by the buyer.

    Raises: HoursDisagree, SumsDisagree.
    """
    check_sums(control, locale)
    heading = locale.text("Social clause: control table")
    sheet = control.cooperative.sheet(heading, control.reference, page_size=(A4[1], A4[0]))
    story: list[Flowable] = [
        paragraph(heading, Text.TITLE),
        paragraph(f"{control.title} · {control.buyer}"),
        *facts([Labelled(label=label, value=value) for label, value in control.asked], label_share=0.34),
        paragraph(locale.text("Periods"), Text.HEADING),
        _periods(control, sheet, locale),
    ]
    if control.trainees:
        story += [paragraph(locale.text(_TRAINEES), Text.HEADING), _trainees(control, sheet, locale)]
    if control.payments:
        story += [paragraph(locale.text(_PAYMENTS), Text.HEADING), _payments(control, sheet, locale)]
    buyer = Signer(role=locale.text("For the buyer"), name="")
    said = _closing(control, locale)
    ending = [band(said)] if said else []
    return build(sheet, closed(story, *ending, signatures([control.cooperative.representative, buyer], locale)), locale)


def check_sums(control: ControlTable, locale: Locale) -> None:
    """Refuse a table whose parts do not add up.

    Raises: HoursDisagree, SumsDisagree.
    """
    of_trainees = sum((trainee.total for trainee in control.trainees), start=Decimal(0))
    by_period = [
        sum((each.hours[at] for each in control.trainees), start=Decimal(0)) for at in range(len(control.periods))
    ]
    if of_trainees != control.hours or by_period != [period.hours for period in control.periods]:
        raise HoursDisagree(periods=control.hours, trainees=of_trainees)
    paid = sum_money((payment.amount for payment in control.payments), control.currency)
    in_periods = sum_money((period.paid for period in control.periods), control.currency)
    must_agree(locale.text(_PAYMENTS), in_periods, paid)
    if control.periods:
        must_agree(locale.text(_PAYMENTS), control.periods[-1].paid_so_far, paid)


def _periods(control: ControlTable, sheet: Sheet, locale: Locale) -> Rows:
    columns = [
        Column(title=locale.text("Period until"), share=1),
        Column(title=locale.text("Hours done"), figures=True, least=70),
        Column(title=locale.text("Hours so far"), figures=True, least=80),
        Column(title=locale.text("Paid ({currency})", currency=control.currency), figures=True, least=90),
        Column(title=locale.text("Paid so far"), figures=True, least=90),
        Column(title=locale.text("Done so far, claimed"), figures=True, least=100),
        Column(title=locale.text("Accepted by the buyer"), figures=True, least=100),
    ]
    rows = [
        (
            locale.date(period.end),
            locale.number(period.hours),
            locale.number(period.hours_so_far),
            amount(period.paid, locale),
            amount(period.paid_so_far, locale),
            _share(period.claimed_bp, locale),
            _share(period.accepted_bp, locale),
        )
        for period in control.periods
    ]
    return table(columns, rows, room=sheet.text_width, locale=locale)


def _trainees(control: ControlTable, sheet: Sheet, locale: Locale) -> Rows:
    columns = [
        Column(title=locale.text("Trainee"), share=2),
        Column(title=locale.text("Eligible contract"), share=2),
        *(Column(title=locale.date(period.end), figures=True, least=62) for period in control.periods),
        Column(title=locale.text("Total, hours"), figures=True, least=70),
    ]
    rows = [
        (each.name, each.contract, *(locale.number(hours) for hours in each.hours), locale.number(each.total))
        for each in control.trainees
    ]
    sums = (locale.number(period.hours) for period in control.periods)
    totals = [(locale.text("All trainees"), "", *sums, locale.number(control.hours))]
    return table(columns, rows, room=sheet.text_width, locale=locale, totals=totals)


def _payments(control: ControlTable, sheet: Sheet, locale: Locale) -> Rows:
    columns = [
        Column(title=locale.text("Day"), least=80),
        Column(title=locale.text("Social enterprise"), share=2),
        Column(title=locale.text("Evidence"), share=2),
        Column(
            title=locale.text("Amount without tax ({currency})", currency=control.currency), figures=True, least=110
        ),
    ]
    rows = [
        (locale.date(each.on), each.partner or "–", each.evidence or "–", amount(each.amount, locale))
        for each in control.payments
    ]
    paid = sum_money((payment.amount for payment in control.payments), control.currency)
    totals = [(locale.text("Total"), "", "", amount(paid, locale))]
    return table(columns, rows, room=sheet.text_width, locale=locale, totals=totals)


def _share(basis_points: int | None, locale: Locale) -> str:
    return locale.percent(basis_points) if basis_points is not None else "–"


def _closing(control: ControlTable, locale: Locale) -> list[str]:
    said = []
    if control.at_stake is not None:
        sentence = (
            N_("So little is done that nothing counts: by the buyer's papers {amount} are at stake.")
            if control.is_total_failure
            else N_("For what is not done yet, {amount} are at stake by the formula of the rules.")
        )
        said.append(locale.text(sentence, amount=control.at_stake))
    if control.imposed is not None:
        said.append(locale.text("Imposed by the buyer up to now: {amount}.", amount=control.imposed))
    return said
