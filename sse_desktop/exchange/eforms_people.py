"""Who buys in eForms: this file follows the numbers of organisations from the buyers to their names and addresses."""

from __future__ import annotations

import re

from sse_desktop.exchange.eforms_texts import EXTENSION, Reader, yes_or_no
from sse_desktop.exchange.notice_parts import NoticeBuyer
from sse_desktop.exchange.places import country_code
from sse_desktop.exchange.xml_guard import Node
from sse_desktop.exchange.xml_text import every, first, once, value

# Belgium's platform adds a number of its own to the enterprise number.
_BELGIAN = re.compile(r"([01][0-9]{9})_[0-9]+")
_SHORTEST_NUMBER = 4
_ADDRESS = ("StreetName", "AdditionalStreetName", "PostalZone", "CityName")


def buyers(reader: Reader, root: Node) -> tuple[list[NoticeBuyer], str | None, str | None]:
    """Return the buyers, the leader of a group first, and the country and NUTS code of the first.

    A buyer that is named nowhere but among the organisations of a notice with only one of them is that one.
    """
    known = _organisations(root)
    parties = every(root, "ContractingParty/Party")
    codes = once(value(party, "PartyIdentification/ID") for party in parties)
    found = [known[code] for code in codes if code in known]
    found = found or [party for party in parties if value(party, "PartyName/Name")]
    found = found or (list(known.values()) if len(known) == 1 else [])
    found.sort(key=lambda company: not _leads(company))
    named = [buyer for company in found if (buyer := _buyer(reader, company)).name]
    if not named:
        reader.repairs.warn("no_buyer")
    return named, *_place(found)


def _organisations(root: Node) -> dict[str, Node]:
    """Return companies and their contact points by the numbers they have in this notice."""
    found: dict[str, Node] = {}
    for organisation in every(root, f"{EXTENSION}/Organizations/Organization"):
        for company in (*every(organisation, "Company"), *every(organisation, "TouchPoint")):
            if number := value(company, "PartyIdentification/ID"):
                found.setdefault(number, company)
    return found


def _leads(company: Node) -> bool:
    return yes_or_no(value(company.getparent(), "GroupLeadIndicator")) is True


def _buyer(reader: Reader, company: Node) -> NoticeBuyer:
    where = "Organization"
    number = _register_number(value(company, "PartyLegalEntity/CompanyID"))
    lines = (reader.line(company, f"PostalAddress/{name}", where) for name in _ADDRESS)
    return NoticeBuyer(
        name=reader.line(company, "PartyName/Name", f"{where}.Name"),
        id=number,
        register_number=number,
        address=", ".join(once(lines)) or None,
        contact=_meant(reader.line(company, "Contact/Name", f"{where}.Contact")),
        email=value(company, "Contact/ElectronicMail"),
        phone=value(company, "Contact/Telephone"),
    )


def _register_number(written: str | None) -> str | None:
    """Return the number of the register; "n/a" and the name once more are no number."""
    if not written or sum(letter.isdigit() for letter in written) < _SHORTEST_NUMBER:
        return None
    belgian = _BELGIAN.fullmatch(written)
    return belgian[1] if belgian else written


def _meant(written: str | None) -> str | None:
    return None if written and not any(map(str.isalpha, written.replace("n/a", ""))) else written


def _place(companies: list[Node]) -> tuple[str | None, str | None]:
    address = first(companies[0], "PostalAddress") if companies else None
    country = country_code(value(address, "Country/IdentificationCode"))
    return country, value(address, "CountrySubentityCode")
