"""What an eForms notice asks for: this file decides by its subtype, then by its type, and last by the root, which is often wrong."""

from __future__ import annotations

import re
from typing import Final

from sse_desktop.exchange.eforms_texts import EXTENSION
from sse_desktop.exchange.notice import NoticeKind
from sse_desktop.exchange.refusals import AwardOnly, ImportRefused, NotForBidders
from sse_desktop.exchange.xml_guard import Node
from sse_desktop.exchange.xml_text import attribute, below, first, local_name, text, value

Outcome = NoticeKind | type[ImportRefused]

# Subtypes of Regulation (EU) 2019/1780, annex I, as amended in 2023; E1 to E6 and CEI are voluntary ones of the same list.
_BY_NUMBER: Final = (
    (range(1, 10), NoticeKind.PLAN),
    (range(10, 16), NoticeKind.INTEREST),
    (range(16, 25), NoticeKind.CALL),
    (range(25, 41), AwardOnly),
)
_BY_NAME: Final[dict[str, Outcome]] = {
    "CEI": NoticeKind.INTEREST,
    "E1": NoticeKind.PLAN,
    "E2": NoticeKind.PLAN,
    "E3": NoticeKind.CALL,
    "E4": AwardOnly,
    "E5": AwardOnly,
    "E6": AwardOnly,
    "T01": NoticeKind.PLAN,
    "T02": AwardOnly,
    "X01": NotForBidders,
    "X02": NotForBidders,
}
# Types of BT-02, by how they begin.
_BY_TYPE: Final[tuple[tuple[str, Outcome], ...]] = (
    ("pin-cfc", NoticeKind.INTEREST),
    ("qu-sy", NoticeKind.INTEREST),
    ("cei", NoticeKind.INTEREST),
    ("pin", NoticeKind.PLAN),
    ("pmc", NoticeKind.PLAN),
    ("cn-", NoticeKind.CALL),
    ("subco", NoticeKind.CALL),
    ("can-", AwardOnly),
    ("veat", AwardOnly),
    ("compl", AwardOnly),
    ("brin", NotForBidders),
)
_BY_FORM: Final[dict[str, Outcome]] = {
    "planning": NoticeKind.PLAN,
    "consultation": NoticeKind.PLAN,
    "competition": NoticeKind.CALL,
    "dir-awa-pre": AwardOnly,
    "result": AwardOnly,
    "cont-modif": AwardOnly,
    "completion": AwardOnly,
    "bri": NotForBidders,
}
_BY_ROOT: Final[dict[str, Outcome]] = {
    "ContractNotice": NoticeKind.CALL,
    "PriorInformationNotice": NoticeKind.PLAN,
    "ContractAwardNotice": AwardOnly,
    "BusinessRegistrationInformationNotice": NotForBidders,
}
# Countries put their letter before the number for notices below the thresholds: N16 is Norway's 16.
_NUMBERED = re.compile(r"[A-Z]{0,2}([0-9]{1,2})")


def subtype(root: Node) -> str | None:
    """Return the subtype as it is written."""
    return value(root, f"{EXTENSION}/NoticeSubType/SubTypeCode")


def kind_of_notice(root: Node) -> NoticeKind:
    """Return what the notice asks for.

    Raises: AwardOnly, NotForBidders.
    """
    found = _by_subtype(subtype(root) or "") or _by_type(first(root, "NoticeTypeCode")) or _by_root(root)
    if isinstance(found, NoticeKind):
        return found
    raise found


def is_known_subtype(root: Node) -> bool:
    """Say whether the subtype is one of the standard or of a country."""
    return _by_subtype(subtype(root) or "") is not None


def _by_subtype(code: str) -> Outcome | None:
    code = code.strip().upper()
    if code in _BY_NAME:
        return _BY_NAME[code]
    number = _NUMBERED.fullmatch(code)
    return next((kind for numbers, kind in _BY_NUMBER if number and int(number[1]) in numbers), None)


def _by_type(node: Node | None) -> Outcome | None:
    code = text(node).lower()
    by_name = next((kind for start, kind in _BY_TYPE if code.startswith(start)), None)
    return by_name or _BY_FORM.get(attribute(node, "listName") or "")


def _by_root(root: Node) -> Outcome:
    """Return the kind by the root; a prior information that ends a period for offers or interest asks for something."""
    found = _BY_ROOT.get(local_name(root), NoticeKind.CALL)
    if found is not NoticeKind.PLAN:
        return found
    if any(True for _ in below(root, "TenderSubmissionDeadlinePeriod")):
        return NoticeKind.CALL
    asks = any(True for _ in below(root, "InterestExpressionReceptionPeriod"))
    return NoticeKind.INTEREST if asks else NoticeKind.PLAN
