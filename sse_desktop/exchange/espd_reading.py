"""ESPD of version 2 to 4 read: this file turns a request or an answer into a declaration, exact ids kept."""

from __future__ import annotations

import re

from sse_desktop.domain.espd import Ask, Criterion, Declaration, Group, Property, When
from sse_desktop.domain.espd_values import Evidence, Family, family
from sse_desktop.exchange.xml_guard import Node
from sse_desktop.exchange.xml_text import attribute, every, first, local_name, text, value, values

_VERSION = re.compile(r"v?(\d+(?:\.\d+){1,2})")
_FINAL = "urn:oasis:names:specification:ubl:schema:xsd:QualificationApplication"
_GROUPS = ("TenderingCriterionPropertyGroup", "SubsidiaryTenderingCriterionPropertyGroup")
_EXPECTED = (
    *("ExpectedDescription", "ExpectedID", "ExpectedCode", "ExpectedURI", "ExpectedValueNumeric", "ExpectedIndicator"),
    *("ExpectedAmount", "MinimumAmount", "MaximumAmount", "MinimumValueNumeric", "MaximumValueNumeric"),
    *("MinimumQuantity", "MaximumQuantity"),
)


def declaration(root: Node) -> Declaration:
    """Return what a QualificationApplicationRequest or -Response says; what it leaves out is empty."""
    party = first(root, "ContractingParty/Party")
    return Declaration(
        generation=2,
        version=_version(root),
        is_response=local_name(root).endswith("Response"),
        is_final=str(root.tag).startswith(f"{{{_FINAL}"),
        id=value(root, "ID") or "",
        uuid=value(root, "UUID") or "",
        reference=value(root, "ContractFolderID") or "",
        issued=value(root, "IssueDate") or "",
        title=value(root, "ContractName") or value(root, "ProcurementProject/Name") or "",
        description="\n".join(values(root, "ProcurementProject/Description")),
        lots=tuple(_lot(each) for each in every(root, "ProcurementProjectLot")),
        criteria=tuple(_criterion(each) for each in every(root, "TenderingCriterion")),
        answers=_answers(root),
        notice_number=notice_number(root),
        documents=documents(root),
        **buyer(party),
    )


def buyer(party: Node | None) -> dict[str, str]:
    """Return the fields of the buyer from a party."""
    address = first(party, "PostalAddress")
    places = ("StreetName", "PostalZone", "CityName")
    return {
        "buyer": value(party, "PartyName/Name") or "",
        "buyer_id": value(party, "PartyIdentification/ID") or "",
        "country": value(address, "Country/IdentificationCode") or "",
        "email": value(party, "Contact/ElectronicMail") or "",
        "phone": value(party, "Contact/Telephone") or "",
        "address": ", ".join(found for each in places if (found := value(address, each))),
    }


def notice_number(root: Node) -> str:
    """Return the number of the contract notice that the declaration belongs to."""
    references = every(root, "AdditionalDocumentReference")
    notices = (each for each in references if value(each, "DocumentTypeCode") == "TED_CN")
    return next((found for each in notices if (found := value(each, "ID"))), "")


def documents(root: Node) -> tuple[tuple[str, str], ...]:
    """Return title and address of the documents that are referred to."""
    found = (
        (value(each, "FileName") or value(each, "Description") or "", value(each, "URI") or "")
        for each in every(root, "AdditionalDocumentReference/Attachment/ExternalReference")
    )
    return tuple(dict.fromkeys(each for each in found if any(each)))


def _version(root: Node) -> str:
    places = ((first(root, "ProfileExecutionID"), None), (first(root, "ProfileExecutionID"), "schemeVersionID"))
    for node, name in (*places, (first(root, "VersionID"), "schemeVersionID")):
        said = (attribute(node, name) if name else text(node)) or ""
        if found := _VERSION.search(said):
            return found[1]
    return ""


def _lot(node: Node) -> tuple[str, str]:
    return value(node, "ID") or "", value(node, "ProcurementProject/Name") or ""


