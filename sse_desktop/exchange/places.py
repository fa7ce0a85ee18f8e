"""Countries: this file finds the code of a country in names and numbers, and the zone its clocks follow."""

from __future__ import annotations

import re
from datetime import UTC, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Registers are named by the country that keeps them: GB-COH, EC-RUC, UA-EDR.
_REGISTER = re.compile(r"([A-Z]{2})-[A-Z0-9]")
# Prefixes of processes whose files name no country. Source: study of Ecuador, section 6, 2026-11.
_BY_PROCESS = {"ocds-5wno2w": "EC"}
_USUAL_LANGUAGES = ("en", "es", "fr", "ko", "pt", "de", "uk", "ro", "nb", "zh")


def country_code(name: str | None, language: str | None = None) -> str | None:
    """Return the two-letter code of a country's code or name in one of the usual languages or in `language`."""
    if not name:
        return None
    if name.upper() in _codes():
        return _codes()[name.upper()]
    for each in (*_USUAL_LANGUAGES[:3], *([language] if language else []), *_USUAL_LANGUAGES[3:]):
        if code := _names(each).get(name.strip().casefold()):
            return code
    return None


def country_of_register(number: str | None) -> str | None:
    """Return the country that keeps a register, from numbers like `EC-RUC-1768152560001`."""
    found = _REGISTER.match(number or "")
    return found[1] if found and found[1] in _codes() else None


def country_of_process(ocid: str | None) -> str | None:
    """Return the country of a process number, for portals whose files name none."""
    return _BY_PROCESS.get((ocid or "")[:11].lower())


def only_zone(country: str | None) -> ZoneInfo | None:
    """Return the time zone of a country that has just one."""
    from babel.core import get_global

    zones = get_global("territory_zones").get(country or "", [])
    return ZoneInfo(zones[0]) if len(zones) == 1 else None


def zone_to_assume(country: str | None, fallback: str | None) -> tzinfo:
    """Return the zone for times without one: the country's only zone, else `fallback`, else UTC."""
    if zone := only_zone(country):
        return zone
    try:
        return ZoneInfo(fallback) if fallback else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    from babel.core import Locale, get_global

    codes = {code: code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()}
    aliases = ((str(old), list(map(str, new))) for old, new in get_global("territory_aliases").items())
    return codes | {old: new[0] for old, new in aliases if len(old) == 3 and old.isalpha() and len(new) == 1}


@lru_cache(maxsize=32)
def _names(language: str) -> dict[str, str]:
    from babel.core import Locale, UnknownLocaleError

    try:
        territories = Locale(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {name.casefold(): code for code, name in territories.items() if len(code) == 2 and code.isalpha()}
