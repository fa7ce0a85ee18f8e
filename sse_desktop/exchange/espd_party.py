"""The cooperative in a self-declaration: this file writes its data as each version wants them."""

from __future__ import annotations

from functools import lru_cache

from sse_desktop.domain.espd import Declaration, Operator, Role, Size
from sse_desktop.exchange.espd_markup import Markup

_COUNTRIES = "http://publications.europa.eu/resource/authority/country"
_SIZES = {Size.MICRO: "micro", Size.SMALL: "sme", Size.MEDIUM: "sme", Size.LARGE: "large"}
# Source: lists EORoleType of version 2.1 and eo-role-type of version 3 and 4.
_ROLES_OF_2 = {Role.SOLE: "SCLE", Role.LEAD: "SCLE", Role.MEMBER: "GM"}
_ROLES = {Role.SOLE: "sole-tenderer", Role.LEAD: "group-lead", Role.MEMBER: "group-mem"}


def newer_party(markup: Markup, operator: Operator, request: Declaration, agency: str) -> str:
    """Return the economic operator of versions 2 to 4."""
    is_2 = request.version.startswith("2")
    role = (_ROLES_OF_2 if is_2 else _ROLES)[operator.role]
    roles = "EORoleType" if is_2 else "http://publications.europa.eu/resource/authority/eo-role-type"
    size = _SIZES[operator.size] if operator.size else ""
    if is_2 and operator.size:
        size = operator.size.value.upper()
    sizes = "EOIndustryClassificationCode" if is_2 else "economic-operator-size"
    return markup.outermost(
        "cac:EconomicOperatorParty",
        markup.tree("cac:EconomicOperatorRole", markup.leaf("cbc:RoleCode", role, listID=roles, listAgencyID=agency)),
        markup.tree(
            "cac:Party",
            markup.leaf("cbc:IndustryClassificationCode", size, listID=sizes, listAgencyID=agency),
            markup.tree("cac:PartyIdentification", markup.leaf("cbc:ID", operator.tax_id, schemeAgencyID=agency)),
            markup.tree("cac:PartyName", markup.leaf("cbc:Name", operator.name)),
            _address(markup, operator, request),
            _contact(markup, operator),
            _representative(markup, operator),
        ),
    )


def first_party(markup: Markup, operator: Operator, request: Declaration) -> str:
    """Return the economic operator of version 1."""
    small = "" if operator.size is None else str(operator.size is not Size.LARGE).lower()
    person = markup.tree(
        "espd-cac:RepresentativeNaturalPerson",
        markup.leaf("espd-cbc:NaturalPersonRoleDescription", operator.post),
        _representative(markup, operator),
    )
    return markup.outermost(
        "espd-cac:EconomicOperatorParty",
        markup.leaf("espd-cbc:SMEIndicator", small),
        person if operator.representative else "",
        markup.tree(
            "cac:Party",
            markup.tree("cac:PartyIdentification", markup.leaf("cbc:ID", operator.tax_id)),
            markup.tree("cac:PartyName", markup.leaf("cbc:Name", operator.name)),
            _address(markup, operator, request),
            _contact(markup, operator),
        ),
    )


def _address(markup: Markup, operator: Operator, request: Declaration) -> str:
    long = len(request.country) == 3 or (not request.country and request.version[:1] in {"3", "4"})
    code = _long_code(operator.country) if long else operator.country
    listed = {"listID": _COUNTRIES} if long else {"listAgencyID": "ISO", "listName": "CountryCodeIdentifier"}
    return markup.tree(
        "cac:PostalAddress",
        markup.leaf("cbc:StreetName", operator.street),
        markup.leaf("cbc:CityName", operator.city),
        markup.leaf("cbc:CountrySubentity", operator.region),
        markup.tree("cac:Country", markup.leaf("cbc:IdentificationCode", code, **listed)),
    )


def _contact(markup: Markup, operator: Operator) -> str:
    return markup.tree(
        "cac:Contact",
        markup.leaf("cbc:Name", operator.representative),
        markup.leaf("cbc:Telephone", operator.phone),
        markup.leaf("cbc:ElectronicMail", operator.email),
    )


def _representative(markup: Markup, operator: Operator) -> str:
    # Where a name ends and the family's begins is not known: all of it stands as the family name, which is asked for.
    person = markup.tree("cac:Person", markup.leaf("cbc:FamilyName", operator.representative))
    if not person:
        return ""
    return markup.tree(
        "cac:PowerOfAttorney", markup.leaf("cbc:Description", operator.post), markup.tree("cac:AgentParty", person)
    )


@lru_cache(maxsize=8)
def _long_code(country: str) -> str:
    """Return the three letters of a country's two, or what was given where there are none."""
    from babel.core import get_global

    for old, new in get_global("territory_aliases").items():
        if len(old) == 3 and str(old).isalpha() and list(map(str, new)) == [country]:
            return str(old)
    return country