def _criterion(node: Node) -> Criterion:
    national = tuple(
        Group(_id(each), When.ALWAYS, _groups(each), words=_words(each))
        for each in every(node, "SubTenderingCriterion")
    )
    return Criterion(
        id=_id(node),
        code=value(node, "CriterionTypeCode") or "",
        name="\n".join(values(node, "Name")),
        description="\n".join(values(node, "Description")),
        groups=(*_groups(node), *national),
        lots=values(node, "ProcurementProjectLotReference/ID"),
        laws=tuple(dict.fromkeys(_law(each) for each in every(node, "Legislation") if _law(each))),
    )


def _law(node: Node) -> str:
    return " · ".join(found for each in ("Title", "Article") if (found := value(node, each)))


def _groups(node: Node) -> tuple[Group, ...]:
    return tuple(_group(child) for child in node if local_name(child) in _GROUPS)


def _group(node: Node) -> Group:
    parts = tuple(
        _property(child) if local_name(child) == "TenderingCriterionProperty" else _group(child)
        for child in node
        if local_name(child) == "TenderingCriterionProperty" or local_name(child) in _GROUPS
    )
    return Group(_id(node), _when(value(node, "PropertyGroupTypeCode")), parts, words=_words(node))


def _when(code: str | None) -> When:
    return When(code) if code in {"ONTRUE", "ONFALSE"} else When.ALWAYS


def _property(node: Node) -> Property:
    stated = next((each for name in _EXPECTED if (each := first(node, name)) is not None and text(each)), None)
    code = value(node, "TypeCode") or ""
    return Property(
        key=_id(node),
        id=_id(node),
        ask=Ask(code) if code in set(Ask) else Ask.CAPTION,
        kind=value(node, "ValueDataTypeCode") or "NONE",
        words=_words(node),
        expected=_stated(node, stated),
        unit=value(node, "ValueUnitCode") or "",
        currency=value(node, "ValueCurrencyCode") or "",
    )


def _stated(node: Node, stated: Node | None) -> str:
    if stated is not None:
        return " ".join(filter(None, (text(stated), attribute(stated, "currencyID"), attribute(stated, "unitCode"))))
    found = first(node, "ApplicablePeriod")
    return _period(found) if found is not None else ""


def _words(node: Node) -> str:
    said = (value(node, "Name"), *values(node, "Description"))
    return "\n".join(dict.fromkeys(filter(None, said)))


def _id(node: Node) -> str:
    return value(node, "ID") or ""


def _period(node: Node) -> str:
    first_day, last_day = value(node, "StartDate") or "", value(node, "EndDate") or ""
    return f"{first_day}/{last_day}" if first_day or last_day else "\n".join(values(node, "Description"))


# What is answered in a response.


def _answers(root: Node) -> dict[str, str]:
    kinds = {_id(each): value(each, "ValueDataTypeCode") or "" for each in root.iter("{*}TenderingCriterionProperty")}
    proofs = {_id(each): _proof(each) for each in every(root, "Evidence")}
    found: dict[str, str] = {}
    for node in every(root, "TenderingCriterionResponse"):
        property_id = value(node, "ValidatedCriterionPropertyID") or ""
        if answer := _answer(node, family(kinds.get(property_id, "")), proofs):
            found[property_id] = answer
    return found


def _answer(node: Node, kind: Family, proofs: dict[str, str]) -> str:
    if kind is Family.EVIDENCE:
        key = value(node, "EvidenceSupplied/ID") or ""
        return proofs.get(key, key)
    if kind is Family.PERIOD and (found := first(node, "ApplicablePeriod")) is not None:
        return _period(found)
    said = [each for each in every(node, "ResponseValue/*") if local_name(each) != "ID" and text(each)]
    return "\n".join(_value(each) for each in said)


def _value(node: Node) -> str:
    """Return a value as it was written, its letters kept; an amount with its currency."""
    written = "".join(map(str, node.itertext()))
    currency = attribute(node, "currencyID")
    return f"{written.strip()} {currency}" if currency else written


def _proof(node: Node) -> str:
    reference = first(node, "DocumentReference")
    return Evidence(
        reference=value(reference, "ID") or "",
        address=value(reference, "Attachment/ExternalReference/URI") or "",
        issuer=value(reference, "IssuerParty/PartyName/Name") or "",
    ).value
