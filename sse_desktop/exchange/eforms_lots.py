"""Lots of eForms: this file reads what each lot asks for, until when, for whom it is reserved and how offers are judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sse_desktop.exchange.eforms_dates import Dates
from sse_desktop.exchange.eforms_texts import EXTENSION, Reader, codes, two_letters, yes_or_no
from sse_desktop.exchange.notice_parts import NoticeCriterion, NoticeDocument, NoticeLot, NoticeValue
from sse_desktop.exchange.notice_terms import LotTerms
from sse_desktop.exchange.plain_text import shortened
from sse_desktop.exchange.refusals import TooManyLots
from sse_desktop.exchange.xml_guard import Node
from sse_desktop.exchange.xml_text import attribute, every, first, once, text, value, values

# The place of texts in warnings: what is wrong with the words of one lot is so with those of all.
_LOT = "ProcurementProjectLot"
_LONGEST_NAME = 300
MOST_LOTS = 5_000
_NOTHING = {"none", "n/a", "no", ""}
_CPV = {"cpv", None}


@dataclass(frozen=True, slots=True)
class Lot:
    """One lot while it is read: its element and its number, which is the place that warnings name."""

    node: Node
    code: str


def lots_of(reader: Reader, root: Node) -> list[Lot]:
    """Return the lots; where there are none the parts of a plan, each of which becomes a lot or a procedure later.

    A group of lots is no lot: nobody offers for it alone.

    Raises: TooManyLots.
    """
    parts = every(root, "ProcurementProjectLot")
    if len(parts) > MOST_LOTS:
        raise TooManyLots(limit=MOST_LOTS)
    found = [each for each in parts if _scheme(each) in {"lot", ""}] or [
        each for each in parts if _scheme(each) == "part"
    ]
    if not found:
        reader.repairs.warn("no_lots")
    numbered = [(each, value(each, "ID") or str(number)) for number, each in enumerate(found, 1)]
    return _unique(numbered)


def _unique(numbered: list[tuple[Node, str]]) -> list[Lot]:
    """Return the lots with numbers of their own: a number that comes twice gets a second one."""
    seen: dict[str, int] = {}
    found: list[Lot] = []
    for node, code in numbered:
        seen[code] = seen.get(code, 0) + 1
        found.append(Lot(node, code if seen[code] == 1 else f"{code} ({seen[code]})"))
    return found


def _scheme(node: Node) -> str:
    return (attribute(first(node, "ID"), "schemeName") or "").lower()


def notice_lot(reader: Reader, dates: Dates, lot: Lot, project: Node | None) -> NoticeLot:
    """Return one lot; a place that only the whole project names holds for it too."""
    own = first(lot.node, "ProcurementProject")
    return NoticeLot(
        id=lot.code,
        title=reader.line(own, "Name", f"{_LOT}.Name"),
        value=lot_value(reader, own, lot.code),
        reserved=reserved(lot.node),
        social=_kinds(own, "social-objective"),
        criteria=tuple(_criteria(reader, lot)),
        description=reader.words(own, "Description", f"{_LOT}.Description"),
        environmental=_kinds(own, "environmental-impact", "gpp-criteria"),
        terms=_terms(reader, dates, lot, project),
    )


def lot_value(reader: Reader, project: Node | None, where: str) -> NoticeValue | None:
    """Return the estimate, which is without tax (BT-27), else the most that a framework may reach (BT-271)."""
    total = "RequestedTenderTotal"
    estimate = reader.amount(
        project, f"{total}/EstimatedOverallContractAmount", f"{where}.EstimatedOverallContractAmount"
    )
    most = f"{total}/{EXTENSION}/FrameworkMaximumAmount"
    return estimate or reader.amount(project, most, f"{where}.FrameworkMaximumAmount")


def reserved(node: Node) -> tuple[str, ...]:
    """Return the codes of the reservations (BT-71).

    The element also carries exclusion grounds and rules for missing papers; only the name of the list tells them apart.
    """
    path = "TenderingTerms/TendererQualificationRequest/SpecificTendererRequirement/TendererRequirementTypeCode"
    listed = codes(node, path, "reserved-procurement")
    unlisted = (text(each) for each in every(node, path) if attribute(each, "listName") is None)
    found = once((*listed, *(code for code in unlisted if code.startswith("res-"))))
    return tuple(code for code in found if code not in _NOTHING)


def _kinds(project: Node | None, *lists: str) -> tuple[str, ...]:
    found = codes(project, "ProcurementAdditionalType/ProcurementTypeCode", *lists)
    return tuple(code for code in found if code not in _NOTHING)


def cpv_codes(project: Node | None) -> tuple[str, ...]:
    """Return the main and the further CPV codes, without check digits."""
    kinds = ("MainCommodityClassification", "AdditionalCommodityClassification")
    found = (each for kind in kinds for each in every(project, f"{kind}/ItemClassificationCode"))
    return once(text(each).partition("-")[0] for each in found if attribute(each, "listName") in _CPV)


def _terms(reader: Reader, dates: Dates, lot: Lot, project: Node | None) -> LotTerms:
    own, terms, process = (
        first(lot.node, name) for name in ("ProcurementProject", "TenderingTerms", "TenderingProcess")
    )
    where = lot.code
    deadline, stated = dates.end(first(process, "TenderSubmissionDeadlinePeriod"), f"{where}.TenderSubmissionDeadline")
    period = first(own, "PlannedPeriod")
    duration, _days = reader.measure(period, "DurationMeasure", f"{where}.Duration")
    validity, validity_days = reader.measure(terms, "TenderValidityPeriod/DurationMeasure", f"{where}.TenderValidity")
    return LotTerms(
        deadline=deadline,
        deadline_stated=stated,
        requests_deadline=_requests(dates, process, where, deadline),
        questions_deadline=dates.end(first(process, "AdditionalInformationRequestPeriod"), f"{where}.Questions")[0],
        opening=dates.instant(
            first(process, "OpenTenderEvent"), "OccurrenceDate", "OccurrenceTime", f"{where}.OpenTenderEvent"
        )[0],
        starts=dates.day(period, "StartDate", f"{where}.StartDate"),
        ends=dates.day(period, "EndDate", f"{where}.EndDate"),
        duration=duration,
        quantity=reader.repairs.quantity(
            reader.number(own, "EstimatedOverallContractQuantity", f"{where}.Quantity"), f"{where}.Quantity"
        ),
        unit=attribute(first(own, "EstimatedOverallContractQuantity"), "unitCode"),
        places=places(own) or places(project),
        codes=cpv_codes(own),
        reserved_execution=_execution(terms),
        strategic=_kinds(own, "strategic-procurement"),
        for_small_firms=reader.flag(own, "SMESuitableIndicator"),
        guarantee_required=_guarantee(terms),
        guarantee=reader.all_words(
            every(terms, "RequiredFinancialGuarantee"), "Description", f"{_LOT}.RequiredFinancialGuarantee"
        ),
        performance=_performance(reader, terms, own),
        validity=validity,
        validity_days=validity_days,
        submission=value(process, "SubmissionMethodCode"),
        submission_url=reader.link(terms, "TenderRecipientParty/EndpointID", f"{where}.EndpointID"),
        languages=once(map(two_letters, values(terms, "Language/ID"))),
        framework=_framework(process),
        einvoicing=_einvoicing(terms),
    )


def places(project: Node | None) -> tuple[str, ...]:
    """Return the NUTS codes of where the contract is carried out."""
    return values(project, "RealizedLocation/Address/CountrySubentityCode")


def _requests(dates: Dates, process: Node | None, where: str, deadline: datetime | None) -> datetime | None:
    """Return the end of the time for requests to take part, else for saying that one is interested.

    Portals that write the deadline for offers into every period ask for no request.
    """
    requests = dates.end(first(process, "ParticipationRequestReceptionPeriod"), f"{where}.ParticipationRequest")[0]
    interest = first(process, f"{EXTENSION}/InterestExpressionReceptionPeriod")
    found = requests or dates.end(interest, f"{where}.InterestExpression")[0]
    return None if found == deadline else found


def _execution(terms: Node | None) -> bool | None:
    found = codes(terms, "ContractExecutionRequirement/ExecutionRequirementCode", "reserved-execution")
    return yes_or_no(found[0]) if found else None


def _guarantee(terms: Node | None) -> bool | None:
    found = codes(terms, "RequiredFinancialGuarantee/GuaranteeTypeCode", "tender-guarantee-required")
    return yes_or_no(found[0]) if found else None


def _performance(reader: Reader, terms: Node | None, project: Node | None) -> str | None:
    """Return the conditions of the contract, and how it is meant to serve society or the environment, in the buyer's words."""
    conditions = every(terms, "ContractExecutionRequirement")
    wanted = [
        each
        for each in conditions
        if (attribute(first(each, "ExecutionRequirementCode"), "listName") or "conditions") == "conditions"
    ]
    said = reader.all_words(wanted, "Description", f"{_LOT}.ContractExecutionRequirement")
    kinds = every(project, "ProcurementAdditionalType")
    meant = reader.all_words(kinds, "ProcurementType", f"{_LOT}.ProcurementType")
    return "\n\n".join(each for each in (said, meant) if each) or None


