"""Channels come and go: which ones are open depends on the day."""

from dataclasses import replace
from datetime import date

from sse_desktop.domain.jurisdiction import Channel, Origin, Profile
from sse_desktop.queries.channels import channel_address, channel_name, channels_on
from sse_desktop.store.profiles import load_profile


def a_profile() -> Profile:
    old = Channel(code="old", name="Old portal", url="https://old.example", origin=Origin(valid_to=date(2025, 12, 31)))
    new = Channel(code="new", name="New portal", url="https://new.example", origin=Origin(valid_from=date(2026, 1, 1)))
    always = Channel(code="paper", name="Notice board")
    return replace(load_profile("ec"), channels=(old, new, always))


def test_a_channel_is_offered_while_it_is_open() -> None:
    profile = a_profile()

    assert channels_on(profile, date(2025, 12, 31)) == [("old", "Old portal"), ("paper", "Notice board")]
    assert channels_on(profile, date(2026, 1, 1)) == [("new", "New portal"), ("paper", "Notice board")]


def test_a_closed_channel_keeps_its_name_and_loses_its_address() -> None:
    profile = a_profile()

    assert channel_name(profile, "old") == "Old portal"
    assert channel_name(profile, "word of mouth") == "word of mouth"
    assert channel_address(profile, "old", date(2025, 6, 1)) == "https://old.example"
    assert channel_address(profile, "old", date(2026, 6, 1)) == ""


def test_ecuador_offers_the_portal_with_its_tool_and_its_catalogue_since_the_regulation_of_2025() -> None:
    profile = load_profile("ec")

    assert [code for code, _ in channels_on(profile, date(2025, 10, 27))] == ["portal"]
    assert [code for code, _ in channels_on(profile, date(2025, 10, 28))] == ["portal", "infimas", "catalogue"]
    assert all(each.origin.src and each.origin.legal_ref for each in profile.on(date(2026, 11, 24)).channels)
