"""The containers of OCDS: this file finds the processes in packages, records, lists and lines, and merges their releases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from sse_desktop.exchange.instants import read_moment
from sse_desktop.exchange.refusals import TooManyProcesses

MOST_PROCESSES = 20_000
Part = Mapping[str, Any]

# What the reader looks at. The rest, such as versionedRelease with its lists of values, is not data for us and is let go at once.
_KEPT = (
    "ocid", "id", "date", "tag", "language", "title", "name", "description", "buyer", "parties", "planning", "tender", "awards", "contracts",
)  # fmt: skip
_THERE = [{"id": "1"}]
_OF_A_RELEASE = {"ocid", "tender", "awards", "contracts", "planning", "initiationType"}


@dataclass(slots=True)
class Process:
    """One contracting process with every release of it that the file holds, and the dates of those it only links to."""

    releases: list[Part] = field(default_factory=list)
    compiled: list[Part] = field(default_factory=list)
    links: list[Part] = field(default_factory=list)

    @property
    def only_linked(self) -> bool:
        """Say whether nothing of the process is in the file but addresses."""
        return bool(self.links) and not self.releases and not self.compiled

    @property
    def tags(self) -> frozenset[str]:
        """The tags of all releases; of a compiled release the tags of those it links to say more."""
        return frozenset(tag for part in (*self.compiled, *self.releases, *self.links) for tag in tags_of(part))

    def merged(self) -> Part:
        """Return the newest state: the compiled release, else the releases merged by date, the newest value winning."""
        if self.compiled:
            return max(self.compiled, key=_date_of)
        merged: dict[str, Any] = {}
        for release in sorted(self.releases, key=_date_of):
            merged = _merge(merged, release)
        return merged

    def call_date(self) -> Any:
        """Return the date of the first release that is a call for tenders, or None."""
        calls = [part for part in (*self.releases, *self.links) if "tender" in tags_of(part) and part.get("date")]
        return min(calls, key=_date_of)["date"] if calls else None


@dataclass(slots=True)
class Shelf:
    """The processes found so far, and whether the file looked like OCDS at all."""

    processes: dict[str, Process] = field(default_factory=dict)
    looks_like_ocds: bool = False
    linked_packages: bool = False
    foreign: bool = False

    def of(self, ocid: Any) -> Process:
        """Return the process with that number; releases without a number are each their own.

        Raises: TooManyProcesses.
        """
        key = str(ocid) if isinstance(ocid, str | int) and ocid else f" {len(self.processes)}"
        found = self.processes.setdefault(key, Process())
        if len(self.processes) > MOST_PROCESSES:
            raise TooManyProcesses(limit=MOST_PROCESSES)
        return found


def processes(values: Iterable[Any], shelf: Shelf | None = None) -> Shelf:
    """Return the processes of all values of a file, by process number, in the order of the file; added to those of `shelf`.

    Raises: TooManyProcesses.
    """
    shelf = shelf or Shelf()
    for value in values:
        shelf.foreign |= _is_no_container(value)
        for part in _flat(value):
            _gather(shelf, part)
    return shelf


def tags_of(part: Part) -> tuple[str, ...]:
    """Return the tags of a release, which some publishers write as one text."""
    tags = part.get("tag")
    return tuple(tag for tag in (tags if isinstance(tags, list) else [tags]) if isinstance(tag, str))


def _is_no_container(value: Any) -> bool:
    return not isinstance(value, dict | list) or (isinstance(value, list) and any(map(_is_no_container, value)))


def _flat(value: Any) -> Iterator[Part]:
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _flat(each)


def _gather(shelf: Shelf, part: Part) -> None:
    records, releases = part.get("records"), part.get("releases")
    shelf.linked_packages |= isinstance(part.get("packages"), list) and bool(part["packages"])
    if isinstance(records, list):
        shelf.looks_like_ocds = True
        for record in _flat(records):
            _gather_record(shelf, record)
    elif "compiledRelease" in part or "versionedRelease" in part:
        shelf.looks_like_ocds = True
        _gather_record(shelf, part)
    elif isinstance(releases, list):
        shelf.looks_like_ocds = True
        for release in _flat(releases):
            _gather_release(shelf, release, release.get("ocid"))
    elif _OF_A_RELEASE & part.keys():
        shelf.looks_like_ocds = True
        _gather_release(shelf, part, part.get("ocid"))
    else:
        shelf.foreign |= bool(part)


def _gather_record(shelf: Shelf, record: Part) -> None:
    compiled = [part for part in _flat(record.get("compiledRelease")) if part]
    releases = [*_flat(record.get("releases"))]
    numbers = (part.get("ocid") for part in (record, *compiled, *releases))
    ocid = next((number for number in numbers if number), None)
    for part in compiled:
        shelf.of(ocid).compiled.append(_kept(part))
    for release in releases:
        _gather_release(shelf, release, ocid)


def _gather_release(shelf: Shelf, release: Part, ocid: Any) -> None:
    if (_OF_A_RELEASE - {"ocid", "initiationType"}) & release.keys():
        shelf.of(ocid).releases.append(_kept(release))
    elif isinstance(release.get("url"), str):
        shelf.of(ocid).links.append({"date": release.get("date"), "tag": release.get("tag")})
    elif release:
        shelf.of(ocid).releases.append(_kept(release))


def _kept(release: Part) -> Part:
    kept = {key: release[key] for key in _KEPT if key in release}
    tender = kept.get("tender")
    if isinstance(tender, dict) and tender.get("items"):
        # Awards are read for the items of a call without any; else only that there are some is of interest.
        kept |= {key: _THERE for key in ("awards", "contracts") if kept.get(key)}
    return kept


def _date_of(part: Part) -> float:
    moment = read_moment(str(part.get("date") or ""))
    return moment.at(UTC).timestamp() if moment else 0.0


def _merge(older: dict[str, Any], newer: Part) -> dict[str, Any]:
    """Return both as one: objects key by key, lists by `id`. An empty value says nothing and replaces nothing."""
    merged = dict(older)
    for key, value in newer.items():
        known = merged.get(key)
        if isinstance(value, dict) and isinstance(known, dict):
            merged[key] = _merge(known, value)
        elif isinstance(value, list) and isinstance(known, list) and _all_have_ids([*known, *value]):
            merged[key] = _merge_lists(known, value)
        elif value not in (None, "", [], {}) or key not in merged:
            merged[key] = value
    return merged


def _all_have_ids(members: list[Any]) -> bool:
    return all(isinstance(member, dict) and isinstance(member.get("id"), str | int) for member in members)


def _merge_lists(older: list[Any], newer: list[Any]) -> list[Any]:
    merged = list(older)
    place = {str(member["id"]): at for at, member in enumerate(merged)}
    for member in newer:
        at = place.get(str(member["id"]))
        if at is None:
            merged.append(member)
        else:
            merged[at] = _merge(merged[at], member)
    return merged
