"""The neutral notice: this file is what a tender looks like after reading, whatever format it came in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sse_desktop.domain.errors import N_
from sse_desktop.exchange.notice_parts import (
    Fact,
    Json,
    NoticeBuyer,
    NoticeCriterion,
    NoticeDocument,
    NoticeItem,
    NoticeLot,
    NoticeValue,
    NoticeWarning,
    Say,
    in_english,
)

__all__ = [
    "Notice",
    "NoticeBuyer",
    "NoticeCriterion",
    "NoticeDocument",
    "NoticeItem",
    "NoticeKind",
    "NoticeLot",
    "NoticeValue",
    "NoticeWarning",
    "Say",
    "in_english",
    "with_deadline_checked",
]


_NOBODY = NoticeBuyer()


class NoticeKind(StrEnum):
    """What a notice asks for: offers, a sign of interest before them, or nothing yet."""

    CALL = "call"
    INTEREST = "interest"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Notice:
    """One call for tenders. What the file doesn't say is None or empty, never invented.

    `deadline` and `questions_deadline` are aware and keep the buyer's offset; `deadline_stated` is False when the hour
    or the zone had to be assumed, or when there is no deadline. `published` is an instant, or a civil date where no
    hour was given. `ocid` is the number of the whole process in any format, `reference` the one people use.
    `requests_deadline` ends the time for requests to take part or for interest, which come before offers. `notice_id` and
    `version` name this notice among those of its process; `replaces` is the notice it changes, `change_reason` the buyer's
    words or code for it, and `is_cancelled` says that the call was called off, `all_lots_required` that nobody may offer for some of the lots alone. `value_with_tax` is None while nobody said so.
    """

    reference: str
    title: str
    ocid: str | None = None
    description: str | None = None
    buyer: NoticeBuyer = _NOBODY
    country: str | None = None
    languages: tuple[str, ...] = ()
    procedure: str | None = None
    method: str | None = None
    status: str | None = None
    published: datetime | date | None = None
    deadline: datetime | None = None
    deadline_stated: bool = False
    questions_deadline: datetime | None = None
    contract_from: date | None = None
    contract_to: date | None = None
    value: NoticeValue | None = None
    lots: tuple[NoticeLot, ...] = ()
    items: tuple[NoticeItem, ...] = ()
    documents: tuple[NoticeDocument, ...] = ()
    criteria: tuple[NoticeCriterion, ...] = ()
    eligibility: str | None = None
    warnings: tuple[NoticeWarning, ...] = ()
    kind: NoticeKind = NoticeKind.CALL
    notice_id: str | None = None
    version: str | None = None
    replaces: str | None = None
    change_reason: str | None = None
    is_cancelled: bool = False
    requests_deadline: datetime | None = None
    opening: datetime | None = None
    value_with_tax: bool | None = None
    more_buyers: tuple[NoticeBuyer, ...] = ()
    lots_offered_most: int | None = None
    lots_awarded_most: int | None = None
    all_lots_required: bool = False

    @property
    def reserved(self) -> tuple[str, ...]:
        """The codes of the reservations that hold for every lot; one that holds for some lots only does not close the others."""
        first = self.lots[0].reserved if self.lots else ()
        return tuple(code for code in dict.fromkeys(first) if all(code in lot.reserved for lot in self.lots))

    def as_json(self, say: Say = in_english) -> Json:
        """Return the NOTICE object of the command line: exact numbers are text, instants ISO, unknown is None."""
        return {
            "reference": self.reference,
            "title": self.title,
            "buyer": self.buyer.as_json(),
            "country": self.country,
            "languages": list(self.languages),
            "procedure": self.procedure,
            "status": self.status,
            "published": _iso(self.published),
            "deadline": _iso(self.deadline),
            "deadline_stated": self.deadline_stated,
            "questions_deadline": _iso(self.questions_deadline),
            "requests_deadline": _iso(self.requests_deadline),
            "kind": self.kind.value,
            "value": self.value.as_json() if self.value else None,
            "lots": [each.as_json() for each in self.lots],
            "items": [each.as_json() for each in self.items],
            "documents": [each.as_json() for each in self.documents],
            "warnings": [each.as_json(say) for each in self.warnings],
        }

    def as_record(self) -> Json:
        """Return everything, for keeping: the keys of `as_json` and more. `from_json` gives the equal notice back."""
        return {
            **self.as_json(say=_unfilled),
            "buyer": self.buyer.as_record(),
            "lots": [each.as_record() for each in self.lots],
            "items": [each.as_record() for each in self.items],
            "warnings": [each.as_record() for each in self.warnings],
            "criteria": [each.as_json() for each in self.criteria],
            "ocid": self.ocid,
            "description": self.description,
            "method": self.method,
            "eligibility": self.eligibility,
            "contract_from": _iso(self.contract_from),
            "contract_to": _iso(self.contract_to),
            "opening": _iso(self.opening),
            "more_buyers": [each.as_record() for each in self.more_buyers],
            **{name: getattr(self, name) for name in _PLAIN},
        }

    @classmethod
    def from_json(cls, found: Json) -> Notice:
        """Return the notice of `as_record`, or what `as_json` kept of it."""
        return cls(
            reference=found["reference"],
            title=found["title"],
            buyer=NoticeBuyer.from_json(found.get("buyer") or {}),
            languages=tuple(found.get("languages") or ()),
            published=_moment(found.get("published")),
            deadline=_instant(found.get("deadline")),
            deadline_stated=bool(found.get("deadline_stated")),
            questions_deadline=_instant(found.get("questions_deadline")),
            contract_from=_day(found.get("contract_from")),
            contract_to=_day(found.get("contract_to")),
            value=NoticeValue.from_json(found.get("value")),
            lots=tuple(NoticeLot.from_json(each) for each in found.get("lots") or ()),
            items=tuple(NoticeItem.from_json(each) for each in found.get("items") or ()),
            documents=tuple(NoticeDocument.from_json(each) for each in found.get("documents") or ()),
            criteria=tuple(NoticeCriterion.from_json(each) for each in found.get("criteria") or ()),
            warnings=tuple(NoticeWarning.from_json(each) for each in found.get("warnings") or ()),
            kind=NoticeKind(found.get("kind") or NoticeKind.CALL),
            requests_deadline=_instant(found.get("requests_deadline")),
            opening=_instant(found.get("opening")),
            more_buyers=tuple(NoticeBuyer.from_json(each) for each in found.get("more_buyers") or ()),
            is_cancelled=bool(found.get("is_cancelled")),
            all_lots_required=bool(found.get("all_lots_required")),
            **{name: found.get(name) for name in (*_TEXTS, *_PLAIN) if name not in _FLAGS},
        )


_TEXTS = ("ocid", "description", "country", "procedure", "method", "status", "eligibility")
_PLAIN = (
    "notice_id", "version", "replaces", "change_reason", "is_cancelled", "value_with_tax", "lots_offered_most", "lots_awarded_most",
    "all_lots_required",
)  # fmt: skip
_FLAGS = ("is_cancelled", "all_lots_required")
_DEADLINE_PASSED = N_("The deadline of this tender has already passed.")


def with_deadline_checked(notice: Notice, now: datetime) -> Notice:
    """Return the notice with a warning when its deadline, or the one for requests that come first, lies before `now`."""
    ends = notice.deadline or notice.requests_deadline
    if ends is None or ends >= now:
        return notice
    return replace(notice, warnings=(*notice.warnings, NoticeWarning("deadline_passed", _DEADLINE_PASSED)))


def _unfilled(sentence: str, /, **_facts: Fact) -> str:
    return sentence


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | date | None:
    # A civil date is ten characters; datetime.fromisoformat would read it as midnight.
    return _day(text) if text and len(text) == 10 else _instant(text)
