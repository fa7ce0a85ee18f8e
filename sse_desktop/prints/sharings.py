"""Sharings on paper and as a spreadsheet: the sheet for the assembly, a page for every family, and all lines in rows."""

import uuid
from collections.abc import Callable

from sse_desktop.documents.call_list import CallList, call_list_sheet
from sse_desktop.documents.share_explanation import ShareExplanation, share_explanation, share_explanations
from sse_desktop.documents.sharing_sheet import SharingSheet, sharing_sheet
from sse_desktop.documents.signature import Signer
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.exchange.spreadsheet import Cell, write_sheet
from sse_desktop.locale import Locale
from sse_desktop.prints.issuer import holder_of, issuer
from sse_desktop.queries.call_list import call_list
from sse_desktop.queries.share_rows import FamilyShare, Shares
from sse_desktop.queries.share_words import limit_name, why
from sse_desktop.workspace import Workspace

Step = Callable[[int, int], None]

_HEADER = (
    *(N_("No."), N_("Family"), N_("Community"), N_("Week"), N_("Product"), N_("Quantity"), N_("Unit"), N_("kg")),
    *(N_("Value"), N_("Currency"), N_("What limited it"), N_("Reason")),
)


class NoShare(DomainError):
    """A page was asked for of a family that gets nothing."""

    sentence = N_("No family gets anything in this sharing, so there is no page to print.")


class NobodyBrings(DomainError):
    """A call list was asked for of a week in which no kept sharing of a counting bid has anything."""

    sentence = N_(
        "Nobody brings anything in week {week}: only sharings that are kept, of bids that are handed in or won, are called for."
    )


def print_sharing(workspace: Workspace, shares: Shares, language: str | None = None) -> bytes:
    """Return the sheet with every family, for the assembly."""
    sheet = SharingSheet(
        cooperative=issuer(workspace),
        shares=shares,
        president=Signer(name=holder_of(workspace, Role.PRESIDENT)),
        secretary=Signer(name=holder_of(workspace, Role.SECRETARY)),
    )
    return sharing_sheet(sheet, workspace.locale(language))


def print_share(workspace: Workspace, shares: Shares, member_id: uuid.UUID, language: str | None = None) -> bytes:
    """Return one family's page.

    Raises:
        NoShare.
    """
    family = shares.family(member_id)
    if family is None:
        raise NoShare
    return share_explanation(_explanation(workspace, shares, family), workspace.locale(language))


def print_all_shares(
    workspace: Workspace, shares: Shares, language: str | None = None, step: Step | None = None
) -> bytes:
    """Return the pages of all families that take part in one file; `step` is told how many of how many are drawn.

    Raises:
        NoShare.
    """
    if not shares.families:
        raise NoShare
    tell = step or (lambda _done, _total: None)
    count = len(shares.families)
    pages = [_explanation(workspace, shares, family) for family in shares.families]
    return share_explanations(pages, workspace.locale(language), lambda place: tell(place, count))


def print_call_list(workspace: Workspace, week: Week, language: str | None = None) -> bytes:
    """Return who brings what in a week, by community.

    Raises:
        NobodyBrings.
    """
    rows = workspace.read(call_list, week)
    if not rows:
        raise NobodyBrings(week=week)
    found = CallList(cooperative=issuer(workspace), week=week, rows=tuple(rows))
    return call_list_sheet(found, workspace.locale(language))


def sharing_book(locale: Locale, shares: Shares) -> bytes:
    """Return a spreadsheet with a row for each family, week and line, a sum of all of them, and what nobody can bring."""
    rows: list[list[Cell]] = [
        [
            family.number,
            family.name,
            family.community,
            str(line.week),
            line.product,
            line.quantity.amount,
            line.quantity.unit,
            line.weight.amount,
            line.value.amount,
            shares.currency,
            limit_name(locale, family),
            why(locale, family),
        ]
        for family in shares.families
        for line in family.lines
    ]
    rows.append(_sum(locale.text(N_("All families")), shares, shares.total.amount))
    for gap in shares.unserved:
        row = _sum(locale.text(N_("Nobody can bring")), shares, gap.value.amount)
        row[3:7] = [str(gap.week), gap.product, gap.quantity.amount, gap.quantity.unit]
        rows.append(row)
    rows.append(_sum(locale.text(N_("The award")), shares, shares.asked.amount))
    return write_sheet([locale.text(title) for title in _HEADER], rows, locale.text(N_("Fair shares")))


def _sum(title: str, shares: Shares, value: Cell) -> list[Cell]:
    return [None, title, None, None, None, None, None, None, value, shares.currency, None, None]


def _explanation(workspace: Workspace, shares: Shares, family: FamilyShare) -> ShareExplanation:
    return ShareExplanation(cooperative=issuer(workspace), shares=shares, family=family)
