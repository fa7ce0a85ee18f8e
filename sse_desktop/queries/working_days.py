"""The public holidays between which working days are counted: those of the buyer's country, else the cooperative's."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.store.calendars import public_holidays
from sse_desktop.store.profiles import load_profile
from sse_desktop.store.tables.cooperative import Cooperative

_FARTHEST = 30  # years; nobody counts working days beyond, and a mistyped year must not keep us busy


def holidays_from(session: Session, country: str, first: date, last: date | None = None) -> frozenset[date]:
    """Return the public holidays of the year of `first` and the two years after it, and up to `last` if that is later.

    For the cooperative's own country, or none, it is the calendar that the profile names.
    """
    own = session.execute(sa.select(Cooperative.country, Cooperative.profile_id)).one()
    calendar = load_profile(own.profile_id).holiday_calendar if country in {"", own.country} else country
    until = max(first.year + 1, min(last.year, first.year + _FARTHEST) if last is not None else 0)
    return frozenset[date]().union(*(public_holidays(calendar, year) for year in range(first.year, until + 1)))
