"""The ESPD reader: this file turns a buyer's request for a self-declaration into the neutral notice.

A request names the procedure and the conditions for taking part; deadline and lines stand in the notice it belongs to.
"""

from __future__ import annotations

from sse_desktop.domain.espd import Declaration, topic
from sse_desktop.exchange.espd_request import read_declaration
from sse_desktop.exchange.notice import Notice, NoticeBuyer
from sse_desktop.exchange.notice_parts import NoticeDocument, NoticeLot
from sse_desktop.exchange.places import country_code
from sse_desktop.exchange.refusals import DeclarationAnswered, NoCallForTenders
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.xml_guard import Node
from sse_desktop.exchange.xml_text import value

# What stands for "no lots" in requests.
_WHOLE = frozenset(("0", "LOT-0000"))


def notices_of(root: Node, _zone: str | None, repairs: Repairs) -> list[Notice]:
    """Return the one notice of a request; a zone is not needed, since a request states no hour.

    Its criteria stand in the words on who may offer: they are conditions, not ways to compare offers.

    Raises: DeclarationAnswered: an answer, not a request. NoCallForTenders: the request asks nothing and names nothing.
    """
    asked = read_declaration(root)
    if asked.is_response:
        raise DeclarationAnswered(operator=_operator(root) or "–", reference=asked.reference or "–")
    reference = repairs.line(asked.reference or asked.notice_number or asked.id, "ContractFolderID")
    if reference is None or not (asked.criteria or asked.title or asked.description):
        raise NoCallForTenders
    title = repairs.line(asked.title, "ProcurementProject.Name") or repairs.line(
        asked.description.split("\n")[0], "ProcurementProject.Description"
    )
    if not asked.title:
        repairs.warn("no_title")
    if not asked.buyer:
        repairs.warn("no_buyer")
    repairs.warn("no_deadline")
    repairs.warn("no_items")
    if any(topic(criterion) == "shelt-worksh" for criterion in asked.criteria):
        repairs.warn("reserved_is_asked")
    return [
        Notice(
            reference=reference,
            title=title or reference,
            description=repairs.text(asked.description, "ProcurementProject.Description"),
            buyer=_buyer(asked, repairs),
            country=country_code(asked.country),
            procedure=repairs.line(value(root, "ProcedureCode"), "ProcedureCode"),
            published=repairs.day(asked.issued, "IssueDate"),
            lots=_lots(asked, repairs),
            documents=_documents(asked, repairs),
            eligibility=_eligibility(asked, repairs),
            notice_id=asked.uuid or asked.id or None,
            warnings=repairs.warnings,
        )
    ]


def _operator(root: Node) -> str | None:
    return value(root, "EconomicOperatorParty/Party/PartyName/Name")


def _buyer(asked: Declaration, repairs: Repairs) -> NoticeBuyer:
    number = repairs.line(asked.buyer_id, "PartyIdentification.ID")
    return NoticeBuyer(
        name=repairs.line(asked.buyer, "PartyName.Name"),
        id=number,
        register_number=number,
        address=repairs.line(asked.address, "PostalAddress"),
        email=repairs.line(asked.email, "ElectronicMail"),
        phone=repairs.line(asked.phone, "Telephone"),
    )


def _lots(asked: Declaration, repairs: Repairs) -> tuple[NoticeLot, ...]:
    named = {code: title for code, title in asked.lots if code and code not in _WHOLE}
    return tuple(NoticeLot(code, repairs.line(title, "ProcurementProjectLot.Name")) for code, title in named.items())


def _documents(asked: Declaration, repairs: Repairs) -> tuple[NoticeDocument, ...]:
    """Return the documents that are referred to, the notice by its number first."""
    notice = f"TED {asked.notice_number}" if asked.notice_number else None
    found = [
        NoticeDocument(repairs.line(title, "FileName") or notice, repairs.link(address, "URI"))
        for title, address in asked.documents
    ]
    if notice and not any(each.title == notice for each in found):
        found.insert(0, NoticeDocument(notice, None))
    return tuple(each for each in found if each.title or each.url)


def _eligibility(asked: Declaration, repairs: Repairs) -> str | None:
    """Return what the buyer asks of whoever offers, a line for each criterion."""
    return repairs.text("\n".join(each.name or each.code for each in asked.criteria), "TenderingCriterion.Name")
