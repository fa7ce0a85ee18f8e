"""Reports about social clauses, as PDF and as spreadsheet from the same rows."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Final

from sse_desktop import clock
from sse_desktop.documents.control_table import (
    ControlPayment,
    ControlPeriod,
    ControlTable,
    ControlTrainee,
    check_sums,
    control_table,
)
from sse_desktop.documents.daily_trainees import DailyTrainees, TraineeOnSite, daily_trainees
from sse_desktop.domain.clauses import Basis
from sse_desktop.domain.errors import N_
from sse_desktop.domain.rounding import unscaled
from sse_desktop.domain.zones import civil_day
from sse_desktop.exchange.spreadsheet import Cell, write_sheet
from sse_desktop.locale import Locale
from sse_desktop.prints.issuer import issuer
from sse_desktop.prints.packet_social import written
from sse_desktop.queries.clause_reports import control_report, daily_report
from sse_desktop.queries.clauses import ClauseRow, ClauseValue
from sse_desktop.queries.trainees import TraineeRow
from sse_desktop.workspace import Workspace

_CONTROL: Final = (
    *(N_("Period until"), N_("What"), N_("Name"), N_("Eligible contract"), N_("Evidence"), N_("Day"), N_("Hours done")),
    *(N_("Amount without tax ({currency})"), N_("Done so far, claimed, %"), N_("Accepted by the buyer, %")),
)
_DAILY: Final = (N_("Day"), N_("Trainee"), N_("Eligible contract"), N_("Guided by"), N_("Hours done"))


def print_control_table(workspace: Workspace, clause_id: uuid.UUID, language: str | None = None) -> bytes:
    """Return the control table of a clause up to today.

    Raises:
        HoursDisagree, SumsDisagree.
    """
    locale = workspace.locale(language)
    return control_table(_control(workspace, clause_id, locale), locale)


def control_sheet(workspace: Workspace, clause_id: uuid.UUID, language: str | None = None) -> bytes:
    """Return the control table as a spreadsheet: a line for each trainee, payment and period.

    Raises:
        HoursDisagree, SumsDisagree.
    """
    locale = workspace.locale(language)
    control = _control(workspace, clause_id, locale)
    check_sums(control, locale)
    header = [locale.text(title, currency=control.currency) for title in _CONTROL]
    rows: list[list[Cell]] = []
    for at, period in enumerate(control.periods):
        rows += [
            [period.end, locale.text("Trainee"), each.name, each.contract, None, None, each.hours[at], None, None, None]
            for each in control.trainees
            if each.hours[at]
        ]
        rows.append(_period_row(period, locale))
    rows += [
        [None, locale.text("Payment"), each.partner, None, each.evidence, each.on, None, each.amount.amount, None, None]
        for each in control.payments
    ]
    return write_sheet(header, rows, locale.text("Control table"))


def print_daily_trainees(
    workspace: Workspace, clause_id: uuid.UUID, first: date, last: date, language: str | None = None
) -> bytes:
    """Return the daily lists of a span of days."""
    return daily_trainees(_daily(workspace, clause_id, first, last), workspace.locale(language))


def daily_sheet(
    workspace: Workspace, clause_id: uuid.UUID, first: date, last: date, language: str | None = None
) -> bytes:
    """Return the daily lists as a spreadsheet, a line for each trainee and day."""
    locale, daily = workspace.locale(language), _daily(workspace, clause_id, first, last)
    rows: list[list[Cell]] = [[row.on, row.name, row.contract, row.tutor, row.hours] for row in daily.rows]
    return write_sheet([locale.text(title) for title in _DAILY], rows, locale.text("Daily list"))


# ---------------------------------------------------------------- private


def _today(workspace: Workspace) -> date:
    return civil_day(clock.now(), workspace.cooperative.time_zone) or clock.now().date()


def _control(workspace: Workspace, clause_id: uuid.UUID, locale: Locale) -> ControlTable:
    report = workspace.read(control_report, clause_id, _today(workspace))
    running = report.running
    periods = tuple(
        ControlPeriod(
            end=row.end,
            hours=row.hours,
            hours_so_far=row.hours_so_far,
            paid=row.paid,
            paid_so_far=row.paid_so_far,
            claimed_bp=row.claimed_bp,
            accepted_bp=row.accepted_bp,
        )
        for row in report.periods
    )
    trainees = tuple(
        ControlTrainee(
            name=row.name,
            contract=" ".join(part for part in (row.scheme, row.contract_number) if part),
            hours=row.hours,
            total=row.total,
        )
        for row in report.trainees
    )
    payments = tuple(
        ControlPayment(on=row.on, partner=row.partner or row.note, evidence=row.evidence, amount=row.amount)
        for row in report.payments
        if row.amount is not None
    )
    return ControlTable(
        cooperative=issuer(workspace),
        reference=running.contract or running.reference,
        title=running.tender,
        buyer=running.buyer,
        clause=running.row.title,
        asked=tuple(_asked(running.row, running.currency, locale)),
        periods=periods,
        trainees=trainees,
        payments=payments,
        currency=running.currency,
        at_stake=running.exposure.amount if running.exposure is not None else None,
        is_total_failure=running.exposure is not None and running.exposure.is_total,
        imposed=running.imposed,
    )


def _asked(row: ClauseRow, currency: str, locale: Locale) -> list[tuple[str, str]]:
    found = [(locale.text("Clause"), " · ".join(part for part in (row.title, row.legal_ref) if part))]
    return found + [
        (locale.text(value.parameter.title), _written(value, currency, locale)) for value in row.values if value.text
    ]


def _written(value: ClauseValue, currency: str, locale: Locale) -> str:
    if value.text in set(Basis):
        return locale.text(Basis(value.text).label)
    return written(value.parameter, value.text, currency, locale)


def _daily(workspace: Workspace, clause_id: uuid.UUID, first: date, last: date) -> DailyTrainees:
    report = workspace.read(daily_report, clause_id, first, last, _today(workspace))
    rows = tuple(
        TraineeOnSite(
            on=row.on,
            name=row.trainee.name,
            contract=_contract(row.trainee),
            tutor=row.trainee.tutor,
            hours=row.hours,
        )
        for row in report.rows
    )
    running = report.running
    return DailyTrainees(
        cooperative=issuer(workspace),
        reference=running.contract or running.reference,
        title=running.tender,
        clause=running.row.title,
        rows=rows,
    )


def _contract(row: TraineeRow) -> str:
    return " ".join(part for part in (row.scheme, row.contract_number) if part)


def _period_row(period: ControlPeriod, locale: Locale) -> list[Cell]:
    return [
        period.end,
        locale.text("Period"),
        None,
        None,
        None,
        None,
        period.hours,
        period.paid.amount,
        _percent(period.claimed_bp),
        _percent(period.accepted_bp),
    ]


def _percent(basis_points: int | None) -> Decimal | None:
    return unscaled(basis_points, 2) if basis_points is not None else None
