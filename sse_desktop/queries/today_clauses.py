"""What is due under social clauses: reports to the buyer, and what is at stake before the work ends."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_
from sse_desktop.queries.clause_progress import RunningClause, running_clauses
from sse_desktop.queries.today_item import TodayItem

REPORT_DAYS, END_DAYS = 30, 90


def clause_items(session: Session, today: date) -> Iterator[TodayItem]:
    """Give the reports due within a month, and from a quarter before its end what a clause still puts at stake."""
    for row in running_clauses(session, today):
        if row.next_report is not None and row.next_report <= today + timedelta(days=REPORT_DAYS):
            yield TodayItem(
                kind="clause_report",
                state="blocked" if row.next_report < today else "to_do",
                sentence=N_("The control table of “{clause}” for {buyer} covers the time until {day}."),
                facts={"clause": row.row.title, "buyer": row.buyer, "day": row.next_report},
                on=row.next_report,
                page="clauses",
                record=row.id,
            )
        if row.exposure is not None and row.exposure.amount.minor > 0 and _ends_soon(row, today):
            yield TodayItem(
                kind="clause_exposure",
                state="to_do",
                sentence=N_("“{clause}” is not done yet: {amount} are at stake."),
                facts={"clause": row.row.title, "amount": row.exposure.amount},
                on=row.ends_on,
                page="clauses",
                record=row.id,
            )


def _ends_soon(row: RunningClause, today: date) -> bool:
    return row.ends_on is not None and row.ends_on <= today + timedelta(days=END_DAYS)
