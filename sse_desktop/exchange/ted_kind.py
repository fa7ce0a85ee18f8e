"""What a notice of the former TED format asks for: this file decides by its form, its type, and the code of the document."""

from __future__ import annotations

from typing import Final

from sse_desktop.exchange.notice import NoticeKind
from sse_desktop.exchange.refusals import AwardOnly, ImportRefused, NoCallForTenders
from sse_desktop.exchange.xml_guard import Node
from sse_desktop.exchange.xml_text import attribute, every, first, local_name

Outcome = NoticeKind | type[ImportRefused]

# Standard forms of Implementing Regulation (EU) 2015/1986.
_FORMS: Final[dict[str, Outcome]] = {
    "F01": NoticeKind.PLAN,
    "F02": NoticeKind.CALL,
    "F03": AwardOnly,
    "F04": NoticeKind.PLAN,
    "F05": NoticeKind.CALL,
    "F06": AwardOnly,
    "F07": NoticeKind.INTEREST,
    "F08": NoticeKind.PLAN,
    "F12": NoticeKind.CALL,
    "F13": AwardOnly,
    "F14": NoCallForTenders,
    "F15": AwardOnly,
    "F20": AwardOnly,
    "F21": NoticeKind.CALL,
    "F22": NoticeKind.CALL,
    "F23": NoticeKind.CALL,
    "F24": NoticeKind.CALL,
    "F25": AwardOnly,
}
# The type of a notice says more than its form, where there is one.
_TYPES: Final[dict[str, Outcome]] = {
    "CONTRACT": NoticeKind.CALL,
    "PRI_ONLY": NoticeKind.PLAN,
    "PER_ONLY": NoticeKind.PLAN,
    "PRI_REDUCING_TIME_LIMITS": NoticeKind.PLAN,
    "PER_REDUCING_TIME_LIMITS": NoticeKind.PLAN,
    "PRI_CALL_COMPETITION": NoticeKind.INTEREST,
    "PER_CALL_COMPETITION": NoticeKind.INTEREST,
    "QSU_ONLY": NoticeKind.INTEREST,
    "QSU_CALL_COMPETITION": NoticeKind.INTEREST,
    "AWARD_CONTRACT": AwardOnly,
    "CONCESSION_AWARD_CONTRACT": AwardOnly,
}
# Document types of the Official Journal, for the forms before 2015.
_DOCUMENTS: Final[dict[str, Outcome]] = {
    "0": NoticeKind.PLAN,
    "M": NoticeKind.PLAN,
    "P": NoticeKind.PLAN,
    "B": NoticeKind.PLAN,
    "A": NoticeKind.INTEREST,
    "Q": NoticeKind.INTEREST,
    "2": NoCallForTenders,
    "7": AwardOnly,
    "V": AwardOnly,
    "6": AwardOnly,
    "R": AwardOnly,
}


def form_of(root: Node, language: str | None) -> tuple[Node, tuple[str, ...]]:
    """Return the form in the original language, in the cooperative's where there are several, and all original languages.

    Raises: NoCallForTenders: the file holds no form.
    """
    section = first(root, "FORM_SECTION")
    forms = [each for each in (section if section is not None else ()) if attribute(each, "FORM")]
    originals = [each for each in forms if attribute(each, "CATEGORY") != "TRANSLATION"] or forms
    if not originals:
        raise NoCallForTenders
    spoken = tuple(dict.fromkeys((attribute(each, "LG") or "").lower() for each in originals))
    best = next((each for each in originals if (attribute(each, "LG") or "").lower() == language), originals[0])
    return best, tuple(code for code in spoken if code)


def kind_of_form(root: Node, form: Node) -> NoticeKind:
    """Return what the notice asks for.

    Raises: AwardOnly, NoCallForTenders.
    """
    number = (attribute(form, "FORM") or "").upper()
    said = _TYPES.get(attribute(first(form, "NOTICE"), "TYPE") or "")
    document = attribute(first(root, "CODED_DATA_SECTION/CODIF_DATA/TD_DOCUMENT_TYPE"), "CODE") or ""
    found = said or _FORMS.get(number) or _DOCUMENTS.get(document, NoticeKind.CALL)
    if isinstance(found, NoticeKind):
        return found
    raise found


_PROCEDURES: Final = {
    "PT_OPEN": "open",
    "PT_RESTRICTED": "restricted",
    "PT_COMPETITIVE_NEGOTIATION": "neg-w-call",
    "PT_NEGOTIATED_WITH_PRIOR_CALL": "neg-w-call",
    "PT_COMPETITIVE_DIALOGUE": "comp-dial",
    "PT_INNOVATION_PARTNERSHIP": "innovation",
    "PT_INVOLVING_NEGOTIATION": "oth-mult",
}
_IN_TWO_STEPS: Final = frozenset(("restricted", "neg-w-call", "comp-dial", "innovation"))


def procedure_of(form: Node) -> str | None:
    """Return the procedure by its code of eForms."""
    names = (local_name(each) for each in every(form, "PROCEDURE/*"))
    return next((_PROCEDURES[name] for name in names if name in _PROCEDURES), None)


def asks_first(kind: NoticeKind, procedure: str | None) -> bool:
    """Say whether the day that is stated ends the time for asking to take part, before any offer."""
    return kind is NoticeKind.INTEREST or procedure in _IN_TWO_STEPS
