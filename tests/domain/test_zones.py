"""A deadline is shown on the buyer's clock."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.zones import civil_day, in_zone, zone_name, zone_of


@given(st.integers(-14 * 60, 14 * 60))
def test_an_offset_is_kept_by_name(minutes: int) -> None:
    moment = datetime(2026, 11, 24, 16, 0, tzinfo=timezone(timedelta(minutes=minutes)))

    kept = in_zone(moment.astimezone(UTC), zone_name(moment))

    assert kept is not None
    assert kept.isoformat() == moment.isoformat()


def test_a_zone_is_kept_by_its_name() -> None:
    moment = datetime(2026, 11, 24, 16, 0, tzinfo=ZoneInfo("America/Guayaquil"))

    assert zone_name(moment) == "America/Guayaquil"
    assert zone_of("America/Guayaquil") == ZoneInfo("America/Guayaquil")


def test_the_day_is_that_of_the_buyer() -> None:
    midnight_in_quito = datetime(2026, 11, 25, 4, 59, tzinfo=UTC)

    assert civil_day(midnight_in_quito, "-05:00") == date(2026, 11, 24)
    assert civil_day(midnight_in_quito, "+00:00") == date(2026, 11, 25)
    assert civil_day(None, "-05:00") is None


@pytest.mark.parametrize("name", ["", "Nowhere/Land", "../etc/passwd", "5"])
def test_an_unknown_zone_is_utc(name: str) -> None:
    assert zone_of(name) is UTC
