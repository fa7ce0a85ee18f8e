"""Who buys, where and in which languages: this file reads buyer, country and languages of an OCDS release."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sse_desktop.exchange.notice_parts import NoticeBuyer
from sse_desktop.exchange.ocds_lots import variant
from sse_desktop.exchange.places import country_code, country_of_process, country_of_register
from sse_desktop.exchange.repairs import Part, Repairs

# EC-RUC-1768152560001-71391: the register number stands between the register and a number of the portal.
_REGISTERED = re.compile(r"[A-Z]{2}-[A-Z]{2,8}-([0-9][0-9A-Za-z-]*?)(?:-[0-9]{1,9})?")
_ECUADOR_TAX_ID = re.compile(r"EC-RUC-([0-9]{13})(?:-.*)?")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]{2,8})?")
# Moldova writes its country code for Romanian; others write names.
_MISNAMED = {
    "md": "ro",
    "english": "en",
    "spanish": "es",
    "español": "es",
    "french": "fr",
    "français": "fr",
    "castellano": "es",
}
_SUFFIX = re.compile(r"(?:title|description|name)_([a-z]{2})(?:-[A-Za-z]+)?")


def buyer(repairs: Repairs, release: Part) -> tuple[NoticeBuyer, str | None]:
    """Return the buyer and the country of its address or register."""
    named = repairs.part(release.get("buyer"), "buyer")
    procuring = repairs.part(
        repairs.part(release.get("tender"), "tender").get("procuringEntity"), "tender.procuringEntity"
    )
    places = ((named, "buyer"), _party(repairs, release, named, "buyer"), (procuring, "tender.procuringEntity"))
    sources = [part for part in (*places, _party(repairs, release, procuring, "procuringEntity")) if part[0]]
    found = NoticeBuyer(
        name=_first(_name(repairs, part, where) for part, where in sources),
        id=_first(repairs.line(part.get("id"), f"{where}.id") for part, where in sources)
        or _first(_register_number(repairs, part, where) for part, where in sources),
        register_number=_first(_register_number(repairs, part, where) for part, where in sources),
        address=_first(_address(repairs, part, where) for part, where in sources),
        contact=_first(_contact(repairs, part, where, "name") for part, where in sources),
        email=_first(_contact(repairs, part, where, "email") for part, where in sources),
        phone=_first(_contact(repairs, part, where, "telephone") for part, where in sources),
    )
    if found.name is None:
        repairs.warn("no_buyer")
    return found, _first(_country(repairs, part, where, release) for part, where in sources)


def _party(repairs: Repairs, release: Part, named: Part, role: str) -> tuple[Part, str]:
    """Return one of the parties: by id, else by role."""
    parties = repairs.parts(release.get("parties"), "parties")
    wanted = named.get("id")
    for party in parties:
        if wanted and str(party[0].get("id")) == str(wanted):
            return party
    with_role = (party for party in parties if role in repairs.codes(party[0].get("roles"), f"{party[1]}.roles"))
    return next(with_role, ({}, ""))


def _name(repairs: Repairs, part: Part, where: str) -> str | None:
    identifier = repairs.part(part.get("identifier"), f"{where}.identifier")
    return variant(repairs, part, "name", where) or variant(repairs, identifier, "legalName", f"{where}.identifier")


def _register_number(repairs: Repairs, part: Part, where: str) -> str | None:
    """Return the bare register number. In Ecuador the portal adds its own number to the tax number."""
    identifier = repairs.part(part.get("identifier"), f"{where}.identifier")
    number = (
        repairs.line(identifier.get("id"), f"{where}.identifier.id")
        or repairs.line(part.get("id"), f"{where}.id")
        or ""
    )
    if found := _ECUADOR_TAX_ID.fullmatch(number) or _REGISTERED.fullmatch(number):
        return found[1]
    return number if identifier.get("id") else None


def _address(repairs: Repairs, part: Part, where: str) -> str | None:
    address = repairs.part(part.get("address"), f"{where}.address")
    lines = (
        repairs.line(address.get(key), f"{where}.address.{key}")
        for key in ("streetAddress", "postalCode", "locality", "region")
    )
    return ", ".join(dict.fromkeys(line for line in lines if line)) or None


def _contact(repairs: Repairs, part: Part, where: str, key: str) -> str | None:
    contact = repairs.part(part.get("contactPoint"), f"{where}.contactPoint")
    return repairs.line(contact.get(key), f"{where}.contactPoint.{key}")


def _country(repairs: Repairs, part: Part, where: str, release: Part) -> str | None:
    address = repairs.part(part.get("address"), f"{where}.address")
    identifier = repairs.part(part.get("identifier"), f"{where}.identifier")
    for key in ("country", "countryName"):
        if found := country_code(
            repairs.line(address.get(key), f"{where}.address.{key}"), _tongue(release.get("language"))
        ):
            return found
    written = (
        repairs.line(identifier.get("scheme"), f"{where}.identifier.scheme"),
        repairs.line(part.get("id"), f"{where}.id"),
    )
    return next((code for number in written if (code := country_of_register(f"{number}-0"))), None)


def country(repairs: Repairs, release: Part, of_buyer: str | None) -> str | None:
    """Return the buyer's country, else the one whose portal numbers its processes so."""
    return of_buyer or country_of_process(repairs.line(release.get("ocid"), "ocid"))


def languages(repairs: Repairs, release: Part) -> tuple[str, ...]:
    """Return the two-letter codes of the languages of the notice and of the offers."""
    tender = repairs.part(release.get("tender"), "tender")
    written = [(release.get("language"), "language")]
    places = [(tender, "tender"), *repairs.parts(tender.get("lots"), "tender.lots")]
    for part, where in places:
        terms = repairs.part(part.get("submissionTerms"), f"{where}.submissionTerms")
        place = f"{where}.submissionTerms.languages"
        written += [(code, place) for code in repairs.codes(terms.get("languages"), place)]
    found = [_language(repairs, repairs.line(code, where), where) for code, where in written]
    suffixes = [
        match[1] for part in (release, tender) for key in part if (match := _SUFFIX.fullmatch(key)) and part[key]
    ]
    return tuple(dict.fromkeys(code for code in (*found, *suffixes) if code))


def _language(repairs: Repairs, code: str | None, where: str) -> str | None:
    if not code:
        return None
    if repaired := _MISNAMED.get(code.casefold()):
        repairs.warn("language_repaired", where=where, original=code, language=repaired)
        return repaired
    found = _LANGUAGE.fullmatch(code)
    return found[1].lower() if found else None


def _tongue(value: object) -> str | None:
    return value[:2].lower() if isinstance(value, str) else None


def _first(found: Iterable[str | None]) -> str | None:
    return next((each for each in found if each), None)
