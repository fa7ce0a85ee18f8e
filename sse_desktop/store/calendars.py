"""Public holidays of a country, from the `holidays` package: working days are counted between them."""

import functools
from datetime import date


@functools.cache
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Return the public holidays of `year` and the year after; none for a country that the package does not know."""
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, years=[year, year + 1]))
    except NotImplementedError:
        return frozenset()
