"""Answers as elements: this file writes the value of each kind into the element that its version has for it."""

from __future__ import annotations

from sse_desktop.domain.espd import Property
from sse_desktop.domain.espd_values import Evidence, Family, amount, family, period
from sse_desktop.exchange.espd_markup import Markup

_PLAIN = {
    Family.INDICATOR: "cbc:ResponseIndicator",
    Family.DATE: "cbc:ResponseDate",
    Family.CODE: "cbc:ResponseCode",
    Family.COUNTRY: "cbc:ResponseCode",
    Family.IDENTIFIER: "cbc:ResponseID",
    Family.ADDRESS: "cbc:ResponseURI",
    Family.TEXT: "cbc:Description",
}
_PLAIN_OF_FIRST = {
    Family.INDICATOR: "ccv-cbc:Indicator",
    Family.DATE: "cbc:Date",
    Family.CODE: "ccv-cbc:Code",
    Family.COUNTRY: "ccv-cbc:Code",
    Family.PERCENT: "cbc:Percent",
    Family.IDENTIFIER: "cbc:Description",
    Family.ADDRESS: "cbc:Description",
    Family.TEXT: "cbc:Description",
}


def newer_values(markup: Markup, asked: Property, value: str) -> tuple[str, ...]:
    """Return what stands in the response value of versions 2 to 4: one for each identifier, else one, none for a period or proof."""
    match family(asked.kind):
        case Family.EVIDENCE | Family.PERIOD:
            return ()
        case Family.AMOUNT:
            number, currency = amount(value)
            return (markup.leaf("cbc:ResponseAmount", number, currencyID=currency),)
        case Family.QUANTITY | Family.WHOLE | Family.PERCENT as kind:
            return (markup.leaf("cbc:ResponseQuantity", value, unitCode=_unit(asked, kind)),)
        case Family.IDENTIFIER:
            return tuple(markup.leaf("cbc:ResponseID", line) for line in value.split("\n"))
        case kind:
            return (markup.leaf(_PLAIN[kind], value),)


def newer_period(markup: Markup, value: str) -> str:
    """Return a period of versions 2 to 4, by its days or in words."""
    return markup.tree("cac:ApplicablePeriod", _days(markup, value))


def proof(markup: Markup, value: str, key: str, agency: str) -> str:
    """Return a proof of versions 2 to 4, which stands apart from its answer; `key` joins the two."""
    found = Evidence.of(value)
    address = markup.tree("cac:ExternalReference", markup.leaf("cbc:URI", found.address))
    issuer = markup.tree("cac:PartyName", markup.leaf("cbc:Name", found.issuer))
    return markup.outermost(
        "cac:Evidence",
        markup.leaf("cbc:ID", key, schemeAgencyID=agency),
        markup.tree(
            "cac:DocumentReference",
            # The number is required; a proof without one is its address.
            markup.leaf("cbc:ID", found.reference or found.address, schemeAgencyID=agency),
            markup.tree("cac:Attachment", address),
            markup.tree("cac:IssuerParty", issuer),
        ),
    )


def first_value(markup: Markup, asked: Property, value: str) -> str:
    """Return the response that stands inside a requirement of version 1."""
    return markup.outermost("ccv:Response", _first(markup, asked, value))


def _first(markup: Markup, asked: Property, value: str) -> str:
    match family(asked.kind):
        case Family.AMOUNT:
            number, currency = amount(value)
            return markup.leaf("cbc:Amount", number, currencyID=currency)
        case Family.QUANTITY | Family.WHOLE as kind:
            return markup.leaf("cbc:Quantity", value, unitCode=_unit(asked, kind))
        case Family.PERIOD:
            return markup.tree("cac:Period", _days(markup, value))
        case Family.EVIDENCE:
            return _first_proof(markup, Evidence.of(value))
        case kind:
            return markup.leaf(_PLAIN_OF_FIRST[kind], value)


def _first_proof(markup: Markup, found: Evidence) -> str:
    address = markup.tree("cac:ExternalReference", markup.leaf("cbc:URI", found.address))
    issuer = markup.tree("cac:PartyName", markup.leaf("cbc:Name", found.issuer))
    return markup.tree(
        "cev:Evidence",
        markup.tree("cev:EvidenceIssuerParty", issuer),
        markup.tree(
            "cev:EvidenceDocumentReference",
            markup.leaf("cbc:ID", found.reference or found.address),
            markup.tree("cac:Attachment", address),
        ),
    )


def _days(markup: Markup, value: str) -> str:
    days = period(value)
    if days is None:
        return markup.leaf("cbc:Description", value)
    return markup.leaf("cbc:StartDate", days[0]) + markup.leaf("cbc:EndDate", days[1])


def _unit(asked: Property, kind: Family) -> str:
    if asked.unit or kind is not Family.WHOLE:
        return asked.unit or ("PERCENTAGE" if kind is Family.PERCENT else "")
    return "YEAR" if asked.kind.endswith("_YEAR") else ""