def _einvoicing(terms: Node | None) -> str | None:
    """Return whether electronic invoices are required, allowed or not-allowed (BT-743)."""
    return next(iter(codes(terms, "ContractExecutionRequirement/ExecutionRequirementCode", "einvoicing")), None)


def _framework(process: Node | None) -> str | None:
    found = codes(process, "ContractingSystem/ContractingSystemTypeCode", "framework-agreement")
    return found[0] if found and found[0] not in _NOTHING else None


def _criteria(reader: Reader, lot: Lot) -> list[NoticeCriterion]:
    path = "TenderingTerms/AwardingTerms/AwardingCriterion"
    found = []
    for criterion in every(lot.node, path):
        found += [_criterion(reader, each) for each in every(criterion, "SubordinateAwardingCriterion")]
        # How complicated weights are counted is said once, beside the criteria.
        formula = reader.line(criterion, "CalculationExpression", f"{_LOT}.CalculationExpression")
        found += [NoticeCriterion(None, shortened(formula, _LONGEST_NAME))] if formula else []
    return [each for each in found if each.type or each.name]


def _criterion(reader: Reader, node: Node) -> NoticeCriterion:
    name = reader.line(node, "Name", f"{_LOT}.AwardingCriterion") or reader.line(
        node, "Description", f"{_LOT}.AwardingCriterion"
    )
    weights = [
        (value(each, "ParameterNumeric"), value(each, "ParameterCode"))
        for each in every(node, f"{EXTENSION}/AwardCriterionParameter")
        if attribute(first(each, "ParameterCode"), "listName") in {"number-weight", None}
    ]
    known = [(weight, kind) for weight, kind in weights if weight]
    return NoticeCriterion(
        type=value(node, "AwardingCriterionTypeCode"),
        name=shortened(name, _LONGEST_NAME) if name else None,
        weight="–".join(once(weight for weight, _ in known)) or None,
        weight_kind=next((kind for _, kind in known if kind), None),
    )


def documents_of(reader: Reader, lots: list[Lot]) -> tuple[NoticeDocument, ...]:
    """Return the documents of all lots, each once; a restricted address is where one asks for them (BT-615)."""
    found = [
        _document(reader, each)
        for lot in lots
        for each in every(lot.node, "TenderingTerms/CallForTendersDocumentReference")
    ]
    return tuple(dict.fromkeys(each for each in found if each.url))


def _document(reader: Reader, node: Node) -> NoticeDocument:
    where = f"{_LOT}.CallForTendersDocumentReference"
    title = reader.line(node, "DocumentDescription", where) or value(node, "ID")
    return NoticeDocument(
        # Most are numbers of the portal, which tell nobody anything.
        title=title if title and "_" not in title and _letters(title) > len(title) / 2 else None,
        url=reader.link(node, "Attachment/ExternalReference/URI", where),
        restricted=value(node, "DocumentType") == "restricted-document",
    )


def _letters(written: str) -> int:
    return sum(map(str.isalpha, written))
