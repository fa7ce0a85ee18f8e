"""Days and hours of eForms: each has an offset of its own, and both are joined before anything reads them."""

from pathlib import Path

import pytest

from sse_desktop.exchange.eforms_dates import joined
from tests.exchange.eforms_files import a_lot, a_notice, a_period, an_organisation, codes, notice_of


@pytest.mark.parametrize(
    ("day", "clock", "together"),
    [
        ("2023-11-13+01:00", "13:00:00+01:00", "2023-11-13T13:00:00+01:00"),
        ("2023-11-13+01:00", "13:00:00", "2023-11-13T13:00:00+01:00"),
        ("2023-11-13+01:00", "13:00:00Z", "2023-11-13T13:00:00Z"),
        ("2023-11-13Z", "07:03:25.187719Z", "2023-11-13T07:03:25.187719Z"),
        ("2023-11-13", "13:00", "2023-11-13T13:00"),
        ("2023-11-13+01:00", None, "2023-11-13+01:00"),
        ("2023-11-13", None, "2023-11-13"),
        ("2023-11-13T13:00:00+01:00", None, "2023-11-13T13:00:00+01:00"),
        ("2023-11-13+01:00", "24:00:00+01:00", "2023-11-13T23:59:59+01:00"),
        ("13 November", "10:00:00", "13 November"),
        (None, "10:00:00", None),
    ],
)
def test_day_and_hour_are_joined_first(day: str | None, clock: str | None, together: str | None) -> None:
    assert joined(day, clock) == together


def deadline_of(
    day: str, hour: str | None, folder: Path, country: str = "BEL", nuts: str = "BE352"
) -> tuple[str, bool, list[str]]:
    lot = a_lot(deadline=a_period("TenderSubmissionDeadlinePeriod", day, hour))
    notice = notice_of(a_notice(lot, organisations=(an_organisation(country=country, nuts=nuts),)), folder)
    return str(notice.deadline), notice.deadline_stated, codes(notice)


@pytest.mark.parametrize(
    ("day", "hour", "deadline", "stated", "warnings"),
    [
        ("2026-12-01+01:00", "10:00:00+01:00", "2026-12-01 10:00:00+01:00", True, []),
        ("2026-12-01+01:00", "10:00:00.500+01:00", "2026-12-01 10:00:00.500000+01:00", True, []),
        ("2026-12-01Z", "10:00:00Z", "2026-12-01 10:00:00+00:00", True, []),
        ("2026-12-01Z", "23:00:00Z", "2026-12-01 23:00:00+00:00", False, ["time_doubtful"]),
        ("2026-07-01", "10:00:00", "2026-07-01 10:00:00+02:00", False, ["zone_assumed"]),
        ("2026-12-01+01:00", "00:00:00+01:00", "2026-12-01 00:00:00+01:00", False, ["time_not_stated"]),
        ("2026-12-01+01:00", None, "2026-12-01 00:00:00+01:00", False, ["time_not_stated"]),
        ("2099-01-01+01:00", "00:00:00+01:00", "None", False, ["date_is_placeholder", "no_deadline"]),
        ("2026-13-01+01:00", "10:00:00+01:00", "None", False, ["date_unreadable", "no_deadline"]),
        ("2026-07-01+01:00", "10:00:00+01:00", "2026-07-01 10:00:00+01:00", True, ["offset_of_other_season"]),
        ("2026-02-01+02:00", "10:00:00+02:00", "2026-02-01 10:00:00+02:00", True, ["offset_of_other_season"]),
        ("2026-02-01+05:00", "10:00:00+05:00", "2026-02-01 10:00:00+05:00", True, ["offset_unusual"]),
    ],
)
def test_a_deadline_keeps_the_buyers_offset_and_every_doubt(
    day: str, hour: str | None, deadline: str, *, stated: bool, warnings: list[str], tmp_path: Path
) -> None:
    assert deadline_of(day, hour, tmp_path) == (deadline, stated, warnings)


@pytest.mark.parametrize(
    ("country", "nuts", "deadline"),
    [
        ("ESP", "ES512", "2026-07-01 10:00:00+02:00"),
        ("ESP", "ES705", "2026-07-01 10:00:00+01:00"),
        ("PRT", "PT200", "2026-07-01 10:00:00+00:00"),
        ("DEU", "DE300", "2026-07-01 10:00:00+02:00"),
        ("FRA", "FRY20", "2026-07-01 10:00:00-04:00"),
        ("FRA", "FRY40", "2026-07-01 10:00:00+04:00"),
    ],
)
def test_a_time_without_zone_is_taken_where_the_buyer_is(
    country: str, nuts: str, deadline: str, tmp_path: Path
) -> None:
    assert deadline_of("2026-07-01", "10:00:00", tmp_path, country, nuts)[0] == deadline


def test_lots_that_close_at_different_times_show_the_earliest(tmp_path: Path) -> None:
    late = a_period("TenderSubmissionDeadlinePeriod", "2026-12-05+01:00", "10:00:00+01:00")
    notice = notice_of(a_notice(a_lot(deadline=late), a_lot("LOT-0002")), tmp_path)

    assert str(notice.deadline) == "2026-12-01 10:00:00+01:00"
    assert [str(lot.terms.deadline)[:10] for lot in notice.lots] == ["2026-12-05", "2026-12-01"]
    assert codes(notice) == ["lots_close_at_different_times"]


def test_requests_come_before_offers(tmp_path: Path) -> None:
    lot = a_lot(deadline="", process=(a_period("ParticipationRequestReceptionPeriod"),))
    notice = notice_of(a_notice(lot), tmp_path)

    assert notice.deadline is None
    assert str(notice.requests_deadline) == "2026-12-01 10:00:00+01:00"
    assert codes(notice) == ["requests_first"]
