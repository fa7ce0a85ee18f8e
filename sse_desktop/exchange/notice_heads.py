"""Files of thousands of processes: this file keeps a few facts of each, to choose from, and lets everything else go at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final

from sse_desktop.exchange.instants import read_moment
from sse_desktop.exchange.notice import Notice
from sse_desktop.exchange.ocds import notice_of
from sse_desktop.exchange.ocds_shapes import Part, Process, Shelf, processes
from sse_desktop.exchange.refusals import AwardOnly, NoCallForTenders, OnlyLinks, PlanningOnly, TooManyProcesses

MOST_HEADS: Final = 60_000
_MOST_WORDS: Final = 400
_OF_A_RELEASE: Final = ("ocid", "id", "date", "tag", "language", "title", "name", "description", "buyer", "parties")
_OF_A_TENDER: Final = frozenset({"id", "tenderID", "status", "tenderPeriod", "enquiryPeriod", "procuringEntity"})
_THERE: Final = [{"id": "1"}]


@dataclass(frozen=True, slots=True)
class NoticeHead:
    """What is seen of a process in a long list; `key` finds it again in the file."""

    key: str
    reference: str
    title: str
    buyer: str
    deadline: datetime | None = None
    deadline_stated: bool = False
    status: str = ""

    def as_row(self) -> list[Any]:
        """Return JSON values for `from_row`."""
        deadline = self.deadline.isoformat() if self.deadline else None
        return [self.key, self.reference, self.title, self.buyer, deadline, self.deadline_stated, self.status]

    def as_json(self) -> dict[str, Any]:
        """Return the entry of the command line's list."""
        deadline = self.deadline.isoformat() if self.deadline else None
        return {
            "process": self.key,
            "reference": self.reference,
            "title": self.title,
            "buyer": self.buyer or None,
            "deadline": deadline,
        }

    @classmethod
    def from_row(cls, row: list[Any]) -> NoticeHead:
        """Return the head of a row."""
        key, reference, title, buyer, deadline, stated, status = row
        return cls(key, reference, title, buyer, datetime.fromisoformat(deadline) if deadline else None, stated, status)


@dataclass(slots=True)
class _Kept:
    head: NoticeHead
    date: float
    titled: bool


@dataclass(slots=True)
class Heads:
    """The processes met so far: those with a call by their number, and why the others hold none."""

    zone: str | None
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _reasons: dict[str, str] = field(default_factory=dict)

    def take(self, key: str, process: Process) -> None:
        """Look at one more part of a process; the newest part that says something wins.

        Raises: TooManyProcesses.
        """
        try:
            notice = notice_of(_trimmed(process), self.zone)
        except (AwardOnly, PlanningOnly, OnlyLinks, NoCallForTenders) as reason:
            self._reasons.setdefault(key, reason.code)
        else:
            self._put(key, notice, _date_of(process))
        if len(self._kept) + len(self._reasons) > 2 * MOST_HEADS or len(self._kept) > MOST_HEADS:
            raise TooManyProcesses(limit=MOST_HEADS)

    @property
    def heads(self) -> tuple[NoticeHead, ...]:
        """The processes with a call, in the order of the file."""
        return tuple(kept.head for kept in self._kept.values())

    @property
    def left_out(self) -> Counter[str]:
        """How many processes hold no call, by the code of the reason."""
        return Counter(code for key, code in self._reasons.items() if key not in self._kept)

    def _put(self, key: str, notice: Notice, date: float) -> None:
        titled = all(warning.code != "no_title" for warning in notice.warnings)
        new = _Kept(_head(key, notice), date, titled)
        old = self._kept.get(key)
        self._kept[key] = new if old is None else _merged(*sorted((old, new), key=lambda kept: kept.date))


def parts_of(value: Any, file: Shelf, count: int) -> Iterator[tuple[str, Process]]:
    """Yield the processes of one value of a large file by their keys, and tell `file` what the value looked like.

    `count` is how many values came before: processes without a number are known by their place.
    """
    shelf = processes([value])
    file.looks_like_ocds |= shelf.looks_like_ocds
    file.linked_packages |= shelf.linked_packages
    file.foreign |= shelf.foreign
    for key, process in shelf.processes.items():
        yield (f" {count}{key}" if key.startswith(" ") else key), process


def _merged(older: _Kept, newer: _Kept) -> _Kept:
    """Return both as one: what the newer part says, and what only the older says."""
    first, last = older.head, newer.head
    named = last if newer.titled or not older.titled else first
    with_deadline = last if last.deadline is not None else first
    head = replace(
        last,
        reference=named.reference,
        title=named.title,
        buyer=last.buyer or first.buyer,
        deadline=with_deadline.deadline,
        deadline_stated=with_deadline.deadline_stated,
        status=last.status or first.status,
    )
    return _Kept(head, newer.date, older.titled or newer.titled)


def _head(key: str, notice: Notice) -> NoticeHead:
    return NoticeHead(
        key,
        notice.reference,
        notice.title,
        notice.buyer.name or "",
        notice.deadline,
        notice.deadline_stated,
        notice.status or "",
    )


def _date_of(process: Process) -> float:
    dates = [str(part.get("date") or "") for part in (*process.compiled, *process.releases)]
    moments = [moment.at(UTC).timestamp() for date in dates if (moment := read_moment(date))]
    return max(moments, default=0.0)


def _trimmed(process: Process) -> Process:
    """Return the process without what no list shows; that there are lines still counts."""
    return Process(
        [_short(part) for part in process.releases], [_short(part) for part in process.compiled], process.links
    )


def _short(part: Part) -> Part:
    tender = part.get("tender")
    short = {name: part[name] for name in _OF_A_RELEASE if name in part}
    short |= {name: _THERE for name in ("awards", "contracts") if part.get(name)}
    if part.get("planning"):
        short["planning"] = _THERE[0]
    if isinstance(tender, Mapping):
        short["tender"] = _short_tender(tender)
    elif "tender" in part:
        short["tender"] = tender
    return short


def _short_tender(tender: Part) -> Part:
    short = {name: value for name, value in tender.items() if name in _OF_A_TENDER or name.startswith("title")}
    if isinstance(described := tender.get("description"), str):
        short["description"] = described[:_MOST_WORDS]
    short |= {name: _THERE for name in ("items", "documents") if tender.get(name)}
    if lots := tender.get("lots"):
        short["lots"] = _lots(lots) if not tender.get("tenderPeriod") else _THERE
    return short


def _lots(lots: Any) -> Any:
    if not isinstance(lots, list):
        return lots
    dated = [lot for lot in lots if isinstance(lot, Mapping) and "tenderPeriod" in lot]
    return [{"id": "1", "tenderPeriod": lot["tenderPeriod"]} for lot in dated] or _THERE
