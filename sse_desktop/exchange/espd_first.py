"""ESPD of version 1 read: this file turns its criteria, groups and requirements into the same declaration as the newer ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sse_desktop.domain.espd import Ask, Criterion, Declaration, Group, Property, When
from sse_desktop.domain.espd_values import Evidence
from sse_desktop.exchange.espd_reading import buyer, documents, notice_number
from sse_desktop.exchange.xml_guard import Node
from sse_desktop.exchange.xml_text import attribute, every, first, local_name, text, value, values

_CONDITIONS = {"GROUP_FULFILLED.ON_TRUE": When.ON_TRUE, "GROUP_FULFILLED.ON_FALSE": When.ON_FALSE}


def declaration(root: Node) -> Declaration:
    """Return what an ESPDRequest or ESPDResponse says; what it leaves out is empty."""
    reference = first(root, "AdditionalDocumentReference/Attachment/ExternalReference")
    said = values(reference, "Description")
    criteria = tuple(_criterion(each) for each in every(root, "Criterion"))
    asked = [each for criterion in criteria for each in properties(criterion)]
    answers = [_answers(each) for each in requirements(root)]
    return Declaration(
        generation=1,
        version="1.0.2",
        is_response=local_name(root).endswith("Response"),
        is_final=True,
        id=value(root, "ID") or "",
        uuid=value(root, "UUID") or "",
        reference=value(root, "ContractFolderID") or "",
        issued=value(root, "IssueDate") or "",
        title=value(reference, "FileName") or "",
        description=said[0] if said else "",
        lots=tuple(
            (value(each, "ID") or "", value(each, "Name") or "") for each in every(root, "ProcurementProjectLot")
        ),
        criteria=criteria,
        answers={each.key: found for each, found in zip(asked, answers, strict=True) if found},
        notice_number=notice_number(root),
        documents=documents(root),
        **buyer(first(root, "ContractingParty/Party")),
    )


def requirements(root: Node) -> list[Node]:
    """Return the elements of all requirements in the order of the file, that of `properties` over all criteria."""
    criteria = every(root, "Criterion")
    groups = [group for criterion in criteria for group in every(criterion, "RequirementGroup")]
    return [each for group in groups for each in _requirements(group)]


def properties(criterion: Criterion) -> list[Property]:
    """Return all requirements of a criterion in the order of the file."""
    return [line.property for line in criterion.lines({})]


def _requirements(group: Node) -> Iterator[Node]:
    for child in group:
        if local_name(child) == "Requirement":
            yield child
        elif local_name(child) == "RequirementGroup":
            yield from _requirements(child)


def _criterion(node: Node) -> Criterion:
    number = value(node, "ID") or ""
    keys = _Keys(number)
    return Criterion(
        id=number,
        code=value(node, "TypeCode") or "",
        name=value(node, "Name") or "",
        description=value(node, "Description") or "",
        groups=tuple(_group(each, keys) for each in every(node, "RequirementGroup")),
        laws=tuple(
            " · ".join(found for name in ("Title", "Article") if (found := value(each, name)))
            for each in every(node, "LegislationReference")
        ),
    )


class _Keys:
    """Gives each requirement of a criterion a key of its own: its id may stand in other criteria and several times in this one."""

    def __init__(self, criterion: str) -> None:
        self._criterion = criterion
        self._given: Counter[str] = Counter()

    def key(self, number: str) -> str:
        self._given[number] += 1
        times = self._given[number]
        return f"{self._criterion}/{number}" + (f"#{times}" if times > 1 else "")


def _group(node: Node, keys: _Keys) -> Group:
    condition = attribute(node, "pi") or ""
    parts = tuple(
        _property(child, keys) if local_name(child) == "Requirement" else _group(child, keys)
        for child in node
        if local_name(child) in {"Requirement", "RequirementGroup"}
    )
    return Group(
        id=value(node, "ID") or "",
        when=_CONDITIONS.get(condition, When.ALWAYS),
        parts=parts,
        words=value(node, "Description") or value(node, "Name") or "",
        cardinality=condition,
    )


def _property(node: Node, keys: _Keys) -> Property:
    kind = attribute(node, "responseDataType") or "NONE"
    number = value(node, "ID") or ""
    return Property(
        key=keys.key(number),
        id=number,
        ask=Ask.CAPTION if kind == "NONE" else Ask.QUESTION,
        kind=kind,
        words=value(node, "Description") or "",
    )


def _answers(requirement: Node) -> str:
    # A request may hold an empty response before ours.
    return next((found for each in every(requirement, "Response") if (found := _answer(each))), "")


def _answer(node: Node | None) -> str:
    """Return the answer inside a requirement as text, empty where nothing was said."""
    if (period := first(node, "Period")) is not None:
        days = value(period, "StartDate") or "", value(period, "EndDate") or ""
        return "/".join(days) if any(days) else value(period, "Description") or ""
    if (proof := first(node, "Evidence")) is not None:
        document = first(proof, "EvidenceDocumentReference")
        address = value(document, "Attachment/ExternalReference/URI") or ""
        issuer = value(proof, "EvidenceIssuerParty/PartyName/Name") or ""
        return Evidence(value(document, "ID") or "", address, issuer).value
    said = next((each for each in every(node, "*") if local_name(each) != "ID" and text(each)), None)
    if said is None:
        return ""
    currency = attribute(said, "currencyID")
    written = "".join(map(str, said.itertext()))
    return f"{written.strip()} {currency}" if currency else written
