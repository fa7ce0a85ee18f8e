"""Calendar files are what RFC 5545 asks for: folded, escaped, in UTC; a small reader of the test's own gives all text back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.exchange.icalendar import CalendarEvent, escape, fold, write_calendar

MADE = datetime(2026, 7, 14, 15, 0, tzinfo=UTC)
#: What a calendar file can carry: any text without control characters, lines ended by one line feed.
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=300)


def unfolded(data: bytes) -> list[str]:
    """Return the lines of a file as a reader joins them: a break followed by a space is nothing."""
    assert data.endswith(b"\r\n")
    return data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def unescaped(value: str) -> str:
    """Return a TEXT value as it was before it was escaped."""

    def signs() -> Iterator[str]:
        rest = iter(value)
        for sign in rest:
            if sign == "\\":
                following = next(rest)
                yield "\n" if following in "nN" else following
            else:
                yield sign

    return "".join(signs())


def values(data: bytes, name: str) -> list[str]:
    """Return the values of a property in order."""
    parted = [line.partition(":") for line in unfolded(data)]
    return [value for key, _, value in parted if key.partition(";")[0] == name]


def written(*events: CalendarEvent, name: str = "Days") -> bytes:
    return write_calendar(events, name=name, made_at=MADE)


@given(TEXTS, TEXTS)
def test_every_text_comes_back_whole(summary: str, description: str) -> None:
    data = written(CalendarEvent(uid="a", at=date(2026, 7, 20), summary=summary, description=description), name=summary)

    assert [unescaped(value) for value in values(data, "SUMMARY")] == [summary]
    assert [unescaped(value) for value in values(data, "DESCRIPTION")] == ([description] if description else [])
    assert [unescaped(value) for value in values(data, "X-WR-CALNAME")] == [summary]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=400))
def test_no_piece_of_a_line_is_longer_than_75_octets_nor_tears_a_character(line: str) -> None:
    pieces = fold(line).split(b"\r\n")

    assert all(len(piece) <= 75 for piece in pieces)
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert (pieces[0] + b"".join(piece[1:] for piece in pieces[1:])).decode() == line
    assert [piece.decode() for piece in pieces]


@given(st.text(max_size=200))
def test_no_text_can_begin_a_property_of_its_own(text: str) -> None:
    cleaned = text.encode("utf-8", "ignore").decode()
    data = written(CalendarEvent(uid="a", at=date(2026, 7, 20), summary=cleaned, categories=(cleaned,)))

    assert unfolded(data).count("BEGIN:VEVENT") == 1
    assert len(values(data, "SUMMARY")) == 1
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_control_characters_are_left_out_and_line_ends_made_one() -> None:
    assert escape("a\r\nb\rc\x00\x1b;,\\") == "a\\nb\\nc\\;\\,\\\\"


def test_an_instant_is_written_in_utc_and_a_day_as_a_day() -> None:
    at = datetime(2026, 7, 20, 17, 0, tzinfo=ZoneInfo("America/Guayaquil"))
    data = written(
        CalendarEvent(uid="one", at=at, summary="Hand in", alarms=(timedelta(days=7), timedelta(hours=3))),
        CalendarEvent(uid="two", at=date(2026, 12, 31), summary="Opening", categories=("Opening", "a, b")),
    )

    assert unfolded(data) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//SSE Desktop//Calendar//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "X-WR-CALNAME:Days",
        "BEGIN:VEVENT", "UID:one", "DTSTAMP:20260714T150000Z", "DTSTART:20260720T220000Z", "SUMMARY:Hand in",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Hand in", "TRIGGER:-P7D", "END:VALARM",
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Hand in", "TRIGGER:-PT180M", "END:VALARM",
        "END:VEVENT",
        "BEGIN:VEVENT", "UID:two", "DTSTAMP:20260714T150000Z", "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Opening", "CATEGORIES:Opening,a\\, b", "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]  # fmt: skip


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        written(CalendarEvent(uid="a", at=datetime(2026, 7, 20, 17, 0), summary="x"))
