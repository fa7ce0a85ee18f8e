"""The public holidays between which working days are counted: those of the buyer's country, else the cooperative's."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.store.calendars import public_holidays
from sse_desktop.store.profiles import load_profile
from sse_desktop.store.tables.cooperative import Cooperative


def holidays_from(session: Session, country: str, first: date) -> frozenset[date]:
    """Return the public holidays of the year of `first` and the two years after it.

    For the cooperative's own country, or none, it is the calendar that the profile names.
    """
    own = session.execute(sa.select(Cooperative.country, Cooperative.profile_id)).one()
    calendar = load_profile(own.profile_id).holiday_calendar if country in {"", own.country} else country
    return public_holidays(calendar, first.year) | public_holidays(calendar, first.year + 1)
