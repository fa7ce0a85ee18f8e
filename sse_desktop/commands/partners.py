"""Partners: the organisations we work with, and what they may offer."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sse_desktop.commands.changing import Seen, change_fields, cleaned
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.partners import PartnerKind
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.partners import Partner


class ApprovalReversed(DomainError):
    """An approval ends before it begins."""

    sentence = N_("The approval would end on {last}, before it begins on {first}. Nothing was saved. Correct the days.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerData:
    """What a person enters of a partner; `supplier_kind` is an id of the profile, for those who may hold reserved lots."""

    name: str
    kind: PartnerKind
    supplier_kind: str = ""
    tax_id: str = ""
    approval_number: str = ""
    approval_from: date | None = None
    approval_to: date | None = None
    contact: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    offers: str = ""
    notes: str = ""


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_partner(session: Writing, data: PartnerData) -> uuid.UUID:
    """Store a partner and return its id.

    Raises:
        NameMissing, ApprovalReversed.
    """
    row = Partner(id=session.new_id(), **_columns(data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_partner(session: Writing, partner_id: uuid.UUID, data: PartnerData, seen: Seen | None = None) -> None:
    """Store new data of a partner.

    Raises:
        ChangedMeanwhile, NameMissing, ApprovalReversed.
    """
    row, columns = session.get_one(Partner, partner_id), _columns(data)
    search = columns.pop("search")
    if change_fields(row, columns, seen):
        row.search = search


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_partner(session: Writing, partner_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a partner out of the lists, or back in; what was done together stays."""
    session.get_one(Partner, partner_id).archived = archived


def _columns(data: PartnerData) -> dict[str, Any]:
    if not data.name.strip():
        raise NameMissing
    first, last = data.approval_from, data.approval_to
    if first is not None and last is not None and last < first:
        raise ApprovalReversed(first=first, last=last)
    columns = cleaned(asdict(data)) | {"kind": PartnerKind(data.kind).value}
    words = (columns[name] for name in ("name", "tax_id", "approval_number", "contact", "offers"))
    columns["search"] = fold(" ".join(words))
    return columns
