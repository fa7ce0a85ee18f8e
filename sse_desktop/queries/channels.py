"""Channels: where buyers publish, as dated data of the profile. Which ones are open depends on the day."""

from datetime import date

from sse_desktop.store.profiles import Profile


def channels_on(profile: Profile, day: date) -> list[tuple[str, str]]:
    """Return code and name of the channels that are open on a day, in the profile's order."""
    return [(each.code, each.name) for each in profile.channels if _is_open(each.valid_from, each.valid_to, day)]


def channel_name(profile: Profile, code: str) -> str:
    """Return the name of a channel, open or not; a word of one's own stays as it was typed."""
    return next((each.name for each in profile.channels if each.code == code), code)


def channel_address(profile: Profile, code: str, day: date) -> str:
    """Return where a channel is found on a day; empty where it has no address or is closed by then."""
    known = (each for each in profile.channels if each.code == code and _is_open(each.valid_from, each.valid_to, day))
    return next((each.url for each in known), "")


def _is_open(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
