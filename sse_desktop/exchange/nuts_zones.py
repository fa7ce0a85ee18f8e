"""Clocks of places in Europe: this file finds the time zone of a country and a NUTS code, where a country has several."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from sse_desktop.exchange.places import only_zone

# Countries with islands or enclaves of another zone, and those regions. The numbers before 2016 are still in archives.
# Source: Commission Delegated Regulation (EU) 2023/674 (NUTS 2024), IANA time zones 2025b.
_MAINLAND: Final = {
    "DE": "Europe/Berlin",
    "ES": "Europe/Madrid",
    "PT": "Europe/Lisbon",
    "CY": "Asia/Nicosia",
    "FR": "Europe/Paris",
    "UA": "Europe/Kyiv",
}
_REGIONS: Final = {
    "ES7": "Atlantic/Canary",
    "PT2": "Atlantic/Azores",
    "PT3": "Atlantic/Madeira",
    "FRY1": "America/Guadeloupe",
    "FRY2": "America/Martinique",
    "FRY3": "America/Cayenne",
    "FRY4": "Indian/Reunion",
    "FRY5": "Indian/Mayotte",
    "FRA1": "America/Guadeloupe",
    "FRA2": "America/Martinique",
    "FRA3": "America/Cayenne",
    "FRA4": "Indian/Reunion",
    "FRA5": "Indian/Mayotte",
    "FR91": "America/Guadeloupe",
    "FR92": "America/Martinique",
    "FR93": "America/Cayenne",
    "FR94": "Indian/Reunion",
}


def zone_of_place(country: str | None, nuts: str | None = None) -> ZoneInfo | None:
    """Return the zone of a two-letter country and, if known, a NUTS code in it; None where several are possible."""
    code = (nuts or "").upper()
    region = next((zone for start, zone in _REGIONS.items() if code.startswith(start)), None)
    if region:
        return ZoneInfo(region)
    mainland = _MAINLAND.get(country or "")
    return ZoneInfo(mainland) if mainland else only_zone(country)
